"""Adjustment of p-values over a family of tests: over the last axis, tests that were not possible (NaN) left out."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Give q-values that bound the expected share of false findings.

    Parameters
    ----------
    p
        p-values, shape (..., tests); NaN where no test was possible.

    Returns
    -------
    Adjusted values of the same shape, NaN where ``p`` is.

    Raises
    ------
    ValueError
        If a p-value is below 0 or above 1.

    Notes
    -----
    The smallest ``m p / rank`` from the rank of ``p`` upwards, m being the number of tests that were possible.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, np.nan, 0.04, 0.03]).tolist()
    [0.03, nan, 0.04, 0.04]
    """
    return _stepped_up(p, np.ones_like)


def benjamini_yekutieli(p: ArrayLike) -> Floats:
    """Give adjusted values that bound the expected share of false findings under any dependence.

    Parameters
    ----------
    p
        p-values, shape (..., tests); NaN where no test was possible.

    Returns
    -------
    Adjusted values of the same shape, NaN where ``p`` is.

    Raises
    ------
    ValueError
        If a p-value is below 0 or above 1.

    Notes
    -----
    Benjamini-Hochberg times ``1 + 1/2 + ... + 1/m``.

    References
    ----------
    Benjamini and Yekutieli (2001), Annals of Statistics 29, 1165-1188.

    Examples
    --------
    >>> benjamini_yekutieli([0.01, 0.02]).tolist()
    [0.03, 0.03]
    """
    return _stepped_up(p, _harmonic)


def holm(p: ArrayLike) -> Floats:
    """Give adjusted p-values that bound the chance of any false finding.

    Parameters
    ----------
    p
        p-values, shape (..., tests); NaN where no test was possible.

    Returns
    -------
    Adjusted values of the same shape, NaN where ``p`` is.

    Raises
    ------
    ValueError
        If a p-value is below 0 or above 1.

    Notes
    -----
    The largest ``(m - rank + 1) p`` up to the rank of ``p``.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.06, 0.06]
    """
    values, order, rank, size = _ranked(p)
    sorted_p = np.take_along_axis(values, order, axis=-1)
    steps = np.where(np.isnan(sorted_p), 0.0, sorted_p * (size - rank + 1))
    return _returned(np.maximum.accumulate(steps, axis=-1), values, order)


def none(p: ArrayLike) -> Floats:
    """Leave p-values as they are.

    Parameters
    ----------
    p
        p-values, shape (..., tests); NaN where no test was possible.

    Returns
    -------
    The same values.

    Raises
    ------
    ValueError
        If a p-value is below 0 or above 1.

    Examples
    --------
    >>> none([0.01, 0.5]).tolist()
    [0.01, 0.5]
    """
    return _checked(p)


def _checked(p: ArrayLike) -> Floats:
    values = np.array(p, dtype=np.float64, ndmin=1)
    if np.any((values < 0) | (values > 1)):
        raise ValueError("p-values between 0 and 1 are expected")
    return values


def _ranked(p: ArrayLike) -> tuple[Floats, np.ndarray[tuple[int, ...], np.dtype[np.intp]], Floats, Floats]:
    values = _checked(p)
    order = np.argsort(values, axis=-1, kind="stable")
    rank = np.arange(1.0, values.shape[-1] + 1)
    size = np.count_nonzero(~np.isnan(values), axis=-1, keepdims=True).astype(np.float64)
    return values, order, rank, size


def _harmonic(size: Floats) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(1 / np.arange(1.0, size.max(initial=0) + 1))])
    return np.asarray(sums[size.astype(np.intp)])


def _stepped_up(p: ArrayLike, factor: Callable[[Floats], Floats]) -> Floats:
    values, order, rank, size = _ranked(p)
    sorted_p = np.take_along_axis(values, order, axis=-1)
    steps = np.where(np.isnan(sorted_p), np.inf, sorted_p * (size * factor(size) / rank))
    return _returned(np.minimum.accumulate(steps[..., ::-1], axis=-1)[..., ::-1], values, order)


def _returned(adjusted: Floats, values: Floats, order: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Floats:
    result = np.empty_like(values)
    np.put_along_axis(result, order, np.minimum(adjusted, 1.0), axis=-1)
    return np.where(np.isnan(values), np.nan, result)
