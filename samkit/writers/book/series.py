"""The series of a chart on a sheet: in which cells they lie, and how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from samkit.colours import ink_on
from samkit.look import shades

if TYPE_CHECKING:
    from samkit.look import Palette
    from samkit.report.document import Native

Options: TypeAlias = dict[str, object]


class Cells(NamedTuple):
    """Where the numbers of a chart stand: the sheet, and the row of their heads; the names are in the first column."""

    sheet: str
    row: int

    def column(self, place: int, count: int) -> list[str | int]:
        """Give the cells of one column below its head."""
        return [self.sheet, self.row + 1, place, self.row + count, place]

    def head(self, place: int) -> list[str | int]:
        """Give the head of a column."""
        return [self.sheet, self.row, place]

    def formula(self, place: int, first: int, last: int) -> str:
        """Write the address of some rows of a column; the name of the sheet has no apostrophe."""
        letter, start = chr(ord("A") + place), self.row + 2
        return f"='{self.sheet}'!${letter}${start + first}:${letter}${start + last}"


def series_of(native: Native, cells: Cells, palette: Palette) -> list[Options]:
    """Give the series of a chart as the library takes them."""
    if native.kind == "stacked":
        return _stacked(native, cells, palette)
    if native.kind == "bars":
        return _bars(native, cells, palette)
    if native.kind == "dots":
        return [_dots(native, cells, palette)]
    return [_marks(native, cells, palette)]


def _stacked(native: Native, cells: Cells, palette: Palette) -> list[Options]:
    """Give a series for each level, with its share where there is room for it."""
    colours = shades(palette, len(native.series), native.middle)
    return [
        {
            **_lies(native, cells, number),
            "fill": {"color": shade}, "gap": 50, "overlap": 100,
            "data_labels": {"value": True, "num_format": '[<0.035]"";0%', "font": {"color": ink_on(shade)}},
        }
        for number, shade in enumerate(colours)
    ]  # fmt: skip


def _bars(native: Native, cells: Cells, palette: Palette) -> list[Options]:
    """Give a series for each group, its bars open where no difference is shown."""
    fills = [palette.second if one.role == "second" else palette.first for one in native.series]
    label = {"value": True, "num_format": "0%", "position": "outside_end"}
    return [
        {
            **_lies(native, cells, number),
            "fill": {"color": fill}, "gap": 50, "data_labels": label,
            "points": [_filled(palette.paper, fill) if at in native.quiet else None for at in _places(native)],
        }
        for number, fill in enumerate(fills)
    ]  # fmt: skip


def _dots(native: Native, cells: Cells, palette: Palette) -> Options:
    """Give dots with intervals."""
    marker = {"type": "circle", "size": 9, **_filled(palette.first, palette.first)}
    label = {"value": True, "num_format": "0%", "position": "right"}
    drawn = {"line": {"none": True}, "marker": marker, "data_labels": label}
    return {**_lies(native, cells, 0), **drawn, "y_error_bars": _intervals(native, cells, palette)}


def _marks(native: Native, cells: Cells, palette: Palette) -> Options:
    """Give points on a plane with the names of their items: in the colour of the group that has more of it."""
    count, is_ratio = len(native.categories), native.kind == "ratios"
    values = native.series[0 if is_ratio else 1].values
    points = [
        _filled(palette.paper, palette.quiet) if at in native.quiet
        else _filled(palette.first, palette.first) if (value or 0.0) >= is_ratio
        else _filled(palette.second, palette.second)
        for at, value in enumerate(values)
    ]  # fmt: skip
    names = [{"value": cells.formula(0, at, at)} for at in _places(native)]
    return {
        "name": cells.head(1 if is_ratio else 2),
        "categories": cells.column(1, count),
        "values": cells.column(4 if is_ratio else 2, count),
        "marker": {"type": "circle", "size": 8, **_filled(palette.first, palette.first)},
        "points": points,
        "data_labels": {"custom": names, "value": True, "position": "above", "font": {"size": 8}},
        **({"x_error_bars": _intervals(native, cells, palette)} if is_ratio else {}),
    }


def _lies(native: Native, cells: Cells, number: int) -> Options:
    """Say in which cells a series lies."""
    count = len(native.categories)
    return {
        "name": cells.head(number + 1),
        "categories": cells.column(0, count),
        "values": cells.column(number + 1, count),
    }


def _intervals(native: Native, cells: Cells, palette: Palette) -> Options:
    """Draw the intervals whose lengths stand in the columns behind the only series."""
    last = len(native.categories) - 1
    ends = {"minus_values": cells.formula(2, 0, last), "plus_values": cells.formula(3, 0, last)}
    return {"type": "custom", **ends, "end_style": 0, "line": {"color": palette.first_faint, "width": 1.25}}


def _filled(fill: str, border: str) -> Options:
    return {"fill": {"color": fill}, "border": {"color": border}}


def _places(native: Native) -> range:
    return range(len(native.categories))
