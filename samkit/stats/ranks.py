"""Ranks of values, with ties."""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats

Ties: TypeAlias = Literal["average", "min", "max", "first", "dense"]


def ranks(values: ArrayLike, ties: Ties = "average", *, descending: bool = False) -> Floats:
    """Rank values along the last axis.

    Parameters
    ----------
    values
        Numbers, shape (..., n), any unit; NaN has no rank.
    ties
        What tied values share: the ``average`` of their places (mid-rank), the ``min`` or the ``max`` of them, one
        place without a gap after it (``dense``); or nothing, the ``first`` in the row coming first.
    descending
        Whether rank 1 goes to the largest value.

    Returns
    -------
    Ranks from 1, shape (..., n); NaN where the value is NaN.

    Raises
    ------
    ValueError
        If ``ties`` is none of these words, or the values have no axis.

    References
    ----------
    Kendall (1945), Biometrika 33, 239-251.

    Examples
    --------
    >>> ranks([3, 1, 4, 1, 5]).tolist()
    [3.0, 1.5, 4.0, 1.5, 5.0]
    >>> ranks([3, 1, 4, 1, 5], "min", descending=True).tolist()
    [3.0, 4.0, 2.0, 4.0, 1.0]
    """
    if ties not in {"average", "min", "max", "first", "dense"}:
        raise ValueError(f"ties are ranked by average, min, max, first or dense, got {ties!r}")
    given = np.asarray(values, dtype=np.float64)
    if given.ndim == 0:
        raise ValueError("values with at least one axis are expected")
    key = np.negative(given) if descending else given
    order = np.argsort(key, axis=-1, kind="stable")
    places = _places(np.take_along_axis(key, order, axis=-1), ties)
    found = np.empty_like(given)
    np.put_along_axis(found, order, places, axis=-1)
    return np.where(np.isnan(given), np.nan, found)


def _places(rising: Floats, ties: Ties) -> Floats:
    place = np.broadcast_to(np.arange(1.0, rising.shape[-1] + 1), rising.shape)
    if ties == "first" or not rising.size:
        return place
    new = np.ones(rising.shape, dtype=np.bool_)
    new[..., 1:] = rising[..., 1:] != rising[..., :-1]
    if ties == "dense":
        return np.cumsum(new, axis=-1, dtype=np.float64)
    last = np.ones(rising.shape, dtype=np.bool_)
    last[..., :-1] = new[..., 1:]
    low = np.maximum.accumulate(np.where(new, place, 0.0), axis=-1)
    high = np.minimum.accumulate(np.where(last, place, np.inf)[..., ::-1], axis=-1)[..., ::-1]
    return {"min": low, "max": high, "average": (low + high) / 2}[ties]
