"""The likelihood-ratio test with Williams' correction, for tables with small counts."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked, degrees_of_freedom, likelihood_ratio_statistic
from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail


class Corrected(NamedTuple):
    """A statistic with its degrees of freedom and p-value."""

    statistic: Floats
    df: Floats
    p: Floats


def williams(counts: ArrayLike) -> Corrected:
    """Test by G that the groups answer alike, G being divided so that it is closer to a chi-square.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers take no degree of freedom.

    Returns
    -------
    Corrected G, its degrees of freedom and p, shape (...); 0 and 1 where all answers are at one level, NaN where fewer
    than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``G / q`` with ``q = 1 + (N sum 1 / r - 1) (N sum 1 / c - 1) / (6 N df)`` over the row totals r and column totals c.

    References
    ----------
    Williams (1976), Biometrika 63, 33-37; Sokal and Rohlf (1995), Biometry, 17.4.

    Examples
    --------
    >>> found = williams([[33, 209], [12, 83], [6, 50]])
    >>> round(float(found.statistic), 6), round(float(found.p), 6)
    (0.362556, 0.834203)
    """
    table = checked(counts)
    df, n = degrees_of_freedom(table), table.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = _inverses(table.sum(axis=-1), n) * _inverses(table.sum(axis=-2), n)
        divisor = np.where(df == 0, 1.0, 1 + inner / (6 * n * df))
        statistic = np.asarray(likelihood_ratio_statistic(table) / divisor)
    return Corrected(statistic, df, chi2_tail(statistic, np.nan_to_num(df)))


def _inverses(margin: Floats, n: Floats) -> Floats:
    """Give ``N sum 1 / m - 1`` over the totals that are not 0."""
    there = margin > 0
    return np.asarray((np.where(there, n[..., None], 0.0) / np.where(there, margin, 1.0)).sum(axis=-1) - 1)
