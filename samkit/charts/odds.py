"""Odds: the odds ratios of the terms of a model with their intervals, on a logarithmic axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.forest import axis
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.scale import Logarithmic, ratio_range
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Severity
from samkit.results import Driver, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

RADIUS: Final = 3.8
MARK: Final = 12.0
GAP: Final = 8.0


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the terms of a model.

    Parameters
    ----------
    rows
        The terms in the order in which they are shown, each followed by its categories; other rows are passed over.
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
    terms = [row for row in rows if isinstance(row, Driver)]
    book = ledger(theme, [_entry(row, theme.words) for row in terms], _heads(theme.words) if terms else (), 52.0)
    marked = [row for row in terms if row.odds_ratio.value is not None]
    scale = Logarithmic(*ratio_range([row.odds_ratio for row in marked]), book.left + 6.0, book.end - 6.0)
    places = stacked(sheet, book, top, MARK, GAP)
    write_rows(sheet, book, places)
    bottom = (places[-1].bottom if places else top) + GAP / 2
    if marked:
        spans = [(place.top - GAP / 2, place.bottom + GAP / 2) for row, place in zip(terms, places, strict=True)
                 if row.odds_ratio.value is not None]  # fmt: skip
        bottom = axis(sheet, scale, spans, bottom)
    for row, place in zip(terms, places, strict=True):
        if row.odds_ratio.value is not None:
            _row(sheet, row, place, scale)
    return closed(sheet, bottom, caption, _explained(terms, theme.words))


def _heads(words: Words) -> tuple[str, str]:
    return words("heading.odds_ratio"), words("chart.effect")


def _entry(row: Driver, words: Words) -> Entry:
    """Lay out a term; of one with categories, its name alone, for the numbers stand at these."""
    label = row.level or marked(row.item.text, _sign(row))
    if row.odds_ratio.value is None:
        return Entry(label, reason=_reason(row, words))
    effect = row.effect
    below = "" if effect.lower is None or effect.upper is None else numbers.points_interval(effect, words.signs)
    odds = row.odds_ratio
    around = "" if odds.lower is None or odds.upper is None else numbers.times_interval(odds, words.signs)
    main, aside = numbers.times(odds.value, words.signs), numbers.points(effect.value, words.signs)
    cells = (Cell(main, around), Cell(aside, below, strong=False))
    return Entry(label, words.told(row.step), cells, muted=_is_muted(row))


def _reason(row: Driver, words: Words) -> str:
    """Say why a term has no odds ratio of its own."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    said = told or row.step or next((note.text for note in row.notes), "")
    return words.told(said) if said else words("chart.not_computable")


def _sign(row: Driver) -> str:
    return sign_of(row.notes, row.verdict)


def _is_muted(row: Driver) -> bool:
    return row.verdict not in {Verdict.DIFFERS, Verdict.CIRCULAR}


def _row(sheet: Sheet, row: Driver, place: Slot, scale: Logarithmic) -> None:
    """Draw the interval of an odds ratio, arrows where it runs off the axis, and the odds ratio itself."""
    theme, y, muted = sheet.theme, place.middle, _is_muted(row)
    value, low, high = row.odds_ratio
    ink = theme.palette.quiet if muted else theme.palette.first if (value or 0.0) >= 1 else theme.palette.second_ink
    if low is not None and high is not None:
        sheet.rule((scale.at(low), y), (scale.at(high), y), ink, 1.1)
        if low < scale.low:
            sheet.arrow(scale.left - 4.0, y, ink, right=False)
        if high > scale.high:
            sheet.arrow(scale.right + 4.0, y, ink, right=True)
    if value is not None and scale.holds(value):
        sheet.dot(scale.at(value), y, RADIUS, theme.palette.paper if muted else ink, ink if muted else None)


def _explained(rows: Sequence[Driver], words: Words) -> list[str]:
    """Say what open marks and daggers mean, where there are any."""
    said = (
        [words("chart.open_given")] if any(_is_muted(row) for row in rows if row.odds_ratio.value is not None) else []
    )
    return said + explained(map(_sign, rows), words)
