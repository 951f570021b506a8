"""Tests that two groups share one proportion."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import crosstable
from samkit.stats.exact import boschloo, fisher, fisher_mid_p
from samkit.stats.fourfold import Fourfold, fourfold
from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail_1

__all__ = [
    "boschloo",
    "fisher",
    "fisher_mid_p",
    "likelihood_ratio",
    "likelihood_ratio_statistic",
    "pearson",
    "pearson_statistic",
    "score",
    "score_statistic",
]


def pearson_statistic(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give Pearson's chi-square statistic, without continuity correction.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Statistics with one degree of freedom; 0 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    Notes
    -----
    ``N (x1 y0 - x0 y1)^2 / (n1 n0 (x1 + x0) (y1 + y0))`` with y = n - x and N = n1 + n0.

    References
    ----------
    Pearson (1900), Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> float(pearson_statistic(28, 51, 62, 346).round(6))
    34.678275
    """
    table = fourfold(x1, n1, x0, n0)
    return _pearson(table)


def score_statistic(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the score statistic: Pearson's chi-square times (N - 1) / N.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Statistics with one degree of freedom; 0 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226; Campbell (2007), the same journal 26, 3661-3675.

    Examples
    --------
    >>> float(score_statistic(28, 51, 62, 346).round(6))
    34.590924
    """
    table = fourfold(x1, n1, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(_pearson(table) * ((table.total - 1) / table.total))


def likelihood_ratio_statistic(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the likelihood-ratio statistic G.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Statistics with one degree of freedom; 0 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    Notes
    -----
    ``2 sum O log(O / E)`` over the four cells, an empty cell adding nothing.

    References
    ----------
    Wilks (1938), Annals of Mathematical Statistics 9, 60-62.

    Examples
    --------
    >>> float(likelihood_ratio_statistic(28, 51, 62, 346).round(6))
    29.43152
    """
    table = fourfold(x1, n1, x0, n0)
    rows = (np.stack([table.x1, table.x0], axis=-1), np.stack([table.y1, table.y0], axis=-1))
    return crosstable.likelihood_ratio_statistic(np.stack(rows, axis=-2))


def score(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Test equal proportions by the score test, the test that the default intervals invert.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Two-sided p-values; 1 where all answers are alike, NaN where a group is empty and there is nothing to test.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> round(float(score(7, 34, 1, 34)), 4)
    0.025
    """
    return chi2_tail_1(score_statistic(x1, n1, x0, n0))


def pearson(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Test equal proportions by Pearson's chi-square, without continuity correction.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Two-sided p-values; 1 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    References
    ----------
    Pearson (1900), Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> round(float(pearson(7, 34, 1, 34)), 4)
    0.0239
    """
    return chi2_tail_1(pearson_statistic(x1, n1, x0, n0))


def likelihood_ratio(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Test equal proportions by the likelihood-ratio statistic G.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Two-sided p-values; 1 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    References
    ----------
    Wilks (1938), Annals of Mathematical Statistics 9, 60-62.

    Examples
    --------
    >>> round(float(likelihood_ratio(7, 34, 1, 34)), 4)
    0.0173
    """
    return chi2_tail_1(likelihood_ratio_statistic(x1, n1, x0, n0))


def _pearson(table: Fourfold) -> Floats:
    margins = (table.n1 * table.n0) * ((table.x1 + table.x0) * (table.y1 + table.y0))
    alike = (margins == 0) & ~table.empty
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(alike, 0.0, table.total * table.cross**2 / margins)
