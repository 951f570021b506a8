"""The table of a benchmark: one row an item and group, ours beside theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import percent
from samkit.results import Benchmark
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Result

SHOWN = ("share", "gap", "test", "rounding", "weights", "design")


def table(result: Result) -> Table:
    """Lay out a benchmark.

    Parameters
    ----------
    result
        Of kind `benchmark`.
    """
    rows = [row for row in result.rows if isinstance(row, Benchmark)]
    notes = (*result.notes, *(note for row in rows for note in row.notes))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(),
        rows=tuple(_row(row) for row in rows),
        footer=tuple(line for line in (footer.methods(result, SHOWN), _judged(result), footer.origin(result)) if line),
        notes=tuple({note.text: note for note in notes}.values()),
    )


def _judged(result: Result) -> str:
    """Say how verdicts were reached."""
    narrow, margin = percent(2 * result.level - 1), percent(result.margin)
    words = f"equivalent: {narrow} % interval within ±{margin} points; not shown: neither above, below nor equivalent"
    return f"q: {result.family}; {words}" if result.family else ""


def _columns() -> tuple[Column, ...]:
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("favourable", "Counted", "text", brief=False),
        Column("group", "Group", "text"),
        Column("ours", "Ours, %", "share"),
        Column("theirs", "Theirs, %", "share"),
        Column("theirs_least", "Theirs at least, as a fraction", "number", brief=False),
        Column("theirs_most", "Theirs at most, as a fraction", "number", brief=False),
        Column("gap", "Gap, points", "gap"),
        Column("p", "p", "p-value", brief=False),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("ours_x", "Ours: counted", "count", brief=False),
        Column("ours_n", "n ours", "count"),
        Column("ours_missing", "Ours: no answer", "count", brief=False),
        Column("ours_design_effect", "Ours: design effect", "number", brief=False),
        Column("theirs_n", "n theirs", "count"),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _row(row: Benchmark) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        "; ".join(row.item.favourable),
        row.group,
        row.ours.share,
        row.theirs.value,
        row.theirs.lower,
        row.theirs.upper,
        row.gap,
        row.p,
        row.q,
        str(row.verdict),
        row.ours.x,
        row.ours.n,
        row.ours.missing,
        row.ours.design_effect,
        row.n,
        ", ".join(note.label for note in row.notes if note.code != "rounded"),
        "; ".join(note.text for note in row.notes),
    )
