"""The table of a benchmark: one row an item and group, ours beside theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import percent
from samkit.results import Benchmark
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Result

SHOWN = ("share", "gap", "test", "rounding", "weights", "design")


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out a benchmark.

    Parameters
    ----------
    result
        Of kind `benchmark`.
    words
        Of the language of the table.
    """
    rows = [row for row in result.rows if isinstance(row, Benchmark)]
    notes = (*result.notes, *(note for row in rows for note in row.notes))
    below = (footer.methods(result, SHOWN, words), _judged(result, words), footer.origin(result, words))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(words),
        rows=tuple(_row(row, words) for row in rows),
        footer=tuple(line for line in below if line),
        notes=footer.translated(notes, words),
    )


def _judged(result: Result, words: Words) -> str:
    """Say how verdicts were reached."""
    if not result.family:
        return ""
    narrow, margin = percent(2 * result.level - 1, words.signs), percent(result.margin, words.signs)
    return words("footer.judged_beside", family=words.told(result.family), level=narrow, margin=margin)


def _columns(words: Words) -> tuple[Column, ...]:
    ours, theirs = words("heading.ours"), words("heading.theirs")
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("favourable", words("heading.favourable"), "text", brief=False),
        Column("group", words("heading.group"), "text"),
        Column("ours", words("heading.share_in", group=ours), "share"),
        Column("theirs", words("heading.share_in", group=theirs), "share"),
        Column("theirs_least", words("heading.theirs_least"), "number", brief=False),
        Column("theirs_most", words("heading.theirs_most"), "number", brief=False),
        Column("gap", words("heading.gap"), "gap"),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("ours_x", words("heading.favourable_in", group=ours), "count", brief=False),
        Column("ours_n", words("heading.n_ours"), "count"),
        Column("ours_missing", words("heading.missing_in", group=ours), "count", brief=False),
        Column("ours_design_effect", words("heading.design_effect_in", group=ours), "number", brief=False),
        Column("theirs_n", words("heading.n_theirs"), "count"),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Benchmark, words: Words) -> tuple[str | float | Estimate | None, ...]:
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
        footer.verdict(row.verdict, words),
        row.ours.x,
        row.ours.n,
        row.ours.missing,
        row.ours.design_effect,
        row.n,
        footer.note_labels([note for note in row.notes if note.code != "rounded"], words),
        footer.note_texts(row.notes, words),
    )
