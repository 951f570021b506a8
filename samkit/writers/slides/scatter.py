"""Points of several series on one plane, in a form that every office program draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from samkit.writers.slides.numbers import sheet
from samkit.writers.slides.parts import CHART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.writers.cells import Untyped

Mark: TypeAlias = Literal["line", "first", "second", "quiet"]
"""How a series is drawn: as a line, or as marks of a group, or as marks of which no difference is shown."""


class Drawn(NamedTuple):
    """One series: an interval as a line, or the points that have the same mark."""

    name: str
    points: tuple[tuple[float, float], ...]
    mark: Mark


def equally_long(drawn: Sequence[Drawn]) -> list[Drawn]:
    """Repeat the last point of each series until all are as long as the longest: some programs draw no others."""
    most = max((len(one.points) for one in drawn), default=0)
    return [one._replace(points=one.points + one.points[-1:] * (most - len(one.points))) for one in drawn]


def behind(drawn: Sequence[Drawn], form: str) -> bytes:
    """Write the workbook: two columns for each series, and its name above the second."""
    columns: list[tuple[str, list[str | float | None]]] = []
    for one in drawn:
        columns += [("", [x for x, _ in one.points]), (one.name, [y for _, y in one.points])]
    return sheet(columns, form)


def refer(chart: Untyped, drawn: Sequence[Drawn]) -> None:
    """Say in which columns of the workbook each series lies."""
    found = chart.element.findall(f".//{{{CHART}}}ser")
    for place, (one, series) in enumerate(zip(drawn, found, strict=True)):
        across, up = _column(2 * place), _column(2 * place + 1)
        last = len(one.points) + 1
        cells = {"tx": f"${up}$1", "xVal": f"${across}$2:${across}${last}", "yVal": f"${up}$2:${up}${last}"}
        for name, where in cells.items():
            series.find(f"{{{CHART}}}{name}//{{{CHART}}}f").text = f"Sheet1!{where}"


def _column(place: int) -> str:
    """Name a column as a workbook does.

    Examples
    --------
    >>> _column(0), _column(26)
    ('A', 'AA')
    """
    before, letter = divmod(place, 26)
    return (_column(before - 1) if before else "") + chr(ord("A") + letter)


def draw(series: Untyped, mark: Mark) -> None:
    """Draw a line, or marks in the colour of the group that has more of it; open where no difference is shown."""
    from pptx.enum.chart import XL_MARKER_STYLE  # start-up: only reports need it
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    if mark == "line":
        series.marker.style = XL_MARKER_STYLE.NONE
        series.format.line.width = Pt(1.5)
        series.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_3
        return
    named = {"first": MSO_THEME_COLOR.ACCENT_1, "second": MSO_THEME_COLOR.ACCENT_2, "quiet": MSO_THEME_COLOR.ACCENT_6}
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    series.marker.format.fill.solid()
    fill = MSO_THEME_COLOR.BACKGROUND_2 if mark == "quiet" else named[mark]
    series.marker.format.fill.fore_color.theme_color = fill
    series.marker.format.line.color.theme_color = named[mark]
