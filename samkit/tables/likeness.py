"""The table of what did not matter: one row a question, with the interval that is held against its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.results import Estimate, Factor, Quantity
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Grouping, Location, Result

    Row = tuple[str | float | Estimate | None, ...]

METHODS: Final = (
    "gap", "largest gap", "Cramér's V", "test", "equivalence", "mean", "test of means", "equivalence of means",
    "weights", "design",
)  # fmt: skip


def table(result: Result) -> Table:
    """Lay out the questions of a profile, those with categories and numeric ones together.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    asked = [row for row in result.rows if isinstance(row, Factor | Quantity)]
    based = [row if isinstance(row, Factor) else row.location for row in asked]
    laid = [_factor(row, result.margin) if isinstance(row, Factor) else _location(row.location) for row in asked]
    told = [footer.methods(result, METHODS), footer.judged(result), footer.origin(result)]
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping),
        rows=tuple(laid),
        footer=tuple(line for line in told if line),
        notes=footer.all_notes(result, based),
    )


def _columns(grouping: Grouping) -> tuple[Column, ...]:
    return (
        Column("item_id", "Question id", "text", brief=False),
        Column("item", "Question", "label"),
        Column("of", "Of", "text"),
        Column("difference", "Difference", "mean"),
        Column("narrow", "Interval held against the margin", "mean"),
        Column("margin", "Margin", "number"),
        Column("v", "Cramér's V", "ratio"),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("first_n", f"n {grouping.first}", "count"),
        Column("second_n", f"n {grouping.second}", "count"),
        Column("notes", "Notes", "text"),
    )


def _factor(row: Factor, margin: float) -> Row:
    of = f"points, at {row.widest}" if row.widest else "points"
    gap, narrow = (_in_points(each) for each in (row.gap, row.gap_narrow))
    return (row.item.id, row.item.text, of, gap, narrow, margin * 100, row.v, *_judged(row))


def _location(row: Location) -> Row:
    found = (row.difference, row.difference_narrow._replace(value=row.difference.value), row.margin)
    return (row.item.id, row.item.text, row.unit, *found, None, *_judged(row))


def _judged(row: Factor | Location) -> Row:
    notes = ", ".join(note.label for note in row.notes)
    return (row.q, str(row.verdict), row.first.n, row.second.n, notes)


def _in_points(share: Estimate) -> Estimate:
    return Estimate(*(None if each is None else each * 100 for each in share))
