"""Which means of several groups differ, with one error rate for all pairs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.interval import Floats, Interval
from samkit.stats.moments import Moments
from samkit.stats.studentized import range_quantile, range_tail


class Pairs(NamedTuple):
    """Positions of both groups of each pair, shape (pairs,); differences, second less first, with error, bounds and p.

    All but the positions have shape (..., pairs); bounds hold for all pairs together, and p is adjusted for them.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    value: Floats
    error: Floats
    df: Floats
    interval: Interval
    p: Floats


def tukey(groups: Moments, level: float = 0.95) -> Pairs:
    """Compare the means of all pairs of groups that have one spread.

    Parameters
    ----------
    groups
        Moments, shape (..., groups), in one unit. Groups without answers are left out.
    level
        Scalar confidence level of all intervals together.

    Returns
    -------
    Pairs in the unit of the answers; unbounded with p NaN where a group has no answers or nothing varies in any group.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    ``m2 - m1`` over ``sqrt(W / (N - k) (1 / n1 + 1 / n2) / 2)`` is compared with the studentised range of k means.

    References
    ----------
    Tukey (1953), The Problem of Multiple Comparisons; Kramer (1956), Biometrics 12, 307-310.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> tukey(from_counts([1, 2, 3], [[2, 1, 0], [1, 2, 1], [0, 1, 3]])).p.round(4).tolist()
    [0.4162, 0.0514, 0.2912]
    """
    there = np.count_nonzero(groups.n, axis=-1)
    df = (groups.n.sum(axis=-1) - there)[..., None]
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.where(df > 0, groups.squares.sum(axis=-1, keepdims=True) / df, np.nan)
        return _compared(groups, pooled / groups.n, df, level)


def games_howell(groups: Moments, level: float = 0.95) -> Pairs:
    """Compare the means of all pairs of groups that may differ in spread.

    Parameters
    ----------
    groups
        Moments, shape (..., groups), in one unit. Groups without answers are left out.
    level
        Scalar confidence level of all intervals together.

    Returns
    -------
    Pairs in the unit of the answers; unbounded with p NaN where a group has fewer than two answers or neither group of
    the pair has a spread.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    As Tukey's, with ``sqrt((v1 + v2) / 2)``, v = s^2 / n, and Satterthwaite's degrees of freedom of each pair.

    References
    ----------
    Games and Howell (1976), Journal of Educational Statistics 1, 113-125.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> games_howell(from_counts([1, 2, 3], [[2, 1, 0], [1, 2, 1], [0, 1, 3]])).p.round(4).tolist()
    [0.4708, 0.0572, 0.3408]
    """
    first, second = np.triu_indices(groups.n.shape[-1], 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        squared = groups.variance / groups.n
        v1, v2 = squared[..., first], squared[..., second]
        most = np.maximum(v1, v2)
        u1, u2 = v1 / most, v2 / most
        df = (u1 + u2) ** 2 / (u1**2 / (groups.n[..., first] - 1) + u2**2 / (groups.n[..., second] - 1))
    return _compared(groups, squared, df, level)


def _compared(groups: Moments, squared: Floats, df: Floats, level: float) -> Pairs:
    first, second = np.triu_indices(groups.n.shape[-1], 1)
    shift = groups.shift + (groups.origin - groups.origin[..., :1])
    value = shift[..., second] - shift[..., first]
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(squared[..., first] + squared[..., second])
        known = (error > 0) & np.isfinite(error) & np.isfinite(value)
        q = np.where(known, np.abs(value) / error * np.sqrt(2), np.nan)
    number, freedom = np.broadcast_arrays(np.count_nonzero(groups.n, axis=-1)[..., None], np.where(known, df, np.nan))
    half = np.where(known, range_quantile(number, freedom, level) / np.sqrt(2) * error, np.inf)
    middle = np.where(known, value, 0.0)
    bounds = Interval(middle - half, middle + half)
    return Pairs(first, second, value, error, freedom, bounds, range_tail(q, number, freedom))
