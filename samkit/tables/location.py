"""The table of an analysis of means: one row a numeric item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import locations
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Location, Result

SHOWN = ("mean", "difference", "test", "equivalence", "weights", "design")


def table(result: Result) -> Table:
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
        columns=_columns(result.grouping),
        rows=tuple(_row(row) for row in rows),
        footer=footer.lines(result, rows, SHOWN),
        notes=footer.all_notes(result, rows),
    )


def _columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("unit", "Unit", "text"),
        Column("first_mean", f"{first}, mean", "mean"),
        Column("second_mean", f"{second}, mean", "mean"),
        Column("difference", "Difference", "mean"),
        Column("p", "p", "p-value", brief=False),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("first_deviation", f"{first}: standard deviation", "number", brief=False),
        Column("first_n", f"n {first}", "count"),
        Column("first_missing", f"{first}: no answer", "count", brief=False),
        Column("second_deviation", f"{second}: standard deviation", "number", brief=False),
        Column("second_n", f"n {second}", "count"),
        Column("second_missing", f"{second}: no answer", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _row(row: Location) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        row.unit,
        row.first.mean,
        row.second.mean,
        row.difference,
        row.p,
        row.q,
        str(row.verdict),
        row.first.deviation,
        row.first.n,
        row.first.missing,
        row.second.deviation,
        row.second.n,
        row.second.missing,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )
