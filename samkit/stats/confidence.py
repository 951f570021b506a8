"""Intervals and tests from an estimate, its standard error and the degrees of freedom of the sample."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import student
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha
from samkit.stats.proportion import wilson
from samkit.stats.root import bracketed

_NORMAL = 1e15
"""So many degrees of freedom stand for infinitely many."""


def wald(value: ArrayLike, error: ArrayLike, df: ArrayLike = np.inf, level: float = 0.95) -> Interval:
    """Give the interval of an estimate plus and minus t standard errors.

    Parameters
    ----------
    value, error
        Estimates and their standard errors, shapes that broadcast, one unit.
    df
        Degrees of freedom, broadcast with them; infinite for the normal distribution.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds in the unit of the estimate; NaN where there is no estimate or no degree of freedom.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> [round(float(bound), 3) for bound in wald(644.169, 23.542, 14)]
    [593.676, 694.662]
    """
    middle, half = np.asarray(value, dtype=np.float64), t_quantile(df, level) * np.asarray(error, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        return Interval(np.asarray(middle - half), np.asarray(middle + half))


def logit(
    share: ArrayLike, error: ArrayLike, df: ArrayLike, effective: ArrayLike = 0.0, level: float = 0.95
) -> Interval:
    """Give the interval of a share that is symmetric in its log odds.

    Parameters
    ----------
    share, error
        Shares and their standard errors, shapes that broadcast, fractions.
    df
        Degrees of freedom, broadcast with them.
    effective
        Effective number of answers, broadcast with them, for Wilson's bounds where a share is 0 or 1 and its log odds
        have no standard error.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds between 0 and 1; vacuous where there is no estimate or no degree of freedom.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The bounds are those of ``logit p +- t SE / (p (1 - p))``.

    References
    ----------
    Korn and Graubard (1999), Analysis of Health Surveys, section 2.5.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in logit(0.726776, 0.0303276, 14)]
    [0.6572, 0.7868]
    """
    p, se = np.broadcast_arrays(np.asarray(share, dtype=np.float64), np.asarray(error, dtype=np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        half = t_quantile(df, level) * se / (p * (1 - p))
        lower, upper = p / (p + (1 - p) * np.exp(half)), p / (p + (1 - p) * np.exp(-half))
    count = np.broadcast_to(np.asarray(effective, dtype=np.float64), p.shape)
    edge = wilson(np.where(p == 1, count, 0.0), count, level)
    certain = (p == 0) | (p == 1)
    return _vacuous(np.where(certain, edge.lower, lower), np.where(certain, edge.upper, upper))


def arcsine(share: ArrayLike, error: ArrayLike, df: ArrayLike, level: float = 0.95) -> Interval:
    """Give the interval of a share that is symmetric in the arcsine of its root.

    Parameters
    ----------
    share, error
        Shares and their standard errors, shapes that broadcast, fractions.
    df
        Degrees of freedom, broadcast with them.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds between 0 and 1; vacuous where a share is 0 or 1, or there is no estimate.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    ``sin^2(asin sqrt p +- t SE / (2 sqrt(p (1 - p))))``, the angle kept between 0 and a right one.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in arcsine(0.726776, 0.0303276, 14)]
    [0.6595, 0.7892]
    """
    p, se = np.broadcast_arrays(np.asarray(share, dtype=np.float64), np.asarray(error, dtype=np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        half = t_quantile(df, level) * se / (2 * np.sqrt(p * (1 - p)))
    angle = np.arcsin(np.sqrt(p))
    lower, upper = np.maximum(angle - half, 0.0), np.minimum(angle + half, np.pi / 2)
    return _vacuous(np.sin(lower) ** 2, np.sin(upper) ** 2)


def likelihood(share: ArrayLike, error: ArrayLike, n: ArrayLike, df: ArrayLike, level: float = 0.95) -> Interval:
    """Give the interval of shares that the data make not much less likely than the estimate.

    Parameters
    ----------
    share, error
        Shares and their standard errors, shapes that broadcast, fractions.
    n
        Answers, broadcast with them, count.
    df
        Degrees of freedom, broadcast with them.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds between 0 and 1; vacuous where a share is 0 or 1, or there is no estimate.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    All P with ``2 m (p log(p / P) + (1 - p) log((1 - p) / (1 - P))) <= t^2``, with
    ``m = (1 - 1 / n) p (1 - p) / SE^2`` effective answers, as R's survey package takes it.

    References
    ----------
    Rao and Scott (1984), The Annals of Statistics 12, 46-60.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in likelihood(0.726776, 0.0303276, 183, 14)]
    [0.6586, 0.7885]
    """
    parts = (np.asarray(part, dtype=np.float64) for part in (share, error, n))
    p, se, count, t = np.broadcast_arrays(*parts, t_quantile(df, level))
    with np.errstate(invalid="ignore", divide="ignore"):
        allowed = np.square(t * se) / (2 * p * (1 - p)) * (count / (count - 1))
    known = np.isfinite(allowed)
    inner, room = np.where(known, p, 0.5), np.where(known, allowed, 1.0)

    def excess(value: Floats) -> Floats:
        return np.asarray(inner * np.log(inner / value) + (1 - inner) * np.log((1 - inner) / (1 - value)) - room)

    far, here = np.full(p.shape, 1e300), -room
    lower = bracketed(excess, np.zeros(p.shape), inner, far, here)
    upper = bracketed(excess, np.ones(p.shape), inner, far, here)
    return _vacuous(np.where(known, lower, np.nan), np.where(known, upper, np.nan))


def korn_graubard(share: ArrayLike, error: ArrayLike, n: ArrayLike, df: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Clopper-Pearson interval of a share with an effective number of answers.

    Parameters
    ----------
    share, error
        Shares and their standard errors, shapes that broadcast, fractions.
    n
        Answers, broadcast with them, count.
    df
        Degrees of freedom, broadcast with them.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds between 0 and 1; vacuous where there is no estimate, fewer than two answers or no degree of freedom.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The effective number is ``p (1 - p) / SE^2``, or n where the share is 0 or 1, times the square of the ratio of t on
    n - 1 to t on df degrees of freedom.

    References
    ----------
    Korn and Graubard (1998), Survey Methodology 24, 193-201.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in korn_graubard(0.726776, 0.0303276, 183, 14)]
    [0.6561, 0.79]
    """
    from scipy.special import betaincinv

    p, se, count = np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in (share, error, n)))
    with np.errstate(invalid="ignore", divide="ignore"):
        size = np.where((p == 0) | (p == 1), count, p * (1 - p) / se**2)
        size = size * (t_quantile(count - 1, level) / t_quantile(df, level)) ** 2
        x, y, tail = size * p, size * (1 - p), alpha(level) / 2
        lower, upper = betaincinv(x, y + 1, tail), betaincinv(x + 1, y, 1 - tail)
    known = ~np.isnan(size)
    return _vacuous(
        np.where(known & (p == 0), 0.0, lower * np.where(known, 1.0, np.nan)),
        np.where(known & (p == 1), 1.0, upper * np.where(known, 1.0, np.nan)),
    )


