"""Waterfall: an index before, what each component adds to its change, and the index after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.frame import closed, opened, paragraph
from samkit.charts.key import key, write_key
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.zones import HIGHEST, colours, draw_axis, draw_zones, edges, steps
from samkit.indexed import by_kind
from samkit.words.index import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.indexed import IndexChange
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

MARK: Final = 22.0
BAR: Final = 15.0
GAP: Final = 7.0
ROOM: Final = 8.0
LEAST: Final = 1.2
"""A step of nothing is a line this wide."""


class _Bar(NamedTuple):
    """One bar: its label, from where to where, what is written beside it, and whether it is a whole index."""

    label: str
    start: float
    end: float
    value: Cell
    whole: bool


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw one change.

    Parameters
    ----------
    rows
        Of an index; the first of the changes and the bands are drawn.
    _
        How many managers there are, which the caption says.
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
    changes, bands = by_kind(rows).changes, by_kind(rows).bands
    if not changes:
        bottom = paragraph(sheet, [theme.words("chart.no_index")], theme.margin, top, theme.small, leading=1.3)
        return closed(sheet, bottom, caption)
    bars = list(_bars(changes[0], theme.words))
    entries = [Entry(bar.label, "", (bar.value,)) for bar in bars]
    book = ledger(theme, entries, (theme.words("chart.of_index"),), 60.0)
    scale = Linear(0.0, HIGHEST, book.left + ROOM, book.end - ROOM)
    over = key(theme, [band.name for band in bands], (scale.left, scale.right))
    places = stacked(sheet, book, top, MARK, GAP, first=over.height + 2.0)
    write_rows(sheet, book, places)
    start, end = places[0].top - GAP / 2, places[-1].bottom + GAP / 2
    draw_zones(sheet, bands, scale, start, end)
    write_key(sheet, over, edges(bands, scale), colours(theme.palette, len(bands)), (start, start))
    bottom = draw_axis(sheet, {}, scale, start, end, steps(bands))
    _steps(sheet, bars, places, scale)
    return closed(sheet, bottom, caption)


def _bars(row: IndexChange, words: Words) -> Iterator[_Bar]:
    """Give the index before, each step from where the one before it ended, and the index after."""
    who = named(row, words)
    yield _Bar(f"{who}, {row.since}", 0.0, row.before, Cell(numbers.amount(row.before, words.signs)), whole=True)
    at = row.before
    for step in row.steps:
        value = Cell(numbers.decimal(step.change, 1, plus=True, signs=words.signs), strong=False)
        yield _Bar(step.text, at, at + step.change, value, whole=False)
        at += step.change
    change = numbers.decimal(row.change.value, 1, plus=True, signs=words.signs)
    if row.change.lower is not None and row.change.upper is not None:
        ends = (numbers.decimal(bound, 1, plus=True, signs=words.signs) for bound in row.change[1:])
        change = f"{change} ({words.signs.between(*ends)})"
    yield _Bar(f"{who}, {row.until}", 0.0, row.after, Cell(numbers.amount(row.after, words.signs), change), whole=True)


def _steps(sheet: Sheet, bars: Sequence[_Bar], places: Sequence[Slot], scale: Linear) -> None:
    """Draw the bars, and a thin line from the end of each to the next."""
    palette = sheet.theme.palette
    for at, (bar, place) in enumerate(zip(bars, places, strict=True)):
        left, right = sorted((scale.at(bar.start), scale.at(bar.end)))
        fill = palette.first if bar.whole else palette.first_faint if bar.end >= bar.start else palette.split[0]
        sheet.box(left, place.middle - BAR / 2, max(right, left + LEAST), place.middle + BAR / 2, fill)
        if at + 1 < len(bars):
            x = scale.at(bar.end)
            sheet.rule((x, place.middle + BAR / 2), (x, places[at + 1].middle - BAR / 2), palette.soft, 0.8)
