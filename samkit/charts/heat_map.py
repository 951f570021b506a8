"""Heat map: a cross-table of shares, a number in each cell, one ramp of colour for all of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import centred, closed, opened, paragraph
from samkit.charts.ledger import Cell as Number
from samkit.charts.ledger import Entry, Slot, ledger, stacked, write_rows
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.wrap import wrap
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

HIGH: Final = 20.0
BETWEEN: Final = 1.5
HEAD_GAP: Final = 5.0
APART: Final = 5.0
"""Distance between two lines of a hatching."""


def draw(rows: Sequence[Cell], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw a heat map.

    Parameters
    ----------
    rows
        The cells, category by category, each from the first level to the last.
    _
        The two groups, of which the caption says who is counted.
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
    heads = (words("chart.part"), words("chart.n")) if table else ()
    book = ledger(theme, [_entry(row, words) for row in table], heads, 40.0)
    named = level_heads(book, [cell.level for cell in table[0]]) if table else []
    high = max((len(lines) for lines in named), default=0) * theme.small_size * 1.3 + HEAD_GAP
    places = stacked(sheet, book, top, HIGH, BETWEEN, first=high)
    write_rows(sheet, book, places)
    first = next((at for at, row in enumerate(table) if not _reason(row, words)), None)
    if first is not None:
        write_level_heads(sheet, book, named, places[first].top - HEAD_GAP)
    highest = max((cell.side.share.value or 0.0 for row in table for cell in row), default=1.0) or 1.0
    for row, place in zip(table, places, strict=True):
        if not _reason(row, words):
            _row(sheet, book, row, place, highest)
    bottom = places[-1].bottom if places else top
    return closed(sheet, bottom, caption, _explained(table, words))


def _reason(row: Row, words: Words) -> str:
    """Say why a category shows no numbers, or nothing if it shows them."""
    told = next((note.text for note in row[0].notes if note.severity is Severity.HIDDEN), "")
    if told:
        return words.told(told)
    return "" if row[0].side.share.value is not None else words("chart.no_answers")


def _entry(row: Row, words: Words) -> Entry:
    name = row[0].category or words("chart.all_categories")
    why = _reason(row, words)
    if why:
        return Entry(name, reason=why)
    part = numbers.percent(row[0].part.value, words.signs)
    return Entry(name, "", (Number(part, strong=False), Number(f"{row[0].side.n:,}", strong=False)))


def is_small(row: Sequence[Cell]) -> bool:
    """Say whether few answered in any of some cells."""
    return any(note.code == "small_level" for note in row[0].notes)


def edges(book: Ledger, count: int) -> list[float]:
    """Give the left edge of each column and the right edge of the last."""
    return [book.left + book.room * at / count for at in range(count + 1)]


def level_heads(book: Ledger, levels: Sequence[str]) -> list[tuple[str, ...]]:
    """Break the names of the levels so that each fits its column."""
    room = book.room / len(levels) - 2 * BETWEEN
    return [wrap(level, room, book.theme.small, 3) for level in levels]


def write_level_heads(sheet: Sheet, book: Ledger, named: Sequence[tuple[str, ...]], bottom: float) -> None:
    """Write the names of the levels over their columns, ending at `bottom`."""
    style = Style(book.theme.small_size, book.theme.palette.soft)
    at = edges(book, len(named))
    for lines, left, right in zip(named, at, at[1:], strict=False):
        top = bottom - len(lines) * style.size * 1.3
        paragraph(sheet, lines, (left + right) / 2, top, style, leading=1.3, align=0.5)


def _row(sheet: Sheet, book: Ledger, row: Row, place: Slot, highest: float) -> None:
    """Draw the cells of a category: the fill says the share, and so does the number; hatched where few answered."""
    theme = sheet.theme
    at = edges(book, len(row))
    top, bottom = place.middle - HIGH / 2, place.middle + HIGH / 2
    for cell, left, end in zip(row, at, at[1:], strict=False):
        share = cell.side.share.value or 0.0
        fill = mixed(*theme.palette.ramp, share / highest)
        right = end - BETWEEN
        sheet.box(left, top, right, bottom, fill)
        if is_small(row):
            hatch(sheet, (left, top, right, bottom), theme.palette.paper)
        style = Style(theme.label_size, ink_on(fill), strong=not row[0].category)
        sheet.write(numbers.percent(share), (left + right) / 2, centred(place.middle, style), style, 0.5)


def hatch(sheet: Sheet, box: tuple[float, float, float, float], ink: str) -> None:
    """Draw slanted lines across the upper and the lower edge of a cell, where they leave its number readable."""
    left, top, right, bottom = box
    for edge, inner in ((top, top + APART), (bottom - APART, bottom)):
        x = left
        while x + APART <= right:
            sheet.rule((x, inner), (x + APART, edge), ink, 0.8, layer=3)
            x += APART


def _explained(table: Sequence[Row], words: Words) -> list[str]:
    """Say what hatching means, where there is any, and that rows need not add up."""
    shown = [row for row in table if not _reason(row, words)]
    said = [words("chart.crossed")] if shown else []
    return [" ".join([*said, *([words("chart.hatched")] if any(map(is_small, shown)) else [])])] if said else []
