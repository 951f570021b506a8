"""Slope: the same items ranked twice, most common on the left and most separating on the right, joined by lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.frame import centred, closed, opened, paragraph
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.wrap import balanced, wrap
from samkit.notes import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping, Place, Rank
    from samkit.words.language import Words

MIDDLE: Final = 104.0
"""Width between the two columns of ranks, which the lines cross."""

RANK_ROOM: Final = 24.0
GAP: Final = 7.0
HEAD_GAP: Final = 9.0
RADIUS: Final = 3.4
AIR: Final = 6.0
MOST_LINES: Final = 3


class End(NamedTuple):
    """One end of an item's line: its rank, the lines of its label, and what stands below it."""

    rank: str
    lines: tuple[str, ...]
    below: tuple[str, ...]

    def height(self, theme: Theme) -> float:
        """Height of its texts, in points."""
        return theme.leading * (len(self.lines) * theme.label_size + len(self.below) * theme.small_size)


class Column(NamedTuple):
    """One of the two rankings: where its lines end, where its texts stand, and to which side they run."""

    dot: float
    rank: float
    text: float
    align: float


def draw(rows: Sequence[Rank], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw two rankings of the same items.

    Parameters
    ----------
    rows
        The items; they are sorted here, and equal ranks keep the order of the questionnaire.
    _
        The two groups, which the caption names.
    caption
        The words around the chart.
    theme
        The look.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    ranked = [row for row in rows if row.common.rank.value is not None]
    room = (theme.width - 2 * theme.margin - MIDDLE) / 2 - RANK_ROOM - AIR
    left, right = _columns(theme)
    if ranked:
        top = _heads(sheet, (left, right), top, room)
    orders = [sorted(ranked, key=lambda row: (row.common.rank.value or 0.0, row.position)),
              sorted(ranked, key=lambda row: (row.separating.rank.value or 0.0, row.position))]  # fmt: skip
    ends = [[_end(theme, row, side, room) for row in order] for side, order in enumerate(orders)]
    middles, bottom = _stacked(theme, ends, top)
    at = [{row.item.id: middle for row, middle in zip(order, middles, strict=True)} for order in orders]
    for row in sorted(ranked, key=crosses):
        _line(sheet, row, (left.dot, at[0][row.item.id]), (right.dot, at[1][row.item.id]))
    for column, order, told in zip((left, right), orders, ends, strict=True):
        for row, end, middle in zip(order, told, middles, strict=True):
            _write(sheet, column, row, end, middle)
    bottom = _unranked(sheet, [row for row in rows if row not in ranked], bottom)
    return closed(sheet, bottom, caption, _explained(rows, ranked, theme.words))


def crosses(row: Rank) -> bool:
    """Say whether the intervals of an item's two ranks exclude each other."""
    one, other = row.common.rank, row.separating.rank
    if one.lower is None or one.upper is None or other.lower is None or other.upper is None:
        return False
    return one.upper < other.lower or other.upper < one.lower


def _columns(theme: Theme) -> tuple[Column, Column]:
    middle = theme.width / 2
    left, right = middle - MIDDLE / 2, middle + MIDDLE / 2
    return (
        Column(left, left - AIR - 2.0, left - RANK_ROOM - AIR, 1.0),
        Column(right, right + AIR + 2.0, right + RANK_ROOM + AIR, 0.0),
    )


def _heads(sheet: Sheet, columns: tuple[Column, Column], top: float, room: float) -> float:
    """Write what each side is ranked by; give where the first row begins."""
    theme = sheet.theme
    style = Style(theme.label_size, theme.palette.soft, strong=True)
    heads = theme.words("chart.common_first"), theme.words("chart.separating_first")
    bottom = top
    for column, head in zip(columns, heads, strict=True):
        lines = wrap(head, room, style, 2)
        bottom = max(
            bottom, paragraph(sheet, lines, column.text, top, style, leading=theme.leading, align=column.align)
        )
    return bottom + HEAD_GAP


def _end(theme: Theme, row: Rank, side: int, room: float) -> End:
    """Break the texts of one end of a line."""
    words, place = theme.words, row.separating if side else row.common
    gap, share = numbers.points(row.gap.value, words.signs), numbers.percent(row.prevalence, words.signs)
    measure = words("chart.in_points", gap=gap) if side else words("chart.in_percent", share=share)
    below = ", ".join(part for part in (measure, _between(place, words)) if part)
    lines = balanced(_label(row), room, theme.label, MOST_LINES)
    return End(numbers.decimal(place.rank.value, signs=words.signs), lines, wrap(below, room, theme.small, 2))


def _between(place: Place, words: Words) -> str:
    """Give the interval of a rank in words."""
    low, high = place.rank.lower, place.rank.upper
    if low is None or high is None:
        return ""
    alone = numbers.decimal(low, signs=words.signs)
    return words("chart.rank", rank=alone if low == high else numbers.rank_interval(place.rank, words.signs))


def _stacked(theme: Theme, ends: Sequence[Sequence[End]], top: float) -> tuple[list[float], float]:
    """Give the middle of every row, each as high as the higher of its two ends, and where the last one ends."""
    middles = []
    for pair in zip_longest(*ends):
        high = max(end.height(theme) for end in pair)
        middles.append(top + high / 2)
        top += high + GAP
    return middles, top - GAP if middles else top


def _line(sheet: Sheet, row: Rank, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Join the two places of an item: in a strong line only where they are shown to be apart."""
    theme = sheet.theme
    strong = crosses(row)
    ink = _ink(theme, row)
    sheet.rule(start, end, ink, 1.8 if strong else 0.8, layer=3 if strong else 2)
    for x, y in (start, end):
        sheet.dot(x, y, RADIUS, ink if strong else theme.palette.paper, None if strong else ink)


def _ink(theme: Theme, row: Rank) -> str:
    """Choose the colour of a line: it separates more than it is common, less, or neither is shown."""
    if not crosses(row):
        return theme.palette.quiet
    return (
        theme.palette.first
        if (row.separating.rank.value or 0.0) < (row.common.rank.value or 0.0)
        else theme.palette.second_ink
    )


def _write(sheet: Sheet, column: Column, row: Rank, end: End, middle: float) -> None:
    """Write rank, label and measure of one end of a line."""
    theme = sheet.theme
    strong = crosses(row)
    style = Style(theme.label_size, _ink(theme, row) if strong else theme.palette.ink, strong=True)
    sheet.write(end.rank, column.rank, centred(middle, style), style, column.align)
    label = Style(theme.label_size, style.ink, strong=strong)
    top = middle - end.height(theme) / 2
    top = paragraph(sheet, end.lines, column.text, top, label, leading=theme.leading, align=column.align)
    paragraph(sheet, end.below, column.text, top, theme.small, leading=theme.leading, align=column.align)


def _unranked(sheet: Sheet, rows: Sequence[Rank], top: float) -> float:
    """Write the items that have no rank, each with the reason; give where they end."""
    theme = sheet.theme
    room = theme.width - 2 * theme.margin
    label = Style(theme.label_size, theme.palette.light)
    for row in rows:
        told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
        why = theme.words.told(told) or theme.words("chart.not_computable")
        top = paragraph(
            sheet, wrap(_label(row), room, label, MOST_LINES), theme.margin, top + GAP, label, leading=theme.leading
        )
        top = paragraph(
            sheet, wrap(why, room, theme.small, MOST_LINES), theme.margin, top, theme.small, leading=theme.leading
        )
    return top


def _label(row: Rank) -> str:
    return marked(row.item.text, sign_of(row.notes))


def _explained(rows: Sequence[Rank], ranked: Sequence[Rank], words: Words) -> list[str]:
    """Say what strong lines and daggers mean, where there are any."""
    said = [words("chart.strong" if any(map(crosses, ranked)) else "chart.no_strong")] if ranked else []
    return said + explained((sign_of(row.notes) for row in rows), words)
