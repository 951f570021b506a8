"""The table of adjusted gaps: one row an item, as found and among respondents who are alike in what is adjusted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.adjusted import Adjusted
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Result

    Row = tuple[str | float | Estimate | None, ...]

SHOWN: Final = (
    "gap", "likelihood ratio", "adjusted for", "adjusted gap", "adjusted ratio", "adjusted test", "E-value", "weights",
    "design",
)  # fmt: skip
"""Of what is shown, what has a method of its own."""

DRAWN: Final = ("gap", "adjusted gap", "adjusted test", "weights", "design")
"""The same of a chart, which says beside its marks what else they are."""


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out gaps and ratios as found and adjusted.

    Parameters
    ----------
    result
        Of kind `adjusted`.
    words
        The language.
    """
    rows = [row for row in result.rows if isinstance(row, Adjusted)]
    return Table(
        name=result.section,
        title=words("heading.adjusted", title=result.title),
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, words) for row in rows),
        footer=footer.lines(result, rows, SHOWN, words),
        notes=footer.all_notes(result, rows, words),
    )


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("first", words("heading.share_in", group=grouping.first), "share", brief=False),
        Column("second", words("heading.share_in", group=grouping.second), "share", brief=False),
        Column("first_adjusted", words("heading.adjusted_in", group=grouping.first), "share", brief=False),
        Column("second_adjusted", words("heading.adjusted_in", group=grouping.second), "share", brief=False),
        Column("gap", words("heading.gap_found"), "gap"),
        Column("adjusted_gap", words("heading.adjusted_gap"), "gap"),
        Column("ratio", words("heading.ratio"), "ratio", brief=False),
        Column("adjusted_ratio", words("heading.adjusted_ratio"), "ratio"),
        Column("e_value", words("heading.e_value"), "ratio"),
        Column("e_bound", words("heading.e_bound"), "ratio"),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("estimator", words("heading.estimator"), "text", brief=False),
        Column("per_coefficient", words("heading.rarer_each"), "number", brief=False),
        Column("first_n", words("heading.n_in", group=grouping.first), "count", brief=False),
        Column("first_missing", words("heading.missing_in", group=grouping.first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=grouping.second), "count", brief=False),
        Column("second_missing", words("heading.missing_in", group=grouping.second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Adjusted, words: Words) -> Row:
    return (
        row.item.id,
        row.item.text,
        row.first.share,
        row.second.share,
        row.first_adjusted,
        row.second_adjusted,
        row.gap,
        row.adjusted_gap,
        row.ratio,
        row.adjusted_ratio,
        row.e_value,
        row.e_bound,
        row.p,
        row.q,
        footer.verdict(row.verdict, words),
        words(f"estimator.{row.estimator}") if row.estimator else "",
        row.per_coefficient,
        row.first.n,
        row.first.missing,
        row.second.n,
        row.second.missing,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
