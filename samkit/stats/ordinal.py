"""Association of two ordered factors: gamma, Somers' d, tau-b and Stuart's tau-c, with intervals."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import two_sided


class Association(NamedTuple):
    """The measure between -1 and 1, its asymptotic standard error, and the interval."""

    value: Floats
    error: Floats
    interval: Interval


class _Pairs(NamedTuple):
    """Counts, answers that agree and that disagree with those of each cell, and their sums over all answers."""

    counts: Floats
    agree: Floats
    differ: Floats
    agreeing: Floats
    differing: Floats
    total: Floats


def gamma(counts: ArrayLike, level: float = 0.95) -> Association:
    """Give Goodman and Kruskal's gamma: agreeing less disagreeing pairs, over both.

    Parameters
    ----------
    counts
        Answers, shape (..., rows, columns), both ordered, count.
    level
        Scalar confidence level.

    Returns
    -------
    Gamma with standard error and Wald interval cut at -1 and 1, shape (...); NaN, and -1 to 1, where all pairs tie.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the level is not between 0 and 1.

    References
    ----------
    Goodman and Kruskal (1963), Journal of the American Statistical Association 58, 310-364; Brown and Benedetti (1977),
    Journal of the American Statistical Association 72, 309-315.

    Examples
    --------
    >>> found = gamma([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])
    >>> round(float(found.value), 6), round(float(found.interval.upper), 6)
    (0.221101, 0.450736)
    """
    p = _pairs(counts)
    both = p.agreeing + p.differing
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (p.agreeing / both)[..., None, None], (p.differing / both)[..., None, None]
        error = 4 / both * _root_sum(p.counts * (shares[1] * p.agree - shares[0] * p.differ) ** 2)
        return _association((p.agreeing - p.differing) / both, error, level)


def somers_d(counts: ArrayLike, level: float = 0.95) -> Association:
    """Give Somers' d of the columns given the rows: agreeing less disagreeing pairs, over all that differ in the row.

    Parameters
    ----------
    counts
        Answers, shape (..., rows, columns), both ordered, count; the column is explained by the row.
    level
        Scalar confidence level.

    Returns
    -------
    d with standard error and Wald interval cut at -1 and 1, shape (...); NaN, and -1 to 1, where one row has all
    answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the level is not between 0 and 1.

    References
    ----------
    Somers (1962), American Sociological Review 27, 799-811; Brown and Benedetti (1977), Journal of the American
    Statistical Association 72, 309-315.

    Examples
    --------
    >>> found = somers_d([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])
    >>> round(float(found.value), 6), round(float(found.interval.upper), 6)
    (0.163778, 0.335869)
    """
    p = _pairs(counts)
    untied, rows = _untied(p, -1), p.counts.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (p.agreeing - p.differing) / untied
        parts = p.agree - p.differ - value[..., None, None] * (p.total[..., None, None] - rows)
        return _association(value, 2 / untied * _root_sum(p.counts * parts**2), level)


def tau_b(counts: ArrayLike, level: float = 0.95) -> Association:
    """Give Kendall's tau-b: agreeing less disagreeing pairs, over the pairs that are untied on either side.

    Parameters
    ----------
    counts
        Answers, shape (..., rows, columns), both ordered, count.
    level
        Scalar confidence level.

    Returns
    -------
    tau-b with standard error and Wald interval cut at -1 and 1, shape (...); NaN, and -1 to 1, where one row or one
    column has all answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the level is not between 0 and 1.

    References
    ----------
    Kendall (1945), Biometrika 33, 239-251; Brown and Benedetti (1977), Journal of the American Statistical Association
    72, 309-315.

    Examples
    --------
    >>> found = tau_b([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])
    >>> round(float(found.value), 6), round(float(found.interval.upper), 6)
    (0.152352, 0.312748)
    """
    p = _pairs(counts)
    by_row, by_column = _untied(p, -1), _untied(p, -2)
    rows, columns = p.counts.sum(axis=-1, keepdims=True), p.counts.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        both = np.sqrt(by_row) * np.sqrt(by_column)
        value = (p.agreeing - p.differing) / both
        # In parts of the untied pairs, and around the mean, so that nothing cancels.
        pull = (rows - p.total[..., None, None]) / by_row[..., None, None]
        pull = pull + (columns - p.total[..., None, None]) / by_column[..., None, None]
        parts = 2 * (p.agree - p.differ) / both[..., None, None] + value[..., None, None] * pull
        return _association(value, _root_sum(p.counts * parts**2), level)


def tau_c(counts: ArrayLike, level: float = 0.95) -> Association:
    """Give Stuart's tau-c: agreeing less disagreeing pairs, over the most that a table of its size can have.

    Parameters
    ----------
    counts
        Answers, shape (..., rows, columns), both ordered, count.
    level
        Scalar confidence level.

    Returns
    -------
    tau-c with standard error and Wald interval cut at -1 and 1, shape (...); NaN, and -1 to 1, without answers. Empty
    rows and columns count, as they could have been chosen.

    Raises
    ------
    ValueError
        If a count is negative or not finite, the level is not between 0 and 1, or there is one row or column only.

    References
    ----------
    Stuart (1953), Biometrika 40, 105-110; Brown and Benedetti (1977), Journal of the American Statistical Association
    72, 309-315.

    Examples
    --------
    >>> found = tau_c([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])
    >>> round(float(found.value), 6), round(float(found.interval.upper), 6)
    (0.139468, 0.287108)
    """
    p = _pairs(counts)
    smaller = min(p.counts.shape[-2:])
    if smaller < 2:
        raise ValueError("at least two rows and two columns are expected")
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = smaller / (smaller - 1) / p.total**2
        excess = p.agreeing - p.differing
        parts = p.agree - p.differ - (excess / p.total)[..., None, None]
        return _association(excess * scale, 2 * scale * _root_sum(p.counts * parts**2), level)


def _pairs(counts: ArrayLike) -> _Pairs:
    table = checked(counts)
    before = np.cumsum(np.cumsum(table, axis=-2), axis=-1)
    padded = np.zeros((*table.shape[:-2], table.shape[-2] + 1, table.shape[-1] + 1))
    padded[..., 1:, 1:] = before
    everything, down, across = padded[..., -1:, -1:], padded[..., :, -1:], padded[..., -1:, :]
    above_left = padded[..., :-1, :-1]
    below_right = everything - down[..., 1:, :] - across[..., 1:] + padded[..., 1:, 1:]
    above_right = down[..., :-1, :] - padded[..., :-1, 1:]
    below_left = across[..., :-1] - padded[..., 1:, :-1]
    agree, differ = above_left + below_right, above_right + below_left
    sums = [(table * side).sum(axis=-1).sum(axis=-1) for side in (agree, differ)]
    return _Pairs(table, agree, differ, sums[0], sums[1], table.sum(axis=-1).sum(axis=-1))


def _untied(pairs: _Pairs, axis: int) -> Floats:
    sizes = pairs.counts.sum(axis=axis)
    return np.asarray((sizes * (pairs.total[..., None] - sizes)).sum(axis=-1))


def _root_sum(parts: Floats) -> Floats:
    return np.asarray(np.sqrt(parts.sum(axis=-1).sum(axis=-1)))


def _association(value: Floats, error: Floats, level: float) -> Association:
    half = two_sided(level) * error
    unknown = np.isnan(value) | np.isnan(error)
    lower, upper = np.maximum(value - half, -1.0), np.minimum(value + half, 1.0)
    return Association(value, error, Interval(np.where(unknown, -1.0, lower), np.where(unknown, 1.0, upper)))
