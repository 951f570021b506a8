"""How each manager stands in each period: index, rank, quartile, band, gaps, and what drawn weights leave of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.index.score import band, span
from samkit.indexed import IndexGap, IndexPart, IndexScore
from samkit.notes import Note
from samkit.results import Estimate, Item
from samkit.stats.composite import drawn_weights, spread
from samkit.stats.movement import movement, rank_bounds
from samkit.stats.normal import alpha
from samkit.stats.normalised import HIGHEST
from samkit.stats.ranks import ranks
from samkit.stats.student import quantile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from samkit.index.panel import Panel
    from samkit.index.score import Indexed
    from samkit.stats.movement import Movement
    from samkit.study.file import StudyTable
    from samkit.study.index import IndexTable

    Floats = NDArray[np.float64]

FEWEST: Final = 4
"""Managers of a period from which on there are quarters of them."""

_OPEN: Final = (None, None)


class _Ranges(NamedTuple):
    """What drawn weights leave of the rows of the ranked period, by row."""

    value: dict[int, tuple[float, float]]
    rank: dict[int, tuple[float, float]]
    same_band: dict[int, float]


def scores(
    found: Panel,
    made: Indexed,
    index: IndexTable,
    about: StudyTable,
    ranked: str,
    moved: Movement,
    texts: Mapping[str, str],
) -> Iterator[IndexScore]:
    """Give a row for each manager and period, in the order of periods, then of names.

    Parameters
    ----------
    found, made
        The rows, and their indices.
    index, about
        What is declared.
    ranked
        The period that is ranked.
    moved
        How far an index is off.
    texts
        The words of each component.
    """
    ranges = _ranges(found, made, index, about, ranked)
    off = usual(moved, about.level)
    for place, period in enumerate(found.periods):
        rows = np.flatnonzero(found.period == place)
        values = made.value[rows]
        ordered, quarters = ranks(values, "min", descending=True), _quartiles(values)
        may_be = _may_be(values, moved, about.level) if period == ranked else {}
        for at in np.argsort(found.manager[rows]).tolist():
            row = int(rows[at])
            value = _number(made.value[row])
            rank = None if value is None else float(ordered[at])
            yield IndexScore(
                item=item(found.managers[found.manager[row]]),
                team=found.teams[row],
                period=period,
                position=place,
                ranked=period == ranked,
                points=_off(value, off),
                weighed=Estimate(value, *ranges.value.get(row, _OPEN)),
                rank=Estimate(rank, *may_be.get(at, _OPEN)),
                rank_weighed=Estimate(rank, *ranges.rank.get(row, _OPEN)),
                quartile=quarters[at],
                band=band(value, index.edges),
                same_band=ranges.same_band.get(row),
                gaps=gaps(value, index),
                parts=_parts(found, made, index, row),
                notes=tuple(_notes(found, made, texts, row)),
            )


def movement_of(found: Panel, made: Indexed) -> Movement:
    """Say how far an index of one manager is off, from how indices move between neighbouring periods."""
    values = np.full((len(found.managers), len(found.periods)), np.nan)
    values[found.manager, found.period] = made.value
    return movement(values)


def usual(moved: Movement, level: float) -> float | None:
    """Give how far one index is off at most, in points; None where nothing is known of that."""
    return float(quantile(alpha(level), moved.df)) * moved.deviation if moved.df else None


def _may_be(values: Floats, moved: Movement, level: float) -> dict[int, tuple[float, float]]:
    """Give the ranks that each of those with an index may have, by their place; nothing where that is not known."""
    there = np.flatnonzero(~np.isnan(values))
    if not moved.df or not there.size:
        return {}
    bounds = rank_bounds(values[there], moved, level)
    return dict(zip(there.tolist(), zip(bounds.lower.tolist(), bounds.upper.tolist(), strict=True), strict=True))


def _off(value: float | None, off: float | None) -> Estimate:
    """Give an index with its bounds, inside the index."""
    if value is None or off is None:
        return Estimate(value, None, None)
    return Estimate(value, max(value - off, 0.0), min(value + off, HIGHEST))


def item(name: str) -> Item:
    """Give what a row is about: a manager, a team, or everybody."""
    return Item(name, name, "index", "", ())


def gaps(value: float | None, index: IndexTable) -> tuple[IndexGap, ...]:
    """Say how far an index lies above each benchmark."""
    if value is None:
        return ()
    return tuple(IndexGap(name, at, round(value - at, 9)) for name, at in index.benchmarks.items())


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _quartiles(values: Floats) -> list[int | None]:
    """Say in which quarter of those who have an index each stands, 4 being the highest."""
    n = int((~np.isnan(values)).sum())
    if n < FEWEST:
        return [None] * values.size
    places = (ranks(values) - 0.5) / n
    return [None if math.isnan(place) else min(int(4 * place), 3) + 1 for place in places]


def _ranges(found: Panel, made: Indexed, index: IndexTable, about: StudyTable, ranked: str) -> _Ranges:
    """Draw weights for the managers of the ranked period who have an index."""
    rows = found.at(ranked)
    rows = rows[~np.isnan(made.value[rows])]
    if not rows.size:
        return _Ranges({}, {}, {})
    declared = [component.weight for component in index.components.values()]
    drawn = drawn_weights(declared, index.draws, index.vary, about.seed)
    left = spread(made.scores[rows], drawn, about.level)
    spans = {each.name: span(each) for each in index.edges}
    own = np.array([spans[band(value, index.edges)] for value in made.value[rows].tolist()])
    same = ((left.drawn >= own[:, 0]) & (left.drawn <= own[:, 1])).mean(axis=0).tolist()
    bounds = zip(left.value.lower.tolist(), left.value.upper.tolist(), strict=True)
    places = zip(left.rank.lower.tolist(), left.rank.upper.tolist(), strict=True)
    keys = rows.tolist()
    return _Ranges(
        dict(zip(keys, bounds, strict=True)),
        dict(zip(keys, places, strict=True)),
        dict(zip(keys, same, strict=True)),
    )


def _parts(found: Panel, made: Indexed, index: IndexTable, row: int) -> tuple[IndexPart, ...]:
    """Give what each component adds to the index of a row; nothing where it has none."""
    has = not math.isnan(made.value[row])
    return tuple(
        IndexPart(
            name,
            _number(found.values[row, at]),
            _number(made.components[at].scores[row]),
            float(made.weight[row, at]) if has else 0.0,
            float(made.points[row, at]) if has else 0.0,
        )
        for at, name in enumerate(index.components)
    )


def _notes(found: Panel, made: Indexed, texts: Mapping[str, str], row: int) -> Iterator[Note]:
    """Say which components a row has no value of, and what follows."""
    missing = [text for at, text in enumerate(texts.values()) if math.isnan(found.values[row, at])]
    if missing:
        who, when = found.managers[found.manager[row]], found.periods[found.period[row]]
        listed = ", ".join(missing)
        if math.isnan(made.value[row]):
            yield Note("no_component", f"{who}, {when}: no value of {listed}, so no index")
        else:
            yield Note("reweighted", f"{who}, {when}: no value of {listed}, so the weights of the others are scaled up")
