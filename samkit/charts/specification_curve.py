"""Specification curve: the gap of an item under every reading of the rule, rising, over the choices that make each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.frame import closed, opened, paragraph
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Style, Theme
from samkit.charts.typeface import width
from samkit.charts.wrap import wrap
from samkit.results import Verdict
from samkit.robust import judged, parted
from samkit.words.rules import needed, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Choices, Grouping, Robust, RuleReading
    from samkit.words.language import Words

LABELS: Final = 0.36
"""The part of the page that the names of the choices take."""

HIGH: Final = 150.0
TICK: Final = 7.0
STEP: Final = 10.5
APART: Final = 5.0
AXIS: Final = 36.0
"""What the numbers of the axis take, in points."""

DOT: Final = 3.4


class _Columns(NamedTuple):
    """The readings that are drawn, in the order of their gaps, and where each stands, in points from the left."""

    order: list[int]
    left: float
    right: float

    @property
    def each(self) -> float:
        """How wide one is."""
        return (self.right - self.left) / max(len(self.order), 1)

    def middle(self, place: int) -> float:
        """Give the middle of the column at a place."""
        return self.left + (place + 0.5) * self.each


def draw(rows: Sequence[Robust | Choices | RuleReading], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the specification curve of an item.

    Parameters
    ----------
    rows
        The item, of several the first; what the criteria may be; the readings.
    _
        The two groups, of which the caption says who is counted.
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
    found = parted(rows)
    if not found.items or not (there := judged(found.items[0])):
        bottom = paragraph(sheet, [theme.words("chart.not_computable")], theme.margin, top, theme.small, leading=1.3)
        return closed(sheet, bottom, caption)
    row = found.items[0]
    order = sorted(there, key=lambda at: (row.curve.gap.value[at] or 0.0, at))
    columns = _Columns(order, theme.margin + LABELS * (theme.width - 2 * theme.margin), theme.width - theme.margin)
    top += theme.small_size * theme.leading + 4.0
    _named(sheet, row, columns, top)
    _curve(sheet, row, columns, top)
    bottom = _choices(sheet, found.criteria, found.readings, columns, top + HIGH + 12.0)
    return closed(sheet, bottom, caption, _explained(row, theme.words))


def _named(sheet: Sheet, row: Robust, columns: _Columns, top: float) -> None:
    """Name the item to the left of its curve: of several, each has a page, and the title is of all."""
    theme = sheet.theme
    room, most = columns.left - theme.margin - AXIS, int(HIGH / (theme.label.size * theme.leading))
    name = wrap(marked(row.item.text, sign_of(row.notes, row.verdict)), room, theme.label, most)
    paragraph(sheet, name, theme.margin, top, theme.label, leading=theme.leading)


def _curve(sheet: Sheet, row: Robust, columns: _Columns, top: float) -> None:
    """Draw gap and interval under each reading, and mark the declared one."""
    theme, curve = sheet.theme, row.curve
    lows, highs = ([bound[at] or 0.0 for at in columns.order] for bound in (curve.gap.lower, curve.gap.upper))
    scale = Linear(min(0.0, *lows), max(0.0, *highs), top + HIGH, top)
    _axis(sheet, scale, columns)
    thick = min(max(0.55 * columns.each, 0.5), 5.0)
    for place, (at, low, high) in enumerate(zip(columns.order, lows, highs, strict=True)):
        x, value = columns.middle(place), curve.gap.value[at] or 0.0
        strong, faint = _inks(curve.verdicts[at], theme, ahead=value > 0)
        sheet.rule((x, scale.at(low)), (x, scale.at(high)), faint, thick, layer=1)
        sheet.box(x - thick / 2 - 0.3, scale.at(value) - 1.1, x + thick / 2 + 0.3, scale.at(value) + 1.1, strong)
    if 0 in columns.order:
        _declared(sheet, columns, scale, curve.gap.value[0] or 0.0, top)


def _inks(verdict: Verdict, theme: Theme, *, ahead: bool) -> tuple[str, str]:
    """Choose the colours of a gap and of its interval: quiet where no difference is shown."""
    palette = theme.palette
    if verdict is not Verdict.DIFFERS:
        return palette.quiet, palette.hairline
    return (palette.first, palette.first_faint) if ahead else (palette.second_ink, palette.second_faint)


def _axis(sheet: Sheet, scale: Linear, columns: _Columns) -> None:
    """Draw the lines of the scale, every ten or twenty points, and name them."""
    theme = sheet.theme
    step = 10 if scale.high - scale.low <= 0.6 else 20
    for mark in range(-100, 101, step):
        if scale.low <= mark / 100 <= scale.high:
            ink, thickness = (theme.palette.quiet, 0.9) if mark == 0 else (theme.palette.hairline, 0.6)
            y = scale.at(mark / 100)
            sheet.rule((columns.left, y), (columns.right, y), ink, thickness, layer=0)
            text = numbers.decimal(mark, plus=True, signs=theme.words.signs)
            sheet.write(text, columns.left - 5.0, y + theme.small_size * 0.36, theme.small, 1.0)


def _declared(sheet: Sheet, columns: _Columns, scale: Linear, gap: float, top: float) -> None:
    """Mark the declared reading with a dot and a line to its name."""
    theme = sheet.theme
    x, y = columns.middle(columns.order.index(0)), scale.at(gap)
    sheet.rule((x, top - 2.0), (x, y), theme.palette.ink, 0.7, layer=3)
    sheet.dot(x, y, DOT, theme.palette.paper, theme.palette.ink)
    style = Style(theme.small_size, theme.palette.ink, strong=True)
    text = theme.words("chart.as_declared")
    half = width(text, style.size, strong=True) / 2
    sheet.write(text, min(max(x, columns.left + half), columns.right - half), top - 5.0, style, 0.5)


def _choices(
    sheet: Sheet,
    criteria: Sequence[Choices],
    readings: Sequence[RuleReading],
    columns: _Columns,
    top: float,
) -> float:
    """Draw a line of ticks for each choice, below the name of its criterion; give where they end."""
    theme = sheet.theme
    head = Style(theme.small_size, theme.palette.ink, strong=True)
    room = columns.left - theme.margin - 8.0
    for name, lines in _blocks(criteria, readings, columns, theme.words):
        top = paragraph(sheet, wrap(name, room, head, 2), theme.margin, top, head, leading=theme.leading)
        for text, held in lines:
            broken = wrap(text, room - 8.0, theme.small, 2)
            _ticks(sheet, held, columns, top + STEP / 2)
            end = paragraph(sheet, broken, theme.margin + 8.0, top, theme.small, leading=theme.leading)
            top = max(end, top + STEP)
        top += APART
    return top - APART


def _blocks(
    criteria: Sequence[Choices], readings: Sequence[RuleReading], columns: _Columns, words: Words
) -> Iterator[tuple[str, list[tuple[str, list[bool]]]]]:
    """Give each criterion with its choices, and how many must hold, with the readings that make each choice."""
    drawn = [readings[at] for at in columns.order]
    for part, row in enumerate(criteria):
        lines = [
            (told(choice, words), [reading.chosen[part] == place for reading in drawn])
            for place, choice in enumerate(row.choices)
        ]
        yield row.criterion, lines
    how_many = list(dict.fromkeys((reading.k, reading.of) for reading in readings))
    yield (
        words("choice.needed"),
        [(needed(k, of, words), [(reading.k, reading.of) == (k, of) for reading in drawn]) for k, of in how_many],
    )


def _ticks(sheet: Sheet, held: Sequence[bool], columns: _Columns, middle: float) -> None:
    """Draw a tick in the column of each reading that makes a choice; the declared one is darkest."""
    palette = sheet.theme.palette
    sheet.rule((columns.left, middle), (columns.right, middle), palette.hairline, 0.4, layer=0)
    wide = min(max(0.7 * columns.each, 0.6), 5.0)
    for place, is_held in enumerate(held):
        if is_held:
            x = columns.middle(place)
            ink = palette.ink if columns.order[place] == 0 else palette.soft
            more = 0.4 if columns.order[place] == 0 else 0.0
            sheet.box(x - wide / 2 - more, middle - TICK / 2, x + wide / 2 + more, middle + TICK / 2, ink)


def _explained(row: Robust, words: Words) -> list[str]:
    """Say what the marks mean, how many readings are not drawn, and whether the item rests on the rule."""
    left = row.readings - row.judged
    every = numbers.decimal(row.readings, signs=words.signs)
    told_ = [words("chart.strong_readings"), *([words("chart.unjudged", left, every=every)] if left else [])]
    return [" ".join(told_), *explained([sign_of(row.notes, row.verdict)], words)]
