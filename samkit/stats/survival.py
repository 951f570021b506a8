"""How many are still there after how long, where some are out of sight before they end."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats, Interval
from samkit.stats.life_table import LifeTable


class Curve(NamedTuple):
    """A share by day with its standard error, both of **shape** (..., days), fractions of one."""

    value: Floats
    error: Floats


def remaining(table: LifeTable) -> Floats:
    """Give the share that is still there after each day: the product-limit estimate of Kaplan and Meier.

    Parameters
    ----------
    table
        The counts, **shape** (..., days).

    Returns
    -------
    Shares, **shape** (..., days), fractions of one; what it was before where nobody is at risk.

    Notes
    -----
    ``S(t) = prod over s <= t of (1 - d_s / n_s)``: whoever goes out of sight counts until then, and is not dropped.

    References
    ----------
    Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457-481.

    Examples
    --------
    >>> remaining(LifeTable(np.array([3.0, 2.0]), np.array([[1.0, 1.0]]))).round(4).tolist()
    [0.6667, 0.3333]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        stays = np.where(table.at_risk > 0, 1 - table.leaving / table.at_risk, 1.0)
    return stays.cumprod(axis=-1)


def kaplan_meier(table: LifeTable) -> Curve:
    """Give the share still there after each day, with Greenwood's standard error.

    Parameters
    ----------
    table
        The counts, **shape** (..., days).

    Returns
    -------
    The curve; the error is 0 once nobody is left.

    Notes
    -----
    ``Var S = S^2 sum d / (n (n - d))``.

    References
    ----------
    Greenwood (1926), Reports on Public Health and Medical Subjects 33, 1-26.

    Examples
    --------
    >>> found = kaplan_meier(LifeTable(np.array([4.0, 2.0]), np.array([[1.0, 1.0]])))
    >>> found.value.tolist(), found.error.round(4).tolist()
    ([0.75, 0.375], [0.2165, 0.2864])
    """
    n, d = table.at_risk, table.leaving
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(n > d, d / (n * (n - d)), 0.0)
    value = remaining(table)
    return Curve(value, value * np.sqrt(part.cumsum(axis=-1)))


def log_log(value: ArrayLike, error: ArrayLike, quantile: ArrayLike) -> Interval:
    """Give the interval of a share on the scale of log(-log), which never leaves 0 and 1.

    Parameters
    ----------
    value, error
        Shares with their standard errors, **shape** (...), fractions of one.
    quantile
        How many standard errors wide, to each side.

    Returns
    -------
    Bounds; NaN where the share is 0 or 1, of which no such interval is known.

    References
    ----------
    Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in log_log(0.5, 0.1, 1.959964)]
    [0.2952, 0.6745]
    """
    share, wide = np.asarray(value, dtype=np.float64), np.asarray(error, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        inside = (share > 0) & (share < 1)
        steps = np.asarray(quantile) * wide / (share * np.log(share))
        ends = (share ** np.exp(-steps), share ** np.exp(steps))
    lower, upper = np.minimum(*ends), np.maximum(*ends)
    return Interval(np.where(inside, lower, np.nan), np.where(inside, upper, np.nan))


def reached(curve: ArrayLike, share: float) -> Floats:
    """Give the first day after which no more than a share is still there.

    Parameters
    ----------
    curve
        Shares still there by day, never rising, **shape** (..., days), fractions of one.
    share
        Scalar, a fraction of one: 0.5 for the median.

    Returns
    -------
    Days, **shape** (...); NaN where the curve stays above.

    Examples
    --------
    >>> reached([1.0, 0.6, 0.5, 0.2], 0.5).tolist(), reached([0.9, 0.8], 0.5).tolist()
    (2.0, nan)
    """
    below = np.asarray(curve, dtype=np.float64) <= share + 1e-12
    return np.where(below.any(axis=-1), below.argmax(axis=-1).astype(np.float64), np.nan)
