"""The tables of power: the smallest gap that can be shown of each item, and the sizes that a plan needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.reach import Needed, Power
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Result

    Row = tuple[str | float | Estimate | None, ...]

SHOWN: Final = ("gap", "smallest gap", "in the family", "same", "drawn", "design")
"""Of what is shown, what has a method of its own."""

DRAWN: Final = ("gap", "smallest gap", "in the family", "design")
"""The same of a chart of the smallest gaps."""


def items(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what can be shown of each item, beside what was found.

    Parameters
    ----------
    result
        Of kind `power`.
    """
    rows = [row for row in result.rows if isinstance(row, Power)]
    lines = (footer.bases(result.grouping, rows, words), footer.methods(result, SHOWN, words))
    told = words("footer.family", family=words.told(result.family)) if result.family else ""
    return Table(
        name=result.section,
        title=words("heading.power", title=result.title),
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, words) for row in rows),
        footer=tuple(line for line in (*lines, told, footer.origin(result, words)) if line),
        notes=footer.all_notes(result, rows, words),
    )


def planned(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out how many answers each claim of a plan needs.

    Parameters
    ----------
    result
        Of kind `power`, of a plan.
    """
    rows = [row for row in result.rows if isinstance(row, Needed)]
    first, second = words.told(result.grouping.first), words.told(result.grouping.second)
    return Table(
        name=result.section,
        title=words.told(result.title),
        columns=(
            Column("claim", words("heading.claim"), "label"),
            Column("n_needed", words("heading.n_needed"), "count"),
            Column("first_n", words("heading.n_in", group=first), "count"),
            Column("second_n", words("heading.n_in", group=second), "count"),
            Column("error_rate", words("heading.error_rate"), "p-value"),
            Column("drawn", words("heading.drawn"), "share"),
        ),
        rows=tuple(
            (words(f"claim.{row.claim}"), row.n, row.n_first, row.n_second, row.error_rate, row.drawn) for row in rows
        ),
        footer=(footer.methods(result, SHOWN[1:], words),),
        notes=footer.all_notes(result, (), words),
    )


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("second", words("heading.share_in", group=grouping.second), "share"),
        Column("gap", words("heading.gap_found"), "gap"),
        Column("above", words("heading.above"), "gap"),
        Column("above_ratio", words("heading.above_ratio"), "ratio"),
        Column("above_in_family", words("heading.above_in_family"), "gap"),
        Column("above_ratio_in_family", words("heading.above_ratio_in_family"), "ratio", brief=False),
        Column("below", words("heading.below"), "gap"),
        Column("below_ratio", words("heading.below_ratio"), "ratio", brief=False),
        Column("below_in_family", words("heading.below_in_family"), "gap"),
        Column("below_ratio_in_family", words("heading.below_ratio_in_family"), "ratio", brief=False),
        Column("same", words("heading.same"), "share"),
        Column("drawn", words("heading.drawn"), "share", brief=False),
        Column("drawn_in_family", words("heading.drawn_in_family"), "share", brief=False),
        Column("drawn_if_all", words("heading.drawn_if_all"), "share", brief=False),
        Column("first_n", words("heading.n_in", group=grouping.first), "count", brief=False),
        Column("first_missing", words("heading.missing_in", group=grouping.first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=grouping.second), "count", brief=False),
        Column("second_missing", words("heading.missing_in", group=grouping.second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Power, words: Words) -> Row:
    return (
        row.item.id,
        row.item.text,
        row.second.share.value,
        row.gap,
        *row.above,
        *row.above_in_family,
        *row.below,
        *row.below_in_family,
        row.same,
        row.drawn,
        row.drawn_in_family,
        row.drawn_if_all,
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
