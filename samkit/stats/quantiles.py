"""Quantiles of numeric answers, and the distribution-free interval of one."""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import alpha

Kind: TypeAlias = Literal[2, 6, 7]

_FUZZ = 4 * float(np.finfo(np.float64).eps)


def quantiles(values: ArrayLike, counts: ArrayLike, shares: ArrayLike, kind: Kind = 7) -> Floats:
    """Give sample quantiles from how often each value was answered.

    Parameters
    ----------
    values
        Distinct values in rising order, shape (..., values), any unit.
    counts
        Answers with each value, shape (..., values), whole count.
    shares
        Share of the answers below each quantile, shape (quantiles,), between 0 and 1.
    kind
        In the numbering of Hyndman and Fan: 7 as R, numpy and Excel have it, 6 as SPSS and Minitab do, 2 the inverse of
        the distribution with the mean of two neighbours at its steps, as SAS does.

    Returns
    -------
    Quantiles in the unit of the values, shape (..., quantiles); NaN without answers.

    Raises
    ------
    ValueError
        If values and counts do not fit, a count is not whole or negative, a share is outside 0 and 1, or the kind is
        none of these.

    Notes
    -----
    Between the order statistics ``x[j]`` and ``x[j + 1]``, j whole and h the rest of ``1 + (n - 1) p`` (7) or
    ``(n + 1) p`` (6). Rests within four units in the last place are taken for 0, so that 0.1 of 10 answers is one.

    References
    ----------
    Hyndman and Fan (1996), American Statistician 50, 361-365.

    Examples
    --------
    >>> quantiles([1, 2, 3, 4], [1, 1, 1, 1], [0.25, 0.5]).tolist()
    [1.75, 2.5]
    >>> quantiles([1, 2, 3, 4], [1, 1, 1, 1], [0.25, 0.5], kind=6).tolist()
    [1.25, 2.5]
    """
    answers, number = _answers(values, counts)
    share = np.asarray(shares, dtype=np.float64)
    if share.ndim != 1 or not np.all((share >= 0) & (share <= 1)):
        raise ValueError("shares between 0 and 1 are expected, in one row")
    if kind not in {2, 6, 7}:
        raise ValueError(f"quantiles of type 2, 6 or 7 are expected, got {kind!r}")
    n = number.sum(axis=-1)[..., None]
    place = {7: 1 + (n - 1) * share, 6: (n + 1) * share, 2: n * share}[kind]
    whole = np.floor(place + _FUZZ * np.maximum(place, 1))
    rest = place - whole
    rest = np.where(np.abs(rest) < _FUZZ * np.maximum(place, 1), 0.0, rest)
    if kind == 2:
        rest = np.where(rest > 0, 1.0, 0.5)
    low, high = (_order_statistic(answers, number, np.clip(whole + step, 1, np.maximum(n, 1))) for step in (0, 1))
    return np.where(n > 0, np.where(rest == 0, low, low + rest * (high - low)), np.nan)


def quantile_interval(values: ArrayLike, counts: ArrayLike, share: float = 0.5, level: float = 0.95) -> Interval:
    """Give the distribution-free interval of a quantile.

    Parameters
    ----------
    values
        Distinct values in rising order, shape (..., values), any unit.
    counts
        Answers with each value, shape (..., values), whole count.
    share
        Scalar share of the answers below the quantile, strictly between 0 and 1; 0.5 is the median.
    level
        Scalar confidence level.

    Returns
    -------
    Two of the answers, shape (...); infinite on the side where no answer is far enough out.

    Raises
    ------
    ValueError
        If values and counts do not fit, a count is not whole or negative, or share or level is not between 0 and 1.

    Notes
    -----
    The k-th answer from below with the largest k for which ``P(B < k) < alpha / 2``, B binomial, and the same from
    above: the sign test inverted. It covers at least as often as promised.

    References
    ----------
    Thompson (1936), Annals of Mathematical Statistics 7, 122-128.

    Examples
    --------
    >>> found = quantile_interval([1, 2, 3, 4, 5, 6, 7, 8], np.ones(8))
    >>> float(found.lower), float(found.upper)
    (1.0, 8.0)
    """
    answers, number = _answers(values, counts)
    if not 0 < share < 1:
        raise ValueError(f"a share strictly between 0 and 1 is expected, got {share!r}")
    n = number.sum(axis=-1)
    below, above = _depth(n, share, level), _depth(n, 1 - share, level)
    places = np.stack([below, n + 1 - above], axis=-1)
    found = _order_statistic(answers, number, np.clip(places, 1, np.maximum(n, 1)[..., None]))
    return Interval(np.where(below < 1, -np.inf, found[..., 0]), np.where(above < 1, np.inf, found[..., 1]))


def _answers(values: ArrayLike, counts: ArrayLike) -> tuple[Floats, Floats]:
    answers, number = np.asarray(values, dtype=np.float64), np.asarray(counts, dtype=np.float64)
    if (
        answers.shape[-1:] != number.shape[-1:]
        or not answers.shape[-1:]
        or not np.all((number >= 0) & (number % 1 == 0))
    ):
        raise ValueError("one whole count is expected for each value")
    if not np.all(np.diff(answers, axis=-1) > 0) or not np.all(np.isfinite(answers)) or not answers.shape[-1]:
        raise ValueError("finite values are expected, at least one, each above the one before")
    first, second = np.broadcast_arrays(answers, number)
    return first, second


def _order_statistic(values: Floats, counts: Floats, places: Floats) -> Floats:
    up_to = np.cumsum(counts, axis=-1)
    reached = np.count_nonzero(up_to[..., None, :] < places[..., :, None], axis=-1)
    return np.take_along_axis(values, np.minimum(reached, values.shape[-1] - 1), axis=-1)


def _depth(n: Floats, share: float, level: float) -> Floats:
    """Find the largest k with P(B < k) < alpha / 2, 0 where there is none; near the normal guess, then step by step."""
    from scipy.special import betainc

    tail = alpha(level) / 2
    depth = np.zeros(n.shape)
    high = n + 1.0
    while np.any(high - depth > 1):
        middle = np.floor((depth + high) / 2)
        # P(B < k) of the binomial distribution is an incomplete beta function.
        rest, reached = np.maximum(n - middle + 1, 1), np.maximum(middle, 1)
        chance = np.asarray(betainc(rest, reached, 1 - share), dtype=np.float64)
        fits = (chance < tail) & (high - depth > 1)
        depth, high = np.where(fits, middle, depth), np.where(fits | (high - depth <= 1), high, middle)
    return depth
