"""Native charts on slides: bars, stacked bars and dots that a reader may edit, in the colours of the theme."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.colours import ink_on
from samkit.look import shades
from samkit.writers.literal import on_one_line
from samkit.writers.slides.fit import reach
from samkit.writers.slides.numbers import PERCENT, behind, category, distances
from samkit.writers.slides.parts import add_intervals, place_legend, place_plot, show_every_label
from samkit.writers.slides.place import POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.look import Palette
    from samkit.report.document import Native, Series
    from samkit.writers.cells import Untyped
    from samkit.writers.slides.place import Box

LABELS: Final = 0.42
"""Part of the width of a chart that the labels of its rows take."""

FOOT: Final = 0.16
"""Part of the height of a chart that the labels below dots take."""

_LEGEND: Final = (14, 12, 11, 10, 9, 8)
"""Sizes of the names of the series, in points, the largest first."""

_KEY: Final = 2.6
"""Width of the sign before a name and of the air around it, in multiples of the size."""

_WIDE_ENOUGH: Final = '[<0.035]"";0%'
"""A level that is too narrow for its share shows none."""


def part(native: Native, start: int, stop: int) -> Native:
    """Give some categories of a chart, one after the other."""
    series = tuple(one._replace(values=one.values[start:stop], bounds=one.bounds[start:stop]) for one in native.series)
    beside = native.beside._replace(rows=native.beside.rows[start:stop]) if native.beside else None
    quiet = tuple(at - start for at in native.quiet if start <= at < stop)
    return native._replace(categories=native.categories[start:stop], series=series, beside=beside, quiet=quiet)


def highest(native: Native) -> float:
    """Give the end of the scale: the next tenth above all shares and their intervals, and room for a label."""
    if native.kind == "stacked":
        return 1.0
    ends = [value for one in native.series for value in one.values if value is not None]
    ends += [bounds[1] for one in native.series for bounds in one.bounds if bounds]
    return math.ceil(max([0.1, *ends]) * 10 - 1e-9) / 10 + (0.0 if native.kind == "dots" else 0.08)


def add_chart(
    slide: Untyped, native: Native, box: Box, palette: Palette, *, top: float, size: float, end: float
) -> Untyped:
    """Put a chart on a slide.

    Parameters
    ----------
    slide
        Where it stands.
    native
        Its numbers.
    box
        The frame.
    palette
        The colours of what the theme does not name.
    top
        How much of its height lies above the first row.
    size
        Of its letters, in points.
    end
        The end of its scale.

    Returns
    -------
    GraphicFrame
        The frame with the chart.
    """
    from pptx.chart.data import CategoryChartData  # start-up: only reports need it
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
        "dots": XL_CHART_TYPE.LINE_MARKERS,
    }
    data = CategoryChartData(number_format=PERCENT)
    data.categories = [category(name) for name in native.categories]
    for one in native.series:
        data.add_series(on_one_line(one.name), one.values)
    frame = slide.shapes.add_chart(kinds[native.kind], *box, data)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(behind(native))
    _set(frame.chart, native, size, end)
    _colour(frame.chart, native, palette, size)
    _place(frame.chart, native, box, top)
    return frame


def _set(chart: Untyped, native: Native, size: float, end: float) -> None:
    """Set scale, axes, letters and legend."""
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK  # start-up: only reports
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart.has_title = False
    chart.font.size = Pt(size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    rows, scale = chart.category_axis, chart.value_axis
    rows.reverse_order = native.kind != "dots"
    rows.major_tick_mark = XL_TICK_MARK.NONE
    rows.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    rows.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    show_every_label(chart)
    scale.minimum_scale, scale.maximum_scale = 0.0, end
    scale.major_tick_mark = XL_TICK_MARK.NONE
    scale.has_major_gridlines = native.kind == "dots"
    scale.visible = native.kind == "dots"
    if native.kind == "dots":
        scale.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        scale.format.line.fill.background()
        scale.tick_labels.number_format, scale.tick_labels.number_format_is_linked = PERCENT, False
    else:
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = (55, 100) if native.kind == "stacked" else (45, -4)


def _colour(chart: Untyped, native: Native, palette: Palette, size: float) -> None:
    """Give each series its colour and its numbers."""
    from pptx.dml.color import RGBColor  # start-up: only reports need it
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    levels = shades(palette, len(native.series), native.middle)
    for one, drawn, shade in zip(native.series, chart.plots[0].series, levels, strict=True):
        labels = drawn.data_labels
        labels.show_value, labels.number_format_is_linked = True, False
        labels.font.size, labels.font.bold = Pt(size), native.kind != "stacked"
        if native.kind == "stacked":
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = RGBColor.from_string(shade.removeprefix("#"))
            labels.number_format, labels.position = _WIDE_ENOUGH, XL_LABEL_POSITION.CENTER
            labels.font.color.rgb = RGBColor.from_string(ink_on(shade).removeprefix("#"))
            continue
        labels.number_format = PERCENT
        ink = {"first": palette.first_ink, "second": palette.second_ink}.get(one.role, palette.ink)
        labels.font.color.rgb = RGBColor.from_string(ink.removeprefix("#"))
        if native.kind == "dots":
            labels.position = XL_LABEL_POSITION.RIGHT
            _dot(chart, drawn, one)
        else:
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
            drawn.invert_if_negative = False
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.theme_color = _accent(one)
            _open(drawn, one, native.quiet)


def _accent(series: Series) -> Untyped:
    """Give the colour of the theme that a group has."""
    from pptx.enum.dml import MSO_THEME_COLOR  # start-up: only reports need it

    named = {"first": MSO_THEME_COLOR.ACCENT_1, "second": MSO_THEME_COLOR.ACCENT_2}
    return named.get(series.role, MSO_THEME_COLOR.ACCENT_6)


def _open(drawn: Untyped, series: Series, quiet: Sequence[int]) -> None:
    """Draw the bars with no difference shown as outlines."""
    from pptx.enum.dml import MSO_THEME_COLOR  # start-up: only reports need it

    for place in quiet:
        form = drawn.points[place].format
        form.fill.solid()
        form.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        form.line.color.theme_color = _accent(series)


def _dot(chart: Untyped, drawn: Untyped, series: Series) -> None:
    """Draw a series of a line as dots with intervals."""
    from pptx.enum.chart import XL_MARKER_STYLE  # start-up: only reports need it

    drawn.smooth = False
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 11
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.theme_color = _accent(series)
    drawn.marker.format.line.fill.background()
    add_intervals(chart, distances(series, "−"), distances(series, "+"), PERCENT)


def _place(chart: Untyped, native: Native, box: Box, top: float) -> None:
    """Say where in the frame the plot and the names of its series lie."""
    left = LABELS if native.kind != "dots" else 0.07
    bottom = 1.0 if native.kind != "dots" else 1.0 - FOOT
    place_plot(chart, left, top, 0.99 - left, bottom - top)
    if chart.has_legend:
        _place_legend(chart, native, box, top)


def _place_legend(chart: Untyped, native: Native, box: Box, top: float) -> None:
    """Put the names of the series above the plot, or over the whole width where they need it, as large as they fit."""
    from pptx.util import Pt  # start-up: only reports need it

    needed = sum(reach(on_one_line(one.name)) + _KEY for one in native.series)
    left = LABELS if needed * _LEGEND[-1] <= box.width / POINT * (1.0 - LABELS) else 0.0
    room = box.width / POINT * (1.0 - left)
    size = next((size for size in _LEGEND if size * needed <= room), _LEGEND[-1])
    chart.legend.font.size = Pt(size)
    place_legend(chart, left, 0.0, 1.0 - left, top * 0.9)
