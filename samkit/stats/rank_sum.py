"""The exact null distribution of a rank sum, ties and all."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats

_WORK = 3e9


class RankSum(NamedTuple):
    """Chances of each value of ``sum (rank - lowest) / step``, the step making these whole numbers."""

    chances: Floats
    scores: list[int]


def rank_sum(sizes: Sequence[int], drawn: int) -> RankSum:
    """Give the distribution of the rank sum of a group that is drawn at random.

    Parameters
    ----------
    sizes
        Answers at each distinct value, in rising order, whole counts.
    drawn
        Answers in the group, whole count, at most all of them.

    Returns
    -------
    Chances, and the score of each distinct value: its doubled mid-rank, moved to start at 0 and divided by the largest
    common step.

    Raises
    ------
    ValueError
        If there are so many answers that the sum would take minutes.

    Notes
    -----
    One value after the other, the ways to draw i of its t answers, ``C(t, i)``, are spread over number and sum of those
    drawn so far. All terms are positive, so nothing cancels.

    References
    ----------
    Streitberg and Roehmel (1986), Statistical Software Newsletter 12, 10-17.

    Examples
    --------
    >>> rank_sum([1, 1, 2], 2).chances.round(4).tolist()
    [0.0, 0.0, 0.1667, 0.0, 0.0, 0.3333, 0.0, 0.3333, 0.0, 0.0, 0.1667]
    """
    scores = _scores(sizes)
    largest = sum(sorted((s for s, t in zip(scores, sizes, strict=True) for _ in range(t)), reverse=True)[:drawn])
    if (drawn + 1.0) * (largest + 1.0) * sum(min(t, drawn) + 1 for t in sizes) > _WORK:
        raise ValueError("too many answers for the exact distribution of a rank sum")
    ways = np.zeros((drawn + 1, largest + 1))
    ways[0, 0] = 1.0
    for score, size in zip(scores, sizes, strict=True):
        ways = _with_value(ways, score, size)
    return RankSum(ways[drawn] / ways[drawn].sum(), scores)


def tail(found: RankSum, observed: int, mean: tuple[int, int], alternative: Alternative) -> float:
    """Give the chance of a rank sum as far out as the one observed.

    Parameters
    ----------
    found
        Distribution.
    observed
        Sum of the scores, whole.
    mean
        Numerator and denominator of its expectation, whole.
    alternative
        ``two-sided`` (as far from the expectation, on either side), ``greater`` or ``less``.

    Returns
    -------
    p-value, at most 1.

    Examples
    --------
    >>> tail(rank_sum([1, 1, 1], 1), 2, (3, 3), "greater")
    0.3333333333333333
    """
    top, bottom = mean
    # Whole numbers: a sum that is exactly as far out as the observed one counts, whatever rounding would say.
    far = np.arange(found.chances.size) * bottom - top
    seen = observed * bottom - top
    beyond = {"greater": far >= seen, "less": far <= seen, "two-sided": np.abs(far) >= abs(seen)}[alternative]
    return min(1.0, math.fsum(found.chances[beyond].tolist()))


def _scores(sizes: Sequence[int]) -> list[int]:
    before = np.cumsum([0, *sizes])[:-1].tolist()
    doubled = [2 * below + size + 1 for below, size in zip(before, sizes, strict=True)]
    moved = [rank - doubled[0] for rank in doubled]
    return [rank // (math.gcd(*moved) or 1) for rank in moved]


def _with_value(ways: Floats, score: int, size: int) -> Floats:
    drawn, largest = ways.shape[0] - 1, ways.shape[1] - 1
    middle = math.comb(size, size // 2)
    found = np.zeros_like(ways)
    for taken in range(min(size, drawn) + 1):
        move = taken * score
        if move <= largest:
            part = ways[: drawn + 1 - taken, : largest + 1 - move]
            found[taken:, move:] += part * (math.comb(size, taken) / middle)
    return np.asarray(found / found.max())
