"""How much of all gaps goes through one factor, and whether there are gaps at all."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats, Interval


class Explained(NamedTuple):
    """The share of the sum of squared gaps that goes through a factor, its bounds, and the p-value of all gaps."""

    share: float
    interval: Interval
    p: float


def explained(
    gaps: ArrayLike, loadings: ArrayLike, drawn: tuple[ArrayLike, ArrayLike], level: float = 0.95
) -> Explained:
    """Give the share of the sum of squared standardised gaps that goes through a factor.

    Parameters
    ----------
    gaps
        Standardised gap of each question, shape (questions,); NaN where there is none.
    loadings
        Of each question, shape (questions,).
    drawn
        The same of each draw of a bootstrap, shape (draws, questions) each.
    level
        Confidence level.

    Returns
    -------
    A share from 0 to 1 with bounds, and the p-value of all gaps together: that of their sum of squares.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    With u the loadings made as long as 1, ``(u'd)^2 / d'd``, and what chance adds to both is taken off: ``u'Vu`` and
    the trace of V, the covariance of the draws. A draw has that twice, once from the sample and once from being drawn.
    ``p`` is the part of draws whose gaps lie as far from those of the sample as these lie from 0.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 10 and 16.

    Examples
    --------
    >>> chance = np.array([[0.1, 0.0], [-0.1, 0.0], [0.0, 0.1], [0.0, -0.1]])
    >>> found = explained([3.0, 4.0], [0.3, 0.4], (np.array([3.0, 4.0]) + chance, np.tile([0.3, 0.4], (4, 1))))
    >>> round(found.share, 3), found.p
    (1.0, 0.2)
    """
    apart, along = (np.asarray(part, dtype=np.float64) for part in (gaps, loadings))
    each, turned = (np.asarray(part, dtype=np.float64) for part in drawn)
    if along.shape != apart.shape or each.shape != turned.shape or each.shape[1:] != apart.shape:
        raise ValueError(f"gaps and loadings of one shape are expected, got {apart.shape} and {along.shape}")
    there = np.isfinite(apart)
    found, again = (np.where(there & np.isfinite(part), part, 0.0) for part in (apart, each))
    noise = np.cov(again, rowvar=False)
    direction, directions = _unit(np.where(there, along, 0.0)), _unit(np.where(there, turned, 0.0))
    by_chance = np.array([direction @ noise @ direction, np.trace(noise)])
    value = _share(found, direction, by_chance)
    spread = _share(again, directions, 2 * by_chance)
    bounds = np.quantile(spread, [(1 - level) / 2, (1 + level) / 2])
    far = ((again - found) ** 2).sum(axis=-1) >= (found**2).sum()
    return Explained(float(value), Interval(bounds[0], bounds[1]), float((1 + far.sum()) / (1 + len(far))))


def _unit(loadings: Floats) -> Floats:
    """Make loadings as long as 1."""
    length = np.sqrt((loadings**2).sum(axis=-1, keepdims=True))
    return np.asarray(np.divide(loadings, length, out=np.zeros_like(loadings), where=length > 0))


def _share(gaps: Floats, direction: Floats, by_chance: Floats) -> Floats:
    """Give the share that goes in a direction, less what chance adds, within 0 and 1."""
    through = (gaps * direction).sum(axis=-1) ** 2 - by_chance[0]
    every = (gaps**2).sum(axis=-1) - by_chance[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(every > 0, through / every, np.where(through > 0, 1.0, 0.0))
    return np.asarray(np.clip(share, 0.0, 1.0))
