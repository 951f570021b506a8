"""Importance of correlated columns by columns that are not correlated and as close to them as can be."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.binary import Model
from samkit.stats.interval import Floats
from samkit.stats.logits import fitted


def betasq(correlation: ArrayLike) -> Floats:
    """Give the squared standardised coefficients of a linear model.

    Parameters
    ----------
    correlation
        Correlations, the outcome last, shape (..., columns + 1, columns + 1), of full rank.

    Returns
    -------
    Shape (..., columns), no unit; they add up to R2 only where the columns are not correlated.

    Examples
    --------
    >>> betasq([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.36, 0.0]
    """
    return np.square(_standardised(correlation))


def pratt(correlation: ArrayLike) -> Floats:
    """Give the products of standardised coefficient and correlation.

    Parameters
    ----------
    correlation
        Correlations, the outcome last, shape (..., columns + 1, columns + 1), of full rank.

    Returns
    -------
    Shape (..., columns), fraction; they add up to R2, and some may be below 0.

    References
    ----------
    Pratt (1987), in Pukkila and Puntanen, Proceedings of the Second Tampere Conference in Statistics, 245-260.

    Examples
    --------
    >>> pratt([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.36, 0.0]
    """
    return _standardised(correlation) * np.asarray(correlation, dtype=np.float64)[..., :-1, -1]


def relative_weights(correlation: ArrayLike) -> Floats:
    """Give Johnson's relative weights in a linear model, which are Genizi's.

    Parameters
    ----------
    correlation
        Correlations, the outcome last, shape (..., columns + 1, columns + 1), of full rank.

    Returns
    -------
    Shape (..., columns), fraction; they add up to R2 and none is below 0.

    Notes
    -----
    With the root S of the columns' correlations: ``(S o S) (S^-1 r)^2``.

    References
    ----------
    Genizi (1993), Statistica Sinica 3, 407-420; Johnson (2000), Multivariate Behavioral Research 35, 1-19.

    Examples
    --------
    >>> relative_weights([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.36, 0.09]
    """
    root, own = _apart(correlation)
    return np.asarray(np.einsum("...ij,...j->...i", np.square(root), np.square(own)))


def car(correlation: ArrayLike) -> Floats:
    """Give the squared correlations of the outcome with the columns made uncorrelated.

    Parameters
    ----------
    correlation
        Correlations, the outcome last, shape (..., columns + 1, columns + 1), of full rank.

    Returns
    -------
    Shape (..., columns), fraction; they add up to R2.

    References
    ----------
    Zuber and Strimmer (2011), Statistical Applications in Genetics and Molecular Biology 10 (1), 34.

    Examples
    --------
    >>> car([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]]).round(6).tolist()
    [0.36, 0.09]
    """
    return np.square(_apart(correlation)[1])


def logistic_weights(data: Model, coefficients: Floats) -> Floats:
    """Give the relative weights of the columns of a logistic model.

    Parameters
    ----------
    data
        The model.
    coefficients
        Its coefficients, shape (1 + columns,), the constant first.

    Returns
    -------
    Shape (columns,), fraction; they add up to the squared correlation of group and fitted probability.

    Notes
    -----
    Coefficients b of standardised columns with the correlations ``S^2`` have, on the uncorrelated columns,
    the standardised values ``S b R / s``: R that correlation, s the standard deviation of the fitted log odds. The
    weights are ``(S o S)`` times their squares.

    References
    ----------
    Tonidandel and LeBreton (2010), Organizational Research Methods 13, 767-781; Menard (2004), The American
    Statistician 58, 218-223.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> from samkit.stats.logistic import fit
    >>> x = [[0, 0], [0, 1], [1, 0], [1, 1]] * 2
    >>> data = model(x, [1, 1, 1, 1, 0, 0, 0, 0], [1, 2, 2, 4, 4, 2, 2, 1])
    >>> logistic_weights(data, fit(data).coefficients).round(6).tolist()
    [0.1, 0.1]
    """
    ones, both = (part[:, 0] for part in data.groups)
    share, y = both / both.sum(), ones / np.where(both > 0, both, 1.0)
    scaled = np.asarray(np.linalg.solve(data.back, coefficients), dtype=np.float64)
    p = fitted(data.x, scaled[None, :]).p[:, 0]
    fit_of_p = share @ (p - share @ p) ** 2
    spread = (ones.sum() / both.sum()) * (1 - ones.sum() / both.sum())
    together = (share * (p - share @ p)) @ y
    R2 = together**2 / (fit_of_p * spread) if fit_of_p > 0 else 0.0
    z = data.x[:, 1:]
    correlation = (z * share[:, None]).T @ z
    root, own = _root(correlation), scaled[1:] @ _root(correlation)
    total = float(own @ own)
    return np.asarray(np.square(root) @ np.square(own) * (R2 / total if total > 0 else 0.0))


def _standardised(correlation: ArrayLike) -> Floats:
    matrix = np.asarray(correlation, dtype=np.float64)
    return np.asarray(np.linalg.solve(matrix[..., :-1, :-1], matrix[..., :-1, -1:])[..., 0])


def _apart(correlation: ArrayLike) -> tuple[Floats, Floats]:
    matrix = np.asarray(correlation, dtype=np.float64)
    root = _root(matrix[..., :-1, :-1])
    return root, np.asarray(np.linalg.solve(root, matrix[..., :-1, -1:])[..., 0])


def _root(matrix: Floats) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0))[..., None, :]) @ np.swapaxes(vectors, -1, -2))
