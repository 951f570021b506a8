"""Rows of a chart: a label on the left, room for the marks, columns of numbers on the right.

Every text is measured before anything is placed: the label column is as wide as its labels need, the number columns as
wide as their numbers, and a row as high as its highest part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.charts.frame import centred, paragraph
from samkit.charts.literal import literal
from samkit.charts.theme import Style
from samkit.charts.typeface import width
from samkit.charts.wrap import balanced, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.plate import Sheet
    from samkit.charts.theme import Theme

NARROWEST: Final = 72.0
COMFORTABLE: Final = 156.0
WIDEST: Final = 216.0
"""Widths of the label column: at least, at most if all labels then take two lines, and at most if one needs it."""

FOR_MARKS: Final = 0.45
"""The part of the page between its margins that marks keep where longer lines would make a figure less tall."""

MOST_LINES: Final = 3
COLUMN_GAP: Final = 12.0
HEAD_GAP: Final = 5.0
HEAD_ROOM: Final = 44.0


class Cell(NamedTuple):
    """A number and, below it, its interval, as text."""

    main: str
    below: str = ""
    strong: bool = True


class Entry(NamedTuple):
    """One row: its label, a remark below it, its numbers, or the reason why it has none."""

    label: str
    remark: str = ""
    cells: tuple[Cell, ...] = ()
    reason: str = ""
    muted: bool = False
    style: Style | None = None


class Slot(NamedTuple):
    """Where a row lies, in points from the top."""

    top: float
    middle: float
    bottom: float


class Ledger(NamedTuple):
    """Rows with the widths that suit them all; `right` holds the right edge of each column of numbers."""

    theme: Theme
    entries: tuple[Entry, ...]
    heads: tuple[tuple[str, ...], ...]
    label_width: float
    left: float
    end: float
    right: tuple[float, ...]

    @property
    def room(self) -> float:
        """Width of the room for the marks, in points."""
        return self.end - self.left

    def lines(self, entry: Entry) -> tuple[str, ...]:
        """Break the label of a row."""
        return balanced(entry.label, self.label_width, entry.style or self.theme.label, MOST_LINES)

    def remarks(self, entry: Entry) -> tuple[str, ...]:
        """Break the remark of a row."""
        return wrap(entry.remark, self.label_width, self.theme.small, MOST_LINES) if entry.remark else ()

    def reasons(self, entry: Entry) -> tuple[str, ...]:
        """Break the reason that stands where a row has no numbers."""
        room = (self.right[-1] if self.right else self.end) - self.left
        return wrap(entry.reason, room, self.theme.small, MOST_LINES) if entry.reason else ()


def ledger(theme: Theme, entries: Sequence[Entry], heads: Sequence[str] = (), head_room: float = HEAD_ROOM) -> Ledger:
    """Share the width of a page among labels, marks and numbers.

    Parameters
    ----------
    theme
        The look.
    entries
        The rows.
    heads
        What stands above each column of numbers.
    head_room
        Width that each of these may take, in points.

    Returns
    -------
    Ledger
        The rows with their widths.
    """
    broken = tuple(balanced(head, head_room, theme.small, 4) for head in heads)
    right: list[float] = []
    edge = theme.width - theme.margin
    for column in reversed(range(len(heads))):
        right.insert(0, edge)
        edge -= _column_width(theme, entries, broken[column], column) + COLUMN_GAP
    end = edge - (theme.gutter - COLUMN_GAP if heads else 0.0)
    spare = end - theme.margin - theme.gutter - FOR_MARKS * (theme.width - 2 * theme.margin)
    label_width = _label_width([(entry.label, entry.style or theme.label) for entry in entries], spare)
    left = theme.margin + label_width + theme.gutter
    return Ledger(theme, tuple(entries), broken, label_width, left, end, tuple(right))


def stacked(sheet: Sheet, book: Ledger, top: float, mark: float, gap: float, *, first: float = 0.0) -> list[Slot]:
    """Write what the columns hold and stack the rows below.

    Parameters
    ----------
    sheet
        What is drawn on.
    book
        The rows.
    top
        Where the columns' heads begin, in points from the top.
    mark
        Height that the marks of a row need.
    gap
        Air between two rows.
    first
        Height above the first row that shows marks, for the names of the groups or of the sides.

    Returns
    -------
    list of Slot
        One for each row.
    """
    placed: list[Slot] = []
    named = next((index for index, entry in enumerate(book.entries) if not entry.reason), None)
    heads = head_height(book) + HEAD_GAP if book.heads else 0.0
    if named == 0:
        heads, named = max(heads, first), None
    top += heads
    write_heads(sheet, book, top - HEAD_GAP)
    for index, entry in enumerate(book.entries):
        top += first if index == named else 0.0
        high = max(row_height(book, entry), 0.0 if entry.reason else mark)
        placed.append(Slot(top, top + high / 2, top + high))
        top += high + gap
    return placed


def row_height(book: Ledger, entry: Entry) -> float:
    """Height that the texts of a row need, in points."""
    return max(_label_height(book, entry), _cell_height(book, entry))


def write_heads(sheet: Sheet, book: Ledger, bottom: float) -> None:
    """Write what the columns hold, ending at `bottom`."""
    style = book.theme.small
    for lines, right in zip(book.heads, book.right, strict=True):
        paragraph(sheet, lines, right, bottom - len(lines) * style.size * 1.3, style, leading=1.3, align=1.0)


def head_height(book: Ledger) -> float:
    """Height of what stands above the columns, in points."""
    return max((len(lines) for lines in book.heads), default=0) * book.theme.small_size * 1.3


def write_rows(sheet: Sheet, book: Ledger, places: Sequence[Slot]) -> None:
    """Write labels, remarks, numbers and reasons."""
    theme = book.theme
    for entry, place in zip(book.entries, places, strict=True):
        style = entry.style or (
            Style(theme.label_size, theme.palette.light) if entry.muted or entry.reason else theme.label
        )
        top = place.middle - _label_height(book, entry) / 2
        top = paragraph(sheet, book.lines(entry), theme.margin, top, style, leading=theme.leading)
        paragraph(sheet, book.remarks(entry), theme.margin, top, theme.small, leading=theme.leading)
        reasons = book.reasons(entry)
        top = place.middle - len(reasons) * theme.small_size * theme.leading / 2
        paragraph(sheet, reasons, book.left, top, theme.small, leading=theme.leading)
        if not entry.reason:
            _write_cells(sheet, book, entry, place.middle)


def _write_cells(sheet: Sheet, book: Ledger, entry: Entry, middle: float) -> None:
    theme = book.theme
    for cell, right in zip(entry.cells, book.right, strict=True):
        style = (
            Style(theme.label_size, theme.palette.light) if entry.muted else theme.value if cell.strong else theme.label
        )
        if cell.below:
            top = middle - (theme.label_size + theme.small_size) * theme.leading / 2
            top = paragraph(sheet, [cell.main], right, top, style, leading=theme.leading, align=1.0)
            paragraph(sheet, [cell.below], right, top, theme.small, leading=theme.leading, align=1.0)
        else:
            sheet.write(cell.main, right, centred(middle, style), style, 1.0)


def _label_height(book: Ledger, entry: Entry) -> float:
    theme = book.theme
    return theme.leading * (len(book.lines(entry)) * theme.label_size + len(book.remarks(entry)) * theme.small_size)


def _cell_height(book: Ledger, entry: Entry) -> float:
    theme = book.theme
    if entry.reason:
        return len(book.reasons(entry)) * theme.small_size * theme.leading
    below = any(cell.below for cell in entry.cells)
    return theme.leading * (theme.label_size + (theme.small_size if below else 0.0)) if entry.cells else 0.0


def _column_width(theme: Theme, entries: Sequence[Entry], head: Sequence[str], column: int) -> float:
    cells = [entry.cells[column] for entry in entries if entry.cells and not entry.reason]
    mains = [width(cell.main, theme.label_size, strong=True) for cell in cells]
    below = [width(cell.below, theme.small_size) for cell in cells]
    return max([*mains, *below, *(width(line, theme.small_size) for line in head), 0.0])


def _label_width(labels: Sequence[tuple[str, Style]], spare: float) -> float:
    """Find the narrowest column that breaks no label into more than two lines, or else makes the fewest lines."""
    natural = max((width(literal(label), style.size, strong=style.strong) for label, style in labels), default=0.0)
    if natural <= COMFORTABLE * 0.8:
        return max(natural + 0.1, NARROWEST)
    rooms = [float(room) for room in np.arange(NARROWEST, WIDEST + 1, 4.0)]
    lines = {room: [len(wrap(label, room, style, MOST_LINES + 1)) for label, style in labels] for room in rooms}
    two = next((room for room in rooms if room <= COMFORTABLE and max(lines[room]) <= 2), None)
    if two is not None:
        return two
    whole = [room for room in rooms if max(lines[room]) <= MOST_LINES]
    within = [room for room in whole if room <= spare]
    if within:
        return min(within, key=lambda room: sum(lines[room]))
    return whole[0] if whole else WIDEST
