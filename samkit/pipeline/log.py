"""A log as it can be used: its events in order, and every history that is broken, told by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.errors import DataError, Place, Problem, StudyError
from samkit.notes import Note
from samkit.pipeline.events import DAY, NO_DAY, UNTOLD, WON, Events, closings, dates, long, wide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from samkit.readers.export import Export
    from samkit.study.pipeline import PipelineTable

    Whole = NDArray[np.int64]

SET_ASIDE: Final = ("left_before_entered", "no_outcome", "no_closing", "no_stage")
"""Faults of a whole history, which is counted nowhere."""

LEFT_OUT: Final = ("no_date", "future", "repeated")
"""Faults of a row, which is left out of its history."""

KEPT: Final = ("reopened", "went_back", "skipped")
"""What is odd about a history that is counted as it stands."""

FAULTS: Final = (*SET_ASIDE, *LEFT_OUT, *KEPT)


class Log(NamedTuple):
    """The events of all opportunities in order.

    Parameters
    ----------
    events
        By opportunity, then by time, then by place, without those that are left out.
    opportunities
        How many there are.
    aside
        Which of them are set aside, **shape** (opportunities,).
    faults
        By their codes the rows of the export that have them, each once and rising; every code is there.
    exported, at
        The day of the export, and that on which the pipeline is looked at, in days since 1970.
    seconds
        By column, what is read of the dates of each row; `NO_DAY` where the cell is empty.
    notes
        What was decided.
    """

    events: Events
    opportunities: int
    aside: NDArray[np.bool_]
    faults: Mapping[str, Whole]
    exported: int
    at: int
    seconds: Mapping[str, Whole]
    notes: tuple[Note, ...]

    @property
    def broken(self) -> int:
        """How many of those that have begun by the day are set aside."""
        begun = self.events.opportunity[self.events.second < (self.at + 1) * DAY]
        return int(self.aside[np.unique(begun)].sum())


def read(export: Export, said: PipelineTable) -> Log:
    """Read the log that an export is.

    Parameters
    ----------
    export
        The log as it stood.
    said
        What is declared of it.

    Raises
    ------
    DataError
        With every text that is no stage, outcome or date, every row without opportunity, or if there is no event.
    StudyError
        If the pipeline is to be looked at on a day after the export.
    """
    _named(export, said)
    stages = said.stages if said.is_wide else [said.entered]
    found = dates(export, dict.fromkeys([*stages, *filter(None, (said.left, said.closed, said.due))]))
    if found.problems:
        raise DataError(found.problems)
    events = wide(export, said, found.seconds) if said.is_wide else long(export, said, found.seconds[said.entered])
    faults = dict.fromkeys(FAULTS, np.zeros(0, dtype=np.int64))
    faults["no_date"] = events.row[events.second == NO_DAY]
    events = events.only(events.second != NO_DAY) if faults["no_date"].size else events
    if said.closed:
        closing, faults["no_closing"] = closings(export, said, found.seconds[said.closed])
        events = Events(*(np.concatenate(pair) for pair in zip(events, closing, strict=True)))
    if not events.second.size:
        raise DataError(Problem("no_events", "there is no event in the log", Place(export.path)))
    exported, notes = _exported(events, said)
    late = events.second >= (exported + 1) * DAY
    faults["future"] = events.row[late]
    events = _sorted(events.only(~late) if late.any() else events)
    events = _checked(events, said, found.seconds, faults)
    size = len(export.columns[said.opportunity].categories)
    aside = np.zeros(size, dtype=np.bool_)
    for code in SET_ASIDE:
        aside[export.columns[said.opportunity].codes[faults[code]]] = True
    told = {code: np.unique(rows) for code, rows in faults.items()}
    at = exported if said.at is None else _day(said.at)
    if at > exported:
        message = "pipeline.at is later than the export"
        raise StudyError(
            Problem("at_in_future", message, got=str(said.at), hint="leave it out, or name an earlier day")
        )
    return Log(events, size, aside, told, exported, at, found.seconds, (*found.notes, *notes))


def _named(export: Export, said: PipelineTable) -> None:
    """Refuse rows without opportunity, and of a log with one row each, opportunities that stand twice."""
    column = export.columns[said.opportunity]
    empty = [code for code, text in enumerate(column.categories) if not text.strip()]
    if empty:
        rows = np.flatnonzero(np.isin(column.codes, empty)).tolist()
        raise DataError(
            Problem("no_opportunity", "the row has no opportunity", export.place(row, column.name)) for row in rows
        )
    if said.is_wide and export.rows > len(column.categories):
        _, firsts = np.unique(column.codes, return_index=True)
        twice = np.setdiff1d(np.arange(export.rows), firsts).tolist()
        hint = "one row an opportunity; for one row a step declare stage and entered"
        raise DataError(
            Problem("opportunity_twice", "the opportunity has a row already", export.place(row, column.name), hint=hint)
            for row in twice
        )


def _day(said: date) -> int:
    return int(np.datetime64(said, "D").astype(np.int64))


def _exported(events: Events, said: PipelineTable) -> tuple[int, tuple[Note, ...]]:
    """Give the day of the export; where none is declared, that of the last event, and say so."""
    if said.exported is not None:
        return _day(said.exported), ()
    last = int(events.second.max()) // DAY
    text = f"the log is taken to end with its last event, on {np.datetime64(last, 'D')}; declare exported in [pipeline]"
    return last, (Note("last_event", text),)


def _sorted(events: Events) -> Events:
    """Sort events by opportunity, then by time, by place, by row: as one number each where that can hold all."""
    rows = events.row.size
    if not rows:
        return events
    since, places = events.second - events.second.min(), int(events.place.max()) + 1
    since = since if (since % DAY).any() else since // DAY
    span, most = int(since.max()) + 1, int(events.opportunity.max()) + 1
    if most * span * places * rows >= 2**63:
        return events.only(np.lexsort((events.place, since, events.opportunity)))
    key = ((events.opportunity * span + since) * places + events.place) * rows + np.arange(rows)
    if bool((key[1:] > key[:-1]).all()):
        return events
    return events.only(np.sort(key) % rows)


def _checked(events: Events, said: PipelineTable, seconds: Mapping[str, Whole], faults: dict[str, Whole]) -> Events:
    """Find what is broken or odd in histories, and leave rows out that say a stage again."""
    stages = len(said.stages)
    again = np.zeros(events.row.size, dtype=np.bool_)
    same = events.opportunity[1:] == events.opportunity[:-1]
    again[1:] = same & (events.place[1:] == events.place[:-1])
    faults["repeated"] = events.row[again]
    events = events.only(~again) if again.any() else events
    same = events.opportunity[1:] == events.opportunity[:-1]
    before, after = events.place[:-1], events.place[1:]
    back = same & (after < before) & (before < stages)
    if said.is_wide:
        broken = back | (same & (before >= stages))
        faults["left_before_entered"] = events.row[1:][broken]
    else:
        faults["went_back"] = events.row[1:][back]
        faults["reopened"] = events.row[1:][same & (before >= stages)]
        if said.left:
            faults["left_before_entered"] = _left_early(seconds[said.left], seconds[said.entered])
    faults["no_outcome"] = events.row[events.place == stages + UNTOLD]
    first = np.concatenate([[True], ~same]) if events.row.size else np.zeros(0, dtype=np.bool_)
    faults["no_stage"] = events.row[first & (events.place >= stages)]
    faults["skipped"] = np.setdiff1d(events.row[_skips(events, stages)], faults["no_stage"])
    return events


def _left_early(left: Whole, entered: Whole) -> Whole:
    """Give the rows of stages that were left before they were entered."""
    return np.flatnonzero((left != NO_DAY) & (entered != NO_DAY) & (left < entered))


def _skips(events: Events, stages: int) -> NDArray[np.bool_]:
    """Say which events go past a stage that was never entered; being won goes past the last one."""
    if not events.row.size:
        return np.zeros(0, dtype=np.bool_)
    step = np.where(events.place < stages, events.place + 1, 0)
    start = events.opportunity * (stages + 2)
    furthest = np.maximum.accumulate(start + step) - start
    before = np.concatenate([[0], furthest[:-1]])
    before[1:][events.opportunity[1:] != events.opportunity[:-1]] = 0
    goes_to = np.where(events.place == stages + WON, stages + 1, step)
    return np.asarray(goes_to > before + 1)
