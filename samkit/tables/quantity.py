"""The tables of numeric questions in a profile: by their means, and by their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Quantity
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Location, Result

    Row = tuple[str | float | Estimate | None, ...]

MEANS = ("mean", "difference", "test of means", "equivalence of means", "ratio of means", "weights", "design")
RANKS = ("median", "shift", "superiority", "ranks")


def means(result: Result, words: Words = ENGLISH) -> Table:
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
        title=words("heading.means", title=result.title),
        columns=_mean_columns(result.grouping, words),
        rows=tuple(_means(row, row.location, words) for row in rows),
        footer=footer.lines(result, located, MEANS, words),
        notes=footer.all_notes(result, located, words),
    )


def ranks(result: Result, words: Words = ENGLISH) -> Table:
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
        title=words("heading.medians", title=result.title),
        columns=_rank_columns(result.grouping, words),
        rows=tuple(_ranks(row, row.location) for row in rows),
        footer=footer.lines(result._replace(family=""), located, RANKS, words),
        notes=footer.all_notes(result, located, words),
    )


def _mean_columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.question_id"), "text", brief=False),
        Column("item", words("heading.question"), "label"),
        Column("unit", words("heading.unit"), "text"),
        Column("first_mean", words("heading.mean_in", group=first), "mean"),
        Column("second_mean", words("heading.mean_in", group=second), "mean"),
        Column("difference", words("heading.difference"), "mean"),
        Column("ratio_of_means", words("heading.ratio_of_means"), "ratio", brief=False),
        Column("margin", words("heading.margin"), "number", brief=False),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("first_deviation", words("heading.deviation_in", group=first), "number", brief=False),
        Column("first_n", words("heading.n_in", group=first), "count"),
        Column("first_missing", words("heading.missing_in", group=first), "count", brief=False),
        Column("second_deviation", words("heading.deviation_in", group=second), "number", brief=False),
        Column("second_n", words("heading.n_in", group=second), "count"),
        Column("second_missing", words("heading.missing_in", group=second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _means(row: Quantity, of: Location, words: Words) -> Row:
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
        footer.verdict(of.verdict, words),
        of.first.deviation,
        of.first.n,
        of.first.missing,
        of.second.deviation,
        of.second.n,
        of.second.missing,
        footer.note_labels(of.notes, words),
        footer.note_texts(of.notes, words),
    )


def _rank_columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.question_id"), "text", brief=False),
        Column("item", words("heading.question"), "label"),
        Column("first_median", words("heading.median_in", group=first), "mean"),
        Column("second_median", words("heading.median_in", group=second), "mean"),
        Column("shift", words("heading.shift"), "mean"),
        Column("superiority", words("heading.superiority", group=first), "share"),
        Column("p_superiority", words("heading.p_superiority"), "p-value", brief=False),
        Column("p_ranks", words("heading.p_ranks"), "p-value"),
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
