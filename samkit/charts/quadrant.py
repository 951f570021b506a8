"""Quadrant: how common each item is against how far apart the groups are on it, with what each corner means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.contrast import is_muted, marks, reason
from samkit.charts.frame import baseline, centred, closed, opened, paragraph
from samkit.charts.marked import label
from samkit.charts.placing import Box, around, beside, leader, nearest
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import ASCENT, DESCENT, width
from samkit.charts.wrap import balanced, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Contrast, Grouping
    from samkit.words.language import Words

LEAST_HEIGHT: Final = 260.0
MORE: Final = 7.0
"""Height of the plot, and by how much each item adds to it, in points."""

FOOT: Final = 5.0
RADIUS: Final = 4.0
LABEL_ROOM: Final = 112.0
MOST_LINES: Final = 3
DISTANCE: Final = 7.0
STEP: Final = 0.1
"""Both scales end at a multiple of this, as a fraction of one."""

CORNERS: Final = ("separates", "both", "neither", "shared")


class Spot(NamedTuple):
    """One item on the plot: its number among the rows, where it lies, and how its label is broken."""

    row: Contrast
    number: int
    at: tuple[float, float]
    lines: tuple[str, ...]


class Field(NamedTuple):
    """The plot: its edges, its scales, and where the corners part, in points."""

    area: Box
    across: Linear
    up: Linear
    parts: tuple[float, float]

    def at(self, row: Contrast) -> tuple[float, float]:
        """Give the place of an item."""
        return self.across.at(row.prevalence or 0.0), self.up.at(row.gap.value or 0.0)


def draw(rows: Sequence[Contrast], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw how common items are against how far apart the groups are.

    Parameters
    ----------
    rows
        The items.
    grouping
        The two groups.
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
    shown = [row for row in rows if not reason(row) and row.prevalence is not None]
    left_out = [row for row in rows if row not in shown]
    numbered: list[Spot] = []
    if shown:
        field = _field(theme, shown, top)
        taken = _ground(sheet, field, grouping)
        numbered = _spots(sheet, field, _labelled(theme, field, shown), taken)
        top = field.area.bottom + 2 * FOOT + 3 * theme.small_size * theme.leading
    bottom = _listed(sheet, numbered, top)
    bottom = _hidden(sheet, left_out, bottom)
    return closed(sheet, bottom, caption, _explained(theme.words, shown, left_out, numbered))


def _field(theme: Theme, rows: Sequence[Contrast], top: float) -> Field:
    """Choose scales that hold every item, with the wider gaps on top."""
    shares = [row.prevalence or 0.0 for row in rows]
    gaps = [row.gap.value or 0.0 for row in rows]
    axis = max(width(text, theme.small_size) for text in ("+100", f"{numbers.MINUS}100")) + 6.0
    area = Box(theme.margin + axis, top, theme.width - theme.margin, top + LEAST_HEIGHT + MORE * len(rows))
    inner = Box(area.left + 12.0, area.top + 44.0, area.right - 12.0, area.bottom - 44.0)
    across = Linear(*_ends(shares, 0.0, 1.0), inner.left, inner.right)
    low, high = _ends([*gaps, 0.0], -1.0, 1.0)
    falls = sum(gaps) < 0
    up = Linear(low, high, *((inner.top, inner.bottom) if falls else (inner.bottom, inner.top)))
    middle = across.at(sum(shares) / len(shares)), up.at(sum(gaps) / len(gaps))
    return Field(area, across, up, middle)


def _ends(values: Sequence[float], least: float, most: float) -> tuple[float, float]:
    """Give the multiples of a step that hold all values, two steps apart at least."""
    low = max(min(values) // STEP * STEP, least)
    high = min(-(-max(values) // STEP) * STEP, most)
    return (low, high) if high - low > 1.5 * STEP else (max(low - STEP, least), min(high + STEP, most))


def _ground(sheet: Sheet, field: Field, grouping: Grouping) -> list[Box]:
    """Draw the plot, its scales and its corners; give what no label may touch."""
    theme, area = sheet.theme, field.area
    x, y = field.parts
    for start, end in (((x, area.top), (x, area.bottom)), ((area.left, y), (area.right, y))):
        sheet.rule(start, end, theme.palette.hairline, 1.0, layer=0)
    zero = field.up.at(0.0)
    sheet.rule((area.left, zero), (area.right, zero), theme.palette.quiet, 0.8, layer=0)
    for gap in sorted({field.up.low, 0.0, field.up.high}):
        text = numbers.points(gap, theme.words.signs)
        sheet.write(text, area.left - 6.0, centred(field.up.at(gap), theme.small), theme.small, 1.0)
    for share in (field.across.low, field.across.high):
        place = baseline(area.bottom + FOOT, theme.small, theme.leading)
        sheet.write(numbers.percent(share), field.across.at(share), place, theme.small, 0.5)
    told = theme.words("quadrant.scales", first=grouping.first, second=grouping.second)
    top = area.bottom + FOOT + theme.small_size * theme.leading
    below = wrap(told, area.right - area.left, theme.small, 2)
    paragraph(sheet, below, area.left, top, theme.small, leading=theme.leading)
    lines = [Box(area.left, at - 1.0, area.right, at + 1.0) for at in (y, zero)]
    return [*_corners(sheet, area), *lines, Box(x - 1.0, area.top, x + 1.0, area.bottom)]


def _corners(sheet: Sheet, area: Box) -> list[Box]:
    """Write what each corner means; give where."""
    theme = sheet.theme
    strong = Style(theme.label_size, theme.palette.soft, strong=True)
    high = theme.label_size * theme.leading + theme.small_size * theme.leading
    taken = []
    for number, corner in enumerate(CORNERS):
        name, meaning = theme.words(f"quadrant.{corner}"), theme.words(f"quadrant.{corner}_means")
        right, below = number % 2, number // 2
        x = area.right if right else area.left + 2.0
        top = area.bottom - high if below else area.top
        wide = max(width(name, strong.size, strong=True), width(meaning, theme.small_size))
        paragraph(sheet, [name], x, top, strong, leading=theme.leading, align=right)
        small = top + strong.size * theme.leading
        paragraph(sheet, [meaning], x, small, theme.small, leading=theme.leading, align=right)
        taken.append(Box(x - right * wide - 3.0, top, x + (1 - right) * wide + 3.0, top + high))
    return taken


def _labelled(theme: Theme, field: Field, rows: Sequence[Contrast]) -> list[Spot]:
    """Break the label of each item; one that three lines cannot hold gets a number."""
    spots = []
    for number, row in enumerate(rows, 1):
        lines = balanced(label(row), LABEL_ROOM, theme.small, MOST_LINES + 1)
        spots.append(Spot(row, number, field.at(row), lines if len(lines) <= MOST_LINES else ()))
    return spots


def _spots(sheet: Sheet, field: Field, spots: Sequence[Spot], taken: list[Box]) -> list[Spot]:
    """Draw the items and write each label where it fits, a number where it does not; give those that have a number."""
    taken = [*taken, *(around(spot.at, RADIUS + 1.0) for spot in spots)]
    first = sorted(spots, key=lambda spot: (is_muted(spot.row), -abs(spot.row.gap.value or 0.0), spot.number))
    left = [spot for spot in first if not _written(sheet, field, spot, spot.lines, taken)]
    numbered = sorted(left, key=lambda spot: spot.number)
    numbered = [spot._replace(number=number) for number, spot in enumerate(numbered, 1)]
    for spot in numbered:
        _written(sheet, field, spot, (str(spot.number),), taken)
    for spot in spots:
        _dot(sheet, spot)
    return numbered


def _written(sheet: Sheet, field: Field, spot: Spot, lines: Sequence[str], taken: list[Box]) -> bool:
    """Write a label or number where it fits, and hold its place; say whether there is one."""
    box = _placed(sheet.theme, spot, lines, field.area, taken) if lines else None
    if box is None:
        return False
    taken += [box, *leader(spot.at, box, DISTANCE)]
    _write(sheet, spot, lines, box)
    return True


def _placed(theme: Theme, spot: Spot, lines: Sequence[str], room: Box, taken: Sequence[Box]) -> Box | None:
    wide = max(width(line, theme.small_size) for line in lines) + 2.0
    high = (len(lines) - 1) * theme.small_size * theme.leading + theme.small_size * (ASCENT + DESCENT)
    return beside(spot.at, (wide, high), DISTANCE, room, taken)


def _write(sheet: Sheet, spot: Spot, lines: Sequence[str], box: Box) -> None:
    """Write a label, and lead a thin line to it where it stands away from its mark."""
    theme = sheet.theme
    style = Style(theme.small_size, theme.palette.light if is_muted(spot.row) else theme.palette.ink)
    x = spot.at[0]
    if leader(spot.at, box, DISTANCE):
        sheet.rule(spot.at, nearest(spot.at, box), theme.palette.quiet, 0.6, layer=1)
    middle = (box.left + box.right) / 2
    align = 0.0 if box.left >= x else 1.0 if box.right <= x else 0.5
    start = (box.left + 1.0, middle, box.right - 1.0)[round(align * 2)]
    top = box.top - theme.small_size * (theme.leading - ASCENT - DESCENT) / 2
    paragraph(sheet, lines, start, top, style, leading=theme.leading, align=align)


def _dot(sheet: Sheet, spot: Spot) -> None:
    theme, muted = sheet.theme, is_muted(spot.row)
    ink = theme.palette.first if (spot.row.gap.value or 0.0) >= 0 else theme.palette.second_ink
    sheet.dot(*spot.at, RADIUS, theme.palette.paper if muted else ink, theme.palette.quiet if muted else None)


def _listed(sheet: Sheet, spots: Sequence[Spot], top: float) -> float:
    """Write the items that have numbers, with both their measures; give where they end."""
    theme = sheet.theme
    signs, indent = theme.words.signs, width("00", theme.small_size) + 6.0
    room = theme.width - 2 * theme.margin - indent
    for spot in spots:
        style = Style(theme.small_size, theme.palette.light if is_muted(spot.row) else theme.palette.ink)
        share, gap = numbers.percent(spot.row.prevalence, signs), numbers.points(spot.row.gap.value, signs)
        named = theme.words("quadrant.listed", item=label(spot.row), share=share, gap=gap)
        sheet.write(str(spot.number), theme.margin, baseline(top, style, theme.leading), style)
        lines = wrap(named, room, style, MOST_LINES)
        top = paragraph(sheet, lines, theme.margin + indent, top, style, leading=theme.leading)
    return top


def _hidden(sheet: Sheet, rows: Sequence[Contrast], top: float) -> float:
    """Write the items that show no numbers, each with the reason; give where they end."""
    theme = sheet.theme
    room = theme.width - 2 * theme.margin
    for row in rows:
        lines = wrap(
            f"{label(row)}: {reason(row, theme.words) or theme.words('chart.not_computable')}",
            room,
            theme.small,
            MOST_LINES,
        )
        top = paragraph(sheet, lines, theme.margin, top, theme.small, leading=theme.leading)
    return top


def _explained(
    words: Words, shown: Sequence[Contrast], left_out: Sequence[Contrast], numbered: Sequence[Spot]
) -> list[str]:
    """Say what corners, open marks, numbers and daggers mean, where there are any."""
    said = [words("quadrant.divided")] if shown else []
    said += [words("chart.open")] if any(map(is_muted, shown)) else []
    said += [words("quadrant.numbered")] if numbered else []
    return ([" ".join(said)] if said else []) + marks((*shown, *left_out), words)
