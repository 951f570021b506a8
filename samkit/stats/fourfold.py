"""The fourfold table: two groups, each split into favourable and other answers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats


class Fourfold(NamedTuple):
    """Counts of both groups: ``x`` favourable and ``y`` other answers of ``n``, group 1 against group 0."""

    x1: Floats
    y1: Floats
    n1: Floats
    x0: Floats
    y0: Floats
    n0: Floats

    @property
    def total(self) -> Floats:
        """Answers of both groups together."""
        return self.n1 + self.n0

    @property
    def empty(self) -> NDArray[np.bool_]:
        """True where a group has no answer at all."""
        return np.asarray((self.n1 == 0) | (self.n0 == 0))

    @property
    def cross(self) -> Floats:
        """Difference of the cross products, whose sign is that of the gap; exact for counts below 2**26."""
        return self.x1 * self.y0 - self.x0 * self.y1

    def swapped(self) -> "Fourfold":
        """Exchange the groups."""
        return Fourfold(self.x0, self.y0, self.n0, self.x1, self.y1, self.n1)

    def both_ways(self) -> "Fourfold":
        """Stack the table on its exchange, along a new first axis."""
        return Fourfold(*(np.stack(pair) for pair in zip(self, self.swapped(), strict=True)))

    def where(self, keep: NDArray[np.bool_], other: float) -> "Fourfold":
        """Put a harmless table (``other`` of twice ``other`` in both groups) wherever ``keep`` is false."""
        counts = (other, other, 2 * other) * 2
        return Fourfold(*(np.where(keep, mine, dummy) for mine, dummy in zip(self, counts, strict=True)))


def answers(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Check favourable answers against their base.

    Parameters
    ----------
    x
        Favourable answers, any shape, count; whole or not.
    n
        All answers, broadcast with ``x``, count.

    Returns
    -------
    ``x``, ``n - x`` and ``n`` as float64 arrays of one shape.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or ``x`` exceeds ``n``.

    Examples
    --------
    >>> [part.tolist() for part in answers([3, 5], 10)]
    [[3.0, 5.0], [7.0, 5.0], [10.0, 10.0]]
    """
    part, base = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64))
    if not np.all((part >= 0) & (part <= base) & np.isfinite(base)):
        raise ValueError("counts are expected with 0 <= x <= n, all of them finite")
    return part, base - part, base


def fourfold(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Fourfold:
    """Check and align the counts of two groups.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    The table, float64 arrays of one shape.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or a part exceeds its base.

    Examples
    --------
    >>> float(fourfold(28, 51, 62, 346).cross)
    6526.0
    """
    one, none = answers(x1, n1), answers(x0, n0)
    return Fourfold(*np.broadcast_arrays(*one, *none))
