"""The interval of Cramér's V."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.cramer import cramers_v
from samkit.stats.crosstable import degrees_of_freedom
from samkit.stats.interval import Interval
from samkit.stats.nominal import root, summary
from samkit.stats.noncentral import noncentrality
from samkit.stats.normal import alpha, two_sided


def v_interval(counts: ArrayLike, level: float = 0.95, *, cautious: bool = False) -> Interval:
    """Give the interval of Cramér's V.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers are left out.
    level
        Scalar confidence level.
    cautious
        Whether a statistic below its degrees of freedom is taken for that many, so that a table that happens to fit
        independence better than chance is no proof of independence.

    Returns
    -------
    Bounds within 0 and 1, shape (...); both 0 where the statistic is in the lower tail even under independence, unless
    ``cautious``; vacuous (0 to 1) where fewer than two levels or groups have answers. The
    non-centrality already stands clear of the bias of V, so this is the interval of the corrected V too.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the level is not between 0 and 1.

    Notes
    -----
    ``sqrt(d / (N (min(r, c) - 1)))`` for the d at which Pearson's statistic is at the tails of the non-central
    chi-square distribution; the lower bound is 0 where the test at ``alpha / 2`` does not reject.

    References
    ----------
    Smithson (2003), Confidence Intervals, 4.3.

    Examples
    --------
    >>> [round(float(bound), 6) for bound in v_interval([[40, 25], [54, 7], [63, 10]])]
    [0.1461, 0.428958]
    """
    table, df = summary(counts), degrees_of_freedom(counts)
    tail = alpha(level) / 2
    largest = np.fmax(table.statistic, df) if cautious else table.statistic
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = (
            root(noncentrality(statistic, df, chance) / table.total / table.smaller)
            for statistic, chance in ((table.statistic, 1 - tail), (largest, tail))
        )
    unknown = np.isnan(lower) | np.isnan(upper)
    return Interval(np.where(unknown, 0.0, np.minimum(lower, 1.0)), np.where(unknown, 1.0, np.minimum(upper, 1.0)))


def fisher_z_interval(counts: ArrayLike, level: float = 0.95) -> Interval:
    """Give the interval of Cramér's V by Fisher's transformation, which other programs print.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers are left out.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds within 0 and 1, shape (...); vacuous where fewer than two levels or groups, or fewer than four, have
    answered. V is no correlation: with more than two levels this interval promises more than it holds.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the level is not between 0 and 1.

    Notes
    -----
    ``tanh(artanh V +- z / sqrt(N - 3))``.

    References
    ----------
    Fisher (1921), Metron 1, 3-32.

    Examples
    --------
    >>> [round(float(bound), 6) for bound in fisher_z_interval([[40, 25], [54, 7], [63, 10]])]
    [0.164787, 0.418851]
    """
    z = two_sided(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, half = np.arctanh(np.minimum(cramers_v(counts), 1.0)), z / np.sqrt(summary(counts).total - 3)
        lower, upper = np.tanh(centre - half), np.tanh(centre + half)
    unknown = np.isnan(lower) | np.isnan(upper)
    return Interval(np.where(unknown, 0.0, np.maximum(lower, 0.0)), np.where(unknown, 1.0, upper))
