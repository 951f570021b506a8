"""The matrix: one row a category, one column an answer, in each cell the share of the first group; totals last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from samkit.results import Cell
from samkit.tables import footer
from samkit.tables.level import tested
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Estimate, Result

SHOWN = ("share", "test", "weights", "design")


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out a matrix; the trends stand below.

    Parameters
    ----------
    result
        Of kind `matrix`.
    words
        Of the language of the table.
    """
    cells = [row for row in result.rows if isinstance(row, Cell)]
    rows = [tuple(group) for _, group in groupby(cells, key=lambda cell: (cell.item.id, cell.row))]
    lines = (footer.methods(result, SHOWN, words), footer.origin(result, words))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(rows[0] if rows else (), words),
        rows=tuple(_row(row, words) for row in rows),
        footer=(*(tested(test, words) for test in result.tests), *(line for line in lines if line)),
        notes=footer.all_notes(result, cells, words),
    )


def _columns(row: Sequence[Cell], words: Words) -> tuple[Column, ...]:
    named = [(cell, cell.level or words("matrix.every")) for cell in row]
    shares = (Column(f"share_{cell.column + 1}", words("matrix.share", level=name), "share") for cell, name in named)
    counts = (
        Column(f"{key}_{cell.column + 1}", words(f"matrix.{key}", level=name), "count", brief=False)
        for cell, name in named
        for key in ("x", "n")
    )
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label", brief=False),
        Column("category", words("heading.category"), "label"),
        *shares,
        *counts,
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Sequence[Cell], words: Words) -> tuple[str | float | Estimate | None, ...]:
    one, notes = row[0], [note for cell in row for note in cell.notes]
    return (
        one.item.id,
        one.item.text,
        one.category or words("chart.all_categories"),
        *(cell.side.share for cell in row),
        *(count for cell in row for count in (cell.side.x, cell.side.n)),
        footer.note_labels(notes, words),
        "; ".join(dict.fromkeys(footer.note_texts([note], words) for note in notes)),
    )
