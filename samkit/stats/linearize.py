"""Estimates under weights, with linearised standard errors: respondents drawn one by one, with replacement.

What is needed of each group are sums over its favourable and its other answers, so respondents stay at the engine.
Strata, clusters, population sizes and replicate weights: `sampled` has the same estimates for any design.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import student
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha
from samkit.stats.proportion import wilson
from samkit.stats.weights import Weighted, design_effect, effective_n, weighted

__all__ = [
    "Estimate",
    "Weighted",
    "design_effect",
    "effective_n",
    "gap",
    "gap_p",
    "log_odds",
    "log_ratio",
    "share",
    "weighted",
]

_SAME = 1e-13


class Estimate(NamedTuple):
    """Estimates, their standard errors, and the interval, all of one shape and unit."""

    value: Floats
    error: Floats
    interval: Interval


def share(group: Weighted, sample: ArrayLike, level: float = 0.95) -> Estimate:
    """Estimate a weighted share, with a logit interval.

    Parameters
    ----------
    group
        Sums of the group.
    sample
        Respondents of the whole sample of which the group is a part, count, broadcast with the sums.
    level
        Scalar confidence level.

    Returns
    -------
    Shares with standard error and bounds. Where all weight is on one side the logit has no standard error, and the
    bounds are Wilson's for the effective number of answers; where there are fewer than two answers they are vacuous.

    Raises
    ------
    ValueError
        If the sample is smaller than the group, or the level is not between 0 and 1.

    Notes
    -----
    ``P = sum w y / sum w``; its variance is ``n / (n - 1) sum (w (y - P) / sum w)^2`` with n the sample, as for
    the mean of a domain under ``svydesign(ids = ~1, weights = ~w)`` in R. The bounds are those of
    ``logit P +- t SE / (P (1 - P))`` with t on the group's answers less one degrees of freedom.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Korn and Graubard (1998), Survey Methodology 24,
    193-201.

    Examples
    --------
    >>> found = share(weighted(23, 23.0, 23.0, 17, 17.0, 17.0), 397)
    >>> float(found.value), float(found.error.round(6))
    (0.575, 0.078261)
    """
    size = _sample(sample, group)
    p, q = _shares(group)
    error = _error(group, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        half = _quantile(level, group.n - 1) * error / (p * q)
        lower, upper = p / (p + q * np.exp(half)), p / (p + q * np.exp(-half))
    count = effective_n(group)
    edge = wilson(np.where(q == 0, count, 0.0), count, level)
    certain, unknown = (p == 0) | (q == 0), (group.n < 2) | np.isnan(p)
    return Estimate(
        p,
        error,
        Interval(
            np.where(unknown, 0.0, np.where(certain, edge.lower, lower)),
            np.where(unknown, 1.0, np.where(certain, edge.upper, upper)),
        ),
    )


def gap(one: Weighted, none: Weighted, sample: ArrayLike, level: float = 0.95) -> Estimate:
    """Estimate the gap of two weighted shares, p1 - p0.

    Parameters
    ----------
    one, none
        Sums of group 1 and group 0.
    sample
        Respondents of the whole sample of which the groups are parts, count.
    level
        Scalar confidence level.

    Returns
    -------
    Gaps with standard error and Wald bounds, not cut at -1 and 1; vacuous (-1 to 1) where a group has fewer than two
    answers, and where both shares are 0 or 1, so that there is no variation to estimate an error from.

    Raises
    ------
    ValueError
        If the sample is smaller than a group, or the level is not between 0 and 1.

    Notes
    -----
    The linearised variables of two disjoint groups are uncorrelated, so the variances add; t has n - 1 degrees of
    freedom, n being the sample.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> top, rest = weighted(23, 23.0, 23.0, 17, 17.0, 17.0), weighted(124, 124.0, 124.0, 233, 233.0, 233.0)
    >>> float(gap(top, rest, 397).error.round(6))
    0.082228
    """
    size = _sample(sample, one, none)
    value = _shares(one)[0] - _shares(none)[0]
    error = np.hypot(_error(one, size), _error(none, size))
    half = _quantile(level, size - 1) * error
    unknown = _unknown(one, none) | (error == 0)
    bounds = Interval(np.where(unknown, -1.0, value - half), np.where(unknown, 1.0, value + half))
    return Estimate(value, error, bounds)


def gap_p(one: Weighted, none: Weighted, sample: ArrayLike) -> Floats:
    """Test that two weighted shares are equal, by the statistic that the interval of the gap inverts.

    Parameters
    ----------
    one, none
        Sums of group 1 and group 0.
    sample
        Respondents of the whole sample of which the groups are parts, count.

    Returns
    -------
    Two-sided p-values from t on the sample less one degrees of freedom; 1 where all answers are alike, NaN where a
    group has fewer than two answers or one share is 0 and the other 1.

    Raises
    ------
    ValueError
        If the sample is smaller than a group.

    Examples
    --------
    >>> top, rest = weighted(23, 23.0, 23.0, 17, 17.0, 17.0), weighted(124, 124.0, 124.0, 233, 233.0, 233.0)
    >>> round(float(gap_p(top, rest, 397)), 6)
    0.005893
    """
    found = gap(one, none, sample)
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.where(found.value == 0, 0.0, np.where(found.error == 0, np.nan, np.abs(found.value) / found.error))
    p = student.two_sided(t, _sample(sample, one, none) - 1)
    return np.where(_unknown(one, none) | np.isnan(found.value), np.nan, p)


def log_ratio(one: Weighted, none: Weighted, sample: ArrayLike, level: float = 0.95) -> Estimate:
    """Estimate the logarithm of the ratio of two weighted shares, log(p1 / p0).

    Parameters
    ----------
    one, none
        Sums of group 1 and group 0.
    sample
        Respondents of the whole sample of which the groups are parts, count.
    level
        Scalar confidence level.

    Returns
    -------
    Log ratios with standard error and Wald bounds; the bounds are infinite where a share is 0 or a group has fewer than
    two answers.

    Raises
    ------
    ValueError
        If the sample is smaller than a group, or the level is not between 0 and 1.

    Notes
    -----
    Standard error ``sqrt(v1 / p1^2 + v0 / p0^2)``.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> top, rest = weighted(23, 23.0, 23.0, 17, 17.0, 17.0), weighted(124, 124.0, 124.0, 233, 233.0, 233.0)
    >>> float(log_ratio(top, rest, 397).value.round(6))
    0.504069
    """
    size = _sample(sample, one, none)
    (p1, _), (p0, _) = _shares(one), _shares(none)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.hypot(_error(one, size) / p1, _error(none, size) / p0)
        value = np.log(p1) - np.log(p0)
    return _logarithmic(value, error, _unknown(one, none) | (p1 == 0) | (p0 == 0), size, level)


def log_odds(one: Weighted, none: Weighted, sample: ArrayLike, level: float = 0.95) -> Estimate:
    """Estimate the logarithm of the odds ratio of two weighted shares.

    Parameters
    ----------
    one, none
        Sums of group 1 and group 0.
    sample
        Respondents of the whole sample of which the groups are parts, count.
    level
        Scalar confidence level.

    Returns
    -------
    Log odds ratios with standard error and Wald bounds; the bounds are infinite where a share is 0 or 1 or a group has
    fewer than two answers.

    Raises
    ------
    ValueError
        If the sample is smaller than a group, or the level is not between 0 and 1.

    Notes
    -----
    Standard error ``sqrt(v1 / (p1 (1 - p1))^2 + v0 / (p0 (1 - p0))^2)``.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> top, rest = weighted(23, 23.0, 23.0, 17, 17.0, 17.0), weighted(124, 124.0, 124.0, 233, 233.0, 233.0)
    >>> float(log_odds(top, rest, 397).value.round(6))
    0.933038
    """
    size = _sample(sample, one, none)
    (p1, q1), (p0, q0) = _shares(one), _shares(none)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.hypot(_error(one, size) / (p1 * q1), _error(none, size) / (p0 * q0))
        value = np.log(p1) - np.log(q1) - np.log(p0) + np.log(q0)
    return _logarithmic(value, error, _unknown(one, none) | (p1 * q1 * p0 * q0 == 0), size, level)


def _sample(sample: ArrayLike, *groups: Weighted) -> Floats:
    size = np.asarray(sample, dtype=np.float64)
    if not np.all(size >= np.sum([group.n for group in groups], axis=0)):
        raise ValueError("the sample is expected to hold every answer of the groups")
    return size


def _shares(group: Weighted) -> tuple[Floats, Floats]:
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_x, mean_y = group.x_w / group.x_n, group.y_w / group.y_n
        # Equal weights cancel: the counts then give the share without the rounding of the sums.
        plain = (np.abs(mean_x - mean_y) <= _SAME * mean_x) | (group.w == 0)
        p = np.where(plain, group.x_n / group.n, group.x_w / group.w)
        q = np.where(plain, group.y_n / group.n, group.y_w / group.w)
    return np.where(group.w == 0, np.nan, p), np.where(group.w == 0, np.nan, q)


def _error(group: Weighted, size: Floats) -> Floats:
    p, q = _shares(group)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.sqrt(size / (size - 1) * (q * q * group.x_w2 + p * p * group.y_w2)) / group.w)


def _quantile(level: float, df: Floats) -> Floats:
    return student.quantile(alpha(level), np.maximum(df, 1.0))


def _unknown(one: Weighted, none: Weighted) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray((one.n < 2) | (none.n < 2) | (one.w == 0) | (none.w == 0))


def _logarithmic(
    value: Floats,
    error: Floats,
    unknown: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    size: Floats,
    level: float,
) -> Estimate:
    with np.errstate(invalid="ignore"):
        half = _quantile(level, size - 1) * error
    bounds = Interval(np.where(unknown, -np.inf, value - half), np.where(unknown, np.inf, value + half))
    return Estimate(value, error, bounds)
