"""The exact interval of the odds ratio, given both margins of the table."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.fourfold import fourfold
from samkit.stats.hypergeometric import support
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha
from samkit.stats.root import bracketed


def conditional_exact(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the exact interval of the odds ratio, from two one-sided Fisher tests.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, whole counts.
    n1, n0
        All answers of group 1 and group 0, whole counts.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds of the odds ratio; exactly 0 or infinite where a zero cell leaves no bound, vacuous where all answers are
    alike or a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, a count is not whole, or the level is not between 0 and 1.

    Notes
    -----
    The odds ratios at which ``P(X >= x1)`` and ``P(X <= x1)`` are half of 1 - level, X being the cell of group 1 given
    both margins.

    References
    ----------
    Cornfield (1956), Proceedings of the Third Berkeley Symposium 4, 135-148.

    Examples
    --------
    >>> bounds = conditional_exact(38, 50, 163, 347)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (1.751, 7.756)
    """
    table = fourfold(x1, n1, x0, n0)
    cells = np.stack([table.x1, table.n1, table.x0, table.n0], axis=-1)
    if np.any(cells != np.floor(cells)):
        raise ValueError("an exact interval needs whole counts")
    tail = alpha(level) / 2
    rows = cells.reshape(-1, 4).astype(np.int64).tolist()
    lower = [_lower(x1, n1, x0, n0, tail) for x1, n1, x0, n0 in rows]
    mirrored = [_lower(x0, n0, x1, n1, tail) for x1, n1, x0, n0 in rows]
    with np.errstate(divide="ignore"):
        upper = 1 / np.array(mirrored)
    return Interval(np.array(lower).reshape(table.n1.shape), upper.reshape(table.n1.shape))


def _lower(x1: int, n1: int, x0: int, n0: int, tail: float) -> float:
    y1, y0 = n1 - x1, n0 - x0
    if x1 == 0 or y0 == 0:
        return 0.0
    deviation = 1 / math.sqrt(1 / (x1 + 1) + 1 / (y1 + 1) + 1 / (x0 + 1) + 1 / (y0 + 1))
    k, steps = support(n1, n0, x1 + x0, x1, deviation)
    logs = np.cumsum(np.log(steps))
    offset = k - x1

    def excess(log_odds: Floats) -> Floats:
        weight = logs + log_odds[:, None] * offset
        weight = np.exp(weight - weight.max(axis=1, keepdims=True))
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(weight[:, offset >= 0].sum(axis=1) / weight.sum(axis=1) / tail))

    middle = math.log((x1 + 0.5) * (y0 + 0.5) / ((y1 + 0.5) * (x0 + 0.5)))
    low, high = _bracket(excess, middle)
    return math.exp(float(bracketed(excess, low, high, excess(low), excess(high))[0]))


def _bracket(excess: Callable[[Floats], Floats], middle: float) -> tuple[Floats, Floats]:
    low, high, width = np.array([middle]), np.array([middle]), 1.0
    while excess(low)[0] > 0:
        low, width = low - width, 2 * width
    while excess(high)[0] < 0:
        high, width = high + width, 2 * width
    return low, high
