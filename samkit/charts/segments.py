"""Rows of one bar each, made of parts that add up, with a legend of the parts above the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.frame import centred
from samkit.charts.key import Key, write_key
from samkit.charts.ledger import stacked, write_rows
from samkit.charts.scale import Linear
from samkit.charts.theme import Style
from samkit.charts.typeface import width
from samkit.colours import contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.ledger import Ledger
    from samkit.charts.plate import Sheet
    from samkit.charts.theme import Theme

BAR: Final = 20.0
GAP: Final = 7.0
INSIDE: Final = 3.0


class Parts(NamedTuple):
    """The parts of a bar: what they are called, their colours, and of each row their numbers; none where none show."""

    names: tuple[str, ...]
    colours: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


def write_segments(sheet: Sheet, book: Ledger, parts: Parts, top: float) -> float:
    """Write the rows of a ledger and draw their bars; give where they end, in points from the top.

    Parameters
    ----------
    sheet
        What is drawn on.
    book
        The rows.
    parts
        Their bars.
    top
        Where the rows begin, in points from the top.
    """
    theme = sheet.theme
    legend = Key(theme, tuple((name,) for name in parts.names), (book.left, book.end), over=False)
    places = stacked(sheet, book, top, BAR, GAP, first=legend.height + 2.0)
    write_rows(sheet, book, places)
    scale = Linear(0.0, max([1, *(sum(row) for row in parts.rows)]), book.left, book.end - 2.0)
    named = False
    for row, place in zip(parts.rows, places, strict=True):
        if not row:
            continue
        if not named:
            write_key(sheet, legend, (), parts.colours, (place.middle - BAR / 2, place.middle - BAR / 2))
            named = True
        _bar(sheet, row, parts.colours, scale, place.middle)
    return places[-1].bottom if places else top


def _bar(sheet: Sheet, row: Sequence[int], colours: Sequence[str], scale: Linear, middle: float) -> None:
    """Draw the parts of a bar one after the other, each with its number where it has room."""
    start = 0
    for part, colour in zip(row, colours, strict=True):
        left, right = scale.at(start), scale.at(start + part)
        start += part
        if part:
            sheet.box(left, middle - BAR / 2, right, middle + BAR / 2, colour)
            style = Style(sheet.theme.small_size, _ink(sheet.theme, colour), strong=True)
            text = numbers.decimal(part, signs=sheet.theme.words.signs)
            if width(text, style.size, strong=True) + 2 * INSIDE <= right - left:
                sheet.write(text, (left + right) / 2, centred(middle, style), style, 0.5)


def _ink(theme: Theme, colour: str) -> str:
    """Choose the ink that is seen best on a colour."""
    return max((theme.palette.ink, theme.palette.paper), key=lambda ink: contrast(ink, colour))
