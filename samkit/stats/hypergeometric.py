"""The distribution of one cell of a fourfold table, given its margins."""

import math
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from samkit.stats.interval import Floats

Alternative: TypeAlias = Literal["two-sided", "greater", "less"]

_TIE = 1 + 1e-7
"""Two probabilities this close are one, as they differ by rounding alone; the same factor as in R's fisher.test."""


class Support(NamedTuple):
    """Consecutive values ``k`` of a cell, and the ratio of each one's probability to that of the value before it."""

    k: Floats
    steps: Floats


def support(n1: int, n0: int, favourable: int, centre: int, deviation: float) -> Support:
    """Give the values that the favourable answers of group 1 can take.

    Parameters
    ----------
    n1, n0
        All answers of group 1 and group 0, count.
    favourable
        Favourable answers of both groups together, count.
    centre
        A value of the cell near which the probability lies, count.
    deviation
        Standard deviation of the cell; values whose probability is below the smallest double are left out by it.

    Returns
    -------
    Values and steps, shape (values,); the first step is 1.

    Notes
    -----
    ``P(k) / P(k - 1) = (n1 - k + 1) (m - k + 1) / (k (n0 - m + k))`` with m favourable answers in all.
    """
    width = 40 * deviation + 800
    first = max(0, favourable - n0, math.floor(centre - width))
    last = min(n1, favourable, math.ceil(centre + width))
    k = np.arange(first, last + 1, dtype=np.float64)
    steps = np.ones_like(k)
    later = k[1:]
    steps[1:] = (n1 - later + 1) * (favourable - later + 1) / (later * (n0 - favourable + later))
    return Support(k, steps)


def probabilities(n1: int, n0: int, favourable: int) -> tuple[Floats, Floats]:
    """Give the distribution of the favourable answers of group 1 when both groups are alike.

    Parameters
    ----------
    n1, n0
        All answers of group 1 and group 0, count; not both zero.
    favourable
        Favourable answers of both groups together, count.

    Returns
    -------
    Values of the cell and their probabilities, shape (values,).

    Notes
    -----
    Products of ratios from the most likely value outwards, so that small probabilities keep their digits.

    Examples
    --------
    >>> probabilities(2, 2, 2)[1].round(6).tolist()
    [0.166667, 0.666667, 0.166667]
    """
    total = n1 + n0
    mean = n1 * favourable / total
    spread = mean * (n0 / total) * ((total - favourable) / max(total - 1, 1))
    mode = math.floor((favourable + 1) * (n1 + 1) / (total + 2))
    k, steps = support(n1, n0, favourable, mode, math.sqrt(spread))
    top = int(mode - k[0])
    weights = np.ones_like(k)
    weights[top + 1 :] = np.cumprod(steps[top + 1 :])
    weights[:top] = np.cumprod(1 / steps[top:0:-1])[::-1]
    return k, weights / weights.sum()


def tails(weights: Floats, alternative: Alternative) -> Floats:
    """Give Fisher's p-value of every value of a cell.

    Parameters
    ----------
    weights
        Probabilities of consecutive values, shape (values,).
    alternative
        ``two-sided`` adds up the values that are no more likely, ``greater`` those not below, ``less`` those not above.

    Returns
    -------
    p-values, shape (values,).

    Examples
    --------
    >>> tails(np.array([0.25, 0.5, 0.25]), "two-sided").tolist()
    [0.5, 1.0, 0.5]
    """
    if alternative == "less":
        return np.minimum(np.cumsum(weights), 1.0)
    if alternative == "greater":
        return np.minimum(np.cumsum(weights[::-1])[::-1], 1.0)
    ordered = np.sort(weights)
    sums = np.cumsum(ordered)
    return np.minimum(sums[np.searchsorted(ordered, weights * _TIE, side="right") - 1], 1.0)
