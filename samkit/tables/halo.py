"""The tables of halo: one row an item, with self-ratings, without them, beyond the factor; and one for the factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import halo
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Halo, Result

    Row = tuple[str | float | Estimate | None, ...]

SHOWN: Final = ("gap", "likelihood ratio", "test", "equivalence", "gap beyond", "draws", "weights", "design")
"""Of what is shown of items, what has a method of its own."""

BEYOND: Final = ("gap", "gap beyond", "common factor", "draws", "weights", "design")
"""Of what a chart shows of items beyond the factor, what has a method of its own."""

OF_FACTOR: Final = ("share", "common factor", "share of gaps", "draws")
"""Of what is shown of the factor, what has a method of its own."""


def items(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the items: as declared, without self-ratings, and beyond the common factor.

    Parameters
    ----------
    result
        Of kind `halo`.
    words
        The language.
    """
    rows = halo.items(result.rows)
    lines = (
        bases(result, words),
        _bases_without(result, words),
        footer.methods(result, SHOWN, words),
        footer.judged(result, words),
    )
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, words) for row in rows),
        footer=tuple(line for line in (*lines, footer.origin(result, words)) if line),
        notes=footer.all_notes(result, rows, words),
    )


def bases(result: Result, words: Words = ENGLISH) -> str:
    """Tell the bases of the groups as declared."""
    return footer.between(result.grouping, [(row.n_first, row.n_second) for row in halo.items(result.rows)], words)


def _bases_without(result: Result, words: Words) -> str:
    """Tell the bases of the groups without self-ratings, where there are such groups."""
    counted = [(row.without.n_first, row.without.n_second) for row in halo.items(result.rows) if row.without]
    common = halo.factor(result.rows)
    if not counted or common is None:
        return ""
    remade = result.grouping._replace(n_left_out=common.n_left_out or 0)
    return words("footer.bases_without", bases=footer.between(remade, counted, words))


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("gap", words("heading.gap"), "gap"),
        Column("ratio", words("heading.ratio"), "ratio", brief=False),
        Column("verdict", words("heading.verdict"), "text"),
        Column("gap_without", words("heading.gap_without"), "gap"),
        Column("ratio_without", words("heading.ratio_without"), "ratio", brief=False),
        Column("verdict_without", words("heading.verdict_without"), "text"),
        Column("loading", words("heading.loading"), "number", brief=False),
        Column("expected", words("heading.expected"), "gap", brief=False),
        Column("gap_beyond", words("heading.gap_beyond"), "gap"),
        Column("p_beyond", words("heading.p"), "p-value", brief=False),
        Column("q_beyond", words("heading.q"), "p-value", brief=False),
        Column("verdict_beyond", words("heading.verdict_beyond"), "text"),
        Column("first_n", words("heading.n_in", group=grouping.first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=grouping.second), "count", brief=False),
        Column("first_n_without", words("heading.n_without", group=grouping.first), "count", brief=False),
        Column("second_n_without", words("heading.n_without", group=grouping.second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Halo, words: Words) -> Row:
    other, left = row.without, row.beyond
    return (
        row.item.id,
        row.item.text,
        row.gap,
        row.ratio,
        footer.verdict(row.verdict, words),
        other and other.gap,
        other and other.ratio,
        footer.verdict(other.verdict, words) if other else "",
        row.loading,
        left.expected,
        left.gap,
        left.p,
        left.q,
        verdict(row, words),
        row.n_first,
        row.n_second,
        other and other.n_first,
        other and other.n_second,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def verdict(row: Halo, words: Words) -> str:
    """Say whether an item separates beyond the factor."""
    if row.beyond.q is None:
        return footer.verdict(row.beyond.verdict, words)
    return words(f"halo.{row.beyond.verdict.name.lower()}")


def common(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the common factor: what of the answers and of the gaps it explains.

    Parameters
    ----------
    result
        Of kind `halo`.
    words
        The language.
    """
    found, grouping = halo.factor(result.rows), result.grouping
    lines = (footer.methods(result, OF_FACTOR, words), footer.origin(result, words))
    columns = (
        Column("questions", words("heading.questions"), "count"),
        Column("respondents", words("heading.respondents"), "count"),
        Column("least", words("heading.least_pair"), "count"),
        Column("variance", words("heading.variance_explained"), "share"),
        Column("gaps", words("heading.gaps_explained"), "share"),
        Column("p", words("heading.p_gaps"), "p-value"),
        Column("first_n", words("heading.n_without", group=grouping.first), "count"),
        Column("second_n", words("heading.n_without", group=grouping.second), "count"),
        Column("left_out", words("heading.left_out_without"), "count", brief=False),
        Column("self_rated", words("heading.self_rated"), "text", brief=False),
    )
    return Table(
        name=f"{result.section}_factor",
        title=words("heading.common_factor", title=result.title),
        columns=columns,
        rows=((
            found.questions, found.n, found.least, found.variance, found.gaps, found.p, found.n_first, found.n_second,
            found.n_left_out, "; ".join(found.self_rated),
        ),) if found else (),
        footer=tuple(line for line in lines if line),
        brief=False,
    )  # fmt: skip
