"""The cross-table: one row a category, one column an answer to the question that it is crossed with."""

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
    """Lay out a cross-table; the tests stand below.

    Parameters
    ----------
    result
        Of kind `across`.
    words
        Of the language of the table.
    """
    cells = [row for row in result.rows if isinstance(row, Cell)]
    rows = [tuple(group) for _, group in groupby(cells, key=lambda cell: (cell.item.id, cell.row))]
    lines = (footer.methods(result, SHOWN, words), footer.origin(result, words), words("footer.rounded"))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(rows[0] if rows else (), words),
        rows=tuple(_row(row, words) for row in rows),
        footer=(*(tested(test, words) for test in result.tests), *(line for line in lines if line)),
        notes=footer.all_notes(result, (row[0] for row in rows), words),
    )


def _columns(row: Sequence[Cell], words: Words) -> tuple[Column, ...]:
    shares = (Column(f"share_{cell.column + 1}", words("heading.share_in", group=cell.level), "share") for cell in row)
    counts = (
        Column(f"count_{cell.column + 1}", words("heading.count_in", group=cell.level), "count", brief=False)
        for cell in row
    )
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label", brief=False),
        Column("category", words("heading.category"), "label"),
        *shares,
        Column("part", words("heading.part"), "share"),
        Column("n", words("heading.n_both"), "count"),
        Column("missing", words("heading.missing"), "count", brief=False),
        *counts,
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Sequence[Cell], words: Words) -> tuple[str | float | Estimate | None, ...]:
    one = row[0]
    return (
        one.item.id,
        one.item.text,
        one.category or words("chart.all_categories"),
        *(cell.side.share for cell in row),
        one.part,
        one.side.n,
        one.side.missing,
        *(cell.side.x for cell in row),
        footer.note_labels(one.notes, words),
        footer.note_texts(one.notes, words),
    )
