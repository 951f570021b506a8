"""Sums of columns in all replicates of a bootstrap as matrix products, two replicates in one where sums are small."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samkit.stats.draw import Draw, Weigh
from samkit.stats.units import Float, Side

_PRODUCT = 1 << 22  # numbers of one factor of the product, so that memory stays small however many respondents
_FOLD = 1 << 12  # two numbers below it fit into one that float32 holds exactly
_SPARE = 1 << 18  # numbers laid over others at a time, so that they stay in the processor's cache


def products(draw: Draw | Weigh, sides: Sequence[Side], replicates: int) -> list[NDArray[Float]]:
    """Draw all replicates, and add up the columns of each group as often as their units are drawn.

    Parameters
    ----------
    draw
        Where the replicates come from.
    sides
        The columns of each group.
    replicates
        How often to draw, count.

    Returns
    -------
    Sums of each group, shape (replicates, columns), exact.

    Notes
    -----
    Where no sum can reach ``2^12``, one product counts two replicates: the second is laid over the first times
    ``2^12``, so that each sum of both is a whole number below ``2^24``, which float32 holds, and is parted afterwards.

    Examples
    --------
    >>> side = Side(slice(0, 3), np.array([[1.0], [1.0], [1.0]], dtype=np.float32), 1, None)
    >>> products(Draw(np.array([3]), np.array([3]), seed=1), [side], 4)[0].tolist()
    [[3.0], [3.0], [3.0], [3.0]]
    """
    folded = max(draw.most(side.columns) for side in sides) < _FOLD
    together = 2 if folded else 1
    rows = min(max(_PRODUCT // draw.columns, 1), -(-replicates // together))
    times = np.empty((rows, draw.columns), dtype=sides[0].columns.dtype)
    # A replicate that is left alone has another one laid over it, which does not count.
    sums = [np.empty((replicates + together - 1, side.columns.shape[1]), dtype=times.dtype) for side in sides]
    for start in range(0, replicates, together * rows):
        block = times[: -(-(replicates - start) // together)]
        draw.fill(block)
        if folded:
            _lay_over(block, draw)
        for side, out in zip(sides, sums, strict=True):
            part = out[start : start + together * len(block)]
            np.matmul(block[:, side.rows], side.columns, out=part[: len(block)])
            if folded:
                _part(part)
    return [out[:replicates] for out in sums]


def _lay_over(times: NDArray[Float], draw: Draw | Weigh) -> None:
    """Draw as many replicates again and add them times the fold."""
    spare = np.empty((max(_SPARE // draw.columns, 1), draw.columns), dtype=times.dtype)
    for start in range(0, len(times), len(spare)):
        block = times[start : start + len(spare)]
        over = spare[: len(block)]
        draw.fill(over)
        over *= _FOLD
        block += over


def _part(sums: NDArray[Float]) -> None:
    """Part sums that stand in the first half into those of the replicates of both halves."""
    low, high = np.split(sums, 2)
    np.multiply(low, 1 / _FOLD, out=high)
    np.floor(high, out=high)
    low -= high * _FOLD
