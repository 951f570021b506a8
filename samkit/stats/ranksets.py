"""Confidence sets of ranks: what the data prove about the order of items, from all pairs of them at once."""

import math
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats
from samkit.stats.normal import alpha
from samkit.stats.rankings import Counts

Pairs: TypeAlias = NDArray[np.bool_]

_BLOCK = 1 << 18  # numbers of one block of pairs by replicates
_CANCELLED = 1e-6  # what is left of a sum of squares when half of its digits have cancelled


class RankSet(NamedTuple):
    """Lowest and highest rank of each item that the data do not rule out, shape (items,)."""

    lower: Counts
    upper: Counts


class Family(NamedTuple):
    """Pairs of rows of one matrix of values, and for each how far its first row lies above its second, in errors."""

    root: NDArray[np.float32]
    first: Counts
    second: Counts
    error: Floats
    statistic: Floats


def simultaneous(values: ArrayLike, replicates: ArrayLike, level: float = 0.95) -> RankSet:
    """Give sets of ranks that hold the true ranks of all items together.

    Parameters
    ----------
    values
        What items are ranked by, shape (items,), any unit; NaN for an item that has none.
    replicates
        The same in each replicate of the bootstrap, shape (replicates, items); NaN where there is no value.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds of each item's rank, 1 being the largest value; 1 to items where the item has no value.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the level is not between 0 and 1.

    Notes
    -----
    The rank of an item is one more than the number of items above it. All that ``superior`` proves to lie above it push
    its best rank down, all that it proves to lie below pull its worst rank up.

    References
    ----------
    Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91, 476-518.

    Examples
    --------
    >>> draws = np.random.default_rng(1).normal([3.0, 0.1, 0.0], 0.5, (999, 3))
    >>> found = simultaneous([3.0, 0.1, 0.0], draws)
    >>> found.lower.tolist(), found.upper.tolist()
    ([1, 2, 2], [1, 3, 3])
    """
    return _set(superior(values, replicates, level))


def marginal(values: ArrayLike, replicates: ArrayLike, level: float = 0.95) -> RankSet:
    """Give sets of ranks that hold the true rank of each item, one item at a time.

    Parameters
    ----------
    values
        What items are ranked by, shape (items,), any unit; NaN for an item that has none.
    replicates
        The same in each replicate of the bootstrap, shape (replicates, items); NaN where there is no value.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds of each item's rank, within the simultaneous ones of the same replicates.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the level is not between 0 and 1.

    Notes
    -----
    As ``simultaneous``, with the family of tests reduced to the pairs of which the item is one: for a single item that
    was chosen before the data were seen.

    References
    ----------
    Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91, 476-518.

    Examples
    --------
    >>> draws = np.random.default_rng(1).normal([3.0, 0.1, 0.0], 0.5, (999, 3))
    >>> found = marginal([3.0, 0.1, 0.0], draws)
    >>> found.lower.tolist(), found.upper.tolist()
    ([1, 2, 2], [1, 3, 3])
    """
    whole = family([(values, replicates)])
    size = len(np.asarray(values))
    lower, upper = np.ones(size, dtype=np.intp), np.full(size, size, dtype=np.intp)
    for item in range(size):
        part = (whole.first == item) | (whole.second == item)
        own = whole._replace(**{
            name: getattr(whole, name)[part] for name in ("first", "second", "error", "statistic")
        })  # fmt: skip
        above = _square(own, stepdown(own, level), size)
        lower[item] += np.count_nonzero(above[:, item])
        upper[item] -= np.count_nonzero(above[item])
    return RankSet(lower, upper)


def superior(values: ArrayLike, replicates: ArrayLike, level: float = 0.95) -> Pairs:
    """Say which items are proved to lie above which, all pairs together.

    Parameters
    ----------
    values
        What items are ranked by, shape (items,), any unit; NaN for an item that has none.
    replicates
        The same in each replicate of the bootstrap, shape (replicates, items); NaN where there is no value.
    level
        Scalar probability of no false claim among all pairs.

    Returns
    -------
    True in row j and column k where the value of item j is larger than that of item k, shape (items, items).

    Raises
    ------
    ValueError
        If the shapes do not fit, or the level is not between 0 and 1.

    Notes
    -----
    For every ordered pair the hypothesis is that j does not lie above k, and its statistic the difference in standard
    errors of the bootstrap. Those beyond the quantile of the largest centred difference of all pairs are rejected; then
    the quantile is taken again over the pairs that are left, until none follows. An item whose difference from another
    is the same in every replicate proves nothing: there is no error to measure it by.

    References
    ----------
    Romano and Wolf (2005), Econometrica 73, 1237-1282; Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic
    Studies 91, 476-518.

    Examples
    --------
    >>> draws = np.random.default_rng(1).normal([3.0, 0.1, 0.0], 0.5, (999, 3))
    >>> superior([3.0, 0.1, 0.0], draws).astype(int).tolist()
    [[0, 1, 1], [0, 0, 0], [0, 0, 0]]
    """
    whole = family([(values, replicates)])
    return _square(whole, stepdown(whole, level), len(np.asarray(values)))


