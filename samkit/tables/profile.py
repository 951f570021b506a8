"""The tables of questions with categories in a profile: one row a question, and one row a category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Factor, levels
from samkit.tables import footer, level
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Level, Result, Test

    Row = tuple[str | float | Estimate | None, ...]

FACTORS = ("gap", "largest gap", "Cramér's V", "test", "equivalence", "weights", "design")
CATEGORIES = ("share", "likelihood ratio", "weights", "design")


def factors(result: Result) -> Table:
    """Lay out the questions with categories: one row a question.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    rows = [row for row in result.rows if isinstance(row, Factor)]
    tests = {(test.item, test.name): test for test in result.tests}
    return Table(
        name=result.section,
        title=result.title,
        columns=_factor_columns(result.grouping),
        rows=tuple(_factor(row, tests.get((row.item.id, row.test))) for row in rows),
        footer=footer.lines(result, rows, FACTORS),
        notes=footer.all_notes(result, rows),
    )


def categories(result: Result) -> Table:
    """Lay out the categories: one row a category.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    rows = levels(result)
    return Table(
        name=f"{result.section}_categories",
        title=f"{result.title}: category by category",
        columns=_category_columns(result.grouping),
        rows=tuple(_category(row) for row in rows),
        footer=(*footer.lines(result._replace(family=""), rows, CATEGORIES), level.ROUNDED),
        notes=footer.all_notes(result._replace(notes=()), rows),
    )


def _factor_columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Question id", "text", brief=False),
        Column("item", "Question", "label"),
        Column("v", "Cramér's V", "ratio"),
        Column("gap", "Largest gap, points", "gap"),
        Column("widest", "at", "text"),
        Column("test", "Test", "text", brief=False),
        Column("statistic", "Statistic", "number", brief=False),
        Column("df", "Degrees of freedom", "number", brief=False),
        Column("df_error", "Degrees of freedom of the error", "number", brief=False),
        Column("p", "p", "p-value", brief=False),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("first_n", f"n {first}", "count"),
        Column("first_missing", f"{first}: no answer", "count", brief=False),
        Column("second_n", f"n {second}", "count"),
        Column("second_missing", f"{second}: no answer", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _factor(row: Factor, test: Test | None) -> Row:
    return (
        row.item.id,
        row.item.text,
        row.v,
        row.gap,
        row.widest,
        row.test,
        test.statistic if test else None,
        test.df if test else None,
        test.df_error if test else None,
        row.p,
        row.q,
        str(row.verdict),
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )


def _category_columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Question id", "text", brief=False),
        Column("item", "Question", "label"),
        Column("category", "Category", "text"),
        Column("first_share", f"{first}, %", "share"),
        Column("second_share", f"{second}, %", "share"),
        Column("ratio", "Times as likely", "ratio", brief=False),
        Column("first_in_category", f"{first} in this category, %", "share"),
        Column("n", "n", "count"),
        Column("first_x", f"{first}: count", "count", brief=False),
        Column("second_x", f"{second}: count", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _category(row: Level) -> Row:
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
        row.second.x,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )
