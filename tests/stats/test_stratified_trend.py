"""Mantel's extension test: against the sum of hypergeometric moments, every exchange, and the test without strata."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import independence, stratified_trend


def exchanged(scores: list[float], m: int) -> tuple[float, float]:
    """Give mean and variance of the sum of scores over every choice of m respondents."""
    sums = np.array([sum(chosen) for chosen in combinations(scores, m)])
    return float(sums.mean()), float(sums.var())


def test_mean_and_variance_are_those_of_every_exchange_within_strata() -> None:
    x, n, scores = np.array([[1, 0, 3], [0, 2, 1]]), np.array([[4, 2, 4], [3, 4, 2]]), [0.0, 1.0, 3.0]
    apart = variance = 0.0
    for first, every in zip(x, n, strict=True):
        each = [score for score, count in zip(scores, every, strict=True) for _ in range(count)]
        mean, spread = exchanged(each, int(first.sum()))
        apart += float(first @ scores) - mean
        variance += spread
    assert float(stratified_trend.mantel(x, n, scores).z) == pytest.approx(apart / variance**0.5, rel=1e-12)


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_with_two_levels_and_one_stratum_it_is_the_score_test(n1: int, n0: int, data: st.DataObject) -> None:
    x1, x0 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n0))
    # Levels are answers here: x1 of n1 of the first group stand at the upper one.
    found = stratified_trend.mantel([[n1 - x1, x1]], [[n1 - x1 + n0 - x0, x1 + x0]], [0, 1])
    p = float(independence.score(x1, n1, x0, n0))
    if 0 < x1 + x0 < n1 + n0:
        assert float(found.p) == pytest.approx(p, rel=1e-9)
    else:
        assert np.isnan(found.p)


def test_it_does_not_see_a_trend_that_lies_between_strata_alone() -> None:
    n = np.array([[100, 10], [10, 100]])
    x = np.array([[20, 2], [8, 80]])  # the share is the same at both levels of a stratum
    assert abs(float(stratified_trend.mantel(x, n, [0, 1]).z)) < 1e-9
    alone = stratified_trend.mantel(x.sum(axis=0)[None], n.sum(axis=0)[None], [0, 1])
    assert float(alone.z) > 5


@given(st.floats(0.1, 10), st.floats(-5, 5))
def test_scores_may_be_moved_and_stretched(scale: float, shift: float) -> None:
    x, n = [[1, 3, 6], [2, 4, 5]], [[10, 10, 10], [12, 12, 8]]
    moved = stratified_trend.mantel(x, n, [shift, shift + scale, shift + 2 * scale])
    assert float(moved.z) == pytest.approx(float(stratified_trend.mantel(x, n, [0, 1, 2]).z), rel=1e-6)


def test_an_empty_stratum_changes_nothing() -> None:
    one = stratified_trend.mantel([[1, 3, 6]], [[10, 10, 10]], [0, 1, 2])
    two = stratified_trend.mantel([[1, 3, 6], [0, 0, 0]], [[10, 10, 10], [0, 0, 0]], [0, 1, 2])
    assert float(one.z) == float(two.z)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="0 <= x <= n"):
        stratified_trend.mantel([[3]], [[2]], [0])
