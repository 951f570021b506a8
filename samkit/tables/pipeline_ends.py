"""The tables of how opportunities end: where they are lost, fast against slow, by category, as forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.pipelined import by_kind
from samkit.tables import footer
from samkit.tables.pipeline import amounts, below, columns, known
from samkit.tables.table import Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.pipelined import Forecast, FunnelShape, Landmark, Quota, Slice
    from samkit.results import Estimate, Result

    Cells = tuple[str | float | Estimate | None, ...]

SHAPES: Final = ("shape",)
PACES: Final = ("fast against slow",)
SLICES: Final = ("chance", "share of the closed")
SHARES: Final = ("share of the closed",)
"""Of what is shown, what has a method of its own."""


def shape(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what becomes of all that begin: won, or lost from which stage; then the index of the shape.

    Parameters
    ----------
    result
        Of kind `pipeline`.
    words
        The language.
    """
    rows = by_kind(result.rows).shapes
    return Table(
        "shape",
        words("pipeline.shape_of", title=result.title),
        columns(words, ("ending", "label"), ("of_all", "share"), ("index", "mean"), ("shape", "text")),
        tuple(cells for row in rows for cells in _shape(row, words)),
        *below(result, SHAPES, words, [note for row in rows for note in row.notes]),
    )


def _shape(row: FunnelShape, words: Words) -> list[Cells]:
    lost = [
        (words("pipeline.lost_from", stage=stage), known(share), None, "")
        for stage, share in zip(row.stages, row.lost, strict=True)
    ]
    named = words(f"pipeline.{row.shape.replace('-', '_').replace(' ', '_')}")
    return [
        (words("pipeline.won"), known(row.won), None, ""),
        *lost,
        (words("pipeline.index_of", days=str(row.horizon)), None, _hundredths(row.depth), named),
    ]


def _hundredths(index: Estimate) -> Estimate | float | None:
    """Give an index from 0 to 1 as points from 0 to 100, which a table writes with enough digits."""
    value, lower, upper = (None if each is None else 100 * each for each in index)
    return known(index._replace(value=value, lower=lower, upper=upper))


def pace(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out fast against slow opportunities, a row for each day on which they are told apart."""
    rows = by_kind(result.rows).landmarks
    return Table(
        "pace",
        words("pipeline.fast_or_slow", title=result.title),
        columns(
            words,
            ("stage_by", "label"), ("day", "count"), ("fast_n", "count"), ("fast", "share"), ("slow_n", "count"),
            ("slow_pace", "share"), ("ratio", "ratio"), ("verdict", "text"), ("naive", "ratio"),
            ("ended", "count", False), ("horizon", "count", False), ("note_texts", "text", False),
        ),
        tuple(_pace(row, words) for row in rows),
        *below(result, PACES, words, [note for row in rows for note in row.notes]),
    )  # fmt: skip


def _pace(row: Landmark, words: Words) -> Cells:
    return (
        row.item.text,
        row.day,
        row.fast.n,
        known(row.fast.win),
        row.slow.n,
        known(row.slow.win),
        known(row.ratio),
        footer.verdict(row.verdict, words),
        row.naive,
        row.ended,
        row.horizon,
        footer.note_texts(row.notes, words),
    )


def slices(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the pipeline by categories of columns."""
    rows = by_kind(result.rows).slices
    return Table(
        "slices",
        words("pipeline.by_category", title=result.title),
        columns(
            words,
            ("column", "label"), ("category", "label"), ("n", "count"), ("open", "count"), ("won", "count"),
            ("lost", "count"), ("win", "share"), ("closed", "share"), ("days_to_close", "mean"),
            ("open_value", "count"), ("won_value", "count", False), ("lost_value", "count", False),
            ("note_texts", "text", False),
        ),
        tuple(_slice(row, words) for row in rows),
        *below(result, SLICES, words, [note for row in rows for note in row.notes]),
    )  # fmt: skip


def _slice(row: Slice, words: Words) -> Cells:
    category = row.category or words("pipeline.no_category")
    counts = (row.all.n, row.open.n, row.won.n, row.lost.n)
    chances = (known(row.win), known(row.closed), known(row.days))
    values = amounts(row.open, row.won, row.lost)
    return (row.item.text, category, *counts, *chances, *values, footer.note_texts(row.notes, words))


def forecasts(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what was forecast to be won by the day, and how many sellers have reached their quota."""
    found = by_kind(result.rows)
    rows = (*(_forecast(row, words) for row in found.forecasts), *(_quota(row, words) for row in found.quotas))
    notes = [note for each in (found.forecasts, found.quotas) for row in each for note in row.notes]
    return Table(
        "forecast",
        words("pipeline.foretold", title=result.title),
        columns(
            words,
            ("foretold_of", "label"), ("n", "count"), ("met", "count"), ("met_share", "share"), ("late", "count"),
            ("lost", "count"), ("open", "count"), ("met_value", "count"), ("due_value", "count"),
        ),
        rows,
        *below(result, SHARES, words, notes),
    )  # fmt: skip


def _forecast(row: Forecast, words: Words) -> Cells:
    counts = (row.late.n, row.lost.n, row.open.n)
    values = amounts(row.met, row.due)
    return (words("pipeline.due"), row.due.n, row.met.n, known(row.share), *counts, *values)


def _quota(row: Quota, words: Words) -> Cells:
    return (words("pipeline.quota"), row.sellers, row.met, known(row.share), None, None, None, None, None)
