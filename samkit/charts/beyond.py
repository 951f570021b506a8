"""Beyond: the gap of each item on what a common factor alone makes of it, and below it what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import halo, numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry
from samkit.charts.listed import listed
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Severity
from samkit.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.charts.scale import Linear
    from samkit.results import Estimate, Grouping, Halo, Row
    from samkit.words.language import Words

RADIUS: Final = 3.6
HALF: Final = 4.4
MARK: Final = 19.0


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw gaps as found, on what a common factor makes of them, and beyond it.

    Parameters
    ----------
    rows
        The items in the order in which they are shown; other rows are passed over.
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
    items = halo.items(rows)
    heads = (theme.words("chart.gap"), theme.words("chart.beyond"))
    drawn = [(*row.gap, row.beyond.expected, *row.beyond.gap) if is_drawn(row) else () for row in items]
    places, scale, bottom = listed(sheet, top, [_entry(row, theme.words) for row in items], heads, drawn, MARK)
    for row, place in zip(items, places, strict=True):
        if is_drawn(row):
            _row(sheet, row, place, scale)
    return closed(sheet, bottom, caption, _explained(items, theme.words))


def is_drawn(row: Halo) -> bool:
    """Say whether there is a gap to be drawn beyond the factor."""
    return row.beyond.gap.value is not None


def _entry(row: Halo, words: Words) -> Entry:
    label = marked(row.item.text, sign_of(row.notes, row.verdict))
    if not is_drawn(row):
        told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
        circular = row.beyond.verdict is Verdict.CIRCULAR
        key = "chart.circular" if circular else "chart.not_computable"
        return Entry(label, reason=words.told(told) if told else words(key))
    return Entry(
        label, "", (_cell(row.gap, words, strong=False), _cell(row.beyond.gap, words)), muted=not _is_left(row)
    )


def _cell(gap: Estimate, words: Words, *, strong: bool = True) -> Cell:
    below = "" if gap.lower is None else numbers.points_interval(gap, words.signs)
    return Cell(numbers.points(gap.value, words.signs), below, strong=strong)


def _is_left(row: Halo) -> bool:
    """Say whether an item separates beyond the factor."""
    return row.beyond.verdict is Verdict.DIFFERS


def _row(sheet: Sheet, row: Halo, place: Slot, scale: Linear) -> None:
    """Draw above what the factor makes of the gap, and the gap; below, what is left of it."""
    palette, left = sheet.theme.palette, row.beyond.gap
    above, below = place.middle - HALF, place.middle + HALF
    start, end = sorted((scale.at(0.0), scale.at(row.beyond.expected or 0.0)))
    sheet.box(start, above - RADIUS, end, above + RADIUS, palette.second_tint)
    filled = _is_left(row)
    ink = palette.quiet if not filled else palette.first if (left.value or 0.0) > 0 else palette.second_ink
    for gap, y, line in ((row.gap, above, palette.soft), (left, below, ink)):
        if gap.lower is not None and gap.upper is not None:
            sheet.rule((scale.at(gap.lower), y), (scale.at(gap.upper), y), line, 1.1, layer=3)
    x = scale.at(row.gap.value or 0.0)
    sheet.box(x - 1.0, above - RADIUS, x + 1.0, above + RADIUS, palette.soft)
    sheet.dot(scale.at(left.value or 0.0), below, RADIUS, ink if filled else palette.paper, None if filled else ink)


def _explained(rows: Sequence[Halo], words: Words) -> list[str]:
    """Say what the marks mean."""
    shown = [row for row in rows if is_drawn(row)]
    said = [words("chart.found_beyond")] if shown else []
    said += [words("chart.open_beyond")] if not all(map(_is_left, shown)) else []
    return ([" ".join(said)] if said else []) + explained((sign_of(row.notes, row.verdict) for row in rows), words)
