"""Intervals and tests from an estimate and its error."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import confidence
from samkit.stats.interval import Interval

SHARES, ERRORS, FREEDOM = st.floats(0.01, 0.99), st.floats(0.001, 0.3), st.integers(1, 400)


@given(st.floats(-5, 5), ERRORS, FREEDOM, st.sampled_from([0.9, 0.95, 0.99]))
def test_interval_of_t_errors_leaves_out_zero_exactly_when_p_is_below_alpha(
    value: float, error: float, df: int, level: float
) -> None:
    p = float(confidence.t_test(value, error, df))
    bounds = confidence.wald(value, error, df, level)
    assert p == pytest.approx(2 * stats.t.sf(abs(value) / error, df), rel=1e-9)
    if abs(p - (1 - level)) > 1e-9:
        assert bool(bounds.excludes(0)) is (p < 1 - level)


@given(SHARES, ERRORS, FREEDOM)
def test_logit_bounds_are_t_errors_away_in_log_odds(share: float, error: float, df: int) -> None:
    bounds = confidence.logit(share, error, df)
    half = stats.t.ppf(0.975, df) * error / (share * (1 - share))
    if half < 15:
        assert math.log(bounds.upper / (1 - bounds.upper)) == pytest.approx(
            math.log(share / (1 - share)) + half, rel=1e-6, abs=1e-6
        )
    assert 0 <= bounds.lower <= share + 1e-12
    assert share - 1e-12 <= bounds.upper <= 1


@given(SHARES, ERRORS, FREEDOM)
def test_bounds_of_the_share_mirror_those_of_its_complement(share: float, error: float, df: int) -> None:
    for method in (
        confidence.logit,
        confidence.arcsine,
        lambda p, se, freedom: confidence.likelihood(p, se, 50, freedom),
        lambda p, se, freedom: confidence.korn_graubard(p, se, 50, freedom),
    ):
        here, there = method(share, error, df), method(1 - share, error, df)
        assert float(here.lower) == pytest.approx(1 - float(there.upper), abs=1e-9)


@given(st.integers(1, 60), st.integers(0, 60))
def test_korn_graubard_of_a_simple_random_sample_is_clopper_pearson(x: int, more: int) -> None:
    n = x + more
    p = x / n
    bounds = confidence.korn_graubard(p, math.sqrt(p * (1 - p) / n), n, n - 1)
    exact = stats.binomtest(x, n).proportion_ci(method="exact")
    if n > 1:
        assert float(bounds.lower) == pytest.approx(exact.low, rel=1e-9)
        assert float(bounds.upper) == pytest.approx(exact.high, rel=1e-9)


def test_a_share_of_zero_or_one_has_bounds_from_the_effective_number() -> None:
    none, all_of_them = confidence.logit([0.0, 1.0], 0.0, 9, 10).lower, confidence.logit([0.0, 1.0], 0.0, 9, 10).upper
    z2 = 1.959963984540054**2
    assert none.tolist() == [0, pytest.approx(10 / (10 + z2))]
    assert all_of_them.tolist() == [pytest.approx(z2 / (10 + z2)), 1]
    zero = confidence.korn_graubard(0.0, 0.0, 10, 9)
    assert zero.lower == 0
    assert float(zero.upper) == pytest.approx(1 - 0.025 ** (1 / 10), rel=1e-12)


@pytest.mark.parametrize("df", [0, -1, np.nan])
def test_without_a_degree_of_freedom_nothing_is_bounded(df: float) -> None:
    assert _ends(confidence.logit(0.4, 0.1, df)) == (0, 1)
    assert _ends(confidence.arcsine(0.4, 0.1, df)) == (0, 1)
    assert _ends(confidence.likelihood(0.4, 0.1, 10, df)) == (0, 1)
    assert _ends(confidence.korn_graubard(0.4, 0.1, 10, df)) == (0, 1)
    assert math.isnan(confidence.wald(0.4, 0.1, df).lower)
    assert math.isnan(confidence.t_test(0.4, 0.1, df))


def test_no_estimate_bounds_nothing() -> None:
    for method in (confidence.logit, confidence.arcsine):
        assert _ends(method(np.nan, np.nan, 9)) == (0, 1)
    assert _ends(confidence.likelihood(np.nan, np.nan, 0, 9)) == (0, 1)
    assert _ends(confidence.korn_graubard(np.nan, np.nan, 0, 9)) == (0, 1)


def test_an_estimate_without_error_is_tested_only_where_it_is_zero() -> None:
    assert confidence.t_test([0.0, 0.2], 0.0, 9).tolist() == [1, pytest.approx(math.nan, nan_ok=True)]


def test_many_degrees_of_freedom_are_the_normal_distribution() -> None:
    assert float(confidence.t_quantile(np.inf, 0.95)) == pytest.approx(1.959963984540054, rel=1e-14)
    assert float(confidence.t_quantile(1e9, 0.95)) == pytest.approx(1.959963984540054, rel=1e-8)


def _ends(bounds: Interval) -> tuple[float, float]:
    return float(bounds.lower), float(bounds.upper)
