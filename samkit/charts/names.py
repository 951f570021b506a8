"""The names of the two groups, written once, beside the marks of the first row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.charts.frame import paragraph
from samkit.charts.literal import literal
from samkit.charts.spread import spread
from samkit.charts.theme import Style
from samkit.charts.typeface import width
from samkit.charts.wrap import wrap

if TYPE_CHECKING:
    from samkit.charts.plate import Sheet
    from samkit.charts.theme import Theme
    from samkit.results import Grouping

BETWEEN: Final = 10.0


class Names(NamedTuple):
    """Two names that stand beside each other if they fit, else below each other."""

    theme: Theme
    first: tuple[str, ...]
    second: tuple[str, ...]
    beside: bool

    @property
    def height(self) -> float:
        """Height that the names take, in points."""
        lines = 1 if self.beside else len(self.first) + len(self.second)
        return lines * self.theme.label_size * self.theme.leading


def names(theme: Theme, grouping: Grouping, room: float) -> Names:
    """Measure the names of the groups.

    Parameters
    ----------
    theme
        The look.
    grouping
        The groups.
    room
        Width that both may take together, in points.

    Returns
    -------
    Names
        The names in lines.
    """
    style = first_style(theme)
    first, second = (wrap(name, room, style, 2) for name in (grouping.first, grouping.second))
    both = sum(width(literal(name), style.size, strong=True) for name in (grouping.first, grouping.second))
    return Names(theme, first, second, both + BETWEEN <= room)


def first_style(theme: Theme) -> Style:
    """How the name and the numbers of the first group are set."""
    return Style(theme.label_size, theme.palette.first_ink, strong=True)


def second_style(theme: Theme) -> Style:
    """How the name and the numbers of the second group are set."""
    return Style(theme.label_size, theme.palette.second_ink, strong=True)


def write_names(
    sheet: Sheet, block: Names, bottom: float, at: tuple[float, float], bounds: tuple[float, float]
) -> None:
    """Write the names so that they end at `bottom`, each as near above its mark as the other and the bounds allow.

    Parameters
    ----------
    sheet
        What is drawn on.
    block
        The names.
    bottom
        Where they end, in points from the top.
    at
        Where the marks of the first and the second group are, in points from the left.
    bounds
        Left and right edge that the names may not cross.
    """
    theme = block.theme
    styles = (first_style(theme), second_style(theme))
    top = bottom - block.height
    if not block.beside:
        for lines, style in zip((block.first, block.second), styles, strict=True):
            top = paragraph(sheet, lines, bounds[0], top, style, leading=theme.leading)
        return
    texts = (block.first[0], block.second[0])
    wide = [width(text, theme.label_size, strong=True) for text in texts]
    order = (0, 1) if at[0] < at[1] else (1, 0)
    places = spread([at[side] for side in order], [wide[side] for side in order], BETWEEN, bounds)
    for side, x in zip(order, places, strict=True):
        paragraph(sheet, [texts[side]], x, top, styles[side], leading=theme.leading)
