"""Whether one group tends to answer higher than the other: the Mann-Whitney test with ties."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.distinct import balance, two_groups
from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats
from samkit.stats.rank_sum import rank_sum, tail
from samkit.stats.tails import normal_p


class RankTest(NamedTuple):
    """U of group 1, the standardised z (positive where group 1 is higher), and the p-value."""

    statistic: Floats
    z: Floats
    p: Floats


def statistic(counts: ArrayLike) -> Floats:
    """Give U: the pairs in which the answer of group 1 is the higher one, ties counting half.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, 2), count: group 1 first.

    Returns
    -------
    Numbers of pairs, shape (...); 0 where a group is empty.

    Raises
    ------
    ValueError
        If there are not two groups, or a count is negative or not finite.

    References
    ----------
    Mann and Whitney (1947), Annals of Mathematical Statistics 18, 50-60.

    Examples
    --------
    >>> float(statistic([[0, 1], [2, 1], [1, 0]]))
    5.0
    """
    one, none = two_groups(counts)
    return np.asarray((one.sum(axis=-1) * none.sum(axis=-1) + _excess(one, none)) / 2)


def asymptotic(counts: ArrayLike, *, continuity: bool = True, alternative: Alternative = "two-sided") -> RankTest:
    """Test by the normal approximation, with the variance that ties leave.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, 2), count: group 1 first.
    continuity
        Whether U is moved by one half towards its expectation.
    alternative
        ``two-sided``, or that group 1 is ``greater`` or ``less``.

    Returns
    -------
    U, z and p, shape (...); z = 0 and p = 1 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If there are not two groups, or a count is negative or not finite.

    Notes
    -----
    ``z = (U - n1 n0 / 2) / sqrt(n1 n0 sum t (N - t)(N + t) / (12 N (N - 1)))`` over the tied sizes t, which is the
    usual ``N + 1 - sum (t^3 - t) / (N (N - 1))`` without its cancellation.

    References
    ----------
    Mann and Whitney (1947), Annals of Mathematical Statistics 18, 50-60; Lehmann (1975), Nonparametrics, 20.

    Examples
    --------
    >>> found = asymptotic([[0, 1], [0, 2], [1, 3], [2, 2], [3, 0]])
    >>> float(found.statistic), round(float(found.p), 6)
    (42.5, 0.016831)
    """
    one, none = two_groups(counts)
    n1, n0, size = one.sum(axis=-1), none.sum(axis=-1), one + none
    total = n1 + n0
    excess = _excess(one, none) / 2
    step: Floats = (
        np.sign(excess) / 2 if alternative == "two-sided" else np.asarray(0.5 if alternative == "greater" else -0.5)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (size * (total[..., None] - size) * (total[..., None] + size)).sum(axis=-1)
        error = np.sqrt(n1 * n0 / 12 * spread / (total * (total - 1)))
        z = (excess - step if continuity else excess) / error
    alike, empty = spread == 0, (n1 == 0) | (n0 == 0)
    z = np.where(empty, np.nan, np.where(alike, 0.0, z))
    return RankTest(statistic(counts), z, np.where(alike & ~empty, 1.0, normal_p(z, alternative)))


def exact(counts: ArrayLike, *, alternative: Alternative = "two-sided") -> Floats:
    """Test by all ways to deal the answers, ties and all, to the two groups.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, 2), whole count: group 1 first.
    alternative
        ``two-sided``, or that group 1 is ``greater`` or ``less``.

    Returns
    -------
    p-values, shape (...); 1 where all answers are alike, NaN where a group is empty.

    Raises
    ------
    ValueError
        If there are not two groups, a count is negative or not whole, or there are too many answers: the time grows
        with the cube of the smaller group (52 against 345 on five levels takes about a second).

    Notes
    -----
    Two-sided: the chance of a U at least as far from ``n1 n0 / 2`` as the one observed. R's wilcox.test has no exact
    test with ties; coin has this one, and scipy's ``method="exact"`` takes no notice of ties.

    References
    ----------
    Streitberg and Roehmel (1986), Statistical Software Newsletter 12, 10-17.

    Examples
    --------
    >>> round(float(exact([[0, 1], [0, 2], [1, 3], [2, 2], [3, 0]])), 10)
    0.0203130203
    """
    one, none = two_groups(counts)
    if not (np.all(one == np.floor(one)) and np.all(none == np.floor(none))):
        raise ValueError("whole counts are expected by an exact test")
    width = one.shape[-1]
    pairs = zip(one.reshape(-1, width), none.reshape(-1, width), strict=True)
    return np.array([_exact(*pair, alternative) for pair in pairs]).reshape(one.shape[:-1])


def _excess(one: Floats, none: Floats) -> Floats:
    return np.asarray((one * balance(none)).sum(axis=-1)) if one.shape[-1] else np.zeros(one.shape[:-1])


def _exact(one: Floats, none: Floats, alternative: Alternative) -> float:
    if not (one.any() and none.any()):
        return np.nan
    # The smaller group is drawn, for speed: where it is low, the other is high.
    swapped = none.sum() < one.sum()
    mine = none if swapped else one
    turned: dict[Alternative, Alternative] = {"greater": "less", "less": "greater", "two-sided": "two-sided"}
    answered = (one + none) > 0
    sizes = [int(size) for size in (one + none)[answered]]
    drawn = [int(count) for count in mine[answered]]
    found = rank_sum(sizes, sum(drawn))
    observed = sum(count * score for count, score in zip(drawn, found.scores, strict=True))
    everything = sum(size * score for size, score in zip(sizes, found.scores, strict=True))
    mean = (sum(drawn) * everything, sum(sizes))
    return tail(found, observed, mean, turned[alternative] if swapped else alternative)
