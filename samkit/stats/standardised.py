"""Shares of two groups as they would be if both were made up alike: one logistic model an item, all on one design.

A model explains an item by what is adjusted for and by the group. Its predictions with everybody in one group, and with
everybody in the other, are averaged over all respondents (direct standardisation, g-computation).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats import binary, firth
from samkit.stats.collinear import redundant
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats
from samkit.stats.logits import Binomial, chosen, fits, fitted


class Models(NamedTuple):
    """Models of items side by side.

    Parameters
    ----------
    coefficients
        Shape (items, columns); 0 where a column says nothing of its own.
    covariance
        Inverse of the information, shape (items, columns, columns); 0 where a column says nothing of its own.
    free
        Columns that say something of their own, shape (items, columns).
    exists
        Whether the most likely coefficients are finite, shape (items,).
    """

    coefficients: Floats
    covariance: Floats
    free: NDArray[np.bool_]
    exists: NDArray[np.bool_]


class Standardised(NamedTuple):
    """Standardised shares of group 1 and group 0, shape (items, 2), and their covariances, shape (items, 2, 2)."""

    value: Floats
    covariance: Floats


def own(x: Floats, answers: Binomial) -> NDArray[np.bool_]:
    """Say which columns say something of their own among those who answered each item.

    Parameters
    ----------
    x
        Design, shape (rows, columns): the constant first, the group (1 or 0) last.
    answers
        Weights of favourable answers and of all, shape (rows, items).

    Returns
    -------
    Shape (items, columns); a column that follows from those before it has nothing of its own.

    Examples
    --------
    >>> own(np.array([[1.0, 0, 1], [1, 1, 1], [1, 0, 0]]), Binomial(np.ones((3, 1)), np.array([[1.0], [0], [1]])))
    array([[ True, False,  True]])
    """
    free = np.ones((answers.both.shape[1], x.shape[1]), dtype=np.bool_)
    for item, weight in zip(free, answers.both.T, strict=True):
        item[1 + redundant(x[:, 1:], weight)] = False
    return free


def models(x: Floats, answers: Binomial, free: NDArray[np.bool_], start: Floats | None = None) -> Models:
    """Fit the models of all items by maximum likelihood.

    Parameters
    ----------
    x
        Design, shape (rows, columns): the constant first, the group (1 or 0) last.
    answers
        Weights of favourable answers and of all, shape (rows, items).
    free
        Columns to estimate, shape (items, columns).
    start
        First values, shape (items, columns); 0 where left out.

    Returns
    -------
    The models.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, chapter 4.

    Examples
    --------
    >>> x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[28.0], [62]]), np.array([[51.0], [346]]))
    >>> models(x, counts, own(x, counts)).coefficients.round(5).tolist()
    [[-1.52184, 1.71855]]
    """
    found = fits(x, answers, free, start)
    fit = fitted(x, found.coefficients)
    information = np.einsum("ri,rj,rk->ijk", answers.both * fit.p * fit.q, x, x)
    both = free[:, :, None] & free[:, None, :]
    apart = np.where(both, information, np.eye(x.shape[1]))
    usable = np.where(found.exists[:, None, None], apart, np.eye(x.shape[1]))
    return Models(found.coefficients, np.where(both, np.linalg.inv(usable), 0.0), free, found.exists)


def penalised(x: Floats, answers: Binomial, found: Models, item: int) -> Models:
    """Put the model of one item by Firth's penalised likelihood in place of that by maximum likelihood.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    answers
        Counts of favourable answers and of all, shape (rows, items).
    found
        All models.
    item
        Position of the item; it has favourable answers and others.

    Returns
    -------
    All models; the coefficients of this one are finite now.

    Raises
    ------
    ValueError
        If the maximum is not reached.

    References
    ----------
    Firth (1993), Biometrika 80, 27-38.

    Examples
    --------
    >>> x, counts = np.array([[1.0, 1], [1.0, 0]]), Binomial(np.array([[0.0], [15]]), np.array([[16.0], [72]]))
    >>> found = models(x, counts, own(x, counts))
    >>> penalised(x, counts, found, 0).coefficients.round(6).tolist()
    [[-1.310945, -2.185563]]
    """
    kept = np.flatnonzero(found.free[item])
    ones, both = (part[:, item] for part in answers)
    y = np.repeat([1.0, 0.0], len(x))
    data = binary.model(np.tile(x[:, kept[1:]], (2, 1)), y, np.concatenate([ones, both - ones]))
    fit = firth.fit(data)
    coefficients, covariance, exists = found.coefficients.copy(), found.covariance.copy(), found.exists.copy()
    coefficients[item] = covariance[item] = 0.0
    coefficients[item, kept], exists[item] = fit.coefficients, True
    covariance[item][np.ix_(kept, kept)] = fit.covariance
    return Models(coefficients, covariance, found.free, exists)


def shares(x: Floats, answers: Binomial, found: Models) -> Standardised:
    """Give standardised shares with the covariances of the likelihood, where respondents were drawn alone.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    answers
        Counts of favourable answers and of all, shape (rows, items).
    found
        The models.

    Returns
    -------
    The shares of both groups; NaN where there is no model.

    Notes
    -----
    With the averages ``m1`` and ``m0`` of the predictions, their slopes J along the coefficients and the covariance V
    of these, the covariance is ``J V J'`` and that of both predictions among respondents over their number, for the
    respondents were drawn, too.

    References
    ----------
    Lane and Nelder (1982), Biometrics 38, 613-621; Terza (2016), Health Services Research 51, 1109-1113.

    Examples
    --------
    >>> x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[28.0], [62]]), np.array([[51.0], [346]]))
    >>> found = shares(x, counts, models(x, counts, own(x, counts)))
    >>> found.value.round(6).tolist(), [round(28 / 51, 6), round(62 / 346, 6)]
    ([[0.54902, 0.179191]], [0.54902, 0.179191])
    """
    predicted, value, slopes = _averaged(x, answers.both, found)
    part = answers.both / answers.both.sum(axis=0)
    apart = predicted - value.T[:, None, :]
    among = np.einsum("gri,hri,ri->igh", apart, apart, part) / answers.both.sum(axis=0)[:, None, None]
    return Standardised(value, slopes @ found.covariance @ slopes.swapaxes(1, 2) + among)


def scores(x: Floats, answers: Binomial, found: Models, item: int, each: Binomial, row: NDArray[np.intp]) -> Estimator:
    """Give the standardised shares of one item with what each respondent adds to their error.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    answers
        Weights of favourable answers and of all, shape (rows, items).
    found
        The models.
    item
        Position of the item.
    each
        The same weights of each respondent, shape (respondents, 1), zero outside the model.
    row
        Row of each respondent in the design, shape (respondents,); any where the weight is zero.

    Returns
    -------
    The estimator, shape (2,).

    Notes
    -----
    ``w (m_g(x) - m_g) / W + J_g A^-1 x w (y - p)`` with the weighted information A.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Stefanski and Boos (2002), The American Statistician
    56, 29-38.

    Examples
    --------
    >>> x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[1.0], [1]]), np.array([[2.0], [4]]))
    >>> each = Binomial(np.array([[1.0], [0], [1], [0], [0], [0]]), np.ones((6, 1)))
    >>> fit, row = models(x, counts, own(x, counts)), np.array([0, 0, 1, 1, 1, 1])
    >>> scores(x, counts, fit, 0, each, row).score[:, 0].round(9).tolist()
    [0.25, -0.25, 0.0, 0.0, 0.0, 0.0]
    """
    alone = slice(item, item + 1)
    one = Models(found.coefficients[alone], found.covariance[alone], found.free[alone], found.exists[alone])
    predicted, value, slopes = _averaged(x, chosen(answers, alone).both, one)
    weight = each.both[:, 0]
    moved = weight[:, None] * (predicted[:, row, 0].T - value[0]) / weight.sum()
    p = fitted(x, one.coefficients).p[row, 0]
    bent = (each.ones[:, 0] - weight * p)[:, None] * (x[row] @ (one.covariance[0] @ slopes[0].T))
    return Estimator(value[0], moved + bent)


def replicated(x: Floats, parts: Binomial, free: NDArray[np.bool_], start: Floats) -> Floats:
    """Give the standardised shares of one item in each replicate.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    parts
        Weights of favourable answers and of all under each replicate, shape (rows, replicates).
    free
        Columns to estimate, shape (columns,).
    start
        Coefficients of the whole sample, shape (columns,).

    Returns
    -------
    Shape (replicates, 2); NaN where a replicate has no finite estimate.

    Examples
    --------
    >>> x, parts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[1.0], [1]]), np.array([[2.0], [4]]))
    >>> replicated(x, parts, np.array([True, True]), np.zeros(2)).round(9).tolist()
    [[0.5, 0.25]]
    """
    shape = (parts.both.shape[1], x.shape[1])
    found = fits(x, parts, np.broadcast_to(free, shape), np.broadcast_to(start, shape))
    nothing = np.zeros((*shape, shape[1]))
    return _averaged(x, parts.both, Models(found.coefficients, nothing, np.broadcast_to(free, shape), found.exists))[1]


def _averaged(x: Floats, weight: Floats, found: Models) -> tuple[Floats, Floats, Floats]:
    """Give predictions in both groups, (2, rows, items), averages, (items, 2), and slopes, (items, 2, columns)."""
    part = weight / weight.sum(axis=0)
    both = np.stack([np.column_stack([x[:, :-1], np.full(len(x), group)]) for group in (1.0, 0.0)])
    fit = [fitted(rows, found.coefficients) for rows in both]
    predicted = np.stack([np.where(found.exists, each.p, np.nan) for each in fit])
    value = np.einsum("gri,ri->ig", predicted, part)
    bent = np.stack([each.p * each.q for each in fit])
    return predicted, value, np.einsum("gri,ri,grk->igk", bent, part, both)
