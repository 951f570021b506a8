"""Forest: the likelihood ratios of many items with their intervals, on a logarithmic axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.contrast import entries, explained, heads, is_muted, reason
from samkit.charts.frame import closed, opened, paragraph
from samkit.charts.ledger import HEAD_GAP, ledger, stacked, write_rows
from samkit.charts.scale import Logarithmic, ratio_range
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width
from samkit.charts.wrap import wrap
from samkit.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Contrast, Grouping

RADIUS: Final = 3.8
MARK: Final = 12.0
GAP: Final = 8.0
MARKS: Final = (1.0, 0.5, 2.0, 0.1, 10.0, 0.2, 5.0, 0.05, 20.0)
"""Marks of the axis, those that are wanted most first: one for which there is no room is left out."""


def draw(
    rows: Sequence[Contrast],
    grouping: Grouping,
    caption: Caption,
    theme: Theme = LIGHT,
    *,
    low: float | None = None,
    high: float | None = None,
) -> Plate:
    """Draw a forest chart.

    Parameters
    ----------
    rows
        The items in the order in which they are shown.
    grouping
        The two groups.
    caption
        The words around the chart.
    theme
        The look.
    low, high
        The ends of the axis where several pages share one; those that these items need if left out.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    book = ledger(theme, entries(rows, grouping, theme.words), heads(theme.words))
    least, most = ratio_range([row.ratio for row in rows if not reason(row)])
    scale = Logarithmic(low or least, high or most, book.left + 6.0, book.end - 6.0)
    sides = _sides(theme, scale, grouping, (book.left, book.end + theme.gutter - 5.0))
    places = stacked(sheet, book, top, MARK, GAP, first=_height(theme, sides) + HEAD_GAP)
    write_rows(sheet, book, places)
    bottom = (places[-1].bottom if places else top) + GAP / 2
    spans = _spans(rows, places)
    if spans:
        _write_sides(sheet, sides, spans[0][0] + GAP / 2 - HEAD_GAP)
    bottom = axis(sheet, scale, spans, bottom)
    for row, place in zip(rows, places, strict=True):
        if not reason(row):
            _row(sheet, row, place, scale)
    return closed(sheet, bottom, caption, explained(rows, theme.words, thin=False))


class Aside(NamedTuple):
    """What one side of 1 means: its lines, how many of them come before the group's name, and where they stand."""

    lines: tuple[str, ...]
    plain: int
    style: Style
    x: float
    align: float


def _sides(theme: Theme, scale: Logarithmic, grouping: Grouping, edges: tuple[float, float]) -> tuple[Aside, Aside]:
    """Say on which side of 1 which group has an item more often."""
    left, right = scale.at(1.0) - 7.0, scale.at(1.0) + 7.0
    return (
        _aside(theme, grouping.second, theme.palette.second_ink, left, left - edges[0], 1.0),
        _aside(theme, grouping.first, theme.palette.first_ink, right, edges[1] - right, 0.0),
    )


def _aside(theme: Theme, name: str, ink: str, x: float, room: float, align: float) -> Aside:
    style = Style(theme.small_size, ink, strong=True)
    plain = wrap(theme.words("chart.more_common"), room, theme.small, 3)
    return Aside((*plain, *wrap(name, room, style, 4)), len(plain), style, x, align)


def _height(theme: Theme, sides: Sequence[Aside]) -> float:
    return max(len(side.lines) for side in sides) * theme.small_size * theme.leading


def _write_sides(sheet: Sheet, sides: Sequence[Aside], bottom: float) -> None:
    theme = sheet.theme
    for side in sides:
        top = bottom - _height(theme, [side])
        for lines, style in ((side.lines[: side.plain], theme.small), (side.lines[side.plain :], side.style)):
            top = paragraph(sheet, lines, side.x, top, style, leading=theme.leading, align=side.align)


def axis(sheet: Sheet, scale: Logarithmic, spans: Sequence[tuple[float, float]], bottom: float) -> float:
    """Draw the line at 1 and the marks that fit, each named once; give where the axis ends."""
    theme = sheet.theme
    for mark, text in _marks(theme, scale).items():
        ink, thickness = (theme.palette.quiet, 0.9) if mark == 1.0 else (theme.palette.hairline, 0.6)
        x = scale.at(mark)
        for start, end in spans:
            sheet.rule((x, start), (x, end), ink, thickness, layer=0)
        sheet.write(text, x, bottom + 11.0, theme.small, 0.5)
    return bottom + 14.0


def _marks(theme: Theme, scale: Logarithmic) -> dict[float, str]:
    """Choose the marks whose names do not touch."""
    taken: list[tuple[float, float]] = []
    chosen: dict[float, str] = {}
    for mark in MARKS:
        text = numbers.decimal(mark, 0 if mark >= 1 else len(f"{mark:g}") - 2, signs=theme.words.signs)
        half = width(text, theme.small_size) / 2 + 2.0
        left, right = scale.at(mark) - half, scale.at(mark) + half
        if scale.holds(mark) and all(right <= low or left >= high for low, high in taken):
            taken.append((left, right))
            chosen[mark] = text
    return chosen


def _spans(rows: Sequence[Contrast], places: Sequence[Slot]) -> list[tuple[float, float]]:
    """Find the stretches of rows that show marks: the axis does not run through a reason."""
    spans: list[tuple[float, float]] = []
    for row, place in zip(rows, places, strict=True):
        top, bottom = place.top - GAP / 2, place.bottom + GAP / 2
        if reason(row):
            continue
        if spans and abs(spans[-1][1] - top) < 0.01:
            spans[-1] = (spans[-1][0], bottom)
        else:
            spans.append((top, bottom))
    return spans


def _row(sheet: Sheet, row: Contrast, place: Slot, scale: Logarithmic) -> None:
    """Draw the interval of a ratio, arrows where it runs off the axis, and the ratio itself."""
    theme = sheet.theme
    y = place.middle
    muted = is_muted(row)
    ink = _ink(row, theme)
    low, high = row.ratio.lower, row.ratio.upper
    if low is not None and high is not None:
        sheet.rule((scale.at(low), y), (scale.at(high), y), ink, 1.1)
        if low < scale.low:
            sheet.arrow(scale.left - 4.0, y, ink, right=False)
        if high > scale.high:
            sheet.arrow(scale.right + 4.0, y, ink, right=True)
    value = row.ratio.value
    if value is not None and scale.holds(value):
        sheet.dot(scale.at(value), y, RADIUS, theme.palette.paper if muted else ink, ink if muted else None)


def _ink(row: Contrast, theme: Theme) -> str:
    """Choose the colour of the group that has the item more often; quiet or neutral where neither can be said to."""
    if is_muted(row):
        return theme.palette.quiet
    if row.verdict is Verdict.EQUIVALENT or row.ratio.value is None:
        return theme.palette.soft
    return theme.palette.first if row.ratio.value >= 1 else theme.palette.second_ink
