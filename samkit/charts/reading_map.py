"""Map of readings: the gap of every item under every reading of the rule, a row an item, a column a reading."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.plate import Look
from samkit.charts.theme import LIGHT, Theme
from samkit.colours import mixed
from samkit.results import Verdict
from samkit.robust import JUDGED, judged, parted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Ledger, Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.look import Palette
    from samkit.results import Choices, Grouping, Robust, RuleReading
    from samkit.words.language import Words

HIGH: Final = 15.0
LOW: Final = 5.0
BETWEEN: Final = 3.0
FIRST: Final = 10.0
STEPS: Final = 10
"""Shades on each side of no gap."""

LEAST: Final = 0.2
"""The gap of the strongest colour is at least this, as a fraction, so that small gaps stay pale."""


def draw(
    rows: Sequence[Robust | Choices | RuleReading], grouping: Grouping, caption: Caption, theme: Theme = LIGHT
) -> Plate:
    """Draw the map.

    Parameters
    ----------
    rows
        The items in the order in which they are shown, and the readings.
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
    found, words = parted(rows), theme.words
    heads = (words("heading.gap"), words("heading.differing")) if found.items else ()
    book = ledger(theme, [_entry(row, words) for row in found.items], heads, 52.0)
    places = stacked(sheet, book, top, HIGH, BETWEEN, first=FIRST)
    write_rows(sheet, book, places)
    order = sorted(range(len(found.readings)), key=lambda at: (found.readings[at].n_first, at))
    gaps = [abs(row.curve.gap.value[at] or 0.0) for row in found.items for at in judged(row)]
    furthest = max([LEAST, *gaps])
    shown = [place for row, place in zip(found.items, places, strict=True) if judged(row)]
    if shown:
        _declared(sheet, book, order, shown[0].middle - HIGH / 2)
    for row, place in zip(found.items, places, strict=True):
        _row(sheet, book, row, place, order, furthest)
    bottom = places[-1].bottom if places else top
    if shown:
        bottom = _key(sheet, book, furthest, bottom + 8.0)
    said = _explained(found.readings, grouping, words) if shown else []
    return closed(sheet, bottom, caption, [*said, *explained(map(_sign, found.items), words)])


def _entry(row: Robust, words: Words) -> Entry:
    there, label = judged(row), marked(row.item.text, _sign(row))
    if not there:
        circular = row.circular == row.readings
        return Entry(label, reason=words("chart.circular" if circular else "chart.hidden"))
    differing = sum(verdict is Verdict.DIFFERS for verdict in row.curve.verdicts) / len(there)
    gap = numbers.points(row.gap.value, words.signs)
    cells = (Cell(gap, strong=False), Cell(numbers.percent(differing, words.signs), strong=False))
    return Entry(label, cells=cells, muted=row.verdict not in JUDGED)


def _sign(row: Robust) -> str:
    return sign_of(row.notes, row.verdict)


def _row(sheet: Sheet, book: Ledger, row: Robust, place: Slot, order: Sequence[int], furthest: float) -> None:
    """Draw the cells of an item, those that are alike side by side as one."""
    each = book.room / max(len(order), 1)
    x = book.left
    for (shade, high), same in groupby(_looks(row, order, furthest)):
        wide = each * len(list(same))
        if high:
            fill = _fill(sheet.theme.palette, shade)
            sheet.box(x, place.middle - high / 2, x + wide, place.middle + high / 2, fill)
        x += wide


def _looks(row: Robust, order: Sequence[int], furthest: float) -> list[tuple[int, float]]:
    """Give shade and height of each cell; no height where the item is not judged."""
    curve = row.curve
    found = []
    for at in order:
        verdict, gap = curve.verdicts[at], curve.gap.value[at] or 0.0
        high = HIGH if verdict is Verdict.DIFFERS else LOW if verdict in JUDGED else 0.0
        found.append((round(STEPS * gap / furthest) if high else 0, high))
    return found


def _fill(palette: Palette, shade: int) -> str:
    """Give the colour of a shade, from below zero over none to above."""
    worst, neither, best = palette.split
    return mixed(neither, best if shade > 0 else worst, abs(shade) / STEPS)


def _declared(sheet: Sheet, book: Ledger, order: Sequence[int], bottom: float) -> None:
    """Put a triangle over the column of the declared reading."""
    x = book.left + (order.index(0) + 0.5) * book.room / len(order)
    ink = sheet.theme.palette.ink
    sheet.polygon([(x, bottom - 1.0), (x - 3.2, bottom - 6.5), (x + 3.2, bottom - 6.5)], Look(4, ink))


def _key(sheet: Sheet, book: Ledger, furthest: float, top: float) -> float:
    """Draw the shades with the gaps that they stand for; give where they end."""
    theme, wide = sheet.theme, 9.0
    left = book.left
    for shade in range(-STEPS, STEPS + 1):
        x = left + (shade + STEPS) * wide
        sheet.box(x, top, x + wide, top + 7.0, _fill(theme.palette, shade))
    for part in (-1, 0, 1):
        text = numbers.points(part * furthest, theme.words.signs)
        sheet.write(text, left + (part + 1) * STEPS * wide + wide / 2, top + 17.0, theme.small, 0.5)
    return top + 19.0


def _explained(readings: Sequence[RuleReading], grouping: Grouping, words: Words) -> list[str]:
    """Say what heights mean, and in which order the readings stand."""
    sizes = [reading.n_first for reading in readings]
    least, most = (numbers.decimal(size, signs=words.signs) for size in (min(sizes), max(sizes)))
    ordered = words("chart.by_size", first=grouping.first, least=least, most=most)
    return [f"{words('chart.high_cells')} {ordered}"]
