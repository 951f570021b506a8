"""Whether the share of group 1 rises with a score, among respondents who are alike in another question."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail_1


class StratifiedTrend(NamedTuple):
    """Signed statistic z, positive where group 1 rises with the score, and its two-sided p-value; NaN where neither."""

    z: Floats
    p: Floats


def mantel(x: ArrayLike, n: ArrayLike, scores: ArrayLike) -> StratifiedTrend:
    """Test a trend over ordered levels within strata: Mantel's extension test.

    Parameters
    ----------
    x
        Respondents of group 1 at each level of each stratum, shape (strata, levels), count.
    n
        All respondents there, shape (strata, levels), count; a level or a stratum may be empty.
    scores
        Where the levels stand, shape (levels,), rising.

    Returns
    -------
    z and p; NaN where no stratum has both groups and two levels.

    Raises
    ------
    ValueError
        If not 0 <= x <= n.

    Notes
    -----
    The sum of scores of group 1 less its expectation, given the margins of each stratum, over the root of the sum of
    its hypergeometric variances ``m (N - m) / (N^2 (N - 1)) (N sum s^2 n - (sum s n)^2)``. With one stratum it is the
    Cochran-Armitage test with the factor (N - 1) / N.

    References
    ----------
    Mantel (1963), Journal of the American Statistical Association 58, 690-700.

    Examples
    --------
    >>> found = mantel([[1, 3, 6], [2, 4, 5]], [[10, 10, 10], [12, 12, 8]], [0, 1, 2])
    >>> round(float(found.z), 4), round(float(found.p), 4)
    (3.1012, 0.0019)
    """
    first, every = np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64)
    at = np.asarray(scores, dtype=np.float64)
    if not np.all((first >= 0) & (first <= every)):
        raise ValueError("counts are expected with 0 <= x <= n")
    m, total = first.sum(axis=1), every.sum(axis=1)
    sum_, squares = every @ at, every @ at**2
    safe, less = np.where(total > 0, total, 1.0), np.where(total > 1, total - 1, 1.0)
    apart = first @ at - m * sum_ / safe
    variance = m * (total - m) / (safe**2 * less) * (total * squares - sum_**2)
    spread = float(variance.sum())
    z = np.asarray(apart.sum() / np.sqrt(spread) if spread > 0 else np.nan)
    return StratifiedTrend(z, np.asarray(chi2_tail_1(z**2)))
