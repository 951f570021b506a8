"""Velocity: of those who entered each stage, which share has moved on, and which was lost, after how many days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import centred, closed, opened
from samkit.charts.key import Key, write_key
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.plate import Look
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.pipelined import by_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.pipelined import Velocity
    from samkit.results import Estimate, Grouping, Row
    from samkit.words.language import Words

HIGH: Final = 58.0
GAP: Final = 14.0
LINE: Final = 1.8
STEPS: Final = (5, 10, 20, 30, 60, 90, 180, 365, 730)
MARKS: Final = 7


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw a panel for each stage, all over the same days.

    Parameters
    ----------
    rows
        Of a pipeline.
    _
        How many opportunities there are, which the caption says.
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
    words, found = theme.words, by_kind(rows).velocities
    heads = (words("pipeline.days"), words("pipeline.on"), words("pipeline.out"))
    book = ledger(theme, [_entry(row, words) for row in found], heads, 48.0)
    names = tuple((words(name),) for name in ("pipeline.moved", "pipeline.dropped"))
    legend = Key(theme, names, (book.left, book.end), over=False)
    places = stacked(sheet, book, top, HIGH, GAP, first=legend.height + 4.0)
    write_rows(sheet, book, places)
    last = max([1, *(row.days[-1] for row in found if row.days)])
    across = Linear(0.0, last, book.left + 18.0, book.end - 4.0)
    shown = [(row, place) for row, place in zip(found, places, strict=True) if row.days]
    for row, place in shown:
        _panel(sheet, row, across, place)
    bottom = places[-1].bottom if places else top
    if shown:
        first = shown[0][1].middle - HIGH / 2
        write_key(sheet, legend, (), (theme.palette.first, theme.palette.second), (first, first))
        bottom = _days(sheet, across, last, bottom)
    return closed(sheet, bottom, caption)


def _entry(row: Velocity, words: Words) -> Entry:
    """Write a stage: its median days, and what became of those who entered it by the last day."""
    if not row.days:
        return Entry(row.item.text, reason=words.told(row.notes[0].text) if row.notes else words("pipeline.nobody"))
    cells = (
        Cell(numbers.decimal(row.median, signs=words.signs)),
        _chance(row.on[-1], words),
        _chance(row.out[-1], words),
    )
    return Entry(row.item.text, words("pipeline.n_entered", row.entered), cells)


def _chance(found: Estimate, words: Words) -> Cell:
    below = "" if found.lower is None else numbers.percent_interval(found, words.signs)
    return Cell(numbers.percent(found.value, words.signs), below, strong=False)


def _panel(sheet: Sheet, row: Velocity, across: Linear, place: Slot) -> None:
    """Draw both curves of a stage, with the interval of the first as a band."""
    theme = sheet.theme
    up = Linear(0.0, 1.0, place.middle + HIGH / 2, place.middle - HIGH / 2)
    for value in (0.0, 1.0):
        sheet.rule((across.left, up.at(value)), (across.right, up.at(value)), theme.palette.hairline, 0.7, layer=0)
        text = numbers.percent(value)
        sheet.write(text, across.left - 4.0, centred(up.at(value), theme.small), theme.small, 1.0)
    upper = [(across.at(day), up.at(_or(found.upper, found))) for day, found in zip(row.days, row.on, strict=True)]
    lower = [(across.at(day), up.at(_or(found.lower, found))) for day, found in zip(row.days, row.on, strict=True)]
    if len(upper) > 1:
        sheet.polygon([*upper, *reversed(lower)], Look(0, theme.palette.first_tint))
    for curve, ink in ((row.out, theme.palette.second), (row.on, theme.palette.first)):
        points = [(across.at(day), up.at(found.value or 0.0)) for day, found in zip(row.days, curve, strict=True)]
        for one, other in pairwise(points):
            sheet.rule(one, other, ink, LINE)
    if row.median is not None:
        x = across.at(row.median)
        sheet.rule((x, up.at(0.0)), (x, up.at(0.0) - 6.0), theme.palette.ink, 1.2)


def _or(bound: float | None, found: Estimate) -> float:
    """Give a bound, or the share itself where there is none."""
    return (found.value or 0.0) if bound is None else bound


def _days(sheet: Sheet, across: Linear, last: int, bottom: float) -> float:
    """Write days below the last panel; give where that ends."""
    theme, step = sheet.theme, next((step for step in STEPS if last / step <= MARKS), last)
    y = centred(bottom + 8.0, theme.small)
    for day in range(0, last + 1, step):
        sheet.write(numbers.decimal(day, signs=theme.words.signs), across.at(day), y, theme.small, 0.5)
    return bottom + 8.0 + theme.small_size
