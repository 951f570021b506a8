"""The score machinery: one statistic, inverted for the gap, the ratio and the odds ratio alike.

The two shares fitted under "the measure has this value" are usually found from the value, by a cubic for the gap. It is
easier to walk the other way. With a Lagrange multiplier t for the restriction, the fitted shares, the measure and the
statistic are all simple functions of t, free of cancellation, and the statistic grows with t. So a bound is the root in
t of one increasing function, and one root finder serves every measure.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import independence
from samkit.stats.fourfold import Fourfold
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha, chi2_tail_1, two_sided
from samkit.stats.root import bracketed


class Curve(NamedTuple):
    """The restricted fits of one measure, from the observed table (t = 0) towards smaller values of the measure.

    ``reach`` gives a multiplier at or beyond the bound, from the table and the target of the statistic, and ``span``
    one at or beyond a value of the measure; ``statistic`` and ``value`` give the chi-square statistic and the measure
    at a multiplier; ``closed`` says where the data put no lower bound above ``floor``; ``mirror`` turns the measure of
    the exchanged groups into that of the table; ``null`` is the value of no difference.
    """

    reach: Callable[[Fourfold, Floats], Floats]
    span: Callable[[Fourfold, Floats], Floats]
    statistic: Callable[[Fourfold, Floats], Floats]
    value: Callable[[Fourfold, Floats], Floats]
    closed: Callable[[Fourfold], NDArray[np.bool_]]
    mirror: Callable[[Floats], Floats]
    floor: float
    null: float


class ScoreTest(NamedTuple):
    """Signed statistic z, positive where the measure is above the value tested, and its two-sided p-value."""

    z: Floats
    p: Floats


def interval(curve: Curve, table: Fourfold, level: float, *, corrected: bool = True) -> Interval:
    """Invert the score test of a measure.

    Parameters
    ----------
    curve
        The measure.
    table
        Counts of the two groups.
    level
        Scalar confidence level.
    corrected
        With the variance factor N / (N - 1) of Miettinen and Nurminen, or without it.

    Returns
    -------
    Bounds in the unit of the measure, of the table's shape.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    A bound and the p-value are both rounded numbers. Where a table is decided by the last bit, the bound is put on the
    side of the null value where p says that it is, so that interval and test never contradict each other.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.
    """
    square = two_sided(level) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        target = square * table.total / (table.total - 1) if corrected else np.full(table.n1.shape, square)
    bounds = inverted(curve, table, target)
    test = independence.score_statistic if corrected else independence.pearson_statistic
    rejected = chi2_tail_1(test(table.x1, table.n1, table.x0, table.n0)) < alpha(level)
    return _reconciled(bounds, rejected, table, curve.null)


def inverted(curve: Curve, table: Fourfold, target: Floats) -> Interval:
    """Find where the statistic of a measure reaches its target on either side.

    Parameters
    ----------
    curve
        The measure, with its statistic.
    table
        Counts of the two groups.
    target
        Value of the statistic at the bounds, of the table's shape.

    Returns
    -------
    Bounds in the unit of the measure; the upper one is the mirrored lower one of the exchanged groups.
    """
    lower = _lower(curve, table.both_ways(), np.stack([target, target]))
    with np.errstate(divide="ignore"):
        return Interval(lower[0], curve.mirror(lower[1]))


def at_value(curve: Curve, table: Fourfold, value: ArrayLike, *, corrected: bool = True) -> ScoreTest:
    """Test that a measure has a given value.

    Parameters
    ----------
    curve
        The measure.
    table
        Counts of the two groups.
    value
        The value to be tested, in the unit of the measure, broadcast with the table.
    corrected
        With the variance factor N / (N - 1) of Miettinen and Nurminen, or without it.

    Returns
    -------
    z and p of the common shape; z is infinite where the value is at the end of its range and the data are not; both are
    NaN where a group is empty.

    Raises
    ------
    ValueError
        If the value lies outside the range of the measure.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.
    """
    *cells, goal = np.broadcast_arrays(*table, np.asarray(value, dtype=np.float64))
    aligned = Fourfold(*cells)
    with np.errstate(divide="ignore", invalid="ignore"):
        both = np.stack([goal, curve.mirror(goal)])
        factor = np.where(aligned.empty, np.nan, (aligned.total - 1) / aligned.total if corrected else 1.0)
    if not np.all(both >= curve.floor):
        raise ValueError("the value tested lies outside the range of the measure")
    above, below = np.sqrt(_statistic_at(curve, aligned.both_ways(), both) * factor)
    z = above - below
    return ScoreTest(z, chi2_tail_1(z**2))


def _statistic_at(curve: Curve, table: Fourfold, value: Floats) -> Floats:
    with np.errstate(all="ignore"):
        open_ = ~table.empty & (curve.value(table, np.zeros_like(value)) > value)
        inner = open_ & (value > curve.floor)
        safe = table.where(inner, 1.0)
        goal = np.where(inner, value, (curve.floor + curve.null) / 2) - curve.floor

        def distance(t: Floats) -> Floats:
            # Bounded, so that an infinite measure at t = 0 is a plain 1.
            return np.asarray(1 - 2 * goal / (curve.value(safe, t) - curve.floor + goal))

        start, end = np.zeros_like(goal), curve.span(safe, goal + curve.floor)
        multiplier = bracketed(distance, start, end, distance(start), distance(end))
        return np.where(inner, curve.statistic(safe, multiplier), np.where(open_, np.inf, 0.0))


def _lower(curve: Curve, table: Fourfold, target: Floats) -> Floats:
    closed, multiplier = reached(curve, table, target)
    with np.errstate(all="ignore"):
        return np.where(closed, curve.floor, curve.value(table.where(~closed, 1.0), multiplier))


def reached(curve: Curve, table: Fourfold, target: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Find the multiplier at which the statistic of a measure reaches its target, towards smaller values.

    Parameters
    ----------
    curve
        The measure, with its statistic.
    table
        Counts of the two groups.
    target
        Value of the statistic, of the table's shape.

    Returns
    -------
    Where there is no such multiplier, as the data put no lower bound on the measure; and the multipliers.
    """
    closed = table.empty | curve.closed(table)
    safe = table.where(~closed, 1.0)
    goal = np.where(closed, 1.0, target)
    root = np.sqrt(goal)

    def distance(t: Floats) -> Floats:
        # Bounded, so that a pole of the statistic at the end of the bracket is a plain 1.
        return np.asarray(1 - 2 * root / (np.sqrt(curve.statistic(safe, t)) + root))

    with np.errstate(all="ignore"):
        end = curve.reach(safe, goal)
        return closed, bracketed(distance, np.zeros_like(end), end, np.full_like(end, -1.0), distance(end))


def _reconciled(bounds: Interval, rejected: NDArray[np.bool_], table: Fourfold, null: float) -> Interval:
    above, below = np.nextafter(null, np.inf), np.nextafter(null, -np.inf)
    lower = np.where(rejected & (table.cross > 0), np.maximum(bounds.lower, above), np.minimum(bounds.lower, null))
    upper = np.where(rejected & (table.cross < 0), np.minimum(bounds.upper, below), np.maximum(bounds.upper, null))
    return Interval(
        np.where(rejected & (table.cross < 0), bounds.lower, lower),
        np.where(rejected & (table.cross > 0), bounds.upper, upper),
    )
