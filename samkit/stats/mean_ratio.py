"""The ratio of two means, with Fieller's set of ratios, bounded or not."""

from typing import NamedTuple

import numpy as np

from samkit.stats.interval import Floats, Interval
from samkit.stats.means import welch_df
from samkit.stats.moments import Moments
from samkit.stats.tails import student_quantile


class MeanRatio(NamedTuple):
    """Ratio of means and the smallest interval around all ratios that the test does not reject.

    Where the mean of group 0 cannot be told from 0 the ratios reach over infinity: the interval is unbounded, and the
    ratios strictly inside ``left_out``, NaN elsewhere, are the only ones rejected.
    """

    value: Floats
    interval: Interval
    left_out: Interval


def fieller(one: Moments, none: Moments, level: float = 0.95) -> MeanRatio:
    """Estimate the ratio of two means whose groups may differ in spread.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit with a true zero.
    level
        Scalar confidence level.

    Returns
    -------
    Ratios, group 1 over group 0, with Fieller's set. The ratio is infinite where only m0 is 0 and NaN where both are.
    All ratios belong to the set where a group has fewer than two answers, or nothing varies.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    All r with ``(m1 - r m0)^2 <= t^2 (v1 + r^2 v0)``, v = s^2 / n, t having the degrees of freedom of Welch's test. So
    the set leaves out 1 exactly when the interval of the difference leaves out 0: one test, two views. (With degrees of
    freedom that follow r the set can fall into pieces; with those at the estimate it can contradict the difference.)

    References
    ----------
    Fieller (1954), Journal of the Royal Statistical Society B 16, 175-185; Tamhane and Logan (2004), Biometrical
    Journal 46, 305-317 (who take the degrees of freedom at the estimate).

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = fieller(from_counts([6, 8, 9], [2, 5, 3]), from_counts([3, 4, 5], [4, 9, 4]))
    >>> [round(float(number), 4) for number in (found.value, *found.interval)]
    [1.975, 1.7289, 2.255]
    """
    return _ratios(one, none, _errors(one, none), student_quantile(welch_df(one, none), level))


def fieller_pooled(one: Moments, none: Moments, level: float = 0.95) -> MeanRatio:
    """Estimate the ratio of two means whose groups have one spread.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit with a true zero.
    level
        Scalar confidence level.

    Returns
    -------
    Ratios, group 1 over group 0, with the set of ratios r at which Student's test of ``m1 = r m0`` does not reject; as
    for ``fieller``.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    ``(m1 - r m0)^2 <= t^2 s^2 (1 / n1 + r^2 / n0)`` with n1 + n0 - 2 degrees of freedom: Fieller's own set.

    References
    ----------
    Fieller (1954), Journal of the Royal Statistical Society B 16, 175-185.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = fieller_pooled(from_counts([6, 8, 9], [2, 5, 3]), from_counts([3, 4, 5], [4, 9, 4]))
    >>> [round(float(number), 4) for number in (found.value, *found.interval)]
    [1.975, 1.739, 2.2581]
    """
    df = one.n + none.n - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(df > 0, (one.squares + none.squares) / df, np.nan)
        errors = np.sqrt(spread / one.n), np.sqrt(spread / none.n)
    return _ratios(one, none, errors, student_quantile(df, level))


def _errors(one: Moments, none: Moments) -> tuple[Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(one.variance / one.n), np.sqrt(none.variance / none.n)


def _ratios(one: Moments, none: Moments, errors: tuple[Floats, Floats], t: Floats) -> MeanRatio:
    m1, m0, e1, e0 = np.broadcast_arrays(one.mean, none.mean, *errors)
    # In units of the means, so that no square overflows or vanishes.
    scale1, scale0 = _scale(m1, e1), _scale(m0, e0)
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b, u, v = m1 / scale1, m0 / scale0, t * e1 / scale1, t * e0 / scale0
        square, constant, root = (b - v) * (b + v), (a - u) * (a + u), (a * v) ** 2 + (b * u) ** 2 - (u * v) ** 2
        outer = a * b + np.copysign(np.sqrt(root), a * b)
        ends = outer / square, np.where(outer == 0, 0.0, constant / outer)
        value, unit = m1 / m0, scale1 / scale0
    low, high = np.minimum(*ends) * unit, np.maximum(*ends) * unit
    known = np.isfinite(root) & ((u > 0) | (v > 0))
    bounded, rays = known & (square > 0), known & (square < 0) & (root > 0)
    bounds = Interval(np.where(bounded, low, -np.inf), np.where(bounded, high, np.inf))
    return MeanRatio(value, bounds, Interval(np.where(rays, low, np.nan), np.where(rays, high, np.nan)))


def _scale(mean: Floats, error: Floats) -> Floats:
    largest = np.fmax(np.abs(mean), error)
    return np.where(largest > 0, largest, 1.0)
