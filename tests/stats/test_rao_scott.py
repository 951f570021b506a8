"""Independence in complex samples: what it is when the sample is simple, and at its ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import rao_scott
from samkit.stats.design import design
from tests.stats import cells

COUNTS = st.lists(st.lists(st.integers(1, 30), min_size=3, max_size=3), min_size=2, max_size=4)


def respondents(counts: np.ndarray) -> np.ndarray:
    return np.repeat(np.eye(counts.size), counts.ravel(), axis=0).reshape(-1, *counts.shape)


@given(COUNTS)
def test_multinomial_covariance_under_independence_gives_pearsons_test_back(table: list[list[int]]) -> None:
    counts = np.array(table)
    n = counts.sum()
    shares = counts / n
    independent = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    # Under independence all design effects are one, so the covariance there gives back Pearson's test exactly.
    plain = (np.diag(independent.ravel()) - np.outer(independent, independent)) / n
    ours = rao_scott.first_order(independent, plain, n)
    assert float(ours.statistic) == pytest.approx(0, abs=1e-9)
    assert float(ours.p) == pytest.approx(1, abs=1e-9)
    second = rao_scott.second_order(independent, plain, n, n - 1)
    assert float(second.df) == pytest.approx((counts.shape[0] - 1) * (counts.shape[1] - 1), rel=1e-9)
    here = rao_scott.first_order(shares, plain, n)
    expected = stats.contingency.chi2_contingency(counts, correction=False)
    assert float(here.statistic) == pytest.approx(expected.statistic, rel=1e-9, abs=1e-9)


@given(COUNTS, st.floats(1.1, 6))
def test_a_covariance_times_a_number_divides_the_statistics_by_it(table: list[list[int]], times: float) -> None:
    member = respondents(np.array(table))
    sample = design(np.ones(len(member)))
    found = cells.shares(member, sample)
    flat = cells._flat(found, sample)
    once, more = (rao_scott.second_order(found.value, flat * by, len(member), 50) for by in (1.0, times))
    assert float(more.statistic) == pytest.approx(float(once.statistic) / times, rel=1e-9, abs=1e-9)
    assert float(more.df) == pytest.approx(float(once.df), rel=1e-9)


@given(COUNTS, st.integers(1, 5))
def test_each_respondent_counted_as_a_cluster_of_copies_tests_the_same(table: list[list[int]], copies: int) -> None:
    member = respondents(np.array(table))
    rows = len(member)
    once = cells.independence(member, design(np.ones(rows)))
    again = cells.independence(
        np.repeat(member, copies, axis=0), design(np.ones(rows * copies), cluster=np.repeat(np.arange(rows), copies))
    )
    assert float(again.statistic) == pytest.approx(float(once.statistic), rel=1e-8, abs=1e-9)
    assert float(again.p) == pytest.approx(float(once.p), rel=1e-8)


def test_levels_that_nobody_gave_are_left_out_item_by_item() -> None:
    counts = np.array([[5, 9, 0], [7, 3, 0], [0, 0, 0], [4, 6, 0]])
    member = respondents(counts)
    alone = cells.independence(member[:, [0, 1, 3], :2], design(np.ones(len(member))))
    both = cells.independence(np.stack([member, member[:, ::-1]], axis=1), design(np.ones(len(member))))
    assert np.allclose(both.statistic, alone.statistic, rtol=1e-12)
    assert np.allclose(both.df, alone.df, rtol=1e-12)
    wald = cells.wald(member, design(np.ones(len(member))), adjusted=False)
    assert wald.df == 2


def test_one_level_or_one_group_is_not_tested() -> None:
    member = respondents(np.array([[5, 9], [0, 0]]))
    sample = design(np.ones(len(member)))
    for found in (cells.independence(member, sample), cells.wald(member, sample)):
        assert all(np.isnan(part) for part in found)


def test_more_cells_than_degrees_of_freedom_are_not_tested_by_wald() -> None:
    member = respondents(np.full((4, 4), 2))
    sample = design(np.ones(len(member)), cluster=np.arange(len(member)) % 4)
    assert np.isnan(cells.wald(member, sample).p)


def test_wald_of_two_by_two_is_the_squared_distance_over_its_variance() -> None:
    found = rao_scott.wald([[20.0, 30.0], [30.0, 20.0]], np.diag([20.0, 30.0, 30.0, 20.0]), 99)
    assert float(found.statistic) == pytest.approx(25 / 6.25, rel=1e-12)
    assert float(found.p) == pytest.approx(stats.f.sf(4.0, 1, 99), rel=1e-10)


def test_covariances_of_other_cells_and_rows_in_two_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="covariances of 4 cells"):
        rao_scott.wald(np.ones((2, 2)), np.eye(3), 9)
    with pytest.raises(ValueError, match="one cell"):
        cells.members([[1, 1]], [[1, 0]])
