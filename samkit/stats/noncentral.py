"""The non-central chi-square distribution: what a chi-square statistic follows when there is an association."""

import numpy as np

from samkit.stats.interval import Floats
from samkit.stats.root import bracketed


def below(statistic: Floats, df: Floats, distance: Floats) -> Floats:
    """Give the chance of a non-central chi-square statistic at or below a value.

    Parameters
    ----------
    statistic
        Chi-square statistics, any shape, no unit.
    df
        Degrees of freedom, broadcast with them.
    distance
        Non-centralities, broadcast with them.

    Returns
    -------
    Chances of the broadcast shape; NaN where a number is.

    Examples
    --------
    >>> float(below(np.array(3.841458820694124), np.array(1.0), np.array(0.0)).round(12))
    0.95
    """
    from scipy.special import chndtr

    return np.asarray(chndtr(statistic, df, distance), dtype=np.float64)


def noncentrality(statistic: Floats, df: Floats, chance: float) -> Floats:
    """Find the non-centrality at which a statistic this small has a given chance.

    Parameters
    ----------
    statistic
        Chi-square statistics, any shape, no unit.
    df
        Degrees of freedom, of the same shape.
    chance
        Scalar chance, strictly between 0 and 1.

    Returns
    -------
    Non-centralities of the same shape; 0 where the chance is smaller even there, NaN without degrees of freedom.

    References
    ----------
    Smithson (2003), Confidence Intervals, 4.3.

    Examples
    --------
    >>> noncentrality(np.array([10.0]), np.array([3.0]), 0.5).round(4).tolist()
    [7.9601]
    """
    x, freedom = np.broadcast_arrays(statistic, df)
    zero = np.zeros(x.shape)
    at_zero = below(x, freedom, zero) - chance
    # A normal bound with room to spare: there the chance is below 1e-20.
    high = np.nan_to_num((np.sqrt(x + freedom) + 12) ** 2)
    open_end = np.where(at_zero > 0, -1.0, at_zero)
    found = bracketed(lambda d: below(x, freedom, d) - chance, zero, high, np.nan_to_num(at_zero, nan=-1.0), open_end)
    found = np.where(at_zero > 0, found, 0.0)
    return np.where(np.isnan(x) | ~(freedom > 0), np.nan, found)
