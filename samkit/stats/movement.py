"""How far numbers of the same units move from one period to the next, beyond what moves all of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Interval
from samkit.stats.normal import alpha
from samkit.stats.student import quantile


class Movement(NamedTuple):
    """The standard deviation of one number of one unit around its course, and its degrees of freedom."""

    deviation: float
    df: float


def movement(values: ArrayLike) -> Movement:
    """Estimate by how much a number of a unit in one period is off, from what it moves between neighbouring periods.

    Parameters
    ----------
    values
        Shape (units, periods), any unit; NaN where missing. Columns stand in the order of periods.

    Returns
    -------
    Deviation in the unit of the values; NaN with fewer than two units in each pair of neighbouring periods.

    Notes
    -----
    ``s^2 = sum (d_it - mean_t)^2 / (2 sum (n_t - 1))``, d the differences of neighbouring periods, each pair around its
    own mean, so that a common rise is no movement. Half of the variance of a difference is that of one number where
    numbers of neighbouring periods err independently; a true change of one unit alone counts as error here, so that
    the deviation is rather too large than too small.

    References
    ----------
    Von Neumann, Kent, Bellinson and Hart (1941), Annals of Mathematical Statistics 12, 153-162.

    Examples
    --------
    >>> found = movement([[50, 60, 70], [50, 58, 70], [50, 62, 70]])
    >>> found.deviation, found.df
    (1.4142135623730951, 4.0)
    """
    given = np.asarray(values, dtype=np.float64)
    apart = np.diff(given, axis=1)
    there = ~np.isnan(apart)
    n = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(there, apart, 0.0).sum(axis=0) / n
    off = np.where(there, apart - mean, 0.0)
    df = float(np.maximum(n - 1, 0).sum())
    return Movement(float(np.sqrt((off**2).sum() / (2 * df))) if df else np.nan, df)


def rank_bounds(values: ArrayLike, moved: Movement, level: float = 0.95) -> Interval:
    """Give for each unit the ranks that it may have, where each number is off as it usually is.

    Parameters
    ----------
    values
        Of one period, shape (units,), the unit of ``moved``; no NaN.
    moved
        How far a number of one unit is off.
    level
        Scalar probability with which the bounds of one unit hold.

    Returns
    -------
    Bounds, shape (units,), rank 1 being the largest; all ranks where nothing is known of the movement.

    Notes
    -----
    A rank counts the units that lie above or below by more than ``t s sqrt(2)``, t at ``(1 - level) / (units - 1)``, so
    that the comparisons of one unit hold together (Bonferroni).

    References
    ----------
    Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91, 476-518 (marginal sets of ranks).

    Examples
    --------
    >>> found = rank_bounds([10, 50, 52], Movement(5.0, 30.0))
    >>> found.lower.tolist(), found.upper.tolist()
    ([3.0, 1.0, 1.0], [3.0, 2.0, 2.0])
    """
    given = np.asarray(values, dtype=np.float64)
    others = given.size - 1
    if others < 1 or not moved.df:
        return Interval(np.ones(given.size), np.full(given.size, float(given.size)))
    least = float(quantile(alpha(level) / others, moved.df)) * moved.deviation * np.sqrt(2.0)
    rising = np.sort(given)
    above = given.size - np.searchsorted(rising, given + least, side="right")
    below = np.searchsorted(rising, given - least, side="left")
    return Interval(1.0 + above, given.size - below.astype(np.float64))
