"""Paired bars: one to six items, two bars each, with the distance between them drawn and in numbers."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.contrast import entries, explained, heads, is_muted, reason
from samkit.charts.frame import centred, closed, opened
from samkit.charts.ledger import ledger, stacked, write_rows
from samkit.charts.literal import literal
from samkit.charts.names import first_style, names, second_style, write_names
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width
from samkit.colours import ink_on

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
CLEAR: Final = 3.0
"""Air between a text and the end of the distance that it stands in."""

NAME_GAP: Final = 8.0
INSET: Final = 6.0
VALUE_ROOM: Final = 26.0


class Naming(Enum):
    """Where the names of the groups stand: behind the values of the first row, in its bars, or above it."""

    BEHIND = auto()
    WITHIN = auto()
    ABOVE = auto()


class Bar(NamedTuple):
    """A group's bar: its share, where it ends, its colours, and its name where it is told.

    `other` is where the distance drawn beside it ends, or nothing beyond the bar itself if none is drawn.
    """

    side: Side
    end: float
    other: float
    fill: str
    faint: str
    style: Style
    name: str = ""

    @property
    def value(self) -> str:
        """The share in whole percent."""
        return numbers.percent(self.side.share.value)

    @property
    def name_width(self) -> float:
        """How wide the name is, in points."""
        return width(literal(self.name), self.style.size, strong=True)

    def value_at(self) -> float:
        """Give where the value begins: at the bar's end, or beyond the distance where that is too short to hold it."""
        start = self.end + VALUE_GAP
        wide = width(self.value, self.style.size, strong=True)
        return start if start + wide + CLEAR <= self.other else max(self.end, self.other) + VALUE_GAP

    def name_at(self) -> float:
        """Give where a name behind the value begins: in the distance only where that holds it as well."""
        start = self.value_at() + width(self.value, self.style.size, strong=True) + NAME_GAP
        return start if start + self.name_width + CLEAR <= self.other else max(start, self.other + VALUE_GAP)


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
    book = ledger(theme, entries(rows, grouping, theme.words, units=True), _heads(theme), 60.0)
    scale = Linear(0.0, 1.0, book.left, book.end - VALUE_ROOM)
    first = next((row for row in rows if not reason(row)), None)
    naming = _naming(_bars(theme, first, scale, grouping), scale.left, book.end) if first else Naming.ABOVE
    block = names(theme, grouping, book.room)
    places = stacked(
        sheet, book, top, 2 * (BAR + FOOT) + BETWEEN, GAP, first=block.height + 4.0 if naming is Naming.ABOVE else 0.0
    )
    write_rows(sheet, book, places)
    for row, place in zip(rows, places, strict=True):
        if not reason(row):
            _pair(sheet, row, place, scale, _bars(theme, row, scale, grouping if row is first else None), naming)
        if row is first and naming is Naming.ABOVE:
            at = (book.left, book.left + 1.0)
            write_names(sheet, block, place.middle - BAR - FOOT - BETWEEN / 2 - 3.0, at, (book.left, book.end))
    return closed(sheet, places[-1].bottom if places else top, caption, explained(rows, theme.words))


def _heads(theme: Theme) -> tuple[str, str]:
    """Name the columns, the first of which spells its unit."""
    return theme.words("chart.gap_alone"), heads(theme.words)[1]


def _bars(theme: Theme, row: Contrast, scale: Linear, grouping: Grouping | None) -> tuple[Bar, Bar]:
    """Give the two bars of an item, with their names in the row that tells them."""
    one, other = scale.at(row.first.share.value or 0.0), scale.at(row.second.share.value or 0.0)
    names = (grouping.first, grouping.second) if grouping else ("", "")
    reach = (one, other) if is_muted(row) else (other, one)
    return (
        Bar(row.first, one, reach[0], theme.palette.first, theme.palette.first_faint, first_style(theme), names[0]),
        Bar(
            row.second, other, reach[1], theme.palette.second, theme.palette.second_faint, second_style(theme), names[1]
        ),
    )


def _naming(bars: Sequence[Bar], start: float, end: float) -> Naming:
    """Choose where both names have room."""
    if all(bar.name_at() + bar.name_width <= end for bar in bars):
        return Naming.BEHIND
    within = all(start + bar.name_width + 2 * INSET <= bar.end for bar in bars)
    return Naming.WITHIN if within else Naming.ABOVE


def _pair(sheet: Sheet, row: Contrast, place: Slot, scale: Linear, bars: tuple[Bar, Bar], naming: Naming) -> None:
    """Draw the two bars of an item, the distance beside the shorter one."""
    theme = sheet.theme
    muted = is_muted(row)
    tops = (place.middle - BAR - BETWEEN / 2, place.middle + BETWEEN / 2)
    for bar, top, tint in zip(bars, tops, (theme.palette.second_tint, theme.palette.first_tint), strict=True):
        if bar.end < bar.other:
            sheet.box(bar.end, top, bar.other, top + BAR, tint)
        _bar(sheet, bar, top, scale.left, muted=muted)
        _name(sheet, bar, top, scale.left, naming, muted=muted)
    _interval(sheet, row.first, tops[0] - FOOT + 1.0, scale, theme.palette.first_faint)
    _interval(sheet, row.second, tops[1] + BAR + FOOT - 1.0, scale, theme.palette.second_faint)


def _bar(sheet: Sheet, bar: Bar, top: float, start: float, *, muted: bool) -> None:
    """Draw one bar from zero with its value."""
    theme = sheet.theme
    if muted:
        sheet.box(start, top, max(bar.end, start + 1.0), top + BAR, theme.palette.paper, bar.faint)
    else:
        sheet.box(start, top, bar.end, top + BAR, bar.fill)
    style = Style(bar.style.size, theme.palette.light) if muted else bar.style
    sheet.write(bar.value, bar.value_at(), centred(top + BAR / 2, style), style)


def _name(sheet: Sheet, bar: Bar, top: float, start: float, naming: Naming, *, muted: bool) -> None:
    """Write the name of a group behind the value or in the bar, if it is told here."""
    if naming is Naming.ABOVE:
        return
    within = naming is Naming.WITHIN
    ink = ink_on(bar.fill) if within and not muted else bar.style.ink
    style = Style(bar.style.size, ink, strong=True)
    sheet.write(bar.name, start + INSET if within else bar.name_at(), centred(top + BAR / 2, style), style)


def _interval(sheet: Sheet, side: Side, y: float, scale: Linear, ink: str) -> None:
    """Draw the interval of a share as a thin line along its bar."""
    if side.share.lower is not None and side.share.upper is not None:
        sheet.rule((scale.at(side.share.lower), y), (scale.at(side.share.upper), y), ink, 0.9, layer=3)
