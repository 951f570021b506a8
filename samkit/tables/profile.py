"""The tables of questions with categories in a profile: one row a question, and one row a category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Factor, levels
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Level, Result, Test

    Row = tuple[str | float | Estimate | None, ...]

FACTORS = ("gap", "largest gap", "Cramér's V", "test", "equivalence", "weights", "design")
CATEGORIES = ("share", "likelihood ratio", "weights", "design")


def factors(result: Result, words: Words = ENGLISH) -> Table:
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
        columns=_factor_columns(result.grouping, words),
        rows=tuple(_factor(row, tests.get((row.item.id, row.test)), words) for row in rows),
        footer=footer.lines(result, rows, FACTORS, words),
        notes=footer.all_notes(result, rows, words),
    )


def categories(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the categories: one row a category.

    Parameters
    ----------
    result
        Of kind `profile`.
    """
    rows = levels(result)
    return Table(
        name=f"{result.section}_categories",
        title=words("heading.by_category", title=result.title),
        columns=_category_columns(result.grouping, words),
        rows=tuple(_category(row, words) for row in rows),
        footer=(*footer.lines(result._replace(family=""), rows, CATEGORIES, words), words("footer.rounded")),
        notes=footer.all_notes(result._replace(notes=()), rows, words),
    )


def _factor_columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.question_id"), "text", brief=False),
        Column("item", words("heading.question"), "label"),
        Column("v", words("heading.v"), "ratio"),
        Column("gap", words("heading.largest_gap"), "gap"),
        Column("widest", words("heading.widest"), "text"),
        Column("test", words("heading.test"), "text", brief=False),
        Column("statistic", words("heading.statistic"), "number", brief=False),
        Column("df", words("heading.freedom"), "number", brief=False),
        Column("df_error", words("heading.freedom_error"), "number", brief=False),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("first_n", words("heading.n_in", group=first), "count"),
        Column("first_missing", words("heading.missing_in", group=first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=second), "count"),
        Column("second_missing", words("heading.missing_in", group=second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _factor(row: Factor, test: Test | None, words: Words) -> Row:
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
        footer.verdict(row.verdict, words),
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def _category_columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.question_id"), "text", brief=False),
        Column("item", words("heading.question"), "label"),
        Column("category", words("heading.category"), "text"),
        Column("first_share", words("heading.share_in", group=first), "share"),
        Column("second_share", words("heading.share_in", group=second), "share"),
        Column("ratio", words("heading.ratio"), "ratio", brief=False),
        Column("first_in_category", words("heading.at_category", group=first), "share"),
        Column("n", words("heading.n"), "count"),
        Column("first_x", words("heading.count_in", group=first), "count", brief=False),
        Column("second_x", words("heading.count_in", group=second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _category(row: Level, words: Words) -> Row:
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
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
