"""How strong a hidden trait would have to be to explain a ratio away: the E-value."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats, Interval


def e_value(ratio: ArrayLike) -> Floats:
    """Give the least strength of a hidden trait that could explain a ratio of shares.

    Parameters
    ----------
    ratio
        Ratios of the share of group 1 to that of group 0, any shape, above 0.

    Returns
    -------
    By which factor the trait would have to be more frequent in one group than in the other and, at the same time, make
    the item more frequent, for both groups to be alike without it; 1 where they are alike, NaN where there is no ratio.

    Notes
    -----
    ``R + sqrt(R (R - 1))`` with the ratio R turned round where it is below 1.

    References
    ----------
    VanderWeele and Ding (2017), Annals of Internal Medicine 167, 268-274; Ding and VanderWeele (2016), Epidemiology 27,
    368-377 (the bounding factor).

    Examples
    --------
    >>> e_value([3.9, 0.8, 1.0]).round(2).tolist()
    [7.26, 1.81, 1.0]
    """
    given = np.asarray(ratio, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.where(given < 1, 1 / given, given)
        return np.asarray(np.where(np.isfinite(away), away + np.sqrt(away) * np.sqrt(away - 1), away))


def e_bound(interval: Interval) -> Floats:
    """Give the least strength of a hidden trait that could bring the interval of a ratio to 1.

    Parameters
    ----------
    interval
        Bounds of the ratios, any shape.

    Returns
    -------
    The E-value of the bound nearest to 1; 1 where the interval holds 1, NaN where there is none.

    References
    ----------
    VanderWeele and Ding (2017), Annals of Internal Medicine 167, 268-274.

    Examples
    --------
    >>> e_bound(Interval(np.array([1.8, 0.71, 0.9]), np.array([8.7, 0.91, 1.2]))).round(2).tolist()
    [3.0, 1.43, 1.0]
    """
    lower, upper = interval
    nearest = np.where(lower > 1, lower, np.where(upper < 1, upper, 1.0))
    return e_value(np.where(np.isnan(lower) | np.isnan(upper), np.nan, nearest))
