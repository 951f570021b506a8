"""Cramér's V: how strongly two nominal factors hang together."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.nominal import root, summary


def cramers_v(counts: ArrayLike) -> Floats:
    """Give Cramér's V of levels by groups.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers are left out.

    Returns
    -------
    V between 0 and 1, shape (...); NaN where fewer than two levels or groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``sqrt(X^2 / (N (min(r, c) - 1)))``.

    References
    ----------
    Cramér (1946), Mathematical Methods of Statistics, 21.9.

    Examples
    --------
    >>> round(float(cramers_v([[40, 25], [54, 7], [63, 10]])), 6)
    0.297068
    """
    table = summary(counts)
    return root(table.statistic / table.total / table.smaller)


def cramers_v_corrected(counts: ArrayLike) -> Floats:
    """Give Cramér's V with Bergsma's correction of its bias.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers are left out.

    Returns
    -------
    V between 0 and 1, shape (...), near 0 where nothing hangs together, which the plain V never is in a small sample;
    NaN where fewer than two levels or groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``max(0, X^2 / N - (r - 1)(c - 1) / (N - 1))``, over the smaller of ``r - 1 - (r - 1)^2 / (N - 1)`` and the same of
    c; then the root.

    References
    ----------
    Bergsma (2013), Journal of the Korean Statistical Society 42, 323-328.

    Examples
    --------
    >>> round(float(cramers_v_corrected([[40, 25], [54, 7], [63, 10]])), 6)
    0.280259
    """
    table = summary(counts)
    r, c, n = table.rows - 1, table.columns - 1, table.total - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        square = np.maximum(table.statistic / table.total - r * c / n, 0.0)
        least = np.minimum(r - r**2 / n, c - c**2 / n)
        share = np.where(square == 0, 0.0, square / least)
    return np.where(np.isnan(table.smaller), np.nan, root(share))
