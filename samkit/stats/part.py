"""A part against the whole that holds it: the gap and the ratio of a group's share to that of the group and the others.

With W the share of the group in the whole, d = p1 - p0 and r = p1 / p0 against the others, the gap is (1 - W) d and the
ratio r / (W r + 1 - W). The whole moves with its part: that is in both, and so is that W is itself estimated.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import difference, proportion, ratio, score
from samkit.stats.fourfold import Fourfold, fourfold
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import two_sided
from samkit.stats.score import Curve

_GRID = np.linspace(0.0, 1.0, 17)
_STEPS = 32
_GOLDEN = (np.sqrt(5) - 1) / 2


def gap(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the gap p1 - p of a group and the whole.

    Parameters
    ----------
    x1, x0
        Favourable answers of the group and of the others, any broadcastable shapes, count.
    n1, n0
        All answers of the group and of the others, count.

    Returns
    -------
    Differences of shares; NaN where the group or the others are empty.

    Examples
    --------
    >>> round(float(gap(28, 50, 63, 350)), 6)
    0.3325
    """
    table = fourfold(x1, n1, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(table.cross / (table.n1 * table.total) * np.where(table.empty, np.nan, 1.0))


def times(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the ratio p1 / p of a group and the whole.

    Parameters
    ----------
    x1, x0
        Favourable answers of the group and of the others, any broadcastable shapes, count.
    n1, n0
        All answers of the group and of the others, count.

    Returns
    -------
    Ratios, at most N / n1; NaN where nobody has it, or the group or the others are empty.

    Examples
    --------
    >>> round(float(times(28, 50, 63, 350)), 6)
    2.461538
    """
    table = fourfold(x1, n1, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = table.x1 * table.total / (table.n1 * (table.x1 + table.x0))
    return np.where(table.empty, np.nan, found)


def gap_interval(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the score interval of the gap of a group and the whole.

    Parameters
    ----------
    x1, x0
        Favourable answers of the group and of the others, any broadcastable shapes, count.
    n1, n0
        All answers of the group and of the others, count.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds as differences of shares; vacuous (-1 to 1) where the group or the others are empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both, or the level is not between 0 and 1.

    Notes
    -----
    All ``(1 - W) d`` of which the score statistics of W (Wilson) and of d (Miettinen-Nurminen), which are independent,
    do not exceed ``z^2`` together. At d = 0 only the second is left: the interval leaves out 0 exactly when the score
    test of the group against the others rejects, as p1 = p where p1 = p0.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226; Wilson (1927), Journal of the American Statistical
    Association 22, 209-212.

    Examples
    --------
    >>> bounds = gap_interval(28, 50, 63, 350)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.2068, 0.4518)
    """
    table = fourfold(x1, n1, x0, n0)
    inner = _bounds(table, level, difference.CURVE, _part_of_gap)
    against = difference.miettinen_nurminen(x1, n1, x0, n0, level)
    found = _on_its_side(inner, against, 0.0)
    return Interval(np.where(table.empty, -1.0, found.lower), np.where(table.empty, 1.0, found.upper))


def times_interval(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the score interval of the ratio of a group and the whole.

    Parameters
    ----------
    x1, x0
        Favourable answers of the group and of the others, any broadcastable shapes, count.
    n1, n0
        All answers of the group and of the others, count.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds of the ratio, the upper one finite as the whole holds the group; 0 to infinity where either is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both, or the level is not between 0 and 1.

    Notes
    -----
    All ``r / (W r + 1 - W)`` of which the score statistics of W and of r do not exceed ``z^2`` together, as in
    ``gap_interval``.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> bounds = times_interval(28, 50, 63, 350)
    >>> float(bounds.lower.round(3)), float(bounds.upper.round(3))
    (1.902, 3.07)
    """
    table = fourfold(x1, n1, x0, n0)
    inner = _bounds(table, level, ratio.CURVE, _part_of_ratio)
    found = _on_its_side(inner, ratio.miettinen_nurminen(x1, n1, x0, n0, level), 1.0)
    unknown = table.empty | (table.x1 + table.x0 == 0)
    return Interval(np.where(unknown, 0.0, found.lower), np.where(unknown, np.inf, found.upper))


def _part_of_gap(share: Floats, apart: Floats) -> Floats:
    return (1 - share) * apart


def _part_of_ratio(share: Floats, apart: Floats) -> Floats:
    return np.asarray(1 / (share + (1 - share) / apart))


def _bounds(table: Fourfold, level: float, curve: Curve, measure: Callable[[Floats, Floats], Floats]) -> Interval:
    """Walk along the edge of the region of W and the measure: what the measure leaves of the square, W may spend."""
    square = two_sided(level) ** 2
    both = table.where(~table.empty, 1.0).both_ways()
    factor = both.total / (both.total - 1)
    closed, furthest = score.reached(curve, both, square * factor)
    safe = both.where(~closed, 1.0)
    one, whole = both.n1[0], both.total[0]
    sign = np.array([1.0, -1.0]).reshape((2,) + (1,) * one.ndim)

    def worth(part: Floats) -> Floats:
        """Give the measure, turned round for the upper bound, at a part of the way from its estimate to its bound."""
        at = part * furthest
        spent = np.where(closed | (part == 0), 0.0, curve.statistic(safe, at) / factor)
        value = np.where(closed, curve.floor, curve.value(safe, at))
        own = np.stack([value[0], curve.mirror(value[1])])
        shares = proportion.scored(one, whole, np.maximum(square - spent, 0.0))
        return np.asarray(np.minimum(*(sign * measure(share, own) for share in shares)))

    with np.errstate(all="ignore"):
        lower, upper = _least(worth, both.n1.shape) * sign
    return Interval(lower, upper)


def _least(function: Callable[[Floats], Floats], shape: tuple[int, ...]) -> Floats:
    """Find the least value over 0 to 1 of functions with one valley: on a grid, then by golden section beside it."""
    values = np.stack([function(np.full(shape, t)) for t in _GRID])
    at = values.argmin(axis=0)
    low, high = _GRID[np.maximum(at - 1, 0)], _GRID[np.minimum(at + 1, _GRID.size - 1)]
    for _ in range(_STEPS):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        falling = function(left) > function(right)
        low, high = np.where(falling, left, low), np.where(falling, high, right)
    return np.asarray(np.minimum(values.min(axis=0), function((low + high) / 2)))


def _on_its_side(found: Interval, against: Interval, null: float) -> Interval:
    """Put bounds on the side of no difference where those against the others are, to the last bit."""
    above, below = np.nextafter(null, np.inf), np.nextafter(null, -np.inf)
    lower = np.where(against.lower > null, np.maximum(found.lower, above), np.minimum(found.lower, null))
    upper = np.where(against.upper < null, np.minimum(found.upper, below), np.maximum(found.upper, null))
    return Interval(lower, upper)
