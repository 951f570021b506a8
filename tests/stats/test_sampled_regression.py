"""Least squares and trends of a complex sample: against statsmodels, against the trend test, and what is refused."""

import numpy as np
import pytest
import statsmodels.api as sm

from samkit.stats import plan, replication, sampled_means, sampled_regression, trend
from samkit.stats.design import design

RANDOM = np.random.default_rng(397)
N = 120
X = np.column_stack([np.ones(N), RANDOM.normal(size=(N, 2)) * [1.0, 1e6]])
Y = X @ [2.0, -1.0, 3e-6] + RANDOM.normal(size=N)
WEIGHT = RANDOM.uniform(0.2, 4, size=N)


def test_coefficients_and_errors_are_those_of_statsmodels() -> None:
    sample = design(WEIGHT)
    ours = sampled_regression.least_squares(Y, X, sample)
    # Its robust covariance lacks only the factor n / (n - 1) of a sample drawn one by one.
    theirs = sm.WLS(Y, X, weights=WEIGHT).fit(cov_type="HC0")
    assert np.allclose(ours.value, theirs.params, rtol=1e-10)
    assert np.allclose(plan.error(ours, sample), theirs.bse * np.sqrt(N / (N - 1)), rtol=1e-10)


def test_a_jackknife_of_single_rows_has_coefficients_over_again_without_each() -> None:
    sample = replication.jackknife(design(WEIGHT[:12]))
    ours = sampled_regression.least_squares(Y[:12], X[:12], sample)
    parts = np.array(
        [
            sm.WLS(np.delete(Y[:12], i), np.delete(X[:12], i, 0), np.delete(WEIGHT[:12], i)).fit().params
            for i in range(12)
        ]
    )
    variance = 11 / 12 * ((parts - parts.mean(axis=0)) ** 2).sum(axis=0)
    assert np.allclose(plan.error(ours, sample), np.sqrt(variance), rtol=1e-8)


def test_rows_that_lack_a_number_are_left_out() -> None:
    y, x = Y.copy(), X.copy()
    y[:3], x[5, 1] = np.nan, np.nan
    kept = ~np.isnan(y) & ~np.isnan(x).any(axis=1)
    ours = sampled_regression.least_squares(y, x, design(WEIGHT))
    theirs = sampled_regression.least_squares(y[kept], x[kept], design(WEIGHT[kept]))
    assert np.allclose(ours.value, theirs.value, rtol=1e-12)
    assert not ours.score[~kept].any()


def test_two_levels_rise_by_the_difference_of_their_means() -> None:
    sample, top = design(WEIGHT, cluster=np.arange(N) // 4), (np.arange(N) % 3 == 0).astype(np.float64)
    rise, apart = sampled_regression.slope(Y, top, sample), sampled_means.difference(Y, top, 1 - top, sample)
    for mine, theirs in ((rise.value, apart.value), (rise.error, apart.error), (rise.df, apart.df), (rise.p, apart.p)):
        assert float(mine) == pytest.approx(float(theirs), rel=1e-9)


def test_a_trend_without_weights_has_the_sign_and_nearly_the_size_of_cochran_and_armitages() -> None:
    n, x = np.array([97, 141, 89, 47, 23]), np.array([5, 12, 16, 12, 6])
    top = np.concatenate([np.arange(size) < part for size, part in zip(n, x, strict=True)])
    found = sampled_regression.slope(top, np.repeat(np.arange(5), n), design(np.ones(397)))
    plain = float(trend.cochran_armitage(x, n).statistic)
    assert plain * float(found.t) > 0
    assert float(found.t) == pytest.approx(plain, rel=0.1)
    again = sampled_regression.slope(top, 10 * np.repeat(np.arange(5), n) + 3, design(np.ones(397) * 7))
    assert float(again.value) == pytest.approx(float(found.value) / 10, rel=1e-12)
    assert float(again.p) == pytest.approx(float(found.p), rel=1e-10)


def test_a_term_that_follows_from_the_others_is_refused() -> None:
    for terms in (np.column_stack([X, X[:, 1] * 2]), np.column_stack([X, np.zeros(N)]), np.ones((N, 2))):
        with pytest.raises(ValueError, match="follows from the others"):
            sampled_regression.least_squares(Y, terms, design(WEIGHT))
    with pytest.raises(ValueError, match="follows from the others"):
        sampled_regression.slope(Y, np.full(N, 3.0), design(WEIGHT))
    with pytest.raises(ValueError, match="follows from the others"):
        sampled_regression.least_squares(Y[:2], X[:2], design(WEIGHT[:2]))


def test_terms_of_other_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="terms of 120 rows"):
        sampled_regression.least_squares(Y, X[:5], design(WEIGHT))
