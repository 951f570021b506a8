"""What is hidden in one output can be worked out from none: nothing changes anywhere when hidden answers alone change.

An attacker who has every output, knows every rule and can solve any equation still has several answers to choose from,
for all of them give the same outputs. Readings of a rule make other groups, whose numbers hold those of the hidden ones
among many others, and change: here the rule has one reading, and of several the declared one shows nothing.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest

from samkit import benchmarking, publish, workflow
from samkit.assembling import made
from samkit.errors import RefusedError
from samkit.results import Robust
from samkit.writers import csv_text
from tests.builders import STUDY, surveyed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.results import Result
    from samkit.survey import Survey

    Columns = dict[str, list[str]]

LEVELS = ("Disagree", "Neither", "Agree")
PLACES = ("North", "East", "South", "West")

CROSSINGS = "".join(
    f"""
[sections.{name}_{of}]
title = "{name} by maturity, {of}"
analysis = "across"
of = "{of}"
across = "ripe"
questions = {{ {name}_{of}_item = {{ text = "{name}", question = "{name}" }} }}
"""
    for name in ("plan", "place")
    for of in ("all", "rest", "top")
)
TEXT = (
    STUDY.replace("hide_below = 5", "hide_below = 10")
    .replace("mark_below = 8", "mark_below = 20")
    .replace('"Fell", "Same", "Grew"', '"Fell", "Grew"')
    + '\n[questions.place]\ntext = "Place"\nlevels = ["North", "East", "South", "West"]\n'
    + '\n[questions.trade]\ntext = "Trade"\nlevels = ["North", "East", "South", "West"]\n'
    + CROSSINGS
    + """
[[figures]]
id = "3"
section = "plan_all"
chart = "heat_map"

[[figures]]
id = "4"
chart = "margins"

[[figures]]
id = "5"
section = "practices"
chart = "slope"
"""
)

WAYS: dict[str, Callable[[Survey], Sequence[Result]]] = {
    "classify": lambda data: [workflow.classify(data)[1]],
    "compare": lambda data: workflow.compare(data)[1],
    "trend": lambda data: workflow.trend(data, ["maturity", "plan"])[1],
    "rank": lambda data: workflow.rank(data, replicates=100)[1],
    "profile": lambda data: [workflow.profile(data, ["plan", "place"])[1]],
    "drivers": lambda data: [workflow.drivers(data, ["plan", "meet"], adjust=["place"])[1]],
    "robustness": lambda data: workflow.robustness(data, permutations=10)[1],
    "halo": lambda data: workflow.halo(data, replicates=20)[1],
    "trust": lambda data: workflow.trust(data)[1],
    "power": lambda data: workflow.power(data)[1],
    "benchmark": lambda data: [benchmarking.benchmark(data, data)[1]],
    "report": lambda data: made(data)[1],
}


def base(seed: int, top: int = 30, rest: int = 90) -> Columns:
    """Make answers at random."""
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    made_: Columns = {"growth": ["Grew"] * top + ["Fell"] * rest}
    made_ |= {name: draw.choices(LEVELS, k=top + rest) for name in ("plan", "train", "meet", "ripe")}
    return made_ | {name: draw.choices(PLACES[:2], k=top + rest) for name in ("place", "trade")}


def few_of_a_group(seed: int) -> tuple[Columns, Columns]:
    """Let four of the first group answer a question, and give the same export with other answers of these four."""
    one, draw = base(seed), random.Random(seed + 1)  # noqa: S311 - a test needs no secret
    one["plan"][:30] = draw.choices(LEVELS, k=4) + [""] * 26
    other = {name: list(column) for name, column in one.items()}
    other["plan"][:4] = [LEVELS[(LEVELS.index(text) + draw.randrange(1, 3)) % 3] for text in one["plan"][:4]]
    return one, other


def few_in_a_category(seed: int) -> tuple[Columns, Columns]:
    """Let a few be in two categories, and give the same export with these exchanged."""
    one = base(seed)
    other = {name: list(column) for name, column in one.items()}
    for name, (start, moved) in itertools.product(("place", "trade"), ((0, 7), (30, 15))):
        few = ["South" if row % 3 else "West" for row in range(moved)]
        one[name][start : start + moved] = few
        other[name][start : start + moved] = few[::-1]
    return one, other


def written(results: Sequence[Result]) -> str:
    """Write results without the digest of the data."""
    return publish.text(
        [each._replace(provenance=each.provenance._replace(data_digest="")) for each in results], "json"
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("hide", [few_of_a_group, few_in_a_category])
def test_no_output_changes_when_only_hidden_answers_change(
    hide: Callable[[int], tuple[Columns, Columns]], way: str
) -> None:
    outputs = []
    for columns in hide(1):
        try:
            outputs.append(written(WAYS[way](surveyed(columns, TEXT))))
        except RefusedError as error:
            outputs.append(str(error))
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("hide", [few_of_a_group, few_in_a_category])
def test_no_word_or_number_of_a_report_changes_when_only_hidden_answers_change(
    hide: Callable[[int], tuple[Columns, Columns]],
) -> None:
    documents = [made(surveyed(columns, TEXT))[2] for columns in hide(3)]
    told = [
        [
            (each.title, each.subtitle, each.footer, each.notes, each.takeaway, csv_text.write([each.table]))
            for each in document.figures
        ]
        + [document.summary, document.notes, csv_text.write(document.tables)]
        for document in documents
    ]
    assert told[0] == told[1]


def test_the_declared_reading_of_a_hidden_item_shows_nothing() -> None:
    for columns in few_of_a_group(4):
        data = surveyed(columns, TEXT.replace('"Fell", "Grew"', '"Fell", "Same", "Grew"'))
        rows = workflow.robustness(data, ["practices"], permutations=10)[1][0].rows
        row = next(row for row in rows if isinstance(row, Robust) and row.item.id == "plan")
        assert (row.gap.value, row.ratio.value, row.curve.gap.value[0], row.curve.ratio.lower[0]) == (None,) * 4


def test_other_answers_do_change_the_outputs() -> None:
    one, _ = few_of_a_group(1)
    other = {name: list(column) for name, column in one.items()}
    other["plan"][40:60] = ["Agree"] * 20
    found = [written(workflow.compare(surveyed(columns, TEXT))[1]) for columns in (one, other)]
    assert found[0] != found[1]
