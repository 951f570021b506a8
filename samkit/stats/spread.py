"""Whether groups differ in spread."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats
from samkit.stats.moments import Moments, from_counts
from samkit.stats.quantiles import quantiles


class SpreadTest(NamedTuple):
    """F with its two degrees of freedom, and the p-value."""

    statistic: Floats
    df1: Floats
    df2: Floats
    p: Floats


def variance_ratio(one: Moments, none: Moments) -> SpreadTest:
    """Test by F that two normal groups have one variance.

    Parameters
    ----------
    one, none
        Moments of group 1 and group 0, in one unit.

    Returns
    -------
    The ratio of variances, group 1 over group 0, and its two-sided p-value; NaN where a group has fewer than two
    answers or both variances are 0.

    References
    ----------
    Fisher (1924), Proceedings of the International Congress of Mathematics 2, 805-813.

    Examples
    --------
    >>> from samkit.stats.moments import from_counts
    >>> found = variance_ratio(from_counts([1, 2, 5], [2, 2, 2]), from_counts([1, 2, 3], [2, 3, 1]))
    >>> round(float(found.statistic), 4), round(float(found.p), 4)
    (6.1176, 0.0686)
    """
    df1, df2 = np.asarray(one.n - 1), np.asarray(none.n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        f, inverse = one.variance / none.variance, none.variance / one.variance
    tails = np.minimum(f_tail(f, df1, df2), f_tail(inverse, df2, df1))
    return SpreadTest(np.asarray(f), df1, df2, np.minimum(1.0, 2 * tails))


def levene(values: ArrayLike, counts: ArrayLike, *, center: Literal["median", "mean"] = "median") -> SpreadTest:
    """Test that groups have one spread, by the distances of answers from the centre of their group.

    Parameters
    ----------
    values
        Distinct values in rising order, shape (values,), any unit.
    counts
        Answers with each value, shape (..., values, groups), whole count.
    center
        ``median``, which is Brown and Forsythe's form and holds for skew answers, or ``mean``, which is Levene's own.

    Returns
    -------
    F, its degrees of freedom and p, shape (...); NaN where fewer than two groups have answers or no group has a spread.

    Raises
    ------
    ValueError
        If values and counts do not fit, or a count is negative or not finite.

    References
    ----------
    Levene (1960), in Contributions to Probability and Statistics, 278-292; Brown and Forsythe (1974), Journal of the
    American Statistical Association 69, 364-367.

    Examples
    --------
    >>> found = levene([1, 2, 3, 4, 5], [[2, 0], [1, 1], [1, 3], [1, 1], [2, 0]])
    >>> round(float(found.statistic), 4), round(float(found.p), 4)
    (6.2791, 0.0311)
    """
    table = np.swapaxes(checked(counts), -1, -2)
    answers = np.asarray(values, dtype=np.float64)
    found = from_counts(answers, table)
    middle = quantiles(answers, table, [0.5])[..., 0] if center == "median" else found.mean
    distance = np.abs(answers - middle[..., None])
    n = table.sum(axis=-1)
    total = n.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(n > 0, (table * np.nan_to_num(distance)).sum(axis=-1) / n, 0.0)
        grand = (n * mean).sum(axis=-1) / total
        between = (n * (mean - grand[..., None]) ** 2).sum(axis=-1)
        within = (table * np.nan_to_num((distance - mean[..., None]) ** 2)).sum(axis=-1).sum(axis=-1)
        groups = np.count_nonzero(n, axis=-1)
        df1, df2 = groups - 1.0, total - groups
        f = np.where((df1 > 0) & (df2 > 0), (between / df1) / (within / df2), np.nan)
    return SpreadTest(f, df1, df2, f_tail(f, df1, df2))


def f_tail(f: ArrayLike, df1: ArrayLike, df2: ArrayLike) -> Floats:
    """Give the upper tail of the F distribution.

    Parameters
    ----------
    f
        Statistics, any shape, no unit.
    df1, df2
        Degrees of freedom, broadcast with ``f``.

    Returns
    -------
    Chances of the broadcast shape; NaN where ``f`` is NaN or a number of degrees of freedom is not above 0.

    References
    ----------
    Abramowitz and Stegun (1964), 26.6.2.

    Examples
    --------
    >>> float(f_tail(4.0, 2.0, 2.0))
    0.2
    """
    from scipy.special import fdtrc

    parts = np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in (f, df1, df2)))
    known = ~np.isnan(parts[0]) & (parts[1] > 0) & (parts[2] > 0)
    safe = [np.where(known, part, 1.0) for part in parts]
    infinite = np.isinf(safe[0])
    tail = np.asarray(fdtrc(safe[1], safe[2], np.where(infinite, 1.0, safe[0])), dtype=np.float64)
    return np.where(known, np.where(infinite, 0.0, tail), np.nan)