def family(measures: list[tuple[ArrayLike, ArrayLike]]) -> Family:
    """Join the pairs of items under one or more measures into one family of tests.

    Parameters
    ----------
    measures
        Of each measure the values, shape (items,), and its replicates, shape (replicates, items), all drawn together.

    Returns
    -------
    Deviations of the replicates from the values, one row for each measure and item, and the pairs of rows within each
    measure. Pairs without an error or without a value are left out.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> draws = np.random.default_rng(1).normal(size=(99, 3))
    >>> family([([3.0, 0.1, 0.0], draws), ([1.0, 2.0, 3.0], -draws)]).second.tolist()
    [1, 2, 2, 4, 5, 5]
    """
    values = np.array([given for given, _ in measures], dtype=np.float64)
    draws = np.array([given for _, given in measures], dtype=np.float64)
    if values.ndim != 2 or draws.ndim != 3 or draws.shape[::2] != values.shape:
        raise ValueError(
            f"values of shape (items,) and replicates of shape (replicates, items) are expected, "
            f"got {values.shape[1:]} and {draws.shape[1:]}"
        )
    count, size = values.shape
    with np.errstate(invalid="ignore"):
        root = np.nan_to_num(draws - values[:, None, :], nan=0.0, posinf=0.0, neginf=0.0)
    stacked = np.ascontiguousarray(root.transpose(0, 2, 1), dtype=np.float32).reshape(count * size, draws.shape[1])
    first, second = (np.concatenate([side + size * k for k in range(count)]) for side in np.triu_indices(size, 1))
    error = _errors(stacked, first, second, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        statistic = (values.ravel()[first] - values.ravel()[second]) / error
    told = np.isfinite(statistic) & (error > 0)
    return Family(stacked, first[told], second[told], error[told], statistic[told])


def stepdown(pairs: Family, level: float = 0.95) -> tuple[Pairs, Pairs]:
    """Test in both directions which of each pair lies above the other, all pairs together.

    Parameters
    ----------
    pairs
        The family of tests.
    level
        Scalar probability of no false claim among all of them.

    Returns
    -------
    Whether the first is proved to lie above the second, and the second above the first, both of shape (pairs,).

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The quantile is the ``ceil(level (replicates + 1))``-th smallest of the replicates' largest differences, so that too
    few replicates prove nothing.

    References
    ----------
    Romano and Wolf (2005), Econometrica 73, 1237-1282.

    Examples
    --------
    >>> draws = np.random.default_rng(1).normal([3.0, 0.1, 0.0], 0.5, (999, 3))
    >>> [side.tolist() for side in stepdown(family([([3.0, 0.1, 0.0], draws)]))]
    [[True, True, False], [False, False, False]]
    """
    miss = alpha(level)
    draws = pairs.root.shape[1]
    place = math.ceil(round((1 - miss) * (draws + 1), 9))
    open_up, open_down = (np.ones(len(pairs.first), dtype=np.bool_) for _ in range(2))
    while place <= draws and np.any(open_up | open_down):
        largest = _largest(pairs, open_up, open_down)
        quantile = np.partition(largest, place - 1)[place - 1]
        up, down = open_up & (pairs.statistic > quantile), open_down & (-pairs.statistic > quantile)
        if not np.any(up | down):
            break
        open_up &= ~up
        open_down &= ~down
    return ~open_up, ~open_down


def _largest(pairs: Family, up: Pairs, down: Pairs) -> NDArray[np.float32]:
    largest = np.full(pairs.root.shape[1], -np.inf, dtype=np.float32)
    for at in _blocks(pairs.root, pairs.first):
        far = pairs.root[pairs.first[at]] - pairs.root[pairs.second[at]]
        far /= pairs.error[at, None].astype(np.float32)
        np.maximum(largest, far[up[at]].max(axis=0, initial=-np.inf), out=largest)
        np.maximum(largest, -far[down[at]].min(axis=0, initial=np.inf), out=largest)
    return largest


def _blocks(root: NDArray[np.float32], first: Counts) -> list[slice]:
    step = max(_BLOCK // max(root.shape[1], 1), 1)
    return [slice(start, start + step) for start in range(0, len(first), step)]


def _errors(root: NDArray[np.float32], first: Counts, second: Counts, size: int) -> Floats:
    """Give the error of each difference from the covariances of items, and by itself where those cancel."""
    count, draws = len(root) // max(size, 1), root.shape[1]
    centred = root.astype(np.float64).reshape(count, size, draws)
    centred -= centred.mean(axis=2, keepdims=True)
    # Not as a matrix product, whose last digits may depend on the number of threads.
    products = np.einsum("mir,mjr->mij", centred, centred)
    own = np.einsum("mii->mi", products).ravel()
    whole = own[first] + own[second]
    square = whole - 2 * products[first // size, first % size, second % size]
    error = np.sqrt(np.maximum(square, 0.0) / max(draws - 1, 1))
    alike = np.flatnonzero(square <= _CANCELLED * whole)
    for at in (alike[some] for some in _blocks(root, alike)):
        error[at] = _spread(root, first[at], second[at])
    return np.asarray(error)


def _spread(root: NDArray[np.float32], first: Counts, second: Counts) -> Floats:
    far = root[first].astype(np.float64) - root[second]
    # A difference that is the same in all replicates has no error, whatever rounding leaves of it.
    constant = far.max(axis=1) == far.min(axis=1)
    return np.where(constant, 0.0, far.std(axis=1, ddof=1))


def _square(pairs: Family, proved: tuple[Pairs, Pairs], size: int) -> Pairs:
    above = np.zeros((size, size), dtype=np.bool_)
    above[pairs.first, pairs.second] = proved[0]
    above[pairs.second, pairs.first] = proved[1]
    return above


def _set(above: Pairs) -> RankSet:
    return RankSet(1 + above.sum(axis=0), len(above) - above.sum(axis=1))
