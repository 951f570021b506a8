"""Independence of rows and columns in a table from a complex sample."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail

_NOTHING = 1e-12
"""Design effects that add up to less are rounding, and no variance to hold a distance against."""


class DesignTest(NamedTuple):
    """A statistic, its degrees of freedom and p, each of one shape; the second ones are infinite for a chi-square."""

    statistic: Floats
    df: Floats
    df_error: Floats
    p: Floats


class Table(NamedTuple):
    """Tables of one shape with no empty row or column: cells (tables, rows, columns), covariances of the flat cells."""

    cells: Floats
    covariance: Floats
    n: Floats
    df: Floats


def second_order(shares: ArrayLike, covariance: ArrayLike, n: ArrayLike, df: ArrayLike) -> DesignTest:
    """Test independence by Pearson's statistic with the Rao-Scott correction of the second order.

    Parameters
    ----------
    shares
        Shares of the cells in the whole, shape (..., rows, columns), fraction.
    covariance
        Their covariances, rows and columns flattened, shape (..., cells, cells).
    n
        Answers, shape (...), count; the p does not depend on it.
    df
        Degrees of freedom of the design, shape (...).

    Returns
    -------
    F with its degrees of freedom, shape (...); NaN where fewer than two rows or columns have an answer, or the design
    leaves the table no variance.

    Raises
    ------
    ValueError
        If the covariances are not those of the cells.

    Notes
    -----
    With D the design effects of the interactions, ``D = (C' P^-1 C / n)^-1 C' P^-1 V P^-1 C`` for the contrasts C and
    shares P (the inverse of 0 taken as 0): ``F = X^2 / tr D`` on ``d = (tr D)^2 / tr D^2`` and ``d df``.

    References
    ----------
    Rao and Scott (1984), The Annals of Statistics 12, 46-60; Thomas and Rao (1987), Journal of the American
    Statistical Association 82, 630-636.

    Examples
    --------
    >>> p = np.array([[0.2, 0.3], [0.3, 0.2]])
    >>> plain = (np.diag(p.ravel()) - np.outer(p, p)) / 100
    >>> found = second_order(p, plain, 100, 99)
    >>> float(found.statistic.round(9)), float(found.df.round(9))
    (4.0, 1.0)
    """
    return _each(_second, shares, covariance, n, df)


def first_order(shares: ArrayLike, covariance: ArrayLike, n: ArrayLike) -> DesignTest:
    """Test independence by Pearson's statistic over the mean design effect of the interactions.

    Parameters
    ----------
    shares
        Shares of the cells in the whole, shape (..., rows, columns), fraction.
    covariance
        Their covariances, rows and columns flattened, shape (..., cells, cells).
    n
        Answers, shape (...), count.

    Returns
    -------
    Pearson's statistic as it stands, the degrees of freedom of the table, and p of the corrected statistic.

    Raises
    ------
    ValueError
        If the covariances are not those of the cells.

    References
    ----------
    Rao and Scott (1981), Journal of the American Statistical Association 76, 221-230.

    Examples
    --------
    >>> p = np.array([[0.2, 0.3], [0.3, 0.2]])
    >>> plain = (np.diag(p.ravel()) - np.outer(p, p)) / 100
    >>> float(first_order(p, plain, 100).p.round(6))
    0.0455
    """
    return _each(_first, shares, covariance, n, np.inf)


def wald(totals: ArrayLike, covariance: ArrayLike, df: ArrayLike, *, adjusted: bool = False) -> DesignTest:
    """Test independence by the Wald statistic of observed less expected totals.

    Parameters
    ----------
    totals
        Weighted totals of the cells, shape (..., rows, columns), any unit.
    covariance
        Their covariances, rows and columns flattened, shape (..., cells, cells).
    df
        Degrees of freedom of the design, shape (...).
    adjusted
        Whether the F allows for the covariances being estimated, which matters when clusters are few.

    Returns
    -------
    F with its degrees of freedom; NaN where fewer than two rows or columns have an answer.

    Raises
    ------
    ValueError
        If the covariances are not those of the cells.

    Notes
    -----
    With ``W = Y' V^-1 Y`` over k = (rows - 1)(columns - 1) cells, ``F = W / k`` on k and df, adjusted
    ``F = W (df - k + 1) / (k df)`` on k and df - k + 1. Both are poor where k is large against df.

    References
    ----------
    Koch, Freeman and Freeman (1975), International Statistical Review 43, 59-78; Fellegi (1980), Journal of the
    American Statistical Association 75, 261-268.

    Examples
    --------
    >>> found = wald([[20, 30], [30, 20]], np.diag([20.0, 30, 30, 20]), 99)
    >>> float(found.df), float(found.df_error), float(found.statistic.round(6))
    (1.0, 99.0, 4.0)
    """
    return _each(_adjusted if adjusted else _wald, totals, covariance, 1.0, df)


def _each(
    test: Callable[[Table], tuple[Floats, ...]], cells: ArrayLike, covariance: ArrayLike, n: ArrayLike, df: ArrayLike
) -> DesignTest:
    table, cov = np.asarray(cells, dtype=np.float64), np.asarray(covariance, dtype=np.float64)
    lead, (rows, columns) = table.shape[:-2], table.shape[-2:]
    if cov.shape != (*lead, rows * columns, rows * columns):
        raise ValueError(f"covariances of {rows * columns} cells are expected, got shape {cov.shape}")
    flat, wide = table.reshape(-1, rows, columns), cov.reshape(-1, rows * columns, rows * columns)
    counts, freedom = (np.broadcast_to(np.asarray(part, dtype=np.float64), lead).ravel() for part in (n, df))
    found = np.full((4, flat.shape[0]), np.nan)
    for which, row, column in _patterns(flat):
        if np.count_nonzero(row) > 1 and np.count_nonzero(column) > 1:
            kept = np.flatnonzero(np.outer(row, column).ravel())
            part = Table(
                flat[which][:, row][:, :, column], wide[which][:, kept][:, :, kept], counts[which], freedom[which]
            )
            with np.errstate(invalid="ignore", divide="ignore"):
                found[:, which] = test(part)
    return DesignTest(*(np.asarray(part.reshape(lead)) for part in found))


def _patterns(flat: Floats) -> Iterator[tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]]:
    filled = np.concatenate([flat.sum(axis=2) > 0, flat.sum(axis=1) > 0], axis=1)
    kinds, place = np.unique(filled, axis=0, return_inverse=True)
    for number, kind in enumerate(kinds):
        yield np.flatnonzero(place.ravel() == number), kind[: flat.shape[1]], kind[flat.shape[1] :]


def _second(table: Table) -> tuple[Floats, ...]:
    effects = _design_effects(table)
    trace = np.trace(effects, axis1=-2, axis2=-1)
    trace = np.where(trace > _NOTHING, trace, np.nan)
    d = trace**2 / np.trace(effects @ effects, axis1=-2, axis2=-1)
    statistic, df_error = _pearson(table) / trace, d * table.df
    return statistic, d, df_error, _f_tail(statistic, d, df_error)


def _first(table: Table) -> tuple[Floats, ...]:
    effects = _design_effects(table)
    k = np.full(table.n.shape, float(effects.shape[-1]))
    statistic = _pearson(table)
    p = chi2_tail(statistic / (np.trace(effects, axis1=-2, axis2=-1) / k), k)
    return statistic, k, np.full(k.shape, np.inf), p


def _wald(table: Table) -> tuple[Floats, ...]:
    quadratic, k = _quadratic(table)
    return quadratic / k, k, table.df, _f_tail(quadratic / k, k, table.df)


def _adjusted(table: Table) -> tuple[Floats, ...]:
    quadratic, k = _quadratic(table)
    df_error = table.df - k + 1
    statistic = quadratic * df_error / (k * table.df)
    return statistic, k, df_error, _f_tail(statistic, k, df_error)


def _pearson(table: Table) -> Floats:
    p = table.cells
    expected = p.sum(axis=2, keepdims=True) * p.sum(axis=1, keepdims=True)
    return np.asarray(table.n * ((p - expected) ** 2 / expected).sum(axis=(1, 2)))


def _design_effects(table: Table) -> Floats:
    rows, columns = table.cells.shape[1:]
    p = table.cells.reshape(-1, rows * columns)
    contrasts = np.kron(_contrasts(rows), _contrasts(columns))
    scaled = np.where(p == 0, 0.0, 1 / p)[:, :, None] * contrasts
    plain = contrasts.T @ scaled / table.n[:, None, None]
    return np.asarray(np.linalg.pinv(plain, hermitian=True) @ (np.swapaxes(scaled, 1, 2) @ table.covariance @ scaled))


def _contrasts(levels: int) -> Floats:
    return np.eye(levels)[:, 1:] - 1 / levels


def _quadratic(table: Table) -> tuple[Floats, Floats]:
    count, rows, columns = table.cells.shape
    whole = table.cells.sum(axis=(1, 2))[:, None]
    row, column = table.cells.sum(axis=2) / whole, table.cells.sum(axis=1) / whole
    outer = (row[:, :, None] * column[:, None, :]).reshape(count, -1)
    y = table.cells.reshape(count, -1) - whole * outer
    in_row, in_column = np.repeat(np.eye(rows), columns, axis=0), np.tile(np.eye(columns), (rows, 1))
    slope = np.eye(rows * columns) - (in_row @ in_row.T) * (in_column @ column.T).T[:, :, None]
    slope = slope - (in_column @ in_column.T) * (in_row @ row.T).T[:, :, None] + outer[:, :, None]
    free = np.arange(rows * columns).reshape(rows, columns)[1:, 1:].ravel()
    spread = (slope @ table.covariance @ np.swapaxes(slope, 1, 2))[:, free][:, :, free]
    quadratic = (y[:, free] * _solved(spread, y[:, free])).sum(axis=1)
    return np.asarray(quadratic), np.full(count, float(free.size))


def _solved(matrix: Floats, vector: Floats) -> Floats:
    possible = np.linalg.matrix_rank(matrix, hermitian=True) == matrix.shape[-1]
    safe = np.where(possible[:, None, None], matrix, np.eye(matrix.shape[-1]))
    return np.asarray(np.where(possible[:, None], np.linalg.solve(safe, vector[:, :, None])[:, :, 0], np.nan))


def _f_tail(statistic: Floats, df: Floats, df_error: Floats) -> Floats:
    from scipy.special import fdtrc

    return np.asarray(np.where(df_error > 0, fdtrc(df, df_error, statistic), np.nan), dtype=np.float64)
