"""Whether a logistic model loses by leaving a term out: likelihood ratio, score and Wald tests of each term."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.binary import Model
from samkit.stats.interval import Floats
from samkit.stats.logistic import fit
from samkit.stats.logits import LONG, fits, likelihood
from samkit.stats.normal import chi2_tail

Terms: TypeAlias = Sequence[Sequence[int]]
"""For each term the positions of its columns, counted from 0 and without the constant."""


class TermTests(NamedTuple):
    """Statistics of the terms, their degrees of freedom, and p-values, each of shape (terms,)."""

    statistic: Floats
    df: Floats
    p: Floats


def likelihood_ratio(data: Model, terms: Terms | None = None) -> TermTests:
    """Test each term by the likelihood that the model loses without it.

    Parameters
    ----------
    data
        The model with all terms.
    terms
        Columns of each term; each column is a term where left out.

    Returns
    -------
    ``2 (log L - log L without)``, chi-square on the number of columns.

    Raises
    ------
    SeparatedError
        If the columns tell the groups apart.

    References
    ----------
    Wilks (1938), The Annals of Mathematical Statistics 9, 60-62.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = likelihood_ratio(model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23]))
    >>> round(float(found.statistic[0]), 6), round(float(found.p[0]), 9)
    (29.43152, 5.8e-08)
    """
    groups = listed(data, terms)
    best = fit(data).log_likelihood
    without = fits(data.x, data.groups, kept(data, groups), steps=LONG).log_likelihood
    return chi_square(2 * (best - without), groups)


def score(data: Model, terms: Terms | None = None) -> TermTests:
    """Test each term by the slope of the likelihood where the term has no effect: Rao's score test.

    Parameters
    ----------
    data
        The model with all terms.
    terms
        Columns of each term; each column is a term where left out.

    Returns
    -------
    ``U' I^-1 U`` with score and information of the whole model at the fit without the term, chi-square on the number of
    columns. A term may separate the groups; NaN where the others do.

    References
    ----------
    Rao (1948), Proceedings of the Cambridge Philosophical Society 44, 50-57.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = score(model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23]))
    >>> round(float(found.statistic[0]), 6)
    34.678275
    """
    groups = listed(data, terms)
    without = fits(data.x, data.groups, kept(data, groups))
    here = likelihood(data.x, data.groups)(without.coefficients, np.arange(len(groups)))
    found = np.full(len(groups), np.nan)
    some = without.exists
    step = np.linalg.solve(here.information[some], here.gradient[some][:, :, None])[:, :, 0]
    found[some] = np.einsum("si,si->s", step, here.gradient[some])
    return chi_square(found, groups)


def wald(coefficients: ArrayLike, covariance: ArrayLike, terms: Terms, df: float = np.inf) -> TermTests:
    """Test each term by its coefficients and their covariance, be it that of a sample design.

    Parameters
    ----------
    coefficients
        Shape (1 + columns,), the constant first.
    covariance
        Shape (1 + columns, 1 + columns).
    terms
        Columns of each term.
    df
        Degrees of freedom that are left for the error: infinite where the covariance is that of the likelihood.

    Returns
    -------
    ``b' V^-1 b``, chi-square, where ``df`` is infinite; else F, that over the number of columns, on it and ``df``. NaN
    where the sample has too few clusters for so many columns.

    References
    ----------
    Wald (1943), Transactions of the American Mathematical Society 54, 426-482; Binder (1983), International Statistical
    Review 51, 279-292.

    Examples
    --------
    >>> wald([0.0, 1.96], [[1.0, 0.0], [0.0, 1.0]], [[0]]).p.round(4).tolist()
    [0.05]
    """
    b, V = np.asarray(coefficients, dtype=np.float64), np.asarray(covariance, dtype=np.float64)
    places = [np.array(term, dtype=np.intp) + 1 for term in terms]
    found = np.array([_quadratic(b[at], V[np.ix_(at, at)]) for at in places])
    if np.isinf(df):
        return chi_square(found, terms)
    from scipy.special import fdtrc

    columns = np.array([len(term) for term in terms], dtype=np.float64)
    return TermTests(found / columns, columns, np.asarray(fdtrc(columns, df if df > 0 else np.nan, found / columns)))


def listed(data: Model, terms: Terms | None) -> Terms:
    """Check the terms of a model.

    Parameters
    ----------
    data
        The model.
    terms
        Columns of each term.

    Returns
    -------
    The terms; one per column where none are given.

    Raises
    ------
    ValueError
        If a term has no column, or a column that the model has not or that another term has.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> listed(model([[0, 1], [0, 0], [1, 0], [1, 1]], [1, 0, 1, 0]), None)
    [[0], [1]]
    """
    columns = data.x.shape[1] - 1
    if terms is None:
        return [[column] for column in range(columns)]
    for term in terms:
        if not term or len(set(term)) < len(term) or not set(term) <= set(range(columns)):
            raise ValueError(f"each term is expected to have columns from 0 to {columns - 1}, got {list(term)}")
    return terms


def kept(data: Model, terms: Terms) -> NDArray[np.bool_]:
    """Say which columns are left when each term is left out.

    Parameters
    ----------
    data
        The model.
    terms
        Columns of each term.

    Returns
    -------
    Shape (terms, 1 + columns), boolean, the constant first.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> kept(model([[0, 1], [0, 0], [1, 0], [1, 1]], [1, 0, 1, 0]), [[0, 1], [1]]).astype(int).tolist()
    [[1, 0, 0], [1, 1, 0]]
    """
    found = np.ones((len(terms), data.x.shape[1]), dtype=np.bool_)
    for row, term in zip(found, terms, strict=True):
        row[np.array(term) + 1] = False
    return found


def chi_square(statistic: Floats, terms: Terms) -> TermTests:
    """Give the tests that go with chi-square statistics.

    Parameters
    ----------
    statistic
        Shape (terms,); what rounding left below 0 is 0.
    terms
        Columns of each term.

    Returns
    -------
    The tests.

    Examples
    --------
    >>> chi_square(np.array([3.841458820694124]), [[0]]).p.round(12).tolist()
    [0.05]
    """
    df = np.array([len(term) for term in terms], dtype=np.float64)
    positive = np.maximum(statistic, 0.0)
    return TermTests(positive, df, chi2_tail(positive, df))


def _quadratic(b: Floats, V: Floats) -> float:
    scale = np.sqrt(np.diag(V))
    if not np.all(scale > 0):
        return float("nan")
    unit = V / np.outer(scale, scale)
    if np.linalg.matrix_rank(unit, hermitian=True) < len(b):
        return float("nan")
    return float(b / scale @ np.linalg.solve(unit, b / scale))
