"""Statistics of a table of counts, levels by groups."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


def checked(counts: ArrayLike) -> Floats:
    """Check a table of counts.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    The counts as a float64 array.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.
    """
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim < 2:
        raise ValueError("counts of levels by groups are expected, with at least two axes")
    if not np.all((table >= 0) & np.isfinite(table)):
        raise ValueError("counts are expected to be finite and not negative")
    return table


def degrees_of_freedom(counts: ArrayLike) -> Floats:
    """Count the degrees of freedom of a levels by groups table.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    (levels with answers - 1) times (groups with answers - 1), shape (...); NaN where fewer than two groups have any.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Examples
    --------
    >>> float(degrees_of_freedom([[3, 4], [0, 0], [5, 1]]))
    1.0
    """
    table = checked(counts)
    levels = np.count_nonzero(table.sum(axis=-1), axis=-1)
    groups = np.count_nonzero(table.sum(axis=-2), axis=-1)
    return np.where(groups < 2, np.nan, np.maximum(levels - 1, 0) * (groups - 1.0))


def likelihood_ratio_statistic(counts: ArrayLike) -> Floats:
    """Give the likelihood-ratio statistic G of levels by groups.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    Statistics, shape (...); 0 where all answers are at one level, NaN where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``2 sum O log(O / E)``, an empty cell adding nothing.

    References
    ----------
    Wilks (1938), Annals of Mathematical Statistics 9, 60-62.

    Examples
    --------
    >>> float(likelihood_ratio_statistic([[33, 209], [12, 83], [6, 50]]).round(6))
    0.369669
    """
    table = checked(counts)
    expected = _expected(table)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = (table - expected) / expected
        term = np.where(table > 0, table * np.log1p(part), 0.0)
    total = 2 * term.sum(axis=-1).sum(axis=-1)
    return np.where(np.isnan(degrees_of_freedom(table)), np.nan, np.maximum(total, 0.0))


def pearson_statistic(counts: ArrayLike) -> Floats:
    """Give Pearson's chi-square statistic of levels by groups.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    Statistics, shape (...); 0 where all answers are at one level, NaN where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``sum (O - E)^2 / E`` over levels and groups that have answers.

    References
    ----------
    Pearson (1900), Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> float(pearson_statistic([[33, 209], [12, 83], [6, 50]]).round(6))
    0.357087
    """
    table = checked(counts)
    expected = _expected(table)
    with np.errstate(divide="ignore", invalid="ignore"):
        term = np.where(expected > 0, (table - expected) ** 2 / expected, 0.0)
    total = term.sum(axis=-1).sum(axis=-1)
    return np.where(np.isnan(degrees_of_freedom(table)), np.nan, total)


def _expected(table: Floats) -> Floats:
    rows, columns = table.sum(axis=-1, keepdims=True), table.sum(axis=-2, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray(rows * columns / rows.sum(axis=-2, keepdims=True))
