"""Paired bars: one to six items, two bars each, with the distance between them drawn and in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import HEADS, entries, explained, is_muted, reason
from samkit.charts.frame import centred, closed, opened
from samkit.charts.ledger import ledger, stacked, write_rows
from samkit.charts.literal import literal
from samkit.charts.names import first_style, names, second_style, write_names
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Contrast, Grouping, Side

BAR: Final = 15.0
BETWEEN: Final = 2.5
FOOT: Final = 3.5
GAP: Final = 15.0
VALUE_GAP: Final = 4.5
VALUE_ROOM: Final = 26.0


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a group's bars: filled, open, and the style of their values."""

    fill: str
    faint: str
    style: Style


def draw(rows: Sequence[Contrast], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw paired bars.

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

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    book = ledger(theme, entries(rows, grouping, units=True), ("Gap", HEADS[1]), 60.0)
    scale = Linear(0.0, 1.0, book.left, book.end - VALUE_ROOM)
    first = next((row for row in rows if not reason(row)), None)
    beside = first is not None and _names_fit(theme, first, grouping, scale, book.end)
    block = names(theme, grouping, book.room)
    places = stacked(sheet, book, top, 2 * (BAR + FOOT) + BETWEEN, GAP, first=0.0 if beside else block.height + 4.0)
    write_rows(sheet, book, places)
    for row, place in zip(rows, places, strict=True):
        if not reason(row):
            _pair(sheet, row, place, scale, grouping if beside and row is first else None)
        if row is first and not beside:
            at = (book.left, book.left + 1.0)
            write_names(sheet, block, place.middle - BAR - FOOT - BETWEEN / 2 - 3.0, at, (book.left, book.end))
    return closed(sheet, places[-1].bottom if places else top, caption, explained(rows))


def _names_fit(theme: Theme, row: Contrast, grouping: Grouping, scale: Linear, end: float) -> bool:
    """Say whether both names have room beside the values of a row."""
    pairs = ((row.first, grouping.first), (row.second, grouping.second))
    return all(
        scale.at(side.share.value or 0.0) + VALUE_GAP + width(_value(side, name), theme.label_size, strong=True) <= end
        for side, name in pairs
    )


def _value(side: Side, name: str) -> str:
    """Write the value of a bar, with the name of its group where it is given."""
    value = numbers.percent(side.share.value)
    return f"{value}\u2002{literal(name)}" if name else value


def _pair(sheet: Sheet, row: Contrast, place: Slot, scale: Linear, grouping: Grouping | None) -> None:
    """Draw the two bars of an item, the distance beside the shorter one."""
    theme = sheet.theme
    muted = is_muted(row)
    upper = place.middle - BAR - BETWEEN / 2
    lower = place.middle + BETWEEN / 2
    first, second = row.first.share.value or 0.0, row.second.share.value or 0.0
    if not muted and first != second:
        short, tint = (lower, theme.first_tint) if first > second else (upper, theme.second_tint)
        sheet.box(scale.at(min(first, second)), short, scale.at(max(first, second)), short + BAR, tint)
    looks = (
        Look(theme.first, theme.first_faint, first_style(theme)),
        Look(theme.second, theme.second_faint, second_style(theme)),
    )
    named = (grouping.first, grouping.second) if grouping else ("", "")
    for side, top, look, name in zip((row.first, row.second), (upper, lower), looks, named, strict=True):
        _bar(sheet, side, top, scale, look, name, muted=muted)
    _interval(sheet, row.first, upper - FOOT + 1.0, scale, theme.first_faint)
    _interval(sheet, row.second, lower + BAR + FOOT - 1.0, scale, theme.second_faint)


def _bar(sheet: Sheet, side: Side, top: float, scale: Linear, look: Look, name: str, *, muted: bool) -> None:
    """Draw one bar from zero with its value at its end."""
    theme = sheet.theme
    end = scale.at(side.share.value or 0.0)
    if muted:
        sheet.box(scale.left, top, max(end, scale.left + 1.0), top + BAR, theme.paper, look.faint)
    else:
        sheet.box(scale.left, top, end, top + BAR, look.fill)
    style = Style(look.style.size, theme.light) if muted and not name else look.style
    sheet.write(_value(side, name), end + VALUE_GAP, centred(top + BAR / 2, style), style)


def _interval(sheet: Sheet, side: Side, y: float, scale: Linear, ink: str) -> None:
    """Draw the interval of a share as a thin line along its bar."""
    if side.share.lower is not None and side.share.upper is not None:
        sheet.rule((scale.at(side.share.lower), y), (scale.at(side.share.upper), y), ink, 0.9, layer=3)
