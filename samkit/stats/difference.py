"""The gap: difference of two proportions."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import proportion
from samkit.stats.fourfold import Fourfold, fourfold
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import two_sided
from samkit.stats.score import Curve, ScoreTest, at_value, interval


def estimate(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the gap p1 - p0.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Differences of shares, between -1 and 1; NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    Examples
    --------
    >>> float(estimate(28, 50, 63, 350))
    0.38
    """
    table = fourfold(x1, n1, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(table.cross / (table.n1 * table.n0))


def miettinen_nurminen(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Miettinen-Nurminen score interval of the gap.

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
    Bounds as differences of shares, within -1 and 1; vacuous (-1 to 1) where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    All d with ``(p1 - p0 - d)^2 <= z^2 N / (N - 1) (P1 Q1 / n1 + P0 Q0 / n0)``, where P1 - P0 = d are the most likely
    shares of that difference.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226, equations 8 and 9.

    Examples
    --------
    >>> bounds = miettinen_nurminen(56, 70, 48, 80)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.0528, 0.3382)
    """
    return interval(CURVE, fourfold(x1, n1, x0, n0), level)


def mee(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give Mee's score interval of the gap: Miettinen-Nurminen without the factor N / (N - 1).

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
    Bounds as differences of shares, within -1 and 1; vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    References
    ----------
    Mee (1984), Biometrics 40, 1175-1176.

    Examples
    --------
    >>> bounds = mee(7, 34, 1, 34)
    >>> float(bounds.lower.round(3)), float(bounds.upper.round(2))
    (0.028, 0.34)
    """
    return interval(CURVE, fourfold(x1, n1, x0, n0), level, corrected=False)


def newcombe(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give Newcombe's hybrid score interval of the gap, built from the two Wilson intervals.

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
    Bounds as differences of shares; vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    With Wilson bounds l and u of each share: ``d - sqrt((p1 - l1)^2 + (u0 - p0)^2)`` and
    ``d + sqrt((u1 - p1)^2 + (p0 - l0)^2)``.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.

    Examples
    --------
    >>> bounds = newcombe(56, 70, 48, 80)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.0524, 0.3339)
    """
    table = fourfold(x1, n1, x0, n0)
    one, none = proportion.wilson(table.x1, table.n1, level), proportion.wilson(table.x0, table.n0, level)
    p1, p0 = proportion.estimate(table.x1, table.n1), proportion.estimate(table.x0, table.n0)
    gap = p1 - p0
    down, up = np.hypot(p1 - one.lower, none.upper - p0), np.hypot(one.upper - p1, p0 - none.lower)
    return _vacuous(table, gap - down, gap + up)


def agresti_caffo(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Agresti-Caffo interval of the gap: Wald after one favourable and one other answer more in each group.

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
    Bounds as differences of shares, not cut at -1 and 1, which the formula can pass; vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    References
    ----------
    Agresti and Caffo (2000), The American Statistician 54, 280-288.

    Examples
    --------
    >>> bounds = agresti_caffo(56, 70, 48, 80)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.0525, 0.3358)
    """
    table = fourfold(x1, n1, x0, n0)
    more = fourfold(table.x1 + 1, table.n1 + 2, table.x0 + 1, table.n0 + 2)
    return _vacuous(table, *_wald(more, level))


def wald(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Wald interval of the gap, too short for small groups and of no width where all answers are alike.

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
    Bounds as differences of shares, not cut at -1 and 1; vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    ``p1 - p0 +- z sqrt(p1 (1 - p1) / n1 + p0 (1 - p0) / n0)``.

    Examples
    --------
    >>> bounds = wald(56, 70, 48, 80)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.0575, 0.3425)
    """
    table = fourfold(x1, n1, x0, n0)
    return _vacuous(table, *_wald(table, level))


def score_test(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, value: ArrayLike = 0.0) -> ScoreTest:
    """Test that the gap has a given value, by the statistic that the Miettinen-Nurminen interval inverts.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.
    value
        Gap between -1 and 1, broadcast with the counts.

    Returns
    -------
    z, positive where the gap is above the value, and the two-sided p; NaN where a group is empty.

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


def _wald(table: Fourfold, level: float) -> Interval:
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = table.cross / (table.n1 * table.n0)
        half = two_sided(level) * np.sqrt(table.x1 * table.y1 / table.n1**3 + table.x0 * table.y0 / table.n0**3)
    return Interval(gap - half, gap + half)


def _vacuous(table: Fourfold, lower: Floats, upper: Floats) -> Interval:
    return Interval(np.where(table.empty, -1.0, lower), np.where(table.empty, 1.0, upper))


def _pulled(x: Floats, y: Floats, n: Floats, t: Floats) -> tuple[Floats, Floats]:
    # The share that solves x - n p = t p (1 - p), and its complement; each is a sum of positive terms.
    root = np.sqrt((n - t) ** 2 + 4 * t * y)
    near, far = 2 * y / (n - t + root), (t - n + root) / (2 * t)
    return 2 * x / (n + t + root), np.where(t < n, near, far)


def _reach(table: Fourfold, target: Floats) -> Floats:
    weight = table.x1 / table.n1 + table.y0 / table.n0
    return (target + table.x1 + table.y0) / weight * (1 + 1e-12)


def _span(table: Fourfold, value: Floats) -> Floats:
    return np.maximum(np.maximum(table.n1, table.n0), (table.x1 + table.y0) / (1 + value)) * (1 + 1e-12)


def _statistic(table: Fourfold, t: Floats) -> Floats:
    p1, q1 = _pulled(table.x1, table.y1, table.n1, t)
    q0, p0 = _pulled(table.y0, table.x0, table.n0, t)
    return t * t * (p1 * q1 / table.n1 + p0 * q0 / table.n0)


def _value(table: Fourfold, t: Floats) -> Floats:
    p1, q1 = _pulled(table.x1, table.y1, table.n1, t)
    q0, p0 = _pulled(table.y0, table.x0, table.n0, t)
    return np.where(p1 + p0 < q1 + q0, p1 - p0, q0 - q1)


def _closed(table: Fourfold) -> NDArray[np.bool_]:
    return np.asarray((table.x1 == 0) & (table.y0 == 0))


CURVE = Curve(_reach, _span, _statistic, _value, _closed, np.negative, floor=-1.0, null=0.0)
"""The gap for the score machinery: t is the multiplier of the restriction P1 - P0 = d."""
