"""From odds and likelihood ratios to a chance: Bayes' theorem for items that are taken as independent."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.confidence import wald
from samkit.stats.interval import Floats, Interval


class Factors(NamedTuple):
    """Numbers from 0 to infinity that are estimated one from another's independent data, with their bounds.

    Parameters
    ----------
    value, lower, upper
        **Shape** (..., factors), no unit; bounds are NaN where none are known.
    """

    value: Floats
    lower: Floats
    upper: Floats


def product(factors: Factors) -> tuple[Floats, Interval]:
    """Multiply estimates, and their intervals with them.

    Parameters
    ----------
    factors
        The estimates; none at all make 1.

    Returns
    -------
    Products, **shape** (...), NaN where 0 meets infinity, and their bounds, NaN where one of the bounds is not known.

    Notes
    -----
    On logarithms, where the distances of each estimate to its own bounds are added in squares: with one factor the
    bounds are its own, so they agree with whatever test they invert. A factor of 0, or infinite, has a distance to no
    bound; on the side of its finite bound that bound itself is taken, which errs on the wide side.

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702, for a sum of estimates.

    Examples
    --------
    >>> value, bounds = product(Factors(np.array([2.0, 3.0]), np.array([1.0, 1.5]), np.array([4.0, 6.0])))
    >>> [round(float(number), 3) for number in (value, *bounds)]
    [6.0, 2.251, 15.991]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value, lower, upper = (np.log(np.asarray(part, dtype=np.float64)) for part in factors)
        inside = np.isfinite(value)
        total = value.sum(axis=-1)

        def bound(end: Floats) -> tuple[Floats, Floats]:
            apart = np.where(inside, end - value, 0.0)
            return np.where(inside, value, end).sum(axis=-1), np.sqrt((apart**2).sum(axis=-1))

        (low, below), (high, above) = bound(lower), bound(upper)
        return np.exp(total), Interval(np.exp(low - below), np.exp(high + above))


def odds(share: ArrayLike) -> Floats:
    """Give the odds of a share.

    Parameters
    ----------
    share
        Fractions, any shape.

    Returns
    -------
    Odds; infinite for 1.

    Examples
    --------
    >>> odds([0.25, 1.0]).tolist()
    [0.3333333333333333, inf]
    """
    p = np.asarray(share, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(p / (1 - p))


def chance(odds: ArrayLike) -> Floats:
    """Give the share that has these odds.

    Parameters
    ----------
    odds
        From 0 to infinity, any shape.

    Returns
    -------
    Fractions.

    Examples
    --------
    >>> chance([1 / 3, np.inf]).tolist()
    [0.25, 1.0]
    """
    given = np.asarray(odds, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(1 / (1 + 1 / given))


def predicted(
    columns: ArrayLike, coefficients: Floats, covariance: Floats, df: float = np.inf, level: float = 0.95
) -> tuple[Floats, Interval]:
    """Give the chance that a logistic model gives to a respondent.

    Parameters
    ----------
    columns
        What the respondent answered, **shape** (columns,).
    coefficients, covariance
        Of the model, the constant first, **shape** (1 + columns,) and (1 + columns, 1 + columns).
    df
        Degrees of freedom of the covariance.
    level
        Scalar confidence level.

    Returns
    -------
    The chance, a fraction, and its bounds: Wald's on the log odds.

    Examples
    --------
    >>> found, bounds = predicted([1], np.array([-1.0, 1.0]), np.array([[0.1, -0.1], [-0.1, 0.3]]))
    >>> float(found), [round(float(bound), 3) for bound in bounds]
    (0.5, [0.294, 0.706])
    """
    x = np.concatenate([[1.0], np.asarray(columns, dtype=np.float64)])
    place = x @ coefficients
    bounds = wald(place, np.sqrt(x @ covariance @ x), df, level)
    return chance(np.exp(place)), Interval(chance(np.exp(bounds.lower)), chance(np.exp(bounds.upper)))
