"""Rows of two bars each on a scale of their own, with the names of the two sides above the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.charts.frame import centred
from samkit.charts.ledger import stacked, write_rows
from samkit.charts.names import first_style, names, second_style, write_names
from samkit.charts.scale import Linear
from samkit.charts.theme import Style
from samkit.charts.typeface import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.ledger import Ledger, Slot
    from samkit.charts.plate import Sheet
    from samkit.results import Estimate, Grouping

BAR: Final = 13.0
BETWEEN: Final = 2.0
FOOT: Final = 3.0
GAP: Final = 14.0
VALUE_GAP: Final = 4.5


class Twin(NamedTuple):
    """The two bars of a row: what they show with its intervals, how it is spelt, and how far the scale reaches.

    `values` are empty where the row shows no numbers; a muted row shows no difference.
    """

    first: Estimate
    second: Estimate
    values: tuple[str, str] = ("", "")
    reach: tuple[float, float] = (0.0, 1.0)
    muted: bool = False


def reach(first: Estimate, second: Estimate) -> tuple[float, float]:
    """Give the ends of a scale that holds zero, two numbers and their intervals.

    Examples
    --------
    >>> from samkit.results import Estimate
    >>> reach(Estimate(6.8, 5.0, 8.5), Estimate(4.6, None, None))
    (0.0, 8.5)
    """
    known = [number for each in (first, second) for number in each if number is not None and abs(number) < float("inf")]
    return min([0.0, *known]), max([*known, 0.0]) or 1.0


def write_twins(sheet: Sheet, book: Ledger, twins: Sequence[Twin], sides: Grouping, top: float) -> float:
    """Write the rows of a ledger and draw their bars; give where they end, in points from the top.

    Parameters
    ----------
    sheet
        What is drawn on.
    book
        The rows.
    twins
        The bars of each.
    sides
        What the two bars are called.
    top
        Where the rows begin, in points from the top.
    """
    theme = sheet.theme
    block = names(theme, sides, book.room)
    places = stacked(sheet, book, top, 2 * (BAR + FOOT) + BETWEEN, GAP, first=block.height + 4.0)
    write_rows(sheet, book, places)
    spelt = [value for twin in twins for value in twin.values]
    room = max((width(value, theme.label_size, strong=True) for value in spelt), default=0.0) + VALUE_GAP + 2.0
    named = False
    for twin, place in zip(twins, places, strict=True):
        if any(twin.values):
            _draw(sheet, twin, place, Linear(*twin.reach, book.left, book.end - room))
            if not named:
                bottom = place.middle - BAR - FOOT - BETWEEN / 2 - 3.0
                write_names(sheet, block, bottom, (book.left, book.left + 1.0), (book.left, book.end))
                named = True
    return places[-1].bottom if places else top


def _draw(sheet: Sheet, twin: Twin, place: Slot, scale: Linear) -> None:
    """Draw the two bars of a row, each with its value and its interval."""
    palette = sheet.theme.palette
    tops = (place.middle - BAR - BETWEEN / 2, place.middle + BETWEEN / 2)
    feet = (tops[0] - FOOT + 1.0, tops[1] + BAR + FOOT - 1.0)
    inks = ((palette.first, palette.first_faint), (palette.second, palette.second_faint))
    styles = (first_style(sheet.theme), second_style(sheet.theme))
    for at, shown in enumerate((twin.first, twin.second)):
        fill, faint = inks[at]
        zero, end = sorted((scale.at(0.0), scale.at(shown.value or 0.0)))
        edge = faint if twin.muted else None
        sheet.box(zero, tops[at], max(end, zero + 1.0), tops[at] + BAR, palette.paper if twin.muted else fill, edge)
        style = Style(styles[at].size, palette.light) if twin.muted else styles[at]
        sheet.write(twin.values[at], max(end, zero + 1.0) + VALUE_GAP, centred(tops[at] + BAR / 2, style), style)
        if shown.lower is not None and shown.upper is not None:
            sheet.rule((scale.at(shown.lower), feet[at]), (scale.at(shown.upper), feet[at]), faint, 0.9, layer=3)
