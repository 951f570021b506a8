"""Estimators as a value and a score: what each row of the sample adds to the estimate's error."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


class Estimator(NamedTuple):
    """Estimates, shape (...), and their scores, shape (rows, ...), in the same unit; scores of a row are additive.

    A row is a respondent, or a cluster with the sums over its respondents: sums of scores are scores of sums.
    """

    value: Floats
    score: Floats


def total(y: ArrayLike) -> Estimator:
    """Estimate totals.

    Parameters
    ----------
    y
        Weighted values of the rows, ``w y``, shape (rows, ...), zero outside a domain.

    Returns
    -------
    Their sums and, as scores, themselves.

    Examples
    --------
    >>> total([2.0, 3.0, 4.0]).value.tolist()
    9.0
    """
    values = np.asarray(y, dtype=np.float64)
    return Estimator(np.asarray(values.sum(axis=0)), values)


def ratio(y: ArrayLike, x: ArrayLike) -> Estimator:
    """Estimate ratios of totals: shares and means of any domain among them.

    Parameters
    ----------
    y, x
        Weighted numerators and denominators of the rows, shapes that broadcast to (rows, ...), zero outside a domain.

    Returns
    -------
    ``R = sum y / sum x`` with scores ``(y - R x) / sum x``; NaN where the denominators sum to zero.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> share = ratio([2.0, 0.0, 4.0], [2.0, 2.0, 4.0])
    >>> float(share.value), share.score.tolist()
    (0.75, [0.0625, -0.1875, 0.125])
    """
    above, below = np.broadcast_arrays(np.asarray(y, dtype=np.float64), np.asarray(x, dtype=np.float64))
    scale = np.asarray(below.sum(axis=0))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.asarray(above.sum(axis=0) / scale)
        return Estimator(value, (above - value * below) / scale)


def mean(y: ArrayLike, weight: ArrayLike) -> Estimator:
    """Estimate means of those who answered.

    Parameters
    ----------
    y
        Values of the rows, shape (rows, ...), any unit; NaN where missing.
    weight
        Weights, shape (rows,) or that of ``y``, zero outside a domain.

    Returns
    -------
    Hajek means and their scores; NaN where nobody answered.

    References
    ----------
    Hajek (1971), in Godambe and Sprott, Foundations of Statistical Inference, 236.

    Examples
    --------
    >>> float(mean([1.0, np.nan, 5.0], [3, 2, 1]).value)
    2.0
    """
    values, weights = np.asarray(y, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    weights = weights.reshape(weights.shape + (1,) * (values.ndim - weights.ndim))
    there = ~np.isnan(values)
    return ratio(np.where(there, values, 0.0) * weights, there * weights)


def variance(y: ArrayLike, weight: ArrayLike) -> Estimator:
    """Estimate the variance of values in the population.

    Parameters
    ----------
    y
        Values of the rows, shape (rows, ...), any unit; NaN where missing.
    weight
        Weights, shape (rows,) or that of ``y``, zero outside a domain.

    Returns
    -------
    Variances in the squared unit and their scores; NaN where fewer than two answered.

    Notes
    -----
    ``n / (n - 1) sum w (y - m)^2 / sum w`` with n answers of positive weight and the weighted mean m.

    Examples
    --------
    >>> float(variance([1.0, 2.0, 6.0], [1, 1, 1]).value)
    7.0
    """
    values, weights = np.asarray(y, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    weights = weights.reshape(weights.shape + (1,) * (values.ndim - weights.ndim))
    n = np.asarray((~np.isnan(values) & (weights > 0)).sum(axis=0), dtype=np.float64)
    squares = (values - mean(values, weights).value) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return mean(squares * (n / np.where(n < 2, np.nan, n - 1)), weights)


def difference(one: Estimator, none: Estimator) -> Estimator:
    """Give the gap of two estimators on the same sample.

    Parameters
    ----------
    one, none
        Estimators of one shape.

    Returns
    -------
    ``one - none``.

    Examples
    --------
    >>> gap = difference(ratio([1.0, 0.0], [1.0, 0.0]), ratio([0.0, 1.0], [0.0, 2.0]))
    >>> float(gap.value)
    0.5
    """
    return Estimator(one.value - none.value, one.score - none.score)


def logarithm(found: Estimator) -> Estimator:
    """Give the logarithm of an estimator.

    Parameters
    ----------
    found
        Estimator of something positive.

    Returns
    -------
    ``log v`` with scores ``s / v``; minus infinity where v is 0.

    Examples
    --------
    >>> float(logarithm(total([1.0, 0.0])).value)
    0.0
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return Estimator(np.asarray(np.log(found.value)), found.score / found.value)


def log_odds(found: Estimator) -> Estimator:
    """Give the log odds of a share.

    Parameters
    ----------
    found
        Estimator of shares, between 0 and 1.

    Returns
    -------
    ``log(p / (1 - p))`` with scores ``s / (p (1 - p))``; infinite where p is 0 or 1.

    Examples
    --------
    >>> float(log_odds(ratio([1.0, 0.0], [1.0, 1.0])).value)
    0.0
    """
    p = found.value
    with np.errstate(invalid="ignore", divide="ignore"):
        return Estimator(np.asarray(np.log(p) - np.log1p(-p)), found.score / (p * (1 - p)))


def stacked(*parts: Estimator) -> Estimator:
    """Lay estimators side by side along a last axis, for their covariance.

    Parameters
    ----------
    parts
        Estimators of one shape (...).

    Returns
    -------
    One of shape (..., parts).

    Examples
    --------
    >>> stacked(total([1.0, 2.0]), total([3.0, 4.0])).value.tolist()
    [3.0, 7.0]
    """
    return Estimator(np.stack([part.value for part in parts], -1), np.stack([part.score for part in parts], -1))
