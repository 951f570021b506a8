"""Composition: who was asked, question by question, the share of each category in both groups together and in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import marks, reason
from samkit.charts.frame import centred, closed, opened, paragraph
from samkit.charts.items import side_of
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.levels import by_item
from samkit.charts.marked import label
from samkit.charts.names import first_style
from samkit.charts.scale import Linear, ceiling
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.wrap import wrap
from samkit.results import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

BAR: Final = 11.0
GAP: Final = 5.0
APART: Final = 14.0
VALUE_GAP: Final = 5.0
VALUE_ROOM: Final = 26.0


def draw(rows: Sequence[Row], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw who was asked.

    Parameters
    ----------
    rows
        The categories of questions in their order; rows of other kinds are passed over.
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
    questions = by_item([row for row in rows if isinstance(row, Level)])
    every = [row for question in questions for row in question]
    heads = (grouping.first, grouping.second) if every else ()
    book = ledger(theme, [_entry(row, theme.words) for row in every], heads, 64.0)
    scale = Linear(0.0, _highest(every), book.left, book.end - VALUE_ROOM)
    bottom = top
    for number, question in enumerate(questions):
        lines = wrap(label(question[0]), theme.width - 2 * theme.margin, theme.value, 3)
        start = bottom + (APART if number else 0.0)
        start = paragraph(sheet, lines, theme.margin, start, theme.value, leading=theme.leading) + 2.0
        at = sum(map(len, questions[:number]))
        own = book._replace(entries=book.entries[at : at + len(question)], heads=() if number else book.heads)
        places = stacked(sheet, own._replace(right=() if number else book.right), start, BAR, GAP)
        write_rows(sheet, own, places)
        for row, place in zip(question, places, strict=True):
            _bar(sheet, row, place, scale)
        bottom = places[-1].bottom
    return closed(sheet, bottom, caption, _explained(every, theme.words))


def _highest(rows: Sequence[Level]) -> float:
    """Give the end of the scale: no bound of a share lies beyond it."""
    bounds = [bound for row in rows if row.both for bound in row.both.share if bound is not None]
    return ceiling(max([0.0, *bounds]))


def _entry(row: Level, words: Words) -> Entry:
    """Write a category, and its share in each group."""
    why = reason(row, words)
    if why:
        return Entry(row.level, reason=why)
    shares = (numbers.percent(side.share.value, words.signs) for side in (row.first, row.second))
    return Entry(row.level, "", tuple(Cell(share, strong=False) for share in shares))


def _bar(sheet: Sheet, row: Level, place: Slot, scale: Linear) -> None:
    """Draw the share of a category in both groups together, its value and its interval."""
    theme = sheet.theme
    share = side_of(row, "all").share
    if share.value is None:
        return
    top, end = place.middle - BAR / 2, scale.at(share.value)
    sheet.box(scale.left, top, end, top + BAR, theme.palette.first)
    style = first_style(theme)
    sheet.write(numbers.percent(share.value), end + VALUE_GAP, centred(place.middle, style), style)
    if share.lower is not None and share.upper is not None:
        y = top + BAR + 2.0
        sheet.rule((scale.at(share.lower), y), (scale.at(share.upper), y), theme.palette.first_faint, 0.9, layer=3)


def _explained(rows: Sequence[Level], words: Words) -> list[str]:
    """Say whose share a bar is, what thin lines mean, and what a dagger."""
    said = [f"{words('chart.bars_both')} {words('chart.thin')}"] if any(row.both for row in rows) else []
    return [*said, *marks(rows, words)]
