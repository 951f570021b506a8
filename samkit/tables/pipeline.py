"""The tables of a pipeline: the whole, its stages, their open opportunities by age, and what is wrong in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.numbers import percent
from samkit.pipelined import FaultyRow, by_kind
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.notes import Note
    from samkit.pipelined import Ageing, Amount, LogFault, Pipeline, Stage, Velocity
    from samkit.results import Estimate, Result
    from samkit.tables.table import Role

    Cells = tuple[str | float | Estimate | None, ...]

STAGES: Final = ("chance", "time in a stage")
WHOLE: Final = ("chance", "share of the closed")
AGES: Final = ("time in a stage",)
"""Of what is shown, what has a method of its own."""


def columns(words: Words, *told: tuple[str, Role] | tuple[str, Role, bool]) -> tuple[Column, ...]:
    """Make columns of their keys, roles, and whether they belong to the short form."""
    return tuple(Column(each[0], words(f"pipeline.{each[0]}"), each[1], *each[2:]) for each in told)


def below(
    result: Result, wanted: Sequence[str], words: Words, notes: Iterable[Note] = ()
) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Give what stands below a table: how many opportunities, methods, source; and the notes of its rows."""
    row = by_kind(result.rows).whole[0]
    n = words("pipeline.bases", row.all.n, at=row.at)
    aside = words("pipeline.aside_of", row.aside) if row.aside else ""
    named = footer.methods(result, tuple(wanted), words)
    level = words("footer.methods", level=percent(result.level, words.signs), methods=named) if named else ""
    lines = ("; ".join(filter(None, (n, aside))), level, footer.origin(result, words))
    return tuple(line for line in lines if line), footer.translated((*result.notes, *notes), words)


def known(estimate: Estimate) -> Estimate | float | None:
    """Give a number with its bounds, or alone where it has none."""
    return estimate.value if estimate.lower is None else estimate


def amounts(*counts: Amount) -> tuple[float | None, ...]:
    """Give the values of some counts, None where the log has none."""
    return tuple(count.value for count in counts)


def whole(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the pipeline as a whole.

    Parameters
    ----------
    result
        Of kind `pipeline`.
    words
        The language.
    """
    rows = by_kind(result.rows).whole
    return Table(
        "pipeline",
        result.title,
        columns(
            words,
            ("at", "label"), ("n", "count"), ("open", "count"), ("won", "count"), ("lost", "count"),
            ("win", "share"), ("closed", "share"), ("days_to_close", "mean"), ("open_value", "count"),
            ("won_value", "count"), ("lost_value", "count", False), ("aside", "count", False),
            ("sellers", "count", False), ("horizon", "count", False), ("exported", "text", False),
        ),
        tuple(_whole(row) for row in rows),
        *below(result, WHOLE, words, [note for row in rows for note in row.notes]),
    )  # fmt: skip


def _whole(row: Pipeline) -> Cells:
    counts = (row.all.n, row.open.n, row.won.n, row.lost.n)
    chances = (known(row.win), known(row.closed), known(row.days))
    values = amounts(row.open, row.won, row.lost)
    return (row.at, *counts, *chances, *values, row.aside, row.sellers, row.horizon, row.exported)


def stages(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the stages in their order: volume, value, how they are left, how long they take."""
    rows = by_kind(result.rows).stages
    return Table(
        "stages",
        words("pipeline.by_stage", title=result.title),
        columns(
            words,
            ("stage", "label"), ("entered", "count"), ("here", "count"), ("here_value", "count"), ("on", "share"),
            ("out", "share"), ("days", "mean"), ("quarter", "mean"), ("three_quarters", "mean"),
            ("moved", "count", False), ("dropped", "count", False), ("back", "count", False),
            ("passed", "count", False), ("note_texts", "text", False),
        ),
        tuple(_stage(row, words) for row in rows),
        *below(result, STAGES, words, [note for row in rows for note in row.notes]),
    )  # fmt: skip


def _stage(row: Stage, words: Words) -> Cells:
    chances = (known(row.on), known(row.out), known(row.days), row.quarter, row.three_quarters)
    counts = (row.moved, row.lost, row.back, row.passed)
    return (
        row.item.text, row.entered, row.here.n, row.here.value, *chances, *counts, footer.note_texts(row.notes, words)
    )  # fmt: skip


def velocity(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the curves of the stages day by day; too long to be read, and for files alone."""
    rows = by_kind(result.rows).velocities
    return Table(
        "velocity",
        words("pipeline.over_time", title=result.title),
        columns(words, ("stage", "label"), ("day", "count"), ("on", "share"), ("out", "share")),
        tuple(cells for row in rows for cells in _days(row)),
        *below(result, ("chance",), words, [note for row in rows for note in row.notes]),
        brief=False,
    )


def _days(row: Velocity) -> Iterable[Cells]:
    return [(row.item.text, day, known(on), known(out)) for day, on, out in zip(row.days, row.on, row.out, strict=True)]


def ageing(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the open opportunities of each stage by how long they have been there."""
    rows = by_kind(result.rows).ageings
    return Table(
        "ageing",
        words("pipeline.by_age", title=result.title),
        columns(
            words,
            ("stage", "label"), ("here", "count"), ("age", "mean"), ("usual", "mean"), ("slow", "mean"),
            ("up_to_usual", "count"), ("up_to_slow", "count"), ("beyond", "count"), ("beyond_value", "count"),
            ("note_texts", "text", False),
        ),
        tuple(_age(row, words) for row in rows),
        *below(result, AGES, words, [note for row in rows for note in row.notes]),
    )  # fmt: skip


def _age(row: Ageing, words: Words) -> Cells:
    counts = tuple(band.n for band in row.bands) or (None, None, None)
    last = row.bands[-1].value if row.bands else None
    note = footer.note_texts(row.notes, words)
    return (row.item.text, row.here.n, row.age, row.usual, row.slow, *counts, last, note)


def faults(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what is wrong or odd in the log."""
    rows = by_kind(result.rows).faults
    return Table(
        "log",
        words("pipeline.in_log", title=result.title),
        columns(
            words,
            ("fault", "label"),
            ("rows", "count"),
            ("opportunities", "count"),
            ("done", "text"),
            ("lines", "text"),
        ),
        tuple(_fault(row, words) for row in rows),
        tuple(filter(None, (footer.origin(result, words),))),
    )


def _fault(row: LogFault, words: Words) -> Cells:
    name, done = _told(row.code, row.done, words)
    return (name, row.rows, row.opportunities, done, _lines(row.lines, row.rows))


def faulty(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out each faulty row of a log.

    Parameters
    ----------
    result
        Of kind `log`.
    words
        The language.
    """
    rows = [row for row in result.rows if isinstance(row, FaultyRow)]
    return Table(
        "faults",
        words("pipeline.each_fault", title=result.title),
        columns(
            words, ("line", "label"), ("opportunity", "label"), ("entry", "text"), ("fault", "text"), ("done", "text")
        ),
        tuple((str(row.line), row.opportunity, row.stage, *_told(row.code, row.done, words)) for row in rows),
        tuple(filter(None, (footer.origin(result, words),))),
    )


def _told(code: str, done: str, words: Words) -> tuple[str, str]:
    """Name a fault, and what was done."""
    return words(f"pipeline.fault_{code}"), words(f"pipeline.done_{done.split(maxsplit=1)[0]}")


def _lines(lines: Sequence[int], rows: int) -> str:
    return ", ".join(map(str, lines)) + (", …" if rows > len(lines) else "")
