"""Matrix: the share of the first group in each cell of two ordered questions, on one ramp of colour, with totals."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened, paragraph
from samkit.charts.heat_map import BETWEEN, HEAD_GAP, edges, hatch, is_small, level_heads, write_level_heads
from samkit.charts.ledger import Entry, Slot, ledger, stacked, write_rows
from samkit.charts.marked import explained, sign_of
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.colours import ink_on, mixed
from samkit.notes import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Ledger
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Cell, Grouping
    from samkit.words.language import Words

    Row = tuple[Cell, ...]

HIGH: Final = 42.0
APART: Final = 4.0
"""Air between the cells and their totals."""


def draw(rows: Sequence[Cell], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw a matrix.

    Parameters
    ----------
    rows
        The cells, category by category, each from the first answer to the last, totals behind them.
    _
        The two groups, of which the caption says whose share is shown.
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
    table = [tuple(group) for _, group in groupby(rows, key=lambda cell: (cell.item.id, cell.row))]
    words = theme.words
    book = ledger(theme, [Entry(row[0].category or words("chart.all_categories")) for row in table])
    named = level_heads(book, [cell.level or words("matrix.every") for cell in table[0]]) if table else []
    head = max((len(lines) for lines in named), default=0) * theme.small_size * 1.3 + HEAD_GAP
    places = stacked(sheet, book, top + head, HIGH, BETWEEN)
    write_rows(sheet, book, places)
    if places:
        write_level_heads(sheet, book, named, places[0].top - HEAD_GAP)
    shares = [cell.side.share.value or 0.0 for row in table for cell in row]
    highest = max(shares, default=1.0) or 1.0
    for row, place in zip(table, places, strict=True):
        _row(sheet, book, row, place, highest)
    return closed(sheet, places[-1].bottom if places else top, caption, _explained(table, words))


def _row(sheet: Sheet, book: Ledger, row: Row, place: Slot, highest: float) -> None:
    """Draw the cells of a category; one that is kept back is left blank with a dash."""
    at = edges(book, len(row))
    for cell, left, end in zip(row, at, at[1:], strict=False):
        _cell(sheet, cell, (left + (APART if not cell.level else 0.0), end - BETWEEN), place, highest)


def _cell(sheet: Sheet, cell: Cell, span: tuple[float, float], place: Slot, highest: float) -> None:
    """Draw one cell: the fill says the share, and so does the number, above its interval and its base."""
    theme, (left, right) = sheet.theme, span
    top, bottom, share = place.middle - HIGH / 2, place.middle + HIGH / 2, cell.side.share
    middle, signs = (left + right) / 2, theme.words.signs
    if share.value is None:
        sheet.box(left, top, right, bottom, theme.palette.hairline)
        style = Style(theme.small_size, theme.palette.soft)
        said = theme.words("matrix.kept_back" if cell.side.n else "matrix.nobody")
        paragraph(sheet, [said], middle, place.middle - style.size * 0.65, style, leading=1.3, align=0.5)
        return
    fill = mixed(*theme.palette.ramp, share.value / highest)
    sheet.box(left, top, right, bottom, fill)
    if is_small([cell]):
        hatch(sheet, (left, top, right, bottom), theme.palette.paper)
    strong = Style(theme.label_size, ink_on(fill), strong=not (cell.category and cell.level))
    small = Style(theme.small_size, ink_on(fill))
    y = place.middle - (strong.size + 2 * small.size) * 1.25 / 2
    y = paragraph(sheet, [numbers.percent(share.value, signs)], middle, y, strong, leading=1.25, align=0.5)
    base = theme.words("matrix.base", n=numbers.decimal(cell.side.n, signs=signs))
    told = [numbers.percent_interval(share, signs), base]
    paragraph(sheet, told, middle, y, small, leading=1.25, align=0.5)


def _explained(table: Sequence[Row], words: Words) -> list[str]:
    """Say what hatching means and what is kept back, where there is any."""
    cells = [cell for row in table for cell in row]
    hidden = any(note.severity is Severity.HIDDEN and cell.side.n for cell in cells for note in cell.notes)
    said = [words("matrix.hatched")] if any(is_small([cell]) for cell in cells) else []
    marks = explained((sign_of(cell.notes) for cell in cells), words)
    return [" ".join([*said, *([words("matrix.hidden")] if hidden else []), *marks])] if said or hidden or marks else []
