"""The tables of numeric questions in a profile: by their means, and by their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Quantity
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Location, Result

    Row = tuple[str | float | Estimate | None, ...]

MEANS = ("mean", "difference", "test of means", "equivalence of means", "ratio of means", "weights", "design")
RANKS = ("median", "shift", "superiority", "ranks")


def means(result: Result) -> Table:
    """Lay out the means of numeric questions: one row a question.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    rows = [row for row in result.rows if isinstance(row, Quantity)]
    located = [row.location for row in rows]
    return Table(
        name=f"{result.section}_means",
        title=f"{result.title}: means",
        columns=_mean_columns(result.grouping),
        rows=tuple(_means(row, row.location) for row in rows),
        footer=footer.lines(result, located, MEANS),
        notes=footer.all_notes(result, located),
    )


def ranks(result: Result) -> Table:
    """Lay out numeric questions by the order of their answers: medians, shift, and who is higher.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    rows = [row for row in result.rows if isinstance(row, Quantity) and row.superiority.value is not None]
    located = [row.location for row in rows]
    return Table(
        name=f"{result.section}_ranks",
        title=f"{result.title}: medians and order",
        columns=_rank_columns(result.grouping),
        rows=tuple(_ranks(row, row.location) for row in rows),
        footer=footer.lines(result._replace(family=""), located, RANKS),
        notes=footer.all_notes(result, located),
    )


def _mean_columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Question id", "text", brief=False),
        Column("item", "Question", "label"),
        Column("unit", "Unit", "text"),
        Column("first_mean", f"{first}, mean", "mean"),
        Column("second_mean", f"{second}, mean", "mean"),
        Column("difference", "Difference", "mean"),
        Column("ratio_of_means", "Ratio", "ratio", brief=False),
        Column("margin", "Margin", "number", brief=False),
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


def _means(row: Quantity, of: Location) -> Row:
    return (
        of.item.id,
        of.item.text,
        of.unit,
        of.first.mean,
        of.second.mean,
        of.difference,
        row.ratio,
        of.margin,
        of.p,
        of.q,
        str(of.verdict),
        of.first.deviation,
        of.first.n,
        of.first.missing,
        of.second.deviation,
        of.second.n,
        of.second.missing,
        ", ".join(note.label for note in of.notes),
        "; ".join(note.text for note in of.notes),
    )


def _rank_columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Question id", "text", brief=False),
        Column("item", "Question", "label"),
        Column("first_median", f"{first}, median", "mean"),
        Column("second_median", f"{second}, median", "mean"),
        Column("shift", "Shift", "mean"),
        Column("superiority", f"One of {first} is higher, %", "share"),
        Column("p_superiority", "p (Brunner-Munzel)", "p-value", brief=False),
        Column("p_ranks", "p (Mann-Whitney)", "p-value"),
    )


def _ranks(row: Quantity, of: Location) -> Row:
    return (
        of.item.id,
        of.item.text,
        row.first_median,
        row.second_median,
        row.shift,
        row.superiority,
        row.p_superiority,
        row.p_ranks,
    )
