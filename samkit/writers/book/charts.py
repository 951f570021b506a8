"""Native charts on sheets: each draws from cells of its sheet, in the colours of the look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.writers.book.axes import set_axes
from samkit.writers.book.series import Cells, series_of
from samkit.writers.cells import put
from samkit.writers.literal import on_one_line
from samkit.writers.slides.ratios import FURTHEST

if TYPE_CHECKING:
    from samkit.look import Look
    from samkit.report.document import Figure, Native, Series
    from samkit.writers.book.styles import Styles
    from samkit.writers.cells import Untyped

WIDTH: Final = 720
LEAST_HEIGHT, MOST_HEIGHT = 300, 1400
PER_ROW: Final = {"bars": 34, "stacked": 60, "dots": 10, "ratios": 24, "plane": 10}
"""Pixels that each category adds to the height of a chart."""


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
        "plane": {"type": "scatter"},
    }
    chart = book.add_chart(kinds[native.kind])
    for made in series_of(native, Cells(sheet.name, row), look.light):
        chart.add_series(made)
    set_axes(chart, native, look)
    height = min(LEAST_HEIGHT + PER_ROW[native.kind] * len(native.categories), MOST_HEIGHT)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(*place, chart, {"object_position": 2, "description": on_one_line(figure.pictures[0].alt)})


def _write(sheet: Untyped, native: Native, row: int, styles: Styles) -> None:
    """Write a row for each category: its name, its numbers, and how far their intervals reach."""
    for at, name in enumerate(native.categories, 1):
        put(sheet, (row + at, 0), name, styles.cells["text"])
    for column, (head, role, values) in enumerate(_columns(native), 1):
        put(sheet, (row, column), on_one_line(head), styles.head)
        for at, value in enumerate(values, 1):
            put(sheet, (row + at, column), value, styles.cells[role])


def _columns(native: Native) -> list[tuple[str, str, tuple[float | None, ...]]]:
    """Give the columns of numbers with their roles: the series, how far their intervals reach, where points lie."""
    role = "ratio" if native.kind == "ratios" else "share"
    found = [(one.name, role, one.values) for one in native.series]
    for one in native.series:
        if one.bounds:
            found += [(f"{one.name} \u2212", role, _reach(one, 0)), (f"{one.name} +", role, _reach(one, 1))]
    if native.kind == "ratios":
        count = len(native.categories)
        found.append(("", role, tuple(count - at - 0.5 for at in range(count))))
    if native.kind == "plane":
        name, _, gaps = found[1]
        found[1] = (name, "gap", tuple(None if gap is None else 100 * gap for gap in gaps))
    return found


def _reach(series: Series, end: int) -> tuple[float | None, ...]:
    """Give how far one end of each interval lies from its number, no further than a scale can show."""
    pairs = zip(series.values, series.bounds, strict=True)
    return tuple(
        None if value is None or bounds is None else abs(min(bounds[end], 2 * FURTHEST) - value)
        for value, bounds in pairs
    )
