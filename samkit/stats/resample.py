"""Bootstrap of respondents within two groups: all replicates of all items as one matrix product.

Every sum is a sum of whole numbers that its floating-point type holds exactly, and respondents are put into an order
of their own first. So the same seed gives the same numbers whatever the order of the rows and the number of threads.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats

Bits: TypeAlias = NDArray[np.bool_]
Float: TypeAlias = np.float32 | np.float64

REPLICATES = 10_000

_BLOCK = 1 << 15  # numbers drawn at a time, so that they stay in the processor's cache
_PRODUCT = 1 << 22  # numbers of one factor of the product, so that memory stays small however many respondents
_FLOAT32, _FLOAT64 = 1 << 24, 1 << 53  # the largest whole numbers up to which each type holds all
_FINE = 1 << 9  # steps of the smallest weight that leave it within a thousandth of itself


class Tables(NamedTuple):
    """Favourable (``x``) and all (``n``) answers of both groups, or their weights, shape (..., items)."""

    x1: NDArray[Float]
    n1: NDArray[Float]
    x0: NDArray[Float]
    n0: NDArray[Float]


class Respondents(NamedTuple):
    """Answers of the respondents of both groups in an order of their own, group 1 first, and its size."""

    favourable: Bits
    valid: Bits
    weight: Floats
    size: int


def respondents(
    favourable: ArrayLike, valid: ArrayLike, first: ArrayLike, weight: ArrayLike | None = None
) -> Respondents:
    """Check the answers of two groups and sort them by what they say.

    Parameters
    ----------
    favourable
        Whether an answer is favourable, shape (respondents, items), boolean or 0 and 1; ignored where not valid.
    valid
        Whether there is an answer, shape (respondents, items), boolean or 0 and 1.
    first
        Whether a respondent is of group 1, shape (respondents,), boolean; all others are of group 0.
    weight
        Weights, shape (respondents,), any unit; all the same unless given.

    Returns
    -------
    The same respondents, group 1 first and alike ones side by side; constant weights have become 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, a group has no respondents or no weight, or a weight is negative or not finite: its
        rows, counted from 0, are named.

    Examples
    --------
    >>> both = respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False])
    >>> both.favourable.astype(int).tolist()
    [[1, 1], [0, 1], [1, 0]]
    """
    mask = np.asarray(valid, dtype=np.bool_)
    yes = np.asarray(favourable, dtype=np.bool_)
    group = np.asarray(first, dtype=np.bool_)
    if yes.ndim != 2 or mask.shape != yes.shape or group.shape != yes.shape[:1]:
        raise ValueError(
            f"answers and their validity of one shape (respondents, items) and one group each are expected, "
            f"got {yes.shape}, {mask.shape} and {group.shape}"
        )
    yes = yes & mask
    weights = _weights(weight, group)
    rows = np.packbits(np.hstack([~group[:, None], yes, mask]), axis=1)
    order = np.lexsort([weights, *rows.T[::-1]])
    return Respondents(yes[order], mask[order], weights[order], int(np.count_nonzero(group)))


def observed(answers: Respondents) -> Tables:
    """Count the answers as they were given.

    Parameters
    ----------
    answers
        Respondents of both groups.

    Returns
    -------
    Counts of each item, shape (items,); weights in a unit of their own, within one part in ``2^53 / respondents``.

    Examples
    --------
    >>> both = respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False])
    >>> [part.tolist() for part in observed(both)]
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [2.0, 2.0]]
    """
    whole = _whole(answers.weight, _FLOAT64)
    x, n = answers.favourable * whole[:, None], answers.valid * whole[:, None]
    cut = answers.size
    return Tables(x[:cut].sum(axis=0), n[:cut].sum(axis=0), x[cut:].sum(axis=0), n[cut:].sum(axis=0))


def bootstrap(answers: Respondents, seed: int, replicates: int = REPLICATES) -> Tables:
    """Draw respondents with replacement, each group to its own size, and count the answers of those drawn.

    Parameters
    ----------
    answers
        Respondents of both groups.
    seed
        Seed of the generator PCG64, at least 0.
    replicates
        How often to draw, count.

    Returns
    -------
    Counts of each item in each replicate, shape (replicates, items); a respondent's answers to all items go together,
    so that the replicates carry the correlation of items. Weights are in a unit of their own, the same in both groups.

    Raises
    ------
    ValueError
        If the seed is negative or there is no replicate to draw.

    Notes
    -----
    How often each respondent is drawn is a matrix of replicates by respondents; its product with the 0/1 matrix of
    favourable answers counts all items at once, and the product with the mask of valid answers gives the bases. A
    respondent's chance differs from 1 / n by less than ``2^-32``. Only the raw bits of the generator are used, which
    no release of numpy changes. Weights are rounded to whole steps, each to within a thousandth of itself, so that
    every sum is exact in float32; where weights are too uneven for that, in float64 and far finer steps.

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26; O'Neill (2014), Harvey Mudd College HMC-CS-2014-0905 (the generator).

    Examples
    --------
    >>> both = respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False])
    >>> drawn = bootstrap(both, seed=1, replicates=1000)
    >>> drawn.x0.shape, sorted(set(drawn.x0[:, 0].tolist())), float(drawn.n0[0, 0])
    ((1000, 2), [0.0, 1.0, 2.0], 2.0)
    """
    if seed < 0 or replicates < 1:
        raise ValueError(f"a seed of at least 0 and at least one replicate are expected, got {seed} and {replicates}")
    whole, kind = _steps(answers)
    cut, size = answers.size, len(answers.weight)
    sides = [_Side(answers, slice(0, cut), whole, kind), _Side(answers, slice(cut, size), whole, kind)]
    sums = [np.empty((replicates, side.columns.shape[1]), dtype=kind) for side in sides]
    draw = _Draw(cut, size, seed)
    rows = max(_PRODUCT // size, 1)
    for start in range(0, replicates, rows):
        block = slice(start, min(start + rows, replicates))
        times = draw.times(block.stop - block.start, kind)
        for side, out in zip(sides, sums, strict=True):
            np.matmul(times[:, side.rows], side.columns, out=out[block])
    (x1, n1), (x0, n0) = (side.parts(out) for side, out in zip(sides, sums, strict=True))
    return Tables(x1, n1, x0, n0)


class _Draw:
    """How often each respondent is drawn, block by block, in the same way whatever the size of the blocks."""

    def __init__(self, cut: int, size: int, seed: int) -> None:
        # Each raw number of 64 bits gives two draws. Where the respondents are odd in number, the last draw is made
        # among one respondent too many, whom nobody counts.
        self._width = size + size % 2
        self._rows = max(_BLOCK // self._width, 1)
        sizes, starts = np.ones(self._width, dtype=np.uint64), np.full(self._width, size, dtype=np.uint64)
        sizes[:size], starts[:size] = size - cut, cut
        sizes[:cut], starts[:cut] = cut, 0
        row = np.arange(self._rows, dtype=np.uint64)[:, None] * np.uint64(self._width)
        self._sizes, self._starts = sizes.reshape(2, 1, -1), np.stack([row + half for half in starts.reshape(2, -1)])
        self._bits = np.random.PCG64(seed)

    def times(self, rows: int, kind: type[Float]) -> NDArray[Float]:
        result = np.empty((rows, self._width), dtype=kind)
        for start in range(0, rows, self._rows):
            block = result[start : start + self._rows]
            counts = np.zeros(block.size, dtype=np.uint16)
            # Three times as fast as bincount, which first looks for the largest number.
            np.add.at(counts, self._cells(len(block)), np.uint16(1))
            block[...] = counts.reshape(block.shape)
        return result

    def _cells(self, rows: int) -> NDArray[np.intp]:
        half = self._width // 2
        raw = np.asarray(self._bits.random_raw(rows * half), dtype=np.uint64).reshape(rows, half)
        cells = np.empty((2, rows, half), dtype=np.uint64)
        np.bitwise_and(raw, np.uint64(0xFFFFFFFF), out=cells[0])
        np.right_shift(raw, np.uint64(32), out=cells[1])
        cells *= self._sizes
        cells >>= np.uint64(32)
        cells += self._starts[:, :rows]
        return cells.view(np.intp).ravel()


class _Side:
    """The columns to count of one group: favourable answers of every item, then each pattern of missing ones once."""

    def __init__(self, answers: Respondents, rows: slice, whole: Floats, kind: type[Float]) -> None:
        self.rows = rows
        self._items = answers.valid.shape[1]
        valid, weight = answers.valid[rows], whole[rows]
        patterns, which = np.unique(valid, axis=1, return_inverse=True)
        # Without weights, who is drawn does not matter for the base of an item that everybody answered.
        self._base = float(len(weight)) if np.all(weight == 1) and np.all(valid) else None
        self._which = self._items + np.asarray(which).reshape(-1)
        both = [answers.favourable[rows]] if self._base is not None else [answers.favourable[rows], patterns]
        self.columns = np.ascontiguousarray(np.hstack(both) * weight[:, None], dtype=kind)

    def parts(self, sums: NDArray[Float]) -> tuple[NDArray[Float], NDArray[Float]]:
        if self._base is not None:
            return sums, np.broadcast_to(np.float64(self._base), sums.shape)
        return sums[:, : self._items], sums[:, self._which]


def _weights(weight: ArrayLike | None, group: Bits) -> Floats:
    values = np.ones(len(group)) if weight is None else np.asarray(weight, dtype=np.float64)
    if values.shape != group.shape:
        raise ValueError(f"one weight for each of {len(group)} respondents is expected, got {values.shape}")
    faulty = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if faulty.size:
        rows = ", ".join(str(row) for row in faulty[:10])
        raise ValueError(f"weights that are finite and not negative are expected; {faulty.size} are not, in row {rows}")
    for members in (group, ~group):
        if not np.any(values[members] > 0):
            raise ValueError("both groups are expected to have respondents, and not all of weight 0")
    largest = values.max()
    return np.ones_like(values) if values.min() == largest else values / largest


def _whole(weight: Floats, largest: int) -> Floats:
    if np.all(weight == 1):
        return weight
    return np.rint(weight * (largest // len(weight)))


def _steps(answers: Respondents) -> tuple[Floats, type[Float]]:
    whole = _whole(answers.weight, _FLOAT32)
    exact = len(whole) <= _FLOAT32 and (np.all(whole == 1) or whole[answers.weight > 0].min() >= _FINE)
    return (whole, np.float32) if exact else (_whole(answers.weight, _FLOAT64), np.float64)
