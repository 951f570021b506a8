"""The tables of a trend: one row an ordered item, and the share of the first group level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Trend
from samkit.results import levels as level_rows
from samkit.tables import footer, level
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Result, Test

SHOWN = ("odds ratio", "trend", "permuted", "levels", "weights", "design")
SHARES = ("share", "likelihood ratio", "weights", "design")
LEVELS = frozenset({"item", "level", "first_at_level", "n", "ratio", "notes"})
"""The columns of the levels that a terminal shows; how the groups spread is told by `compare`."""


def trends(result: Result, words: Words = ENGLISH) -> Table:
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
        columns=_columns(result.grouping, result.tests[0].symbol if result.tests else "z", words),
        rows=tuple(_row(row, tests[row.item.id], words) for row in rows),
        footer=footer.lines(result, rows, SHOWN, words),
        notes=footer.all_notes(result, rows, words),
    )


def levels(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the levels: the share of the first group at each, and its base.

    Parameters
    ----------
    result
        Of kind `trend`.
    """
    laid = level.table(result._replace(tests=(), notes=()), words)
    return laid._replace(
        name=f"{result.section}_levels",
        title=words("heading.by_level", title=result.title),
        columns=tuple(column._replace(brief=column.key in LEVELS) for column in laid.columns),
        footer=footer.lines(result._replace(family=""), level_rows(result), SHARES, words),
    )


def _columns(grouping: Grouping, symbol: str, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("shape", words("heading.shape", group=first), "text"),
        Column("statistic", words("heading.trend", symbol=symbol), "number"),
        Column("odds_ratio", words("heading.odds_ratio_step"), "ratio"),
        Column("scores", words("heading.scores"), "text", brief=False),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("p_permuted", words("heading.p_permuted"), "p-value", brief=False),
        Column("p_levels", words("heading.p_spread"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("first_n", words("heading.n_in", group=first), "count"),
        Column("first_missing", words("heading.missing_in", group=first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=second), "count"),
        Column("second_missing", words("heading.missing_in", group=second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Trend, tests: list[Test], words: Words) -> tuple[str | float | Estimate | None, ...]:
    trend, apart = (tests[0], tests[-1]) if tests else (None, None)
    permuted = tests[1] if len(tests) > 2 else None
    return (
        row.item.id,
        row.item.text,
        words.told(row.shape),
        trend.statistic if trend else None,
        row.odds_ratio,
        "; ".join(f"{score:g}" for score in row.scores),
        row.p,
        permuted.p if permuted else None,
        apart.p if apart else None,
        row.q,
        footer.verdict(row.verdict, words),
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
