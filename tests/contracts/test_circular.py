"""An item that rests on what made the groups is marked wherever it can be shown: row, table, file, picture."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from samkit import benchmarking, catalogue, publish, workflow
from samkit.catalogue import ANALYSES, CHARTS
from samkit.charts.frame import Caption
from samkit.errors import RefusedError
from tests.builders import STUDY, answers, surveyed
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.results import Result
    from samkit.survey import Survey

OWN, AGAIN, CLEAN = "Growth itself", "Growth, asked again", "Plans accounts"

PLANTED = f"""
[questions.size]
text = "Size"
numeric = {{ unit = "people" }}

[questions.result]
text = "Another result"
levels = ["No", "Yes"]

[questions.anew]
text = "{AGAIN}"
levels = ["Fell", "Same", "Grew"]

[groups.both]
self_rated = ["Result is good"]
criteria = [
  {{ label = "Revenue grew", question = "growth", is_in = ["Grew"] }},
  {{ label = "Result is good", question = "result", is_in = ["Yes"] }},
]

[groups.large]
criteria = [{{ label = "Large", question = "size", at_least = 10 }}]

[sections.planted]
title = "Planted"

[sections.planted.questions]
own = {{ text = "{OWN}", question = "growth", favourable = ["Grew"] }}
again = {{ text = "{AGAIN}", question = "anew", favourable = ["Grew"] }}
clean = {{ text = "{CLEAN}", question = "plan", favourable = ["Agree"] }}

[sections.planted_levels]
title = "Planted levels"
analysis = "levels"

[sections.planted_levels.questions]
own_levels = {{ text = "{OWN}", question = "growth" }}
again_levels = {{ text = "{AGAIN}", question = "anew" }}
clean_levels = {{ text = "{CLEAN}", question = "plan" }}

[sections.planted_matrix]
title = "Planted matrix"
analysis = "matrix"
across = "ripe"

[sections.planted_matrix.questions]
own_matrix = {{ text = "{OWN}", question = "growth" }}
again_matrix = {{ text = "{AGAIN}", question = "anew" }}
clean_matrix = {{ text = "{CLEAN}", question = "plan" }}

