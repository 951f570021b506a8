"""The names of the levels above the first bar: each over its part, or as a legend where they have no room there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.charts.frame import centred, paragraph
from samkit.charts.literal import literal
from samkit.charts.spread import spread
from samkit.charts.theme import Style
from samkit.charts.typeface import width
from samkit.charts.wrap import balanced, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.plate import Sheet
    from samkit.charts.theme import Theme

WIDEST: Final = 74.0
NARROWEST: Final = 16.0
MOST_LINES: Final = 3
GAP: Final = 6.0
LEADER: Final = 9.0
LEADING: Final = 1.25
SWATCH: Final = 7.0
BETWEEN: Final = 14.0


class Key(NamedTuple):
    """The names in lines: over the parts of a bar between two edges, or one after the other, each with its colour."""

    theme: Theme
    names: tuple[tuple[str, ...], ...]
    edges: tuple[float, float]
    over: bool

    @property
    def style(self) -> Style:
        """How the names are set."""
        return Style(self.theme.small_size, self.theme.palette.soft)

    @property
    def widths(self) -> list[float]:
        """How wide each name is, in points."""
        return [_wide(lines, self.style) for lines in self.names]

    @property
    def height(self) -> float:
        """Height of the names with what leads to the bar, in points."""
        step = self.style.size * LEADING
        if self.over:
            return max(map(len, self.names), default=0) * step + LEADER
        return sum(max(len(self.names[index]) for index in row) * step for row in self.rows()) + LEADER / 2

    def rows(self) -> list[list[int]]:
        """Share the names of a legend among rows, in their order."""
        rows: list[list[int]] = []
        x = 0.0
        for index, wide in enumerate(self.widths):
            if not rows or x + SWATCH + GAP / 2 + wide > self.edges[1]:
                rows.append([])
                x = self.edges[0]
            rows[-1].append(index)
            x += SWATCH + GAP / 2 + wide + BETWEEN
        return rows


def key(theme: Theme, names: Sequence[str], edges: tuple[float, float]) -> Key:
    """Break the names of the levels so that all stand over one bar with no word broken, or else make them a legend.

    Parameters
    ----------
    theme
        The look.
    names
        The levels from worst to best.
    edges
        Left and right edge that the names may not cross, in points.

    Returns
    -------
    Key
        The names in lines.
    """
    style = Style(theme.small_size, theme.palette.soft)
    room = edges[1] - edges[0]
    for most in np.arange(WIDEST, NARROWEST - 1, -2.0):
        lines = tuple(balanced(name, max(float(most), _longest_word(name, style)), style, MOST_LINES) for name in names)
        whole = all(" ".join(broken) == literal(name) for broken, name in zip(lines, names, strict=True))
        if not whole:
            break
        if sum(_wide(broken, style) + GAP for broken in lines) - GAP <= room:
            return Key(theme, lines, edges, over=True)
    lines = tuple(wrap(name, room - SWATCH - GAP / 2, style, MOST_LINES) for name in names)
    return Key(theme, lines, edges, over=False)


def write_key(
    sheet: Sheet, named: Key, bar: Sequence[float], colours: Sequence[str], place: tuple[float, float]
) -> None:
    """Write the names above a bar.

    Parameters
    ----------
    sheet
        What is drawn on.
    named
        The names.
    bar
        The left edge of each level and the right edge of the last, shape (k + 1,), points.
    colours
        The colour of each level, shape (k,).
    place
        Where the names end and where the bar begins, in points from the top.
    """
    if named.over:
        _write_over(sheet, named, bar, place)
    else:
        _write_legend(sheet, named, colours, place[0] - named.height)


def _write_over(sheet: Sheet, named: Key, bar: Sequence[float], place: tuple[float, float]) -> None:
    """Write each name near its part of the bar and lead a thin line to it."""
    centres = [(left + right) / 2 for left, right in pairwise(bar)]
    starts = spread(centres, named.widths, GAP, named.edges)
    bottom = place[0] - LEADER
    for lines, start, wide, centre in zip(named.names, starts, named.widths, centres, strict=False):
        middle = start + wide / 2
        top = bottom - len(lines) * named.style.size * LEADING
        paragraph(sheet, lines, middle, top, named.style, leading=LEADING, align=0.5)
        sheet.rule((middle, bottom + 1.0), (centre, place[1] - 1.0), named.theme.palette.quiet, 0.6)


def _write_legend(sheet: Sheet, named: Key, colours: Sequence[str], top: float) -> None:
    """Write the names one after the other, each behind a patch of its colour."""
    step = named.style.size * LEADING
    for row in named.rows():
        x = named.edges[0]
        for index in row:
            middle = top + step / 2
            sheet.box(x, middle - SWATCH / 2, x + SWATCH, middle + SWATCH / 2, colours[index])
            x += SWATCH + GAP / 2
            for number, line in enumerate(named.names[index]):
                sheet.write(line, x, centred(middle + number * step, named.style), named.style)
            x += named.widths[index] + BETWEEN
        top += max(len(named.names[index]) for index in row) * step


def _wide(lines: Sequence[str], style: Style) -> float:
    return max((width(line, style.size) for line in lines), default=0.0)


def _longest_word(name: str, style: Style) -> float:
    return max(width(word, style.size) for word in literal(name).split(" ")) + 0.01
