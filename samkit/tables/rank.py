"""The tables of a ranking: items from the most to the least common, and from the most to the least separating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Rank
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.results import Estimate, Grouping, Place, Result

    Row = tuple[str | float | Estimate | None, ...]

COMMON = ("rank", "true rank", "first", "weights", "design")
SEPARATING = ("gap", "rank by gap", *COMMON)


def common(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the items from the most to the least common in both groups together.

    Parameters
    ----------
    result
        Of kind `rank`.
    """
    head = (Column("prevalence", words("heading.prevalence"), "share"),)
    tail = (Column("rank_by_gap", words("heading.rank_by_gap"), "rank"),)
    laid = _table(
        result._replace(notes=tuple(note for note in result.notes if note.code == "left_out")),
        COMMON,
        _columns(result.grouping, head, tail, words),
        lambda row: (row.prevalence, *_place(row.common), row.separating.rank),
        lambda row: row.common,
        words,
    )
    return laid._replace(name=f"{result.section}_common", title=words("heading.common", title=result.title))


def separating(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the items from the most to the least separating, with their ranks by odds ratio.

    Parameters
    ----------
    result
        Of kind `rank`.
    """
    head = (Column("gap", words("heading.gap"), "gap"),)
    tail = (
        Column("odds_ratio", words("heading.odds_ratio"), "ratio", brief=False),
        Column("rank_by_odds", words("heading.rank_by_odds"), "rank"),
        Column("range_by_odds", words("heading.range_by_odds"), "range", brief=False),
        Column("first_by_odds", words("heading.first_by_odds"), "share", brief=False),
    )
    laid = _table(
        result,
        SEPARATING,
        _columns(result.grouping, head, tail, words),
        lambda row: (row.gap, *_place(row.separating), row.odds_ratio, *_place(row.by_odds)),
        lambda row: row.separating,
        words,
    )
    return laid._replace(name=f"{result.section}_separating", title=words("heading.separating", title=result.title))


def both(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out both rankings beside each other, the most separating item first.

    Parameters
    ----------
    result
        Of kind `rank`.
    """
    head = (
        Column("prevalence", words("heading.prevalence"), "share"),
        Column("rank_by_share", words("heading.rank_by_share"), "rank"),
        Column("range_by_share", words("heading.range_by_share"), "range"),
        Column("gap", words("heading.gap"), "gap"),
    )
    return _table(
        result,
        SEPARATING,
        _columns(result.grouping, head, (), words),
        lambda row: (row.prevalence, row.common.rank, row.common.range, row.gap, *_place(row.separating)),
        lambda row: row.separating,
        words,
    )


def _table(
    result: Result,
    shown: tuple[str, ...],
    columns: tuple[Column, ...],
    cells: Callable[[Rank], Row],
    place: Callable[[Rank], Place],
    words: Words,
) -> Table:
    """Lay out one ranking; equal ranks keep the order of the questionnaire, and what has no rank stands last."""
    rows = [row for row in result.rows if isinstance(row, Rank)]
    ordered = sorted(rows, key=lambda row: (place(row).rank.value or float("inf"), row.position))
    return Table(
        name=result.section,
        title=result.title,
        columns=columns,
        rows=tuple(_row(row, cells(row), words) for row in ordered),
        footer=footer.lines(result, rows, shown, words),
        notes=footer.all_notes(result, rows, words),
    )


def _columns(
    grouping: Grouping, head: tuple[Column, ...], tail: tuple[Column, ...], words: Words
) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        *head,
        Column("rank", words("heading.rank"), "rank"),
        Column("range", words("heading.range"), "range"),
        Column("first", words("heading.first"), "share"),
        *tail,
        Column("first_n", words("heading.n_in", group=grouping.first), "count", brief=False),
        Column("first_missing", words("heading.missing_in", group=grouping.first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=grouping.second), "count", brief=False),
        Column("second_missing", words("heading.missing_in", group=grouping.second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _place(place: Place) -> Row:
    return place.rank, place.range, place.first


def _row(row: Rank, cells: Row, words: Words) -> Row:
    return (
        row.item.id,
        row.item.text,
        *cells,
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
