"""Ranked bars: the shares of one group, the largest first, with a line below which items stand together in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.contrast import marks, reason
from samkit.charts.frame import centred, closed, opened
from samkit.charts.items import side_of
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.marked import label
from samkit.charts.names import first_style, second_style
from samkit.charts.scale import Linear, ceiling
from samkit.charts.theme import LIGHT, Style, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.items import Of
    from samkit.charts.ledger import Ledger, Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Contrast, Grouping
    from samkit.words.language import Words

BAR: Final = 12.0
FOOT: Final = 2.5
GAP: Final = 8.0
VALUE_GAP: Final = 5.0
VALUE_ROOM: Final = 26.0


def draw(
    rows: Sequence[Contrast],
    _: Grouping,
    caption: Caption,
    theme: Theme = LIGHT,
    *,
    of: Of = "top",
    cut_off: float | None = None,
) -> Plate:
    """Draw the shares of one group.

    Parameters
    ----------
    rows
        The items in the order in which they are shown.
    _
        The two groups, which the caption names.
    caption
        The words around the chart.
    theme
        The look.
    of
        Whose shares are drawn: the first group's, the second's, or those of both together.
    cut_off
        Share below which items stand together in one row, in percent; None for no such row.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    below = [row for row in rows if is_below(row, of, cut_off)]
    kept = [row for row in rows if row not in below]
    gathered = [_gathered(theme, below, cut_off)] if below else []
    book = ledger(theme, [*(_entry(row, of, theme.words) for row in kept), *gathered], (theme.words("chart.interval"),))
    places = stacked(sheet, book, top, BAR + 2 * FOOT, GAP)
    write_rows(sheet, book, places)
    scale = Linear(0.0, _highest(rows, cut_off), book.left, book.end - VALUE_ROOM)
    for row, place in zip(kept, places, strict=False):
        if not reason(row):
            _bar(sheet, row, place, scale, of)
    bottom = _line(sheet, book, places, scale, cut_off) if places else top
    return closed(sheet, bottom, caption, _explained(rows, cut_off, theme.words))


def is_below(row: Contrast, of: Of, cut_off: float | None) -> bool:
    """Say whether an item stands with others in one row; one whose numbers are hidden never does."""
    share = side_of(row, of).share.value
    return cut_off is not None and not reason(row) and share is not None and share * 100 < cut_off


def _highest(rows: Sequence[Contrast], cut_off: float | None) -> float:
    """Give the end of the scale, the same whichever of the two groups is drawn."""
    bounds = [bound for row in rows if not reason(row) for side in (row.first, row.second) for bound in side.share]
    return ceiling(max([0.0, (cut_off or 0.0) / 100, *(bound for bound in bounds if bound is not None)]))


def _entry(row: Contrast, of: Of, words: Words) -> Entry:
    why = reason(row, words)
    if why:
        return Entry(label(row), reason=why)
    share = side_of(row, of).share
    spelled = "" if share.lower is None or share.upper is None else numbers.percent_interval(share, words.signs)
    small = words("chart.small_base") if any(note.code == "small_base" for note in row.notes) else ""
    return Entry(label(row), small, (Cell(spelled, strong=False),))


def _gathered(theme: Theme, rows: Sequence[Contrast], cut_off: float | None) -> Entry:
    """Say how many items lie below the cut-off."""
    said = theme.words("chart.more_below", len(rows), share=_spelled(cut_off, theme.words))
    return Entry(said, "", (Cell(""),), muted=True, style=Style(theme.label_size, theme.palette.light))


def _spelled(cut_off: float | None, words: Words) -> str:
    """Write a cut-off with no more digits than it has."""
    return numbers.decimal(cut_off, 0 if cut_off is None or cut_off == round(cut_off) else 1, signs=words.signs)


def _bar(sheet: Sheet, row: Contrast, place: Slot, scale: Linear, of: Of) -> None:
    """Draw one bar from zero, its value at its end, and the interval along it."""
    theme = sheet.theme
    share = side_of(row, of).share
    fill, faint = (
        (theme.palette.first, theme.palette.first_faint)
        if of != "rest"
        else (theme.palette.second, theme.palette.second_faint)
    )
    style = second_style(theme) if of == "rest" else first_style(theme)
    top, end = place.middle - BAR / 2, scale.at(share.value or 0.0)
    sheet.box(scale.left, top, end, top + BAR, fill)
    sheet.write(numbers.percent(share.value), end + VALUE_GAP, centred(place.middle, style), style)
    if share.lower is not None and share.upper is not None:
        y = top + BAR + FOOT - 0.5
        sheet.rule((scale.at(share.lower), y), (scale.at(share.upper), y), faint, 0.9, layer=3)


def _line(sheet: Sheet, book: Ledger, places: Sequence[Slot], scale: Linear, cut_off: float | None) -> float:
    """Draw the cut-off behind the bars, not through a reason, and write its share below; give where that ends."""
    bottom = places[-1].bottom
    if cut_off is None:
        return bottom
    theme = sheet.theme
    x = scale.at(cut_off / 100)
    for entry, place in zip(book.entries, places, strict=True):
        if not entry.reason:
            sheet.rule((x, place.top - GAP / 2), (x, place.bottom + GAP / 2), theme.palette.quiet, 0.8, layer=0)
    text = theme.words("chart.cut_off", share=_spelled(cut_off, theme.words))
    sheet.write(text, x, centred(bottom + 10.0, theme.small), theme.small, 0.5)
    return bottom + 13.0


def _explained(rows: Sequence[Contrast], cut_off: float | None, words: Words) -> list[str]:
    """Say what thin lines, the cut-off and daggers mean, where there are any."""
    said = [words("chart.thin")] if any(not reason(row) for row in rows) else []
    if said and cut_off is not None:
        said.append(words("chart.gathered", share=_spelled(cut_off, words)))
    return ([" ".join(said)] if said else []) + marks(rows, words)
