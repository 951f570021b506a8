"""From a log to the rows of its pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.pipeline.chance import FEWEST, clusters
from samkit.pipeline.foretold import amounts, forecast, quotas
from samkit.pipeline.history import history
from samkit.pipeline.landmark import landmarks, usual_days
from samkit.pipeline.log import KEPT, LEFT_OUT, Log
from samkit.pipeline.shape import funnel
from samkit.pipeline.slices import closing, slices, whole
from samkit.pipeline.stages import Pipe, ageings, stages, velocities
from samkit.pipelined import FaultyRow, LogFault
from samkit.results import Grouping, Method, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.pipelined import PipelineRow
    from samkit.readers.export import Export
    from samkit.results import Provenance
    from samkit.study.file import StudyTable
    from samkit.study.pipeline import PipelineTable

KIND: Final = "pipeline"
LINES: Final = 5
"""How many lines of the log a fault names."""

EARLIEST: Final = -(10**9)


class Looked(NamedTuple):
    """A log, its opportunities on the day, and what they are made of."""

    log: Log
    pipe: Pipe
    owner: np.ndarray[tuple[int], np.dtype[np.int64]] | None


def look(export: Export, said: PipelineTable, log: Log, about: StudyTable) -> Looked:
    """Give the opportunities of a log as they stand on its day.

    Parameters
    ----------
    export
        The log as it stood.
    said
        What is declared of it.
    log
        Its events.
    about
        The settings of the study.
    """
    at = history(log, len(said.stages))
    value = amounts(at, export.columns[said.value], export, said.amounts) if said.value else None
    owner = at.codes(export.columns[said.owner]) if said.owner else None
    return Looked(log, Pipe(at, said.stages, value, clusters(owner, at.size), about), owner)


def answer(export: Export, said: PipelineTable, seen: Looked, about: StudyTable, made: Provenance) -> Result:
    """Give everything that is told of a pipeline.

    Parameters
    ----------
    export, said, about
        As for `look`.
    seen
        What `look` gave.
    made
        What the result is made from.
    """
    pipe = seen.pipe
    return Result(
        kind=KIND,
        section=KIND,
        title=said.title,
        question="",
        grouping=Grouping("", "Opportunities", "", pipe.history.size, 0, seen.log.broken, "Set aside"),
        rows=tuple(_rows(export, said, seen)),
        methods=_methods(pipe.clusters.sellers, pipe.clusters.number),
        level=about.level,
        margin=about.margin / 100,
        family="",
        provenance=made._replace(respondents=pipe.history.size),
    )


def _methods(sellers: int, groups: int) -> tuple[Method, ...]:
    """Name the methods behind the numbers: with sellers as clusters, or without."""
    few = f"of fewer than {FEWEST} by formula"
    how = f"jackknife over {sellers} sellers, {few}" if sellers else "Greenwood and delta method"
    left_out = f"jackknife over {sellers} sellers" if sellers else f"jackknife over {groups} groups of opportunities"
    return (
        Method("time in a stage", f"Kaplan-Meier, {how}, log(-log) interval"),
        Method("chance", f"Aalen-Johansen, {how}, log(-log) interval"),
        Method("share of the closed", how if sellers else "Wilson"),
        Method("shape", f"Aalen-Johansen by stage of loss, {left_out}, logit interval"),
        Method("fast against slow", f"landmark, Aalen-Johansen, {how}, log interval"),
    )


def _rows(export: Export, said: PipelineTable, seen: Looked) -> Iterator[PipelineRow]:
    """Give the rows, the whole first."""
    log, pipe, owner = seen
    told = closing(pipe).told
    horizon = told if said.horizon is None else min(said.horizon, told)
    yield whole(pipe, log, horizon, said.currency)
    stays = [pipe.ends_of(stage) for stage in range(len(pipe.stages))]
    yield from stages(pipe, stays)
    yield from velocities(pipe, stays)
    yield from ageings(pipe, stays)
    yield funnel(pipe, horizon)
    stage = pipe.stages.index(said.pace.stage) if said.pace.stage else len(pipe.stages) // 2
    days = said.pace.days or [usual_days(pipe.history, stage)]
    yield from landmarks(pipe, stage, days, horizon)
    for name in said.slices:
        yield from slices(pipe, export.columns[name], horizon)
    if said.due:
        yield forecast(pipe, export.columns[said.due], log.seconds[said.due], log.at)
    if said.quota and owner is not None:
        since = EARLIEST if said.quota_from is None else int(np.datetime64(said.quota_from, "D").astype(np.int64))
        goal = amounts(pipe.history, export.columns[said.quota], export, said.amounts)
        yield quotas(pipe, owner, goal, since)
    yield from faults(export, said, log)


def faults(export: Export, said: PipelineTable, log: Log) -> Iterator[LogFault]:
    """Tell each kind of fault that the log has: rows, opportunities, the first lines, and what was done.

    Parameters
    ----------
    export
        The log as it stood.
    said
        What is declared of it.
    log
        Its events.
    """
    column = export.columns[said.opportunity]
    for code, rows in log.faults.items():
        if rows.size:
            lines = tuple(export.lines[row] for row in rows[:LINES].tolist())
            yield LogFault(code, rows.size, int(np.unique(column.codes[rows]).size), lines, done(code))


def faulty(export: Export, said: PipelineTable, log: Log) -> Iterator[FaultyRow]:
    """Tell each row that has a fault, once for each; for whoever asks for rows.

    Parameters
    ----------
    export, said, log
        As for `faults`.
    """
    who = export.columns[said.opportunity]
    stage = export.columns[said.stage] if said.stage else None
    for code, rows in log.faults.items():
        for row in rows.tolist():
            text = stage.categories[stage.codes[row]] if stage else ""
            yield FaultyRow(code, export.lines[row], who.categories[who.codes[row]], text, done(code))


def done(code: str) -> str:
    """Say what becomes of a fault: the history set aside, the row left out, or both kept."""
    return "kept" if code in KEPT else "row left out" if code in LEFT_OUT else "opportunity set aside"
