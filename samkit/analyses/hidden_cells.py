"""Which cells of a table of two questions are kept back, so that no small one can be worked out from the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import disclosure

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Hidden(NamedTuple):
    """Cells, **shape** (rows, columns), and totals of rows and of columns that are not shown."""

    cells: NDArray[np.bool_]
    rows: NDArray[np.bool_]
    columns: NDArray[np.bool_]


def hidden(n: NDArray[np.int64], least: int) -> Hidden:
    """Choose the cells and totals that are not shown.

    Parameters
    ----------
    n
        Answers of both groups in each cell, **shape** (2, rows, columns), count.
    least
        A cell that fewer gave is not shown.

    Notes
    -----
    Totals are shown, so in each row and each column that has a hidden cell there are two of them at least, as many
    answers as one cell must have together, and some of both groups; otherwise the next smallest cell of that line is
    hidden as well. Of a total that is hidden no cell is shown.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (secondary suppression).

    Examples
    --------
    >>> table = np.array([[[9, 20, 30], [4, 15, 25]], [[30, 40, 50], [1, 20, 30]]])
    >>> hidden(table, 10).cells.astype(int).tolist()
    [[1, 1, 0], [1, 1, 0]]
    """
    rows, columns = (_line(n.sum(axis=axis), least) for axis in (2, 1))
    base = n.sum(axis=0)
    kept = (base > 0) & ((base < least) | rows[:, None] | columns[None, :])
    while True:
        before = kept.copy()
        for row in range(base.shape[0]):
            kept[row] = _line(n[:, row], least, kept[row])
        for column in range(base.shape[1]):
            kept[:, column] = _line(n[:, :, column], least, kept[:, column])
        if np.array_equal(kept, before):
            return Hidden(kept, rows, columns)


def _line(n: NDArray[np.int64], least: int, known: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Choose the hidden places of one line, beside those that are known to be hidden."""
    already = np.flatnonzero(known).tolist() if known is not None else ()
    found = np.zeros(n.shape[1], dtype=bool)
    found[sorted(disclosure.hidden(n, least, already))] = True
    return found
