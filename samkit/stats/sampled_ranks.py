"""Ranks of answers in a population, from a complex sample: whether groups tend to answer higher than others."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import sampled_means
from samkit.stats.interval import Floats
from samkit.stats.plan import Plan
from samkit.stats.rao_scott import DesignTest
from samkit.stats.sampled_means import Mean


def rank_shares(y: ArrayLike, weight: ArrayLike) -> Floats:
    """Give the share of the population that answers lower than each row, those who answer alike counting half.

    Parameters
    ----------
    y
        Answers, shape (rows,), any unit; NaN where missing.
    weight
        Weights, shape (rows,), zero outside the population at hand.

    Returns
    -------
    Shares between 0 and 1, shape (rows,); NaN where the answer is missing. They do not depend on the order of rows.

    References
    ----------
    Lumley and Scott (2013), Biometrika 100, 831-842.

    Examples
    --------
    >>> rank_shares([5.0, 7.0, 7.0, 9.0], [1, 1, 1, 1]).tolist()
    [0.125, 0.5, 0.5, 0.875]
    """
    answers, weights = np.asarray(y, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    there = ~np.isnan(answers)
    found = np.full(answers.shape, np.nan)
    values, place = np.unique(answers[there], return_inverse=True)
    size = np.bincount(place, weights[there], minlength=values.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        found[there] = ((np.cumsum(size) - size / 2) / size.sum())[place]
    return found


def wilcoxon(y: ArrayLike, one: ArrayLike, none: ArrayLike, plan: Plan, level: float = 0.95) -> Mean:
    """Test whether group 1 tends to answer higher than group 0, by the mean ranks in the population.

    Parameters
    ----------
    y
        Answers, shape (rows,), any unit; NaN where missing.
    one, none
        Whether each row is in group 1 and in group 0, shape (rows,).
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Difference of mean rank shares, which is the probability of superiority less a half, with t on one degree of freedom
    less than the answers leave. Rows in neither group are no part of the population that is ranked.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    Notes
    -----
    The test of Wilcoxon, Mann and Whitney for a design; its error takes the ranks as given, which holds where the
    groups answer alike.

    References
    ----------
    Lumley and Scott (2013), Biometrika 100, 831-842.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> top = np.array([1, 1, 1, 0, 0, 0])
    >>> found = wilcoxon([4.0, 5.0, 9.0, 1.0, 2.0, 4.0], top, 1 - top, design(np.ones(6)))
    >>> round(float(found.value), 6), round(float(found.p), 6)
    (0.444444, 0.044034)
    """
    first, second = np.asarray(one, dtype=np.float64), np.asarray(none, dtype=np.float64)
    score = rank_shares(np.where(first + second > 0, y, np.nan), plan.weight)
    return sampled_means.difference(score, first, second, plan, level)


def kruskal_wallis(y: ArrayLike, groups: ArrayLike, plan: Plan) -> DesignTest:
    """Test whether any of several groups tends to answer higher than the others, by the mean ranks in the population.

    Parameters
    ----------
    y
        Answers, shape (rows,), any unit; NaN where missing.
    groups
        Whether each row is in each group, shape (rows, groups).
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    F of Wald's test of equal mean rank shares, its degrees of freedom and p, as ``sampled_means.several`` gives them.

    Raises
    ------
    ValueError
        If rows differ in number.

    References
    ----------
    Lumley and Scott (2013), Biometrika 100, 831-842.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> groups = np.repeat(np.eye(2), 3, axis=0)
    >>> round(float(kruskal_wallis([4.0, 5.0, 9.0, 1.0, 2.0, 4.0], groups, design(np.ones(6))).p), 6)
    0.044034
    """
    member = np.asarray(groups, dtype=np.float64)
    score = rank_shares(np.where(member.sum(axis=1) > 0, y, np.nan), plan.weight)
    return sampled_means.several(score, member, plan)
