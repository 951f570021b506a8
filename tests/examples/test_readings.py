"""The example of readings: what its figures say is what one classification and comparison for each reading finds."""

from __future__ import annotations

from collections import Counter

from samkit import answering, reporting, workflow
from samkit.classify import with_groups
from samkit.results import Verdict, contrasts
from samkit.study.readings import readings
from tests.examples.raw import EXAMPLES

DATA = workflow.read(EXAMPLES.parent / "data" / "sam_2016.csv", EXAMPLES / "readings.toml")
GROUPS = DATA.study.groups["performance"]
FOUND = readings(GROUPS, DATA.study.questions, 1000)


def test_the_figures_count_what_a_comparison_by_each_reading_finds() -> None:
    differing, above = Counter[str](), Counter[str]()
    section = DATA.study.sections["roles"]
    for reading in FOUND.readings:
        other = GROUPS._replace(id="other", rule=FOUND.rule(reading), alternatives={})
        (result,) = answering.answer(with_groups(DATA, other), [(section, other)])
        for row in contrasts(result):
            differing[row.item.text] += row.verdict is Verdict.DIFFERS
            above[row.item.text] += (row.gap.value or 0) > 0
    titles = {figure.id: figure.title for figure in reporting.made(DATA)[2].figures}
    size = len(FOUND.readings)
    assert above["Project Manager"] == size
    assert titles["project_manager"] == (
        f"Project Manager: differs under {differing['Project Manager']} of {size} readings of the rule, the declared "
        "one among them; the gap has the same sign under all"
    )
    assert differing["Innovator"] == size
    assert titles["innovator"] == f"Innovator: differs under every reading of the rule ({size})"
    assert [item for item, count in differing.items() if count == size] == ["Innovator"]
    assert min(differing.values()) > 0
    assert titles["roles"] == (
        "Top Performers and The Rest differ under every reading of the rule on one item, under some on five items, "
        "under none on no items"
    )
