"""What stands around every chart: the finding above it, then the question; bases, method and source below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.charts.plate import Sheet
from samkit.charts.typeface import ASCENT, DESCENT, width
from samkit.charts.wrap import balanced, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.charts.plate import Plate
    from samkit.charts.theme import Style, Theme

MOST_TITLE_LINES: Final = 4
MOST_FOOTER_LINES: Final = 12
LEAST_LAST: Final = 0.2
"""A footer whose last line would be shorter than this part of the page gives it more words."""


class Caption(NamedTuple):
    """The words around a chart: the finding in one sentence, the question and what was counted, and the footer.

    Lines of the footer are separated by a newline; each starts on a line of its own.
    """

    title: str
    subtitle: str
    footer: str


def opened(caption: Caption, theme: Theme) -> tuple[Sheet, float]:
    """Start a sheet with title and subtitle.

    Parameters
    ----------
    caption
        The words.
    theme
        The look.

    Returns
    -------
    Sheet
        What the chart draws on.
    float
        Where the chart may begin, in points from the top.
    """
    sheet = Sheet(theme)
    room = theme.width - 2 * theme.margin
    y = theme.margin
    if caption.title.strip():
        lines = balanced(caption.title, room, theme.title, MOST_TITLE_LINES)
        y = paragraph(sheet, lines, theme.margin, y, theme.title, leading=1.24) + 5.0
    if caption.subtitle.strip():
        lines = balanced(caption.subtitle, room, theme.subtitle, MOST_TITLE_LINES)
        y = paragraph(sheet, lines, theme.margin, y, theme.subtitle, leading=theme.leading)
    return sheet, y + 14.0


def closed(sheet: Sheet, y: float, caption: Caption, remarks: Sequence[str] = ()) -> Plate:
    """End a sheet with the footer and make the figure.

    Parameters
    ----------
    sheet
        What the chart has drawn on.
    y
        Where the chart ends, in points from the top.
    caption
        The words.
    remarks
        What the chart has to explain of its own marks; stands before the footer.

    Returns
    -------
    Plate
        The figure.
    """
    theme = sheet.theme
    room = theme.width - 2 * theme.margin
    told = [line for line in (*remarks, *caption.footer.split("\n")) if line.strip()]
    if told:
        y += 14.0
    for text in told:
        y = paragraph(sheet, _footer(text, room, theme.footer), theme.margin, y, theme.footer, leading=1.4)
    return sheet.plate(y + theme.margin)


def _footer(text: str, room: float, style: Style) -> tuple[str, ...]:
    """Break a line of the footer so that its last words are not left alone."""
    lines = wrap(text, room, style, MOST_FOOTER_LINES)
    for part in (0.95, 0.9, 0.85, 0.8):
        if len(lines) == 1 or width(lines[-1], style.size) >= LEAST_LAST * room:
            break
        tried = wrap(text, part * room, style, MOST_FOOTER_LINES)
        lines = tried if len(tried) == len(lines) and " ".join(tried) == " ".join(lines) else lines
    return lines


def paragraph(
    sheet: Sheet, lines: Iterable[str], x: float, top: float, style: Style, *, leading: float, align: float = 0.0
) -> float:
    """Write lines below each other and give where the next may begin."""
    for line in lines:
        sheet.write(line, x, baseline(top, style, leading), style, align)
        top += style.size * leading
    return top


def baseline(top: float, style: Style, leading: float) -> float:
    """Say where the baseline lies in a line that begins at `top`."""
    return top + style.size * ((leading - ASCENT - DESCENT) / 2 + ASCENT)


def centred(middle: float, style: Style) -> float:
    """Say where the baseline lies of figures that are centred on `middle`."""
    return middle + style.size * 0.364
