"""Intervals of coefficients that hold all values which the likelihood does not reject."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from samkit.stats.binary import Model, turn
from samkit.stats.interval import Floats, Interval
from samkit.stats.logistic import peak
from samkit.stats.logits import LONG, Peak, fits
from samkit.stats.normal import two_sided
from samkit.stats.root import bracketed

_DOUBLINGS = 60

Climb: TypeAlias = Callable[[Floats, NDArray[np.bool_], Floats], tuple[Floats, Floats]]
"""Takes a design, the columns that are free and first values; gives coefficients and logarithms of the likelihood."""


def interval(data: Model, level: float = 0.95) -> Interval:
    """Give the profile likelihood intervals of all coefficients.

    Parameters
    ----------
    data
        The model.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds, shape (1 + columns,), those of the constant first.

    Raises
    ------
    SeparatedError
        If the columns tell the groups apart.
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The bounds are the values b of one coefficient at which ``2 (max log L - max log L with that b)`` is the quantile of
    the chi-square distribution.

    References
    ----------
    Venzon and Moolgavkar (1988), Applied Statistics 37, 87-94.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = interval(model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23]))
    >>> found.lower.round(6).tolist(), found.upper.round(6).tolist()
    ([-1.805164, 1.105374], [-1.254689, 2.342924])
    """

    def climb(x: Floats, free: NDArray[np.bool_], start: Floats) -> tuple[Floats, Floats]:
        found = fits(x, data.groups, free, start, LONG)
        return found.coefficients, found.log_likelihood

    return profiled(data, climb, peak(data), level)


def profiled(data: Model, climb: Climb, best: Peak, level: float) -> Interval:
    """Give the profile intervals of all coefficients for any likelihood.

    Parameters
    ----------
    data
        The model.
    climb
        Maximises the likelihood of a design.
    best
        Its maximum.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds, shape (1 + columns,), those of the constant first.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.
    """
    slopes = _bounds(data.x, climb, best, range(1, data.x.shape[1]), level)
    by = turn(data)
    turned = best._replace(place=by.T @ best.place, covariance=by.T @ best.covariance @ by)
    constant = _bounds(data.x @ by, climb, turned, [0], level)
    unit = np.append(np.linalg.norm(data.back[0]), np.diag(data.back)[1:])
    return Interval(*(np.concatenate(parts) * unit for parts in zip(constant, slopes, strict=True)))


def _bounds(x: Floats, climb: Climb, best: Peak, columns: Sequence[int], level: float) -> Interval:
    both = np.repeat(np.array(columns, dtype=np.intp), 2)
    sets, k = both.size, x.shape[1]
    error = np.sqrt(np.diag(best.covariance))[both] * np.tile([-1.0, 1.0], len(columns))
    along = best.covariance[both] / np.diag(best.covariance)[both, None]
    free = np.ones((sets, k), dtype=np.bool_)
    free[np.arange(sets), both] = False
    quantile = two_sided(level)

    def excess(away: Floats) -> Floats:
        shift = away * error
        start = best.place + along * shift[:, None]
        _, value = climb(x, free, start)
        return np.sqrt(np.maximum(2 * (best.value - value), 0.0)) - quantile

    low, high = np.zeros(sets), np.full(sets, quantile)
    f_low, f_high = np.full(sets, -quantile), excess(high)
    for _ in range(_DOUBLINGS):
        short = f_high <= 0
        if not short.any():
            break
        low, f_low = np.where(short, high, low), np.where(short, f_high, f_low)
        high = np.where(short, 2 * high, high)
        f_high = np.where(short, excess(high), f_high)
    away = bracketed(excess, low, high, f_low, f_high)
    found = (best.place[both] + away * error).reshape(-1, 2)
    return Interval(found[:, 0], found[:, 1])
