"""Stacked levels: how each group spreads over the levels of an ordered answer, one bar for each group."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import CIRCULAR, is_circular, label, withheld
from samkit.charts.frame import centred, closed, opened, paragraph
from samkit.charts.ledger import Cell, Entry, Slot, head_height, ledger, row_height, write_heads, write_rows
from samkit.charts.levels import by_item, colours, ink_on, neutral
from samkit.charts.names import first_style, second_style
from samkit.charts.spread import spread
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width
from samkit.charts.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Ledger
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping, Level

BAR: Final = 17.0
BETWEEN: Final = 3.0
GAP: Final = 16.0
NAME_ROOM: Final = 74.0
NAME_GAP: Final = 6.0
LEADER: Final = 9.0


@dataclass(frozen=True, slots=True)
class Stripe:
    """The bar of one group on one item: its shares from worst to best, and how much of it lies left of the middle."""

    rows: tuple[Level, ...]
    second: bool
    reason: str
    shares: tuple[float, ...]
    before: float

    @property
    def net(self) -> float | None:
        """The share of the favourable levels, or nothing if the item has none."""
        good = [share for row, share in zip(self.rows, self.shares, strict=False) if row.level in row.item.favourable]
        return sum(good) if good else None


@dataclass(frozen=True, slots=True)
class Bars:
    """How bars are drawn: the colours of the levels, where zero lies, and how many points a whole group takes."""

    colours: tuple[str, ...]
    zero: float
    whole: float

    def edges(self, stripe: Stripe) -> list[float]:
        """Give the left edge of each level and the right edge of the last."""
        edges = [self.zero - stripe.before * self.whole]
        for share in stripe.shares:
            edges.append(edges[-1] + share * self.whole)
        return edges


def draw(rows: Sequence[Level], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw stacked levels, around the neutral middle for a scale of agreement.

    Parameters
    ----------
    rows
        The levels of one item, or of several that share their levels, each from worst to best.
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
    items = by_item(rows)
    names = [row.level for row in max(items, key=len, default=())]
    middle = neutral(names)
    stripes = [_stripe(item, middle, second=second) for item in items for second in (False, True)]
    heads = _heads(items)
    book = ledger(theme, [_entry(stripe, grouping, theme, len(heads)) for stripe in stripes], heads, 84.0)
    bars = _bars(theme, book, stripes, len(names), middle)
    places, named, bottom = _placed(sheet, book, items, stripes, names, top)
    write_rows(sheet, book, places)
    for stripe, place in zip(stripes, places, strict=True):
        if not stripe.reason:
            _draw_stripe(sheet, stripe, place.middle - BAR / 2, bars)
    if named is not None:
        _draw_key(sheet, names, bars.edges(stripes[named]), places[named], book)
    remarks = [CIRCULAR] if any(is_circular(row) for row in rows) else []
    return closed(sheet, bottom, caption, remarks)


def _stripe(rows: tuple[Level, ...], middle: int | None, *, second: bool) -> Stripe:
    values = [(row.second if second else row.first).share.value for row in rows]
    why = next((found for found in map(withheld, rows) if found), "")
    why = why or ("No answers" if any(value is None for value in values) else "")
    shares = tuple(value or 0.0 for value in values)
    before = 0.0 if middle is None else sum(shares[:middle]) + sum(shares[middle : middle + 1]) / 2
    return Stripe(rows, second, why, shares, before)


def _entry(stripe: Stripe, grouping: Grouping, theme: Theme, nets: int) -> Entry:
    name, style = (grouping.second, second_style) if stripe.second else (grouping.first, first_style)
    cells = (Cell(numbers.percent(stripe.net)),) * nets
    return Entry(name, cells=cells, reason=stripe.reason, style=style(theme))


def _heads(items: Sequence[tuple[Level, ...]]) -> tuple[str, ...]:
    """Name the net: the favourable levels of the items, if they have any."""
    good = next(filter(None, ([row.level for row in item if row.level in row.item.favourable] for item in items)), [])
    if not good:
        return ()
    return (" or ".join([good[0], *(f"{level[:1].lower()}{level[1:]}" for level in good[1:])]),)


def _bars(theme: Theme, book: Ledger, stripes: Sequence[Stripe], count: int, middle: int | None) -> Bars:
    """Find the scale on which every bar fits."""
    shown = [stripe for stripe in stripes if not stripe.reason]
    before = max((stripe.before for stripe in shown), default=0.0)
    after = max((sum(stripe.shares) - stripe.before for stripe in shown), default=1.0)
    whole = book.room / max(before + after, 1.0)
    return Bars(tuple(colours(theme, count, middle)), book.left + before * whole, whole)


def _placed(
    sheet: Sheet,
    book: Ledger,
    items: Sequence[tuple[Level, ...]],
    stripes: Sequence[Stripe],
    names: Sequence[str],
    top: float,
) -> tuple[list[Slot], int | None, float]:
    """Stack the bars below the wordings of their items; say which comes first below the names of the levels."""
    theme = sheet.theme
    places: list[Slot] = []
    named = next((index for index, stripe in enumerate(stripes) if not stripe.reason), None)
    room = theme.width - 2 * theme.margin
    for number, item in enumerate(items):
        if len(items) > 1:
            lines = wrap(label(item[0]), room, theme.label, 3)
            top = paragraph(sheet, lines, theme.margin, top, theme.label, leading=theme.leading) + 4.0
        if named is not None and named // 2 == number:
            top += max(head_height(book), _key_height(theme, names, book) + LEADER) + 3.0
            write_heads(sheet, book, top - 3.0)
        for _ in range(2):
            high = max(BAR, row_height(book, book.entries[len(places)]))
            places.append(Slot(top, top + high / 2, top + high))
            top += high + BETWEEN
        top += GAP - BETWEEN
    return places, named, top - GAP


def _draw_stripe(sheet: Sheet, stripe: Stripe, top: float, bars: Bars) -> None:
    """Draw the levels of a bar with their shares in them, where they have room."""
    theme = sheet.theme
    edges = bars.edges(stripe)
    for share, left, right, fill in zip(stripe.shares, edges, edges[1:], bars.colours, strict=False):
        if right - left > 0.8:
            sheet.box(left, top, right - 0.8, top + BAR, fill)
        text = numbers.percent(share)
        style = Style(theme.label_size, ink_on(fill))
        if right - left >= width(text, style.size) + 2.5:
            sheet.write(text, (left + right - 0.8) / 2, centred(top + BAR / 2, style), style, 0.5)


def _key_lines(theme: Theme, names: Sequence[str], book: Ledger) -> list[tuple[str, ...]]:
    room = (book.end - theme.margin) / max(len(names), 1) - NAME_GAP
    return [wrap(name, max(min(room, NAME_ROOM), 16.0), theme.small, 5) for name in names]


def _key_height(theme: Theme, names: Sequence[str], book: Ledger) -> float:
    return max(map(len, _key_lines(theme, names, book)), default=0) * theme.small_size * 1.25


def _draw_key(sheet: Sheet, names: Sequence[str], edges: Sequence[float], place: Slot, book: Ledger) -> None:
    """Write the name of each level above the first bar and lead a thin line to its part of it."""
    theme = sheet.theme
    lines = _key_lines(theme, names, book)
    centres = [(left + right) / 2 for left, right in pairwise(edges)]
    widths = [max(width(line, theme.small_size) for line in broken) for broken in lines]
    style = Style(theme.small_size, theme.soft)
    starts = spread(centres, widths, NAME_GAP, (theme.margin, book.end))
    for broken, start, wide, centre in zip(lines, starts, widths, centres, strict=False):
        middle = start + wide / 2
        top = place.top - LEADER - len(broken) * style.size * 1.25
        for line in broken:
            top = paragraph(sheet, [line], middle, top, style, leading=1.25, align=0.5)
        sheet.rule((middle, place.top - LEADER + 1.0), (centre, place.middle - BAR / 2 - 1.0), theme.quiet, 0.6)
