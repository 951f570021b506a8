"""Whether the means of several groups differ."""

from typing import NamedTuple

import numpy as np

from samkit.stats.interval import Floats
from samkit.stats.moments import Moments
from samkit.stats.spread import f_tail


class Analysis(NamedTuple):
    """F with its two degrees of freedom and the p-value, and the share of the spread that lies between the groups."""

    statistic: Floats
    df1: Floats
    df2: Floats
    p: Floats
    eta2: Floats


def analysis_of_variance(groups: Moments) -> Analysis:
    """Test that groups with one spread have one mean.

    Parameters
    ----------
    groups
        Moments, shape (..., groups), in one unit. Groups without answers are left out.

    Returns
    -------
    F, its degrees of freedom, p and eta squared, shape (...). Where nothing varies inside the groups F is infinite and
    p 0, and where all answers are alike p is 1 and F NaN; NaN where fewer than two groups have answers, or none has
    more than one.

    Notes
    -----
    ``F = (B / (k - 1)) / (W / (N - k))`` and ``eta^2 = B / (B + W)`` with B the squares between the k groups, W those
    within. Two groups have the p of Student's test.

    References
    ----------
    Fisher (1925), Statistical Methods for Research Workers, chapter 7.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = analysis_of_variance(from_counts([1, 2, 3], [[2, 1, 0], [1, 2, 1], [0, 1, 3]]))
    >>> round(float(found.statistic), 4), round(float(found.p), 4)
    (4.0887, 0.0598)
    """
    n, total = groups.n, groups.n.sum(axis=-1)
    there = np.count_nonzero(n, axis=-1)
    df1, df2 = there - 1.0, total - there
    distance = _from_mean(groups, n)
    between, within = (n * distance**2).sum(axis=-1), groups.squares.sum(axis=-1)
    few = (df1 < 1) | (df2 < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        f = np.where(few, np.nan, (between / df1) / (within / df2))
        eta2 = np.where(few, np.nan, between / (between + within))
    alike = (between + within == 0) & ~few
    return Analysis(f, df1, df2, np.where(alike, 1.0, f_tail(f, df1, df2)), eta2)


def welch(groups: Moments) -> Analysis:
    """Test that groups which may differ in spread have one mean.

    Parameters
    ----------
    groups
        Moments, shape (..., groups), in one unit. Groups without answers are left out.

    Returns
    -------
    F, its degrees of freedom, p and eta squared, shape (...); NaN where fewer than two groups have answers, or one of
    them has a single answer or no spread, but p is 1 where all answers are alike.

    Notes
    -----
    With weights ``w = n / s^2``, their sum W and the weighted mean m, and ``L = sum (1 - w / W)^2 / (n - 1)``:
    ``F = sum w (mean - m)^2 / (k - 1) / (1 + 2 (k - 2) L / (k^2 - 1))`` on k - 1 and ``(k^2 - 1) / (3 L)`` degrees of
    freedom. Two groups have the p of Welch's t test.

    References
    ----------
    Welch (1951), Biometrika 38, 330-336.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = welch(from_counts([1, 2, 3], [[2, 1, 0], [1, 2, 1], [0, 1, 3]]))
    >>> round(float(found.statistic), 4), round(float(found.p), 4)
    (5.2077, 0.0616)
    """
    plain = analysis_of_variance(groups)
    k, there = plain.df1 + 1, groups.n > 0
    known = np.all(~there | ((groups.n > 1) & (groups.squares > 0)), axis=-1) & (k > 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(there & known[..., None], groups.n / groups.variance, 0.0)
        part = weight / weight.sum(axis=-1, keepdims=True)
        lost = np.where(there, (1 - part) ** 2 / (groups.n - 1), 0.0).sum(axis=-1)
        between = (weight * _from_mean(groups, weight) ** 2).sum(axis=-1)
        f = between / (k - 1) / (1 + 2 * (k - 2) * lost / (k**2 - 1))
        df2 = (k**2 - 1) / (3 * lost)
    f, df2 = np.where(known, f, np.nan), np.where(known, df2, np.nan)
    alike = np.isnan(plain.statistic) & (plain.p == 1)
    return Analysis(f, plain.df1, df2, np.where(alike, 1.0, f_tail(f, plain.df1, df2)), plain.eta2)


def _from_mean(groups: Moments, weight: Floats) -> Floats:
    """Give the distances of the group means from their weighted mean, from shifts around one origin; 0 where empty."""
    origin = groups.origin[..., :1]
    shift = np.where(groups.n > 0, np.nan_to_num(groups.shift) + (groups.origin - origin), 0.0)
    total = weight.sum(axis=-1, keepdims=True)
    middle = (weight * shift).sum(axis=-1, keepdims=True) / np.where(total > 0, total, 1.0)
    return np.where(groups.n > 0, shift - middle, 0.0)
