"""How strongly two nominal factors hang together, beside Cramér's V."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats
from samkit.stats.nominal import root, summary


def tschuprow(counts: ArrayLike) -> Floats:
    """Give Tschuprow's T of levels by groups.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers are left out.

    Returns
    -------
    T between 0 and 1, shape (...), 1 being within reach of square tables alone; NaN where fewer than two levels or
    groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``sqrt(X^2 / (N sqrt((r - 1)(c - 1))))``.

    References
    ----------
    Tschuprow (1925), Grundbegriffe und Grundprobleme der Korrelationstheorie.

    Examples
    --------
    >>> round(float(tschuprow([[40, 25], [54, 7], [63, 10]])), 6)
    0.249803
    """
    table = summary(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table.statistic / table.total / np.sqrt((table.rows - 1) * (table.columns - 1))
    return np.where(np.isnan(table.smaller), np.nan, root(share))


def contingency_coefficient(counts: ArrayLike) -> Floats:
    """Give Pearson's contingency coefficient of levels by groups.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    ``sqrt(X^2 / (X^2 + N))``, below 1, shape (...); NaN where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    References
    ----------
    Pearson (1904), Drapers' Company Research Memoirs, Biometric Series 1.

    Examples
    --------
    >>> round(float(contingency_coefficient([[40, 25], [54, 7], [63, 10]])), 6)
    0.284768
    """
    table = summary(counts)
    return root(table.statistic / (table.statistic + table.total))


def largest_gap(counts: ArrayLike) -> Floats:
    """Give the largest gap between two groups at any level.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    Largest absolute difference of the shares of a level between any two groups that have answers, shape (...); NaN
    where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Examples
    --------
    >>> round(float(largest_gap([[33, 209], [12, 83], [6, 50]])), 4)
    0.0359
    """
    table = checked(counts)
    base = table.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table / base
    highest = np.max(np.where(base > 0, share, -np.inf), axis=-1)
    lowest = np.min(np.where(base > 0, share, np.inf), axis=-1)
    groups = np.count_nonzero(base[..., 0, :], axis=-1)
    with np.errstate(invalid="ignore"):
        return np.where(groups < 2, np.nan, (highest - lowest).max(axis=-1))
