"""Indices over the periods: a line for each manager or team on the bands, named where it ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.frame import centred, closed, opened, paragraph
from samkit.charts.plate import Look
from samkit.charts.scale import Linear
from samkit.charts.spread import spread
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width
from samkit.charts.wrap import shortened, wrap
from samkit.charts.zones import EDGE, HIGHEST, colours, steps
from samkit.indexed import IndexMean, by_kind, over_periods
from samkit.look import shades
from samkit.words.index import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate, Sheet
    from samkit.indexed import IndexBand, IndexScore
    from samkit.results import Estimate, Grouping, Row
    from samkit.words.language import Words

HIGH: Final = 210.0
RADIUS: Final = 3.4
NAMES: Final = 118.0
BANDS: Final = 92.0
"""Widths of what stands right and left of the lines, at most, in points."""

APART: Final = 5.0
ASIDE: Final = 20.0
"""How far neighbouring lines stand apart, so that intervals do not cover one another, and all of them together."""

PALE: Final = 2
"""So many shades are too pale for a line."""

AIR: Final = 6.0


class _Course(NamedTuple):
    """One line: its name, its indices by period, and whether they are means with intervals."""

    name: str
    points: Mapping[str, Estimate]
    is_mean: bool


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw indices over the periods.

    Parameters
    ----------
    rows
        Of an index; managers, means and bands are drawn, in the order in which they first stand.
    _
        How many managers there are, which the caption says.
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
    bands, drawn = by_kind(rows).bands, over_periods(rows)
    courses = _courses(drawn, theme.words)
    order = {row.period: row.position for row in drawn}
    periods = sorted(order, key=lambda period: order[period])
    if not courses:
        bottom = paragraph(sheet, [theme.words("chart.no_index")], theme.margin, top, theme.small, leading=1.3)
        return closed(sheet, bottom, caption)
    left = theme.margin + min(max(width(band.name, theme.small_size) for band in bands), BANDS) + 24.0
    across = Linear(0.0, max(len(periods) - 1.0, 1.0), left + 14.0, theme.width - theme.margin - NAMES)
    up = Linear(0.0, HIGHEST, top + HIGH, top)
    _zones(sheet, bands, up, left, across.right + 14.0)
    inks = shades(theme.palette, len(courses) + PALE, None)[: PALE - 1 : -1]
    apart = min(APART, ASIDE / len(courses))
    for place, (course, ink) in enumerate(zip(courses, inks, strict=True)):
        aside = (place - (len(courses) - 1) / 2) * apart
        own = across._replace(left=across.left + aside, right=across.right + aside)
        _course(sheet, course, periods, own, up, ink)
    _ends(sheet, courses, inks, periods, across, up)
    for at, period in enumerate(periods):
        room = (across.right - across.left) / max(len(periods) - 1, 1) - AIR
        lines = wrap(period, max(room, 20.0), theme.small, 2)
        paragraph(sheet, lines, across.at(at), top + HIGH + 4.0, theme.small, leading=1.2, align=0.5)
    return closed(sheet, top + HIGH + 4.0 + 2 * 1.2 * theme.small_size, caption)


def _courses(rows: Sequence[IndexScore | IndexMean], words: Words) -> list[_Course]:
    """Gather the indices of each manager and team."""
    found: dict[tuple[str, bool], dict[str, Estimate]] = {}
    for row in rows:
        is_mean = isinstance(row, IndexMean)
        taken = row.mean if isinstance(row, IndexMean) else row.points
        if taken.value is not None:
            found.setdefault((named(row, words), is_mean), {})[row.period] = taken
    return [_Course(name, points, is_mean) for (name, is_mean), points in found.items()]


def _zones(sheet: Sheet, bands: Sequence[IndexBand], up: Linear, left: float, right: float) -> None:
    """Fill the bands, name them on the left, and write their edges."""
    theme = sheet.theme
    for band, colour in zip(bands, colours(theme.palette, len(bands)), strict=True):
        low, high = up.at(band.lower_edge), up.at(band.upper_edge)
        sheet.polygon([(left, high), (right, high), (right, low), (left, low)], Look(0, colour))
        name = band.name if width(band.name, theme.small_size) <= BANDS else shortened(band.name, BANDS, theme.small)
        sheet.write(name, theme.margin, centred((low + high) / 2, theme.small), theme.small)
    for value in steps(bands):
        sheet.rule((left, up.at(value)), (right, up.at(value)), theme.palette.paper, EDGE, layer=0)
        sheet.write(numbers.decimal(value), left - 4.0, centred(up.at(value), theme.small), theme.small, 1.0)


def _course(sheet: Sheet, course: _Course, periods: Sequence[str], across: Linear, up: Linear, ink: str) -> None:
    """Draw one line; it breaks where a period is missing."""
    places = [(at, course.points[period]) for at, period in enumerate(periods) if period in course.points]
    for (at, one), (then, other) in pairwise(places):
        if then == at + 1:
            ends = [(across.at(x), up.at(found.value or 0.0)) for x, found in ((at, one), (then, other))]
            sheet.rule(ends[0], ends[1], ink, 1.6, layer=2)
    for at, found in places:
        x = across.at(at)
        if course.is_mean and found.lower is not None and found.upper is not None:
            sheet.rule((x, up.at(found.lower)), (x, up.at(found.upper)), ink, 0.9, layer=2)
        sheet.dot(x, up.at(found.value or 0.0), RADIUS, ink)


def _ends(
    sheet: Sheet, courses: Sequence[_Course], inks: Sequence[str], periods: Sequence[str], across: Linear, up: Linear
) -> None:
    """Write each name with its last index where its line ends, none over another."""
    theme = sheet.theme
    lasts = []
    for course, ink in zip(courses, inks, strict=True):
        last = next(period for period in reversed(periods) if period in course.points)
        value = course.points[last].value or 0.0
        lasts.append((up.at(value), f"{course.name} {numbers.amount(value, theme.words.signs)}", ink))
    lasts.sort()
    high = theme.small_size * theme.leading
    tops = spread([y for y, _, _ in lasts], [high] * len(lasts), 0.0, (up.right - high, up.left + high))
    x = across.right + 26.0
    for (y, text, ink), top in zip(lasts, tops, strict=True):
        style = Style(theme.small_size, theme.palette.ink)
        sheet.rule((across.right + ASIDE / 2 + 5.0, y), (x - 2.0, top + high / 2), ink, 0.7)
        sheet.write(
            shortened(text, NAMES - 28.0, style) if width(text, style.size) > NAMES - 28.0 else text,
            x,
            centred(top + high / 2, style),
            style,
        )
