"""From values to an index: each component scored from 0 to 100, weighed, and the bands that indices fall into."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.indexed import IndexBand
from samkit.stats.composite import composite
from samkit.stats.normalised import HIGHEST, between, percentile, standardised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.index.panel import Panel
    from samkit.study.index import BandTable, ComponentTable, IndexTable, Normalisation

    Floats = NDArray[np.float64]

DIGITS: Final = 9
"""Decimals of an index: enough for any use, and without the noise that would put 80 into the band above 80."""

ALIKE: Final = HIGHEST / 2
"""The score of a component whose values are all alike, where scores are relative to them."""


class Component(NamedTuple):
    """The scores of one component, shape (rows,), and what is worth 0 and 100; None where scores are ranks."""

    scores: Floats
    floor: float | None
    target: float | None


class Indexed(NamedTuple):
    """The index of each row, NaN where it has none, the weight of each score and what it adds, (rows, components)."""

    components: tuple[Component, ...]
    value: Floats
    weight: Floats
    points: Floats

    @property
    def scores(self) -> Floats:
        """The scores, shape (rows, components)."""
        return np.column_stack([component.scores for component in self.components])


def indexed(found: Panel, index: IndexTable, normalisation: Normalisation | None = None) -> Indexed:
    """Score and weigh every row.

    Parameters
    ----------
    found
        The rows.
    index
        What is declared.
    normalisation
        One for all components in place of those that are declared.
    """
    said = list(index.components.values())
    components = tuple(
        component(values, each, normalisation or each.normalisation)
        for values, each in zip(found.values.T, said, strict=True)
    )
    weights = np.array([each.weight for each in said])
    scores = np.column_stack([each.scores for each in components])
    made = composite(scores, weights)
    there = ~np.isnan(scores)
    enough = there.all(axis=1) if index.missing == "leave out" else there @ weights >= index.least_weight - 1e-9
    return Indexed(components, np.where(enough, made.value.round(DIGITS), np.nan), made.weight, made.points)


def component(values: Floats, said: ComponentTable, normalisation: Normalisation) -> Component:
    """Score the values of one component.

    Parameters
    ----------
    values
        Shape (rows,), NaN where there is none.
    said
        What is declared of it.
    normalisation
        How; with "target" it has one.
    """
    lower = said.direction == "lower"
    if normalisation == "target" and said.target is not None:
        floor = said.floor or 0.0
        return Component(between(values, floor, said.target), floor, said.target)
    if normalisation == "percentile":
        return Component(percentile(values, lower_is_better=lower), None, None)
    if normalisation == "z":
        return Component(standardised(values, lower_is_better=lower), None, None)
    if np.isnan(values).all():
        return Component(values, None, None)
    least, most = float(np.nanmin(values)), float(np.nanmax(values))
    if least == most:
        return Component(np.where(np.isnan(values), np.nan, ALIKE), least, most)
    floor, target = (most, least) if lower else (least, most)
    return Component(between(values, floor, target), floor, target)


def bands(edges: Sequence[BandTable]) -> Iterator[IndexBand]:
    """Give the bands from the lowest to the highest.

    Examples
    --------
    >>> from samkit.study.index import USUAL
    >>> [(each.lower_edge, each.upper_edge, each.with_lower) for each in bands(USUAL)]
    [(0.0, 60.0, True), (60.0, 80.0, True), (80.0, 100.0, False)]
    """
    for each in sorted(edges, key=lambda each: each.above or each.from_ or 0.0):
        lower = each.above if each.above is not None else each.from_ or 0.0
        upper = each.below if each.below is not None else each.to or HIGHEST
        yield IndexBand(each.name, lower, upper, each.above is None, each.below is None)


def band(value: float | None, edges: Sequence[BandTable]) -> str:
    """Name the band of an index; empty where there is none.

    Examples
    --------
    >>> from samkit.study.index import USUAL
    >>> [band(value, USUAL) for value in (59.9, 60, 80, 80.1, None)]
    ['under-performing', 'good', 'good', 'exceptional', '']
    """
    if value is None:
        return ""
    return next(each.name for each in edges if span(each)[0] <= value <= span(each)[1])


def span(edges: BandTable) -> tuple[float, float]:
    """Give the least and the greatest index of a band.

    Examples
    --------
    >>> from samkit.study.index import USUAL
    >>> [low <= 80 <= high for low, high in map(span, USUAL)]
    [False, True, False]
    """
    low = math.nextafter(edges.above, math.inf) if edges.above is not None else edges.from_ or 0.0
    high = math.nextafter(edges.below, -math.inf) if edges.below is not None else HIGHEST
    return low, high if edges.to is None else edges.to
