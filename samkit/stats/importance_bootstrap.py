"""Bootstrap intervals of the importance of terms: respondents are drawn again within their groups."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.binary import Model, counted, side_by_side
from samkit.stats.draw import Draw
from samkit.stats.importance import columns_of
from samkit.stats.interval import Floats, Interval
from samkit.stats.linear_importance import correlated, correlations, lmg
from samkit.stats.logistic import fit
from samkit.stats.logits import Binomial, fits
from samkit.stats.normal import alpha
from samkit.stats.shapley import EXACT, averaged, members
from samkit.stats.terms import Terms, listed

REPLICATES = 1000

_BLOCK = 1 << 20

_NOTHING_LEFT = 1e-10
"""A replicate whose columns have so little variance in some direction has no importance of each."""

Statistic: TypeAlias = Callable[[Floats], Floats]
"""Takes how often each respondent is drawn, shape (rows, some); gives the importance, shape (some, terms), or NaN."""


class Drawn(NamedTuple):
    """A bootstrap.

    Parameters
    ----------
    interval
        Percentile interval of each term, shape (terms,), in the unit of the importance.
    replicates
        Importance in each replicate that has one, shape (kept, terms).
    lost
        Replicates that have none, because the groups separate there or a column does not vary, count.
    """

    interval: Interval
    replicates: Floats
    lost: int


def mcfadden(
    data: Model, terms: Terms | None = None, *, seed: int, replicates: int = REPLICATES, level: float = 0.95
) -> Drawn:
    """Give bootstrap intervals for the shares of McFadden's R2.

    Parameters
    ----------
    data
        The model with all terms.
    terms
        Columns of each term, 12 terms at most; each column is a term where left out.
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
        If there are more than 12 terms, or as ``drawn`` says.
    SeparatedError
        If the columns tell the groups apart.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]] * 2).repeat([3, 6, 6, 12, 12, 6, 6, 3], axis=0)
    >>> found = mcfadden(model(x, np.repeat([1, 0], 27)), seed=1, replicates=50)
    >>> found.replicates.shape, found.lost
    ((50, 2), 0)
    """
    groups = listed(data, terms)
    if len(groups) > EXACT:
        raise ValueError(f"at most {EXACT} terms are expected, got {len(groups)}")
    fit(data)  # which says so where there is no maximum
    rows = side_by_side(data)
    free = columns_of(members(len(groups)), groups, data.x.shape[1])
    start = fits(data.x, data.groups, free).coefficients

    def statistic(times: Floats) -> Floats:
        return _shared(data.x, counted(rows, times), free, start)

    return drawn(statistic, rows.y, seed=seed, replicates=replicates, level=level, cost=len(data.x) * len(free))


def linear(
    x: ArrayLike,
    y: ArrayLike,
    weight: ArrayLike | None = None,
    importance: Callable[[Floats], Floats] = lmg,
    *,
    seed: int,
    replicates: int = REPLICATES,
    level: float = 0.95,
) -> Drawn:
    """Give bootstrap intervals for the importance of the columns of a linear model.

    Parameters
    ----------
    x
        Columns, shape (rows, columns), any unit.
    y
        Outcome, shape (rows,), any unit.
    weight
        Weights, shape (rows,); all alike where left out.
    importance
        Takes correlations, the outcome last, shape (some, columns + 1, columns + 1): ``lmg``, or another of
        ``linear_importance`` and ``relative_weights``.
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
        As ``drawn`` and ``linear_importance.correlations`` say.

    Examples
    --------
    >>> x = np.arange(24).reshape(12, 2) ** 2 % 11
    >>> linear(x, x @ [1, 2] + np.arange(12) % 3, seed=1, replicates=50).replicates.shape
    (50, 2)
    """
    correlations(x, y, weight)  # which says so where there is nothing to share out
    values = np.column_stack([np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)])
    weights = np.ones(len(values)) if weight is None else np.asarray(weight, dtype=np.float64)
    order = np.lexsort([weights, *values.T])
    values, weights = values[order], weights[order]

    def statistic(times: Floats) -> Floats:
        some = correlated(values, times * weights[:, None])
        there = _of_full_rank(some)
        found = np.full((len(some), values.shape[1] - 1), np.nan)
        found[there] = importance(some[there])
        return found

    each = values.shape[1] ** 2 + len(values)
    return drawn(statistic, np.zeros(len(values)), seed=seed, replicates=replicates, level=level, cost=each)


def drawn(
    statistic: Statistic, group: ArrayLike, *, seed: int, replicates: int, level: float = 0.95, cost: int = 1
) -> Drawn:
    """Draw respondents again within their groups, and take percentiles of a statistic.

    Parameters
    ----------
    statistic
        What is computed from how often each respondent is drawn.
    group
        Group of each respondent, shape (rows,), those of a group side by side.
    seed
        Seed of the generator PCG64, at least 0; only its raw bits are used, which no release of numpy changes.
    replicates
        How often to draw, count, at least 2.
    level
        Scalar confidence level.
    cost
        Numbers that one replicate takes while it is computed, count: it sets how many are computed together.

    Returns
    -------
    The bootstrap; bounds are NaN where no replicate has a statistic.

    Raises
    ------
    ValueError
        If the seed is negative, there are fewer than two replicates, the level is not between 0 and 1, or a group is
        scattered.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.

    Examples
    --------
    >>> found = drawn(lambda times: times[:1].T, [0, 0, 1], seed=3, replicates=400)
    >>> found.interval.lower.tolist(), found.interval.upper.tolist()
    ([0.0], [2.0])
    """
    if seed < 0 or replicates < 2:
        raise ValueError(f"a seed of at least 0 and two or more replicates are expected, got {seed} and {replicates}")
    tail = alpha(level) / 2
    _, labels = np.unique(np.asarray(group), return_inverse=True)
    cuts = np.flatnonzero(np.append(1, np.diff(labels)))
    if len(cuts) > len(np.unique(labels)):
        raise ValueError("respondents of a group are expected side by side")
    sizes = np.diff(np.append(cuts, len(labels)))
    draw, at_once = Draw(sizes, sizes, seed), max(_BLOCK // max(cost, 1), 1)
    counts = [min(at_once, replicates - begin) for begin in range(0, replicates, at_once)]
    found = np.concatenate([statistic(_times(draw, count)) for count in counts])
    kept = found[~_unknown(found)]
    lower, upper = np.quantile(kept, [tail, 1 - tail], axis=0) if len(kept) else np.full((2, found.shape[1]), np.nan)
    return Drawn(Interval(lower, upper), kept, len(found) - len(kept))


def _times(draw: Draw, replicates: int) -> Floats:
    times = np.empty((replicates, draw.columns))
    draw.fill(times)
    return times[:, :-1].T


def _unknown(rows: Floats) -> NDArray[np.bool_]:
    return np.asarray(np.isnan(rows).any(axis=1), dtype=np.bool_)


def _of_full_rank(correlation: Floats) -> NDArray[np.bool_]:
    there = ~_unknown(correlation.reshape(len(correlation), -1))
    least = np.linalg.eigvalsh(correlation[there][:, :-1, :-1])[:, 0]
    there[np.flatnonzero(there)] = np.asarray(least) > _NOTHING_LEFT
    return there


def _shared(x: Floats, groups: Binomial, free: NDArray[np.bool_], start: Floats) -> Floats:
    samples, sets = groups.both.shape[1], len(free)
    each = Binomial(*(np.repeat(part, sets, axis=1) for part in groups))
    found = fits(x, each, np.tile(free, (samples, 1)), np.tile(start, (samples, 1)))
    one, both = (part.sum(axis=0) for part in groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        null = one * np.log(one / both) + (both - one) * np.log1p(-one / both)
        worth = 1 - found.log_likelihood.reshape(samples, sets) / null[:, None]
    there = np.asarray(found.exists.reshape(samples, sets).all(axis=1), dtype=np.bool_)
    return np.where(there[:, None], averaged(worth), np.nan)
