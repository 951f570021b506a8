"""The tables of a trend: one row an ordered item, and the share of the first group level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Trend
from samkit.results import levels as level_rows
from samkit.tables import footer, level
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Result, Test

SHOWN = ("odds ratio", "trend", "permuted", "levels", "weights", "design")
SHARES = ("share", "likelihood ratio", "weights", "design")
LEVELS = frozenset({"item", "level", "first_at_level", "n", "ratio", "notes"})
"""The columns of the levels that a terminal shows; how the groups spread is told by `compare`."""


def trends(result: Result) -> Table:
    """Lay out the trends: one row an item.

    Parameters
    ----------
    result
        Of kind `trend`.
    """
    rows = [row for row in result.rows if isinstance(row, Trend)]
    tests = {row.item.id: [test for test in result.tests if test.item == row.item.id] for row in rows}
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping, result.tests[0].symbol if result.tests else "z"),
        rows=tuple(_row(row, tests[row.item.id]) for row in rows),
        footer=footer.lines(result, rows, SHOWN),
        notes=footer.all_notes(result, rows),
    )


def levels(result: Result) -> Table:
    """Lay out the levels: the share of the first group at each, and its base.

    Parameters
    ----------
    result
        Of kind `trend`.
    """
    laid = level.table(result._replace(tests=(), notes=()))
    return laid._replace(
        name=f"{result.section}_levels",
        title=f"{result.title}: level by level",
        columns=tuple(column._replace(brief=column.key in LEVELS) for column in laid.columns),
        footer=footer.lines(result._replace(family=""), level_rows(result), SHARES),
    )


def _columns(grouping: Grouping, symbol: str) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("shape", f"Share of {first}", "text"),
        Column("statistic", f"Trend, {symbol}", "number"),
        Column("odds_ratio", "Odds ratio a step", "ratio"),
        Column("scores", "Scores", "text", brief=False),
        Column("p", "p", "p-value", brief=False),
        Column("p_permuted", "p (linear-by-linear)", "p-value", brief=False),
        Column("p_levels", "p (all levels)", "p-value", brief=False),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("first_n", f"n {first}", "count"),
        Column("first_missing", f"{first}: no answer", "count", brief=False),
        Column("second_n", f"n {second}", "count"),
        Column("second_missing", f"{second}: no answer", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _row(row: Trend, tests: list[Test]) -> tuple[str | float | Estimate | None, ...]:
    trend, apart = (tests[0], tests[-1]) if tests else (None, None)
    permuted = tests[1] if len(tests) > 2 else None
    return (
        row.item.id,
        row.item.text,
        row.shape,
        trend.statistic if trend else None,
        row.odds_ratio,
        "; ".join(f"{score:g}" for score in row.scores),
        row.p,
        permuted.p if permuted else None,
        apart.p if apart else None,
        row.q,
        str(row.verdict),
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )
