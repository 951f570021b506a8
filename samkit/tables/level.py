"""The table of an ordered factor: one row a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, probability
from samkit.results import levels
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Level, Result, Test

SHOWN = ("share", "likelihood ratio", "trend", "levels", "weights", "design")


ROUNDED = "Percentages are rounded one by one: they need not add up to 100"


def table(result: Result) -> Table:
    """Lay out an analysis of levels; the tests stand below.

    Parameters
    ----------
    result
        Of kind `levels`.
    """
    rows = levels(result)
    tests = tuple(_test(test) for test in result.tests)
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping),
        rows=tuple(_row(row) for row in rows),
        footer=(*tests, *footer.lines(result, rows, SHOWN), ROUNDED),
        notes=footer.all_notes(result, rows),
    )


def _columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("level", "Level", "text"),
        Column("first_share", f"{first}, %", "share"),
        Column("second_share", f"{second}, %", "share"),
        Column("ratio", "Times as likely", "ratio"),
        Column("first_at_level", f"{first} at this level, %", "share"),
        Column("n", "n at level", "count"),
        Column("first_x", f"{first}: count", "count", brief=False),
        Column("first_n", f"n {first}", "count", brief=False),
        Column("first_missing", f"{first}: no answer", "count", brief=False),
        Column("second_x", f"{second}: count", "count", brief=False),
        Column("second_n", f"n {second}", "count", brief=False),
        Column("second_missing", f"{second}: no answer", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _row(row: Level) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        row.level,
        row.first.share,
        row.second.share,
        row.ratio,
        row.first_share,
        row.n,
        row.first.x,
        row.first.n,
        row.first.missing,
        row.second.x,
        row.second.n,
        row.second.missing,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )


def _test(test: Test) -> str:
    """Tell a test in one line."""
    finding = f"; the share {test.finding}" if test.finding else ""
    p = probability(test.p)
    equal = "" if p.startswith("<") else "= "
    return (
        f"{test.item}: {test.name}, {test.symbol} = {decimal(test.statistic, 2)}{_freedom(test)}, p {equal}{p}{finding}"
    )


def _freedom(test: Test) -> str:
    """Tell the degrees of freedom of a test, and behind them those of the error."""
    found = [df for df in (test.df, test.df_error) if df is not None]
    return f", df = {' and '.join(f'{df:.4g}' if df < 1000 else decimal(df) for df in found)}" if found else ""
