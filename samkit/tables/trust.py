"""The table of trust: one row an item, what is found of it, and what is left of that when objections are raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.results import Outcome, Trust
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.doubts import never_examined, reason, reasons
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.notes import Note
    from samkit.results import Estimate, Grouping, Result

    Row = tuple[str | float | Estimate | None, ...]

SHOWN: Final = (
    "gap", "likelihood ratio", "test", "equivalence", "readings", "curve", "common factor", "gap beyond", "draws",
    "adjusted for", "adjusted gap", "adjusted test", "at worst", "rank", "weights", "design",
)  # fmt: skip
"""Of what is shown, what has a method of its own."""

TOLD: Final = frozenset(
    {"circular", "almost_criterion", "missing_matters", "missing_undoes", "small_base", "wide_interval"}
)
"""The notes that an objection to a finding tells in words of its own."""


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what is left of what is found, the widest gap first.

    Parameters
    ----------
    result
        Of kind `trust`.
    words
        The language.
    """
    rows = [row for row in result.rows if isinstance(row, Trust)]
    bases = footer.between(result.grouping, [(row.n_first, row.n_second) for row in rows], words)
    lines = (
        bases,
        _unexamined(rows, result.grouping, words),
        footer.methods(result, SHOWN, words),
        footer.judged(result, words),
        footer.origin(result, words),
    )
    return Table(
        name=result.section,
        title=words("heading.trust", title=result.title),
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, result.grouping, words) for row in rows),
        footer=tuple(line for line in lines if line),
        notes=footer.translated((*result.notes, *(note for row in rows for note in _untold(row))), words),
    )


def _untold(row: Trust) -> tuple[Note, ...]:
    """Give the notes of an item that no objection tells: all of them where nothing is claimed."""
    return tuple(note for note in row.notes if row.outcome is Outcome.NO_FINDING or note.code not in TOLD)


def _unexamined(rows: Sequence[Trust], grouping: Grouping, words: Words) -> str:
    """Say which objections could not be examined, so that nobody takes what holds to have met them."""
    told = never_examined(rows, grouping.first, words)
    return words("trust.unexamined", reasons=told) if told else ""


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("gap", words("heading.gap"), "gap"),
        Column("ratio", words("heading.ratio"), "ratio", brief=False),
        Column("q", words("heading.q"), "p-value", brief=False),
        Column("verdict", words("heading.verdict"), "text"),
        Column("outcome", words("heading.outcome"), "text"),
        Column("because", words("heading.because"), "text"),
        Column("answers", words("heading.answers"), "text", brief=False),
        Column("first_n", words("heading.n_in", group=grouping.first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=grouping.second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Trust, grouping: Grouping, words: Words) -> Row:
    because = "" if row.outcome is Outcome.HOLDS else reasons(row, grouping.first, words)
    return (
        row.item.id,
        row.item.text,
        row.gap,
        row.ratio,
        row.q,
        footer.verdict(row.verdict, words),
        words(f"outcome.{row.outcome.name.lower()}"),
        because,
        "; ".join(reason(doubt, grouping.first, words) for doubt in row.doubts),
        row.n_first,
        row.n_second,
        footer.note_labels(_untold(row), words),
        footer.note_texts(row.notes, words),
    )
