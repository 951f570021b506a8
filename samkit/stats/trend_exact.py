"""The exact distribution of a trend over ordered levels, given how many answers each level and each group has."""

import math
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.fourfold import answers
from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats
from samkit.stats.rank_sum import RankSum, tail

_WORK = 1e9
_FINEST = 10_000


def exact(
    counts_top: ArrayLike,
    counts_all: ArrayLike,
    scores: ArrayLike | None = None,
    *,
    alternative: Alternative = "two-sided",
) -> Floats:
    """Test exactly whether a share rises or falls along ordered levels.

    Parameters
    ----------
    counts_top
        Members of the group per level, shape (..., levels), whole count.
    counts_all
        All respondents per level, shape (..., levels), whole count; a level may be empty.
    scores
        Position of each level, shape (levels,), any unit, fractions with a small common denominator; 1, 2, 3, ...
        unless given.
    alternative
        ``two-sided`` (as far from the expected sum of scores, on either side), or that the share rises (``greater``) or
        falls (``less``).

    Returns
    -------
    p-values, shape (...); NaN where scores or answers do not vary.

    Raises
    ------
    ValueError
        If not 0 <= part <= all at every level, counts are not whole, the scores do not fit the levels or have no common
        step, or there are too many answers to go through.

    Notes
    -----
    The chance that a group of as many, drawn at random from all respondents, has a sum of scores as far out as the one
    observed: the exact form of the linear-by-linear test.

    References
    ----------
    Agresti, Mehta and Patel (1990), Journal of the American Statistical Association 85, 453-458.

    Examples
    --------
    >>> round(float(exact([5, 12, 16, 12, 6], [97, 141, 89, 47, 23])), 10)
    1.82045e-05
    """
    top, other, base = answers(counts_top, counts_all)
    if not (np.all(top % 1 == 0) and np.all(base % 1 == 0)):
        raise ValueError("whole counts are expected")
    steps = _steps(scores, base.shape[-1])
    found = np.full(base.shape[:-1], np.nan)
    for place in np.ndindex(found.shape):
        if top[place].any() and other[place].any():
            found[place] = _p(top[place], base[place], steps, alternative)
    return found


def _steps(scores: ArrayLike | None, levels: int) -> list[int]:
    """Turn scores into the smallest whole numbers, the lowest being 0."""
    position = np.arange(1.0, levels + 1) if scores is None else np.asarray(scores, dtype=np.float64)
    if position.shape != (levels,) or not np.all(np.isfinite(position)):
        raise ValueError(f"one finite score per level is expected: {levels} levels, scores of shape {position.shape}")
    parts = [Fraction(score).limit_denominator(_FINEST) for score in position.tolist()]
    if any(not math.isclose(part, score, rel_tol=1e-12) for part, score in zip(parts, position.tolist(), strict=True)):
        raise ValueError("scores are expected to be whole numbers or simple fractions of one step")
    common = math.lcm(*(part.denominator for part in parts))
    whole = [int((part - min(parts)) * common) for part in parts]
    return [step // (math.gcd(*whole) or 1) for step in whole]


def _p(top: Floats, base: Floats, steps: list[int], alternative: Alternative) -> float:
    sizes, drawn = [int(size) for size in base], int(top.sum())
    there = [step for step, size in zip(steps, sizes, strict=True) if size]
    if min(there) == max(there):
        return math.nan
    observed = sum(step * int(part) for step, part in zip(steps, top, strict=True))
    whole = sum(step * size for step, size in zip(steps, sizes, strict=True))
    return tail(_distribution(sizes, steps, drawn), observed, (drawn * whole, sum(sizes)), alternative)


def _distribution(sizes: list[int], steps: list[int], drawn: int) -> RankSum:
    """Spread the ways to draw i of a level's answers over number and sum of those drawn before."""
    largest = drawn * max(steps)
    if (drawn + 1.0) * (largest + 1.0) * sum(min(size, drawn) + 1 for size in sizes) > _WORK:
        raise ValueError("too many answers for the exact distribution of a trend")
    ways = np.zeros((drawn + 1, largest + 1))
    ways[0, 0] = 1.0
    for step, size in zip(steps, sizes, strict=True):
        found = np.zeros_like(ways)
        middle = math.comb(size, size // 2)
        for taken in range(min(size, drawn) + 1):
            part = ways[: drawn + 1 - taken, : largest + 1 - taken * step]
            found[taken:, taken * step :] += part * (math.comb(size, taken) / middle)
        ways = found / found.max()
    return RankSum(ways[drawn] / ways[drawn].sum(), steps)
