"""The share of a sample beside the share of a reference: counts, a printed percentage, or an estimate with its error.

A printed percentage was rounded, so that a reference is a range. Every bound and test here holds for all of it: the
interval reaches to the end of the range that is farther off, and the test takes the point that is nearest.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import confidence, difference, independence, proportion
from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import chi2_tail_1


class Apart(NamedTuple):
    """How far a share lies from a reference: the interval of the difference, a share, and the two-sided p-value."""

    interval: Interval
    p: Floats


def counted(x: float, n: float, of: tuple[float, float], n0: float, level: float = 0.95) -> Apart:
    """Hold a share against the share of another sample, by the score test of two samples and its interval.

    Parameters
    ----------
    x, n
        Favourable and all answers, count.
    of
        The least and the most favourable answers that the reference can have had, count.
    n0
        All answers of the reference, count.
    level
        Scalar confidence level.

    Returns
    -------
    The difference, sample less reference.

    References
    ----------
    Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> found = counted(56, 70, (48, 48), 80)
    >>> float(found.interval.lower.round(4)), float(found.interval.upper.round(4))
    (0.0528, 0.3382)
    """
    near = n0 * x / n if n else 0.0
    x0 = np.clip([of[0], np.floor(near), np.ceil(near), of[1]], *of)
    bounds = difference.miettinen_nurminen(x, n, x0, n0, level)
    p = independence.score(x, n, x0, n0)
    return Apart(Interval(np.asarray(bounds.lower.min()), np.asarray(bounds.upper.max())), np.asarray(p.max()))


def figure(x: float, n: float, of: tuple[float, float], level: float = 0.95) -> Apart:
    """Hold a share against a fixed figure, by the score test of one sample and the Wilson interval.

    Parameters
    ----------
    x, n
        Favourable and all answers, count.
    of
        The least and the most that the figure can have been before it was rounded, a share.
    level
        Scalar confidence level.

    Returns
    -------
    The difference, sample less figure; vacuous, and p NaN, where nobody answered.

    Notes
    -----
    ``z^2 = n (x / n - P)^2 / (P (1 - P))`` at the P of the range that is nearest to the share.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> float(figure(60, 100, (0.5, 0.5)).p.round(4))
    0.0455
    """
    bounds = proportion.wilson(x, n, level)
    share = proportion.estimate(x, n)
    nearest = np.clip(share, *of)
    with np.errstate(invalid="ignore", divide="ignore"):
        square = np.where(share == nearest, 0.0, n * np.square(share - nearest) / (nearest * (1 - nearest)))
    p = np.where(np.isnan(share), np.nan, chi2_tail_1(square))
    inside = Interval(np.asarray(bounds.lower - of[1]), np.asarray(bounds.upper - of[0]))
    return Apart(inside if n else Interval(np.asarray(-1.0), np.asarray(1.0)), p)


class Error(NamedTuple):
    """The standard error of a share, and its degrees of freedom."""

    se: float
    df: float


def estimated(
    share: float, error: Error, of: tuple[float, float], other: Error | float = np.inf, level: float = 0.95
) -> Apart:
    """Hold a weighted share against a reference; the two are independent, so that their variances add.

    Parameters
    ----------
    share, error
        The share and its error, from weights and design.
    of
        The least and the most that the reference can be, a share.
    other
        The error of the reference; or its base, count, as a simple random sample; infinite for a fixed figure.
    level
        Scalar confidence level.

    Returns
    -------
    The difference, sample less reference; vacuous, and p NaN, where the sample has no error to judge by.

    Notes
    -----
    Wald bounds with t on ``(v + v0)^2 / (v^2 / df + v0^2 / df0)`` degrees of freedom.

    References
    ----------
    Satterthwaite (1946), Biometrics Bulletin 2, 110-114.

    Examples
    --------
    >>> found = estimated(0.6, Error(0.04, 99), (0.5, 0.5), Error(0.03, 199))
    >>> [round(float(bound), 3) for bound in found.interval]
    [0.001, 0.199]
    """
    ends = np.array([*of, np.clip(share, *of)])
    if isinstance(other, Error):
        v0, df0 = np.full(3, other.se**2), other.df
    else:
        v0, df0 = ends * (1 - ends) / other, other - 1
    v = error.se**2
    if not v > 0 or np.isnan(v0).any() or error.df < 1:
        return Apart(Interval(np.asarray(-1.0), np.asarray(1.0)), np.asarray(np.nan))
    se, df = np.sqrt(v + v0), _satterthwaite(v, error.df, v0, df0)
    bounds = confidence.wald(share - ends, se, df, level)
    p = confidence.t_test(share - ends[2], se[2], df[2])
    lower, upper = np.clip([bounds.lower.min(), bounds.upper.max()], -1.0, 1.0)
    return Apart(Interval(np.asarray(lower), np.asarray(upper)), p)


def _satterthwaite(v: float, df: float, v0: Floats, df0: ArrayLike) -> Floats:
    """Give the degrees of freedom of the sum of two variances."""
    return np.asarray((v + v0) ** 2 / (v**2 / df + v0**2 / np.maximum(df0, 1.0)))
