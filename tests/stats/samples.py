"""Samples of any design to try methods on, and their design as the statistics of single rows are told it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from hypothesis import strategies as st

from samkit.stats import design as designs
from samkit.stats import replicate, replication
from samkit.stats.lonely import LONELY
from tests.stats.tabulated import drawn, replicated

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from samkit.design.sample import Design
    from samkit.stats.plan import Plan

ITEMS, LEVELS = 2, 3


class Rows(NamedTuple):
    """Respondents: their design, group (1, 0, -1), answers to items (1, 0, NaN), place on a scale, and numbers."""

    design: Design
    first: NDArray[np.int8]
    yes: NDArray[np.float64]
    place: NDArray[np.float64]
    value: NDArray[np.float64]

    def group(self, which: int) -> NDArray[np.bool_]:
        """Say who is in a group."""
        return np.equal(self.first, which)


def plan(design: Design) -> Plan:
    """Give a design as the statistics of rows have it."""
    if design.replicates is not None:
        return design.replicates
    return designs.design(*design[:4], lonely=design.lonely, nest=True)


def same_freedom(sample: Plan, inside: ArrayLike) -> NDArray[np.bool_] | bool:
    """Say where the replicate weights of a domain are of no lower rank than its answers allow: totals cannot tell."""
    if isinstance(sample, designs.Design):
        return True
    most = np.minimum(sample.df, np.sum(inside, axis=0) - 1)
    return np.asarray(replicate.degrees_of_freedom(sample, inside) == most)


@st.composite
def designed(draw: st.DrawFn) -> Design:
    """Draw a design: weights, some of them 0, and strata, clusters, populations, lonely strata as they come."""
    chance, rows = np.random.default_rng(draw(st.integers(0, 2**32))), draw(st.integers(4, 40))
    weight = chance.choice([0.5, 1.0, 1.0, 2.75], rows) if draw(st.booleans()) else chance.uniform(0.05, 20, rows)
    weight[chance.random(rows) < draw(st.sampled_from([0.0, 0.1]))] = 0.0
    weight[0] = 1.0
    stratum = np.sort(chance.integers(0, draw(st.integers(1, 6)), rows)) if draw(st.booleans()) else None
    most = chance.integers(1 if stratum is not None else 2, draw(st.integers(3, 7)), 6)
    home = np.zeros(rows, dtype=np.intp) if stratum is None else stratum
    cluster = chance.integers(0, most[home]) if draw(st.booleans()) else None
    plain = drawn(weight, stratum, cluster, lonely="remove")
    first = designs.design(*plain[:4], lonely="remove", nest=True).stages[0]
    lonely = draw(st.sampled_from(LONELY))
    if (first.clusters < 2).all() or (lonely == "fail" and (first.clusters < 2).any()):
        lonely = "remove"
    if not draw(st.booleans()):
        return plain._replace(lonely=lonely)
    size = first.clusters + chance.choice([0, 1, 5, 100], first.clusters.size)
    size = np.where((first.clusters < 2) & (lonely == "average"), first.clusters + 1, size)
    home = np.zeros(rows, dtype=np.intp) if plain.stratum is None else plain.stratum
    return plain._replace(population=size[home].astype(np.float64), lonely=lonely)


@st.composite
def in_replicates(draw: st.DrawFn) -> Design:
    """Draw replicate weights: those of a jackknife or a bootstrap of some design."""
    found = draw(designed())
    positive = found._replace(weight=np.where(found.weight > 0, found.weight, 0.25), lonely="remove")
    sample = plan(positive)
    assert isinstance(sample, designs.Design)
    about = draw(st.booleans())
    if sample.stages[0].starts.size < 2 or draw(st.booleans()):
        return replicated(replication.bootstrap(sample, 12, draw(st.integers(0, 99)), about_estimate=about))
    return replicated(replication.jackknife(sample, about_estimate=about))


@st.composite
def answered(draw: st.DrawFn, design: st.SearchStrategy[Design] | None = None) -> Rows:
    """Draw answers of respondents, some of them missing, under a design."""
    how = draw(designed() | in_replicates() if design is None else design)
    rows, chance = how.weight.size, np.random.default_rng(draw(st.integers(0, 2**32)))
    first = chance.choice([1, 0, -1], rows, p=[0.4, 0.5, 0.1]).astype(np.int8)
    yes = (chance.random((rows, ITEMS)) < draw(st.sampled_from([0.1, 0.5, 0.9]))).astype(np.float64)
    place = chance.integers(0, LEVELS, rows).astype(np.float64)
    value = chance.normal(5, 2, (rows, ITEMS))
    gone = draw(st.sampled_from([0.0, 0.2]))
    for column in (yes, place, value):
        column[chance.random(column.shape) < gone] = np.nan
    return Rows(how, first, yes, place, value)
