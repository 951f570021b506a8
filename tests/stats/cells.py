"""Tables of levels by groups in a complex sample, row by row: what `samkit.stats.dependence` gives from counts alone.

A reference to hold it against: it goes from respondents to the tests by another way, and keeps one score for each.
"""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import rao_scott
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats
from samkit.stats.plan import Plan, covariance, degrees_of_freedom, ratio, total
from samkit.stats.rao_scott import DesignTest


def members(levels: ArrayLike, groups: ArrayLike) -> Floats:
    """Say which cell of its tables each row is in.

    Parameters
    ----------
    levels
        Whether each row gave each level, shape (rows, ..., levels): 1 or 0, all 0 without a valid answer.
    groups
        Whether each row is in each group, shape (rows, groups) or (rows, ..., groups).

    Returns
    -------
    Membership of the cells, levels before groups, shape (rows, ..., levels, groups).

    Raises
    ------
    ValueError
        If a row is in more than one cell of a table.

    Examples
    --------
    >>> members([[1, 0], [0, 1]], [[1, 0], [1, 0]]).tolist()
    [[[1.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [1.0, 0.0]]]
    """
    row, column = np.asarray(levels, dtype=np.float64), np.asarray(groups, dtype=np.float64)
    column = column.reshape(column.shape[:1] + (1,) * (row.ndim - column.ndim) + column.shape[1:])
    found = row[..., :, None] * column[..., None, :]
    if np.any(found.sum(axis=(-2, -1)) > 1):
        raise ValueError("a row is expected in one cell of a table at most")
    return found


def shares(cell: ArrayLike, plan: Plan) -> Estimator:
    """Estimate the share of each cell in its table.

    Parameters
    ----------
    cell
        Membership, shape (rows, ..., levels, groups).
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    Estimator of shape (..., levels, groups).

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> shares([[[1, 0]], [[0, 1]]], design([3, 1])).value.tolist()
    [[0.75, 0.25]]
    """
    member = np.asarray(cell, dtype=np.float64)
    return ratio(member, member.sum(axis=(-2, -1), keepdims=True), plan)


def independence(cell: ArrayLike, plan: Plan) -> DesignTest:
    """Test that levels and groups are independent: Rao and Scott's second-order F.

    Parameters
    ----------
    cell
        Membership, shape (rows, ..., levels, groups).
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    F, its degrees of freedom and p, shape (...); NaN where fewer than two levels or groups have an answer.

    References
    ----------
    Rao and Scott (1984), The Annals of Statistics 12, 46-60.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> cell = np.repeat(np.eye(4), [17, 23, 233, 124], axis=0).reshape(-1, 2, 2)
    >>> found = independence(cell, design(np.ones(397)))
    >>> float(found.statistic.round(6)), float(found.p.round(8))
    (7.975237, 0.00498177)
    """
    member = np.asarray(cell, dtype=np.float64)
    found = shares(member, plan)
    n = np.tensordot((plan.weight != 0).astype(np.float64), member.sum(axis=(-2, -1)), 1)
    return rao_scott.second_order(found.value, _flat(found, plan), n, degrees_of_freedom(plan))


def wald(cell: ArrayLike, plan: Plan, *, adjusted: bool = True) -> DesignTest:
    """Test that levels and groups are independent, by the Wald statistic of the weighted totals.

    Parameters
    ----------
    cell
        Membership, shape (rows, ..., levels, groups).
    plan
        Design or replicates, of as many rows.
    adjusted
        Whether the F allows for the covariances being estimated.

    Returns
    -------
    F, its degrees of freedom and p, shape (...); NaN where fewer than two levels or groups have an answer.

    References
    ----------
    Koch, Freeman and Freeman (1975), International Statistical Review 43, 59-78.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> cell = np.repeat(np.eye(4), [17, 23, 233, 124], axis=0).reshape(-1, 2, 2)
    >>> float(wald(cell, design(np.ones(397))).df_error)
    396.0
    """
    found = total(cell, plan)
    return rao_scott.wald(found.value, _flat(found, plan), degrees_of_freedom(plan), adjusted=adjusted)


def _flat(found: Estimator, plan: Plan) -> Floats:
    rows, lead = found.score.shape[:1], found.value.shape[:-2]
    cells = found.value.shape[-2] * found.value.shape[-1]
    flat = Estimator(found.value.reshape(*lead, cells), found.score.reshape(*rows, *lead, cells))
    return covariance(flat, plan)
