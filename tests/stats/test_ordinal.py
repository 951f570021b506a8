"""Rank correlation and ordered tables: brute force, errors by numerical differentiation, mirrors, edges."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import correlation, kendall, mann_whitney, ordered, ordinal, superiority
from samkit.stats.interval import Floats

TABLES = st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=4).map(np.array)
PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=7)


def by_differentiation(counts: Floats, measure: Callable[[Floats], float]) -> float:
    n, step = counts.sum(), 1e-5 * counts.sum()
    slope = np.zeros(counts.shape)
    for cell in np.ndindex(*counts.shape):
        if counts[cell] > 0:
            up, down = counts.astype(float), counts.astype(float)
            up[cell] += step
            down[cell] -= min(step, counts[cell] / 2)
            slope[cell] = (measure(up) - measure(down)) / (up[cell] - down[cell])
    share = counts / n
    return float(np.sqrt(n * ((share * slope**2).sum() - (share * slope).sum() ** 2)))


@given(TABLES.filter(lambda counts: np.count_nonzero(counts) > 3))
@settings(max_examples=50)
def test_standard_errors_are_those_of_the_delta_method(counts: Floats) -> None:
    assume(min(np.count_nonzero(counts.sum(axis=axis)) for axis in (0, 1)) > 1)
    for measure in (ordinal.gamma, ordinal.somers_d, ordinal.tau_b, ordinal.tau_c):
        found = measure(counts)
        if np.isfinite(found.value):
            theirs = by_differentiation(counts, lambda table, measure=measure: float(measure(table).value))  # type: ignore[misc] # bound now
            assert float(found.error) == pytest.approx(theirs, rel=2e-3, abs=2e-5)


@given(TABLES)
def test_turning_one_order_round_turns_every_measure(counts: Floats) -> None:
    for measure in (ordinal.gamma, ordinal.somers_d, ordinal.tau_b, ordinal.tau_c):
        there, back = measure(counts), measure(counts[::-1])
        assert np.allclose(there.value, -back.value, rtol=1e-13, atol=1e-15, equal_nan=True)
        assert np.allclose(there.interval.lower, -back.interval.upper, rtol=1e-12, atol=1e-14)


def test_many_correlations_are_handled_together() -> None:
    draw = np.random.default_rng(2)
    x, y = draw.integers(0, 9, (3, 2, 30)), draw.integers(0, 9, 30)
    assert correlation.pearson(x, y).value.shape == correlation.spearman(x, y).p.shape == (3, 2)
    assert correlation.kendall_w(x.reshape(3, 2, 30)).value.shape == (3,)
    assert correlation.spearman_exact(x[..., :4], y[:4]).shape == (3, 2)


@given(PAIRS.filter(lambda pairs: len(pairs) > 3))
def test_pearson_and_spearman_are_those_of_scipy(pairs: list[tuple[int, int]]) -> None:
    x, y = (np.array(side, dtype=np.float64) for side in zip(*pairs, strict=True))
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert np.isnan(correlation.pearson(x, y).value)
        assert float(correlation.spearman_exact(x, y)) == 1
        assert (float(correlation.spearman(x, y).interval.lower)) == -1
        return
    ours, theirs = correlation.pearson(x, y), stats.pearsonr(x, y)
    assert float(ours.value) == pytest.approx(float(theirs.statistic), rel=1e-12, abs=1e-14)
    assert float(ours.p) == pytest.approx(float(theirs.pvalue), rel=1e-8, abs=1e-12)
    rho = stats.spearmanr(x, y)
    assert float(correlation.spearman(x, y).value) == pytest.approx(float(rho.statistic), rel=1e-12, abs=1e-14)
    assert -1 <= correlation.spearman(x, y).interval.lower <= float(rho.statistic) + 1e-12


def test_full_concordance_is_one_with_ties_corrected_and_none_without_differences() -> None:
    assert float(correlation.kendall_w([[1, 1, 2, 3], [4, 4, 5, 6]]).value) == pytest.approx(1, rel=1e-15)
    assert float(correlation.kendall_w([[1, 1, 2, 3], [4, 4, 5, 6]], tie_corrected=False).value) < 1
    assert np.isnan(correlation.kendall_w([[1, 1, 1], [2, 2, 2]]).value)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6).map(np.array))
def test_two_ordered_groups_are_a_mann_whitney_test(counts: Floats) -> None:
    trend, two = ordered.jonckheere(counts), mann_whitney.asymptotic(counts[:, ::-1], continuity=False)
    assert np.allclose(trend.z, two.z, rtol=1e-11, atol=1e-13, equal_nan=True)
    assert float(trend.statistic) == float(two.statistic)
    several = ordered.kruskal_wallis(counts)
    assert np.allclose(several.statistic, two.z**2, rtol=1e-10, atol=1e-12, equal_nan=True)
    delta = superiority.cliffs_delta(counts[:, ::-1])
    assert np.allclose(ordinal.somers_d(counts.T).value, delta, rtol=1e-12, atol=1e-15, equal_nan=True)


def test_groups_in_order_are_a_rank_correlation_of_group_and_answer() -> None:
    counts = np.array([[5, 3, 1], [2, 4, 4], [1, 3, 6], [0, 0, 0]])
    group = np.repeat(np.tile(np.arange(3), 4), counts.ravel())
    answer = np.repeat(np.repeat(np.arange(4), 3), counts.ravel())
    found = ordered.jonckheere([counts, counts])
    assert float(found.z[1]) == pytest.approx(float(kendall.kendall(group, answer).z), rel=1e-13)
    up, down = (ordered.jonckheere(counts, alternative=side).p for side in ("greater", "less"))
    assert float(up + down) == pytest.approx(1)
    assert up < 0.05


def test_one_group_cannot_be_ordered_and_one_answer_for_all_is_no_difference() -> None:
    nobody, alike = [[3, 0], [4, 0]], [[3, 5], [0, 0]]
    for test in (ordered.jonckheere, ordered.kruskal_wallis):
        assert np.isnan(test(nobody).p)
        assert float(test(alike).p) == 1


def test_values_that_cannot_be_ordered_or_are_too_many_are_refused() -> None:
    with pytest.raises(ValueError, match="finite values"):
        correlation.pearson([1, np.nan], [1, 2])
    with pytest.raises(ValueError, match="one length"):
        correlation.pearson([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="at most 9"):
        correlation.spearman_exact(np.arange(10), np.arange(10))
    with pytest.raises(ValueError, match="raters by subjects"):
        correlation.kendall_w([1, 2, 3])
    with pytest.raises(ValueError, match="two rows"):
        ordinal.tau_c([[1, 2]])
