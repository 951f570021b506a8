"""The tables of robustness: one row an item over all readings, one row a choice, and each item under each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.results import Estimate, Verdict
from samkit.robust import JUDGED, parted
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words
from samkit.words.rules import needed, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.results import Grouping, Result, Robust, RuleReading
    from samkit.robust import Parts

    Row = tuple[str | float | Estimate | None, ...]

SHOWN: Final = ("gap", "likelihood ratio", "test", "equivalence", "readings", "curve", "weights", "design")
"""Of what is shown, what has a method of its own."""


def items(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the items: what the declared reading says, and what is left of it under the others.

    Parameters
    ----------
    result
        Of kind `robustness`.
    """
    rows = parted(result.rows).items
    bases = footer.between(result.grouping, [(row.n_first, row.n_second) for row in rows], words)
    lines = (bases, footer.methods(result, SHOWN, words), footer.judged(result, words), footer.origin(result, words))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(result.grouping, words),
        rows=tuple(_row(row, words) for row in rows),
        footer=tuple(line for line in lines if line),
        notes=footer.all_notes(result, rows, words),
    )


def _columns(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("gap", words("heading.gap"), "gap"),
        Column("ratio", words("heading.ratio"), "ratio", brief=False),
        Column("verdict", words("heading.verdict"), "text"),
        Column("gaps", words("heading.gaps"), "gap"),
        Column("ratios", words("heading.ratios"), "ratio"),
        Column("same_sign", words("heading.same_sign"), "share"),
        Column("same_verdict", words("heading.same_verdict"), "share"),
        Column("rank_over", words("heading.rank_over"), "rank"),
        Column("judged", words("heading.judged"), "count", brief=False),
        Column("circular_readings", words("heading.circular_readings"), "count", brief=False),
        Column("small_readings", words("heading.small_readings"), "count", brief=False),
        Column("least", words("heading.least", group=grouping.first), "count", brief=False),
        Column("p_curve", words("heading.p_curve"), "p-value", brief=False),
        Column("p_share", words("heading.p_share"), "p-value", brief=False),
        Column("q_curve", words("heading.q_curve"), "p-value"),
        Column("first_n", words("heading.n_in", group=grouping.first), "count", brief=False),
        Column("second_n", words("heading.n_in", group=grouping.second), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Robust, words: Words) -> Row:
    return (
        row.item.id,
        row.item.text,
        row.gap,
        row.ratio,
        footer.verdict(row.verdict, words),
        row.gaps,
        row.ratios,
        _part(row.same_sign, row.judged),
        _part(row.same_verdict, row.judged),
        row.rank,
        row.judged,
        row.circular,
        row.small,
        row.least,
        row.p,
        row.p_share,
        row.q,
        row.n_first,
        row.n_second,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def _part(some: int | None, every: int) -> float | None:
    return None if some is None or not every else some / every


def choices(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what each criterion may be, and how many differences are shown with it.

    Parameters
    ----------
    result
        Of kind `robustness`.
    """
    return Table(
        name=f"{result.section}_choices",
        title=words("heading.choices", title=result.title),
        columns=(
            Column("criterion", words("heading.criterion"), "label"),
            Column("choice", words("heading.choice"), "text"),
            Column("readings", words("heading.readings"), "count"),
            Column("first_over", words("heading.n_in", group=result.grouping.first), "rank"),
            Column("second_over", words("heading.n_in", group=result.grouping.second), "rank"),
            Column("differing", words("heading.differing"), "share"),
        ),
        rows=tuple(_choice_rows(result, words)),
        footer=(words("footer.choices"),),
    )


def _choice_rows(result: Result, words: Words) -> Iterator[Row]:
    """Give a row for each choice of each criterion, then one for each number of criteria that must hold."""
    items_, criteria, readings = parted(result.rows)
    for part, row in enumerate(criteria):
        for place, choice in enumerate(row.choices):
            some = [at for at, reading in enumerate(readings) if reading.chosen[part] == place]
            yield row.criterion, told(choice, words), *_with(some, readings, items_)
    for k, of in dict.fromkeys((reading.k, reading.of) for reading in readings):
        some = [at for at, reading in enumerate(readings) if (reading.k, reading.of) == (k, of)]
        yield words("choice.needed"), needed(k, of, words), *_with(some, readings, items_)


def _with(some: Sequence[int], readings: Sequence[RuleReading], items_: Sequence[Robust]) -> Row:
    """Count readings, give the sizes of the groups under them, and the share of judged comparisons that differ."""
    judged = [row.curve.verdicts[at] for row in items_ for at in some if row.curve.verdicts[at] in JUDGED]
    differing = sum(verdict is Verdict.DIFFERS for verdict in judged) / len(judged) if judged else None
    sizes = ([readings[at].n_first for at in some], [readings[at].n_second for at in some])
    return len(some), *(_over(size) for size in sizes), differing


def _over(sizes: list[int]) -> Estimate:
    """Give the middle size, the upper one of two, with the least and the greatest."""
    return Estimate(sorted(sizes)[len(sizes) // 2], min(sizes), max(sizes)) if sizes else Estimate(None, None, None)


def each(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out every item under every reading, for a file: too long to be read.

    Parameters
    ----------
    result
        Of kind `robustness`.
    """
    grouping = result.grouping
    return Table(
        name=f"{result.section}_readings",
        title=words("heading.each_reading", title=result.title),
        columns=(
            Column("item_id", words("heading.item_id"), "text", brief=False),
            Column("item", words("heading.item"), "label"),
            Column("reading", words("heading.reading"), "text"),
            Column("gap", words("heading.gap"), "gap"),
            Column("ratio", words("heading.ratio"), "ratio"),
            Column("verdict", words("heading.verdict"), "text"),
            Column("first_n", words("heading.n_in", group=grouping.first), "count"),
            Column("second_n", words("heading.n_in", group=grouping.second), "count"),
        ),
        rows=tuple(_each(parted(result.rows), words)),
        brief=False,
    )


def _each(found: Parts, words: Words) -> Iterator[Row]:
    """Give a row for each item and reading; numbers of groups that are too small stand in none of them."""
    for row in found.items:
        numbers = zip(*row.curve.gap, *row.curve.ratio, strict=True)
        bases = zip(row.curve.verdicts, row.curve.n_first, row.curve.n_second, strict=True)
        for reading, bounds, (verdict, first, second) in zip(found.readings, numbers, bases, strict=True):
            said = footer.verdict(verdict, words)
            gap, ratio = Estimate(*bounds[:3]), Estimate(*bounds[3:])
            yield row.item.id, row.item.text, reading.id, gap, ratio, said, first, second
