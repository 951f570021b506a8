from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from samkit.analyses import guards
from samkit.analyses.plan import Plan
from samkit.results import Estimate, Grouping, Verdict
from samkit.study.file import StudyTable
from samkit.workflow import provenance
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from samkit.notes import Note

GROUPING = Grouping("g", "Top", "Rest", 50, 100, 0, "Unclassified")
PLAN = Plan((), GROUPING, {}, StudyTable(title="t"), provenance(surveyed(answers(30))))


def codes(notes: tuple[Note, ...]) -> list[str]:
    return [note.code for note in notes]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (0, 100, ["no_base"]),
        (100, 0, ["no_base"]),
        (9, 100, ["hidden_base"]),
        (100, 9.99, ["hidden_base"]),
        (10, 100, ["small_base"]),
        (29.9, 30, ["small_base"]),
        (30, 30, []),
    ],
)
def test_the_smaller_base_decides(first: float, second: float, expected: list[str]) -> None:
    assert codes(guards.base_notes(PLAN, first, second)) == expected


@pytest.mark.parametrize(("lower", "upper", "wide"), [(0.0, 0.3, False), (0.0, 0.300001, True), (-0.2, 0.2, True)])
def test_an_interval_wider_than_thirty_points_is_marked(lower: float, upper: float, wide: bool) -> None:
    assert bool(guards.width(Estimate(0.1, lower, upper))) is wide


def test_a_ratio_without_a_finite_value_is_told() -> None:
    usual, none, endless = Estimate(2.0, 1.0, 3.0), Estimate(None, 0.0, math.inf), Estimate(math.inf, 1.5, math.inf)
    assert guards.zero_cell(usual, usual, usual) == ()
    for ratios, words in {
        (none, usual, none): "nobody in either group",
        (endless, usual, endless): "nobody in the second group: the ratio is at least 1.5",
        (
            endless._replace(lower=0.0),
            usual,
            endless,
        ): "nobody in the second group: the ratio cannot be bounded from below",
        (usual, none, none): "everybody in both groups",
        (usual, endless, usual): "everybody in the second group",
        (usual, usual, endless): "everybody in the first group",
    }.items():
        (note,) = guards.zero_cell(*ratios)
        assert note.code == "zero_cell"
        assert words in note.text


@pytest.mark.parametrize(
    ("q", "lower", "upper", "verdict"),
    [
        (0.05, -0.01, 0.01, Verdict.DIFFERS),
        (0.0500001, -0.09, 0.09, Verdict.EQUIVALENT),
        (0.5, -0.1, 0.09, Verdict.NOT_SHOWN),
        (0.5, -0.09, 0.1, Verdict.NOT_SHOWN),
        (0.5, 0.0, 0.3, Verdict.NOT_SHOWN),
        (None, -0.01, 0.01, Verdict.NOT_COMPUTABLE),
    ],
)
def test_a_verdict_is_no_stronger_than_its_numbers(
    q: float | None, lower: float, upper: float, verdict: Verdict
) -> None:
    assert guards.verdict(PLAN, q, Estimate(0.0, lower, upper)) is verdict


@pytest.mark.parametrize(
    ("gap", "second", "words"),
    [
        (0.03, 0.95, "95 % of Rest have it: no gap above +5 points is possible"),
        (-0.03, 0.04, "4 % of Rest have it: no gap below −4 points is possible"),
        (0.0, 0.96, "no gap above +4 points"),
        (0.0, 0.02, "no gap below −2 points"),
    ],
)
def test_an_item_near_its_limit_says_how_large_a_gap_can_be(gap: float, second: float, words: str) -> None:
    (note,) = guards.ceiling(PLAN, Estimate(gap, None, None), Estimate(second, None, None))
    assert note.code == "ceiling"
    assert words in note.text


@pytest.mark.parametrize(("gap", "second"), [(-0.3, 0.95), (0.3, 0.04), (0.0, 0.5), (0.1, 0.9), (None, None)])
def test_a_limit_on_the_other_side_or_beyond_the_margin_is_none(gap: float | None, second: float | None) -> None:
    assert guards.ceiling(PLAN, Estimate(gap, None, None), Estimate(second, None, None)) == ()
