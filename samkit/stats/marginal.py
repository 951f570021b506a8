"""Average marginal effects: by how much the probability of group 1 changes over all rows, in shares."""

from typing import NamedTuple

import numpy as np

from samkit.stats.binary import Model
from samkit.stats.interval import Floats
from samkit.stats.logits import fitted


class Effects(NamedTuple):
    """Average effects of the columns on the probability of group 1 and their standard errors, shape (columns,)."""

    value: Floats
    error: Floats


def slopes(data: Model, coefficients: Floats, covariance: Floats) -> Effects:
    """Give the average change of the probability per unit of each column.

    Parameters
    ----------
    data
        The model.
    coefficients
        Its coefficients, shape (1 + columns,), the constant first, by whatever method.
    covariance
        Their covariance, shape (1 + columns, 1 + columns).

    Returns
    -------
    The weighted mean over the rows of ``p q b``, fraction per unit of the column.

    References
    ----------
    Bartus (2005), The Stata Journal 5, 309-329.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> slopes(model([[0], [0], [1], [1]], [1, 0, 1, 0]), np.zeros(2), np.eye(2)).error.tolist()
    [0.25]
    """
    p, x, share = _rows(data, coefficients[None, :])
    v, bend = p * (1 - p), p * (1 - p) * (1 - 2 * p)
    level, b = float(share @ v[:, 0]), coefficients[1:]
    by = b[:, None] * (share * bend[:, 0] @ x)[None, :]
    by[np.arange(len(b)), np.arange(len(b)) + 1] += level
    return Effects(level * b, _error(by, covariance))


def switches(data: Model, coefficients: Floats, covariance: Floats) -> Effects:
    """Give the average change of the probability when each column goes from 0 to 1, as an item ticked or not.

    Parameters
    ----------
    data
        The model.
    coefficients
        Its coefficients, shape (1 + columns,), the constant first, by whatever method.
    covariance
        Their covariance, shape (1 + columns, 1 + columns).

    Returns
    -------
    The weighted mean over the rows of ``p`` with 1 in the column less ``p`` with 0, fraction.

    References
    ----------
    Bartus (2005), The Stata Journal 5, 309-329.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> data = model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23])
    >>> found = switches(data, np.array([-1.52184, 1.71855]), np.zeros((2, 2)))
    >>> round(float(found.value[0]), 5), round(28 / 51 - 62 / 346, 5)
    (0.36983, 0.36983)
    """
    _, x, share = _rows(data, coefficients[None, :])
    on, off = (_with(x, coefficients, value) for value in (1.0, 0.0))
    slope_on, slope_off = on * (1 - on) * share[:, None], off * (1 - off) * share[:, None]
    by = (slope_on - slope_off).T @ x
    own = np.arange(by.shape[0])
    by[own, own + 1] = slope_on.sum(axis=0)
    return Effects(share @ (on - off), _error(by, covariance))


def _rows(data: Model, coefficients: Floats) -> tuple[Floats, Floats, Floats]:
    x = data.x @ np.linalg.inv(data.back)
    both = data.groups.both[:, 0]
    return fitted(x, coefficients).p, x, both / both.sum()


def _with(x: Floats, coefficients: Floats, value: float) -> Floats:
    eta = (x @ coefficients)[:, None] + (value - x[:, 1:]) * coefficients[1:]
    return fitted(eta.reshape(-1, 1), np.ones((1, 1))).p.reshape(eta.shape)


def _error(by: Floats, covariance: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ij,jk,ik->i", by, covariance, by)))
