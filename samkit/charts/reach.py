"""Reach: the gap of each item that was found against the band of gaps that a sample of this size does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry
from samkit.charts.listed import listed
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Severity
from samkit.reach import Power, band

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.charts.scale import Linear
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

RADIUS: Final = 3.8
MARK: Final = 14.0
BAND: Final = 6.0


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw what was found against what could have been shown.

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
    items = [row for row in rows if isinstance(row, Power)]
    heads = (theme.words("chart.gap"), theme.words("chart.too_small"))
    drawn = [() if row.gap.value is None else (*row.gap, *band(row)) for row in items]
    places, scale, bottom = listed(sheet, top, [_entry(row, theme.words) for row in items], heads, drawn, MARK)
    for row, place in zip(items, places, strict=True):
        if row.gap.value is not None:
            _row(sheet, row, place, scale)
    return closed(sheet, bottom, caption, _explained(items, theme.words))


def is_beyond(row: Power) -> bool:
    """Say whether the gap that was found lies beyond the band."""
    gap, (low, high) = row.gap.value, band(row)
    return gap is not None and ((low is not None and gap <= low) or (high is not None and gap >= high))


def _entry(row: Power, words: Words) -> Entry:
    label = marked(row.item.text, sign_of(row.notes))
    if row.gap.value is None:
        told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
        return Entry(label, reason=words.told(told) if told else words("chart.not_computable"))
    interval = "" if row.gap.lower is None else numbers.points_interval(row.gap, words.signs)
    low, high = (numbers.DASH if end is None else numbers.points(end, words.signs) for end in band(row))
    cells = (
        Cell(numbers.points(row.gap.value, words.signs), interval),
        Cell(words.signs.between(low, high), "", strong=False),
    )
    return Entry(label, "", cells, muted=not is_beyond(row))


def _row(sheet: Sheet, row: Power, place: Slot, scale: Linear) -> None:
    """Draw the band, to the end of the scale where it has none, and the gap with its interval."""
    palette, y = sheet.theme.palette, place.middle
    low, high = band(row)
    left, right = scale.left if low is None else scale.at(low), scale.right if high is None else scale.at(high)
    sheet.box(left, y - BAND, right, y + BAND, palette.second_tint)
    ink = palette.quiet if not is_beyond(row) else palette.first if (row.gap.value or 0.0) > 0 else palette.second_ink
    if row.gap.lower is not None and row.gap.upper is not None:
        sheet.rule((scale.at(row.gap.lower), y), (scale.at(row.gap.upper), y), ink, 1.1, layer=3)
    filled = is_beyond(row)
    sheet.dot(scale.at(row.gap.value or 0.0), y, RADIUS, ink if filled else palette.paper, None if filled else ink)


def _explained(rows: Sequence[Power], words: Words) -> list[str]:
    """Say what the band and open marks mean."""
    shown = [row for row in rows if row.gap.value is not None]
    said = [words("chart.too_small_band")] if shown else []
    said += [words("chart.open_within")] if any(not is_beyond(row) for row in shown) else []
    return ([" ".join(said)] if said else []) + explained((sign_of(row.notes) for row in rows), words)
