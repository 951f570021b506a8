"""All ways to fill some columns of a table whose row totals are bounded: one half of an exact test."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.interval import Floats

Counts = NDArray[np.int64]


class Half(NamedTuple):
    """Row totals that columns can leave, coded as one number each, and ``-sum log x!`` of their cells, both sorted."""

    code: Counts
    value: Floats


class Plan(NamedTuple):
    """A table turned so that it is cheap to enumerate, its columns in two halves, and how many ways there are."""

    table: Counts
    halves: tuple[tuple[int, ...], tuple[int, ...]]
    ways: float


def plan(table: Counts) -> Plan:
    """Choose which way to turn a table, and which columns to put together, for few ways to fill a half.

    Parameters
    ----------
    table
        Whole counts, shape (rows, columns), no row or column empty.

    Returns
    -------
    The table or its transpose, with the numbers of its columns in two halves.

    Examples
    --------
    >>> plan(np.array([[3, 1], [2, 2], [0, 4]])).halves
    ((0, 2), (1,))
    """
    return min((_halved(side) for side in (table, table.T)), key=lambda found: found.ways)


def filled(rows: Counts, columns: Counts) -> Half:
    """Enumerate all ways to fill columns with given totals, no row being above its bound.

    Parameters
    ----------
    rows
        Bounds of the row totals, shape (rows,), count.
    columns
        Totals of the columns, shape (columns,), count.

    Returns
    -------
    One entry per way, shape (ways,), by code and then by value.

    Examples
    --------
    >>> filled(np.array([1, 2]), np.array([2])).value.round(4).tolist()
    [0.0, -0.6931]
    """
    surprise = log_factorials(int(columns.max(initial=0)))
    base = np.cumprod([1, *(rows[:-1] + 1)])
    used, value = np.zeros((1, rows.size), dtype=np.int64), np.zeros(1)
    for total in columns.tolist():
        column = _column(rows, total)
        cost = -surprise[column].sum(axis=1)
        used = (used[:, None, :] + column[None, :, :]).reshape(-1, rows.size)
        value = (value[:, None] + cost[None, :]).ravel()
        fits = (used <= rows).all(axis=1)
        used, value = used[fits], value[fits]
    code = used @ base
    order = np.lexsort((value, code))
    return Half(code[order], value[order])


def complement(rows: Counts, half: Half) -> Half:
    """Code a half by the row totals that it leaves to the other one.

    Parameters
    ----------
    rows
        Row totals of the whole table, shape (rows,), count.
    half
        One half of it.

    Returns
    -------
    The half, sorted by what the other one has to use up.

    Examples
    --------
    >>> complement(np.array([1, 2]), filled(np.array([1, 2]), np.array([2]))).code.tolist()
    [1, 2]
    """
    code = int(rows @ np.cumprod([1, *(rows[:-1] + 1)])) - half.code
    order = np.lexsort((half.value, code))
    return Half(code[order], half.value[order])


def log_factorials(largest: int) -> Floats:
    """Give the logarithms of factorials.

    Parameters
    ----------
    largest
        Scalar count.

    Returns
    -------
    ``log 0!`` to ``log largest!``, shape (largest + 1,).

    Examples
    --------
    >>> log_factorials(3).round(4).tolist()
    [0.0, 0.0, 0.6931, 1.7918]
    """
    return np.array([math.lgamma(number + 1) for number in range(largest + 1)])


def _halved(table: Counts) -> Plan:
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    ways = [_ways(rows, total) for total in columns.tolist()]
    halves: tuple[list[int], list[int]] = ([], [])
    product = [1.0, 1.0]
    for place in sorted(range(len(ways)), key=lambda place: -ways[place]):
        side = 0 if product[0] <= product[1] else 1
        halves[side].append(place)
        product[side] *= ways[place]
    return Plan(table, (tuple(halves[0]), tuple(halves[1])), sum(product))


def _ways(rows: Counts, total: int) -> float:
    """Count the ways to fill one column."""
    ways = np.zeros(total + 1)
    ways[0] = 1.0
    for bound in rows.tolist():
        sums = np.cumsum(ways)
        ways = sums - np.concatenate([np.zeros(min(bound + 1, total + 1)), sums[: max(total - bound, 0)]])
    return float(ways[total])


def _column(rows: Counts, total: int) -> Counts:
    """Give the ways to fill one column, shape (ways, rows)."""
    later = np.concatenate([np.cumsum(rows[::-1])[::-1][1:], [0]])
    found, left = np.zeros((1, 0), dtype=np.int64), np.array([total])
    for bound, rest in zip(rows.tolist(), later.tolist(), strict=True):
        least, most = np.maximum(left - rest, 0), np.minimum(left, bound)
        size = most - least + 1
        start = np.repeat(np.cumsum(size) - size, size)
        taken = np.arange(int(size.sum())) - start + np.repeat(least, size)
        found = np.concatenate([np.repeat(found, size, axis=0), taken[:, None]], axis=1)
        left = np.repeat(left, size) - taken
    return found
