"""The axes and the letters of a chart on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.writers.book.styles import FONT, FORMS
from samkit.writers.literal import on_one_line
from samkit.writers.slides.ratios import extent

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.look import Look
    from samkit.report.document import Native
    from samkit.writers.book.series import Options
    from samkit.writers.cells import Untyped


def set_axes(chart: Untyped, native: Native, look: Look) -> None:
    """Set axes, letters and legend."""
    font = {"name": on_one_line(look.font) or FONT, "size": 9, "color": look.light.ink}
    line = {"color": look.light.hairline}
    plain: Options = {"line": line, "num_font": font, "name_font": {**font, "bold": False}, "major_tick_mark": "none"}
    chart.set_title({"none": True})
    chart.show_hidden_data()
    has_legend = native.kind in {"bars", "stacked"} and len(native.series) > 1
    chart.set_legend({"position": "top", "font": font} if has_legend else {"none": True})
    across, up = _AXES.get(native.kind, _bars)(native)
    for options in (across, up):
        options["major_gridlines"] = {"visible": options.pop("lines", False), "line": line}
    chart.set_x_axis({**plain, **across})
    chart.set_y_axis({**plain, **up})


def _bars(native: Native) -> tuple[Options, Options]:
    """Set shares from zero, the first category at the top."""
    most: Options = {"max": 1} if native.kind == "stacked" else {}
    return {**most, "min": 0, "num_format": "0%", "visible": False}, {"reverse": True}


def _dots(_: Native) -> tuple[Options, Options]:
    """Set shares from zero, upwards."""
    return {}, {"min": 0, "num_format": "0%", "lines": True}


def _ratios(native: Native) -> tuple[Options, Options]:
    """Set a logarithmic scale with a line at one."""
    low, high = extent(native)
    scale: Options = {"log_base": 2, "min": low, "max": high, "major_unit": 2, "crossing": 1, "lines": True}
    rows: Options = {"min": 0, "max": len(native.categories), "label_position": "none", "crossing": "min"}
    return scale, rows


def _plane(native: Native) -> tuple[Options, Options]:
    """Let the axes cross at the averages."""
    (shares, gaps) = ([value for value in one.values if value is not None] for one in native.series)
    if not shares or not gaps:
        return {}, {}
    across: Options = {"num_format": "0%", "crossing": sum(shares) / len(shares), "name": native.series[0].name}
    up: Options = {"num_format": FORMS["gap"], "crossing": 100 * sum(gaps) / len(gaps), "name": native.series[1].name}
    return {**across, "label_position": "low"}, {**up, "label_position": "low"}


_AXES: dict[str, Callable[[Native], tuple[Options, Options]]] = {"dots": _dots, "ratios": _ratios, "plane": _plane}
