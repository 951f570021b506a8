"""What `[index]` says of itself and of other tables: components that add up, bands without holes, questions to hand."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit.study.references import Fault, answers_of, known_questions, levels_of, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.study.file import StudyFile
    from samkit.study.index import BandTable, ComponentTable, IndexTable
    from samkit.study.places import Path

HIGHEST: Final = 100.0
_EXACT: Final = 1e-9


def faults(file: StudyFile) -> Iterator[Fault]:
    """Check the index of a study file, where it has one."""
    index = file.index
    if index is None:
        return
    yield from _columns(index)
    yield from _weights(index)
    for name, component in index.components.items():
        yield from _scored(("index", "components", name), component)
        for place, question in enumerate(component.questions):
            yield from _question(file, ("index", "components", name, "questions", place), question)
        if not component.questions:
            yield from _question(file, ("index", "components", name), name)
    if index.outcome:
        yield from _number(file, ("index", "outcome", "question"), index.outcome.question)
    doubled = list(_edges(index))
    yield from doubled or _bands(index.edges)
    for name, value in index.benchmarks.items():
        if not 0 <= value <= HIGHEST:
            message = "a benchmark lies outside the index"
            yield Fault(("index", "benchmarks", name), "benchmark_outside", message, "0 to 100", f"{value:g}")
    yield from _periods(index)


def _columns(index: IndexTable) -> Iterator[Fault]:
    """Check that manager, team and period stand in columns of their own."""
    seen: dict[str, str] = {}
    for key in ("manager", "period", "team"):
        column = getattr(index, key)
        if column and column in seen:
            message = f"the column is that of {seen[column]} already"
            yield Fault(("index", key), "column_twice", message, "another column", column)
        seen.setdefault(column, key)


def _weights(index: IndexTable) -> Iterator[Fault]:
    """Check that the weights sum to one."""
    total = math.fsum(component.weight for component in index.components.values())
    if abs(total - 1) > _EXACT:
        hint = "the weights are parts of the whole index; change them so that they sum to one"
        message = "the weights of the components do not sum to one"
        yield Fault(("index", "components"), "weights_not_one", message, "1", f"{total:.10g}", hint)


def _scored(path: Path, said: ComponentTable) -> Iterator[Fault]:
    """Check that a component scored by its target has one, on the better side of its floor, and that no other has."""
    if said.normalisation != "target":
        for key in ("floor", "target"):
            if getattr(said, key) is not None:
                message = f"{key} can only stand where normalisation is 'target'"
                yield Fault((*path, key), "no_use_of_target", message, f"no {key}", f"{getattr(said, key):g}")
    elif said.target is None:
        message = "a component without the value that is worth 100"
        yield Fault(path, "no_target", message, "target, or another normalisation")
    elif (said.target - (said.floor or 0.0)) * (1 if said.direction == "higher" else -1) <= 0:
        side = "above" if said.direction == "higher" else "below"
        message = f"where {said.direction} is better, the target lies {side} the floor"
        expected = f"a target {side} {said.floor or 0:g}"
        yield Fault((*path, "target"), "target_turned", message, expected, f"{said.target:g}")


def _edges(index: IndexTable) -> Iterator[Fault]:
    """Check that a band has one edge a side."""
    for place, band in enumerate(index.bands):
        if None not in {band.above, band.from_} or None not in {band.to, band.below}:
            message = "a band has two lower or two upper edges"
            expected = "one lower edge, above or from, and one upper edge, to or below"
            yield Fault(("index", "bands", place), "two_edges", message, expected, band.name)


def _question(file: StudyFile, path: Path, name: str) -> Iterator[Fault]:
    """Check that a component's question is there, and is a number or has levels in an order."""
    known = known_questions(file)
    if name not in known:
        yield unknown(path, "question", name, known)
        return
    _, scale = answers_of(file, name)
    if scale in file.scales and levels_of(file, name) and not file.scales[scale].ordered:
        message = "a component needs a number, or answers in an order"
        yield Fault(path, "not_ordered", message, "a numeric question, or ordered levels", name)


def _number(file: StudyFile, path: Path, name: str) -> Iterator[Fault]:
    """Check that the outcome is a question that is answered with a number."""
    known = known_questions(file)
    if name not in known:
        yield unknown(path, "question", name, known)
    elif name not in file.questions or file.questions[name].numeric is None:
        yield Fault(path, "not_numeric", "the outcome is not answered with a number", "a numeric question", name)


def _bands(bands: list[BandTable]) -> Iterator[Fault]:
    """Check that bands follow one another from 0 to 100, each index in one of them."""
    path: Path = ("index", "bands")
    rising = sorted(bands, key=lambda band: (_lower(band), _upper(band)))
    names = [band.name for band in bands]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Fault((*path, place, "name"), "duplicate_band", "two bands have this name", "each name once", name)
    if _lower(rising[0]) > 0 or rising[0].above is not None:
        yield Fault(path, "bands_apart", "the lowest band does not begin at 0", "no above, and no from over 0")
    if _upper(rising[-1]) < HIGHEST or rising[-1].below is not None:
        yield Fault(path, "bands_apart", "the highest band does not end at 100", "no below, and no to under 100")
    for low, high in pairwise(rising):
        once = (low.to is None) != (high.from_ is None)
        if _upper(low) != _lower(high) or not once:
            message = f"{low.name} and {high.name} leave an index out, or share one"
            expected = "to of the one with above of the other, or below with from, at the same edge"
            yield Fault(path, "bands_apart", message, expected, f"{_upper(low):g} and {_lower(high):g}")


def _lower(band: BandTable) -> float:
    return next((edge for edge in (band.above, band.from_) if edge is not None), 0.0)


def _upper(band: BandTable) -> float:
    return next((edge for edge in (band.to, band.below) if edge is not None), HIGHEST)


def _periods(index: IndexTable) -> Iterator[Fault]:
    """Check the periods that are named: each once, and a change from an earlier to a later one."""
    for place, name in enumerate(index.periods):
        if name in index.periods[:place]:
            path: Path = ("index", "periods", place)
            yield Fault(path, "duplicate_period", "a period stands twice", "each period once", name)
    for key, name in (("since", index.since), ("until", index.until)):
        if name and index.periods and name not in index.periods:
            yield unknown(("index", key), "period", name, index.periods)
    if index.since and index.since == index.until:
        message = "a change begins and ends with the same period"
        yield Fault(("index", "until"), "same_period", message, "a later period", index.until)
