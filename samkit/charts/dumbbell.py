"""Dumbbell: six to thirty items, two dots on one line each, the distance as the bar between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import entries, explained, heads, is_muted, reason
from samkit.charts.frame import centred, closed, opened
from samkit.charts.ledger import Entry, ledger, stacked, write_rows
from samkit.charts.names import first_style, names, second_style, write_names
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Style, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Contrast, Grouping, Side

RADIUS: Final = 4.2
OFFSET: Final = 6.8
MARK: Final = 16.0
GAP: Final = 8.0
LEFT_ROOM: Final = 16.0
RIGHT_ROOM: Final = 28.0


def draw(
    rows: Sequence[Contrast], grouping: Grouping, caption: Caption, theme: Theme = LIGHT, *, between: int = 0
) -> Plate:
    """Draw a dumbbell chart.

    Parameters
    ----------
    rows
        The items in the order in which they are shown.
    grouping
        The two groups.
    caption
        The words around the chart.
    theme
        The look.
    between
        How many items lie between the first half of these and the last, and are not drawn.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    told = entries(rows, grouping, theme.words)
    middle = len(rows) // 2 if between else len(rows)
    gap_row = [Entry("", reason=theme.words("chart.between", between))] if between else []
    book = ledger(theme, [*told[:middle], *gap_row, *told[middle:]], heads(theme.words))
    block = names(theme, grouping, book.room)
    places = stacked(sheet, book, top, MARK, GAP, first=block.height + 5.0)
    scale = Linear(0.0, 1.0, book.left + LEFT_ROOM, book.end - RIGHT_ROOM)
    write_rows(sheet, book, places)
    named = False
    for row, place in zip(rows, [*places[:middle], *places[middle + len(gap_row) :]], strict=True):
        if reason(row):
            continue
        _dumbbell(sheet, row, place, scale)
        if not named:
            at = (scale.at(row.first.share.value or 0.0), scale.at(row.second.share.value or 0.0))
            write_names(sheet, block, place.middle - MARK / 2 - 4.0, at, (book.left, book.end))
            named = True
    bottom = places[-1].bottom + GAP if places else top
    for mark in (0.0, 1.0):
        sheet.write(numbers.percent(mark), scale.at(mark), centred(bottom + 4.0, theme.small), theme.small, 0.5)
    return closed(sheet, bottom + 8.0, caption, explained(rows, theme.words))


def _dumbbell(sheet: Sheet, row: Contrast, place: Slot, scale: Linear) -> None:
    """Draw the line of an item, its bar, its dots and their values on the outer sides."""
    theme = sheet.theme
    muted = is_muted(row)
    y = place.middle
    first, second = scale.at(row.first.share.value or 0.0), scale.at(row.second.share.value or 0.0)
    if not muted:
        ink = theme.palette.first_faint if first > second else theme.palette.second_faint
        sheet.box(min(first, second), y - 1.2, max(first, second), y + 1.2, ink)
    ahead = -1 if first < second else 1
    _interval(sheet, row.first, y - OFFSET, scale, theme.palette.first_faint)
    _interval(sheet, row.second, y + OFFSET, scale, theme.palette.second_faint)
    sides = ((row.second, second, theme.palette.second, theme.palette.second_faint, second_style(theme), -ahead),
             (row.first, first, theme.palette.first, theme.palette.first_faint, first_style(theme), ahead))  # fmt: skip
    for side, x, fill, faint, style, direction in sides:
        sheet.dot(x, y, RADIUS, theme.palette.paper if muted else fill, faint if muted else None)
        set_as = Style(style.size, theme.palette.light) if muted else style
        text = numbers.percent(side.share.value)
        start = x + direction * (RADIUS + 3.5)
        wide = sheet.write(text, start, centred(y, set_as), set_as, 0.0 if direction > 0 else 1.0)
        _track(sheet, scale, y, start + direction * (wide + 2.5), direction)


def _track(sheet: Sheet, scale: Linear, y: float, start: float, direction: int) -> None:
    """Draw the faint line of a row from beyond a value to the end of the scale."""
    end = scale.right if direction > 0 else scale.left
    if (end - start) * direction > 0:
        sheet.rule((start, y), (end, y), sheet.theme.palette.hairline, 0.6, layer=0)


def _interval(sheet: Sheet, side: Side, y: float, scale: Linear, ink: str) -> None:
    """Draw the interval of a share as a thin line beside its dot."""
    if side.share.lower is not None and side.share.upper is not None:
        sheet.rule((scale.at(side.share.lower), y), (scale.at(side.share.upper), y), ink, 0.8, layer=3)
