"""Ranks of items, and how far they can be trusted: what becomes of them in the replicates of a bootstrap."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats
from samkit.stats.normal import alpha
from samkit.stats.places import bits, places
from samkit.stats.resample import Tables
from samkit.stats.units import FLOAT32, Float

Counts: TypeAlias = NDArray[np.intp]

_BLOCK = 1 << 15  # numbers ranked at a time


class Ranks(NamedTuple):
    """Rank of each item, the bounds of its interval, the chance of being first, and how often there was no value."""

    rank: Counts
    lower: Counts
    upper: Counts
    first: Floats
    undefined: Floats


def prevalence(tables: Tables) -> Floats:
    """Give the share of favourable answers in both groups together, by which "most common" is ranked.

    Parameters
    ----------
    tables
        Answers of both groups, shape (..., items).

    Returns
    -------
    Shares, shape (..., items); NaN where nobody answered.

    Examples
    --------
    >>> prevalence(Tables(*np.array([[2.0], [4.0], [1.0], [6.0]]))).tolist()
    [0.3]
    """
    x1, n1, x0, n0 = _thin(tables)
    return _share(np.add(x1, x0, dtype=np.float64), np.add(n1, n0, dtype=np.float64))


def gap(tables: Tables) -> Floats:
    """Give the gap p1 - p0, by which "most separating" is ranked.

    Parameters
    ----------
    tables
        Answers of both groups, shape (..., items).

    Returns
    -------
    Differences of shares, shape (..., items); NaN where nobody of a group answered.

    Notes
    -----
    ``(x1 n0 - x0 n1) / (n1 n0)``: one division of whole numbers, so that equal gaps are equal numbers.

    Examples
    --------
    >>> gap(Tables(*np.array([[2.0, 3.0], [10.0, 10.0], [0.0, 1.0], [10.0, 10.0]]))).tolist()
    [0.2, 0.2]
    """
    thin = _thin(tables)
    result = np.empty(thin.x1.shape)
    if thin.x1.ndim < 2:
        return _gap(thin, result)
    step = max(_BLOCK // max(thin.x1[0].size, 1), 1)
    for start in range(0, len(result), step):
        rows = slice(start, start + step)
        _gap(Tables(*(part if len(part) == 1 else part[rows] for part in thin)), result[rows])
    return result


def association(tables: Tables) -> Floats:
    """Give Yule's Q, which puts items in the order of their log odds ratios and is finite where those are not.

    Parameters
    ----------
    tables
        Answers of both groups, shape (..., items).

    Returns
    -------
    ``tanh(log(odds ratio) / 2)``, shape (..., items), between -1 and 1; NaN where the odds ratio is zero by zero.

    Notes
    -----
    ``Q = (x1 y0 - x0 y1) / (x1 y0 + x0 y1) = (OR - 1) / (OR + 1)`` with y the answers that are not favourable.

    References
    ----------
    Yule (1900), Philosophical Transactions of the Royal Society A 194, 257-319.

    Examples
    --------
    >>> association(Tables(*np.array([[6.0, 10.0], [10.0, 10.0], [3.0, 5.0], [10.0, 10.0]]))).round(6).tolist()
    [0.555556, 1.0]
    """
    x1, n1, x0, n0 = tables
    one = np.multiply(x1, np.subtract(n0, x0, dtype=np.float64), dtype=np.float64)
    none = np.multiply(x0, np.subtract(n1, x1, dtype=np.float64), dtype=np.float64)
    return _share(one - none, one + none)


def positions(values: ArrayLike) -> Counts:
    """Rank items from the largest value down; equal ones share the better rank.

    Parameters
    ----------
    values
        What to rank by, shape (..., items), any unit; NaN for an item that has none.

    Returns
    -------
    Ranks from 1, shape (..., items), as in 1, 2, 2, 4; 0 where there is no value.

    Examples
    --------
    >>> positions([0.3, 0.5, float("nan"), 0.3, 0.1]).tolist()
    [2, 1, 0, 2, 4]
    """
    found = places(_flat(values))
    width = bits(found.shape[1])
    result = np.empty_like(found)
    np.put_along_axis(result, found & ((1 << width) - 1), found >> width, axis=1)
    return result.reshape(np.shape(values))


def order(values: ArrayLike, place: ArrayLike | None = None) -> Counts:
    """Put items in the order in which a table lists them.

    Parameters
    ----------
    values
        What to sort by, shape (items,), any unit; NaN for an item that has none, which comes last.
    place
        Second key of items with equal values, shape (items,), ascending: the place in the questionnaire; as they
        stand unless given.

    Returns
    -------
    Indices of the items, the largest value first, shape (items,).

    Raises
    ------
    ValueError
        If the keys are not of one shape (items,).

    Examples
    --------
    >>> order([0.3, 0.5, float("nan"), 0.3], place=[7, 1, 2, 4]).tolist()
    [1, 3, 0, 2]
    """
    first = np.asarray(values, dtype=np.float64)
    second = np.arange(first.size) if place is None else np.asarray(place)
    if first.ndim != 1 or second.shape != first.shape:
        raise ValueError(f"two keys of one shape (items,) are expected, got {first.shape} and {second.shape}")
    return np.lexsort([second, positions(first), np.isnan(first)])


def distribution(replicates: ArrayLike) -> Counts:
    """Count how often each item has each rank.

    Parameters
    ----------
    replicates
        What to rank by in each replicate, shape (replicates, items), any unit; NaN where there is no value.

    Returns
    -------
    Counts of replicates, shape (items, items + 1): column r is rank r, column 0 is no value.

    Raises
    ------
    ValueError
        If the values are not of shape (replicates, items).

    Examples
    --------
    >>> distribution([[0.3, 0.2], [0.1, 0.4], [0.2, 0.2], [0.5, 0.1]]).tolist()
    [[0, 3, 1], [0, 2, 2]]
    """
    values = np.asarray(replicates, dtype=np.float64)
    if values.ndim != 2:
        raise ValueError(f"values of shape (replicates, items) are expected, got {values.shape}")
    size = values.shape[1]
    width = bits(size)
    found = np.zeros((size + 1) << width, dtype=np.intp)
    # A few rows at a time stay in the processor's cache.
    step = max(_BLOCK // max(size, 1), 1)
    for start in range(0, len(values), step):
        np.add.at(found, places(values[start : start + step]).reshape(-1), 1)
    return np.ascontiguousarray(found.reshape(size + 1, -1)[:, :size].T)


def ranks(values: ArrayLike, replicates: ArrayLike, level: float = 0.95) -> Ranks:
    """Rank items, with the interval of each rank and the chance of being first.

    Parameters
    ----------
    values
        What to rank by, shape (items,), any unit; NaN for an item that has none.
    replicates
        The same in each replicate of the bootstrap, shape (replicates, items).
    level
        Scalar confidence level.

    Returns
    -------
    Ranks from 1, 0 where there is no value; lower and upper bound, at most (1 - level) / 2 of the replicates outside
    each, 1 to items where no replicate has a value; the share of replicates in which the item is first, alone or with
    others; the share of replicates in which the item has no value, which are left out of its interval.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the level is not between 0 and 1.

    Notes
    -----
    These intervals say how a rank moves from sample to sample. Where items lie closer together than their errors,
    they hold the true rank less often than they say, least so at both ends of the list: use the sets of
    ``samkit.stats.ranksets`` for a claim about the true rank.

    References
    ----------
    Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159, 385-443; Hall and Miller (2009),
    Annals of Statistics 37, 3929-3959.

    Examples
    --------
    >>> found = ranks([0.5, 0.2, 0.1], [[0.5, 0.3, 0.1], [0.4, 0.1, 0.2], [0.6, 0.2, 0.1], [0.3, 0.3, 0.0]], level=0.5)
    >>> found.rank.tolist(), found.lower.tolist(), found.upper.tolist(), found.first.tolist()
    ([1, 2, 3], [1, 2, 3], [1, 2, 3], [1.0, 0.25, 0.0])
    """
    given = np.asarray(values, dtype=np.float64)
    counts = distribution(replicates)
    if given.shape != (len(counts),):
        raise ValueError(f"one value for each of {len(counts)} items is expected, got {given.shape}")
    known = counts[:, 1:].sum(axis=1)
    outside = np.floor(alpha(level) / 2 * known + 1e-9)[:, None]
    below, above = counts[:, 1:].cumsum(axis=1), counts[:, :0:-1].cumsum(axis=1)
    size = len(counts)
    lower = np.where(known, 1 + (below <= outside).sum(axis=1), 1)
    upper = np.where(known, size - (above <= outside).sum(axis=1), size)
    with np.errstate(invalid="ignore", divide="ignore"):
        first = counts[:, 1] / known if size else np.zeros(0)
        undefined = counts[:, 0] / (known + counts[:, 0])
    return Ranks(positions(given), lower, upper, np.asarray(first), np.asarray(undefined))


def _share(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.divide(part, whole))


def _flat(values: ArrayLike) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    return given.reshape(-1, given.shape[-1]) if given.ndim else given.reshape(1, 1)


def _gap(tables: Tables, result: Floats) -> Floats:
    x1, n1, x0, n0 = tables
    below = np.multiply(n1, n0, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        # Whole numbers that float32 holds need no more.
        if below.max(initial=0.0) <= FLOAT32:
            return np.asarray(np.divide(x1 * n0 - x0 * n1, below, out=result))
        result[...] = x1
        result *= n0.astype(np.float64)
        other = x0.astype(np.float64)
        other *= n1.astype(np.float64)
        result -= other
        result /= below
    return result


def _thin(tables: Tables) -> Tables:
    """Keep one of the bases that are the same throughout an axis because they are one number in memory."""
    return Tables(tables.x1, _once(tables.n1), tables.x0, _once(tables.n0))


def _once(base: NDArray[Float]) -> NDArray[Float]:
    return base[tuple(slice(0, 1) if step == 0 else slice(None) for step in base.strides)]
