"""From the rows of a log to its events: which opportunity was at which place when, and what no event can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.errors import DataError, Problem, shown, suggestion
from samkit.notes import Note
from samkit.readers.moments import moments
from samkit.study.labels import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from samkit.readers.export import Column, Export
    from samkit.study.pipeline import PipelineTable

    Whole = NDArray[np.int64]

NO_DAY: Final = np.iinfo(np.int64).min
"""The second of an event whose cell is empty."""

WON, LOST, UNTOLD = 0, 1, 2
"""How an opportunity was closed: beyond the stages these are places of their own; untold is closed without outcome."""

NOTHING: Final = -1
DAY: Final = 86_400


class Events(NamedTuple):
    """Events of opportunities, one a row of each array, **shape** (events,).

    Parameters
    ----------
    opportunity
        Its place among the texts of its column.
    place
        The stage, from 0; beyond the last one how the opportunity was closed.
    second
        When, in seconds since 1970; `NO_DAY` where the cell is empty.
    row
        The row of the export that says so.
    """

    opportunity: Whole
    place: Whole
    second: Whole
    row: Whole

    def only(self, kept: NDArray[np.bool_] | Whole) -> Events:
        """Give some of them, or all in another order."""
        return Events(*(each[kept] for each in self))


class Dates(NamedTuple):
    """What is read of the columns of dates: seconds of each, by column, what was decided, and what is no date."""

    seconds: dict[str, Whole]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


def dates(export: Export, columns: Iterable[str]) -> Dates:
    """Read columns of dates, each distinct text once.

    Parameters
    ----------
    export
        The log as it stood.
    columns
        Names of the columns.
    """
    seconds: dict[str, Whole] = {}
    notes: list[Note] = []
    problems: list[Problem] = []
    for name in columns:
        column = export.columns[name]
        found = moments(column.categories)
        notes += [Note("dates_read", f"{shown(name, quote=False)}: {text}") for text in found.decided]
        problems += _no_dates(export, column, found.unreadable)
        values = found.values.astype("datetime64[s]").astype(np.int64)
        seconds[name] = values[column.codes]
    return Dates(seconds, tuple(notes), tuple(problems))


def _no_dates(export: Export, column: Column, unreadable: tuple[str, ...]) -> list[Problem]:
    """Say where the texts stand that are no dates."""
    return [
        Problem("not_a_date", f"not a date{more}", export.place(row, column.name), "a day, such as 2026-06-30", text)
        for text in unreadable
        for row, more in [first(column, column.categories.index(text))]
    ]


def first(column: Column, code: int) -> tuple[int, str]:
    """Give the first row of a text, and say how many more there are."""
    rows = np.flatnonzero(column.codes == code)
    return int(rows[0]), f" (and {rows.size - 1} more rows with the same text)" if rows.size > 1 else ""


def long(export: Export, said: PipelineTable, seconds: Whole) -> Events:
    """Give the events of a log with a row for each step.

    Parameters
    ----------
    export
        The log as it stood.
    said
        What is declared of it.
    seconds
        When each row was entered, **shape** (rows,).

    Raises
    ------
    DataError
        With every text that is no stage.
    """
    column, stages = export.columns[said.stage], len(said.stages)
    known = {
        **{normal(text): place for place, text in enumerate(said.stages)},
        **dict.fromkeys(map(normal, said.won), stages + WON),
        **dict.fromkeys(map(normal, said.lost), stages + LOST),
        **dict.fromkeys(map(normal, said.closing), stages + UNTOLD),
    }
    places = [known.get(normal(text), NOTHING) for text in column.categories]
    unknown = [code for code, place in enumerate(places) if place == NOTHING]
    if unknown:
        raise DataError(_no_stage(export, said, code) for code in unknown)
    place = np.array(places, dtype=np.int64)[column.codes]
    if said.closing:
        closing, how = np.flatnonzero(place == stages + UNTOLD), outcomes(export, said)
        place[closing] = stages + how[closing]
    rows = np.arange(export.rows, dtype=np.int64)
    return Events(export.columns[said.opportunity].codes.astype(np.int64), place, seconds, rows)


def _no_stage(export: Export, said: PipelineTable, code: int) -> Problem:
    """Say that a text is no stage, and what it may have meant."""
    column = export.columns[said.stage]
    row, more = first(column, code)
    text = column.categories[code]
    hint = suggestion(text, [*said.stages, *said.won, *said.lost, *said.closing])
    declared = hint if hint.startswith("did you mean") else "declare it in pipeline.stages, won, lost or closing"
    place = export.place(row, column.name)
    return Problem("unknown_stage", f"not a stage of the pipeline{more}", place, got=text, hint=declared)


def wide(export: Export, said: PipelineTable, seconds: dict[str, Whole]) -> Events:
    """Give the events of a log with a row for each opportunity and a column of dates for each stage.

    Parameters
    ----------
    export, said
        As for `long`.
    seconds
        By column, when each opportunity entered the stage, **shape** (rows,).
    """
    rows = np.arange(export.rows, dtype=np.int64)
    opportunity = export.columns[said.opportunity].codes.astype(np.int64)
    entered = [
        Events(opportunity, np.full(export.rows, place), _day(seconds[name]), rows)
        for place, name in enumerate(said.stages)
    ]
    together = Events(*(np.concatenate(each) for each in zip(*entered, strict=True)))
    return together.only(together.second != NO_DAY)


def _day(second: Whole) -> Whole:
    """Give the beginning of the day, so that columns with and without a time of day can be held side by side."""
    return np.asarray(np.where(second == NO_DAY, NO_DAY, second // DAY * DAY))


def outcomes(export: Export, said: PipelineTable) -> Whole:
    """Give of each row how its outcome says that the opportunity was closed: won, lost, or untold.

    Raises
    ------
    DataError
        With every text that is neither won nor lost nor empty.
    """
    column = export.columns[said.outcome]
    known = {
        "": UNTOLD, **dict.fromkeys(map(normal, said.won), WON), **dict.fromkeys(map(normal, said.lost), LOST)
    }  # fmt: skip
    found = [known.get(normal(text.strip()), NOTHING) for text in column.categories]
    problems = []
    for code in (code for code, how in enumerate(found) if how == NOTHING):
        row, more = first(column, code)
        text = column.categories[code]
        hint = suggestion(text, [*said.won, *said.lost])
        place = export.place(row, column.name)
        problems.append(Problem("unknown_outcome", f"neither won nor lost{more}", place, got=text, hint=hint))
    if problems:
        raise DataError(problems)
    return np.asarray(np.array(found, dtype=np.int64)[column.codes])


def closings(export: Export, said: PipelineTable, closed: Whole) -> tuple[Events, Whole]:
    """Give the closing of each opportunity that columns of their own tell; the last day and outcome that stand count.

    Parameters
    ----------
    export, said
        As for `long`.
    closed
        When each row says that its opportunity was closed, **shape** (rows,).

    Returns
    -------
    tuple
        The events, and the rows that tell an outcome of an opportunity that no row closes.
    """
    opportunity, how = export.columns[said.opportunity].codes.astype(np.int64), outcomes(export, said)
    size = len(export.columns[said.opportunity].categories)
    outcome, at, told = np.full(size, UNTOLD), np.full(size, NO_DAY), np.full(size, NOTHING)
    says, dated = np.flatnonzero(how != UNTOLD), np.flatnonzero(closed != NO_DAY)
    outcome[opportunity[says]] = how[says]
    told[opportunity[says]] = says
    row = np.full(size, NOTHING)
    at[opportunity[dated]], row[opportunity[dated]] = _day(closed[dated]) + DAY - 1, dated
    which = np.flatnonzero(row != NOTHING)
    undated = told[(told != NOTHING) & (row == NOTHING)]
    return Events(which, len(said.stages) + outcome[which], at[which], row[which]), undated
