"""What answers that are missing could do to a gap, and whether they are missing alike in both groups."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import independence
from samkit.stats.interval import Floats, Interval


def worst(x1: ArrayLike, n1: ArrayLike, m1: ArrayLike, x0: ArrayLike, n0: ArrayLike, m0: ArrayLike) -> Interval:
    """Bound the gap p1 - p0 that there would be if all who gave no answer had given one.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, counts or sums of weights.
    n1, n0
        All answers of group 1 and group 0, in the same unit.
    m1, m0
        Answers of group 1 and group 0 that there could be and that are missing, in the same unit.

    Returns
    -------
    Bounds of the broadcast shape, fractions from -1 to 1. At the lower one every missing answer of group 0 is
    favourable and none of group 1, at the upper one the other way round. NaN where a group has nobody at all.

    Raises
    ------
    ValueError
        If not 0 <= x <= n, or if m is below 0.

    Notes
    -----
    ``x1 / (n1 + m1) - (x0 + m0) / (n0 + m0)`` and ``(x1 + m1) / (n1 + m1) - x0 / (n0 + m0)``. Nothing is supposed
    of why answers are missing, so no gap between the bounds can be ruled out, and each of them can be. They are bounds
    of the gap in the sample: the sampling error comes on top.

    References
    ----------
    Manski (1989), Journal of Human Resources 24, 343-360; Horowitz and Manski (2000), Journal of the American
    Statistical Association 95, 77-84.

    Examples
    --------
    >>> bounds = worst(28, 51, 1, 62, 346, 4)
    >>> float(bounds.lower.round(6)), float(bounds.upper.round(6))
    (0.34989, 0.380549)
    """
    one, another = _group(x1, n1, m1), _group(x0, n0, m0)
    return Interval(np.asarray(one.lower - another.upper), np.asarray(one.upper - another.lower))


def _group(x: ArrayLike, n: ArrayLike, m: ArrayLike) -> Interval:
    """Bound the share of one group."""
    has, base, lacks = (np.asarray(part, dtype=np.float64) for part in (x, n, m))
    if not (np.all(has >= 0) and np.all(has <= base) and np.all(lacks >= 0)):
        raise ValueError("favourable answers are between 0 and all answers, missing ones at least 0")
    with np.errstate(divide="ignore", invalid="ignore"):
        return Interval(np.asarray(has / (base + lacks)), np.asarray((has + lacks) / (base + lacks)))


def shifted(gap: ArrayLike, interval: Interval, bounds: Interval) -> Interval:
    """Move the bounds of an interval as far as missing answers can move the gap.

    Parameters
    ----------
    gap
        Gaps of those who answered, any shape, fraction.
    interval
        Of the gaps, the same shape.
    bounds
        Of `worst`, the same shape.

    Returns
    -------
    Bounds that hold the gap of all, whatever the missing answers are, at the confidence of the interval or more: the
    sampling error is taken to be that of the answers given.

    References
    ----------
    Horowitz and Manski (2000), section 3; Imbens and Manski (2004), Econometrica 72, 1845-1857, of which these are the
    longer intervals, for the whole range and not for the gap alone.

    Examples
    --------
    >>> moved = shifted(0.2, Interval(np.array(0.1), np.array(0.3)), Interval(np.array(0.15), np.array(0.22)))
    >>> float(moved.lower.round(6)), float(moved.upper.round(6))
    (0.05, 0.32)
    """
    value = np.asarray(gap, dtype=np.float64)
    lower, upper = interval.lower + (bounds.lower - value), interval.upper + (bounds.upper - value)
    return Interval(np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64))


def differs(n1: ArrayLike, m1: ArrayLike, n0: ArrayLike, m0: ArrayLike) -> Floats:
    """Test that answers are missing as often in one group as in the other.

    Parameters
    ----------
    n1, n0
        Answers of group 1 and group 0, any broadcastable shapes, count of respondents.
    m1, m0
        Answers of group 1 and group 0 that there could be and that are missing, count of respondents.

    Returns
    -------
    Two-sided p-values of the score test of two shares; 1 where nothing or everything is missing, NaN where a group has
    nobody at all.

    Examples
    --------
    >>> float(differs(40, 12, 340, 5).round(9)), float(differs(52, 0, 345, 0))
    (0.0, 1.0)
    """
    lacks1, lacks0 = np.asarray(m1), np.asarray(m0)
    return independence.score(lacks1, lacks1 + np.asarray(n1), lacks0, lacks0 + np.asarray(n0))
