"""The bands of an index behind its marks, and lines at the benchmarks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import centred
from samkit.charts.plate import Look
from samkit.charts.spread import spread
from samkit.charts.typeface import width
from samkit.charts.wrap import shortened
from samkit.colours import mixed
from samkit.indexed import ranked
from samkit.words.index import held_against

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from samkit.charts.plate import Sheet
    from samkit.charts.scale import Linear
    from samkit.indexed import IndexBand, IndexScore
    from samkit.look import Palette
    from samkit.words.language import Words

HIGHEST: Final = 100.0
AIR: Final = 8.0
LINE: Final = 1.1
EDGE: Final = 1.4
"""How thick lines at benchmarks are, and the light between two bands."""


def colours(palette: Palette, count: int) -> tuple[str, ...]:
    """Give each band its colour, from the lowest to the highest: pale, so that marks stand out."""
    return tuple(mixed(palette.second_tint, palette.first_tint, at / max(count - 1, 1)) for at in range(count))


def draw_zones(sheet: Sheet, bands: Sequence[IndexBand], scale: Linear, top: float, bottom: float) -> None:
    """Fill each band between two heights."""
    for band, colour in zip(bands, colours(sheet.theme.palette, len(bands)), strict=True):
        left, right = scale.at(band.lower_edge), scale.at(band.upper_edge)
        sheet.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], Look(0, colour))
    for band in bands[1:]:
        x = scale.at(band.lower_edge)
        sheet.rule((x, top), (x, bottom), sheet.theme.palette.paper, EDGE, layer=0)


def edges(bands: Sequence[IndexBand], scale: Linear) -> list[float]:
    """Give the left edge of each band and the right edge of the last, points."""
    return [*(scale.at(band.lower_edge) for band in bands), scale.right] if bands else [scale.left, scale.right]


def benchmarks(rows: Iterable[IndexScore]) -> dict[str, float]:
    """Give the benchmarks with their values, from the lowest."""
    found = {gap.benchmark: gap.at for row in rows for gap in row.gaps}
    return dict(sorted(found.items(), key=lambda entry: entry[1]))


def draw_axis(
    sheet: Sheet, against: Mapping[str, float], scale: Linear, top: float, bottom: float, marks: Iterable[float]
) -> float:
    """Draw a line at each benchmark, name them below, and write numbers under the scale; give where that ends.

    Parameters
    ----------
    sheet
        What is drawn on.
    against
        The benchmarks.
    scale
        From 0 to 100.
    top, bottom
        Between which the lines stand, in points from the top.
    marks
        The numbers that are written.
    """
    theme = sheet.theme
    _apart(
        sheet,
        [(scale.at(value), numbers.decimal(value, signs=theme.words.signs)) for value in marks],
        scale,
        bottom + 8.0,
    )
    for value in against.values():
        sheet.rule((scale.at(value), top), (scale.at(value), bottom), theme.palette.soft, LINE, layer=1)
    room = scale.right - scale.left
    told = [(scale.at(at), held_against(name, at, theme.words)) for name, at in against.items()]
    names = [
        (x, text if width(text, theme.small_size) <= room else shortened(text, room, theme.small)) for x, text in told
    ]
    end = bottom + 14.0
    for line in _in_lines(names, theme.small_size, scale):
        _apart(sheet, line, scale, end + 4.0)
        end += theme.small_size * theme.leading
    return end


def _apart(sheet: Sheet, told: Sequence[tuple[float, str]], scale: Linear, middle: float) -> None:
    """Write texts on one line, each as near to its place as the others let it."""
    theme = sheet.theme
    wide = [width(text, theme.small_size) for _, text in told]
    starts = spread([x for x, _ in told], wide, AIR, (scale.left - AIR, scale.right + AIR))
    for (_, text), start in zip(told, starts, strict=True):
        sheet.write(text, start, centred(middle, theme.small), theme.small)


def _in_lines(names: Sequence[tuple[float, str]], size: float, scale: Linear) -> list[list[tuple[float, str]]]:
    """Share names among lines that hold them, the lowest first."""
    lines: list[list[tuple[float, str]]] = []
    for name in names:
        if lines and sum(width(text, size) + AIR for _, text in (*lines[-1], name)) - AIR <= scale.right - scale.left:
            lines[-1].append(name)
        else:
            lines.append([name])
    return lines


def steps(bands: Sequence[IndexBand]) -> list[float]:
    """Give the numbers under a scale: its ends, and the edges of bands."""
    return [0.0, *(high.lower_edge for _, high in pairwise(bands)), HIGHEST]


def without(rows: Iterable[object], words: Words) -> list[str]:
    """Name the managers of the ranked period who have no index, the first of them; nothing where all have one."""
    names = [row.item.text for row in ranked(rows) if row.points.value is None]
    return [words("chart.without_index", names=words.few(names))] if names else []
