"""How many numeric answers, their mean and their spread, from sums around a declared origin."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats

_LOST = 1e-12
_WHOLE = 2.0**53
_NEAR = 1e-152
"""Deviations that are all smaller than this, but not 0, have squares that lose their digits."""


class Moments(NamedTuple):
    """Count, mean less origin, sum of squared deviations from the mean, and the origin, of one group, item by item."""

    n: Floats
    shift: Floats
    squares: Floats
    origin: Floats

    @property
    def mean(self) -> Floats:
        """The mean in the unit of the answers; NaN where there are none."""
        return self.origin + self.shift

    @property
    def variance(self) -> Floats:
        """The sample variance, divisor n - 1; NaN where there are fewer than two answers."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.n > 1, self.squares / (self.n - 1), np.nan)


def from_sums(n: ArrayLike, total: ArrayLike, squares: ArrayLike, origin: ArrayLike = 0.0) -> Moments:
    """Take the moments from sums of ``x - origin``, as they cross from the rows to the analysis.

    Parameters
    ----------
    n
        Answers, any broadcastable shape, count.
    total
        Sum of ``x - origin``, in the unit of the answers.
    squares
        Sum of ``(x - origin)^2``, in the square of that unit.
    origin
        A number near the answers, best one of them, in their unit.

    Returns
    -------
    Moments of the broadcast shape. Where the spread is below a millionth of the distance between mean and origin, sums
    of squares have lost its digits and it is NaN, unless the sums are of whole numbers and exact.

    Raises
    ------
    ValueError
        If a number is not finite, a count is negative, or no answers have these sums.

    Notes
    -----
    ``squares - total^2 / n``: with an origin among the answers nothing cancels; with origin 0 and answers around 10^9
    nothing is left.

    References
    ----------
    Chan, Golub and LeVeque (1983), American Statistician 37, 242-247.

    Examples
    --------
    >>> found = from_sums(3, 3, 5, origin=1e9)
    >>> float(found.mean), float(found.variance)
    (1000000001.0, 1.0)
    """
    parts = [np.asarray(part, dtype=np.float64) for part in (n, total, squares, origin)]
    count, first, second, start = np.broadcast_arrays(*parts)
    if not all(np.all(np.isfinite(part)) for part in parts) or not np.all((count >= 0) & (second >= 0)):
        raise ValueError("finite sums are expected, and no negative count or sum of squares")
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = first / count
        spread = second - first * shift
    slack = _LOST * second
    if np.any((spread < -slack) | ((count == 0) & ((first != 0) | (second != 0)))):
        raise ValueError("no answers have these sums: the squares are below the square of the sum over n")
    with np.errstate(over="ignore"):
        exact = (second * count < _WHOLE) & (first % 1 == 0) & (second % 1 == 0)
    certain = exact | (spread > slack) | (second == 0) | (count == 1)
    none = np.where(certain, np.maximum(spread, 0.0), np.nan)
    return Moments(count, shift, np.where(count <= 1, 0.0, none), start)


def from_counts(values: ArrayLike, counts: ArrayLike) -> Moments:
    """Take the moments from how often each value was answered.

    Parameters
    ----------
    values
        Distinct values, shape (..., values), any unit.
    counts
        Answers with each value, shape (..., values), count.

    Returns
    -------
    Moments, shape (...), around an origin among the values.

    Raises
    ------
    ValueError
        If values and counts do not fit, a value is not finite, a count is negative or not finite, or the values lie so
        far apart, or so close together, that the squares of their deviations are no numbers.

    Examples
    --------
    >>> found = from_counts([1, 2, 3], [2, 0, 2])
    >>> float(found.mean), round(float(found.variance), 6)
    (2.0, 1.333333)
    """
    answers, weight = np.asarray(values, dtype=np.float64), np.asarray(counts, dtype=np.float64)
    if answers.shape[-1:] != weight.shape[-1:] or not np.all((weight >= 0) & np.isfinite(weight)):
        raise ValueError("one finite count, not negative, is expected for each value")
    if not np.all(np.isfinite(answers)) or not answers.shape[-1:] or not answers.shape[-1]:
        raise ValueError("finite values are expected, at least one")
    answers, weight = np.broadcast_arrays(answers, weight)
    n = weight.sum(axis=-1)
    # The value in the middle of the answers, so that one value answered by all has no spread at all.
    middle = np.argmax(np.cumsum(weight, axis=-1) * 2 >= n[..., None], axis=-1)
    origin = np.take_along_axis(answers, middle[..., None], axis=-1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        apart = np.where(weight > 0, answers - origin, 0.0)
        shift = (weight * apart).sum(axis=-1) / n
        squares = np.where(n > 0, (weight * (apart - shift[..., None]) ** 2).sum(axis=-1), 0.0)
    widest = np.abs(apart).max(axis=-1)
    if not np.all(np.isfinite(squares) & ((widest == 0) | (widest >= _NEAR))):
        raise ValueError(f"values that lie between {_NEAR:g} and {1 / _NEAR:g} apart are expected: use another unit")
    return Moments(n, shift, squares, origin[..., 0])


def merged(one: Moments, other: Moments) -> Moments:
    """Put two groups of answers together.

    Parameters
    ----------
    one, other
        Moments of the groups, broadcastable, in one unit.

    Returns
    -------
    Moments of all answers, around the origin of the first group.

    Notes
    -----
    ``S = S1 + S2 + n1 n2 / N (m1 - m2)^2``, of positive terms alone.

    References
    ----------
    Chan, Golub and LeVeque (1983), American Statistician 37, 242-247.

    Examples
    --------
    >>> both = merged(from_sums(2, 1, 1), from_sums(1, 5, 25))
    >>> float(both.mean), float(both.variance)
    (2.0, 7.0)
    """
    n = one.n + other.n
    moved = np.nan_to_num(other.shift) + (other.origin - one.origin)
    apart = np.where((one.n > 0) & (other.n > 0), moved - one.shift, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = other.n / n
        shift = np.where(one.n > 0, one.shift + apart * weight, np.where(other.n > 0, moved, np.nan))
        squares = one.squares + other.squares + np.where(n > 0, one.n * weight, 0.0) * apart**2
    return Moments(n, shift, squares, np.broadcast_to(one.origin, n.shape))
