"""Answers of several groups by their order: whether any differs, and whether they rise from group to group."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.distinct import balance
from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail
from samkit.stats.pairs import excess_variance, ties
from samkit.stats.tails import normal_p


class Kruskal(NamedTuple):
    """H with its degrees of freedom and p-value, and the share of the spread of ranks that groups explain."""

    statistic: Floats
    df: Floats
    p: Floats
    epsilon2: Floats


class Jonckheere(NamedTuple):
    """Pairs in which the later group answers higher, the standardised z, and the p-value."""

    statistic: Floats
    z: Floats
    p: Floats


def kruskal_wallis(counts: ArrayLike) -> Kruskal:
    """Test whether any of several groups tends to answer higher than the others.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, groups), count.

    Returns
    -------
    H, df, p and epsilon squared, shape (...). Where all answers are alike H = 0 and p = 1; NaN where fewer than two
    groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``H = (N - 1) sum n (R - mean)^2 / sum (r - mean)^2`` over the mid-ranks r and their means R in the groups.

    References
    ----------
    Kruskal and Wallis (1952), Journal of the American Statistical Association 47, 583-621; Kelley (1935), Proceedings
    of the National Academy of Sciences 21, 554-559 (epsilon squared).

    Examples
    --------
    >>> found = kruskal_wallis([[1, 0, 0], [2, 1, 0], [1, 2, 0], [0, 2, 1], [0, 0, 3]])
    >>> round(float(found.statistic), 6), round(float(found.p), 6)
    (8.917241, 0.011578)
    """
    table = checked(counts)
    size, base = table.sum(axis=-1), table.sum(axis=-2)
    total, rank = base.sum(axis=-1), balance(table.sum(axis=-1))  # twice the mid-rank, around its mean
    groups = np.count_nonzero(base, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (table * rank[..., None]).sum(axis=-2) / base
        between = np.where(base > 0, base * mean**2, 0.0).sum(axis=-1)
        within = (size * rank**2).sum(axis=-1)
        share = between / within
    few, alike = groups < 2, within == 0
    share = np.where(few, np.nan, np.where(alike, 0.0, share))
    h, df = (total - 1) * share, np.where(few, np.nan, groups - 1.0)
    return Kruskal(h, df, chi2_tail(h, np.nan_to_num(df)), np.where(alike, np.nan, share))


def jonckheere(counts: ArrayLike, *, tie_corrected: bool = True, alternative: Alternative = "two-sided") -> Jonckheere:
    """Test whether answers rise, or fall, from group to group.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, groups), count; the groups in order.
    tie_corrected
        Whether the variance is that which ties leave; without, as R's clinfun has it, ties cost power.
    alternative
        ``two-sided``, or that answers become ``greater`` or ``less`` from group to group.

    Returns
    -------
    Pairs in which the later group is higher (ties half), z and p, shape (...); z = 0 and p = 1 where all answers are
    alike, NaN where fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    Twice the distance of the statistic from its expectation is Kendall's S of group and answer.

    References
    ----------
    Terpstra (1952), Indagationes Mathematicae 14, 327-333; Jonckheere (1954), Biometrika 41, 133-145; Hollander and
    Wolfe (1999), Nonparametric Statistical Methods, 6.2.

    Examples
    --------
    >>> found = jonckheere([[1, 0, 0], [2, 1, 0], [1, 2, 0], [0, 2, 1], [0, 0, 3]])
    >>> float(found.statistic), round(float(found.p), 6)
    (52.0, 0.001326)
    """
    table = checked(counts)
    base, size = table.sum(axis=-2), table.sum(axis=-1)
    total = base.sum(axis=-1)
    earlier = np.cumsum(table, axis=-1) - table
    excess = (table * np.moveaxis(balance(np.moveaxis(earlier, -1, -2)), -1, -2)).sum(axis=-1).sum(axis=-1)
    pairs = (base * (np.cumsum(base, axis=-1) - base)).sum(axis=-1)
    untied = ties(np.ones((*total.shape, 1)))
    variance = excess_variance(total, ties(base), ties(size) if tie_corrected else untied)
    few = np.count_nonzero(base, axis=-1) < 2
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(variance == 0, 0.0, excess / np.sqrt(variance))
    z = np.where(few, np.nan, z)
    p = np.where((variance == 0) & ~few, 1.0, normal_p(z, alternative))
    return Jonckheere((pairs + excess) / 2, z, p)
