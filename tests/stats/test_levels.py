"""Tests over levels: their tie to the fourfold table, empty levels, and digits."""

from decimal import Decimal, getcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import independence, levels, ratio
from tests.stats.tables import groups

Group = tuple[int, int]


@given(groups(), groups())
def test_two_levels_are_a_fourfold_table(one: Group, none: Group) -> None:
    (x1, n1), (x0, n0) = one, none
    table = [[x1, x0], [n1 - x1, n0 - x0]]
    assert levels.likelihood_ratio(table) == independence.likelihood_ratio(x1, n1, x0, n0)
    assert np.isclose(levels.pearson(table), independence.pearson(x1, n1, x0, n0), rtol=1e-9, atol=0)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8))
def test_an_empty_level_changes_nothing(rows: list[tuple[int, int]]) -> None:
    table = np.array(rows)
    more = np.vstack([table[:1], [[0, 0]], table[1:], [[0, 0]]])
    for test in (levels.likelihood_ratio, levels.pearson, levels.degrees_of_freedom):
        assert np.allclose(test(more), test(table), rtol=1e-13, atol=0, equal_nan=True)


def test_items_with_different_empty_levels_are_tested_together() -> None:
    full, gap = [[3, 98], [11, 125], [11, 89]], [[3, 98], [0, 0], [11, 89]]
    p = levels.likelihood_ratio([full, gap])
    assert p.tolist() == [float(levels.likelihood_ratio(full)), float(levels.likelihood_ratio(gap))]
    assert levels.degrees_of_freedom([full, gap]).tolist() == [2, 1]


def test_one_group_alone_cannot_be_tested_and_one_level_alone_is_no_difference() -> None:
    assert np.isnan(levels.likelihood_ratio([[3, 0], [4, 0]]))
    assert np.isnan(levels.pearson([[0, 0], [0, 0]]))
    assert levels.likelihood_ratio([[3, 7], [0, 0]]) == levels.pearson([[3, 7], [0, 0]]) == 1


def test_g_of_rare_answers_in_large_groups_keeps_its_digits() -> None:
    # The definition in fifty digits; the plain logarithm of O / E in doubles has eleven left here.
    getcontext().prec = 50
    observed = [[3, 1], [99_997, 99_999]]
    total = Decimal(0)
    for row in observed:
        for cell in row:
            total += 2 * cell * (Decimal(cell) * 200_000 / (sum(row) * 100_000)).ln()
    assert float(levels.likelihood_ratio_statistic(observed)) == pytest.approx(float(total), rel=1e-15)


def test_ratio_of_each_level_is_that_of_the_level_against_all_others() -> None:
    table = np.array([[3, 98], [11, 125], [11, 89], [12, 31], [3, 14]])
    estimates, bounds = levels.ratios(table)
    assert estimates[3] == ratio.estimate(12, 40, 31, 357)
    assert bounds.lower[3] == ratio.miettinen_nurminen(12, 40, 31, 357).lower
    with pytest.raises(ValueError, match="two groups"):
        levels.ratios(np.ones((3, 3)))


@pytest.mark.parametrize("counts", [[1, 2], [[1, -1], [2, 3]], [[1, np.nan], [2, 3]]])
def test_impossible_counts_are_refused(counts: Any) -> None:
    with pytest.raises(ValueError, match="counts"):
        levels.likelihood_ratio(counts)
