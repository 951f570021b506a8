"""Where a table of levels by groups departs from independence, cell by cell."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats


def expected(counts: ArrayLike) -> Floats:
    """Give the counts to expect if groups answered alike.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    ``row total times column total / N``, shape (..., levels, groups); NaN where there are no answers at all.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Examples
    --------
    >>> expected([[3, 5], [1, 7]]).tolist()
    [[2.0, 6.0], [2.0, 6.0]]
    """
    table = checked(counts)
    rows, columns = table.sum(axis=-1, keepdims=True), table.sum(axis=-2, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray(rows * (columns / rows.sum(axis=-2, keepdims=True)))


def pearson(counts: ArrayLike) -> Floats:
    """Give Pearson's residuals, whose squares add up to his chi-square statistic.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    ``(O - E) / sqrt E``, shape (..., levels, groups), no unit; NaN in a level or group without answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    References
    ----------
    Pearson (1900), Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> pearson([[3, 5], [1, 7]]).round(4).tolist()
    [[0.7071, -0.4082], [-0.7071, 0.4082]]
    """
    table, mean = checked(counts), expected(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((table - mean) / np.sqrt(mean))


def adjusted(counts: ArrayLike) -> Floats:
    """Give adjusted residuals: how many standard errors a cell is from independence.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    Residuals, shape (..., levels, groups), close to standard normal under independence; NaN in a level or group without
    answers or with all of them.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``(O - E) / sqrt(E (1 - r) (1 - c))`` with r and c the shares of the cell's level and group in all answers. In a
    table of two by two every one squares to Pearson's statistic.

    References
    ----------
    Haberman (1973), Biometrics 29, 205-220.

    Examples
    --------
    >>> adjusted([[3, 5], [1, 7]]).round(4).tolist()
    [[1.1547, -1.1547], [-1.1547, 1.1547]]
    """
    table = checked(counts)
    total = table.sum(axis=(-2, -1), keepdims=True)
    other_rows, other_columns = total - table.sum(axis=-1, keepdims=True), total - table.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Of whole numbers, so that a level with all the answers leaves exactly nothing.
        spread = np.sqrt(other_rows / total) * np.sqrt(other_columns / total)
        return np.asarray(np.where(spread > 0, pearson(table) / spread, np.nan))
