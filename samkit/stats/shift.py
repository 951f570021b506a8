"""The Hodges-Lehmann shift: the median difference between one of group 1 and one of group 0."""

import functools
import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.distinct import two_groups
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha, two_sided
from samkit.stats.rank_sum import rank_sum

_EXACT_WORK = 3e7


class Shift(NamedTuple):
    """The median of all differences between the groups, and its interval, in the unit of the answers."""

    value: Floats
    interval: Interval


def hodges_lehmann(values: ArrayLike, counts: ArrayLike, level: float = 0.95) -> Shift:
    """Estimate by how much group 1 lies above group 0, with a distribution-free interval.

    Parameters
    ----------
    values
        Distinct values in rising order, shape (..., values), any unit.
    counts
        Answers with each value, shape (..., values, 2), whole count: group 1 first.
    level
        Scalar confidence level.

    Returns
    -------
    Medians of the n1 n0 differences, and bounds that are two of these differences, in the unit of the values. The
    bounds are infinite where no difference is far enough out (too few answers for the level), the estimate NaN where a
    group is empty.

    Raises
    ------
    ValueError
        If values and counts do not fit, a count is negative or not whole, or the level is not between 0 and 1.

    Notes
    -----
    The bounds are the k-th smallest and k-th largest difference, k being the smallest u with ``P(U <= u) >= alpha / 2``
    for the Mann-Whitney U without ties: exactly for small groups, by the normal distribution with continuity correction
    for large ones. With ties the interval covers at least as often. It takes memory for the square of the number of
    distinct values.

    References
    ----------
    Hodges and Lehmann (1963), Annals of Mathematical Statistics 34, 598-611; Moses (1953), in Walker and Lev,
    Statistical Inference, chapter 18.

    Examples
    --------
    >>> found = hodges_lehmann([1, 2, 3, 4, 10, 11, 12], [[0, 1]] * 4 + [[1, 0]] * 3, 0.90)
    >>> float(found.value), float(found.interval.lower), float(found.interval.upper)
    (8.5, 6.0, 11.0)
    """
    one, none = two_groups(counts)
    answers = np.asarray(values, dtype=np.float64)
    if answers.shape[-1:] != one.shape[-1:] or not (np.all(one % 1 == 0) and np.all(none % 1 == 0)):
        raise ValueError("one value is expected for each row of whole counts")
    pairs = one.sum(axis=-1) * none.sum(axis=-1)
    rank = _ranks(one.sum(axis=-1), none.sum(axis=-1), level)
    places = np.stack([np.floor((pairs + 1) / 2), np.ceil((pairs + 1) / 2), rank, pairs + 1 - rank], axis=-1)
    low, high, lower, upper = np.moveaxis(_ordered(answers, one, none, places), -1, 0)
    out = rank < 1
    bounds = Interval(np.where(out, -np.inf, lower), np.where(out, np.inf, upper))
    return Shift(np.where(pairs == 0, np.nan, low + (high - low) / 2), bounds)


def _ordered(values: Floats, one: Floats, none: Floats, places: Floats) -> Floats:
    """Give the differences at some places (from 1) in the order of all differences of two answers."""
    weight = (one[..., :, None] * none[..., None, :]).reshape(*one.shape[:-1], -1)
    apart = values[..., :, None] - values[..., None, :]
    apart = np.broadcast_to(apart.reshape(*apart.shape[:-2], -1), weight.shape)
    order = np.argsort(apart, axis=-1, kind="stable")
    apart, weight = np.take_along_axis(apart, order, axis=-1), np.take_along_axis(weight, order, axis=-1)
    up_to = np.cumsum(weight, axis=-1)
    reached = np.stack(
        [np.count_nonzero(up_to < places[..., k, None], axis=-1) for k in range(places.shape[-1])], axis=-1
    )
    return np.take_along_axis(apart, np.minimum(reached, apart.shape[-1] - 1), axis=-1)


def _ranks(n1: Floats, n0: Floats, level: float) -> Floats:
    sizes = zip(n1.ravel().tolist(), n0.ravel().tolist(), strict=True)
    return np.array([_rank(*sorted((int(a), int(b))), level) for a, b in sizes], dtype=np.float64).reshape(n1.shape)


@functools.lru_cache(maxsize=1024)
def _rank(small: int, large: int, level: float) -> int:
    pairs, total = small * large, small + large
    if small == 0:
        return 0
    if (small + 1.0) * (pairs + 1.0) * 2 * total > _EXACT_WORK:
        error = math.sqrt(pairs * (total + 1) / 12)
        return max(math.ceil(pairs / 2 - two_sided(level) * error - 0.5), 0)
    # The rank sum without ties is U and a constant, and starts where U is 0.
    chances = rank_sum([1] * total, small).chances
    first = small * (small - 1) // 2
    return int(np.searchsorted(np.cumsum(chances[first:]), alpha(level) / 2 * (1 - 1e-13)))
