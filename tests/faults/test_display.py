"""Faults 29, 31 to 33, 42 and 50: what rounding does to numbers that are right."""

from __future__ import annotations

import csv
import io
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import numbers, publish
from samkit.results import Estimate, levels
from samkit.stats import ratio
from samkit.tables import contrast
from samkit.writers.spelling import spell
from tests.builders import STUDY
from tests.faults.surveys import columns, compared, plan_row, row


@pytest.mark.parametrize(
    ("x", "n", "shown"), [(1, 8, "13"), (5, 8, "63"), (29, 200, "15"), (1, 200, "1"), (3, 8, "38")]
)
def test_fault_29_a_half_is_rounded_up_from_the_exact_fraction(x: int, n: int, shown: str) -> None:
    assert numbers.percent(x / n) == shown
    assert numbers.points(-x / n) == f"{numbers.MINUS}{shown}"


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_fault_29_every_share_is_the_nearest_whole_percent_and_halves_go_up(counts: tuple[int, int]) -> None:
    x, n = counts
    assert numbers.percent(x / n) == str(math.floor(Fraction(100 * x, n) + Fraction(1, 2)))


def test_fault_29_every_format_of_every_output_rounds_by_the_same_rule() -> None:
    result = compared(columns(1, 8, 5, 8))
    for form in ("table", "md"):
        line = next(line for line in publish.text([result], form).splitlines() if "13" in line and "63" in line)
        assert f"{numbers.MINUS}50" in line


def test_fault_31_percentages_are_rounded_one_by_one_and_nothing_is_forced_to_add_up() -> None:
    made = columns(3, 9, 3, 9)
    made["ripe"] = ["Disagree", "Neither", "Agree"] * 6
    shares = [found.first.share.value for found in levels(compared(made, section="maturity"))]
    assert shares == [pytest.approx(1 / 3)] * 3
    assert [numbers.percent(share) for share in shares] == ["33"] * 3


def test_fault_32_a_gap_is_rounded_once_and_not_taken_from_rounded_shares() -> None:
    found = row(5, 9, 23, 125)
    shares = [numbers.percent(side.share.value) for side in (found.first, found.second)]
    assert shares == ["56", "18"]
    # 55.56 % less 18.4 % is 37.16 points, though 56 less 18 is 38.
    assert numbers.points(found.gap.value) == "+37"


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 400), st.integers(1, 400))
def test_fault_33_times_as_likely_comes_from_counts_and_not_from_printed_percentages(
    x1: int, more1: int, x0: int, more0: int
) -> None:
    n1, n0 = x1 + more1, x0 + more0
    found = float(ratio.estimate(x1, n1, x0, n0))
    exact = Fraction(x1 * n0, n1 * x0)
    digits = 2 if exact < Fraction(995, 1000) else 1
    assert numbers.times(found) == f"{float(math.floor(exact * 10**digits + Fraction(1, 2))) / 10**digits:,.{digits}f}"


def test_fault_33_the_published_example_is_3_1_times_and_not_the_quotient_of_rounded_shares() -> None:
    found = row(28, 51, 62, 350)
    assert numbers.times(found.ratio.value) == "3.1"
    assert numbers.times(found.ratio.value) == numbers.times((28 * 350) / (51 * 62))


@pytest.mark.parametrize("p", [0.0, 5e-324, 1e-300, 0.00099])
def test_fault_42_no_p_value_is_shown_as_0(p: float) -> None:
    assert numbers.probability(p) == "< 0.001"


def test_fault_42_a_p_value_that_underflows_is_a_number_in_data_and_a_bound_for_readers() -> None:
    result = compared(columns(700, 700, 0, 900))
    found = plan_row(result)
    assert found.p is not None
    assert 0 <= found.p < 1e-300
    cells = spell("p-value", found.q)
    assert cells == "< 0.001"
    assert contrast.table(result).rows[0][0] == "plan"


@pytest.mark.parametrize("number", [-0.0, -0.0049, -1e-300])
def test_fault_50_no_minus_stands_before_a_0(number: float) -> None:
    assert numbers.percent(number) == "0"
    assert numbers.points(number) == "0"
    assert numbers.decimal(number, 2) == "0.00"
    assert spell("gap", Estimate(number, -0.001, 0.0)) == "0 (0 to 0)"


def test_fault_50_no_minus_stands_before_a_0_in_data_that_is_written() -> None:
    result = compared(columns(4, 10, 8, 20), STUDY)
    found = plan_row(result)
    assert found.gap.value == 0
    for cells in csv.DictReader(io.StringIO(publish.text([result], "csv"))):
        assert cells["gap"] not in {"-0.0", "-0"}
