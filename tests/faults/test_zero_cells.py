"""Faults 1 to 10: groups of nobody, nobody of a group, everybody of it, and ratios of them."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import publish
from samkit.results import Estimate, Verdict
from samkit.stats import bayes, confidence, difference, independence, odds, proportion, ratio
from samkit.stats.design import design
from samkit.stats.fourfold import fourfold
from tests.faults.surveys import NO_NUMBER, codes, columns, compared, plan_row, row, written
from tests.stats import sampled

if TYPE_CHECKING:
    from samkit.stats.interval import Interval

TABLES = [(0, 10, 5, 10), (5, 10, 0, 10), (0, 10, 0, 10), (10, 10, 10, 10), (10, 10, 5, 10), (10, 10, 0, 10)]


def test_fault_01_a_group_of_nobody_has_no_number_in_any_output_and_the_cell_says_no_base() -> None:
    result = compared(columns(0, 0, 5, 20, silent=12))
    found = plan_row(result)
    assert codes(found) == ["no_base"]
    assert found.verdict is Verdict.NOT_COMPUTABLE
    assert {found.gap, found.ratio, found.odds_ratio, found.first.share} == {(None, None, None)}
    assert found.first.n == 0
    assert not any(NO_NUMBER.search(text) for text in written(result))
    cells = next(cells for cells in csv.DictReader(io.StringIO(publish.text([result], "csv"))) if cells["gap"] == "")
    assert cells["notes"] == "no base"


@pytest.mark.parametrize("n", [2, 7, 10, 345])
def test_fault_02_of_nobody_in_n_the_interval_begins_at_0_exactly_and_ends_above(n: int) -> None:
    for lower, upper in shares(0, n):
        assert lower == 0
        assert 0 < upper < 1
    for lower, upper in (proportion.wilson(0, 1), proportion.wilson(0, 10**9), proportion.clopper_pearson(0, 10**9)):
        assert lower == 0
        assert 0 < upper < 1


def shares(x: int, n: int) -> list[Interval]:
    """Give every interval of a share that holds at its ends: plain ones, and those of a design."""
    one = sampled.group(np.arange(n) < x, np.ones(n))
    return [
        proportion.wilson(x, n),
        proportion.clopper_pearson(x, n),
        sampled.share(one, design(np.ones(n))).interval,
        confidence.korn_graubard(x / n, 0.0, n, n),
    ]


@pytest.mark.parametrize("n", [2, 7, 10, 345])
def test_fault_03_everybody_of_n_is_the_mirror_of_nobody(n: int) -> None:
    for there, mirror in zip(shares(n, n), shares(0, n), strict=True):
        assert there.upper == 1
        assert float(there.lower) == pytest.approx(1 - float(mirror.upper), abs=4e-16)


def test_fault_04_nobody_against_half_is_a_ratio_of_0_with_an_upper_bound() -> None:
    found = row(0, 10, 5, 10)
    assert (found.ratio.value, found.ratio.lower) == (0, 0)
    assert found.ratio.upper == pytest.approx(0.641, abs=5e-4)  # R, ratesci


def test_fault_05_half_against_nobody_is_at_least_so_many_times_and_no_number() -> None:
    found = row(5, 10, 0, 10)
    assert found.ratio.value == found.ratio.upper == math.inf
    assert found.ratio.lower == pytest.approx(1.56, abs=5e-3)  # R, ratesci
    assert "nobody in the second group: the ratio is at least 1.6" in [note.text for note in found.notes]


def test_fault_06_nobody_against_nobody_says_that_the_ratio_cannot_be_estimated() -> None:
    result = compared(columns(0, 10, 0, 10))
    found = plan_row(result)
    assert found.ratio == Estimate(None, 0.0, math.inf)
    assert "nobody in either group: the ratio cannot be estimated" in [note.text for note in found.notes]
    assert not any(NO_NUMBER.search(text) for text in written(result))


def test_fault_07_everybody_against_everybody_is_a_ratio_of_1_between_reciprocal_bounds() -> None:
    value, lower, upper = (number or 0.0 for number in row(10, 10, 10, 10).ratio)
    assert value == 1
    assert lower == pytest.approx(0.712, abs=5e-4)  # R, ratesci
    assert upper == pytest.approx(1.404, abs=5e-4)
    assert upper == pytest.approx(1 / lower, rel=1e-15)


@pytest.mark.parametrize("cells", [*TABLES, (28, 51, 62, 346), (1, 3, 2, 7)])
def test_fault_08_exchanging_the_groups_negates_the_gap_and_inverts_ratios(
    cells: tuple[int, int, int, int],
) -> None:
    x1, n1, x0, n0 = cells
    there, back = cells, (x0, n0, x1, n1)
    assert difference.estimate(*there) == -difference.estimate(*back)
    gap, turned = difference.miettinen_nurminen(*there), difference.miettinen_nurminen(*back)
    assert (gap.lower, gap.upper) == (-turned.upper, -turned.lower)
    assert independence.score(*there) == independence.score(*back)
    for module in (ratio, odds):
        bounds, turned = module.miettinen_nurminen(*there), module.miettinen_nurminen(*back)
        for one, other in ((bounds.lower, turned.upper), (bounds.upper, turned.lower)):
            assert float(one) == pytest.approx(inverse(float(other)), rel=1e-15)


def inverse(number: float) -> float:
    return 1 / number if number else math.inf


def test_fault_09_a_perfect_specificity_or_sensitivity_has_a_bound_and_no_made_up_number() -> None:
    positive, bounds = bayes.likelihood_ratio_positive(5, 10, 0, 10)
    assert positive == bounds.upper == math.inf
    assert 1 < bounds.lower < math.inf
    negative, bounds = bayes.likelihood_ratio_negative(10, 10, 5, 10)
    assert negative == bounds.lower == 0
    assert 0 < bounds.upper < 1


@pytest.mark.parametrize("cells", TABLES)
def test_fault_10_no_half_is_added_to_a_cell_of_an_estimate(cells: tuple[int, int, int, int]) -> None:
    x1, y1, n1, x0, y0, n0 = (int(part) for part in fourfold(*cells))
    for found, above, below in (
        (ratio.estimate(*cells), x1 * n0, x0 * n1),
        (odds.estimate(*cells), x1 * y0, y1 * x0),
    ):
        if below:
            assert float(found) == above / below
        else:
            assert math.isinf(found) if above else math.isnan(found)
