"""Quantiles of numeric answers in a complex sample, with Woodruff's interval."""

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import confidence
from samkit.stats.interval import Floats, Interval
from samkit.stats.plan import Plan, degrees_of_freedom, error, ratio

Kind: TypeAlias = Literal[1, 2, 7]

_FUZZ = 64 * float(np.finfo(np.float64).eps)


class Quantile(NamedTuple):
    """Estimates with standard error and interval, all in the unit of the answers."""

    value: Floats
    error: Floats
    interval: Interval


def weighted_quantiles(y: ArrayLike, weight: ArrayLike, shares: ArrayLike, kind: Kind = 1) -> Floats:
    """Give quantiles of weighted answers.

    Parameters
    ----------
    y
        Answers, shape (rows,), any unit; NaN where missing.
    weight
        Weights, shape (rows,), not negative, zero outside a group.
    shares
        Share of the weight below each quantile, shape (quantiles,), between 0 and 1.
    kind
        1 the smallest answer with at least that share at or below it; 2 the same, or its mean with the next answer
        where the share is met exactly; 7 on lines between answers, as R, numpy and Excel have it without weights.

    Returns
    -------
    Quantiles in the unit of the answers, shape (quantiles,); NaN without answers. They do not depend on the order of
    rows.

    Raises
    ------
    ValueError
        If a share is outside 0 and 1, or the kind is none of these.

    Notes
    -----
    With answers in order and C[i] the sum of the first i weights, type 7 has its corners at ``C[i - 1] / C[n - 1]``;
    answers that are alike stand in the order of their weights.

    References
    ----------
    Hyndman and Fan (1996), American Statistician 50, 361-365.

    Examples
    --------
    >>> weighted_quantiles([1.0, 2.0, 3.0, 4.0], [1, 1, 1, 1], [0.25, 0.5]).tolist()
    [1.0, 2.0]
    >>> weighted_quantiles([1.0, 2.0, 3.0, 4.0], [1, 1, 1, 1], [0.25, 0.5], kind=7).tolist()
    [1.75, 2.5]
    """
    p = np.asarray(shares, dtype=np.float64)
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError("shares between 0 and 1 are expected")
    if kind not in {1, 2, 7}:
        raise ValueError(f"quantiles of type 1, 2 or 7 are expected, got {kind!r}")
    answers, weights = np.asarray(y, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    there = ~np.isnan(answers) & (weights > 0)
    order = np.lexsort((weights[there], answers[there]))
    x, w = answers[there][order], weights[there][order]
    if not x.size:
        return np.full(p.shape, np.nan)
    if kind == 7:
        return _on_lines(x, w, p)
    reached = np.cumsum(w) / w.sum()
    low = np.minimum(np.searchsorted(reached, p - _FUZZ, side="left"), x.size - 1)
    high = np.minimum(np.searchsorted(reached, p + _FUZZ, side="right"), x.size - 1)
    return np.asarray(x[low] if kind == 1 else (x[low] + x[high]) / 2)


def quantiles(
    y: ArrayLike, inside: ArrayLike, plan: Plan, shares: ArrayLike = 0.5, level: float = 0.95, *, kind: Kind = 1
) -> Quantile:
    """Estimate quantiles of the answers of a group.

    Parameters
    ----------
    y
        Answers, shape (rows,), any unit; NaN where missing.
    inside
        Whether each row is in the group, shape (rows,).
    plan
        Design or replicates, of as many rows.
    shares
        Share of the population below each quantile, shape (quantiles,), between 0 and 1; 0.5 is the median.
    level
        Scalar confidence level.
    kind
        See ``weighted_quantiles``.

    Returns
    -------
    Quantiles, shape (quantiles,), on the degrees of freedom of the group; unbounded on a side where the share of the
    bound would be outside 0 and 1, and at the largest answer; then without a standard error.

    Raises
    ------
    ValueError
        If rows differ in number, a share or the level is out of bounds, or the kind is unknown.

    Notes
    -----
    The t interval of the share at or below the quantile, its bounds turned into quantiles themselves; the standard
    error is the width of the interval over 2 t.

    References
    ----------
    Woodruff (1952), Journal of the American Statistical Association 47, 635-646.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> found = quantiles(np.arange(1.0, 101), np.ones(100), design(np.ones(100)))
    >>> float(found.value), [float(bound) for bound in found.interval]
    (50.0, [41.0, 60.0])
    """
    answers, member = np.asarray(y, dtype=np.float64), np.asarray(inside, dtype=np.float64)
    valid = member * ~np.isnan(answers)
    p = np.atleast_1d(np.asarray(shares, dtype=np.float64))
    value = weighted_quantiles(answers, valid * plan.weight, p, kind)
    below = ratio((answers[:, None] <= value) * valid[:, None], valid[:, None], plan)
    df = degrees_of_freedom(plan, valid)
    bounds = confidence.wald(below.value, error(below, plan), df, level)
    # At the largest answer of all the share is 1 without an error, which says nothing of the answers not drawn.
    inner = np.isfinite(below.value) & (below.value < 1 - _FUZZ)
    known = [inner & (bound >= 0) & (bound <= 1) for bound in bounds]
    found = [
        np.where(fits, weighted_quantiles(answers, valid * plan.weight, np.where(fits, bound, 0.5), kind), side)
        for fits, bound, side in zip(known, bounds, (-np.inf, np.inf), strict=True)
    ]
    width = np.where(known[0] & known[1], found[1] - np.where(known[0], found[0], 0.0), np.nan)
    shape = np.shape(shares)
    parts = (value, width / (2 * confidence.t_quantile(df, level)), *found)
    value, se, lower, upper = (part.reshape(shape) for part in parts)
    return Quantile(value, se, Interval(lower, upper))


def _on_lines(x: Floats, w: Floats, p: Floats) -> Floats:
    if x.size == 1:
        return np.full(p.shape, x[0])
    reached = np.concatenate([[0.0], np.cumsum(w)[:-1]])
    return np.asarray(np.interp(p, reached / reached[-1], x))
