"""Which of several groups tend to answer higher than which, by Dunn's test of each pair."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.crosstable import checked
from samkit.stats.distinct import balance
from samkit.stats.interval import Floats
from samkit.stats.tails import normal_p


class Dunn(NamedTuple):
    """Positions of both groups of each pair, shape (pairs,); z and p of each, shape (..., pairs)."""

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    z: Floats
    p: Floats


def dunn(counts: ArrayLike) -> Dunn:
    """Compare each pair of groups by the mean ranks of their answers among all answers.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, groups), count.

    Returns
    -------
    For each pair z, above 0 where the second group answers higher, and the two-sided p, which is not adjusted: adjust
    it over the pairs by ``families.holm`` or another. z is 0 and p 1 where all answers are alike; NaN where a group of
    the pair has no answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Notes
    -----
    ``z = (R2 - R1) / sqrt(V (1 / n1 + 1 / n2))`` with the mean ranks R and V the variance of all mid-ranks, divisor
    N - 1. It speaks of the groups after Kruskal and Wallis' test of all of them.

    References
    ----------
    Dunn (1964), Technometrics 6, 241-252.

    Examples
    --------
    >>> dunn([[1, 0, 0], [2, 1, 0], [1, 2, 0], [0, 2, 1], [0, 0, 3]]).z.round(4).tolist()
    [1.3115, 2.9711, 1.8204]
    """
    table = checked(counts)
    size, base = table.sum(axis=-1), table.sum(axis=-2)
    total, rank = base.sum(axis=-1), balance(table.sum(axis=-1))  # twice the mid-rank, around its mean
    first, second = np.triu_indices(table.shape[-1], 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (table * rank[..., None]).sum(axis=-2) / base
        variance = ((size * rank**2).sum(axis=-1) / (total - 1))[..., None]
        apart = mean[..., second] - mean[..., first]
        spread = variance * (1 / base[..., first] + 1 / base[..., second])
        z = np.where((spread == 0) & (apart == 0), 0.0, apart / np.sqrt(spread))
    return Dunn(first, second, z, normal_p(z))
