"""The units that were drawn: clusters, or respondents where each was drawn alone, and the strata they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Units(NamedTuple):
    """The units of a sample.

    Parameters
    ----------
    stratum
        Stratum of each respondent, **shape** (respondents,), code; -1 where it is not known.
    label
        Label of each respondent's cluster, **shape** (respondents,), code; -1 where it is not known, each by itself
        where there are no clusters.
    cluster
        Cluster of each respondent, **shape** (respondents,), code; in the order of the strata, within them of the
        labels, and another one in each stratum.
    home
        Stratum of each cluster, **shape** (clusters,), code.
    first
        The first respondent of each cluster, **shape** (clusters,), index.
    drawn
        Clusters drawn from each stratum, **shape** (strata,), count.
    """

    stratum: NDArray[np.intp]
    label: NDArray[np.intp]
    cluster: NDArray[np.intp]
    home: NDArray[np.intp]
    first: NDArray[np.intp]
    drawn: NDArray[np.intp]

    def crossing(self) -> list[tuple[int, int, int]]:
        """List the labels in two strata: label, first respondent of the first stratum, and of the next one."""
        label = self.label[self.first]
        order = np.lexsort((self.home, label))
        same = np.flatnonzero(label[order][1:] == label[order][:-1])
        once = same[np.append(True, np.diff(label[order][same]) != 0)] if same.size else same
        pairs = self.first[order[np.stack([once, once + 1])]]
        return [(int(self.label[one]), int(one), int(other)) for one, other in pairs.T]

    def alone(self) -> list[tuple[int, int]]:
        """List the strata of one cluster, each with its first respondent."""
        strata = np.flatnonzero(self.drawn == 1)
        return list(zip(strata.tolist(), self.first[np.searchsorted(self.home, strata)].tolist(), strict=True))

    def rows_by_stratum(self) -> list[NDArray[np.intp]]:
        """Give the respondents of each stratum, in the order in which they stand."""
        known = np.flatnonzero(self.label >= 0)
        order = known[np.argsort(self.stratum[known], kind="stable")]
        ends = np.cumsum(np.bincount(self.stratum[order], minlength=self.drawn.size))
        return np.split(order, ends[:-1])

    def freedom(self, weight: NDArray[np.float64]) -> int:
        """Count clusters less strata, of those in which anybody has some weight."""
        clusters = np.unique(self.cluster[weight > 0])
        return int(clusters.size - np.unique(self.home[clusters]).size)


def units(stratum: NDArray[np.intp], label: NDArray[np.intp] | None) -> Units:
    """Find the units that labels of strata and clusters make.

    Parameters
    ----------
    stratum
        Stratum of each respondent, **shape** (respondents,), code from 0, or -1.
    label
        Label of each respondent's cluster, **shape** (respondents,), code from 0, or -1; None if each was drawn alone.

    Examples
    --------
    >>> found = units(np.array([1, 0, 1]), np.array([0, 0, 0]))
    >>> found.cluster.tolist(), found.home.tolist(), found.drawn.tolist(), found.crossing()
    ([1, 0, 1], [0, 1], [1, 1], [(0, 1, 0)])
    """
    labels = np.arange(stratum.size) if label is None else label
    known = (stratum >= 0) & (labels >= 0)
    wide = int(labels.max(initial=0)) + 1
    pair = np.where(known, stratum * wide + labels, -1)
    codes, first, cluster = np.unique(pair, return_index=True, return_inverse=True)
    unknown = int(codes.size > 0 and codes[0] == -1)
    home = codes[unknown:] // wide
    drawn = np.bincount(home, minlength=int(stratum.max(initial=0)) + 1)
    return Units(stratum, np.where(known, labels, -1), cluster - unknown, home, first[unknown:], drawn)
