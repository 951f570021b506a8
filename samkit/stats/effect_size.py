"""Differences of means in units of the spread."""

from typing import NamedTuple

import numpy as np

from samkit.stats.interval import Floats, Interval
from samkit.stats.means import student
from samkit.stats.moments import Moments
from samkit.stats.normal import alpha
from samkit.stats.root import bracketed


class EffectSize(NamedTuple):
    """A difference of means over a standard deviation, and its interval."""

    value: Floats
    interval: Interval


def cohens_d(one: Moments, none: Moments, level: float = 0.95) -> EffectSize:
    """Give Cohen's d, the difference of two means over their pooled standard deviation.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.
    level
        Scalar confidence level.

    Returns
    -------
    d and its interval; NaN and unbounded where a group is empty, there are fewer than three answers, or nothing varies.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The bounds are those of the non-centrality of Student's t, over ``sqrt(n1 n0 / (n1 + n0))``.

    References
    ----------
    Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2.2; Steiger and Fouladi (1997), in What If
    There Were No Significance Tests, 221-257.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = cohens_d(from_counts([1, 2, 3, 9], [1, 3, 5, 1]), from_counts([1, 2, 3], [6, 5, 1]))
    >>> round(float(found.value), 4)
    0.9809
    """
    found = student(one, none, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = np.sqrt(1 / one.n + 1 / none.n)
        value = found.t * unit
    tail = alpha(level) / 2
    lower, upper = (_noncentrality(found.t, found.df, chance) * unit for chance in (1 - tail, tail))
    unknown = np.isnan(value)
    return EffectSize(value, Interval(np.where(unknown, -np.inf, lower), np.where(unknown, np.inf, upper)))


def hedges_g(one: Moments, none: Moments, level: float = 0.95) -> EffectSize:
    """Give Hedges' g, Cohen's d without its bias in small groups.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.
    level
        Scalar confidence level.

    Returns
    -------
    g and its interval; NaN and unbounded where d is.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    d times ``gamma(m / 2) / (sqrt(m / 2) gamma((m - 1) / 2))``, m being n1 + n0 - 2.

    References
    ----------
    Hedges (1981), Journal of Educational Statistics 6, 107-128, equation 6e.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = hedges_g(from_counts([1, 2, 3, 9], [1, 3, 5, 1]), from_counts([1, 2, 3], [6, 5, 1]))
    >>> round(float(found.value), 4)
    0.9436
    """
    from scipy.special import gammaln

    found, df = cohens_d(one, none, level), one.n + none.n - 2
    half = np.where(df > 1, df, np.nan) / 2
    factor = np.exp(np.asarray(gammaln(half), dtype=np.float64) - gammaln(half - 0.5)) / np.sqrt(half)
    unknown = np.isnan(found.value * factor)
    bounds = Interval(
        np.where(unknown, -np.inf, found.interval.lower * factor),
        np.where(unknown, np.inf, found.interval.upper * factor),
    )
    return EffectSize(found.value * factor, bounds)


def glass_delta(one: Moments, none: Moments) -> Floats:
    """Give Glass' delta, the difference of two means over the standard deviation of group 0.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.

    Returns
    -------
    Deltas; NaN where group 1 is empty, group 0 has fewer than two answers, or group 0 does not vary.

    References
    ----------
    Glass (1976), Educational Researcher 5, 3-8.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> round(float(glass_delta(from_counts([2, 4], [1, 1]), from_counts([1, 2, 3], [1, 1, 1]))), 6)
    1.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = (one.shift - none.shift) + (one.origin - none.origin)
        return np.where(none.variance > 0, apart / np.sqrt(none.variance), np.nan)


def _noncentrality(t: Floats, df: Floats, chance: float) -> Floats:
    from scipy.special import nctdtr

    known, below = np.isfinite(t) & (df > 0), t < 0
    value, freedom = np.where(known, np.abs(t), 0.0), np.where(known, df, 1.0)
    wanted = np.where(below, 1 - chance, chance)  # of -t, so that exchanging the groups mirrors the bounds

    def excess(distance: Floats) -> Floats:
        found = np.asarray(nctdtr(freedom, distance, value), dtype=np.float64)
        # Far out in a tail the library's series gives no number.
        return np.where(np.isnan(found), distance < value, found) - wanted

    # As far as the chi distribution can stretch t, and ten standard errors more.
    reach = np.abs(value) * (1 + 10 / np.sqrt(freedom)) + 10
    found = bracketed(excess, -reach, reach, 1 - wanted, -wanted)
    return np.where(known, np.where(below, -found, found), np.nan)
