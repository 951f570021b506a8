"""Bullets: the index of each manager as a bar on the bands, against lines at the benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.key import key, write_key
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.plate import Look
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.zones import HIGHEST, benchmarks, colours, draw_axis, draw_zones, edges, steps, without
from samkit.indexed import by_kind, ranked
from samkit.words.index import held_against

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.indexed import IndexScore
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

HIGH: Final = 16.0
BAR: Final = 7.0
GAP: Final = 6.0
ROOM: Final = 8.0
TICK: Final = 2.4
HEAD: Final = 56.0


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the managers of the ranked period.

    Parameters
    ----------
    rows
        Of an index; those of the ranked period and the bands are drawn.
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
    managers = [row for row in ranked(rows) if row.points.value is not None]
    bands = by_kind(rows).bands
    against = benchmarks(managers)
    heads = _heads(against, theme.words) if managers else ()
    book = ledger(theme, [_entry(row, against, theme.words) for row in managers], heads, HEAD)
    scale = Linear(0.0, HIGHEST, book.left + ROOM, book.end - ROOM)
    named = key(theme, [band.name for band in bands], (scale.left, scale.right))
    places = stacked(sheet, book, top, HIGH, GAP, first=named.height + 2.0)
    write_rows(sheet, book, places)
    for row, place in zip(managers, places, strict=True):
        draw_zones(sheet, bands, scale, place.middle - HIGH / 2, place.middle + HIGH / 2)
        _row(sheet, row, place, scale)
    bottom = top
    if places:
        start, end = places[0].middle - HIGH / 2, places[-1].middle + HIGH / 2
        write_key(sheet, named, edges(bands, scale), colours(theme.palette, len(bands)), (start, start))
        bottom = draw_axis(sheet, {}, scale, start, end, steps(bands))
    return closed(sheet, bottom, caption, without(rows, theme.words))


def _heads(against: Mapping[str, float], words: Words) -> tuple[str, ...]:
    gaps = (words("heading.gap_to", benchmark=held_against(name, at, words)) for name, at in against.items())
    return (words("heading.index"), *gaps)


def _entry(row: IndexScore, against: Mapping[str, float], words: Words) -> Entry:
    """Give the label of a manager, the index, and how far it lies above each benchmark."""
    gaps = {gap.benchmark: gap.gap for gap in row.gaps}
    above = (numbers.decimal(gaps[name], 1, plus=True, signs=words.signs) for name in against)
    cells = (Cell(numbers.amount(row.points.value, words.signs)), *(Cell(gap, strong=False) for gap in above))
    return Entry(row.item.text, row.band, cells)


def _row(sheet: Sheet, row: IndexScore, place: Slot, scale: Linear) -> None:
    """Draw the bar of an index, how far it may be off as a line below it, and a tick at each benchmark."""
    palette, y = sheet.theme.palette, place.middle
    sheet.box(scale.left, y - BAR / 2, scale.at(row.points.value or 0.0), y + BAR / 2, palette.first)
    if row.points.lower is not None and row.points.upper is not None:
        below = y + (BAR + HIGH) / 4
        sheet.rule(
            (scale.at(row.points.lower), below), (scale.at(row.points.upper), below), palette.first, 0.9, layer=3
        )
    for gap in row.gaps:
        x = scale.at(gap.at)
        corners = [(x - TICK / 2, y - HIGH / 2 + 1.5), (x + TICK / 2, y - HIGH / 2 + 1.5)]
        corners += [(x + TICK / 2, y + HIGH / 2 - 1.5), (x - TICK / 2, y + HIGH / 2 - 1.5)]
        sheet.polygon(corners, Look(4, palette.ink))
