"""Strata of which one cluster was drawn: what they add to a variance, as declared."""

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats

Lonely: TypeAlias = Literal["fail", "remove", "certainty", "adjust", "average"]
LONELY: tuple[Lonely, ...] = ("fail", "remove", "certainty", "adjust", "average")

_CERTAIN = 1e-7
"""Where less than this part of a stratum was left out, all of it was drawn and it adds no variance."""


class Share(NamedTuple):
    """What each stratum adds: the factor of its sum of squares, and whether that is about the stratum's own mean."""

    factor: Floats
    centred: NDArray[np.bool_]


def treat(clusters: ArrayLike, left: ArrayLike, lonely: Lonely, within: ArrayLike = 0) -> Share:
    """Give the factors of strata, with the ones of a single cluster treated as declared.

    Parameters
    ----------
    clusters
        Clusters drawn from each stratum, shape (strata,), count.
    left
        Part of each stratum's clusters that was not drawn, shape (strata,), fraction; 1 without a population size.
    lonely
        ``fail``; ``remove`` or ``certainty`` (no contribution); ``adjust`` (squares about zero, which is the mean of
        the scores of a mean, a ratio or a gap over the whole sample); ``average`` (the average of the other strata).
    within
        Cluster of the stage before that each stratum lies in, shape (strata,), code: averages are taken inside it.

    Returns
    -------
    Factors ``left n / (n - 1)``, shape (strata,), and where squares are taken about the stratum's mean.

    Raises
    ------
    ValueError
        If a stratum of one cluster is to fail, or the policy is none of the five, or there is nothing to average.

    Notes
    -----
    A stratum that was drawn as a whole is never lonely.

    References
    ----------
    Lumley (2010), Complex Surveys: A Guide to Analysis Using R, section 3.2.1.

    Examples
    --------
    >>> treat([2, 1, 4], 1.0, "remove").factor.round(3).tolist()
    [2.0, 0.0, 1.333]
    >>> treat([2, 1, 4], 1.0, "average").factor.round(3).tolist()
    [3.0, 0.0, 2.0]
    """
    if lonely not in LONELY:
        raise ValueError(f"lonely clusters are expected to be one of {', '.join(LONELY)}; got {lonely!r}")
    n, open_part, inside = np.broadcast_arrays(
        np.asarray(clusters, dtype=np.float64), np.asarray(left, dtype=np.float64), np.asarray(within)
    )
    alone = (n < 2) & (open_part >= _CERTAIN)
    if lonely == "fail" and alone.any():
        raise ValueError(f"{np.count_nonzero(alone)} of {n.size} strata have one cluster, so no variance of their own")
    factor = np.where(open_part < _CERTAIN, 0.0, open_part * n / np.maximum(n - 1, 1))
    if lonely == "adjust":
        return Share(factor, np.asarray(~alone))
    factor = np.where(alone, 0.0, factor)
    return Share(factor * _others(alone, inside) if lonely == "average" else factor, np.ones(n.shape, dtype=bool))


def _others(alone: NDArray[np.bool_], inside: NDArray[np.int_]) -> Floats:
    _, place = np.unique(inside, return_inverse=True)
    strata, kept = np.bincount(place), np.bincount(place, weights=~alone)
    if not kept.all():
        raise ValueError("lonely clusters cannot be averaged where every stratum has one cluster")
    return np.asarray((strata / kept)[place], dtype=np.float64)
