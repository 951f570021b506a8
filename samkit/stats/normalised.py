"""Values brought to scores from 0 to 100, each column by itself, so that columns of different units can be weighed."""

import math

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.ranks import ranks

HIGHEST = 100.0

_ROOT = math.sqrt(2)


def between(values: ArrayLike, floor: float, target: float) -> Floats:
    """Score values by where they lie between two: the floor is worth 0, the target 100; what lies beyond is cut.

    Parameters
    ----------
    values
        Any shape, any unit; NaN stays NaN.
    floor, target
        Scalars of the same unit; the target lies below the floor where lower is better.

    Returns
    -------
    Scores of the same shape, points.

    Raises
    ------
    ValueError
        If floor and target are the same.

    Notes
    -----
    ``100 (x - floor) / (target - floor)``.

    Examples
    --------
    >>> between([0, 6, 12, 18], 0, 12).tolist(), between([5, 20], 20, 5).tolist()
    ([0.0, 50.0, 100.0, 100.0], [100.0, 0.0])
    """
    if floor == target:
        raise ValueError("a floor and a target that differ are expected")
    given = np.asarray(values, dtype=np.float64)
    return np.clip(HIGHEST * (given - floor) / (target - floor), 0.0, HIGHEST) + 0.0  # no minus zero


def percentile(values: ArrayLike, *, lower_is_better: bool = False) -> Floats:
    """Score values by their mid-rank among all that are there.

    Parameters
    ----------
    values
        Shape (..., n), any unit; NaN stays NaN and is not among them.
    lower_is_better
        Whether the lowest value has the highest score.

    Returns
    -------
    Scores of the same shape, points.

    Notes
    -----
    ``100 (rank - 1/2) / n``, so that n different values have a mean of 50 and none has 0 or 100.

    Examples
    --------
    >>> percentile([3, 1, 2, 2]).tolist()
    [87.5, 12.5, 50.0, 50.0]
    """
    given = np.asarray(values, dtype=np.float64)
    n = np.count_nonzero(~np.isnan(given), axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return HIGHEST * (ranks(given, descending=lower_is_better) - 0.5) / n


def standardised(values: ArrayLike, *, lower_is_better: bool = False) -> Floats:
    """Score values by how many standard deviations they lie from their mean, as a normal percentile.

    Parameters
    ----------
    values
        Shape (..., n), any unit; NaN stays NaN and does not count.
    lower_is_better
        Whether a value below the mean has a score above 50.

    Returns
    -------
    Scores of the same shape, points; 50 where the values are all alike.

    Notes
    -----
    ``100 Phi((x - mean) / sd)``, sd with divisor n - 1. Others of this kind, such as ``50 + 10 z``, have no bounds.

    Examples
    --------
    >>> standardised([1, 2, 3]).round(2).tolist()
    [15.87, 50.0, 84.13]
    """
    given = np.asarray(values, dtype=np.float64)
    there = ~np.isnan(given)
    n = np.count_nonzero(there, axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.where(there, given - np.where(there, given, 0.0).sum(axis=-1, keepdims=True) / n, 0.0)
        deviation = np.sqrt((apart**2).sum(axis=-1, keepdims=True) / (n - 1))
        z = np.where(deviation > 0, apart / deviation, 0.0)
    below = np.vectorize(math.erfc, otypes=[np.float64])((z if lower_is_better else -z) / _ROOT) / 2
    return np.where(there, HIGHEST * below, np.nan)
