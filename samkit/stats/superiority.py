"""The probability of superiority: how likely one of group 1 answers higher than one of group 0."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.distinct import balance, two_groups
from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats, Interval
from samkit.stats.tails import student_p, student_quantile


class Superiority(NamedTuple):
    """P(higher) + P(tie) / 2, its standard error and interval; t, its degrees of freedom, and p of "it is one half"."""

    value: Floats
    error: Floats
    interval: Interval
    t: Floats
    df: Floats
    p: Floats


def estimate(counts: ArrayLike) -> Floats:
    """Give the probability that one of group 1 answers higher than one of group 0, ties counting half.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, 2), count: group 1 first.

    Returns
    -------
    Probabilities, shape (...); NaN where a group is empty. Twice the distance from one half is Cliff's delta.

    Raises
    ------
    ValueError
        If there are not two groups, or a count is negative or not finite.

    References
    ----------
    Vargha and Delaney (2000), Journal of Educational and Behavioral Statistics 25, 101-132.

    Examples
    --------
    >>> round(float(estimate([[0, 1], [0, 2], [1, 3], [2, 2], [3, 0]])), 6)
    0.885417
    """
    return (1 + cliffs_delta(counts)) / 2


def cliffs_delta(counts: ArrayLike) -> Floats:
    """Give Cliff's delta: P(group 1 higher) - P(group 0 higher).

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, 2), count: group 1 first.

    Returns
    -------
    Differences of probabilities, between -1 and 1, shape (...); NaN where a group is empty. This is also the
    rank-biserial correlation, and Somers' d of the answer by group.

    Raises
    ------
    ValueError
        If there are not two groups, or a count is negative or not finite.

    References
    ----------
    Cliff (1993), Psychological Bulletin 114, 494-509.

    Examples
    --------
    >>> round(float(cliffs_delta([[0, 1], [0, 2], [1, 3], [2, 2], [3, 0]])), 6)
    0.770833
    """
    one, none = two_groups(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((one * balance(none)).sum(axis=-1) / (one.sum(axis=-1) * none.sum(axis=-1)))


def brunner_munzel(counts: ArrayLike, level: float = 0.95, *, alternative: Alternative = "two-sided") -> Superiority:
    """Estimate and test the probability of superiority where the groups may differ in spread.

    Parameters
    ----------
    counts
        Answers per distinct value or level, in rising order, shape (..., values, 2), count: group 1 first.
    level
        Scalar confidence level.
    alternative
        ``two-sided``, or that the probability is ``greater`` or ``less`` than one half; the interval has two sides.

    Returns
    -------
    Probabilities with standard error, interval within 0 and 1, t, df and p, shape (...). The interval is vacuous (0 to
    1) where a group has fewer than two answers or nothing varies inside the groups; p is then NaN, but 1 where all
    answers are alike.

    Raises
    ------
    ValueError
        If there are not two groups, a count is negative or not finite, or the level is not between 0 and 1.

    Notes
    -----
    With H the share of the other group below an answer, ties half: the standard error is
    ``sqrt(var H1 / n1 + var H0 / n0)``, and t has Satterthwaite's degrees of freedom. R's statistics have the opposite
    sign, as they speak of the second group.

    References
    ----------
    Brunner and Munzel (2000), Biometrical Journal 42, 17-25.

    Examples
    --------
    >>> found = brunner_munzel([[0, 1], [0, 2], [1, 3], [2, 2], [3, 0]])
    >>> round(float(found.t), 6), round(float(found.p), 6)
    (4.523164, 0.00121)
    >>> [round(float(bound), 4) for bound in found.interval]
    [0.6946, 1.0]
    """
    one, none = two_groups(counts)
    value = estimate(counts)
    v1, v0 = _variance(one, none), _variance(none, one)
    n1, n0 = one.sum(axis=-1), none.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        df = (v1 + v0) ** 2 / (v1**2 / (n1 - 1) + v0**2 / (n0 - 1))
        error = np.sqrt(v1 + v0)
        t = cliffs_delta(counts) / (2 * error)
    half = student_quantile(df, level) * error
    unknown = ~(error > 0)
    bounds = Interval(
        np.where(unknown, 0.0, np.maximum(value - half, 0.0)), np.where(unknown, 1.0, np.minimum(value + half, 1.0))
    )
    alike = (error == 0) & (cliffs_delta(counts) == 0)
    p = np.where(alike, 1.0, np.where(unknown, np.nan, student_p(t, df, alternative)))
    return Superiority(value, error, bounds, np.where(unknown, np.nan, t), df, p)


def _variance(mine: Floats, other: Floats) -> Floats:
    n, m = mine.sum(axis=-1), other.sum(axis=-1)
    place = balance(other)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Whole numbers up to the division, so that no spread is exactly 0.
        around = n[..., None] * place - (mine * place).sum(axis=-1)[..., None]
        squares = (mine * (around / (2 * n * m)[..., None]) ** 2).sum(axis=-1)
        return np.where(n < 2, np.nan, squares / (n * (n - 1)))
