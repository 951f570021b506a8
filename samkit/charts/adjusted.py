"""Adjusted: each gap as found and, below it, as it would be if both groups were alike in what is adjusted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.adjusted import Adjusted
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry
from samkit.charts.listed import listed
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Severity
from samkit.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.charts.scale import Linear
    from samkit.results import Estimate, Grouping, Row
    from samkit.words.language import Words

RADIUS: Final = 3.6
OFFSET: Final = 4.6
MARK: Final = 19.0


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw gaps as found and adjusted.

    Parameters
    ----------
    rows
        The items in the order in which they are shown; other rows are passed over.
    _
        The two groups, which the caption names.
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
    items = [row for row in rows if isinstance(row, Adjusted)]
    heads = (theme.words("chart.gap"), theme.words("chart.adjusted"))
    drawn = [() if reason(row) else (*row.gap, *row.adjusted_gap) for row in items]
    places, scale, bottom = listed(sheet, top, [_entry(row, theme.words) for row in items], heads, drawn, MARK)
    for row, place in zip(items, places, strict=True):
        if not reason(row):
            _row(sheet, row, place, scale)
    return closed(sheet, bottom, caption, _explained(items, theme.words))


def reason(row: Adjusted) -> str:
    """Say why an item shows no numbers, in the words of its notes, or nothing if it shows them."""
    if row.adjusted_gap.value is not None:
        return ""
    told = sorted(row.notes, key=lambda note: note.severity is not Severity.HIDDEN)
    return told[0].text if told else "-"


def _entry(row: Adjusted, words: Words) -> Entry:
    label = marked(row.item.text, sign_of(row.notes, row.verdict))
    why = reason(row)
    if why:
        named = f"verdict.{row.verdict.name.lower()}"
        return Entry(label, reason=words.told(why) if row.notes else words(named))
    e_value = numbers.times(row.e_value, words.signs)
    cells = tuple(_cell(gap, words, strong=strong) for gap, strong in ((row.gap, False), (row.adjusted_gap, True)))
    return Entry(label, words("chart.e_value", value=e_value), cells, muted=_is_muted(row))


def _cell(gap: Estimate, words: Words, *, strong: bool) -> Cell:
    below = "" if gap.lower is None else numbers.points_interval(gap, words.signs)
    return Cell(numbers.points(gap.value, words.signs), below, strong=strong)


def _is_muted(row: Adjusted) -> bool:
    return row.verdict not in {Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.CIRCULAR}


def _row(sheet: Sheet, row: Adjusted, place: Slot, scale: Linear) -> None:
    """Draw the gap as found above, the adjusted one below, and the way from the one to the other."""
    palette, muted = sheet.theme.palette, _is_muted(row)
    ahead = (row.adjusted_gap.value or 0.0) >= 0
    ink = palette.quiet if muted else palette.first if ahead else palette.second_ink
    above, below = place.middle - OFFSET, place.middle + OFFSET
    found, left = scale.at(row.gap.value or 0.0), scale.at(row.adjusted_gap.value or 0.0)
    sheet.rule((found, above), (left, below), palette.quiet, 0.7, layer=1)
    for gap, y, line in ((row.gap, above, palette.quiet), (row.adjusted_gap, below, ink)):
        if gap.lower is not None and gap.upper is not None:
            sheet.rule((scale.at(gap.lower), y), (scale.at(gap.upper), y), line, 1.1, layer=3)
    sheet.box(found - 1.0, above - RADIUS, found + 1.0, above + RADIUS, palette.soft)
    sheet.dot(left, below, RADIUS, palette.paper if muted else ink, ink if muted else None)


def _explained(rows: Sequence[Adjusted], words: Words) -> list[str]:
    """Say what the marks mean, and what an E-value is."""
    shown = [row for row in rows if not reason(row)]
    said = [words("chart.found_adjusted")] if shown else []
    said += [words("chart.open")] if any(map(_is_muted, shown)) else []
    lines = ([" ".join(said)] if said else []) + ([words("chart.e_values")] if shown else [])
    return lines + explained((sign_of(row.notes, row.verdict) for row in rows), words)
