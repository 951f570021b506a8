"""Quantiles and tails of the normal and chi-square distributions, without a statistics library to load."""

import math

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


def quantile(p: float) -> float:
    """Give the standard normal quantile.

    Parameters
    ----------
    p
        Scalar probability, strictly between 0 and 1.

    Returns
    -------
    The value below which a standard normal variable falls with probability ``p``.

    Raises
    ------
    ValueError
        If ``p`` is not strictly between 0 and 1.

    Notes
    -----
    Halley's steps for the tail, each of which trebles the digits, from a rational start that has three.

    References
    ----------
    Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.2.23 (the start).

    Examples
    --------
    >>> round(quantile(0.975), 6)
    1.959964
    """
    if not 0 < p < 1:
        raise ValueError(f"a probability strictly between 0 and 1 is expected, got {p!r}")
    tail = min(p, 1 - p)
    t = math.sqrt(-2 * math.log(tail))
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in range(3):
        density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        step = (math.erfc(z / math.sqrt(2)) / 2 - tail) / density
        z += step / (1 - z * step / 2)
    return math.copysign(z, p - 0.5)


def alpha(level: float) -> float:
    """Give the error rate that a confidence level leaves.

    Parameters
    ----------
    level
        Scalar confidence level, strictly between 0 and 1.

    Returns
    -------
    ``1 - level``, the nearest number of fifteen decimals, so that 0.95 leaves 0.05 and no trace of binary noise.

    Raises
    ------
    ValueError
        If ``level`` is not strictly between 0 and 1.

    Examples
    --------
    >>> alpha(0.95)
    0.05
    """
    if not 0 < level < 1:
        raise ValueError(f"a confidence level strictly between 0 and 1 is expected, got {level!r}")
    return round(1 - level, 15) or 1 - level


def two_sided(level: float) -> float:
    """Give the normal quantile of a two-sided interval.

    Parameters
    ----------
    level
        Scalar confidence level, strictly between 0 and 1.

    Returns
    -------
    The z with probability ``level`` between -z and z.

    Raises
    ------
    ValueError
        If ``level`` is not strictly between 0 and 1.

    Examples
    --------
    >>> round(two_sided(0.90), 6)
    1.644854
    """
    return -quantile(alpha(level) / 2)


def chi2_tail_1(x: ArrayLike) -> Floats:
    """Give the upper tail of the chi-square distribution with one degree of freedom.

    Parameters
    ----------
    x
        Chi-square statistics, any shape, no unit; NaN stays NaN.

    Returns
    -------
    Probabilities of the same shape.

    Notes
    -----
    ``erfc(sqrt(x / 2))``, which keeps its digits far into the tail.

    Examples
    --------
    >>> float(chi2_tail_1(3.841458820694124).round(12))
    0.05
    """
    values = np.asarray(x, dtype=np.float64)
    tails = [math.erfc(root) for root in np.sqrt(values / 2).ravel().tolist()]
    return np.array(tails, dtype=np.float64).reshape(values.shape)


def chi2_tail(x: ArrayLike, df: ArrayLike) -> Floats:
    """Give the upper tail of the chi-square distribution.

    Parameters
    ----------
    x
        Chi-square statistics, any shape, no unit.
    df
        Degrees of freedom, broadcast with ``x``; 0 puts the whole distribution at zero.

    Returns
    -------
    Probabilities of the broadcast shape; NaN where ``x`` is NaN.

    Notes
    -----
    Whole degrees of freedom have a finite sum of positive terms, with h = x / 2: ``exp(-h) sum h^j / j!`` over
    j = 0, 1, ..., df/2 - 1 where df is even, ``erfc(sqrt h) + exp(-h) sum h^j / gamma(j + 1)`` over
    j = 1/2, 3/2, ..., df/2 - 1 where it is odd.

    References
    ----------
    Abramowitz and Stegun (1964), 26.4.4 and 26.4.5.

    Examples
    --------
    >>> chi2_tail([5.991464547107979, 7.814727903251179], [2, 3]).round(12).tolist()
    [0.05, 0.05]
    """
    statistic, freedom = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(df, dtype=np.float64))
    if np.all(freedom == np.floor(freedom)):
        return _finite_sum(statistic, freedom)
    from scipy.special import gammaincc

    return np.asarray(gammaincc(freedom / 2, statistic / 2), dtype=np.float64)


def _finite_sum(x: Floats, df: Floats) -> Floats:
    odd = df % 2 == 1
    half = x / 2
    tail = np.where(odd, chi2_tail_1(x), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_half = np.log(half)
        for step in range(math.ceil(float(df.max(initial=0)) / 2)):
            for start, member in ((0.0, ~odd), (0.5, odd)):
                power = step + start
                term = np.exp((power * log_half if power else 0.0) - half - math.lgamma(power + 1))
                tail = tail + np.where(member & (power < df / 2), term, 0.0)
    degenerate = np.where(x > 0, 0.0, 1.0)
    return np.where(np.isnan(x), np.nan, np.where(df == 0, degenerate, np.minimum(tail, 1.0)))
