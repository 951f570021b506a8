"""Ageing: the open opportunities of each stage by how long they have been there, beside how long it usually takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger
from samkit.charts.segments import Parts, write_segments
from samkit.charts.theme import LIGHT, Theme
from samkit.look import shades
from samkit.pipelined import by_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.pipelined import Ageing
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

BANDS = ("pipeline.up_to_usual", "pipeline.up_to_slow", "pipeline.beyond")


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the open opportunities of each stage.

    Parameters
    ----------
    rows
        Of a pipeline.
    _
        How many opportunities there are, which the caption says.
    caption
        The words around the chart.
    theme
        The look.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    words, found = theme.words, by_kind(rows).ageings
    heads = tuple(words(f"pipeline.{key}") for key in ("here", "age", "usual"))
    book = ledger(theme, [_entry(row, words) for row in found], heads, 52.0)
    colours = shades(theme.palette, len(BANDS), None)
    bars = tuple(tuple(band.n for band in row.bands) for row in found)
    told = Parts(tuple(words(name) for name in BANDS), colours, bars)
    return closed(sheet, write_segments(sheet, book, told, top), caption)


def _entry(row: Ageing, words: Words) -> Entry:
    """Write a stage: how many are there, their days so far, and the usual ones; or why nothing is said."""
    if not row.bands:
        return Entry(row.item.text, reason=words.told(row.notes[0].text) if row.notes else words("pipeline.no_usual"))
    slow = "" if row.slow is None else words("pipeline.slow_by", days=numbers.decimal(row.slow, signs=words.signs))
    cells = (
        Cell(numbers.decimal(row.here.n, signs=words.signs)),
        Cell(numbers.decimal(row.age, signs=words.signs), strong=False),
        Cell(numbers.decimal(row.usual, signs=words.signs), slow, strong=False),
    )
    return Entry(row.item.text, "", cells)
