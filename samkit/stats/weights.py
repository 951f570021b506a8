"""Sums of weights of one group, and how much they cost in precision."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


class Weighted(NamedTuple):
    """Sums over the favourable (``x``) and the other (``y``) answers of one group: count, weights, squared weights."""

    x_n: Floats
    x_w: Floats
    x_w2: Floats
    y_n: Floats
    y_w: Floats
    y_w2: Floats

    @property
    def n(self) -> Floats:
        """Answers."""
        return self.x_n + self.y_n

    @property
    def w(self) -> Floats:
        """Sum of weights."""
        return self.x_w + self.y_w

    @property
    def w2(self) -> Floats:
        """Sum of squared weights."""
        return self.x_w2 + self.y_w2


def weighted(
    x_n: ArrayLike, x_w: ArrayLike, x_w2: ArrayLike, y_n: ArrayLike, y_w: ArrayLike, y_w2: ArrayLike
) -> Weighted:
    """Check and align the sums of one group.

    Parameters
    ----------
    x_n, y_n
        Favourable and other answers, any broadcastable shapes, count.
    x_w, y_w
        Sums of their weights, any unit.
    x_w2, y_w2
        Sums of their squared weights, the square of that unit.

    Returns
    -------
    The sums as float64 arrays of one shape.

    Raises
    ------
    ValueError
        If a sum is negative or not finite.

    Examples
    --------
    >>> group = weighted(2, 3.0, 5.0, 1, 1.0, 1.0)
    >>> float(group.w)
    4.0
    """
    parts = np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in (x_n, x_w, x_w2, y_n, y_w, y_w2)))
    if not all(np.all((part >= 0) & np.isfinite(part)) for part in parts):
        raise ValueError("sums of weights are expected to be finite and not negative")
    return Weighted(*parts)


def effective_n(group: Weighted) -> Floats:
    """Give Kish's effective number of answers.

    Parameters
    ----------
    group
        Sums of the group.

    Returns
    -------
    ``(sum w)^2 / sum w^2``, at most the number of answers; 0 where there is none.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> float(effective_n(weighted(2, 3.0, 5.0, 1, 1.0, 1.0)).round(6))
    2.666667
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(group.w2 == 0, 0.0, np.minimum(group.w / group.w2 * group.w, group.n))


def design_effect(group: Weighted) -> Floats:
    """Give Kish's design effect of weighting.

    Parameters
    ----------
    group
        Sums of the group.

    Returns
    -------
    Answers per effective answer, at least 1; NaN where no weight is positive.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> float(design_effect(weighted(2, 3.0, 5.0, 1, 1.0, 1.0)))
    1.125
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(group.n / np.where(group.w2 == 0, np.nan, effective_n(group)))
