"""The table of what did not matter: one row a question, with the interval that is held against its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.results import Estimate, Factor, Quantity
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Grouping, Location, Result

    Row = tuple[str | float | Estimate | None, ...]

METHODS: Final = (
    "gap", "largest gap", "Cramér's V", "test", "equivalence", "mean", "test of means", "equivalence of means",
    "weights", "design",
)  # fmt: skip


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the questions of a profile, those with categories and numeric ones together.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    asked = [row for row in result.rows if isinstance(row, Factor | Quantity)]
    based = [row if isinstance(row, Factor) else row.location for row in asked]
    laid = [
        _factor(row, result.margin, words) if isinstance(row, Factor) else _location(row.location, words)
        for row in asked
    ]
    told = [footer.methods(result, METHODS, words), footer.judged(result, words), footer.origin(result, words)]
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping, words),
        rows=tuple(laid),
        footer=tuple(line for line in told if line),
        notes=footer.all_notes(result, based, words),
    )


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.question_id"), "text", brief=False),
        Column("item", words("heading.question"), "label"),
        Column("of", words("heading.of"), "text"),
        Column("difference", words("heading.difference"), "mean"),
        Column("narrow", words("heading.narrow"), "mean"),
        Column("margin", words("heading.margin"), "number"),
        Column("v", words("heading.v"), "ratio"),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("first_n", words("heading.n_in", group=grouping.first), "count"),
        Column("second_n", words("heading.n_in", group=grouping.second), "count"),
        Column("notes", words("heading.notes"), "text"),
    )


def _factor(row: Factor, margin: float, words: Words) -> Row:
    of = words("cell.points_at", level=row.widest) if row.widest else words("cell.points")
    gap, narrow = (_in_points(each) for each in (row.gap, row.gap_narrow))
    return (row.item.id, row.item.text, of, gap, narrow, margin * 100, row.v, *_judged(row, words))


def _location(row: Location, words: Words) -> Row:
    found = (row.difference, row.difference_narrow._replace(value=row.difference.value), row.margin)
    return (row.item.id, row.item.text, row.unit, *found, None, *_judged(row, words))


def _judged(row: Factor | Location, words: Words) -> Row:
    notes = footer.note_labels(row.notes, words)
    return (row.q, footer.verdict(row.verdict, words), row.first.n, row.second.n, notes)


def _in_points(share: Estimate) -> Estimate:
    return Estimate(*(None if each is None else each * 100 for each in share))
