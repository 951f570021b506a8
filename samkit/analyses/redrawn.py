"""What items are ranked by, as it was found and as it comes out when the sample is drawn again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.stats import rankings, replicate_draws, resample
from samkit.stats.resample import Tables
from samkit.stats.respondents import respondents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from samkit.counted import Patterns
    from samkit.results import Item
    from samkit.stats.linearize import Totals
    from samkit.stats.respondents import Respondents
    from samkit.tally import Sample

    Floats = NDArray[np.float64]


class Measure(NamedTuple):
    """One thing to rank by: values, **shape** (items,), and the same in each draw, **shape** (draws, items)."""

    values: Floats
    draws: Floats

    def turned(self, toward: int) -> Measure:
        """Give the same the other way round, or not: `toward` is -1 or 1."""
        return Measure(toward * self.values, toward * self.draws)


class Redrawn(NamedTuple):
    """All that items are ranked by: share in both groups, gap, association (in the order of odds ratios); how drawn."""

    prevalence: Measure
    gap: Measure
    association: Measure
    how: str

    def turned(self, toward: int) -> Redrawn:
        """Give gap and association the other way round, or not: `toward` is -1 or 1."""
        return self._replace(gap=self.gap.turned(toward), association=self.association.turned(toward))


def of_patterns(
    patterns: Patterns, items: Sequence[Item], sample: Sample | None, seed: int, replicates: int
) -> Redrawn:
    """Draw respondents again by the bootstrap.

    Parameters
    ----------
    patterns
        Answers to the questions of all items, with those of the unclassified.
    items
        What is ranked, at least one.
    sample
        How respondents were drawn; None where all were drawn alone and weigh the same.
    seed
        Of the generator.
    replicates
        How often to draw, count.
    """
    answers = drawn_from(patterns, items, sample)
    found, again = resample.observed(answers), resample.bootstrap(answers, seed, replicates)
    return _measured(lambda measure: Measure(measure(found), measure(again)), _told(sample))


def of_totals(totals: Totals, seed: int, replicates: int) -> Redrawn:
    """Draw estimates around their values by what the replicate weights tell.

    Parameters
    ----------
    totals
        Weighted totals of the four cells of each item, **shape** (items, 4), whole and by replicate.
    seed
        Of the generator.
    replicates
        How often to draw, count.
    """
    whole, parts = _tables(totals.w), _tables(totals.unit_w)

    def measured(measure: Callable[[Tables], Floats]) -> Measure:
        value = measure(whole)
        return Measure(value, replicate_draws.around(value, measure(parts), totals.sample, seed, replicates))

    how = f"normal draws with the covariance that {totals.sample.factor.size} replicate weights give"
    return _measured(measured, how)


def drawn_from(patterns: Patterns, items: Sequence[Item], sample: Sample | None) -> Respondents:
    """Say whom the bootstrap draws from.

    Parameters
    ----------
    patterns
        Answers to the questions of all items.
    items
        What is counted as favourable.
    sample
        How respondents were drawn.

    Notes
    -----
    Drawn one by one, the groups are the strata and nobody else is needed. From strata or in clusters, the unclassified
    stay in theirs without an answer, for they were drawn as well.
    """
    columns = [patterns.questions.index(item.question) for item in items]
    codes = patterns.codes[:, columns]
    favourable = np.column_stack(
        [_favourable(patterns, item, column) for item, column in zip(items, columns, strict=True)]
    )
    inside = patterns.group < 2
    if sample is None or sample.simple:
        weight = None if sample is None else patterns.w[inside]
        return respondents(
            favourable[inside], codes[inside] >= 0, patterns.group[inside] == 0, patterns.n[inside], weight=weight
        )
    return respondents(
        favourable,
        (codes >= 0) & inside[:, None],
        patterns.group == 0,
        patterns.n,
        weight=patterns.w,
        stratum=patterns.stratum,
        cluster=patterns.cluster,
    )


def _favourable(patterns: Patterns, item: Item, column: int) -> NDArray[np.bool_]:
    places = [patterns.levels[column].index(level) for level in item.favourable]
    return np.isin(patterns.codes[:, column], places)


def _measured(measured: Callable[[Callable[[Tables], Floats]], Measure], how: str) -> Redrawn:
    prevalence, gap, association = map(measured, (rankings.prevalence, rankings.gap, rankings.association))
    return Redrawn(prevalence, gap, association, how)


def _told(sample: Sample | None) -> str:
    """Say what was drawn; with replacement, so that the size of a population does not matter."""
    if sample is None or sample.simple:
        return "bootstrap draws of respondents within groups"
    finite = ", population sizes left out" if np.isfinite(sample.population).any() else ""
    alone = ", strata of one left as they are" if (sample.drawn == 1).any() else ""
    return f"bootstrap draws of {sample.kind} within strata{finite}{alone}"


def _tables(cells: Floats) -> Tables:
    """Take favourable and valid totals of both groups out of four cells."""
    one, other, two, another = np.moveaxis(cells, -1, 0)
    return Tables(one, one + other, two, two + another)