[sections.planted_means]
title = "Planted means"
analysis = "means"
questions = {{ own_size = {{ text = "{OWN}", question = "size" }} }}
"""

CRITERION, ALMOST = "circular", "almost_criterion"

SIGNS = {CRITERION: "†", ALMOST: "‡"}

MEANS = {CRITERION: "Part of the rule that makes the groups", ALMOST: "Tells almost surely who meets a criterion"}

WITHOUT = {
    ("across", CRITERION): "compares no groups",
    ("across", ALMOST): "compares no groups",
    ("means", ALMOST): "answers with a number are judged by the study file alone",
    ("drivers", CRITERION): "is refused as a term of a model",
}
"""Where a mark has no place, and why."""

NAMELESS = frozenset({"p_top", "specification_curve", "matrix"})
"""The charts of one item that do not write its name: the title does, and the sign stands below."""


@cache
def planted() -> Survey:
    """Respondents of whom growth is a criterion, and almost all of whom say the same where they are asked again."""
    draw = np.random.default_rng(3)
    columns = answers(400, gap=0.2)
    columns["anew"] = [cell if draw.random() < 0.98 else "Same" for cell in columns["growth"]]
    columns["result"] = [("No", "Yes")[int(chance < 0.7)] for chance in draw.random(400)]
    columns["size"] = [f"{number:.1f}" for number in draw.normal(10, 3, 400)]
    return surveyed(columns, STUDY + PLANTED)


BY = "both"

MADE: dict[str, Callable[[], tuple[Result, ...]]] = {
    "gap": lambda: workflow.compare(planted(), ["planted"], BY)[1],
    "levels": lambda: workflow.compare(planted(), ["planted_levels"], BY)[1],
    "means": lambda: workflow.compare(planted(), ["planted_means"], "large")[1],
    "matrix": lambda: workflow.compare(planted(), ["planted_matrix"], BY)[1],
    "profile": lambda: (workflow.profile(planted(), ["growth", "anew", "plan"], BY)[1],),
    "trend": lambda: workflow.trend(planted(), ["planted_levels"], BY)[1],
    "rank": lambda: workflow.rank(planted(), ["planted"], BY, replicates=200)[1],
    "drivers": lambda: (workflow.drivers(planted(), ["again", "clean"], BY)[1],),
    "adjusted": lambda: workflow.adjusted(planted(), ["planted"], BY, adjust=["ripe"])[1],
    "robustness": lambda: workflow.robustness(planted(), ["planted"], BY, permutations=20)[1],
    "halo": lambda: workflow.halo(planted(), ["planted"], BY, replicates=50)[1],
    "trust": lambda: workflow.trust(planted(), ["planted"], BY)[1],
    "power": lambda: workflow.power(planted(), ["planted"], BY)[1],
    "benchmark": lambda: (benchmarking.benchmark(planted(), planted(), BY)[1],),
}
"""How each kind of result is made of the planted study; a new analysis must be added, or `WITHOUT` say why not."""

KINDS = [*ANALYSES, "benchmark"]


@cache
def found(kind: str) -> tuple[Result, ...]:
    return MADE[kind]()


def about(row: Any) -> Any:
    """Give the part of a row that has an item and notes; None where it is about no item."""
    part = getattr(row, "location", row)
    return part if hasattr(part, "item") else None


def codes(kind: str, text: str) -> set[str]:
    """Give the codes of the notes on all rows of one item, by whatever name it goes."""
    wanted = {OWN: {"growth", "size"}, AGAIN: {"anew"}, CLEAN: {"plan"}}[text]
    parts = [part for result in found(kind) for part in map(about, result.rows) if part is not None]
    mine = [part for part in parts if part.item.question in wanted]
    assert mine
    return {note.code for part in mine for note in part.notes}


def cases() -> list[object]:
    pairs = [(kind, code) for kind in KINDS for code in (CRITERION, ALMOST)]
    return [pytest.param(*pair, id=" ".join(pair)) for pair in pairs if pair not in WITHOUT]


@pytest.mark.parametrize(("kind", "code"), cases())
def test_every_analysis_notes_what_rests_on_the_rule(kind: str, code: str) -> None:
    assert code in codes(kind, OWN if code == CRITERION else AGAIN)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if (kind, ALMOST) not in WITHOUT])
def test_every_analysis_is_silent_on_what_does_not(kind: str) -> None:
    assert not codes(kind, CLEAN) & {CRITERION, ALMOST}


def test_a_criterion_is_refused_as_a_term_of_a_model() -> None:
    with pytest.raises(RefusedError, match="are defined by what stands behind own"):
        workflow.drivers(planted(), ["own", "clean"], BY)


@pytest.mark.parametrize(("kind", "code"), cases())
def test_every_table_and_file_shows_the_mark(kind: str, code: str) -> None:
    for form in ("table", "csv", "md", "json"):
        said = " ".join(publish.text(found(kind), form).split())
        for words in DOUBTED[code] if (kind, form) in {("trust", "table"), ("trust", "md")} else NOTED[code]:
            assert words in said, form


NOTED = {
    CRITERION: ("circular", "which reads this question"),
    ALMOST: ("almost", "who meets “Revenue grew”"),
}
"""What a note says, in short and in full."""

DOUBTED = {
    CRITERION: ("does not hold", "part of what defines"),
    ALMOST: ("holds with a caution", "almost determined by what defines"),
}
"""What stands in place of notes where findings are doubted."""


def drawn() -> list[object]:
    return [
        pytest.param(name, code, id=f"{name} {code}")
        for name, entry in CHARTS.items()
        for code in (CRITERION, ALMOST)
        if entry.takes in KINDS and (entry.takes, code) not in WITHOUT
    ]


@pytest.mark.parametrize(("name", "code"), drawn())
def test_every_chart_shows_the_mark_and_says_what_it_means(name: str, code: str) -> None:
    item = OWN if code == CRITERION else AGAIN
    for result in found(CHARTS[name].takes):
        rows = result.rows
        if name in NAMELESS:
            rows = tuple(row for row in rows if about(row) is None or about(row).item.text == item)
        plate = catalogue.load(CHARTS[name])(rows, result.grouping, Caption("Title", "Subtitle", "Footer"))
        said = " ".join(made.words(plate).split())
        assert f"{SIGNS[code]} {MEANS[code]}" in said
        assert name in NAMELESS or marked(said, item, SIGNS[code])


def marked(said: str, item: str, sign: str) -> bool:
    """Say whether the sign stands behind an item: its words, those of its question, or the group that a row is of."""
    ends = (item.rpartition(" ")[2], "Revenue", "Size", "Top Performers")
    return any(f"{end} {sign}" in said for end in ends)
