"""P(Top) by level: the share of the first group at each level of an ordered answer, with the overall share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import heads, marks, ratio_cell, reason
from samkit.charts.frame import baseline, centred, closed, opened, paragraph
from samkit.charts.ledger import Cell, Entry, Ledger, ledger, stacked, write_rows
from samkit.charts.names import first_style
from samkit.charts.scale import Linear, ceiling
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.typeface import width
from samkit.charts.wrap import wrap
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping, Level

RADIUS: Final = 4.4
MARK: Final = 32.0
GAP: Final = 6.0
AXIS: Final = 5.0
ASIDE: Final = 8.0
CLEAR: Final = 3.0


def draw(rows: Sequence[Level], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the share of the first group by level.

    Parameters
    ----------
    rows
        The levels of one item in their own order.
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
    book = ledger(theme, [_entry(row, theme.words) for row in rows], ("n", heads(theme.words)[1]), 60.0)
    shown = [row for row in rows if not _reason(row)]
    bounds = [bound for row in shown for bound in (row.first_share.upper, row.first_share.value) if bound is not None]
    scale = Linear(0.0, ceiling(max(bounds, default=1.0)), book.left + 2.0, book.end - 8.0)
    places = stacked(sheet, book, top, MARK, GAP)
    write_rows(sheet, book, places)
    bottom = places[-1].bottom if places else top
    share = _share(shown)
    if share is not None:
        _line(sheet, book, places, scale.at(share))
    if shown:
        bottom = _axis(sheet, scale, bottom + AXIS, grouping, share)
    for row, place in zip(rows, places, strict=True):
        if not _reason(row):
            _level(sheet, row, place, scale)
    remarks = marks(rows, theme.words)
    return closed(sheet, bottom, caption, remarks)


def _reason(row: Level, words: Words = ENGLISH) -> str:
    said = reason(row, words)
    if said or row.first_share.value is not None:
        return said
    return words.told(_few(row)) or words("chart.nobody")


def _few(row: Level) -> str:
    """Give what is said of a level that few respondents are at."""
    return next((note.text for note in row.notes if note.code == "small_level"), "")


def _entry(row: Level, words: Words) -> Entry:
    why = _reason(row, words)
    if why:
        return Entry(row.level, reason=why)
    base = Cell(numbers.decimal(row.n, signs=words.signs), strong=False)
    return Entry(row.level, words("chart.small_base") if _few(row) else "", (base, ratio_cell(row.ratio, words)))


def _line(sheet: Sheet, book: Ledger, places: Sequence[Slot], x: float) -> None:
    """Draw the overall share as a quiet line from the first level shown, behind the reasons of the hidden ones."""
    theme = sheet.theme
    told = list(zip(book.entries, places, strict=True))
    top = next(place.top for entry, place in told if not entry.reason)
    bottom = places[-1].bottom + AXIS - 2.0
    for entry, place in told:
        reasons = book.reasons(entry)
        wide = max((width(line, theme.small_size) for line in reasons), default=0.0)
        if reasons and x < book.left + wide + CLEAR:
            half = len(reasons) * theme.small_size * theme.leading / 2
            if place.middle - half > top:
                sheet.rule((x, top), (x, place.middle - half), theme.palette.quiet, 0.8, layer=0)
            top = max(top, place.middle + half)
    sheet.rule((x, top), (x, bottom), theme.palette.quiet, 0.8, layer=0)


def _axis(sheet: Sheet, scale: Linear, top: float, grouping: Grouping, share: float | None) -> float:
    """Write both ends of the scale and, between them, the overall share below its line; give where that ends."""
    theme = sheet.theme
    edges = []
    for value, side in ((scale.low, 1), (scale.high, -1)):
        wide = sheet.write(
            numbers.percent(value), scale.at(value), baseline(top, theme.small, theme.leading), theme.small, 0.5
        )
        edges.append(scale.at(value) + side * (wide / 2 + ASIDE))
    left, right = edges
    if share is None:
        return top + theme.small_size * theme.leading
    overall = theme.words("chart.overall", group=grouping.first, share=numbers.percent(share, theme.words.signs))
    lines = wrap(overall, right - left, theme.small, 3)
    wide = max(width(line, theme.small_size) for line in lines)
    start = min(max(scale.at(share) - wide / 2, left), right - wide)
    return paragraph(sheet, lines, start, top, theme.small, leading=theme.leading)


def _share(rows: Sequence[Level]) -> float | None:
    """Find the overall share of the first group from the shares that are shown, weighted or not.

    Notes
    -----
    At each level, odds(first | level) = odds(first) · P(level | first) / P(level | second).
    """
    for row in sorted(rows, key=lambda row: -(row.n or 0)):
        here, first, second = row.first_share.value, row.first.share.value, row.second.share.value
        if here is not None and first and second and 0 < here < 1:
            odds = here / (1 - here) * second / first
            return odds / (1 + odds)
    return None


def _level(sheet: Sheet, row: Level, place: Slot, scale: Linear) -> None:
    """Draw the dot of a level, its interval, and its value above."""
    theme = sheet.theme
    y = place.middle
    share = row.first_share
    sheet.rule((scale.left, y), (scale.right, y), theme.palette.hairline, 0.6, layer=0)
    if share.lower is not None and share.upper is not None:
        sheet.rule((scale.at(share.lower), y), (scale.at(share.upper), y), theme.palette.first, 0.9)
    x = scale.at(share.value or 0.0)
    sheet.dot(x, y, RADIUS, theme.palette.first)
    style = first_style(theme)
    text = numbers.percent(share.value)
    half = width(text, style.size, strong=True) / 2 + 1.5
    sheet.box(x - half, y - 17.0, x + half, y - 7.0, theme.palette.paper)
    sheet.write(text, x, centred(y - 11.5, style), style, 0.5)
