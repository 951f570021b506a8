"""Weighted means of two groups from their sums, from a sample of any design."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import linearize, student
from samkit.stats.interval import Floats, Interval
from samkit.stats.linearize import Totals
from samkit.stats.normal import alpha
from samkit.tally import Sample

_LOST = 1e-12
"""Below this part of the squares around the origin, the squares around the mean have lost their digits to rounding."""


class Weighed(NamedTuple):
    """Sums of the answers of one group less an origin, by unit of the design, shape (units, ...).

    ``n`` counts; ``w`` and ``w2`` are sums of weights and of squared weights, ``first`` of w d, ``first2`` and
    ``second2`` of w^2 d and w^2 d^2, d being the answer less the origin, of shape (...). Of replicates, unit 0 is the
    whole sample and the others are ``w`` and ``first`` with the weights of each.
    """

    n: ArrayLike
    w: ArrayLike
    w2: ArrayLike
    first: ArrayLike
    first2: ArrayLike
    second2: ArrayLike
    origin: ArrayLike


class Average(NamedTuple):
    """Estimates, their standard errors, the interval, and the p-value of the test that the estimate is 0."""

    value: Floats
    error: Floats
    interval: Interval
    p: Floats


class _Side(NamedTuple):
    """A group's own sums by unit, and whether its answers vary, shape (...)."""

    n: Floats
    w: Floats
    first: Floats
    squares: Floats
    origin: Floats
    varies: NDArray[np.bool_]


def mean(group: Weighed, sample: Sample, level: float = 0.95) -> Average:
    """Estimate a weighted mean.

    Parameters
    ----------
    group
        Sums of the group.
    sample
        How the units were drawn.
    level
        Scalar confidence level.

    Returns
    -------
    Means in the unit of the answers, with standard error and t bounds on the degrees of freedom of the group; unbounded
    where of the group fewer than two were drawn or its answers are all alike, NaN where it has none.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1, or as ``lonely.treat`` raises.

    Notes
    -----
    ``m = sum w x / sum w`` with the score ``w (x - m) / sum w`` of each respondent.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> found = mean(Weighed([4], [4.0], [4.0], [0.0], [0.0], [20.0], 5.0), linearize.plain(4))
    >>> float(found.value), float(found.error.round(6))
    (5.0, 1.290994)
    """
    side = _side(group)
    totals = _totals([side], sample)
    found = linearize.ratios(totals, [[0, 1]], [[1, 0]])
    squared = np.where(_enough(totals, 0), np.where(side.varies, found.covariance[..., 0, 0], 0.0), np.nan)
    df = linearize.degrees_of_freedom(totals, [1, 0])
    return _studied(side.origin + found.value[..., 0], np.sqrt(squared), df, level)


def difference(one: Weighed, none: Weighed, sample: Sample, level: float = 0.95) -> Average:
    """Estimate and test the difference of two weighted means, group 1 less group 0.

    Parameters
    ----------
    one, none
        Sums of group 1 and group 0.
    sample
        How the units were drawn.
    level
        Scalar confidence level.

    Returns
    -------
    Differences in the unit of the answers, with standard error, t bounds and p on the degrees of freedom of both groups
    together less one, as R's svyttest has them; NaN and unbounded where fewer than two of a group were drawn, or
    nothing varies in either; but p is 1 where all answers are alike.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1, or as ``lonely.treat`` raises.

    Notes
    -----
    Groups that share clusters or strata are correlated, and the error allows for it.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> one = Weighed([4], [4.0], [4.0], [0.0], [0.0], [20.0], 7.0)
    >>> none = Weighed([6], [6.0], [6.0], [0.0], [0.0], [30.0], 5.0)
    >>> float(difference(one, none, linearize.plain(10)).value)
    2.0
    """
    sides = [_side(one), _side(none)]
    totals = _totals(sides, sample)
    found = linearize.ratios(totals, [[0, 1, 0, 0], [0, 0, 0, 1]], [[1, 0, 0, 0], [0, 0, 1, 0]])
    apart = (sides[0].origin - sides[1].origin) + (found.value[..., 0] - found.value[..., 1])
    squared = np.where(sides[0].varies | sides[1].varies, linearize.apart(found.covariance), 0.0)
    squared = np.where(_enough(totals, 0) & _enough(totals, 1), squared, np.nan)
    df = linearize.degrees_of_freedom(totals, [1, 0, 1, 0]) - 1
    return _studied(apart, np.sqrt(squared), df, level)


def _side(group: Weighed) -> _Side:
    """Lay the sums of a group out as two cells: its weights, and its weighted answers."""
    n, w, w2, first, first2, second2, origin = (np.asarray(part, dtype=np.float64) for part in group)
    rows = np.stack([np.stack([w2, first2], axis=-1), np.stack([first2, second2], axis=-1)], axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shift = first[: w2.shape[0]].sum(axis=0) / w[: w2.shape[0]].sum(axis=0)
    squares = second2.sum(axis=0)
    spread = squares - 2 * shift * first2.sum(axis=0) + shift**2 * w2.sum(axis=0)
    # What is left of a spread of 0 is rounding, from which no error may be estimated.
    return _Side(n, w, first, rows, origin, spread > _LOST * squares)


def _totals(sides: list[_Side], sample: Sample) -> Totals:
    """Put the cells of the groups side by side."""
    n = np.stack([part for side in sides for part in (side.n, side.n)], axis=-1)
    w = np.stack([part for side in sides for part in (side.w, side.first)], axis=-1)
    squares = np.zeros((*n.shape, n.shape[-1]))
    for place, side in enumerate(sides):
        own = slice(2 * place, 2 * place + 2)
        squares[..., own, own] = side.squares
    w2 = np.diagonal(squares, axis1=-2, axis2=-1)
    if sample.kind == "replicates":
        return Totals(n[0], w[0], w2[0], n[1:], w[1:], squares[1:], sample)
    return Totals(n.sum(axis=0), w.sum(axis=0), w2.sum(axis=0), n, w, squares, sample)


def _enough(totals: Totals, group: int) -> NDArray[np.bool_]:
    """Say where of a group two or more were drawn, with some weight."""
    member = np.zeros(totals.w.shape[-1])
    member[2 * group] = 1.0
    return np.asarray((linearize.drawn(totals, member) >= 2) & (totals.w @ member > 0))


def _studied(value: Floats, error: Floats, df: Floats, level: float) -> Average:
    """Add interval and p-value from Student's t; without variation there is neither, but equal means are equal."""
    known = (error > 0) & (df > 0)
    free = np.where(known, df, 1.0)
    half = student.quantile(alpha(level), free) * error
    with np.errstate(invalid="ignore", divide="ignore"):
        p = student.two_sided(value / error, free)
    bounds = Interval(np.where(known, value - half, -np.inf), np.where(known, value + half, np.inf))
    alike = (error == 0) & (value == 0)
    return Average(value, error, bounds, np.where(known, p, np.where(alike, 1.0, np.nan)))
