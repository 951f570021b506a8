"""Items on a plane on a slide: how common each is against its gap, and the number of its row in a table beside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.writers.literal import on_one_line
from samkit.writers.slides.numbers import PERCENT
from samkit.writers.slides.parts import place_plot
from samkit.writers.slides.scatter import Drawn, behind, draw, equally_long, refer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.report.document import Native
    from samkit.writers.cells import Untyped
    from samkit.writers.slides.place import Box
    from samkit.writers.slides.scatter import Mark

LEFT, TOP, WIDTH, HEIGHT = 0.12, 0.02, 0.86, 0.82
"""Where the plane lies in the frame, in parts of it."""

POINTS: Final = "+0;\u22120;0"
_STEP: Final = 0.1

Point = tuple[float, float]


def points_of(native: Native) -> dict[int, Point]:
    """Give the share and the gap in points of each item that has both, by its place."""
    across, up = (one.values for one in native.series)
    pairs = enumerate(zip(across, up, strict=True))
    return {at: (x, 100 * y) for at, (x, y) in pairs if x is not None and y is not None}


def add_plane(slide: Untyped, native: Native, shown: Mapping[int, Point], box: Box, size: float) -> Untyped:
    """Put items on a plane whose axes cross at the averages of all of them.

    Parameters
    ----------
    slide
        Where it stands.
    native
        The numbers of all items.
    shown
        The points of those that this slide shows, by their places.
    box
        The frame.
    size
        Of its letters, in points.

    Returns
    -------
    GraphicFrame
        The frame with the chart.
    """
    from pptx.chart.data import XyChartData  # start-up: only reports need it
    from pptx.enum.chart import XL_CHART_TYPE

    found = list(_marks(native, shown).items())
    name = on_one_line(native.series[1].name)
    drawn = equally_long([Drawn(name, tuple(shown[at] for at in places), mark) for mark, places in found])
    data = XyChartData()
    for one in drawn:
        made = data.add_series(one.name)
        for x, y in one.points:
            made.add_data_point(x, y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(behind(drawn, "General"))
    refer(chart, drawn)
    _set(chart, native, size)
    for (mark, places), series in zip(found, chart.plots[0].series, strict=True):
        draw(series, mark)
        _number(series, places, size)
    place_plot(chart, LEFT, TOP, WIDTH, HEIGHT)
    return frame


def _marks(native: Native, shown: Mapping[int, Point]) -> dict[Mark, list[int]]:
    """Share the places of items among the marks that they have."""
    found: dict[Mark, list[int]] = {"first": [], "second": [], "quiet": []}
    for at, (_, gap) in shown.items():
        found["quiet" if at in native.quiet else "first" if gap >= 0 else "second"].append(at)
    return {mark: places for mark, places in found.items() if places}


def _number(series: Untyped, places: Sequence[int], size: float) -> None:
    """Write the number of its row beside each point."""
    from pptx.enum.chart import XL_LABEL_POSITION  # start-up: only reports need it
    from pptx.util import Pt

    for point, at in enumerate(places):
        label = series.points[point].data_label
        label.position = XL_LABEL_POSITION.RIGHT
        run = label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = str(at + 1), Pt(size)


def _set(chart: Untyped, native: Native, size: float) -> None:
    """Set both axes, which cross at the averages, and the letters."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # start-up: only reports need it
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_2
    every = list(points_of(native).values())
    sides = (
        (chart.category_axis, [x for x, _ in every], _STEP, PERCENT, native.series[0].name),
        (chart.value_axis, [0.0, *(y for _, y in every)], 100 * _STEP, POINTS, native.series[1].name),
    )
    for axis, values, step, form, name in sides:
        axis.minimum_scale = math.floor(min(values, default=0.0) / step) * step
        axis.maximum_scale = math.ceil(max(values, default=0.0) / step + 0.05) * step
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.has_major_gridlines = False
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
        axis.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_6
        run = axis.axis_title.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = on_one_line(name), Pt(size), False
    if every:
        chart.value_axis.crosses_at = sum(y for _, y in every) / len(every)
        chart.category_axis.crosses_at = sum(x for x, _ in every) / len(every)