def t_test(value: ArrayLike, error: ArrayLike, df: ArrayLike = np.inf) -> Floats:
    """Test that an estimate is zero, by the statistic that the interval of t standard errors inverts.

    Parameters
    ----------
    value, error
        Estimates and their standard errors, shapes that broadcast, one unit.
    df
        Degrees of freedom, broadcast with them.

    Returns
    -------
    Two-sided p; 1 where the estimate is zero without an error, NaN where it is another number without an error, or
    there is no degree of freedom.

    Examples
    --------
    >>> round(float(t_test(0.22766106442577, 0.0822277637119061, 396)), 6)
    0.005893
    """
    estimate, se = np.broadcast_arrays(np.asarray(value, dtype=np.float64), np.asarray(error, dtype=np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.where((estimate == 0) & (se == 0), 0.0, np.where(se == 0, np.nan, np.abs(estimate) / se))
    return student.two_sided(t, np.minimum(df, _NORMAL))


def t_quantile(df: ArrayLike, level: float) -> Floats:
    """Give the quantile of Student's t for a two-sided interval.

    Parameters
    ----------
    df
        Degrees of freedom, any shape.
    level
        Scalar confidence level.

    Returns
    -------
    Quantiles of that shape; NaN where there is no degree of freedom.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> t_quantile([14, np.inf, 0], 0.95).round(4).tolist()
    [2.1448, 1.96, nan]
    """
    return student.quantile(alpha(level), np.minimum(df, _NORMAL))


def _vacuous(lower: Floats, upper: Floats) -> Interval:
    unknown = np.isnan(lower) | np.isnan(upper)
    return Interval(np.where(unknown, 0.0, lower), np.where(unknown, 1.0, upper))
