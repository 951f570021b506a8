"""How much of the variance of an outcome is due to each term of a linear model, for many samples at once."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.collinear import CollinearError, redundant
from samkit.stats.design import checked_weights
from samkit.stats.interval import Floats
from samkit.stats.shapley import averaged
from samkit.stats.terms import Terms

_NOTHING_LEFT = 1e-12
"""A column of which less than this part of its variance is left follows from the others, and adds nothing."""


def correlations(x: ArrayLike, y: ArrayLike, weight: ArrayLike | None = None) -> Floats:
    """Check and correlate columns and outcome.

    Parameters
    ----------
    x
        Columns, shape (rows, columns), any unit, finite.
    y
        Outcome, shape (rows,), any unit, finite.
    weight
        Weights, shape (rows,), any unit; all alike where left out.

    Returns
    -------
    Correlations, the outcome last, shape (columns + 1, columns + 1).

    Raises
    ------
    ValueError
        If rows differ in number, a number is not finite, a weight negative, or the outcome does not vary.
    CollinearError
        If a column is constant or follows from the columns before it.

    Examples
    --------
    >>> correlations([[1.0], [2.0], [4.0]], [2.0, 4.0, 8.0]).round(12).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    columns, outcome = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    weights = checked_weights(np.ones(outcome.shape) if weight is None else weight)
    if columns.ndim != 2 or not len(columns) == len(outcome) == len(weights):
        raise ValueError(f"columns and outcome of as many rows are expected, got {columns.shape} and {outcome.shape}")
    if not (np.all(np.isfinite(columns)) and np.all(np.isfinite(outcome))):
        raise ValueError("finite columns and a finite outcome are expected")
    same = redundant(columns, weights)
    if same.size:
        raise CollinearError(same)
    if redundant(outcome[:, None], weights).size:
        raise ValueError("an outcome that varies is expected")
    return np.asarray(correlated(np.column_stack([columns, outcome]), weights[:, None])[0])


def correlated(values: Floats, weight: Floats) -> Floats:
    """Correlate columns in many samples of the same rows.

    Parameters
    ----------
    values
        Columns, shape (rows, k), any unit, finite.
    weight
        Weights of the rows, shape (rows, samples), not all 0 in any.

    Returns
    -------
    Correlations, shape (samples, k, k); NaN where a column does not vary.

    Examples
    --------
    >>> correlated(np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 9.0]]), np.array([[1.0], [1.0], [0.0]])).round(12).tolist()
    [[[1.0, -1.0], [-1.0, 1.0]]]
    """
    k, around = values.shape[1], values - values.mean(axis=0)
    share = (weight / weight.sum(axis=0)).T
    mean = share @ around
    pairs = share @ (around[:, :, None] * around[:, None, :]).reshape(-1, k * k)
    covariance = pairs.reshape(-1, k, k) - mean[:, :, None] * mean[:, None, :]
    variance = np.einsum("sii->si", covariance)
    varies = variance > 1e-14 * np.square(np.abs(around).max(axis=0, initial=0.0))
    root = np.sqrt(np.where(varies, variance, np.nan))
    return np.asarray(covariance / (root[:, :, None] * root[:, None, :]))


def explained(correlation: ArrayLike, terms: Terms | None = None) -> Floats:
    """Give the R2 of the models with each set of terms.

    Parameters
    ----------
    correlation
        Correlations, the outcome last, shape (..., columns + 1, columns + 1).
    terms
        Columns of each term, every column in one term; each column is a term where left out.

    Returns
    -------
    R2 of each set in the order of ``shapley.members``, shape (..., 2^terms), fraction.

    Notes
    -----
    Each term is swept out of the matrices of all sets so far, which doubles their number and leaves less of each.

    References
    ----------
    Beaton (1964), The Use of Special Matrix Operators in Statistical Calculus, Educational Testing Service.

    Examples
    --------
    >>> explained([[1, 0, 0.6], [0, 1, 0.8], [0.6, 0.8, 1]]).round(12).tolist()
    [0.0, 0.36, 0.64, 1.0]
    """
    matrix = np.asarray(correlation, dtype=np.float64)
    groups = [[column] for column in range(matrix.shape[-1] - 1)] if terms is None else terms
    order = [column for term in groups for column in term] + [matrix.shape[-1] - 1]
    if sorted(order) != list(range(matrix.shape[-1])):
        raise ValueError("every column is expected to be in one term")
    left = matrix[..., None, :, :][..., order, :][..., :, order]
    for term in groups:
        without, within = left, left
        for _ in term:
            without, within = without[..., 1:, 1:], _swept(within)
        left = np.concatenate([without, within], axis=-3)
    return np.asarray(1 - left[..., 0, 0])


def lmg(correlation: ArrayLike, terms: Terms | None = None) -> Floats:
    """Share R2 out among the terms, averaged over all orders of the terms.

    Parameters
    ----------
    correlation
        Correlations, the outcome last, shape (..., columns + 1, columns + 1).
    terms
        Columns of each term, every column in one term; each column is a term where left out.

    Returns
    -------
    Shares, shape (..., terms), fraction; they add up to R2.

    References
    ----------
    Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis, 119; Groemping (2006),
    Journal of Statistical Software 17 (1).

    Examples
    --------
    >>> lmg([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.315, 0.045]
    """
    return averaged(explained(correlation, terms))


def first(correlation: ArrayLike, terms: Terms | None = None) -> Floats:
    """Give the R2 of each term alone.

    Parameters
    ----------
    correlation, terms
        As for ``lmg``.

    Returns
    -------
    R2, shape (..., terms), fraction.

    Examples
    --------
    >>> first([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.36, 0.09]
    """
    worth = explained(correlation, terms)
    return np.asarray(worth[..., 1 << np.arange(worth.shape[-1].bit_length() - 1)])


def last(correlation: ArrayLike, terms: Terms | None = None) -> Floats:
    """Give the R2 that is lost when each term alone is left out.

    Parameters
    ----------
    correlation, terms
        As for ``lmg``.

    Returns
    -------
    Losses of R2, shape (..., terms), fraction.

    Examples
    --------
    >>> last([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.27, 0.0]
    """
    worth = explained(correlation, terms)
    sets = worth.shape[-1]
    return np.asarray(worth[..., -1:] - worth[..., sets - 1 - (1 << np.arange(sets.bit_length() - 1))])


def _swept(matrix: Floats) -> Floats:
    pivot, row = matrix[..., :1, :1], matrix[..., :1, 1:]
    there = pivot > _NOTHING_LEFT
    # A pivot that is not a number stays so in all that follows from it.
    change = np.swapaxes(row, -1, -2) * row / np.where(there | np.isnan(pivot), pivot, 1.0)
    return np.asarray(matrix[..., 1:, 1:] - np.where(there | np.isnan(pivot), change, 0.0))
