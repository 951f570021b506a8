"""Student's distribution from numpy and math alone: loading a library for it would take longer than a comparison."""

import math

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail_1
from samkit.stats.normal import quantile as normal_quantile

_NEARLY_NORMAL = 1e4
"""From so many degrees of freedom on, the normal expansion has all the digits."""

_STEPS = 500
_HUGE = 1e300
_FEWEST, _PER_ROOT = 24, 2.5
"""Terms of the continued fraction: so many, and so many more for each unit of the root of the larger parameter."""

_CLOSE = 1e-7
"""A step shorter than this was the last: each squares the distance that is left."""


def two_sided(t: ArrayLike, df: ArrayLike) -> Floats:
    """Give the probability of a statistic at least as far from 0.

    Parameters
    ----------
    t
        Statistics, any shape, no unit; NaN stays NaN.
    df
        Degrees of freedom, broadcast with ``t``; NaN where not above 0.

    Returns
    -------
    Probabilities, with their digits far into the tail.

    Notes
    -----
    ``I_x(df / 2, 1 / 2)``, x = df / (df + t^2), by its continued fraction; from 10,000 degrees of freedom on the normal
    tail of Hill's expansion of t.

    References
    ----------
    Hill (1970), Communications of the ACM 13, 617-619, algorithm 395; Didonato and Morris (1992), ACM Transactions on
    Mathematical Software 18, 360-373.

    Examples
    --------
    >>> float(two_sided(2.228138851986275, 10).round(12))
    0.05
    """
    value, freedom = np.broadcast_arrays(np.asarray(t, dtype=np.float64), np.asarray(df, dtype=np.float64))
    known = (freedom > 0) & ~np.isnan(value)
    normal = known & (freedom >= _NEARLY_NORMAL)
    found = np.full(value.shape, np.nan)
    with np.errstate(all="ignore"):
        square = np.minimum(value**2, _HUGE)
        found[normal] = _expanded(square[normal], freedom[normal])
        found[known & ~normal] = _fraction(square[known & ~normal], freedom[known & ~normal])
    return found


def quantile(alpha: float, df: ArrayLike) -> Floats:
    """Give the statistic that leaves a probability outside on both sides together.

    Parameters
    ----------
    alpha
        Scalar probability, strictly between 0 and 1.
    df
        Degrees of freedom, any shape; NaN where not above 0.

    Returns
    -------
    The t with ``two_sided(t, df) = alpha``, of the shape of ``df``.

    Notes
    -----
    Newton's steps for the logarithm of the tail over that of t, which is nearly straight, from the expansion of the
    quantile around the normal one.

    References
    ----------
    Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.5.

    Examples
    --------
    >>> float(quantile(0.05, 10).round(12))
    2.228138851986
    """
    freedom = np.asarray(df, dtype=np.float64)
    known = freedom > 0
    safe = np.where(known, freedom, 1.0)
    t = _start(-normal_quantile(alpha / 2), safe)
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            tail = two_sided(t, safe)
            step = (np.log(tail) - math.log(alpha)) * tail / (2 * t * _density(t, safe))
            t = t * np.exp(step)
            if np.all(np.abs(step) < _CLOSE):
                break
    return np.where(known, t, np.nan)


def _start(z: float, df: Floats) -> Floats:
    """Give the first terms of the expansion of the quantile around the normal one."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return np.where(df > 3, z + first / df + second / df**2 + third / df**3, z)


def _density(t: Floats, df: Floats) -> Floats:
    """Give the density of Student's distribution."""
    return np.asarray(np.exp(-(df + 1) / 2 * np.log1p(t**2 / df) - _log_beta_half(df / 2) - np.log(df) / 2))


def _expanded(square: Floats, df: Floats) -> Floats:
    """Give the tail from the normal statistic that t stands for."""
    a = df - 0.5
    b = 48 * a**2
    y = a * np.log1p(square / df)
    correction = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y**2 + 100 + b)
    return chi2_tail_1(y * ((correction + y + 3) / b + 1) ** 2)


def _fraction(square: Floats, df: Floats) -> Floats:
    """Give the tail from the incomplete beta function, on the side on which its fraction converges."""
    a, b = df / 2, np.full(df.shape, 0.5)
    x, rest = df / (df + square), square / (df + square)
    direct = x < (a + 1) / (a + b + 2)
    front = np.exp(a * -np.log1p(square / df) + b * np.log(rest) - _log_beta_half(a))
    first, second, at = np.where(direct, a, b), np.where(direct, b, a), np.where(direct, x, rest)
    part = front * _continued(first, second, at) / first
    return np.asarray(np.where(direct, part, 1 - part))


def _continued(a: Floats, b: Floats, x: Floats) -> Floats:
    """Evaluate the continued fraction of the incomplete beta function from its far end, all elements at once."""
    terms = _FEWEST + int(_PER_ROOT * math.sqrt(float(np.max(np.maximum(a, b), initial=1.0))))
    m = np.arange(terms, dtype=np.float64).reshape((-1,) + (1,) * a.ndim)
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    below = np.ones(a.shape)
    for place in range(terms - 1, -1, -1):
        below = 1 + odd[place] / below
        if place:
            below = 1 + even[place] / below
    return np.asarray(1 / below)


def _log_beta_half(a: Floats) -> Floats:
    """Give log B(a, 1/2) = log(sqrt(pi) G(a) / G(a + 1/2)), by Stirling's series where the two would cancel."""
    small = np.minimum(a, 20.0)
    exact = np.array([math.lgamma(each) - math.lgamma(each + 0.5) for each in small.flat]).reshape(small.shape)
    large = np.maximum(a, 20.0)
    r = 1 / large
    series = -0.5 * np.log(large) + r / 8 * (1 - r**2 / 24 + r**4 / 80 - 17 * r**6 / 1792 + 31 * r**8 / 2304)
    return 0.5 * math.log(math.pi) + np.where(a > 20, series, exact)
