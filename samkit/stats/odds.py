"""The odds ratio of two proportions."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.conditional import conditional_exact
from samkit.stats.fourfold import Fourfold, fourfold
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import two_sided
from samkit.stats.score import Curve, ScoreTest, at_value, interval

__all__ = ["CURVE", "conditional_exact", "cornfield", "estimate", "miettinen_nurminen", "score_test", "woolf"]


def estimate(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the odds ratio p1 (1 - p0) / ((1 - p1) p0).

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Odds ratios from 0 to infinity; NaN where both cross products are zero.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    Examples
    --------
    >>> estimate([30, 5, 0], [50, 10, 10], [100, 0, 0], [350, 10, 10]).tolist()
    [3.75, inf, nan]
    """
    table = fourfold(x1, n1, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((table.x1 * table.y0) / (table.y1 * table.x0))


def miettinen_nurminen(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Miettinen-Nurminen score interval of the odds ratio.

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
    Bounds of the odds ratio; exactly 0 or infinite where a zero cell leaves no bound, vacuous (0 to infinity) where all
    answers are alike or a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    All values with ``(x1 - n1 P1)^2 (1 / (n1 P1 Q1) + 1 / (n0 P0 Q0)) <= z^2 N / (N - 1)``, where P1 and P0 are the
    most likely shares of that odds ratio.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226, equations 12 and 13.

    Examples
    --------
    >>> bounds = miettinen_nurminen(38, 50, 163, 347)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (1.8224, 7.003)
    """
    return interval(CURVE, fourfold(x1, n1, x0, n0), level)


def cornfield(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give Cornfield's score interval of the odds ratio: Miettinen-Nurminen without the factor N / (N - 1).

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
    Bounds of the odds ratio; vacuous (0 to infinity) where all answers are alike or a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    References
    ----------
    Cornfield (1956), Proceedings of the Third Berkeley Symposium 4, 135-148.

    Examples
    --------
    >>> bounds = cornfield(28, 51, 71, 230)
    >>> float(bounds.lower.round(3)), float(bounds.upper.round(3))
    (1.476, 5.035)
    """
    return interval(CURVE, fourfold(x1, n1, x0, n0), level, corrected=False)


def woolf(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give Woolf's log interval of the odds ratio.

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
    Bounds of the odds ratio; vacuous (0 to infinity) where a cell is zero, because nothing is added to it.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    ``exp(log odds ratio +- z sqrt(1 / x1 + 1 / y1 + 1 / x0 + 1 / y0))`` with y = n - x.

    References
    ----------
    Woolf (1955), Annals of Human Genetics 19, 251-253.

    Examples
    --------
    >>> bounds = woolf(38, 50, 163, 347)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (1.8066, 7.0728)
    """
    table = fourfold(x1, n1, x0, n0)
    without = table.x1 * table.y1 * table.x0 * table.y0 == 0
    safe = table.where(~without, 1.0)
    middle = (safe.x1 * safe.y0) / (safe.y1 * safe.x0)
    spread = np.exp(two_sided(level) * np.sqrt(1 / safe.x1 + 1 / safe.y1 + 1 / safe.x0 + 1 / safe.y0))
    return Interval(np.where(without, 0.0, middle / spread), np.where(without, np.inf, middle * spread))


def score_test(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, value: ArrayLike = 1.0) -> ScoreTest:
    """Test that the odds ratio has a given value, by the statistic that the Miettinen-Nurminen interval inverts.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.
    value
        Odds ratio from 0 to infinity, broadcast with the counts.

    Returns
    -------
    z, positive where the odds ratio is above the value, and the two-sided p; NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the value is out of range.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> round(float(score_test(7, 34, 1, 34).p), 4)
    0.025
    """
    return at_value(CURVE, fourfold(x1, n1, x0, n0), value)


def _reach(table: Fourfold, _: Floats) -> Floats:
    return np.minimum(table.x1, table.y0)


def _statistic(table: Fourfold, t: Floats) -> Floats:
    own = table.n1 / ((table.x1 - t) * (table.y1 + t))
    other = table.n0 / ((table.x0 + t) * (table.y0 - t))
    return t * t * (own + other)


def _value(table: Fourfold, t: Floats) -> Floats:
    return (table.x1 - t) * (table.y0 - t) / ((table.y1 + t) * (table.x0 + t))


def _closed(table: Fourfold) -> NDArray[np.bool_]:
    return np.asarray((table.x1 == 0) | (table.y0 == 0))


CURVE = Curve(_reach, _reach, _statistic, _value, _closed, np.reciprocal, floor=0.0, null=1.0)
"""The odds ratio for the score machinery: t is the number of answers that the restriction moves."""
