"""League: managers by their index, with how far it may be off and what drawn weights leave of it, on the bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.key import key, write_key
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.zones import HIGHEST, benchmarks, colours, draw_axis, draw_zones, edges, steps, without
from samkit.indexed import by_kind, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.indexed import IndexScore
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

MARK: Final = 12.0
GAP: Final = 5.0
RADIUS: Final = 3.6
BOX: Final = 6.5
ROOM: Final = 8.0


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
    heads = (theme.words("heading.index"), theme.words("heading.rank")) if managers else ()
    book = ledger(theme, [_entry(row, theme.words) for row in managers], heads)
    scale = Linear(0.0, HIGHEST, book.left + ROOM, book.end - ROOM)
    named = key(theme, [band.name for band in bands], (scale.left, scale.right))
    places = stacked(sheet, book, top, MARK, GAP, first=named.height + 2.0)
    write_rows(sheet, book, places)
    bottom = top
    if places:
        start, end = places[0].top - GAP / 2, places[-1].bottom + GAP / 2
        draw_zones(sheet, bands, scale, start, end)
        write_key(sheet, named, edges(bands, scale), colours(theme.palette, len(bands)), (start, start))
        bottom = draw_axis(sheet, benchmarks(managers), scale, start, end, steps(bands))
    for row, place in zip(managers, places, strict=True):
        _row(sheet, row, place, scale)
    return closed(sheet, bottom, caption, without(rows, theme.words))


def _entry(row: IndexScore, words: Words) -> Entry:
    """Give the label of a manager with index and rank."""
    index, rank = row.points, row.rank
    off = "" if index.lower is None else numbers.amount_interval(index, words.signs)
    may_be = "" if rank.lower is None else numbers.rank_interval(rank, words.signs)
    cells = (
        Cell(numbers.amount(index.value, words.signs), off),
        Cell(numbers.decimal(rank.value, signs=words.signs), may_be, strong=False),
    )
    return Entry(row.item.text, row.team, cells)


def _row(sheet: Sheet, row: IndexScore, place: Slot, scale: Linear) -> None:
    """Draw how far an index may be off as a line, what weights leave as a box, and the index as a dot."""
    palette, y = sheet.theme.palette, place.middle
    if row.points.lower is not None and row.points.upper is not None:
        sheet.rule((scale.at(row.points.lower), y), (scale.at(row.points.upper), y), palette.first, 0.9)
    if row.weighed.lower is not None and row.weighed.upper is not None:
        left, right = scale.at(row.weighed.lower), scale.at(row.weighed.upper)
        sheet.box(left, y - BOX / 2, right, y + BOX / 2, palette.first_faint)
    sheet.dot(scale.at(row.points.value or 0.0), y, RADIUS, palette.first)
