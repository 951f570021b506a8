"""Native charts on sheets: each draws from cells of its sheet, in the colours of the look."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.colours import ink_on
from samkit.look import shades
from samkit.writers.book.styles import FONT
from samkit.writers.cells import put
from samkit.writers.literal import on_one_line

if TYPE_CHECKING:
    from samkit.look import Look, Palette
    from samkit.report.document import Figure, Native, Series
    from samkit.writers.book.styles import Styles
    from samkit.writers.cells import Untyped

    Ref = list[str | int]

WIDTH: Final = 720
LEAST_HEIGHT, MOST_HEIGHT = 300, 1400
PER_ROW: Final = {"bars": 34, "stacked": 60, "dots": 10, "ratios": 24}
"""Pixels that each category adds to the height of a chart."""

_FURTHEST: Final = 32.0


def add_chart(
    book: Untyped, sheet: Untyped, figure: Figure, look: Look, row: int, place: tuple[int, int], styles: Styles
) -> None:
    """Write the numbers of a chart below a table, and put the chart beside it.

    Parameters
    ----------
    book, sheet
        Where it stands.
    figure
        What it shows.
    look
        Of the report.
    row
        Where its numbers begin.
    place
        Row and column of its upper left corner.
    styles
        Of the workbook.
    """
    native = figure.native
    if native is None:
        return
    _write(sheet, native, row, styles)
    kinds = {
        "bars": {"type": "bar"},
        "stacked": {"type": "bar", "subtype": "stacked"},
        "dots": {"type": "line"},
        "ratios": {"type": "scatter"},
    }
    chart = book.add_chart(kinds[native.kind])
    for number, one in enumerate(native.series):
        chart.add_series(_series(sheet.name, native, number, one, look.light, row))
    _set(chart, native, look)
    height = min(LEAST_HEIGHT + PER_ROW[native.kind] * len(native.categories), MOST_HEIGHT)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(*place, chart, {"object_position": 2, "description": on_one_line(figure.pictures[0].alt)})


def _write(sheet: Untyped, native: Native, row: int, styles: Styles) -> None:
    """Write a row for each category: its name, its numbers, and how far their intervals reach."""
    style = styles.cells["ratio" if native.kind == "ratios" else "share"]
    for at, name in enumerate(native.categories, 1):
        put(sheet, (row + at, 0), name, styles.cells["text"])
    for column, (head, values) in enumerate(_columns(native), 1):
        put(sheet, (row, column), on_one_line(head), styles.head)
        for at, value in enumerate(values, 1):
            put(sheet, (row + at, column), value, style)


def _columns(native: Native) -> list[tuple[str, tuple[float | None, ...]]]:
    """Give the columns of numbers: the series, then for each that has intervals how far they reach to both sides."""
    found = [(one.name, one.values) for one in native.series]
    for one in native.series:
        if one.bounds:
            found += [(f"{one.name} \u2212", _reach(one, 0)), (f"{one.name} +", _reach(one, 1))]
    if native.kind == "ratios":
        count = len(native.categories)
        found.append(("", tuple(count - at - 0.5 for at in range(count))))
    return found


def _reach(series: Series, end: int) -> tuple[float | None, ...]:
    """Give how far one end of each interval lies from its number, no further than a scale can show."""
    pairs = zip(series.values, series.bounds, strict=True)
    return tuple(
        None if value is None or bounds is None else abs(min(bounds[end], 2 * _FURTHEST) - value)
        for value, bounds in pairs
    )


def _series(name: str, native: Native, number: int, one: Series, palette: Palette, row: int) -> dict[str, object]:
    """Say where a series lies and how it is drawn."""
    first, last = row + 1, row + len(native.categories)

    def cells(column: int) -> Ref:
        return [name, first, column, last, column]

    made: dict[str, object] = {"name": [name, row, number + 1], "categories": cells(0), "values": cells(number + 1)}
    if native.kind == "stacked":
        shade = shades(palette, len(native.series), native.middle)[number]
        label = {"value": True, "num_format": '[<0.035]"";0%', "font": {"color": ink_on(shade)}}
        return {**made, "fill": {"color": shade}, "gap": 50, "overlap": 100, "data_labels": label}
    fill = {"first": palette.first, "second": palette.second}.get(one.role, palette.first)
    if native.kind == "bars":
        points = [_outline(fill, palette) if at in native.quiet else None for at in range(len(native.categories))]
        label = {"value": True, "num_format": "0%", "position": "outside_end"}
        return {**made, "fill": {"color": fill}, "gap": 50, "points": points, "data_labels": label}
    spread = {
        "type": "custom",
        "minus_values": _formula(name, first, last, 2),
        "plus_values": _formula(name, first, last, 3),
    }
    bars = {**spread, "end_style": 0, "line": {"color": palette.first_faint, "width": 1.25}}
    marker = {"type": "circle", "size": 8, "fill": {"color": fill}, "border": {"color": fill}}
    if native.kind == "dots":
        label = {"value": True, "num_format": "0%", "position": "right"}
        return {**made, "line": {"none": True}, "marker": marker, "y_error_bars": bars, "data_labels": label}
    points = [
        _outline(palette.quiet, palette)
        if at in native.quiet
        else None
        if (value or 0) >= 1
        else _filled(palette.second)
        for at, value in enumerate(one.values)
    ]
    names = [{"value": _formula(name, first + at, first + at, 0)} for at in range(len(native.categories))]
    return {
        **made, "categories": cells(1), "values": cells(4), "marker": marker, "x_error_bars": bars, "points": points,
        "data_labels": {"custom": names, "value": True, "position": "above", "font": {"size": 8}},
    }  # fmt: skip


def _formula(name: str, first: int, last: int, column: int) -> str:
    """Write the address of cells of one column of a sheet; its name holds no apostrophe."""
    letter = chr(ord("A") + column)
    return (
        f"='{name}'!${letter}${first + 1}:${letter}${last + 1}" if first != last else f"='{name}'!${letter}${first + 1}"
    )


def _outline(colour: str, palette: Palette) -> dict[str, object]:
    """Draw what shows no difference as an outline."""
    return {"fill": {"color": palette.paper}, "border": {"color": colour}}


def _filled(colour: str) -> dict[str, object]:
    return {"fill": {"color": colour}, "border": {"color": colour}}


def _set(chart: Untyped, native: Native, look: Look) -> None:
    """Set axes, letters and legend."""
    font = {"name": on_one_line(look.font) or FONT, "size": 9, "color": look.light.ink}
    quiet = {"line": {"color": look.light.hairline}, "num_font": font, "major_tick_mark": "none"}
    no_lines = {"major_gridlines": {"visible": False}}
    lines = {"major_gridlines": {"visible": True, "line": {"color": look.light.hairline}}}
    chart.set_title({"none": True})
    chart.show_hidden_data()
    chart.set_legend({"position": "top", "font": font} if len(native.series) > 1 else {"none": True})
    if native.kind == "dots":
        chart.set_x_axis(quiet)
        chart.set_y_axis({**quiet, **lines, "min": 0, "num_format": "0%"})
    elif native.kind == "ratios":
        low, high = _ends(native)
        count = len(native.categories)
        chart.set_x_axis(
            {
                **quiet,
                **lines,
                "log_base": 2,
                "min": low,
                "max": high,
                "num_format": "General",
                "major_unit": 2,
                "crossing": 1,
            }
        )
        chart.set_y_axis(
            {
                **no_lines,
                "min": 0,
                "max": count,
                "num_font": font,
                "label_position": "none",
                "major_tick_mark": "none",
                "crossing": 0,
            }
        )
    else:
        most = {"max": 1} if native.kind == "stacked" else {}
        chart.set_x_axis({**quiet, **no_lines, **most, "min": 0, "num_format": "0%", "visible": False})
        chart.set_y_axis({**quiet, "reverse": True})


def _ends(native: Native) -> tuple[float, float]:
    """Give both ends of a scale of ratios: powers of two."""
    one = native.series[0]
    found = [*one.values, *(bound for bounds in one.bounds for bound in bounds or ())]
    finite = [bound for bound in found if bound is not None and 0 < bound < math.inf]
    low = max(min([0.5, *finite]), 1 / _FURTHEST)
    high = min(max([2.0, *finite]), _FURTHEST)
    return 2.0 ** math.floor(math.log2(low)), 2.0 ** math.ceil(math.log2(high))
