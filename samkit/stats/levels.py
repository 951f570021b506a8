"""Tests over all levels of a question, and the likelihood ratio of each level."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import ratio
from samkit.stats.crosstable import checked, degrees_of_freedom, likelihood_ratio_statistic, pearson_statistic
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import chi2_tail

__all__ = [
    "degrees_of_freedom",
    "likelihood_ratio",
    "likelihood_ratio_statistic",
    "pearson",
    "pearson_statistic",
    "ratios",
]


def likelihood_ratio(counts: ArrayLike) -> Floats:
    """Test by G that the groups answer alike over all levels.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers take no degree of freedom.

    Returns
    -------
    p-values, shape (...); 1 where all answers are at one level, NaN where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    References
    ----------
    Wilks (1938), Annals of Mathematical Statistics 9, 60-62.

    Examples
    --------
    >>> float(likelihood_ratio([[33, 209], [12, 83], [6, 50]]).round(6))
    0.831242
    """
    return chi2_tail(likelihood_ratio_statistic(counts), np.nan_to_num(degrees_of_freedom(counts)))


def pearson(counts: ArrayLike) -> Floats:
    """Test by Pearson's chi-square that the groups answer alike over all levels.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers take no degree of freedom.

    Returns
    -------
    p-values, shape (...); 1 where all answers are at one level, NaN where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    References
    ----------
    Pearson (1900), Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> float(pearson([[33, 209], [12, 83], [6, 50]]).round(6))
    0.836488
    """
    return chi2_tail(pearson_statistic(counts), np.nan_to_num(degrees_of_freedom(counts)))


def ratios(counts: ArrayLike, level: float = 0.95) -> tuple[Floats, Interval]:
    """Give the likelihood ratio of every level, P(level | group 1) / P(level | group 0).

    Parameters
    ----------
    counts
        Answers, shape (..., levels, 2), count: group 1 in the first column, group 0 in the second.
    level
        Scalar confidence level.

    Returns
    -------
    Estimates and Miettinen-Nurminen bounds, shape (..., levels).

    Raises
    ------
    ValueError
        If there are not two groups, a count is negative or not finite, or the level is not between 0 and 1.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> estimates, bounds = ratios([[3, 98], [11, 125], [26, 134]])
    >>> estimates.round(3).tolist()
    [0.273, 0.785, 1.732]
    """
    table = checked(counts)
    if table.shape[-1] != 2:
        raise ValueError(f"two groups are expected on the last axis, got {table.shape[-1]}")
    base = table.sum(axis=-2, keepdims=True)
    cells = (table[..., 0], base[..., 0], table[..., 1], base[..., 1])
    return ratio.estimate(*cells), ratio.miettinen_nurminen(*cells, level)
