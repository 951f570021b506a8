"""Means of numeric answers and their difference between two groups."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats, Interval
from samkit.stats.moments import Moments
from samkit.stats.tails import student_p, student_quantile


class Difference(NamedTuple):
    """Difference of means with standard error and interval; t, its degrees of freedom, and the p-value."""

    value: Floats
    error: Floats
    interval: Interval
    t: Floats
    df: Floats
    p: Floats


def mean(group: Moments, level: float = 0.95) -> Difference:
    """Estimate the mean of one group, and test that it is 0.

    Parameters
    ----------
    group
        Moments of the answers.
    level
        Scalar confidence level.

    Returns
    -------
    Means with standard error, interval, t, df and p; the interval is unbounded and p NaN where there are fewer than two
    answers or all are alike.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    References
    ----------
    Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> [round(float(bound), 4) for bound in mean(from_counts([1, 2, 3], [1, 1, 1])).interval]
    [-0.4841, 4.4841]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(group.variance / group.n)
    return _studied(group.mean, error, group.n - 1, level, "two-sided")


def welch(
    one: Moments,
    none: Moments,
    level: float = 0.95,
    *,
    value: ArrayLike = 0.0,
    alternative: Alternative = "two-sided",
) -> Difference:
    """Estimate and test the difference of two means whose groups may differ in spread.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.
    level
        Scalar confidence level.
    value
        The difference that is tested, in the unit of the answers.
    alternative
        ``two-sided``, or that the difference is ``greater`` or ``less`` than ``value``; the interval has two sides.

    Returns
    -------
    Differences of means, group 1 less group 0, with standard error, interval, t, df and p. Where a group has fewer than
    two answers, or nothing varies in either, the interval is unbounded and p NaN; but p is 1 where all answers are
    alike and 0 is tested.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    ``t = (m1 - m0 - value) / sqrt(v1 + v0)``, v = s^2 / n, with ``(v1 + v0)^2 / (v1^2 / (n1 - 1) + v0^2 / (n0 - 1))``
    degrees of freedom.

    References
    ----------
    Welch (1938), Biometrika 29, 350-362; Satterthwaite (1946), Biometrics Bulletin 2, 110-114.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = welch(from_counts([1, 2, 3, 9], [1, 3, 5, 1]), from_counts([1, 2, 3], [6, 5, 1]))
    >>> round(float(found.value), 4), round(float(found.df), 4), round(float(found.p), 4)
    (1.5167, 10.4095, 0.0594)
    """
    v1, v0 = _squared_error(one), _squared_error(none)
    return _studied(_apart(one, none), np.sqrt(v1 + v0), welch_df(one, none), level, alternative, value)


def student(
    one: Moments,
    none: Moments,
    level: float = 0.95,
    *,
    value: ArrayLike = 0.0,
    alternative: Alternative = "two-sided",
) -> Difference:
    """Estimate and test the difference of two means whose groups have one spread.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.
    level
        Scalar confidence level.
    value
        The difference that is tested, in the unit of the answers.
    alternative
        ``two-sided``, or that the difference is ``greater`` or ``less`` than ``value``; the interval has two sides.

    Returns
    -------
    Differences of means, group 1 less group 0, with standard error, interval, t, df and p. Where a group is empty,
    there are fewer than three answers, or nothing varies in either group, the interval is unbounded and p NaN; but p is
    1 where all answers are alike and 0 is tested.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    References
    ----------
    Student (1908), Biometrika 6, 1-25; Fisher (1925), Metron 5, 90-104.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = student(from_counts([1, 2, 3, 9], [1, 3, 5, 1]), from_counts([1, 2, 3], [6, 5, 1]))
    >>> round(float(found.t), 4), float(found.df)
    (2.2908, 20.0)
    """
    df = one.n + none.n - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt((one.squares + none.squares) / df * (1 / one.n + 1 / none.n))
    return _studied(_apart(one, none), error, df, level, alternative, value)


def welch_df(one: Moments, none: Moments, ratio: ArrayLike = 1.0) -> Floats:
    """Give Satterthwaite's degrees of freedom of ``m1 - ratio m0``.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0.
    ratio
        Factor of the second mean, no unit.

    Returns
    -------
    Degrees of freedom, between the smaller n - 1 and n1 + n0 - 2; NaN where there is nothing to estimate them from.

    References
    ----------
    Satterthwaite (1946), Biometrics Bulletin 2, 110-114.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> alike = from_counts([1, 2, 3], [1, 1, 1])
    >>> round(float(welch_df(alike, alike)), 9)
    4.0
    """
    v1, v0 = _squared_error(one), np.square(ratio) * _squared_error(none)
    with np.errstate(divide="ignore", invalid="ignore"):
        # In parts of the larger one, so that the fourth power of a standard error can neither overflow nor vanish.
        most = np.maximum(v1, v0)
        u1, u0 = v1 / most, v0 / most
        return np.asarray((u1 + u0) ** 2 / (u1**2 / (one.n - 1) + u0**2 / (none.n - 1)))


def _squared_error(group: Moments) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(group.variance / group.n)


def _apart(one: Moments, none: Moments) -> Floats:
    return np.asarray((one.shift - none.shift) + (one.origin - none.origin))


def _studied(
    estimate: Floats, error: Floats, df: Floats, level: float, alternative: Alternative, value: ArrayLike = 0.0
) -> Difference:
    excess = estimate - np.asarray(value, dtype=np.float64)
    unknown = ~((error > 0) & (df > 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(unknown, np.nan, excess / error)
        half = student_quantile(df, level) * error
    bounds = Interval(np.where(unknown, -np.inf, estimate - half), np.where(unknown, np.inf, estimate + half))
    alike = (error == 0) & (excess == 0)
    p = np.where(alike, 1.0, student_p(t, np.where(unknown, 1.0, df), alternative))
    return Difference(np.asarray(estimate), np.asarray(error), bounds, t, np.asarray(df), p)
