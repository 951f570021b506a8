"""Tails of sums of chi-squares that do not count alike, as tests under a sample design have them."""

import math

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.root import bracketed
from samkit.stats.tails import normal_p

_AT_THE_MEAN = 1e-4


def chi2_tail(x: float, factors: ArrayLike, df: float = math.inf) -> float:
    """Give the upper tail of a sum of chi-squares with one degree of freedom, each times a factor of its own.

    Parameters
    ----------
    x
        Scalar statistic, at least 0.
    factors
        Factors, shape (terms,), at least 0: design effects of what is tested.
    df
        Degrees of freedom of the factors' own estimate; the sum is over a chi-square on ``df`` divided by ``df``.

    Returns
    -------
    Probability by the saddlepoint approximation, which errs by some parts in a hundred at most; exact for one factor.
    NaN without a degree of freedom, or without a factor above 0.

    Notes
    -----
    For finite ``df`` the tail of ``sum f c1 - (x / df) c_df`` above 0.

    References
    ----------
    Kuonen (1999), Biometrika 86, 929-935; Lumley and Scott (2014), Australian & New Zealand Journal of Statistics 56,
    1-14.

    Examples
    --------
    >>> round(chi2_tail(5.991464547107979, [1.0, 1.0]), 2), round(chi2_tail(3.841458820694124, [1.0]), 12)
    (0.05, 0.05)
    """
    from scipy.special import fdtrc

    weights = np.asarray(factors, dtype=np.float64)
    weights = weights[weights > 0]
    if not (weights.size and df > 0):
        return math.nan
    if not x > 0:
        return 1.0
    if np.isinf(df):
        return float(normal_p(math.sqrt(x / weights[0]))) if weights.size == 1 else _saddle(x, weights, 0.0, weights)
    if weights.size == 1:
        return float(fdtrc(1.0, df, x / weights[0]))
    return _saddle(0.0, weights, x / df, np.append(weights, -x / df), df)


def _saddle(x: float, positive: Floats, loss: float, factors: Floats, df: float = 1.0) -> float:
    largest = float(np.abs(factors).max())
    f, counts, at = factors / largest, np.ones(factors.size), x / largest
    if loss:
        counts[-1] = df

    def slope(z: Floats) -> Floats:
        return np.asarray((counts * f / (1 - 2 * z[:, None] * f)).sum(axis=1) - at)

    mean = float(slope(np.zeros(1))[0])
    upper = 0.5 / float(positive.max() / largest)
    lower = -0.5 * largest / loss if loss else -factors.size / (2 * at)
    ends = (np.array([lower]), np.array([0.0])) if mean > 0 else (np.array([0.0]), np.array([upper]))
    signs = (np.array([-1.0]), np.array([1.0]))
    z = float(bracketed(slope, *ends, *signs)[0])
    if abs(z) < _AT_THE_MEAN:
        return _around_the_mean(x, positive, loss, factors, df)
    kept = 1 - 2 * z * f
    w = math.copysign(math.sqrt(2 * (z * at + (counts * np.log(kept)).sum() / 2)), z)
    v = z * math.sqrt(2 * (counts * np.square(f / kept)).sum())
    return float(normal_p(w + math.log(v / w) / w, "greater"))


def _around_the_mean(x: float, positive: Floats, loss: float, factors: Floats, df: float) -> float:
    # The formula is 0 / 0 at the mean: take it a little to both sides.
    far = 1.02
    if loss:
        sides = [_saddle(0.0, positive * far**at, loss, np.append(positive * far**at, -loss), df) for at in (1, -1)]
    else:
        sides = [_saddle(x * far**at, positive, 0.0, factors) for at in (1, -1)]
    return sum(sides) / 2
