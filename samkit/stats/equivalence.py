"""Equivalence: whether a difference is shown to be smaller than a margin, by two one-sided tests."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import difference
from samkit.stats.cramer_interval import v_interval
from samkit.stats.crosstable import checked, degrees_of_freedom
from samkit.stats.interval import Floats, Interval
from samkit.stats.means import welch
from samkit.stats.moments import Moments
from samkit.stats.nominal import summary
from samkit.stats.noncentral import below
from samkit.stats.normal import alpha
from samkit.stats.tails import normal_p


class Equivalence(NamedTuple):
    """p of "the difference is at least the margin", and the interval that lies within the margin when p is small."""

    p: Floats
    interval: Interval


def means(one: Moments, none: Moments, margin: ArrayLike, error_rate: float = 0.05) -> Equivalence:
    """Test that two means differ by less than a margin.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.
    margin
        Largest difference that does not matter, above 0, in the unit of the answers.
    error_rate
        Scalar error rate of each one-sided test, below one half.

    Returns
    -------
    The larger p-value of Welch's two one-sided tests, and the interval of level ``1 - 2 error_rate``, which lies within
    the margin exactly when p is below the error rate. p is NaN and the interval unbounded where there are fewer than
    two answers in a group or nothing varies.

    Raises
    ------
    ValueError
        If a margin is not above 0, or the error rate is not between 0 and one half.

    References
    ----------
    Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> one, none = from_counts([1, 2, 3], [10, 20, 12]), from_counts([1, 2, 3], [40, 75, 50])
    >>> round(float(means(one, none, 0.5).p), 6)
    0.000139
    """
    room = _margin(margin)
    over = welch(one, none, value=-room, alternative="greater").p
    under = welch(one, none, value=room, alternative="less").p
    return Equivalence(np.maximum(over, under), welch(one, none, _level(error_rate)).interval)


def shares(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, margin: ArrayLike, error_rate: float = 0.05
) -> Equivalence:
    """Test that two shares differ by less than a margin.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, count.
    n1, n0
        All answers of group 1 and group 0, count.
    margin
        Largest gap that does not matter, above 0, as a difference of shares (0.1 is ten points).
    error_rate
        Scalar error rate of each one-sided test, below one half.

    Returns
    -------
    The larger p-value of the two one-sided score tests, and the Miettinen-Nurminen interval of level
    ``1 - 2 error_rate``; p is NaN and the interval vacuous where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n, a margin is not above 0, or the error rate is not between 0 and one half.

    References
    ----------
    Dunnett and Gent (1977), Biometrics 33, 593-602; Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> found = shares(26, 52, 172, 345, 0.1)
    >>> round(float(found.p), 4), [round(float(bound), 4) for bound in found.interval]
    (0.0901, [-0.1187, 0.1216])
    """
    room, cells = _margin(margin), (x1, n1, x0, n0)
    over = normal_p(difference.score_test(*cells, -room).z, "greater")
    under = normal_p(difference.score_test(*cells, room).z, "less")
    return Equivalence(np.maximum(over, under), difference.miettinen_nurminen(*cells, _level(error_rate)))


def levels(counts: ArrayLike, margin: ArrayLike, error_rate: float = 0.05) -> Equivalence:
    """Test that two groups differ at every level by less than a margin, so that the largest gap does.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, 2), count: group 1 first.
    margin
        Largest gap that does not matter, above 0, as a difference of shares, broadcast with shape (...).
    error_rate
        Scalar error rate, below one half.

    Returns
    -------
    The largest p-value over the levels, shape (...), and the interval that holds those of all levels. Each level may be
    tested at the full error rate, as all of them have to pass.

    Raises
    ------
    ValueError
        If there are not two groups, a count is negative or not finite, a margin is not above 0, or the error rate is
        not between 0 and one half.

    References
    ----------
    Berger (1982), Technometrics 24, 295-300 (intersection-union tests).

    Examples
    --------
    >>> found = levels([[33, 209], [12, 83], [6, 50]], 0.2)
    >>> round(float(found.p), 4)
    0.005
    """
    table = checked(counts)
    if table.shape[-1] != 2:
        raise ValueError(f"two groups are expected on the last axis, got {table.shape[-1]}")
    base = table.sum(axis=-2, keepdims=True)
    cells = (table[..., 0], base[..., 0], table[..., 1], base[..., 1])
    found = shares(*cells, _margin(margin)[..., None], error_rate)
    bounds = Interval(found.interval.lower.min(axis=-1), found.interval.upper.max(axis=-1))
    return Equivalence(found.p.max(axis=-1), bounds)


def cramers_v(counts: ArrayLike, margin: ArrayLike, error_rate: float = 0.05) -> Equivalence:
    """Test that Cramér's V of two factors is below a margin.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count. Levels and groups without answers are left out.
    margin
        Largest V that does not matter, above 0, no unit, broadcast with shape (...).
    error_rate
        Scalar error rate, below one half.

    Returns
    -------
    p-values, shape (...), and the interval of V of level ``1 - 2 error_rate``, whose upper bound is below the margin
    when p is below the error rate; p is NaN where fewer than two levels or groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not finite, a margin is not above 0, or the error rate is not between 0 and one half.

    Notes
    -----
    Under V = m, Pearson's statistic is non-central chi-square with non-centrality ``N m^2 (min(levels, groups) - 1)``;
    p is the chance of a statistic as small as the one observed. A statistic below its degrees of freedom is taken for
    that many: four answers that happen to fit independence perfectly prove nothing.

    References
    ----------
    Wellek (2010), Testing Statistical Hypotheses of Equivalence and Noninferiority, 9.2; Smithson (2003), Confidence
    Intervals, 4.3.

    Examples
    --------
    >>> round(float(cramers_v([[33, 209], [12, 83], [6, 50]], 0.2).p), 4)
    0.0029
    """
    table, df = summary(counts), degrees_of_freedom(counts)
    distance = table.total * _margin(margin) ** 2 * table.smaller
    p = below(np.fmax(table.statistic, df), df, distance)
    return Equivalence(p, v_interval(counts, _level(error_rate), cautious=True))


def _margin(margin: ArrayLike) -> Floats:
    room = np.asarray(margin, dtype=np.float64)
    if not np.all(room > 0):
        raise ValueError("a margin above 0 is expected")
    return room


def _level(error_rate: float) -> float:
    if not 0 < error_rate < 0.5:
        raise ValueError(f"an error rate between 0 and one half is expected, got {error_rate!r}")
    return alpha(2 * error_rate)
