"""The table of an analysis of means: one row a numeric item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import locations
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Location, Result

SHOWN = ("mean", "difference", "test", "equivalence", "weights", "design")


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out an analysis of means.

    Parameters
    ----------
    result
        Of kind `means`.
    """
    rows = locations(result)
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, words) for row in rows),
        footer=footer.lines(result, rows, SHOWN, words),
        notes=footer.all_notes(result, rows, words),
    )


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("unit", words("heading.unit"), "text"),
        Column("first_mean", words("heading.mean_in", group=first), "mean"),
        Column("second_mean", words("heading.mean_in", group=second), "mean"),
        Column("both_mean", words("heading.mean_in", group=words("chart.both")), "mean", brief=False),
        Column("difference", words("heading.difference"), "mean"),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("first_deviation", words("heading.deviation_in", group=first), "number", brief=False),
        Column("first_n", words("heading.n_in", group=first), "count"),
        Column("first_missing", words("heading.missing_in", group=first), "count", brief=False),
        Column("second_deviation", words("heading.deviation_in", group=second), "number", brief=False),
        Column("second_n", words("heading.n_in", group=second), "count"),
        Column("second_missing", words("heading.missing_in", group=second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Location, words: Words) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        row.unit,
        row.first.mean,
        row.second.mean,
        row.both.mean if row.both else None,
        row.difference,
        row.p,
        row.q,
        footer.verdict(row.verdict, words),
        row.first.deviation,
        row.first.n,
        row.first.missing,
        row.second.deviation,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
