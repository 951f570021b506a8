"""Counts of a life table: who is still at risk on each day, and what ended for whom."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


class LifeTable(NamedTuple):
    """Counts by day; leading axes are clusters, or replicates of the whole.

    Parameters
    ----------
    at_risk
        Who has neither ended nor gone out of sight before the day, **shape** (..., days), count.
    ended
        How many end on the day, by what ends it, **shape** (..., causes, days), count.
    """

    at_risk: Floats
    ended: Floats

    @property
    def leaving(self) -> Floats:
        """How many end on each day, whatever ends it, **shape** (..., days), count."""
        return np.asarray(self.ended.sum(axis=-2))

    @property
    def together(self) -> "LifeTable":
        """All clusters of the first axis in one table."""
        return LifeTable(self.at_risk.sum(axis=0), self.ended.sum(axis=0))

    @property
    def without_each(self) -> "LifeTable":
        """The whole without each cluster of the first axis in turn."""
        whole = self.together
        return LifeTable(whole.at_risk - self.at_risk, whole.ended - self.ended)


def life_table(days: ArrayLike, cause: ArrayLike, causes: int) -> LifeTable:
    """Count a life table.

    Parameters
    ----------
    days
        How long each was seen, **shape** (n,), whole days from 0.
    cause
        What ended it, from 0; -1 where it goes on and is out of sight after its days. **Shape** (n,).
    causes
        How many causes there are, count.

    Returns
    -------
    LifeTable of the days from 0 to the longest, **shape** (days,) and (causes, days).

    Notes
    -----
    Who ends and who goes out of sight on the same day: the end comes first, as is usual.

    Examples
    --------
    >>> found = life_table([1, 2, 2], [0, -1, 0], 1)
    >>> found.at_risk.tolist(), found.ended.tolist()
    ([3.0, 3.0, 2.0], [[0.0, 1.0, 1.0]])
    """
    alone = life_tables(days, cause, causes, np.zeros(np.shape(days), dtype=np.intp), 1)
    return LifeTable(alone.at_risk[0], alone.ended[0])


def life_tables(days: ArrayLike, cause: ArrayLike, causes: int, cluster: ArrayLike, clusters: int) -> LifeTable:
    """Count a life table for each cluster, all over the same days.

    Parameters
    ----------
    days, cause, causes
        As for `life_table`.
    cluster
        To which cluster each belongs, from 0, **shape** (n,).
    clusters
        How many clusters there are, count.

    Returns
    -------
    LifeTable of **shape** (clusters, days) and (clusters, causes, days).

    Raises
    ------
    ValueError
        If a length of time is negative.
    """
    length = np.asarray(days, dtype=np.int64)
    if length.size and length.min() < 0:
        raise ValueError("a length of time is negative")
    how, where = np.asarray(cause, dtype=np.int64), np.asarray(cluster, dtype=np.int64)
    span = int(length.max()) + 1 if length.size else 1
    places = (where * (causes + 1) + how + 1) * span + length
    counts = np.bincount(places, minlength=clusters * (causes + 1) * span).astype(np.float64)
    by_cause = counts.reshape(clusters, causes + 1, span)
    at_risk = by_cause.sum(axis=1)[:, ::-1].cumsum(axis=1)[:, ::-1]
    return LifeTable(at_risk, by_cause[:, 1:])
