"""Bootstrap intervals of relative weights in a logistic model."""

import numpy as np

from samkit.stats.binary import Model, counted, side_by_side
from samkit.stats.importance_bootstrap import REPLICATES, Drawn, drawn
from samkit.stats.interval import Floats
from samkit.stats.logistic import fit
from samkit.stats.logits import Binomial, fits, fitted
from samkit.stats.relative_weights import relative_weights
from samkit.stats.terms import Terms, listed

_NOTHING_LEFT = 1e-10
"""Correlations with so small an eigenvalue are those of columns that follow from one another."""

_NO_SPREAD = 1e-6
"""Columns have a standard deviation of 1 in all rows; so small a one is what rounding leaves of none."""


def logistic(
    data: Model, terms: Terms | None = None, *, seed: int, replicates: int = REPLICATES, level: float = 0.95
) -> Drawn:
    """Give bootstrap intervals for the relative weights of terms, each the sum of those of its columns.

    Parameters
    ----------
    data
        The model, one row a respondent.
    terms
        Columns of each term; each column is a term where left out. A column may belong to none.
    seed
        Seed of the generator PCG64, at least 0.
    replicates
        How often to draw, count.
    level
        Scalar confidence level.

    Returns
    -------
    The intervals. The order of the rows does not matter.

    Raises
    ------
    ValueError
        As ``importance_bootstrap.drawn`` says.
    SeparatedError
        If the columns tell the groups apart.

    References
    ----------
    Tonidandel, LeBreton and Johnson (2009), Psychological Methods 14, 387-399.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]] * 2).repeat([3, 6, 6, 12, 12, 6, 6, 3], axis=0)
    >>> found = logistic(model(x, np.repeat([1, 0], 27)), seed=1, replicates=50)
    >>> found.replicates.shape, found.lost
    ((50, 2), 0)
    """
    groups = listed(data, terms)
    best = fit(data)  # which says so where there is no maximum
    start = np.asarray(np.linalg.solve(data.back, best.coefficients), dtype=np.float64)
    rows = side_by_side(data)

    def statistic(times: Floats) -> Floats:
        found = replicated(data.x, counted(rows, times), start)
        return np.stack([found[:, list(term)].sum(axis=1) for term in groups], axis=1)

    cost = len(data.x) * data.x.shape[1] ** 2
    return drawn(statistic, rows.y, seed=seed, replicates=replicates, level=level, cost=cost)


def replicated(x: Floats, groups: Binomial, start: Floats) -> Floats:
    """Give the relative weights of the columns of a logistic model in many samples.

    Parameters
    ----------
    x
        Design, shape (rows, 1 + columns), the constant first.
    groups
        Weights of both groups, shape (rows, samples).
    start
        First values of the coefficients, shape (1 + columns,).

    Returns
    -------
    Shape (samples, columns); NaN where the groups are separated or a column does not vary.

    Notes
    -----
    ``logistic_weights`` says what they are. They are those of a linear model of the fitted log odds, times the squared
    correlation of group and fitted probability over the variance of those log odds.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> x = [[0, 0], [0, 1], [1, 0], [1, 1]] * 2
    >>> data = model(x, [1, 1, 1, 1, 0, 0, 0, 0], [1, 2, 2, 4, 4, 2, 2, 1])
    >>> replicated(data.x, data.groups, np.zeros(3)).round(6).tolist()
    [[0.1, 0.1]]
    """
    samples = groups.both.shape[1]
    shape = (samples, x.shape[1])
    found = fits(x, groups, np.ones(shape, dtype=np.bool_), np.broadcast_to(start, shape))
    share = groups.both / groups.both.sum(axis=0)
    covariance = _covariances(x[:, 1:], share)
    scale = np.sqrt(np.einsum("sii->si", covariance))
    vary = scale > _NO_SPREAD
    there = found.exists & vary.all(axis=1)
    unit = np.where(vary, scale, 1.0)
    correlation = covariance / (unit[:, :, None] * unit[:, None, :])
    there[there] = np.linalg.eigvalsh(correlation[there])[:, 0] > _NOTHING_LEFT
    weights = np.full((samples, x.shape[1] - 1), np.nan)
    explained = _squared_correlation(x, found.coefficients, groups)
    weights[there] = _weights(correlation[there], (found.coefficients[:, 1:] * unit)[there], explained[there])
    return weights


def _covariances(x: Floats, share: Floats) -> Floats:
    mean = share.T @ x
    pairs = (x[:, :, None] * x[:, None, :]).reshape(len(x), -1)
    squares = (share.T @ pairs).reshape(-1, x.shape[1], x.shape[1])
    return np.asarray(squares - mean[:, :, None] * mean[:, None, :])


def _squared_correlation(x: Floats, coefficients: Floats, groups: Binomial) -> Floats:
    total, one = groups.both.sum(axis=0), groups.ones.sum(axis=0)
    p = fitted(x, coefficients).p
    apart = p - (groups.both * p).sum(axis=0) / total
    together = (groups.ones * apart).sum(axis=0) / total
    spread = (groups.both * apart**2).sum(axis=0) / total * (one / total) * (1 - one / total)
    return np.asarray(together**2 / np.where(spread > 0, spread, 1.0))


def _weights(correlation: Floats, b: Floats, explained: Floats) -> Floats:
    along = np.einsum("sij,sj->si", correlation, b)
    spread = np.einsum("si,si->s", along, b)
    bordered = np.concatenate([correlation, along[:, None, :]], axis=1)
    bordered = np.concatenate([bordered, np.append(along, np.ones((len(b), 1)), axis=1)[:, :, None]], axis=2)
    return relative_weights(bordered) * (explained / np.where(spread > 0, spread, 1.0))[:, None]
