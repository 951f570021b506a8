"""Faults 16 to 24, 41 and 45: weights that are none, that are all alike, that are huge, and one that outweighs all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import workflow
from samkit.errors import DataError
from samkit.results import Contrast, Verdict
from samkit.stats.design import design
from samkit.stats.proportion import wilson
from samkit.stats.weights import effective_n, weighted
from tests.builders import NUMBERS, answers, numbers, surveyed
from tests.faults.surveys import WEIGHTED, answered, columns, compared, plan_row
from tests.stats import sampled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Result

ROWS = 120
UNEVEN = [str(1 + place % 5) for place in range(ROWS)]


def weighing(weights: Sequence[str], made: dict[str, list[str]] | None = None) -> Result:
    return compared({**(made or answers(ROWS)), "w": list(weights)}, WEIGHTED)


def numbers_of(row: Contrast) -> list[float]:
    parts = (row.first.share, row.second.share, row.gap, row.ratio, row.ratio_absent, row.odds_ratio)
    return [math.nan if number is None else number for part in parts for number in (*part, row.p)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("nan", "not a finite number", id="16-nan"),
        pytest.param("", "no weight", id="16-empty"),
        pytest.param("-1", "a negative weight", id="17"),
        pytest.param("inf", "not a finite number", id="16-inf"),
    ],
)
def test_faults_16_and_17_a_weight_that_is_none_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        weighing([*UNEVEN[:7], text, *UNEVEN[8:]])
    (problem,) = caught.value.problems
    assert said in problem.message
    assert (problem.place.line, problem.place.column) == (9, "w")


@pytest.mark.parametrize("weight", [-1.0, math.nan, math.inf])
def test_faults_16_and_17_a_design_refuses_a_weight_that_is_none(weight: float) -> None:
    with pytest.raises(ValueError, match="1 are not, rows 2"):
        design([1.0, 2.0, weight])


def test_fault_18_weights_that_are_all_0_are_refused() -> None:
    with pytest.raises(DataError, match="every weight is zero"):
        weighing(["0"] * ROWS)
    with pytest.raises(ValueError, match="above zero"):
        design([0.0, 0.0])


@pytest.mark.parametrize("unit", ["e200", "e-200"])
def test_fault_19_weights_of_any_size_give_the_numbers_of_plain_ones(unit: str) -> None:
    huge, plain = (plan_row(weighing(weights)) for weights in ([f"{text}{unit}" for text in UNEVEN], UNEVEN))
    assert numbers_of(huge) == pytest.approx(numbers_of(plain), rel=1e-13)
    assert (huge.notes, huge.verdict) == (plain.notes, plain.verdict)


@pytest.mark.parametrize("unit", [1e-200, 1e-12, 1e12, 1e150])
def test_fault_19_no_estimate_of_a_design_minds_the_size_of_its_weights(unit: float) -> None:
    draw = np.random.default_rng(19)
    weight, inside = draw.lognormal(0, 0.5, 80), np.arange(80) < 30
    yes = draw.random(80) < 0.4
    one, none = sampled.group(yes & inside, inside), sampled.group(yes & ~inside, ~inside)
    for estimate in (sampled.gap, sampled.log_ratio, sampled.log_odds):
        plain, other = (estimate(one, none, design(size * weight)) for size in (1.0, unit))
        assert float(other.value) == pytest.approx(float(plain.value), rel=1e-12)
        assert float(other.error) == pytest.approx(float(plain.error), rel=1e-12)


def test_fault_20_one_weight_that_outweighs_all_others_hides_the_numbers_and_is_told() -> None:
    survey, result = answered({**answers(ROWS), "w": ["1e300", *["1"] * (ROWS - 1)]}, WEIGHTED)
    found = plan_row(result)
    assert found.verdict in {Verdict.HIDDEN, Verdict.NOT_COMPUTABLE}
    assert found.gap == (None, None, None)
    told = next(note.text for note in survey.notes if note.code == "low_effective_n")
    assert "weigh as much as 1.0 equal ones" in told


@pytest.mark.parametrize("weight", ["1", "0.3", "7e-9", "123456.789"])
def test_fault_21_weights_that_are_all_alike_give_every_unweighted_bit(weight: str) -> None:
    made = numbers(answers(ROWS))
    text = WEIGHTED + NUMBERS
    survey, alike = workflow.compare(surveyed({**made, "w": [weight] * ROWS}, text))
    _, plain = workflow.compare(surveyed(made, text.replace('weight = "w"\n', "")))
    assert [(result.rows, result.methods, result.tests) for result in alike] == [
        (result.rows, result.methods, result.tests) for result in plain
    ]
    assert "weighted" not in {note.code for note in survey.notes}


@pytest.mark.parametrize("power", [-40, -3, 1, 40])
def test_fault_22_weights_times_a_power_of_two_change_no_bit(power: int) -> None:
    times = [repr(float(text) * 2.0**power) for text in UNEVEN]
    assert weighing(times).rows == weighing(UNEVEN).rows


@pytest.mark.parametrize("constant", [1e-12, 3e-5, 0.7, 1e12])
def test_fault_22_weights_times_a_constant_change_nothing_but_rounding(constant: float) -> None:
    times = plan_row(weighing([repr(float(text) * constant) for text in UNEVEN]))
    assert numbers_of(times) == pytest.approx(numbers_of(plan_row(weighing(UNEVEN))), rel=1e-11)


def test_fault_23_a_respondent_of_weight_0_changes_no_estimate_and_is_counted_and_told() -> None:
    made = answers(ROWS)
    more = {name: [*texts, "Grew" if name == "growth" else "Agree"] for name, texts in made.items()}
    survey, result = answered({**more, "w": [*UNEVEN, "0"]}, WEIGHTED)
    with_it, without = plan_row(result), plan_row(weighing(UNEVEN, made))
    assert with_it.first.n == without.first.n + 1
    assert with_it.gap.value == without.gap.value
    assert with_it.ratio.value == without.ratio.value
    assert "1 respondents have weight 0" in next(note.text for note in survey.notes if note.code == "zero_weight")


def test_fault_23_a_row_of_weight_0_leaves_shares_and_degrees_of_freedom_of_its_group() -> None:
    weight = np.array([1.0, 2.0, 1.5, 1.0, 3.0])
    yes = np.array([1, 0, 1, 1, 0])
    there = sampled.share(sampled.group(yes, np.ones(5)), design(weight))
    more = sampled.share(sampled.group([*yes, 1], np.ones(6)), design([*weight, 0.0]))
    assert more.value == there.value


@pytest.mark.parametrize("times", [2, 5])
def test_fault_24_rows_repeated_are_counts_times_as_many_and_weights_are_not(times: int) -> None:
    x1, n1, x0, n0 = 12, 30, 9, 60
    once = compared(columns(x1, n1, x0, n0))
    repeated = compared(columns(*(times * part for part in (x1, n1, x0, n0))))
    heavier = compared({**columns(x1, n1, x0, n0), "w": [str(times)] * (n1 + n0)}, WEIGHTED)
    one, many, heavy = (plan_row(result) for result in (once, repeated, heavier))
    assert one.gap.value == many.gap.value == heavy.gap.value
    assert one.p == heavy.p
    assert one.p is not None
    assert many.p is not None
    assert many.p < one.p / 2
    assert width(many) == pytest.approx(width(one) / math.sqrt(times), rel=0.05)


def width(row: Contrast) -> float:
    assert row.gap.lower is not None
    assert row.gap.upper is not None
    return row.gap.upper - row.gap.lower


def test_fault_41_an_effective_base_need_not_be_whole_and_never_exceeds_the_base() -> None:
    bounds = wilson(3.5, 10)
    assert bounds.lower < 0.35 < bounds.upper
    # Equal weights of a third: their sum of squares is rounded, and the quotient may come out above the count.
    for n in range(1, 200):
        third = weighted(n, n / 3, n / 9, 0, 0.0, 0.0)
        assert float(effective_n(third)) <= n
    assert float(effective_n(weighted(2, 3.0, 5.0, 1, 1.0, 1.0))) == pytest.approx(16 / 6)


@pytest.mark.parametrize("seed", range(8))
def test_fault_45_a_share_of_everybody_is_1_and_not_a_hair_more_or_less_whatever_the_weights(seed: int) -> None:
    draw = np.random.default_rng(seed)
    made = columns(40, 40, 30, 60)
    # Two favourable levels, so that the weights of all answers and of the favourable ones add up in different orders.
    made["plan"] = ["Neither" if draw.random() < 0.5 else answer for answer in made["plan"][:40]] + made["plan"][40:]
    text = WEIGHTED.replace('favourable = ["Agree"]', 'favourable = ["Agree", "Neither"]')
    found = plan_row(compared({**made, "w": [repr(weight) for weight in draw.lognormal(0, 1, 100).tolist()]}, text))
    assert (found.first.share.value, found.first.share.upper) == (1, 1)
    assert found.first.share.lower is not None
    assert found.first.share.lower < 0.99


def test_fault_45_a_share_of_a_design_is_1_without_error_where_all_weight_is_on_one_side() -> None:
    one = sampled.group(np.ones(9), np.ones(9))
    found = sampled.share(one, design(np.random.default_rng(45).lognormal(0, 2, 9)))
    assert found.value == found.interval.upper == 1
    assert found.error == 0
