"""Ratios with their intervals on a slide: points on a logarithmic scale, with a line at one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.writers.literal import on_one_line
from samkit.writers.slides.numbers import category
from samkit.writers.slides.parts import CHART, place_plot
from samkit.writers.slides.scatter import Drawn, behind, draw, equally_long, refer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.report.document import Native
    from samkit.writers.cells import Untyped
    from samkit.writers.slides.place import Box
    from samkit.writers.slides.scatter import Mark

FURTHEST: Final = 32.0
"""The scale ends here at the latest; the table beside it tells what lies beyond."""

MARGIN: Final = 0.03
"""Part of the frame that lies on each side of the scale."""

FORM: Final = "General"


def extent(native: Native) -> tuple[float, float]:
    """Give both ends of the scale: powers of two around all that is finite, and 1 in between."""
    series = native.series[0]
    found = [
        bound for value, bounds in zip(series.values, series.bounds, strict=True) for bound in (value, *(bounds or ()))
    ]
    finite = [bound for bound in found if bound is not None and 0 < bound < math.inf]
    low = 2.0 ** math.floor(math.log2(max(min([0.5, *finite]), 1 / FURTHEST)))
    high = 2.0 ** math.ceil(math.log2(min(max([2.0, *finite]), FURTHEST)))
    return low, high


def add_ratios(
    slide: Untyped, native: Native, box: Box, *, rows: tuple[float, float], size: float, ends: tuple[float, float]
) -> Untyped:
    """Put ratios on a slide, the first at the top.

    Parameters
    ----------
    slide
        Where they stand.
    native
        Their numbers.
    box
        The frame.
    rows
        Where in the frame the rows begin and end, in parts of its height.
    size
        Of its letters, in points.
    ends
        Of the scale.

    Returns
    -------
    GraphicFrame
        The frame with the chart.
    """
    from pptx.chart.data import XyChartData  # start-up: only reports need it
    from pptx.enum.chart import XL_CHART_TYPE

    count = len(native.categories)
    drawn = equally_long([*_lines(native, ends), *_marks(native, ends)])
    data = XyChartData(number_format=FORM)
    for one in drawn:
        points = data.add_series(one.name)
        for x, y in one.points:
            points.add_data_point(x, y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, data)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(behind(drawn, FORM))
    refer(frame.chart, drawn)
    _set(frame.chart, count, size, ends)
    for one, series in zip(drawn, frame.chart.plots[0].series, strict=True):
        draw(series, one.mark)
    place_plot(frame.chart, MARGIN, rows[0], 1 - 2 * MARGIN, rows[1] - rows[0])
    return frame


def _lines(native: Native, ends: tuple[float, float]) -> Iterator[Drawn]:
    """Give the interval of each item, as far as the scale reaches."""
    count = len(native.categories)
    for at, bounds in enumerate(native.series[0].bounds):
        if bounds:
            y = count - at - 0.5
            points = tuple((_within(bound, ends), y) for bound in bounds)
            yield Drawn(category(native.categories[at]), points, "line")


def _marks(native: Native, ends: tuple[float, float]) -> Iterator[Drawn]:
    """Give the ratios above one, below one, and those with no difference shown."""
    found: dict[Mark, list[tuple[float, float]]] = {"first": [], "second": [], "quiet": []}
    for at, value in enumerate(native.series[0].values):
        if value is not None:
            mark: Mark = "quiet" if at in native.quiet else "first" if value >= 1 else "second"
            found[mark].append((_within(value, ends), len(native.categories) - at - 0.5))
    for mark, points in found.items():
        if points:
            yield Drawn(on_one_line(native.series[0].name), tuple(points), mark)


def _within(value: float, ends: tuple[float, float]) -> float:
    return min(max(value, ends[0]), ends[1])


def _set(chart: Untyped, count: int, size: float, ends: tuple[float, float]) -> None:
    """Set both axes and the letters."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # start-up: only reports need it
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_2
    across, up = chart.category_axis, chart.value_axis
    for axis, (low, high) in ((across, ends), (up, (0.0, float(count)))):
        axis.minimum_scale, axis.maximum_scale = low, high
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.has_major_gridlines = axis is across
    across.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    across.format.line.fill.background()
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = FORM, False
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.major_unit, across.crosses_at = 2.0, 1.0
    up.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    up.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_6
    scaling = chart.element.find(f".//{{{CHART}}}valAx/{{{CHART}}}scaling")
    scaling.insert(0, parse_xml(f'<c:logBase xmlns:c="{CHART}" val="2"/>'))
