"""The tables of a ranking: items from the most to the least common, and from the most to the least separating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Rank
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.results import Estimate, Grouping, Place, Result

    Row = tuple[str | float | Estimate | None, ...]

COMMON = ("rank", "true rank", "first", "weights", "design")
SEPARATING = ("gap", "rank by gap", *COMMON)


def common(result: Result) -> Table:
    """Lay out the items from the most to the least common in both groups together.

    Parameters
    ----------
    result
        Of kind `rank`.
    """
    head = (Column("prevalence", "Both groups, %", "share"),)
    tail = (Column("rank_by_gap", "Rank by gap", "rank"),)
    laid = _table(
        result._replace(notes=tuple(note for note in result.notes if note.code == "left_out")),
        COMMON,
        _columns(result.grouping, head, tail),
        lambda row: (row.prevalence, *_place(row.common), row.separating.rank),
        lambda row: row.common,
    )
    return laid._replace(name=f"{result.section}_common", title=f"{result.title}: most common")


def separating(result: Result) -> Table:
    """Lay out the items from the most to the least separating, with their ranks by odds ratio.

    Parameters
    ----------
    result
        Of kind `rank`.
    """
    head = (Column("gap", "Gap, points", "gap"),)
    tail = (
        Column("odds_ratio", "Odds ratio", "ratio", brief=False),
        Column("rank_by_odds", "Rank by odds ratio", "rank"),
        Column("range_by_odds", "True rank by odds ratio within", "range", brief=False),
        Column("first_by_odds", "First by odds ratio, % of draws", "share", brief=False),
    )
    laid = _table(
        result,
        SEPARATING,
        _columns(result.grouping, head, tail),
        lambda row: (row.gap, *_place(row.separating), row.odds_ratio, *_place(row.by_odds)),
        lambda row: row.separating,
    )
    return laid._replace(name=f"{result.section}_separating", title=f"{result.title}: most separating")


def both(result: Result) -> Table:
    """Lay out both rankings beside each other, the most separating item first.

    Parameters
    ----------
    result
        Of kind `rank`.
    """
    head = (
        Column("prevalence", "Both groups, %", "share"),
        Column("rank_by_share", "Rank by share", "rank"),
        Column("range_by_share", "True rank by share within", "range"),
        Column("gap", "Gap, points", "gap"),
    )
    return _table(
        result,
        SEPARATING,
        _columns(result.grouping, head, ()),
        lambda row: (row.prevalence, row.common.rank, row.common.range, row.gap, *_place(row.separating)),
        lambda row: row.separating,
    )


def _table(
    result: Result,
    shown: tuple[str, ...],
    columns: tuple[Column, ...],
    cells: Callable[[Rank], Row],
    place: Callable[[Rank], Place],
) -> Table:
    """Lay out one ranking; equal ranks keep the order of the questionnaire, and what has no rank stands last."""
    rows = [row for row in result.rows if isinstance(row, Rank)]
    ordered = sorted(rows, key=lambda row: (place(row).rank.value or float("inf"), row.position))
    return Table(
        name=result.section,
        title=result.title,
        columns=columns,
        rows=tuple(_row(row, cells(row)) for row in ordered),
        footer=footer.lines(result, rows, shown),
        notes=footer.all_notes(result, rows),
    )


def _columns(grouping: Grouping, head: tuple[Column, ...], tail: tuple[Column, ...]) -> tuple[Column, ...]:
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        *head,
        Column("rank", "Rank", "rank"),
        Column("range", "True rank within", "range"),
        Column("first", "First, % of draws", "share"),
        *tail,
        Column("first_n", f"n {grouping.first}", "count", brief=False),
        Column("first_missing", f"{grouping.first}: no answer", "count", brief=False),
        Column("second_n", f"n {grouping.second}", "count", brief=False),
        Column("second_missing", f"{grouping.second}: no answer", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _place(place: Place) -> Row:
    return place.rank, place.range, place.first


def _row(row: Rank, cells: Row) -> Row:
    return (
        row.item.id,
        row.item.text,
        *cells,
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        ", ".join(dict.fromkeys(note.label for note in row.notes)),
        "; ".join(note.text for note in row.notes),
    )
