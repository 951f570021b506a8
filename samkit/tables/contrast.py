"""The table of a gap analysis: one row an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import contrasts
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Contrast, Estimate, Grouping, Result

SHOWN = ("share", "gap", "likelihood ratio", "odds ratio", "test", "equivalence", "weights", "design")


def table(result: Result) -> Table:
    """Lay out a gap analysis.

    Parameters
    ----------
    result
        Of kind `gap`.

    Returns
    -------
    Table
        All numbers; the brief columns fit a terminal.
    """
    rows = contrasts(result)
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping),
        rows=tuple(_row(row) for row in rows),
        footer=footer.lines(result, rows, SHOWN),
        notes=footer.all_notes(result, rows),
    )


def _columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("favourable", "Counted", "text", brief=False),
        Column("first_share", f"{first}, %", "share"),
        Column("second_share", f"{second}, %", "share"),
        Column("gap", "Gap, points", "gap"),
        Column("ratio", "Times as likely", "ratio"),
        Column("ratio_absent", "LR−", "ratio", brief=False),
        Column("odds_ratio", "Odds ratio", "ratio", brief=False),
        Column("first_if_present", f"{first} among those with it, %", "share", brief=False),
        Column("first_if_absent", f"{first} among those without, %", "share", brief=False),
        Column("prevalence", "Both groups, %", "share", brief=False),
        Column("p", "p", "p-value", brief=False),
        Column("p_g", "p (G)", "p-value", brief=False),
        Column("p_levels", "p (G, all levels)", "p-value", brief=False),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("first_x", f"{first}: counted", "count", brief=False),
        Column("first_n", f"n {first}", "count"),
        Column("first_missing", f"{first}: no answer", "count", brief=False),
        Column("first_design_effect", f"{first}: design effect", "number", brief=False),
        Column("second_x", f"{second}: counted", "count", brief=False),
        Column("second_n", f"n {second}", "count"),
        Column("second_missing", f"{second}: no answer", "count", brief=False),
        Column("second_design_effect", f"{second}: design effect", "number", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _row(row: Contrast) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        "; ".join(row.item.favourable),
        row.first.share,
        row.second.share,
        row.gap,
        row.ratio,
        row.ratio_absent,
        row.odds_ratio,
        row.first_if_present,
        row.first_if_absent,
        row.prevalence,
        row.p,
        row.p_g,
        row.p_levels,
        row.q,
        str(row.verdict),
        row.first.x,
        row.first.n,
        row.first.missing,
        row.first.design_effect,
        row.second.x,
        row.second.n,
        row.second.missing,
        row.second.design_effect,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )
