"""Win rate: the chance of being won by category, with the chance of all as a quiet line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import centred, closed, opened
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.scale import Linear, ceiling
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Severity
from samkit.pipelined import by_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.pipelined import Slice
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

RADIUS: Final = 4.2
MARK: Final = 22.0
GAP: Final = 5.0
AXIS: Final = 4.0


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the chance of being won of each category.

    Parameters
    ----------
    rows
        Of a pipeline; its slices are drawn in the order in which they stand.
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
    words, found = theme.words, by_kind(rows)
    several = len({row.item.id for row in found.slices}) > 1
    heads = (words("heading.n"), words("pipeline.win"))
    book = ledger(theme, [_entry(row, words, several=several) for row in found.slices], heads, 60.0)
    shown = [row for row in found.slices if row.win.value is not None]
    ends = [row.win.upper or row.win.value or 0.0 for row in shown]
    scale = Linear(0.0, ceiling(max(ends, default=1.0)), book.left + 4.0, book.end - 8.0)
    places = stacked(sheet, book, top, MARK, GAP)
    write_rows(sheet, book, places)
    bottom = places[-1].bottom if places else top
    for row, place in zip(found.slices, places, strict=True):
        _dot(sheet, row, place, scale)
    if shown:
        bottom = _axis(sheet, scale, [row.win.value for row in found.whole], places, bottom)
    return closed(sheet, bottom, caption)


def reason(row: Slice, words: Words) -> str:
    """Say why a category shows no chance, or nothing if it shows one."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    return words.told(told) if row.win.value is None else ""


def _entry(row: Slice, words: Words, *, several: bool) -> Entry:
    """Write a category: how many opportunities it has, and their chance."""
    name = row.category or words("pipeline.no_category")
    label = f"{row.item.text}: {name}" if several else name
    why = reason(row, words)
    if why:
        return Entry(label, reason=why)
    chance = Cell(numbers.percent(row.win.value, words.signs), numbers.percent_interval(row.win, words.signs))
    return Entry(label, "", (Cell(numbers.decimal(row.all.n, signs=words.signs), strong=False), chance))


def _dot(sheet: Sheet, row: Slice, place: Slot, scale: Linear) -> None:
    """Draw a chance with its interval."""
    palette = sheet.theme.palette
    if row.win.value is None:
        return
    if row.win.lower is not None and row.win.upper is not None:
        ends = (scale.at(row.win.lower), place.middle), (scale.at(row.win.upper), place.middle)
        sheet.rule(*ends, palette.first_faint, 1.1)
    sheet.dot(scale.at(row.win.value), place.middle, RADIUS, palette.first)


def _axis(sheet: Sheet, scale: Linear, whole: Sequence[float | None], places: Sequence[Slot], bottom: float) -> float:
    """Write the ends of the scale, and the chance of all below its line; give where that ends."""
    theme = sheet.theme
    y = centred(bottom + AXIS + 6.0, theme.small)
    for value in (scale.low, scale.high):
        sheet.write(numbers.percent(value), scale.at(value), y, theme.small, 0.5)
    for share in whole:
        if share is not None:
            x = scale.at(share)
            sheet.rule((x, places[0].top), (x, bottom + AXIS - 2.0), theme.palette.quiet, 0.8, layer=0)
            text = theme.words("pipeline.all_of", share=numbers.percent(share, theme.words.signs))
            sheet.write(text, x, y, theme.small, 0.5)
    return bottom + AXIS + 12.0
