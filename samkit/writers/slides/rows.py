"""Rows on slides: a chart, and beside it tables whose rows meet those of the chart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers.grid import grid
from samkit.writers.slides import chart, plane, ratios, words
from samkit.writers.slides.fit import LEADING, keeps_words, lines
from samkit.writers.slides.numbers import category
from samkit.writers.slides.pictures import describe
from samkit.writers.slides.place import INCH, PLACES, POINT, Box
from samkit.writers.slides.tables import add_table, evenly

if TYPE_CHECKING:
    from samkit.report.document import Figure, Native
    from samkit.writers.cells import Untyped
    from samkit.writers.slides.deck import Deck

HEAD: Final = round(0.5 * INCH)
"""Height of the head of a table, and of the names of the groups above a chart."""

AXIS: Final = round(0.32 * INCH)
"""Height of the numbers below a scale."""

LOWEST, HIGHEST = round(0.36 * INCH), round(2.2 * INCH)
"""Between which heights a row is set."""

LEVEL: Final = round(0.62 * INCH)
"""Height of a row beside dots."""

BESIDE: Final = {1: round(1.9 * INCH), 2: round(3.2 * INCH), 3: round(4.6 * INCH)}
"""Width of a table beside a chart, by its columns."""

LISTED: Final = round(6.1 * INCH)
"""Width of the table of what lies on a plane."""

MOST_POINTS: Final = 24
"""Items on one plane at most."""

MANY: Final = round(6.0 * INCH)
AIR: Final = round(0.12 * INCH)

_LEAST, _MOST = 10.0, 16.0
"""Between which sizes the letters of a chart are set, in points; where labels are long also in those below."""

_SIZES: Final = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)


def breaks(native: Native) -> list[int]:
    """Share the rows of a chart among as few slides as they can be read on; give where each begins, and the end."""
    count, step = len(native.categories), 2 if native.kind == "stacked" else 1
    if native.kind == "dots":
        return [0, count]
    if native.kind == "plane":
        pages = math.ceil(count / MOST_POINTS)
        return [round(page * count / pages) for page in range(pages + 1)]
    most = max(lines(category(name), _labels(native), _LEAST) for name in native.categories)
    needed = max(LOWEST, round((most * _LEAST * LEADING + 5.0) * POINT))
    height = PLACES.content.height - HEAD - (AXIS if native.kind == "ratios" else 0)
    pages = math.ceil(count / max(height // needed // step * step, step))
    return [round(page * count / step / pages) * step for page in range(pages)] + [count]


def show_bars(figure: Figure, native: Native, start: int, stop: int, deck: Deck, slide: Untyped) -> None:
    """Show bars, each as high as its row in the table beside them."""
    page, room, beside = chart.part(native, start, stop), PLACES.content, _beside(native)
    row = min((room.height - HEAD) // (stop - start), HIGHEST)
    box = Box(room.left, room.top, room.width - beside, HEAD + row * (stop - start))
    frame = chart.add_chart(
        slide,
        page,
        box,
        deck.document.look.light,
        top=HEAD / box.height,
        size=_size(page, row),
        end=chart.highest(native),
    )
    describe(frame, figure.pictures[0].alt)
    if page.beside:
        _add_beside(deck, slide, page.beside, Box(box.left + box.width, box.top, beside, box.height))


def show_dots(figure: Figure, native: Native, start: int, stop: int, deck: Deck, slide: Untyped) -> None:
    """Show dots over levels, and beside them a table with a row for each level."""
    page, room = chart.part(native, start, stop), PLACES.content
    box = Box(room.left, room.top, room.width - MANY - AIR, room.height)
    frame = chart.add_chart(slide, page, box, deck.document.look.light, top=0.05, size=12.0, end=chart.highest(native))
    describe(frame, figure.pictures[0].alt)
    if page.beside:
        height = min(room.height, HEAD + (stop - start) * LEVEL)
        table = _named(page, deck.document.words("heading.level"))
        _add_beside(deck, slide, table, Box(room.left + room.width - MANY, room.top, MANY, height))


def show_ratios(figure: Figure, native: Native, start: int, stop: int, deck: Deck, slide: Untyped) -> None:
    """Show ratios between their names and their numbers."""
    page, room, beside = chart.part(native, start, stop), PLACES.content, _beside(native)
    count = stop - start
    row = min((room.height - HEAD - AXIS) // count, HIGHEST)
    height = HEAD + row * count
    names = round((room.width - beside) * chart.LABELS)
    table = _named(page, deck.document.words("heading.item"))
    named = table._replace(columns=table.columns[:1], rows=tuple(cells[:1] for cells in table.rows))
    _add_beside(deck, slide, named, Box(room.left, room.top, names, height), 14.0)
    box = Box(room.left + names, room.top, room.width - beside - names, height + AXIS)
    rows = HEAD / box.height, height / box.height
    ends = ratios.extent(native)
    frame = ratios.add_ratios(slide, page, box, rows=rows, size=11.0, ends=ends)
    describe(frame, figure.pictures[0].alt)
    _add_sides(figure, deck, slide, box, ends)
    if page.beside:
        _add_beside(deck, slide, page.beside, Box(box.left + box.width, box.top, beside, height))


def show_plane(figure: Figure, native: Native, start: int, stop: int, deck: Deck, slide: Untyped) -> None:
    """Show items on a plane, and beside it a table that says which number stands for which."""
    document, room = deck.document, PLACES.content
    box = Box(room.left, room.top, room.width - LISTED - AIR, room.height)
    every = plane.points_of(native)
    shown = {at: point for at, point in every.items() if start <= at < stop}
    frame = plane.add_plane(slide, native, shown, box, 10.0)
    describe(frame, figure.pictures[0].alt)
    _add_corners(deck, slide, box, falls=sum(gap for _, gap in every.values()) < 0)
    table = _named(chart.part(native, start, stop), document.words("heading.item"))
    numbered = tuple((str(start + at + 1), *map(_alone, cells)) for at, cells in enumerate(table.rows))
    table = table._replace(columns=(Column("number", "", "text"), *table.columns), rows=numbered)
    _add_beside(deck, slide, table, Box(box.left + box.width + AIR, room.top, LISTED, room.height), 11.0)


def _alone(cell: str | float | Estimate | None) -> str | float | None:
    """Give a number without its interval, which the notes of the slide and the table of the figure have."""
    return cell.value if isinstance(cell, Estimate) else cell


def _add_corners(deck: Deck, slide: Untyped, box: Box, *, falls: bool) -> None:
    """Say in each corner of a plane what it means; where the first group has less, what is further apart lies below."""
    told = deck.document.words
    width, height = round(box.width * plane.WIDTH / 2), HEAD
    left, top = box.left + round(box.width * plane.LEFT), box.top + round(box.height * plane.TOP)
    bottom = top + round(box.height * plane.HEIGHT) - height
    above, below = ("neither", "shared"), ("separates", "both")
    for y, corners in zip((top, bottom), (above, below) if falls else (below, above), strict=True):
        for at, corner in enumerate(corners):
            text = f"{told(f'quadrant.{corner}')}\n{told(f'quadrant.{corner}_means')}"
            words.add_text(slide, text, Box(left + at * width, y, width, height), right=bool(at))


def _add_sides(figure: Figure, deck: Deck, slide: Untyped, box: Box, ends: tuple[float, float]) -> None:
    """Say above ratios on which side of 1 which group has an item more often."""
    grouping, told = figure.pictures[0].rows.grouping, deck.document.words("chart.more_common")
    part = math.log(1 / ends[0]) / math.log(ends[1] / ends[0])
    middle = box.left + round(box.width * (ratios.MARGIN + (1 - 2 * ratios.MARGIN) * part))
    left = Box(box.left, box.top, middle - box.left - AIR // 2, HEAD)
    right = Box(middle + AIR // 2, box.top, box.left + box.width - middle - AIR // 2, HEAD)
    words.add_text(slide, f"{told}\n{grouping.second}", left, right=True)
    words.add_text(slide, f"{told}\n{grouping.first}", right)


def _size(native: Native, row: int) -> float:
    """Choose the size of the letters of a chart: as large as its rows allow, if every label fits into its row."""
    wanted = min(max(row / POINT * 0.26, _LEAST), _MOST)
    names, width = [category(name) for name in native.categories], _labels(native)
    sizes = (wanted, *(size for size in _SIZES if size < wanted))
    fits = (size for size in sizes if all(_label_fits(name, width, size, row / POINT) for name in names))
    return next(fits, sizes[-1])


def _label_fits(name: str, width: float, size: float, height: float) -> bool:
    return lines(name, width, size) * size * LEADING <= height and keeps_words(name, width, size)


def _labels(native: Native) -> float:
    """Give the width that the labels of a chart have, in points."""
    return (PLACES.content.width - _beside(native)) * chart.LABELS / POINT - 10.0


def _beside(native: Native) -> int:
    """Give the width of what stands beside a chart."""
    return BESIDE.get(len(native.beside.columns), MANY) if native.beside else 0


def _named(native: Native, heading: str) -> Table:
    """Put the names of the categories before what stands beside the chart."""
    rows = native.beside.rows if native.beside else ((),) * len(native.categories)
    columns = native.beside.columns if native.beside else ()
    named = tuple((name, *cells) for name, cells in zip(native.categories, rows, strict=True))
    return Table("", "", (Column("category", heading, "label"), *columns), named)


def _add_beside(deck: Deck, slide: Untyped, table: Table, box: Box, most: float = 18.0) -> None:
    laid = grid(table, deck.document.words.signs)
    frame = add_table(slide, laid, box, evenly(box, len(laid.rows), HEAD), most)
    describe(frame, ", ".join(column.heading for column in laid.columns))
