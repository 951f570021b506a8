"""Respondents of a sample, counted by the engine: what analyses and their statistics are given of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import counts, means
from samkit.answers import Coded, Numbered
from samkit.classification import Classification
from samkit.design.sample import Design
from samkit.design.units import units
from samkit.engines import memory
from samkit.readers.export import Export
from samkit.stats import linearize
from samkit.survey import Survey
from samkit.tally import Ask, Missing, Request
from tests.builders import study

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from samkit.counted import Block
    from samkit.stats.averages import Weighed
    from samkit.stats.linearize import Totals
    from samkit.stats.lonely import Lonely
    from samkit.stats.replicate import Replicates
    from samkit.study.model import Study
    from samkit.tally import Sample

BY = "performance"
BOX = ("No", "Yes")


def codes(labels: ArrayLike) -> NDArray[np.intp]:
    """Number labels from 0 in their order, as the design of an export is numbered."""
    return np.asarray(np.unique(np.asarray(labels), return_inverse=True)[1], dtype=np.intp)


def drawn(
    weight: ArrayLike,
    stratum: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    population: ArrayLike | None = None,
    *,
    lonely: Lonely = "fail",
) -> Design:
    """Say how respondents were drawn; labels of clusters begin again in every stratum."""
    w = np.asarray(weight, dtype=np.float64)
    home = None if stratum is None else codes(stratum)
    nobody = np.zeros(w.size, dtype=np.intp)
    unit = None if cluster is None else units(nobody if home is None else home, codes(cluster)).cluster
    sizes = None if population is None else np.asarray(population, dtype=np.float64)
    return Design(w / w.max(), home, unit, sizes, lonely, None)


def replicated(parts: Replicates) -> Design:
    """Say that respondents have replicate weights."""
    return Design(parts.weight, None, None, None, "fail", parts)


def survey(design: Design | None, first: ArrayLike, answers: Mapping[str, Coded | Numbered]) -> Survey:
    """Give a survey of respondents: 1 in the first group, 0 in the second, -1 in none, **shape** (respondents,)."""
    truth = np.asarray(first).astype(np.int8)
    made = _study()
    groups = Classification(made.groups[BY], truth, truth[None], (), ())
    export = Export("rows.csv", "", (), {}, range(truth.size))
    return Survey(made, export, answers, design, (), {BY: groups})


def coded(column: ArrayLike, levels: tuple[str, ...] = BOX) -> Coded:
    """Give answers on a scale, the places of their levels; NaN where there is none."""
    place = np.asarray(column, dtype=np.float64)
    return Coded(np.where(np.isnan(place), float(Missing.NOT_ANSWERED), place).astype(np.int32), levels)


def numbered(column: ArrayLike) -> Numbered:
    """Give numeric answers, NaN where there is none."""
    values = np.asarray(column, dtype=np.float64)
    return Numbered(values, np.where(np.isnan(values), int(Missing.NOT_ANSWERED), 0).astype(np.int32))


def boxes(design: Design, first: ArrayLike, yes: ArrayLike) -> Totals:
    """Give the totals of items, **shape** (items, 4), from answers of 1 and 0, **shape** (respondents, items)."""
    columns = np.atleast_2d(np.asarray(yes, dtype=np.float64).T)
    blocks, sample = _counted(design, first, [coded(column) for column in columns])
    return counts.tabulated([[1]] * len(blocks), blocks, sample)


def table(design: Design, first: ArrayLike, column: ArrayLike, levels: int) -> Totals:
    """Give the totals of a table of levels by both groups, **shape** (levels * 2,), from the places of levels."""
    names = tuple(f"level {place}" for place in range(levels))
    (block,), sample = _counted(design, first, [coded(column, names)])
    by_level = counts.tabulated([[place] for place in range(levels)], [block] * levels, sample)
    return linearize.joined(by_level, (0, 2))


class Numbers(NamedTuple):
    """The sums of numeric answers of both groups, **shape** (units, items), and how the units were drawn."""

    one: Weighed
    none: Weighed
    sample: Sample


def numbers(design: Design, first: ArrayLike, values: ArrayLike) -> Numbers:
    """Give the sums of numeric answers, **shape** (respondents, items)."""
    columns = np.atleast_2d(np.asarray(values, dtype=np.float64).T)
    asked = {f"q{place}": numbered(column) for place, column in enumerate(columns)}
    asks = [Ask(name, BY) for name in asked]
    found = memory.count(survey(design, first, asked), Request(sums=frozenset(asks)))
    sums = [found.sums[ask] for ask in asks]
    assert found.sample is not None
    return Numbers(means.weighed(sums, 0), means.weighed(sums, 1), found.sample)


@cache
def _study() -> Study:
    return study()


def _counted(design: Design, first: ArrayLike, columns: list[Coded]) -> tuple[list[Block], Sample]:
    asked = {Ask(f"q{place}", BY): column for place, column in enumerate(columns)}
    answers = {ask.question: column for ask, column in asked.items()}
    found = memory.count(survey(design, first, answers), Request(frozenset(asked)))
    assert found.sample is not None
    return [found.blocks[ask] for ask in asked], found.sample
