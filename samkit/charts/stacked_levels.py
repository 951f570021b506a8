"""Stacked levels: how each group spreads over the levels of an ordered answer, one bar for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.contrast import marks, withheld
from samkit.charts.frame import centred, closed, opened, paragraph
from samkit.charts.key import key, write_key
from samkit.charts.ledger import Cell, Entry, Slot, head_height, ledger, row_height, write_heads, write_rows
from samkit.charts.levels import by_item, neutral
from samkit.charts.marked import label
from samkit.charts.names import first_style, second_style
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width
from samkit.charts.wrap import wrap
from samkit.colours import ink_on
from samkit.look import shades

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.key import Key
    from samkit.charts.ledger import Ledger
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping, Level
    from samkit.words.language import Words

BAR: Final = 17.0
BETWEEN: Final = 3.0
GAP: Final = 16.0
HEAD_ROOM: Final = 84.0
KEY_GAP: Final = 8.0
"""Air between the names of the levels and the head of the net."""


class Stripe(NamedTuple):
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


class Bars(NamedTuple):
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
    stripes = [_stripe(item, middle, theme.words, second=second) for item in items for second in (False, True)]
    heads = _heads(items, theme.words)
    book = ledger(theme, [_entry(stripe, grouping, theme, len(heads)) for stripe in stripes], heads, HEAD_ROOM)
    bars = _bars(theme, book, stripes, len(names), middle)
    levels = key(theme, names, (theme.margin, book.end + (theme.gutter - KEY_GAP if heads else 0.0)))
    places, named, bottom = _placed(sheet, book, items, stripes, levels, top)
    write_rows(sheet, book, places)
    for stripe, place in zip(stripes, places, strict=True):
        if not stripe.reason:
            _draw_stripe(sheet, stripe, place.middle - BAR / 2, bars)
    if named is not None:
        place = places[named]
        write_key(sheet, levels, bars.edges(stripes[named]), bars.colours, (place.top, place.middle - BAR / 2))
    remarks = marks(rows, theme.words)
    return closed(sheet, bottom, caption, remarks)


def _stripe(rows: tuple[Level, ...], middle: int | None, words: Words, *, second: bool) -> Stripe:
    values = [(row.second if second else row.first).share.value for row in rows]
    why = next((found for found in (withheld(row, words) for row in rows) if found), "")
    why = why or (words("chart.no_answers") if any(value is None for value in values) else "")
    shares = tuple(value or 0.0 for value in values)
    before = 0.0 if middle is None else sum(shares[:middle]) + sum(shares[middle : middle + 1]) / 2
    return Stripe(rows, second, why, shares, before)


def _entry(stripe: Stripe, grouping: Grouping, theme: Theme, nets: int) -> Entry:
    name, style = (grouping.second, second_style) if stripe.second else (grouping.first, first_style)
    cells = (Cell(numbers.percent(stripe.net, theme.words.signs)),) * nets
    return Entry(name, cells=cells, reason=stripe.reason, style=style(theme))


def _heads(items: Sequence[tuple[Level, ...]], words: Words) -> tuple[str, ...]:
    """Name the net: the favourable levels of the items, if they have any."""
    good = next(filter(None, ([row for row in item if row.level in row.item.favourable] for item in items)), [])
    names = [row.level for row in good]
    if len(good) > 2 and good[-1].position - good[0].position == len(good) - 1:
        return (words("chart.levels", lowest=names[0], highest=names[-1]),)
    return (words.joined(tuple(names), "list.or"),) if names else ()


def _bars(theme: Theme, book: Ledger, stripes: Sequence[Stripe], count: int, middle: int | None) -> Bars:
    """Find the scale on which every bar fits."""
    shown = [stripe for stripe in stripes if not stripe.reason]
    before = max((stripe.before for stripe in shown), default=0.0)
    after = max((sum(stripe.shares) - stripe.before for stripe in shown), default=1.0)
    whole = book.room / max(before + after, 1.0)
    return Bars(shades(theme.palette, count, middle), book.left + before * whole, whole)


def _placed(
    sheet: Sheet,
    book: Ledger,
    items: Sequence[tuple[Level, ...]],
    stripes: Sequence[Stripe],
    levels: Key,
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
            top += max(head_height(book), levels.height) + 3.0
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
