"""Two groups of respondents and the columns that might tell them apart: what every logistic model starts from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.collinear import CollinearError, redundant
from samkit.stats.design import checked_weights
from samkit.stats.interval import Floats
from samkit.stats.logits import Binomial

_SMALL = 1e-100


class Model(NamedTuple):
    """Two groups and what might tell them apart: each distinct row of columns once, in an order of its own.

    Parameters
    ----------
    x
        Distinct rows of the design, shape (patterns, 1 + columns): a constant, then the columns around their means and
        in their standard deviations.
    groups
        Weights of group 1 and of both groups in each pattern, shape (patterns, 1).
    pattern
        Which pattern each row has, shape (rows,).
    y
        Whether each row is in group 1, 1 or 0, shape (rows,).
    weight
        Weights of the rows, shape (rows,).
    back
        Turns coefficients of ``x`` into those of the constant and the columns as they were given, shape (1 + columns,
        1 + columns).
    """

    x: Floats
    groups: Binomial
    pattern: NDArray[np.intp]
    y: Floats
    weight: Floats
    back: Floats


def model(x: ArrayLike, y: ArrayLike, weight: ArrayLike | None = None) -> Model:
    """Check what a logistic model is to explain, and by what.

    Parameters
    ----------
    x
        Columns, shape (rows, columns), finite, any unit, without a constant.
    y
        Whether a row is in group 1, shape (rows,), boolean or 0 and 1.
    weight
        How many respondents a row stands for, shape (rows,), or their sampling weights; 1 where left out. Rows of
        weight 0 have no part.

    Returns
    -------
    The model to fit.

    Raises
    ------
    ValueError
        If shapes do not fit, y is not 0 or 1, a number is not finite, a weight negative, or a group empty.
    CollinearError
        If a column is constant or follows from the columns before it.

    Examples
    --------
    >>> model([[1.0], [1.0], [3.0], [3.0]], [0, 1, 0, 1]).x.tolist()
    [[1.0, -1.0], [1.0, 1.0]]
    """
    columns, group = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    weights = checked_weights(np.ones(group.shape) if weight is None else weight)
    _check(columns, group, weights)
    same = redundant(columns, weights)
    if same.size:
        raise CollinearError(same)
    rows, pattern = np.unique(columns, axis=0, return_inverse=True)
    place = np.asarray(pattern, dtype=np.intp).reshape(-1)
    ones, both = (_summed(part, place, len(rows))[:, None] for part in (weights * group, weights))
    centre = rows.T @ both[:, 0] / both.sum()
    most = np.abs(rows - centre).max(axis=0)
    spread = most * np.sqrt(np.square((rows - centre) / most).T @ both[:, 0] / both.sum())
    if not np.all((spread > _SMALL) & (spread < 1 / _SMALL)):
        raise ValueError(f"columns that vary by more than {_SMALL:g} and less than {1 / _SMALL:g} are expected")
    scaled = np.hstack([np.ones((len(rows), 1)), (rows - centre) / spread])
    return Model(scaled, Binomial(ones, both), place, group, weights, _back(centre, spread))


def side_by_side(data: Model) -> Model:
    """Put the rows of a group side by side, group 0 first, in an order that is the same however they came.

    Parameters
    ----------
    data
        The model.

    Returns
    -------
    The model with its rows by group, then by pattern, then by weight.

    Examples
    --------
    >>> side_by_side(model([[1.0], [1.0], [3.0], [3.0]], [0, 1, 0, 1])).y.tolist()
    [0.0, 0.0, 1.0, 1.0]
    """
    order = np.lexsort([data.weight, data.pattern, data.y])
    return data._replace(pattern=data.pattern[order], y=data.y[order], weight=data.weight[order])


def counted(data: Model, times: Floats) -> Binomial:
    """Count both groups in each pattern when rows are taken more than once, or not at all.

    Parameters
    ----------
    data
        The model.
    times
        How often each row is taken, shape (rows, samples).

    Returns
    -------
    Weights of group 1 and of both groups in each pattern, shape (patterns, samples).

    Examples
    --------
    >>> found = counted(model([[1], [1], [3], [3]], [0, 1, 0, 1]), np.array([[1, 0], [1, 2], [1, 0], [1, 2]]))
    >>> found.ones.tolist(), found.both.tolist()
    ([[1.0, 2.0], [1.0, 2.0]], [[2.0, 2.0], [2.0, 2.0]])
    """
    ones, both = np.zeros((2, len(data.x), times.shape[1]))
    weight = times * data.weight[:, None]
    np.add.at(ones, data.pattern, weight * data.y[:, None])
    np.add.at(both, data.pattern, weight)
    return Binomial(ones, both)


def null_log_likelihood(data: Model) -> float:
    """Give the log likelihood of a model with a constant alone.

    Parameters
    ----------
    data
        The model.

    Returns
    -------
    ``W1 log(W1 / W) + W0 log(W0 / W)`` with the weights of both groups.

    Examples
    --------
    >>> round(null_log_likelihood(model([[0], [0], [1], [1]], [1, 0, 1, 0])), 6)
    -2.772589
    """
    one, both = (float(part.sum()) for part in data.groups)
    return one * float(np.log(one / both)) + (both - one) * float(np.log1p(-one / both))


def turn(data: Model) -> Floats:
    """Find the turn of the design after which its first coefficient is that of the constant of the columns as given.

    Parameters
    ----------
    data
        The model.

    Returns
    -------
    Shape (1 + columns, 1 + columns), orthogonal: the design times it is the design turned, and coefficients of that are
    turned back by it. The constant is the first of them times the length of the first row of ``back``.

    Examples
    --------
    >>> data = model([[1.0], [1.0], [7.0], [7.0]], [0, 1, 0, 1])
    >>> np.abs(data.back @ turn(data))[0].round(9).tolist()
    [1.666666667, 0.0]
    """
    first = data.back[0]
    found, _ = np.linalg.qr(np.column_stack([first, np.eye(len(first))[:, 1:]]))
    return np.asarray(found * np.sign(first @ found[:, 0]))


def _check(x: Floats, y: Floats, weight: Floats) -> None:
    if x.ndim != 2 or not x.shape[1] or y.shape != x.shape[:1] or weight.shape != y.shape:
        raise ValueError(
            f"one or more columns of shape (rows, columns), and a group and a weight for each row are expected, "
            f"got {x.shape}, {y.shape} and {weight.shape}"
        )
    if not np.all(np.isfinite(x)):
        raise ValueError(f"finite numbers are expected; row {np.argwhere(~np.isfinite(x))[0, 0]} has another")
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("groups are expected to be 1 or 0")
    if not (np.any(weight[y == 1] > 0) and np.any(weight[y == 0] > 0)):
        raise ValueError("both groups are expected to have rows, and not all of weight 0")


def _summed(weight: Floats, place: NDArray[np.intp], count: int) -> Floats:
    return np.asarray(np.bincount(place, weight, count), dtype=np.float64)


def _back(centre: Floats, spread: Floats) -> Floats:
    back = np.diag(np.concatenate([[1.0], 1 / spread]))
    back[0, 1:] = -centre / spread
    return back
