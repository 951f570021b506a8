"""The table of an ordered factor: one row a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, probability
from samkit.results import levels
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Level, Result, Test

SHOWN = ("share", "likelihood ratio", "trend", "levels", "weights", "design")


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out an analysis of levels; the tests stand below.

    Parameters
    ----------
    result
        Of kind `levels`.
    """
    rows = levels(result)
    tests = tuple(tested(test, words) for test in result.tests)
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, words) for row in rows),
        footer=(*tests, *footer.lines(result, rows, SHOWN, words), words("footer.rounded")),
        notes=footer.all_notes(result, rows, words),
    )


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("level", words("heading.level"), "text"),
        Column("first_share", words("heading.share_in", group=first), "share"),
        Column("second_share", words("heading.share_in", group=second), "share"),
        Column("both_share", words("heading.prevalence"), "share", brief=False),
        Column("ratio", words("heading.ratio"), "ratio"),
        Column("first_at_level", words("heading.at_level", group=first), "share"),
        Column("n", words("heading.n_at_level"), "count"),
        Column("first_x", words("heading.count_in", group=first), "count", brief=False),
        Column("first_n", words("heading.n_in", group=first), "count", brief=False),
        Column("first_missing", words("heading.missing_in", group=first), "count", brief=False),
        Column("second_x", words("heading.count_in", group=second), "count", brief=False),
        Column("second_n", words("heading.n_in", group=second), "count", brief=False),
        Column("second_missing", words("heading.missing_in", group=second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Level, words: Words) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        row.level,
        row.first.share,
        row.second.share,
        row.both.share if row.both else None,
        row.ratio,
        row.first_share,
        row.n,
        row.first.x,
        row.first.n,
        row.first.missing,
        row.second.x,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def tested(test: Test, words: Words) -> str:
    """Tell a test in one line."""
    statistic = f"{test.symbol} = {decimal(test.statistic, 2, signs=words.signs)}{_freedom(test, words)}"
    p = probability(test.p, words.signs)
    told = {
        "item": test.item,
        "name": words.told(test.name),
        "statistic": statistic,
        "p": p if p.startswith("<") else f"= {p}",
    }
    if not test.finding:
        return words("footer.test", **told)
    return words("footer.test_finding", finding=words.told(test.finding), **told)


def _freedom(test: Test, words: Words) -> str:
    """Tell the degrees of freedom of a test, and behind them those of the error."""
    found = tuple(_four_digits(df, words) for df in (test.df, test.df_error) if df is not None)
    return f", df = {words.joined(found)}" if found else ""


def _four_digits(df: float, words: Words) -> str:
    """Write degrees of freedom with four digits, large ones whole."""
    return f"{df:.4g}".replace(".", words.signs.decimal) if df < 1000 else decimal(df, signs=words.signs)
