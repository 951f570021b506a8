"""Items below each other, with room for the marks of each on one scale of gaps in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.charts.ledger import ledger, stacked, write_rows
from samkit.charts.points import axis, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.ledger import Entry, Slot
    from samkit.charts.plate import Sheet
    from samkit.charts.scale import Linear

GAP: Final = 8.0
"""Between two rows, in points."""

NUMBERS: Final = 52.0
"""Width of a column of numbers, in points."""


class Listed(NamedTuple):
    """Where the rows stand, the scale of their marks, and where the axis below them ends."""

    places: tuple[Slot, ...]
    scale: Linear
    bottom: float


def listed(
    sheet: Sheet,
    top: float,
    entries: Sequence[Entry],
    heads: tuple[str, ...],
    drawn: Sequence[Sequence[float | None]],
    mark: float,
) -> Listed:
    """Write a row for each item, and draw the axis behind those that have marks.

    Parameters
    ----------
    sheet
        What is drawn on.
    top
        Where the rows begin, in points from the top.
    entries
        What is written of each item.
    heads
        The heads of the columns of numbers.
    drawn
        The gaps and bounds that are drawn of each item, fractions of one; empty where nothing is.
    mark
        How high the marks of an item are, in points.
    """
    book = ledger(sheet.theme, entries, heads if entries else (), NUMBERS)
    scale = scale_of((bound for bounds in drawn for bound in bounds), book)
    places = tuple(stacked(sheet, book, top, mark, GAP))
    write_rows(sheet, book, places)
    bottom = (places[-1].bottom if places else top) + GAP / 2
    spans = [
        (place.top - GAP / 2, place.bottom + GAP / 2) for place, bounds in zip(places, drawn, strict=True) if bounds
    ]
    return Listed(places, scale, axis(sheet, scale, spans, bottom) if spans else bottom)
