"""Columns of a design that say nothing of their own."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats

_NOTHING_LEFT = 1e-7


class CollinearError(ValueError):
    """Some columns are constant, or sums of multiples of others; ``columns`` has their positions, counted from 0."""

    def __init__(self, columns: NDArray[np.intp]) -> None:
        self.columns = columns
        found = ", ".join(str(column) for column in columns)
        super().__init__(f"columns that are constant or follow from the columns before them are left out: {found}")


def redundant(x: ArrayLike, weight: ArrayLike | None = None) -> NDArray[np.intp]:
    """Find the columns that are constant or follow from those before them.

    Parameters
    ----------
    x
        Values, shape (rows, columns), any unit.
    weight
        Weights of the rows, shape (rows,), any unit; rows of weight 0 do not count. All alike where left out.

    Returns
    -------
    Positions of the columns, counted from 0, in order. The columns that remain are independent of each other and of a
    constant.

    Notes
    -----
    The columns, around their means and of unit length, are made orthogonal one by one; one of which less than 1e-7 is
    left has nothing of its own.

    References
    ----------
    Chambers and Hastie (1992), Statistical Models in S, section 4.4 (the tolerance).

    Examples
    --------
    >>> redundant([[1, 5, 2], [2, 5, 4], [4, 5, 8], [3, 5, 6]]).tolist()
    [1, 2]
    """
    values = np.asarray(x, dtype=np.float64)
    weights = np.ones(len(values)) if weight is None else np.asarray(weight, dtype=np.float64)
    there = weights > 0
    around, root = _around(values[there], weights[there]), np.sqrt(weights[there] / weights.max(initial=1e-300))
    basis = np.empty((0, root.size))
    found = []
    for place, column in enumerate((around * root[:, None]).T):
        own = _own(column, basis)
        if own is None:
            found.append(place)
        else:
            basis = np.vstack([basis, own])
    return np.array(found, dtype=np.intp)


def _around(x: Floats, weight: Floats) -> Floats:
    if not x.size:
        return x
    first = x - x[0]
    centred = first - weight @ first / weight.sum()
    size = np.abs(centred).max(axis=0)
    # What rounding leaves of a constant is not a spread.
    spread = size > 1e-13 * np.abs(x).max(axis=0)
    return np.asarray(np.where(spread, centred / np.where(spread, size, 1.0), 0.0))


def _own(column: Floats, basis: Floats) -> Floats | None:
    length = float(np.linalg.norm(column))
    if length == 0:
        return None
    left = column / length
    for _ in range(2):  # the second time removes what rounding left the first time
        left = left - basis.T @ (basis @ left)
    rest = float(np.linalg.norm(left))
    return left / rest if rest > _NOTHING_LEFT else None
