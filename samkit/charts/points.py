"""An axis of gaps in points across the page, with a line at zero behind the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import centred
from samkit.charts.scale import Linear
from samkit.charts.typeface import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.charts.ledger import Ledger
    from samkit.charts.plate import Sheet

STEPS: Final = (5, 10, 20, 50)
"""Points between two marks: the first that leaves room for their names."""

LEAST: Final = 0.1
ROOM: Final = 6.0
AIR: Final = 6.0


def scale_of(values: Iterable[float | None], book: Ledger) -> Linear:
    """Give a scale that holds zero and all gaps and bounds, fractions of one.

    Parameters
    ----------
    values
        What is drawn; None where there is nothing.
    book
        The rows, in whose room the scale lies.
    """
    known = [value for value in values if value is not None]
    low, high = min([-LEAST, *known]), max([LEAST, *known])
    air = 0.03 * (high - low)
    return Linear(low - air, high + air, book.left + ROOM, book.end - ROOM)


def axis(sheet: Sheet, scale: Linear, spans: Sequence[tuple[float, float]], bottom: float) -> float:
    """Draw the line at zero and the marks behind the rows, name the marks, and give where the axis ends.

    Parameters
    ----------
    sheet
        What is drawn on.
    scale
        From `scale_of`.
    spans
        Top and bottom of the rows that show marks: the axis does not run through a reason.
    bottom
        Where the rows end, in points from the top.
    """
    theme = sheet.theme
    for mark in _marks(sheet, scale):
        ink, thickness = (theme.palette.quiet, 0.9) if mark == 0 else (theme.palette.hairline, 0.6)
        x = scale.at(mark / 100)
        for top, end in spans:
            sheet.rule((x, top), (x, end), ink, thickness, layer=0)
        sheet.write(_named(sheet, mark), x, centred(bottom + 8.0, theme.small), theme.small, 0.5)
    return bottom + 14.0


def _marks(sheet: Sheet, scale: Linear) -> list[int]:
    """Choose the marks whose names do not touch."""
    size = sheet.theme.small_size
    for step in STEPS:
        found = [mark for mark in range(-100, 101, step) if scale.low <= mark / 100 <= scale.high]
        wide = max(width(_named(sheet, mark), size) for mark in found)
        if scale.at(step / 100) - scale.at(0.0) >= wide + AIR:
            return found
    return [0]


def _named(sheet: Sheet, mark: int) -> str:
    return numbers.decimal(mark, plus=mark != 0, signs=sheet.theme.words.signs)
