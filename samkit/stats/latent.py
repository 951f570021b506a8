"""Ordered answers as cuts of normal variables: how far apart two groups are there, and what a shift does to shares."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats

_FAR = 8.0
"""Standard deviations beyond which a share is as good as 0 or 1."""

_STEPS = 8


def density(z: ArrayLike) -> Floats:
    """Give the standard normal density, 0 at infinity."""
    return np.asarray(np.exp(-(np.asarray(z, dtype=np.float64) ** 2) / 2) / np.sqrt(2 * np.pi))


def cut(share: ArrayLike) -> Floats:
    """Give how far the mean of a normal variable lies above a cut that a share of it exceeds, at most 8 deviations."""
    from scipy.special import ndtri  # start-up: only an analysis of halo needs it here

    return np.clip(np.asarray(ndtri(np.asarray(share, dtype=np.float64))), -_FAR, _FAR)


def gaps(above: ArrayLike, base: ArrayLike, spread: ArrayLike, starts: ArrayLike) -> Floats:
    """Give the gap of each question in standard deviations of the variable behind it.

    Parameters
    ----------
    above
        Share of each group that reaches each threshold, group 1 first, shape (2, ..., thresholds).
    base
        Answers behind each share, shape (2, ..., thresholds), count or weight.
    spread
        Standard deviation of the variable behind, in each group, shape (2, ..., thresholds).
    starts
        The first threshold of each question, shape (questions,), rising.

    Returns
    -------
    Mean of group 1 less that of group 0, shape (..., questions), in standard deviations within groups; NaN where no
    threshold tells anything.

    Notes
    -----
    Each threshold gives ``spread_1 z_1 - spread_0 z_0``, z being the normal quantile of the share above. Their mean is
    weighted by one over the variance of such a difference in samples of these bases; a share of 0 or 1 weighs nothing.

    References
    ----------
    McCullagh (1980), Journal of the Royal Statistical Society B 42, 109-142 (ordered answers as cuts).

    Examples
    --------
    >>> from scipy.stats import norm
    >>> above = norm.cdf([[1.0, 0.5], [0.5, 0.0]])
    >>> float(gaps(above, np.full((2, 2), 50.0), np.ones((2, 2)), [0])[0])
    0.5
    """
    share, n, sd = (np.asarray(part, dtype=np.float64) for part in (above, base, spread))
    z, first = cut(share), np.asarray(starts, dtype=np.intp)
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = (sd**2 * share * (1 - share) / (n * density(z) ** 2)).sum(axis=0)
        weight = np.where((share > 0).all(axis=0) & (share < 1).all(axis=0), 1 / variance, 0.0)
        apart = (sd[0] * z[0] - sd[1] * z[1]) * weight
        found = np.add.reduceat(apart, first, axis=-1) / np.add.reduceat(weight, first, axis=-1)
    return np.asarray(found)


def expected_gap(share: ArrayLike, part: ArrayLike, shift: ArrayLike, spread: ArrayLike) -> Floats:
    """Give the gap of shares that follows if the variable behind an item is shifted between two groups.

    Parameters
    ----------
    share
        Share of favourable answers in both groups together, shape (...), a fraction.
    part
        Part of group 1 among the answers, shape (...), a fraction.
    shift
        Mean of the variable behind in group 1 less that in group 0, shape (...).
    spread
        Its standard deviation in each group, group 1 first, shape (2, ...).

    Returns
    -------
    Share of group 1 less that of group 0, shape (...), a fraction; the share of both together stays as it is.

    Notes
    -----
    Solves ``part Phi((z + (1 - part) shift) / s_1) + (1 - part) Phi((z - part shift) / s_0) = share`` for z by Newton's
    steps from the solution for one normal variable.

    Examples
    --------
    >>> from scipy.stats import norm
    >>> one, none = norm.cdf(0.2), norm.cdf(-0.3)
    >>> gap = expected_gap((one + 3 * none) / 4, 0.25, 0.5, np.ones(2))
    >>> bool(abs(gap - (one - none)) < 1e-12)
    True
    """
    from scipy.special import ndtr  # start-up: only an analysis of halo needs it here

    whole, first, apart, sd = (np.asarray(given, dtype=np.float64) for given in (share, part, shift, spread))
    up, down = (1 - first) * apart, -first * apart
    z = cut(whole) * np.sqrt(first * (sd[0] ** 2 + up**2) + (1 - first) * (sd[1] ** 2 + down**2))
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(_STEPS):
            one, none = (z + up) / sd[0], (z + down) / sd[1]
            over = first * ndtr(one) + (1 - first) * ndtr(none) - whole
            slope = first * density(one) / sd[0] + (1 - first) * density(none) / sd[1]
            z = z - np.clip(np.where(slope > 0, over / slope, 0.0), -1.0, 1.0)
        found = ndtr((z + up) / sd[0]) - ndtr((z + down) / sd[1])
    return np.asarray(np.where((whole <= 0) | (whole >= 1), 0.0, found))
