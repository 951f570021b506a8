"""Tables on slides, without lines but for one below each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.writers.slides.fit import LEADING, fitted, keeps_words, lines
from samkit.writers.slides.place import INCH, POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.writers.cells import Untyped
    from samkit.writers.grid import Cell, Grid, GridColumn
    from samkit.writers.slides.place import Box

PAD: Final = round(0.09 * INCH)
"""Air on both sides of a cell."""

_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style of tables that has neither lines nor fills, by the number that office programs know it by."""

_SIZES: Final = (20, 18, 16, 14, 13, 12, 11, 10.5, 10, 9.5, 9, 8.5, 8)
_HEAD: Final = (11, 10.5, 10, 9.5, 9, 8.5, 8)
_AIR: Final = 3.0
"""Above and below the letters of a cell, in points."""

_TWO_LINES: Final = 25.0
"""Height of a row, in points, in which an interval stands below its number."""

_SMALLER: Final = 0.75
"""The size of an interval below its number."""

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINE: Final = f'<a:lnB xmlns:a="{_DRAWING}" w="6350"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:lnB>'


def add_table(slide: Untyped, grid: Grid, box: Box, heights: Sequence[int], most: float = 16) -> Untyped:
    """Put a table on a slide.

    Parameters
    ----------
    slide
        Where it stands.
    grid
        What stands in it.
    box
        Its frame; the columns share the width by theirs.
    heights
        Of its head and of each row.
    most
        The largest size of its letters, in points.

    Returns
    -------
    GraphicFrame
        The frame with the table.
    """
    frame = slide.shapes.add_table(len(grid.rows) + 1, len(grid.columns), *box)
    table = frame.table
    table.horz_banding = False
    frame.element.find(f".//{{{_DRAWING}}}tableStyleId").text = _PLAIN
    whole = sum(column.width for column in grid.columns)
    widths = [round(box.width * column.width / whole) for column in grid.columns]
    for drawn, width in zip(table.columns, widths, strict=True):
        drawn.width = width
    for drawn, height in zip(table.rows, heights, strict=True):
        drawn.height = height
    size = _size(grid, [_room(width) for width in widths], heights, most)
    for place, column in enumerate(grid.columns):
        head = fitted(column.heading, _room(widths[place]), heights[0] / POINT - _AIR, _HEAD)
        _write(table.cell(0, place), ((head.text, head.size, True),), column, "tx2")
        for number, row in enumerate(grid.rows, 1):
            room = _room(widths[place]), heights[number] / POINT
            _write(table.cell(number, place), _set(row[place], room, size), column, "tx1")
    return frame


def evenly(box: Box, rows: int, head: int) -> list[int]:
    """Share the height of a box among rows below a head."""
    return [head, *([(box.height - head) // max(rows, 1)] * rows)]


def _room(width: int) -> float:
    """Give the room for letters in a column, in points."""
    return (width - 2 * PAD) / POINT


def _size(grid: Grid, rooms: Sequence[float], heights: Sequence[int], most: float) -> float:
    """Choose the largest size in which every cell fits, the smallest where none does."""
    cells = [
        (cell, (room, height / POINT))
        for row, height in zip(grid.rows, heights[1:], strict=True)
        for cell, room in zip(row, rooms, strict=True)
    ]
    sizes = [size for size in _SIZES if size <= most]
    return next((size for size in sizes if all(_fits(cell, room, size) for cell, room in cells)), sizes[-1])


def _fits(cell: Cell, room: tuple[float, float], size: float) -> bool:
    width, height = room
    told = _parts(cell, height, size) if cell.interval else [(cell.text, size)]
    high = sum(lines(text, width, at) * at * LEADING for text, at in told)
    return high <= height - _AIR and all(keeps_words(text, width, at) for text, at in told)


def _parts(cell: Cell, height: float, size: float) -> list[tuple[str, float]]:
    """Set an interval below its number where there is room for two lines, else behind it."""
    if height >= _TWO_LINES:
        return [(cell.text, size), (cell.interval, size * _SMALLER)]
    return [(f"{cell.text} ({cell.interval})", size)]


def _set(cell: Cell, room: tuple[float, float], size: float) -> tuple[tuple[str, float, bool], ...]:
    """Give the paragraphs of a cell with size and weight, cut where they do not fit."""
    width, height = room
    if cell.interval:
        return tuple((text, at, at == size) for text, at in _parts(cell, height, size))
    found = fitted(cell.text, width, height - _AIR, (size,))
    return ((found.text, found.size, False),)


def _write(cell: Untyped, told: Sequence[tuple[str, float, bool]], column: GridColumn, ink: str) -> None:
    """Write a cell, numbers flush right, with a line below it."""
    from pptx.enum.dml import MSO_THEME_COLOR  # start-up: only reports need it
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = PAD
    cell.margin_top = cell.margin_bottom = 0
    for number, (text, size, strong) in enumerate(told):
        paragraph = cell.text_frame.paragraphs[0] if number == 0 else cell.text_frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), strong
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1 if ink == "tx1" and not number else MSO_THEME_COLOR.TEXT_2
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(_LINE))  # noqa: SLF001 - the library draws no lines
