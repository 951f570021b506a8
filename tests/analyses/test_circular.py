"""Circular items: which almost are a criterion, and what would follow from the rule alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import workflow
from samkit.results import Contrast, Verdict, contrasts
from tests.builders import surveyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Answers = dict[str, list[str]]

LEVELS = ("Worse", "Same", "Better", "Much better")
STUDY = f"""\
schema = "samkit-study/1"

[study]
title = "Circular"
hide_below = 5
mark_below = 8
HERE

[scales.change]
levels = {list(LEVELS)}
favourable = ["Much better"]

[questions.growth]
text = "Growth"
scale = "change"

[questions.success]
text = "Success"
scale = "change"

[groups.performance]
require = REQUIRE
criteria = [
  {{ label = "Grew", question = "growth", at_least = "Better" }},
  {{ label = "Successful", question = "success", at_least = "Better" }},
]

[groups.nested]
criteria = [
  {{ label = "Either", require = "any", criteria = [
    {{ label = "Grew", question = "growth", at_least = "Better" }},
    {{ label = "Successful", question = "success", at_least = "Better" }},
  ] }},
]

[sections.results]
title = "Results"
scale = "change"

[sections.results.questions]
much = {{ text = "Grew much", question = "growth" }}
any = {{ text = "Grew at all", question = "growth", favourable = ["Better", "Much better"] }}
again = "Growth, asked again"
practice = "A practice"
"""


def text(settings: str = "", require: str = '"all"') -> str:
    return STUDY.replace("HERE", settings).replace("REQUIRE", require)


def scale(trait: NDArray[np.float64]) -> list[str]:
    return [LEVELS[place] for place in np.digitize(trait, [-0.7, 0.0, 0.8])]


def answers(
    rows: int = 400, seed: int = 1, *, alike: float = 0.97, effect: float = 0.0, beyond: float = 0.0
) -> Answers:
    """Make answers: `again` repeats the level of growth in a share of rows; `practice` follows both traits by `effect`.

    Those who succeed have grown further by `beyond` than whether they have grown at all tells.
    """
    draw = np.random.default_rng(seed)
    growth, success = draw.normal(size=(2, rows))
    grown = scale(np.where((growth > 0) & (success > 0), growth + beyond, growth))
    other = scale(draw.normal(size=rows))
    columns = {
        "growth": grown,
        "success": scale(success),
        "again": [same if draw.random() < alike else else_ for same, else_ in zip(grown, other, strict=True)],
        "practice": scale(effect * (growth + success) + draw.normal(size=rows)),
    }
    return {name: [cell if draw.random() > 0.04 else "" for cell in cells] for name, cells in columns.items()}


def rows(columns: Answers, study: str = text(), by: str = "") -> dict[str, Contrast]:
    return {row.item.id: row for row in contrasts(workflow.compare(surveyed(columns, study), ["results"], by)[1][0])}


def meets(cell: str) -> int:
    return -1 if not cell else int(cell in LEVELS[2:])


def by_hand(
    columns: Answers, item: str, net: tuple[str, ...], outcome: Callable[[str, str], object], *, weighted: bool = False
) -> tuple[float, float]:
    """Work the two expected shares out from the answers as they stand, one respondent after the other."""
    said = []
    for place, (growth, success) in enumerate(zip(columns["growth"], columns["success"], strict=True)):
        each = {meets(growth), meets(success)}
        group = 1 if each == {1} else 0 if 0 in each else -1
        if group >= 0 and columns[item][place]:
            weight = float(columns["w"][place]) if weighted else 1.0
            said.append((group, outcome(growth, success), columns[item][place] in net, weight))
    shares = []
    for group in (1, 0):
        total = sum(weight for g, _, _, weight in said if g == group)
        share = 0.0
        for c in {c for _, c, _, _ in said}:
            there = sum(weight for g, at, _, weight in said if g == group and at == c)
            both = sum(weight for _, at, _, weight in said if at == c)
            share += there / total * sum(weight for _, at, yes, weight in said if at == c and yes) / both
        shares.append(share)
    return shares[0], shares[1]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(("item", "net"), [("much", LEVELS[3:]), ("any", LEVELS[2:]), ("again", LEVELS[3:])])
def test_the_baseline_is_that_of_the_answers_taken_one_by_one(item: str, net: tuple[str, ...], weighted: bool) -> None:
    columns = answers()
    columns["w"] = [str(1 + place % 4) for place in range(400)]
    row = rows(columns, text('weight = "w"' if weighted else ""))[item]
    column = "again" if item == "again" else "growth"
    first, second = by_hand(columns, column, net, lambda growth, _: meets(growth), weighted=weighted)
    assert row.baseline is not None
    assert row.baseline.criteria == ("Grew",)
    assert row.baseline.gap == pytest.approx(first - second, abs=1e-12)
    assert row.baseline.ratio == pytest.approx(first / second, rel=1e-12)


def test_an_item_that_is_the_criterion_itself_has_the_gap_that_follows_from_the_rule() -> None:
    row = rows(answers(beyond=1.0))["any"]
    assert row.baseline is not None
    assert row.baseline.gap == pytest.approx(row.gap.value, abs=1e-12)
    assert row.baseline.ratio == pytest.approx(row.ratio.value, rel=1e-12)


def test_repeating_rows_is_weighing_them() -> None:
    columns = answers()
    twice = {
        name: [cell for place, cell in enumerate(cells) for _ in range(1 + place % 3)]
        for name, cells in columns.items()
    }
    columns["w"] = [str(1 + place % 3) for place in range(400)]
    weighed, repeated = rows(columns, text('weight = "w"')), rows(twice)
    for name in ("much", "any", "again"):
        one, other = weighed[name].baseline, repeated[name].baseline
        assert one is not None
        assert other is not None
        assert one.gap == pytest.approx(other.gap, abs=1e-12)


def test_where_one_criterion_is_enough_nobody_else_can_have_what_only_those_have_who_meet_it() -> None:
    row = rows(answers(), text(require="1"))["much"]
    assert row.baseline is not None
    assert row.baseline.gap == pytest.approx(row.gap.value, abs=1e-12)
    assert row.baseline.ratio == float("inf") == row.ratio.value


def test_of_criteria_below_one_another_the_outermost_says_what_follows_from_the_rule() -> None:
    row = rows(answers(), by="nested")["much"]
    assert row.baseline is not None
    assert row.baseline.criteria == ("Either",)
    assert row.baseline.gap == pytest.approx(row.gap.value, abs=1e-12)  # one criterion alone makes the groups


def test_pure_circularity_shows_what_follows_from_the_rule_and_no_more() -> None:
    """Given whether they grew at all, success says nothing about growing much: the surplus is noise around 0."""
    surplus = []
    for seed in range(60):
        row = rows(answers(seed=seed))["much"]
        assert row.verdict is Verdict.CIRCULAR
        assert row.baseline is not None
        assert row.baseline.gap > 0.15
        surplus.append((row.gap.value or 0) - row.baseline.gap)
    assert abs(np.mean(surplus)) < 4 * np.std(surplus) / np.sqrt(60)


def test_what_goes_beyond_the_rule_shows_beside_it() -> None:
    row = rows(answers(beyond=1.0))["much"]
    assert row.baseline is not None
    assert (row.gap.value or 0) - row.baseline.gap > 0.15
    assert row.baseline.ratio is not None
    assert (row.ratio.value or 0) > 1.5 * row.baseline.ratio


def test_another_wording_of_a_criterion_is_found_and_keeps_its_place_in_the_family() -> None:
    found = rows(answers())
    row = found["again"]
    assert row.notes[0].code == "almost_criterion"
    assert "who meets “Grew”; a gap of +" in row.notes[0].text
    assert row.verdict is Verdict.DIFFERS
    assert row.q is not None
    assert row.q == pytest.approx(2 * (row.p or 0))  # with `practice` one family of two


def test_a_recoded_copy_is_found_whatever_its_levels_are_called() -> None:
    columns = answers()
    names = dict(zip(LEVELS, ("Much better", "Worse", "Better", "Same"), strict=True))
    columns["again"] = [names.get(cell, "") for cell in columns["growth"]]
    assert rows(columns)["again"].notes[0].code == "almost_criterion"


@pytest.mark.parametrize("effect", [0.0, 0.4, 0.8])
def test_a_practice_that_goes_with_success_is_no_criterion(effect: float) -> None:
    for seed in range(30):
        row = rows(answers(seed=seed, effect=effect))["practice"]
        assert row.baseline is None
        assert not {"circular", "almost_criterion"} & {note.code for note in row.notes}


def test_how_often_another_wording_is_found_rises_with_how_alike_it_is() -> None:
    often = [
        np.mean([rows(answers(seed=seed, alike=alike))["again"].baseline is not None for seed in range(20)])
        for alike in (0.3, 0.75, 0.95)
    ]
    assert often[0] == 0
    assert often[2] == 1
    assert often == sorted(often)


def test_a_hidden_row_tells_nothing_of_what_follows_from_the_rule() -> None:
    row = rows(answers(rows=16, alike=1.0), text().replace("hide_below = 5", "hide_below = 10"))["much"]
    assert row.verdict is Verdict.HIDDEN
    assert row.baseline is None
    assert not any("rule alone" in note.text for note in row.notes)


def test_a_note_names_the_criterion_by_its_label() -> None:
    row = rows(answers())["much"]
    assert row.notes[0].text.startswith(
        "circular: Top Performers are defined by “Grew”, which reads this question, so a difference is no finding; "
    )
    assert row.notes[0].text.endswith(" would follow from the rule alone")


def test_where_the_second_group_would_have_nobody_only_the_gap_is_told() -> None:
    columns = answers(alike=1.0)
    columns["success"] = ["Better"] * 400
    row = rows(columns)["much"]
    assert row.baseline is not None
    assert row.baseline.ratio == float("inf")
    assert row.notes[0].text.endswith("points would follow from the rule alone")
    assert " ratio " not in row.notes[0].text
