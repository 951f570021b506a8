"""Places of items in order of their values, many rows at a time: one sort of numbers that carry their item."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from samkit.stats.design import Codes
from samkit.stats.interval import Floats

_SIGN = np.int64(0x7FFF_FFFF_FFFF_FFFF)


def bits(size: int) -> int:
    """Give the bits that hold the number of an item.

    Parameters
    ----------
    size
        Items, count.

    Returns
    -------
    Scalar count, at least one.

    Examples
    --------
    >>> [bits(size) for size in (1, 2, 3, 72)]
    [1, 1, 2, 7]
    """
    return max(size - 1, 1).bit_length()


def places(values: Floats) -> Codes:
    """Rank the items of each row from the largest value down; equal ones share the better rank.

    Parameters
    ----------
    values
        What to rank by, shape (rows, items), any unit; NaN for an item that has none.

    Returns
    -------
    Ranks and items in the order of ranks, shape (rows, items): the rank times ``2^bits(items)`` plus the item. Ranks
    count from 1; where there is no value they are 0 and stand last.

    Notes
    -----
    Sorting numbers that carry their item in the last bits is far faster than sorting items by numbers. Values that
    agree in all bits but those are equal.

    Examples
    --------
    >>> found = places(np.array([[0.3, 0.5, float("nan"), 0.3]]))
    >>> (found >> 2).tolist(), (found & 3).tolist()
    ([[1, 2, 2, 0]], [[1, 0, 3, 2]])
    """
    rows, size = values.shape
    width = bits(size)
    key, nothing = _ordered(values, width)
    high = (key >> width).reshape(-1)
    tied = np.zeros(high.size, dtype=np.bool_)
    np.equal(high[1:], high[:-1], out=tied[1:])
    tied.reshape(rows, size)[:, :1] = False
    key &= (1 << width) - 1
    key += _numbers(rows, size, 1, 1 << width)
    at = np.flatnonzero(tied)
    if at.size:
        # Ties are few: each goes back to where its run of equal values starts.
        start = at - 1
        start[1:][start[1:] == at[:-1]] = 0
        key.reshape(-1)[at] -= (at - np.maximum.accumulate(start)) << width
    if nothing is not None:
        key.reshape(-1)[high == nothing] &= (1 << width) - 1
    return key


def _ordered(values: Floats, width: int) -> tuple[NDArray[np.int64], np.int64 | None]:
    """Sort each row with the items in the last bits; tell the bits before those where a value is missing."""
    mask, item = np.int64(-1 << width), _numbers(*values.shape, 0, 1)
    down = 0.0 - values
    key = down.view(np.int64)
    key &= mask
    key |= item
    down.sort(axis=-1)
    # Infinity with an item in its last bits is not a number any more, and what is not a number has been sorted last.
    if not np.isnan(down[:, -1:]).any():
        return key, None
    # The bits of a float sort as whole numbers do, those of a negative one in reverse: infinity keeps its place, and
    # what has no value is put last.
    key = (0.0 - values).view(np.int64)
    key ^= (key >> 63) & _SIGN
    key[np.isnan(values)] = _SIGN
    key &= mask
    key |= item
    key.sort(axis=-1)
    return key, _SIGN >> width


@lru_cache(maxsize=4)
def _numbers(rows: int, size: int, first: int, step: int) -> NDArray[np.int64]:
    """Number the items of all rows alike: kept, because one array is added to another faster than a row to all rows."""
    return np.ascontiguousarray(np.broadcast_to(np.arange(first, first + size) * step, (rows, size)))
