"""Both directions of a finding: what an answer says of the group, and the group of the answer."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import proportion, ratio
from samkit.stats.fourfold import fourfold
from samkit.stats.interval import Floats, Interval


def likelihood_ratio_positive(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95
) -> tuple[Floats, Interval]:
    """Give LR+, how many times as likely group 1 is as group 0 to answer favourably.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.
    level
        Scalar confidence level.

    Returns
    -------
    Estimates of p1 / p0 and their Miettinen-Nurminen bounds.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Examples
    --------
    >>> float(likelihood_ratio_positive(31, 50, 70, 350)[0])
    3.1
    """
    return ratio.estimate(x1, n1, x0, n0), ratio.miettinen_nurminen(x1, n1, x0, n0, level)


def likelihood_ratio_negative(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95
) -> tuple[Floats, Interval]:
    """Give LR-, how many times as likely group 1 is as group 0 not to answer favourably.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.
    level
        Scalar confidence level.

    Returns
    -------
    Estimates of (1 - p1) / (1 - p0) and their Miettinen-Nurminen bounds.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Examples
    --------
    >>> float(likelihood_ratio_negative(30, 50, 70, 350)[0])
    0.5
    """
    table = fourfold(x1, n1, x0, n0)
    others = (table.y1, table.n1, table.y0, table.n0)
    return ratio.estimate(*others), ratio.miettinen_nurminen(*others, level)


def share_of_group(x1: ArrayLike, x0: ArrayLike, level: float = 0.95) -> tuple[Floats, Interval]:
    """Give the share of group 1 among those who answered favourably: P(group | answer).

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    level
        Scalar confidence level.

    Returns
    -------
    Shares, NaN where nobody answered favourably, and their Wilson bounds.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the level is not between 0 and 1.

    Notes
    -----
    Its odds are the odds of group 1 among all who answered, times LR+.

    Examples
    --------
    >>> float(share_of_group(30, 90)[0])
    0.25
    """
    both = np.asarray(x1, dtype=np.float64) + np.asarray(x0, dtype=np.float64)
    return proportion.estimate(x1, both), proportion.wilson(x1, both, level)
