"""The same answers counted under many readings of who is in which group: products of groups with answers."""

import numpy as np
from numpy.typing import NDArray

from samkit.counted import Rereading
from samkit.stats import linearize
from samkit.stats.interval import Floats
from samkit.stats.linearize import Totals
from samkit.tally import Sample

_ROWS = 1 << 15  # respondents of one product, so that memory stays small and float32 holds every count exactly


def tables(rows: Rereading) -> NDArray[np.int64]:
    """Count favourable and all answers of both groups under every reading.

    Parameters
    ----------
    rows
        Labels under each reading, beside the answers.

    Returns
    -------
    Counts x1, n1, x0, n0, shape (4, readings, items).

    Examples
    --------
    >>> yes, ones = np.array([[True], [True], [False]]), np.ones(3)
    >>> rows = Rereading(np.array([[1, 0, 0], [1, 1, 0]], dtype=np.int8), yes, yes | True, ones, ones.astype(int))
    >>> tables(rows)[:, :, 0].tolist()
    [[1, 2], [1, 2], [1, 0], [2, 1]]
    """
    ways, items = len(rows.truth), rows.valid.shape[1]
    answers, found = np.hstack([rows.favourable & rows.valid, rows.valid]), np.zeros((2 * ways, 2 * items))
    for start in range(0, len(rows.valid), _ROWS):
        some = slice(start, start + _ROWS)
        sides = _sides(rows.truth[:, some]).astype(np.float32)
        found += sides @ answers[some].astype(np.float32)
    whole = found.astype(np.int64).reshape(2, ways, 2, items)
    return whole.transpose(0, 2, 1, 3).reshape(4, ways, items)


def totals(rows: Rereading, sample: Sample) -> Totals:
    """Weigh favourable and other answers of both groups under every reading, by unit of the design.

    Parameters
    ----------
    rows
        Labels under each reading, beside the answers, with the weight and the unit of each respondent.
    sample
        How the units were drawn.

    Returns
    -------
    Totals of the four cells of `samkit.stats.shares`, shape (readings * items, 4).

    Examples
    --------
    >>> yes, truth = np.array([[True], [True], [False]]), np.array([[1, 0, 0]], dtype=np.int8)
    >>> rows = Rereading(truth, yes, yes | True, np.array([1.0, 2.0, 2.0]), np.zeros(3, dtype=int))
    >>> totals(rows, linearize.plain(3)).w.tolist()
    [[1.0, 0.0, 2.0, 2.0]]
    """
    ways, items = len(rows.truth), rows.valid.shape[1]
    sides = _sides(rows.truth).astype(np.float64)
    answers = np.hstack([rows.favourable & rows.valid, ~rows.favourable & rows.valid]).astype(np.float64)

    def cells(times: Floats, some: NDArray[np.intp] | slice = slice(None)) -> Floats:
        found = sides[:, some] @ (answers[some] * times[some, None])
        return found.reshape(2, ways, 2, items).transpose(1, 3, 0, 2).reshape(ways * items, 4)

    powers = (rows.w, rows.w**2)
    if rows.replicates is not None:
        n, w2 = cells(np.ones_like(rows.w))[None], cells(powers[1])[None]
        return linearize.cells(n, np.stack([cells(each) for each in (rows.w, *rows.replicates.T)]), w2, sample)
    places = [np.flatnonzero(rows.unit == code) for code in range(sample.stratum.size)]
    there = (rows.w > 0).astype(np.float64)
    n, w, w2 = (np.stack([cells(times, some) for some in places]) for times in (there, *powers))
    return linearize.cells(n, w, w2, sample)


def _sides(truth: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Say who is in the first and who in the second group, shape (2 * readings, respondents)."""
    return np.concatenate([truth == 1, truth == 0])
