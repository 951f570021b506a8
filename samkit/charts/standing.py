"""One organisation beside two groups: a dot for each group's share, and a diamond where the organisation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import ratio_cell
from samkit.charts.frame import centred, closed, opened
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.names import names, write_names
from samkit.charts.plate import Look
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Severity
from samkit.results import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Estimate, Grouping, Row
    from samkit.words.language import Words

RADIUS: Final = 4.2
DIAMOND: Final = 5.2
OFFSET: Final = 6.8
MARK: Final = 16.0
GAP: Final = 8.0
ROOM: Final = 12.0


def draw(rows: Sequence[Row], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw where an organisation stands on each item.

    Parameters
    ----------
    rows
        The items in the order in which they are shown; its chances are passed over.
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
    items = [row for row in rows if isinstance(row, Standing)]
    heads = (theme.words("chart.has"), theme.words("chart.ratio")) if items else ()
    book = ledger(theme, [_entry(row, theme.words) for row in items], heads)
    block = names(theme, grouping, book.room)
    places = stacked(sheet, book, top, MARK, GAP, first=block.height + 5.0)
    scale = Linear(0.0, 1.0, book.left + ROOM, book.end - ROOM)
    write_rows(sheet, book, places)
    shown = [(row, place) for row, place in zip(items, places, strict=True) if not _reason(row, theme.words)]
    for row, place in shown:
        _row(sheet, row, place, scale)
    if shown:
        row, place = shown[0]
        at = (scale.at(row.first.value or 0.0), scale.at(row.second.value or 0.0))
        write_names(sheet, block, place.middle - MARK / 2 - 4.0, at, (book.left, book.end))
    bottom = places[-1].bottom + GAP if places else top
    for mark in (0.0, 1.0):
        sheet.write(numbers.percent(mark), scale.at(mark), centred(bottom + 4.0, theme.small), theme.small, 0.5)
    return closed(sheet, bottom + 8.0, caption, _explained(items, theme.words))


def _entry(row: Standing, words: Words) -> Entry:
    """Give the label of an item, whether the organisation has it, and how many times as likely that is."""
    label = marked(row.item.text, sign_of(row.notes))
    why = _reason(row, words)
    if why:
        return Entry(label, reason=why)
    has = numbers.DASH if row.has is None else words("chart.yes" if row.has else "chart.no")
    return Entry(label, cells=(Cell(has), ratio_cell(row.ratio, words)), muted=not row.enters)


def _reason(row: Standing, words: Words) -> str:
    """Say why an item shows no numbers, or nothing if it shows them."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    known = row.first.value is not None and row.second.value is not None
    return words.told(told) or ("" if known else words("chart.not_computable"))


def _row(sheet: Sheet, row: Standing, place: Slot, scale: Linear) -> None:
    """Draw the shares with their intervals, and the organisation at the end that says what it has."""
    palette, y = sheet.theme.palette, place.middle
    sheet.rule((scale.left, y), (scale.right, y), palette.hairline, 0.6, layer=0)
    _interval(sheet, row.first, y - OFFSET, scale, palette.first_faint)
    _interval(sheet, row.second, y + OFFSET, scale, palette.second_faint)
    sheet.dot(scale.at(row.second.value or 0.0), y, RADIUS, palette.second)
    sheet.dot(scale.at(row.first.value or 0.0), y, RADIUS, palette.first)
    if row.has is not None:
        x = scale.at(float(row.has))
        corners = [(x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND), (x - DIAMOND, y)]
        sheet.polygon(corners, Look(5, palette.ink))


def _interval(sheet: Sheet, share: Estimate, y: float, scale: Linear, ink: str) -> None:
    """Draw the interval of a share as a thin line beside its dot."""
    if share.lower is not None and share.upper is not None:
        sheet.rule((scale.at(share.lower), y), (scale.at(share.upper), y), ink, 0.8, layer=3)


def _explained(rows: Sequence[Standing], words: Words) -> list[str]:
    """Say what the marks mean."""
    said = [f"{words('chart.diamond')} {words('chart.thin')}"] if rows else []
    return [*said, *explained((sign_of(row.notes) for row in rows), words)]
