"""The tables of how far an index can be relied on: components, other ways of scoring, reliability, outcome, card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.indexed import by_kind
from samkit.tables import footer
from samkit.tables.index import bases, known
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def components(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the components as they are declared and found.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    columns = (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.component"), "label"),
        Column("weight", words("heading.weight"), "number"),
        Column("direction", words("heading.direction"), "text"),
        Column("normalisation", words("heading.normalisation"), "text"),
        Column("floor", words("heading.worth_nothing"), "mean"),
        Column("target", words("heading.worth_all"), "mean"),
        Column("unit", words("heading.unit"), "text"),
        Column("n", words("heading.n"), "count"),
        Column("missing", words("heading.missing"), "count"),
        Column("at_bounds", words("heading.at_bounds"), "count"),
    )
    rows = tuple(
        (
            row.item.id,
            row.item.text,
            row.weight,
            words(f"index.{row.direction}"),
            _scored_by(row.normalisation, words),
            row.floor,
            row.target,
            row.unit,
            row.n,
            row.missing,
            row.at_bounds,
        )
        for row in by_kind(result.rows).components
    )
    below = (bases(result, words), footer.origin(result, words))
    return Table("components", words("index.components", title=result.title), columns, rows, _lines(*below))


def normalisations(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out how the ranking changes where every component is scored in another way.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    columns = (
        Column("item", words("heading.normalisation"), "label"),
        Column("n", words("heading.n"), "count"),
        Column("tau", words("heading.tau"), "number"),
        Column("moved", words("heading.moved"), "count"),
        Column("furthest", words("heading.furthest"), "count"),
        Column("other_band", words("heading.other_band"), "count"),
    )
    rows = tuple(
        (
            _scored_by(row.normalisation, words),
            row.n,
            row.tau,
            row.moved,
            row.furthest,
            row.other_band,
        )
        for row in by_kind(result.rows).normalisations
    )
    below = (words("index.other_ways"), footer.origin(result, words))
    return Table("normalisations", words("index.normalisations", title=result.title), columns, rows, _lines(*below))


def reliabilities(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out how far the questions of each component hang together.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    found = by_kind(result.rows).reliabilities
    columns = (
        Column("item", words("heading.component"), "label"),
        Column("questions", words("heading.questions"), "count"),
        Column("n", words("heading.n"), "count"),
        Column("alpha", words("heading.alpha"), "ratio"),
        Column("error", words("heading.measurement_error"), "mean"),
        Column("notes", words("heading.notes"), "text"),
    )
    rows = tuple(
        (row.item.text, row.questions, row.n, known(row.alpha), row.error, footer.note_labels(row.notes, words))
        for row in found
    )
    methods = footer.methods(result, ("reliability",), words)
    notes = footer.translated((note for row in found for note in row.notes), words)
    title = words("index.reliability", title=result.title)
    return Table("reliability", title, columns, rows, _lines(methods, footer.origin(result, words)), notes)


def associations(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what the index goes with.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    found = by_kind(result.rows).associations
    columns = (
        Column("item", words("heading.outcome_of_index"), "label"),
        Column("n", words("heading.n"), "count"),
        Column("correlation", words("heading.correlation"), "ratio"),
        Column("p", words("heading.p"), "p-value"),
        Column("notes", words("heading.notes"), "text"),
    )
    rows = tuple(
        (row.item.text, row.n, known(row.correlation), row.p, footer.note_labels(row.notes, words)) for row in found
    )
    below = (footer.methods(result, ("association",), words), words("index.no_cause"), footer.origin(result, words))
    notes = footer.translated((note for row in found for note in row.notes), words)
    return Table("association", words("index.association", title=result.title), columns, rows, _lines(*below), notes)


def card(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what whoever uses the index must know.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    columns = (Column("item", words("heading.about"), "label"), Column("text", words("heading.said"), "text"))
    rows = tuple((words(f"card.{row.key}"), text) for row in by_kind(result.rows).card for text in row.texts)
    return Table("card", words("index.card", title=result.title), columns, rows, _lines(footer.origin(result, words)))


def _scored_by(normalisation: str, words: Words) -> str:
    return words(f"index.by_{normalisation.replace('-', '_')}")


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
