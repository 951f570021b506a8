"""A weighted sum of scores: what each adds, how far drawn weights move it, and the ranks that follow."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha
from samkit.stats.ranks import ranks

_BITS = 11  # of 64, so that 53 are left: as many as a double holds
_STEP = 2.0**-53


class Composite(NamedTuple):
    """Weighted sums, shape (n,), the weight that each score had and what it adds, both of shape (n, k)."""

    value: Floats
    weight: Floats
    points: Floats


def composite(scores: ArrayLike, weights: ArrayLike) -> Composite:
    """Add scores by their weights; where some are missing the weights of the others are scaled up to one.

    Parameters
    ----------
    scores
        Shape (n, k), points; NaN where missing.
    weights
        Shape (k,), fractions of one, above 0.

    Returns
    -------
    Sums with the parts that make them up; NaN where all scores are missing.

    Notes
    -----
    ``I = sum w_j s_j / sum w_j`` over the scores that are there. What each adds sums to I.

    Examples
    --------
    >>> found = composite([[50, 100], [50, np.nan]], [0.4, 0.6])
    >>> found.value.tolist(), found.weight.tolist()
    ([80.0, 50.0], [[0.4, 0.6], [1.0, 0.0]])
    """
    given, w = np.asarray(scores, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    there = ~np.isnan(given)
    kept = np.where(there, w, 0.0)
    with np.errstate(invalid="ignore"):
        scaled = np.where(there.all(axis=-1, keepdims=True), kept, kept / kept.sum(axis=-1, keepdims=True))
    points = np.where(there, given, 0.0) * scaled
    return Composite(points.sum(axis=-1), scaled, points)


def drawn_weights(weights: ArrayLike, draws: int, vary: float, seed: int) -> Floats:
    """Draw weights around those that are given.

    Parameters
    ----------
    weights
        Shape (k,), fractions of one.
    draws
        How often, count.
    vary
        How far a weight may be off before all are scaled to sum to one again, scalar part of it.
    seed
        Seed of the generator PCG64.

    Returns
    -------
    Weights, shape (draws, k), each row summing to one.

    Notes
    -----
    ``w (1 + vary (2 u - 1))``, u uniform from the upper 53 of 64 raw bits, which no release of numpy changes.

    Examples
    --------
    >>> drawn = drawn_weights([0.25, 0.75], 1000, 0.2, seed=1)
    >>> bool(np.allclose(drawn.sum(axis=1), 1)), bool((drawn[:, 0] > 0.17).all() and (drawn[:, 0] < 0.34).all())
    (True, True)
    """
    w = np.asarray(weights, dtype=np.float64)
    bits = np.random.PCG64(seed).random_raw(draws * w.size).reshape(draws, w.size)
    off = w * (1.0 + vary * (2.0 * (bits >> np.uint64(_BITS)).astype(np.float64) * _STEP - 1.0))
    return np.asarray(off / off.sum(axis=1, keepdims=True), dtype=np.float64)


class Spread(NamedTuple):
    """What drawn weights leave of each sum and of its rank, and every drawn sum, shape (draws, n)."""

    value: Interval
    rank: Interval
    drawn: Floats


def spread(scores: ArrayLike, weights: ArrayLike, level: float = 0.95) -> Spread:
    """Weigh scores by each of several sets of weights, and give the bounds within which most sums and ranks lie.

    Parameters
    ----------
    scores
        Shape (n, k), points; NaN where missing, as in ``composite``.
    weights
        Shape (draws, k).
    level
        Scalar part of the draws that lie within the bounds.

    Returns
    -------
    Bounds, shape (n,), which are drawn numbers themselves; rank 1 is the highest sum, ties share the better rank.

    Notes
    -----
    Not a sampling interval: nothing is said of managers or periods that were not seen.

    Examples
    --------
    >>> found = spread([[50, 100], [60, 60]], [[0.4, 0.6], [0.5, 0.5], [1.0, 0.0]])
    >>> found.rank.lower.tolist(), found.rank.upper.tolist()
    ([1.0, 1.0], [2.0, 2.0])
    """
    given, w = np.asarray(scores, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    there = ~np.isnan(given)
    with np.errstate(invalid="ignore", divide="ignore"):
        sums = (w @ np.where(there, given, 0.0).T) / (w @ there.T.astype(np.float64))
    sums = sums.round(9)
    tails = np.array([alpha(level) / 2, 1 - alpha(level) / 2])
    low, high = np.quantile(sums, tails, axis=0, method="inverted_cdf")
    first, last = np.quantile(ranks(sums, "min", descending=True), tails, axis=0, method="inverted_cdf")
    return Spread(Interval(low, high), Interval(first, last), sums)
