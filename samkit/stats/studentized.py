"""The studentised range: how far apart the largest and smallest of several means lie by chance."""

import math

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.normal import alpha
from samkit.stats.root import bracketed

_NODES = np.polynomial.legendre.leggauss(160)
_COARSEST = 0.14
_PER_DEVIATION = 0.35
_FALL = 42.0
_NORMAL = 1e10
"""So many degrees of freedom are as good as infinitely many."""


def range_tail(q: ArrayLike, groups: ArrayLike, df: ArrayLike) -> Floats:
    """Give the upper tail of the studentised range.

    Parameters
    ----------
    q
        Range of the means over the standard error of one of them, any shape, no unit; NaN stays NaN.
    groups
        Means that the range is of, count, broadcast with ``q``; two or more.
    df
        Degrees of freedom of the standard error, 1 or more, broadcast with ``q``; infinite where it is known.

    Returns
    -------
    Chances of the broadcast shape, with their digits far into the tail; NaN where there are fewer than two groups or
    less than one degree of freedom.

    Notes
    -----
    ``E(1 - W(q s))`` over ``s = chi / sqrt df``, and for k means
    ``1 - W(w) = k int phi(z) (F(z)^(k - 1) - (F(z) - F(z - w))^(k - 1)) dz``: Gauss' rule over z, the trapezoidal rule
    over log s, whose weights are made to add up to one.

    References
    ----------
    Tukey (1953), The Problem of Multiple Comparisons; Copenhaver and Holland (1988), Journal of Statistical Computation
    and Simulation 30, 1-15.

    Examples
    --------
    >>> round(float(range_tail(3.876777, 3, 10)), 6)
    0.05
    """
    parts = np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in (q, groups, df)))
    known = ~np.isnan(parts[0]) & (parts[1] >= 2) & (parts[2] >= 1)
    found = np.full(parts[0].shape, np.nan)
    for place in np.argwhere(known):
        at = tuple(place.tolist())
        found[at] = _tail(float(parts[0][at]), float(parts[1][at]), float(parts[2][at]))
    return found


def range_quantile(groups: ArrayLike, df: ArrayLike, level: float = 0.95) -> Floats:
    """Give the studentised range that is exceeded with a chance of 1 - level.

    Parameters
    ----------
    groups
        Means, count, any shape.
    df
        Degrees of freedom, broadcast with them.
    level
        Scalar confidence level.

    Returns
    -------
    Ranges of the broadcast shape; NaN where there are fewer than two groups or less than one degree of freedom.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> round(float(range_quantile(3, 10)), 6)
    3.876777
    """
    tail = alpha(level)
    number, freedom = np.broadcast_arrays(np.asarray(groups, dtype=np.float64), np.asarray(df, dtype=np.float64))
    known = (number >= 2) & (freedom >= 1)
    if not known.any():
        return np.full(number.shape, np.nan)
    # Many pairs of groups share their degrees of freedom, and each root takes some milliseconds.
    (k, nu), place = np.unique(np.stack([number[known], freedom[known]]), axis=1, return_inverse=True)

    def excess(log_q: Floats) -> Floats:
        return tail - range_tail(np.exp(log_q), k, nu)

    low, high = np.zeros(k.shape), np.full(k.shape, 2.0)
    while np.any(excess(high) < 0):
        high = np.where(excess(high) < 0, high + 2, high)
    while np.any(excess(low) > 0):
        low = np.where(excess(low) > 0, low - 2, low)
    found = np.full(number.shape, np.nan)
    found[known] = np.exp(bracketed(excess, low, high, excess(low), excess(high)))[place.ravel()]
    return found


def _tail(q: float, groups: float, df: float) -> float:
    if q <= 0:
        return 1.0
    if df > _NORMAL or q == np.inf:
        return float(_known(np.array([q]), groups)[0])
    # Most of the integral lies where log s is near 0, or, far into the tail, where s makes q s likely.
    low = 0.5 * np.log(df / (df + q**2 / 2)) - np.sqrt(_FALL / df) - _FALL / df
    step = min(_COARSEST, _PER_DEVIATION / math.sqrt(2 * df))
    log_s = low + step * np.arange(math.ceil((_highest(df) - low) / step) + 1)
    weight = np.exp(df * (log_s - 0.5 * np.expm1(2 * log_s)))
    return float(weight @ _known(q * np.exp(log_s), groups) / weight.sum())


def _highest(df: float) -> float:
    """Find the log s above which there is nothing: ``df (expm1(2 x) / 2 - x)`` reaches the fall there."""
    x = float(np.sqrt(_FALL / df))
    for _ in range(30):
        x -= (0.5 * math.expm1(2 * x) - x - _FALL / df) / math.expm1(2 * x)
    return x


def _known(w: Floats, groups: float) -> Floats:
    """Give the upper tail of the range of normal means with a known standard error, shape (ranges,)."""
    from scipy.special import ndtr

    low, high = np.full(w.shape, -9.0), np.maximum(9.0, np.minimum(w, 80) / 2 + 9)
    half = (high - low) / 2
    z = (low + half)[:, None] + half[:, None] * _NODES[0]
    all_below, out = ndtr(z), ndtr(z - w[:, None])
    with np.errstate(divide="ignore"):
        lost = -np.expm1((groups - 1) * np.log1p(-np.minimum(out / all_below, 1.0)))
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) * all_below ** (groups - 1) * lost
    return np.asarray(np.minimum(groups * half * (density @ _NODES[1]), 1.0))
