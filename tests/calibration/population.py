"""A population of people in clusters in strata, and samples of whole clusters from it."""

from typing import NamedTuple

import numpy as np

from samkit.stats.interval import Floats

SEED = 397
STRATA = (0.4, 0.3, 0.2, 0.1)
"""Part of the clusters that each stratum has; samples take equally many of each, so that weights differ by four."""

ITEMS = {"as the study": (0.55, 0.18), "rare": (0.12, 0.05), "common": (0.92, 0.80)}
FIRST = 0.13
TOGETHER = 0.15
"""Part of the latent answers that people of one cluster share; membership of group 1 clusters as much."""


class Plan(NamedTuple):
    """How many clusters there are, how many people one has on average, and how many of each stratum are drawn."""

    name: str
    clusters: int
    people: int
    drawn: int


class Population(NamedTuple):
    """Each person's cluster, membership of group 1 and favourable answers; each cluster's stratum and first person."""

    cluster: np.ndarray
    first: np.ndarray
    favourable: np.ndarray
    stratum: np.ndarray
    start: np.ndarray

    def shares(self) -> tuple[Floats, Floats]:
        """Give the true shares of both groups, item by item."""
        return self.favourable[self.first].mean(axis=0), self.favourable[~self.first].mean(axis=0)


class Sample(NamedTuple):
    """The people drawn: rows of the population, weights, strata, clusters, and clusters that the stratum has."""

    rows: np.ndarray
    weight: Floats
    stratum: np.ndarray
    cluster: np.ndarray
    population: Floats


def population(plan: Plan) -> Population:
    """Make the population, the same each time."""
    from scipy.special import ndtri

    draw = np.random.default_rng([SEED, plan.clusters, plan.people])
    stratum = np.repeat(np.arange(len(STRATA)), [round(part * plan.clusters) for part in STRATA])
    # Half to one and a half times the average: sizes differ, so that the sample's size is an accident, too.
    sizes = draw.integers((plan.people + 1) // 2, plan.people + plan.people // 2 + 1, plan.clusters)
    cluster = np.repeat(np.arange(plan.clusters), sizes)
    first = _latent(draw, cluster, 1)[:, 0] < ndtri(FIRST)
    one, none = (np.array([pair[k] for pair in ITEMS.values()]) for k in (0, 1))
    drift = 0.25 * (stratum[cluster] - 1)[:, None]
    favourable = _latent(draw, cluster, len(ITEMS)) + drift < np.where(first[:, None], ndtri(one), ndtri(none))
    return Population(cluster, first, favourable, stratum, np.searchsorted(cluster, np.arange(plan.clusters + 1)))


def sample(plan: Plan, people: Population, draw: np.random.Generator) -> Sample:
    """Draw clusters of each stratum without replacement, and take everybody in them."""
    homes = [np.flatnonzero(people.stratum == stratum) for stratum in range(len(STRATA))]
    drawn = np.concatenate([draw.choice(home, plan.drawn, replace=False) for home in homes])
    counts = people.start[drawn + 1] - people.start[drawn]
    rows = np.repeat(people.start[drawn] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    sizes = np.array([home.size for home in homes], dtype=np.float64)
    cluster = people.cluster[rows]
    stratum = people.stratum[cluster]
    return Sample(rows, sizes[stratum] / plan.drawn, stratum, cluster, sizes[stratum])


def _latent(draw: np.random.Generator, cluster: np.ndarray, items: int) -> Floats:
    shared = draw.standard_normal((int(cluster.max()) + 1, items))
    own = draw.standard_normal((cluster.size, items))
    return np.asarray(np.sqrt(TOGETHER) * shared[cluster] + np.sqrt(1 - TOGETHER) * own)
