"""The likelihood ratio: ratio of two proportions, "times as likely"."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.fourfold import Fourfold, fourfold
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import two_sided
from samkit.stats.score import Curve, ScoreTest, at_value, interval, inverted


def estimate(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Give the ratio p1 / p0.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.

    Returns
    -------
    Ratios from 0 to infinity; infinite where only group 0 has no favourable answer, NaN where neither has one or a
    group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups.

    Examples
    --------
    >>> estimate([31, 5, 0], [50, 10, 10], [70, 0, 0], [350, 10, 10]).tolist()
    [3.1, inf, nan]
    """
    table = fourfold(x1, n1, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.empty, np.nan, (table.x1 * table.n0) / (table.n1 * table.x0))


def miettinen_nurminen(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Miettinen-Nurminen score interval of the ratio.

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
    Bounds of the ratio; the lower is exactly 0 where x1 = 0, the upper infinite where x0 = 0, and both are vacuous
    (0 to infinity) where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    All r with ``(p1 - r p0)^2 <= z^2 N / (N - 1) (P1 Q1 / n1 + r^2 P0 Q0 / n0)``, where P1 = r P0 are the most likely
    shares of that ratio. The interval of p0 / p1 is the reciprocal one.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226, equations 10 and 11.

    Examples
    --------
    >>> bounds = miettinen_nurminen(24, 73, 53, 65)
    >>> float(bounds.lower.round(3)), float(bounds.upper.round(3))
    (0.28, 0.56)
    """
    return interval(CURVE, fourfold(x1, n1, x0, n0), level)


def koopman(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give Koopman's score interval of the ratio: Miettinen-Nurminen without the factor N / (N - 1).

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
    Bounds of the ratio; 0 below where x1 = 0, infinite above where x0 = 0, vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    References
    ----------
    Koopman (1984), Biometrics 40, 513-517.

    Examples
    --------
    >>> bounds = koopman(8, 15, 4, 15)
    >>> float(bounds.lower.round(3)), float(bounds.upper.round(3))
    (0.815, 5.336)
    """
    return interval(CURVE, fourfold(x1, n1, x0, n0), level, corrected=False)


def katz(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Katz log interval of the ratio.

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
    Bounds of the ratio; vacuous (0 to infinity) where the formula has no finite standard error because a group has no
    favourable answer or no answer; of no width where all answers of both groups are favourable.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    ``exp(log r +- z sqrt(1 / x1 - 1 / n1 + 1 / x0 - 1 / n0))``.

    References
    ----------
    Katz, Baptista, Azen and Pike (1978), Biometrics 34, 469-474.

    Examples
    --------
    >>> bounds = katz(38, 50, 163, 347)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (1.3356, 1.9598)
    """
    table = fourfold(x1, n1, x0, n0)
    without = table.empty | (table.x1 == 0) | (table.x0 == 0)
    safe = table.where(~without, 1.0)
    error = np.sqrt(safe.y1 / (safe.x1 * safe.n1) + safe.y0 / (safe.x0 * safe.n0))
    middle, spread = (safe.x1 * safe.n0) / (safe.n1 * safe.x0), np.exp(two_sided(level) * error)
    return Interval(np.where(without, 0.0, middle / spread), np.where(without, np.inf, middle * spread))


def profile_likelihood(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, level: float = 0.95) -> Interval:
    """Give the profile likelihood interval of the ratio.

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
    Bounds of the ratio; 0 below where x1 = 0, infinite above where x0 = 0, vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or the level is not between 0 and 1.

    Notes
    -----
    All r whose most likely shares have a log likelihood at most ``z^2 / 2`` below that of the observed shares.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226, section 4.

    Examples
    --------
    >>> bounds = profile_likelihood(24, 73, 53, 65)
    >>> float(bounds.lower.round(3)), float(bounds.upper.round(3))
    (0.276, 0.556)
    """
    table = fourfold(x1, n1, x0, n0)
    return inverted(PROFILE, table, np.full(table.n1.shape, two_sided(level) ** 2))


def score_test(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, value: ArrayLike = 1.0) -> ScoreTest:
    """Test that the ratio has a given value, by the statistic that the Miettinen-Nurminen interval inverts.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.
    value
        Ratio from 0 to infinity, broadcast with the counts.

    Returns
    -------
    z, positive where the ratio is above the value, and the two-sided p; NaN where a group is empty.

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


def _reach(table: Fourfold, target: Floats) -> Floats:
    return np.where(table.y1 == 0, table.n1 + target, table.x1)


def _span(table: Fourfold, value: Floats) -> Floats:
    beyond = (table.n0 + table.n1) / ((table.x0 + table.n1) * value)
    return np.where(table.y1 == 0, table.n1 * np.maximum(beyond, 1.0) * (1 + 1e-12), table.x1)


def _statistic(table: Fourfold, t: Floats) -> Floats:
    # Where all of group 1 is favourable, its share stays at 1 up to t = n1 and only then begins to fall.
    inner = np.where(table.y1 == 0, np.minimum(t, table.n1), t)
    own = np.where(table.y1 == 0, 0.0, inner * inner * table.y1 / (table.n1 * (table.x1 - inner)))
    other = inner * inner * table.y0 / (table.n0 * (table.x0 + inner))
    return own + other + (t - inner)


def _value(table: Fourfold, t: Floats) -> Floats:
    inner = np.where(table.y1 == 0, np.minimum(t, table.n1), t)
    own = np.where(table.y1 == 0, table.n1 / np.maximum(t, table.n1), (table.x1 - inner) / (table.n1 - inner))
    return own * (table.n0 + inner) / (table.x0 + inner)


def _closed(table: Fourfold) -> NDArray[np.bool_]:
    return np.asarray(table.x1 == 0)


CURVE = Curve(_reach, _span, _statistic, _value, _closed, np.reciprocal, floor=0.0, null=1.0)
"""The ratio for the score machinery: t is the multiplier of log P1 - log P0 = log r."""


def _surprise(expected: Floats, excess: Floats) -> Floats:
    # x log(x / m) + m - x for x = m + excess, without the cancellation that the plain formula has near x = m.
    part = excess / expected
    series = part * part * (1 / 2 - part * (1 / 6 - part * (1 / 12 - part * (1 / 20 - part / 30))))
    plain = np.where(part > -1, (1 + part) * np.log1p(part), 0.0) - part
    impossible = np.where(excess > 0, np.inf, 0.0)
    return np.where(expected > 0, expected * np.where(np.abs(part) < 1e-3, series, plain), impossible)


def _deviance(table: Fourfold, t: Floats) -> Floats:
    inner = np.where(table.y1 == 0, np.minimum(t, table.n1), t)
    own = np.where(table.y1 == 0, 0.0, table.n1 * inner / (table.n1 - inner))
    q1, q0 = np.where(table.y1 == 0, 0.0, table.y1 / (table.n1 - inner)), table.y0 / (table.n0 + inner)
    p1, p0 = (table.x1 - inner) / (table.n1 - inner), (table.x0 + inner) / (table.n0 + inner)
    pull = inner * q1
    first = _surprise(table.n1 * p1, pull) + _surprise(table.n1 * q1, -pull)
    second = _surprise(table.n0 * p0, -inner * q0) + _surprise(table.n0 * q0, inner * q0)
    last = 2 * table.n1 * np.log(np.maximum(t, table.n1) / table.n1)
    return 2 * (np.where(own > 0, first, 0.0) + second) + np.where(table.y1 == 0, last, 0.0)


def _deviance_reach(table: Fourfold, target: Floats) -> Floats:
    return np.where(table.y1 == 0, table.n1 * np.exp(target / (2 * table.n1)), table.x1)


PROFILE = Curve(_deviance_reach, _span, _deviance, _value, _closed, np.reciprocal, floor=0.0, null=1.0)
"""The same fits, measured by the likelihood instead of the score."""
