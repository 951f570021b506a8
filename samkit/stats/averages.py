"""Weighted means of two groups from their sums, with linearised errors: respondents drawn one by one, put back."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import student
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha

_LOST = 1e-12
"""Below this part of the squares around the origin, the squares around the mean have lost their digits to rounding."""


class Weighed(NamedTuple):
    """Sums of the answers of one group less an origin: count, weights, squared weights, and with both the answers.

    ``first`` and ``second`` are sums of w d and w d^2, ``first2`` and ``second2`` of w^2 d and w^2 d^2, d being the
    answer less the origin.
    """

    n: ArrayLike
    w: ArrayLike
    w2: ArrayLike
    first: ArrayLike
    second: ArrayLike
    first2: ArrayLike
    second2: ArrayLike
    origin: ArrayLike


class Average(NamedTuple):
    """Estimates, their standard errors, the interval, and the p-value of the test that the estimate is 0."""

    value: Floats
    error: Floats
    interval: Interval
    p: Floats


def mean(group: Weighed, sample: ArrayLike, level: float = 0.95) -> Average:
    """Estimate a weighted mean.

    Parameters
    ----------
    group
        Sums of the group, any broadcastable shapes.
    sample
        Respondents of the whole sample of which the group is a part, count.
    level
        Scalar confidence level.

    Returns
    -------
    Means in the unit of the answers, with standard error and t bounds on n - 1 degrees of freedom; unbounded where the
    group has fewer than two answers or they are all alike, NaN where it has none.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    ``m = sum w x / sum w`` with variance ``n / (n - 1) sum w^2 (x - m)^2 / (sum w)^2``, n being the sample.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> found = mean(Weighed(4, 4.0, 4.0, 0.0, 20.0, 0.0, 20.0, 5.0), 4)
    >>> float(found.value), float(found.error.round(6))
    (5.0, 1.290994)
    """
    value, squared = _estimated(group, sample)
    return _studied(value, np.sqrt(squared), np.asarray(group.n, dtype=np.float64) - 1, level)


def difference(one: Weighed, none: Weighed, sample: ArrayLike, level: float = 0.95) -> Average:
    """Estimate and test the difference of two weighted means, group 1 less group 0.

    Parameters
    ----------
    one, none
        Sums of group 1 and group 0.
    sample
        Respondents of the whole sample of which the groups are parts, count.
    level
        Scalar confidence level.

    Returns
    -------
    Differences in the unit of the answers, with standard error, t bounds and p on n - 2 degrees of freedom, n being
    the sample, as R's svyttest has them; NaN and unbounded where a group has fewer than two answers, or nothing varies
    in either.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The linearised variables of two disjoint groups are uncorrelated, so the variances add.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> one = Weighed(4, 4.0, 4.0, 0.0, 20.0, 0.0, 20.0, 7.0)
    >>> none = Weighed(6, 6.0, 6.0, 0.0, 30.0, 0.0, 30.0, 5.0)
    >>> float(difference(one, none, 10).value)
    2.0
    """
    (m1, v1), (m0, v0) = _estimated(one, sample), _estimated(none, sample)
    return _studied(m1 - m0, np.sqrt(v1 + v0), np.asarray(sample, dtype=np.float64) - 2, level)


def _estimated(group: Weighed, sample: ArrayLike) -> tuple[Floats, Floats]:
    """Give the mean and its squared error."""
    n, w, w2, first, _, first2, second2, origin = (np.asarray(part, dtype=np.float64) for part in group)
    size = np.asarray(sample, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        shift = first / w
        spread = second2 - 2 * shift * first2 + shift**2 * w2
        # What is left of a spread of 0 is rounding, from which no error may be estimated.
        squared = size / (size - 1) * np.where(spread > _LOST * second2, spread, 0.0) / w**2
    enough = (n >= 2) & (w > 0)
    return np.where(w > 0, origin + shift, np.nan), np.where(enough, squared, np.nan)


def _studied(value: Floats, error: Floats, df: Floats, level: float) -> Average:
    """Add interval and p-value from Student's t; without variation there is neither."""
    known = (error > 0) & (df > 0)
    free = np.where(known, df, 1.0)
    half = student.quantile(alpha(level), free) * error
    with np.errstate(invalid="ignore", divide="ignore"):
        p = student.two_sided(value / error, free)
    bounds = Interval(np.where(known, value - half, -np.inf), np.where(known, value + half, np.inf))
    return Average(value, error, bounds, np.where(known, p, np.nan))
