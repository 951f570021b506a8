"""Objections answered one by one: what is made of a finding that another comparison keeps, loses or contradicts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from samkit import workflow
from samkit.analyses import doubts, trust
from samkit.results import Estimate, Outcome, Robust, Trust, Verdict
from tests.analyses.reread import CRITERIA, LEVELS, answers, text
from tests.builders import surveyed

NONE = Estimate(None, None, None)


class Known:
    """Stands for an object of which a test says a few things only."""

    def __init__(self, **told: Any) -> None:
        self.__dict__.update(told)


def evidence(gap: tuple[float, float, float], verdict: Verdict) -> Any:
    plan = Known(margin=0.1, alpha=0.05)
    return Known(plan=plan, contrast=Known(gap=Estimate(*gap), verdict=verdict, notes=()))


WIDE = (0.3, 0.2, 0.4)
NARROW = (0.05, 0.02, 0.08)
SAME = (0.0, -0.05, 0.05)


@pytest.mark.parametrize(
    ("finding", "found", "again", "verdict", "left"),
    [
        (WIDE, Verdict.DIFFERS, (0.2, 0.1, 0.3), Verdict.DIFFERS, Outcome.HOLDS),
        (WIDE, Verdict.DIFFERS, (0.1, -0.1, 0.3), Verdict.NOT_SHOWN, Outcome.CAUTION),
        (WIDE, Verdict.DIFFERS, (-0.1, -0.3, 0.1), Verdict.NOT_SHOWN, Outcome.FAILS),
        (WIDE, Verdict.DIFFERS, (-0.2, -0.3, -0.1), Verdict.DIFFERS, Outcome.FAILS),
        (WIDE, Verdict.DIFFERS, (0.01, -0.05, 0.07), Verdict.EQUIVALENT, Outcome.FAILS),
        (NARROW, Verdict.DIFFERS, (0.03, -0.01, 0.07), Verdict.EQUIVALENT, Outcome.CAUTION),
        (SAME, Verdict.EQUIVALENT, (0.01, -0.05, 0.07), Verdict.EQUIVALENT, Outcome.HOLDS),
        (SAME, Verdict.EQUIVALENT, (-0.02, -0.04, -0.01), Verdict.DIFFERS, Outcome.HOLDS),
        (SAME, Verdict.EQUIVALENT, (0.09, 0.05, 0.13), Verdict.DIFFERS, Outcome.FAILS),
        (SAME, Verdict.EQUIVALENT, (0.04, -0.06, 0.14), Verdict.NOT_SHOWN, Outcome.CAUTION),
        (WIDE, Verdict.DIFFERS, (0.3, 0.2, 0.4), Verdict.CIRCULAR, Outcome.OPEN),
    ],
)
def test_a_finding_is_lost_only_to_a_verdict_that_contradicts_it(
    finding: tuple[float, float, float],
    found: Verdict,
    again: tuple[float, float, float],
    verdict: Verdict,
    left: Outcome,
) -> None:
    assert doubts._again(evidence(finding, found), "rating", Estimate(*again), verdict).outcome is left


def alike(rows: int = 6000) -> dict[str, list[str]]:
    """Make so many answers that gaps of two points show; `train` is a little less common among the successful."""
    draw = np.random.default_rng(4)
    columns = {
        name: [cell or ("Same" if name in CRITERIA else "Neither") for cell in cells]
        for name, cells in answers(rows, 4).items()
    }
    better = np.array([cell in LEVELS[2:] for cell in columns["success"]])
    columns["train"] = np.where(draw.random(rows) < 0.5 - 0.035 * better, "Agree", "Disagree").tolist()
    return columns


def trusted(columns: dict[str, list[str]], study: str, draws: int = 99) -> dict[str, Trust]:
    results = workflow._with_gaps(
        surveyed(columns, study), ["practices"], "", trust.analysis(draws, replicates=100)
    )[1]  # fmt: skip
    return {row.item.id: row for result in results for row in result.rows if isinstance(row, Trust)}


def test_sameness_stays_where_a_difference_is_shown_that_lies_within_the_margin() -> None:
    columns = alike()
    read = workflow.robustness(surveyed(columns, text()), ["practices"], permutations=0)[1][0]
    robust: Any = next(row for row in read.rows if getattr(row, "item", None) and row.item.id == "train")  # type: ignore[union-attr]
    assert robust.verdict is Verdict.EQUIVALENT
    assert sum(verdict is Verdict.DIFFERS for verdict in robust.curve.verdicts) > robust.judged / 10
    assert max(abs(bound) for side in robust.curve.gap[1:] for bound in side) < 0.1
    row = trusted(columns, text())["train"]
    rule = next(doubt for doubt in row.doubts if doubt.about == "rule")
    assert (rule.outcome, rule.some, rule.every) == (Outcome.HOLDS, robust.judged, robust.judged)


def test_a_hidden_trait_is_told_of_differences_alone() -> None:
    columns = alike()
    columns["size"] = ["small" if place % 2 else "large" for place in range(len(columns["train"]))]
    columns["plan"] = ["Agree" if cell in LEVELS[2:] else "Disagree" for cell in columns["success"]]
    study = text().replace("criteria = [", 'adjust = ["size"]\ncriteria = [', 1)
    study += '\n[questions.size]\ntext = "Size"\nlevels = ["small", "large"]\n'
    found = trusted(columns, study)
    told = {name: next(doubt for doubt in row.doubts if doubt.about == "others") for name, row in found.items()}
    assert found["train"].verdict is Verdict.EQUIVALENT
    assert told["train"].outcome is not Outcome.OPEN
    assert told["train"].e_value is None
    assert found["plan"].verdict is Verdict.DIFFERS
    assert (told["plan"].e_value or 0) > 1


def test_a_finding_that_is_the_rule_itself_is_told_no_ratio_that_has_no_bound() -> None:
    known: Any = Known(contrast=Known(notes=(), baseline=Known(ratio=float("inf"))))
    found = doubts.circular(known)
    assert found is not None
    assert found.estimate == NONE


def test_respondents_are_exchanged_as_often_as_the_error_rate_asks_for() -> None:
    columns = answers(400, effect=2.0)
    for level in (0.95, 0.999):
        row = trusted(columns, text(f"level = {level}"), draws=19)["plan"]
        curve = next(doubt for doubt in row.doubts if doubt.about == "curve")
        assert (row.verdict, curve.outcome) == (Verdict.DIFFERS, Outcome.HOLDS)


def test_readings_that_together_are_not_shown_to_differ_from_chance_are_a_caution() -> None:
    robust: Any = Known(p=0.2)
    known: Any = Known(of=lambda _: robust, plan=Known(alpha=0.05), contrast=Known(verdict=Verdict.DIFFERS))
    found = doubts.curve(known)
    assert found is not None
    assert (found.outcome, found.p) == (Outcome.CAUTION, 0.2)


def test_a_section_against_the_total_is_held_against_the_comparison_that_objections_are_about() -> None:
    columns = answers(500, 1, effect=1.5)
    of_total = text().replace('title = "Practices"', 'title = "Practices"\nagainst = "total"')
    found, others = trusted(columns, of_total), trusted(columns, text())
    told = {name: (row.gap, row.verdict, row.outcome, row.doubts) for name, row in found.items()}
    assert told == {name: (row.gap, row.verdict, row.outcome, row.doubts) for name, row in others.items()}
    read = workflow.robustness(surveyed(columns, of_total), ["practices"], permutations=0)[1][0]
    for row in read.rows:
        if isinstance(row, Robust):
            assert found[row.item.id].verdict is row.verdict
