"""Intervals for one proportion."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.fourfold import answers
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha, two_sided


def estimate(x: ArrayLike, n: ArrayLike) -> Floats:
    """Give the share of favourable answers.

    Parameters
    ----------
    x
        Favourable answers, any shape, count.
    n
        All answers, broadcast with ``x``, count.

    Returns
    -------
    Shares between 0 and 1; NaN where nobody answered.

    Raises
    ------
    ValueError
        If not 0 <= x <= n.

    Examples
    --------
    >>> estimate([28, 0], [50, 0]).tolist()
    [0.56, nan]
    """
    x, _, n = answers(x, n)
    with np.errstate(invalid="ignore"):
        return np.asarray(x / n)


def wilson(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Wilson score interval of a share.

    Parameters
    ----------
    x
        Favourable answers, any shape, count.
    n
        All answers, broadcast with ``x``, count.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds as shares; the lower is exactly 0 where x = 0, the upper exactly 1 where x = n, and both are vacuous
    (0 to 1) where n = 0.

    Raises
    ------
    ValueError
        If not 0 <= x <= n, or the level is not between 0 and 1.

    Notes
    -----
    The roots P of ``(x / n - P)^2 = z^2 P (1 - P) / n``. The lower one is computed from the product of the roots,
    which keeps its digits when it is close to zero.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> bounds = wilson(81, 263)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.2553, 0.3662)
    """
    return scored(x, n, two_sided(level) ** 2)


def scored(x: ArrayLike, n: ArrayLike, square: ArrayLike) -> Interval:
    """Give the shares at which the score statistic reaches a square: Wilson's bounds for that of a normal quantile.

    Parameters
    ----------
    x, n
        Favourable and all answers, any broadcastable shapes, count.
    square
        Value of ``(x / n - P)^2 n / (P (1 - P))``, not negative, broadcast with the counts.

    Returns
    -------
    Bounds as shares, as ``wilson`` gives them.

    Examples
    --------
    >>> [float(bound) for bound in scored(1, 2, 0.0)]
    [0.5, 0.5]
    """
    x, y, n = answers(x, n)
    goal = np.asarray(square, dtype=np.float64)
    base = np.where(n == 0, 1.0, n)
    reach = x + goal / 2 + np.sqrt(goal * (x * y / base + goal / 4))
    with np.errstate(invalid="ignore"):
        lower = np.where((n == 0) | (x == 0), 0.0, x * (x / base) / reach)
    return Interval(lower, np.where(y == 0, 1.0, reach / (base + goal)))


def clopper_pearson(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """Give the exact interval of a share, from two one-sided binomial tests.

    Parameters
    ----------
    x
        Favourable answers, any shape, count.
    n
        All answers, broadcast with ``x``, count.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds as shares; exactly 0 below where x = 0, exactly 1 above where x = n.

    Raises
    ------
    ValueError
        If not 0 <= x <= n, or the level is not between 0 and 1.

    Notes
    -----
    Beta quantiles: ``B(a / 2; x, n - x + 1)`` and ``B(1 - a / 2; x + 1, n - x)`` with a = 1 - level.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26, 404-413.

    Examples
    --------
    >>> bounds = clopper_pearson(81, 263)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.2527, 0.3676)
    """
    from scipy.special import betainccinv, betaincinv

    x, y, _ = answers(x, n)
    tail = alpha(level) / 2
    lower = np.where(x == 0, 0.0, betaincinv(np.where(x == 0, 1.0, x), y + 1, tail))
    upper = np.where(y == 0, 1.0, betainccinv(x + 1, np.where(y == 0, 1.0, y), tail))
    return Interval(lower, upper)


def agresti_coull(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """Give the Agresti-Coull interval of a share: Wald around the middle of Wilson's.

    Parameters
    ----------
    x
        Favourable answers, any shape, count.
    n
        All answers, broadcast with ``x``, count.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds as shares. They are not cut at 0 and 1, which the formula can pass near either end; vacuous where n = 0.

    Raises
    ------
    ValueError
        If not 0 <= x <= n, or the level is not between 0 and 1.

    Notes
    -----
    ``P +- z sqrt(P (1 - P) / m)`` with ``m = n + z^2`` and ``P = (x + z^2 / 2) / m``.

    References
    ----------
    Agresti and Coull (1998), The American Statistician 52, 119-126.

    Examples
    --------
    >>> bounds = agresti_coull(5, 10)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.2366, 0.7634)
    """
    x, y, n = answers(x, n)
    z = two_sided(level)
    size = n + z**2
    share, other = (x + z**2 / 2) / size, (y + z**2 / 2) / size
    half = z * np.sqrt(share * other / size)
    return Interval(np.where(n == 0, 0.0, share - half), np.where(n == 0, 1.0, share + half))


def jeffreys(x: ArrayLike, n: ArrayLike, level: float = 0.95, *, closed: bool = False) -> Interval:
    """Give the equal-tailed interval of the posterior under Jeffreys' prior.

    Parameters
    ----------
    x
        Favourable answers, any shape, count.
    n
        All answers, broadcast with ``x``, count.
    level
        Scalar probability inside.
    closed
        Put the lower bound at 0 where x = 0 and the upper at 1 where x = n, so that the observed share is inside,
        as Brown, Cai and DasGupta advise; without it both tails keep half of 1 - level.

    Returns
    -------
    Bounds as shares; vacuous where n = 0.

    Raises
    ------
    ValueError
        If not 0 <= x <= n, or the level is not between 0 and 1.

    Notes
    -----
    Quantiles of Beta(x + 1/2, n - x + 1/2).

    References
    ----------
    Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.

    Examples
    --------
    >>> bounds = jeffreys(5, 10)
    >>> float(bounds.lower.round(4)), float(bounds.upper.round(4))
    (0.2235, 0.7765)
    """
    from scipy.special import betainccinv, betaincinv

    x, y, n = answers(x, n)
    tail = alpha(level) / 2
    at_zero, at_one = (n == 0) | (closed & (x == 0)), (n == 0) | (closed & (y == 0))
    lower = np.where(at_zero, 0.0, betaincinv(x + 0.5, y + 0.5, tail))
    upper = np.where(at_one, 1.0, betainccinv(x + 0.5, y + 0.5, tail))
    return Interval(lower, upper)
