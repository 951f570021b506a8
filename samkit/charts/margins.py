"""Margins: what did not matter, each difference with its interval against the band within which groups are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import centred, closed, opened
from samkit.charts.items import verdict_of
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.plate import Look
from samkit.charts.scale import Linear
from samkit.charts.spread import spread
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.typeface import width
from samkit.notes import Severity
from samkit.results import Estimate, Factor, Quantity, Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.notes import Note
    from samkit.numbers import Signs
    from samkit.results import Grouping, Row

RADIUS: Final = 3.8
MARK: Final = 12.0
GAP: Final = 8.0
AIR: Final = 4.0
LEAST: Final = 1.6
FURTHEST: Final = 3.0
"""The axis ends at least and at most so many margins from zero; what lies beyond is an arrow."""

NOTHING: Final = Estimate(None, None, None)


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT, *, margin: float = 0.1) -> Plate:
    """Draw differences in multiples of the margin, questions with categories and numeric ones on one axis.

    Parameters
    ----------
    rows
        The questions of a profile in the order in which they are shown; rows of single categories are passed over.
    _
        The two groups, which the caption names.
    caption
        The words around the chart.
    theme
        The look.
    margin
        Of questions with categories, as a fraction of one.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    asked = [row for row in rows if isinstance(row, Factor | Quantity)]
    book = ledger(theme, [_entry(row, theme.words) for row in asked], _heads(theme.words) if asked else (), 52.0)
    found = [NOTHING if reason(row) else in_margins(row, margin) for row in asked]
    bounds = [abs(bound) for each in found for bound in each if bound is not None]
    end = min(max([LEAST, *(bound * 1.05 for bound in bounds)]), FURTHEST)
    scale = Linear(-end, end, book.left + 6.0, book.end - 6.0)
    places = stacked(sheet, book, top, MARK, GAP)
    write_rows(sheet, book, places)
    bottom = places[-1].bottom if places else top
    if bounds:
        shown = [place for row, place in zip(asked, places, strict=True) if not reason(row)]
        bottom = _axis(sheet, scale, shown, bottom + GAP / 2)
    for row, each, place in zip(asked, found, places, strict=True):
        if each.value is not None:
            _row(sheet, row, each, place, scale)
    return closed(sheet, bottom, caption, _explained(asked, theme.words, banded=bool(bounds)))


def reason(row: Factor | Quantity, words: Words = ENGLISH) -> str:
    """Say why a question shows no numbers, or nothing if it shows them."""
    told = next((note.text for note in _notes(row) if note.severity is Severity.HIDDEN), "")
    value = row.gap.value if isinstance(row, Factor) else row.location.difference.value
    if verdict_of(row) is Verdict.HIDDEN or value is None:
        return words.told(told) if told else words("chart.not_computable")
    return ""


def in_margins(row: Factor | Quantity, margin: float) -> Estimate:
    """Give the difference and its narrow interval as multiples of the margin; nothing where none is declared.

    Examples
    --------
    >>> from samkit.results import Base, Estimate, Factor, Item, Verdict
    >>> found = Estimate(0.05, -0.05, 0.2)
    >>> item, base, none = Item("a", "A", "s", "a", ()), Base(50, 0), Estimate(None, None, None)
    >>> row = Factor(item, base, base, none, none, "X", found, found, "", 0.5, 0.5, Verdict.NOT_SHOWN, 0)
    >>> in_margins(row, 0.1)
    Estimate(value=0.5, lower=-0.5, upper=2.0)
    """
    unit = margin if isinstance(row, Factor) else row.location.margin
    if not unit:
        return NOTHING
    return Estimate(*(None if number is None else number / unit for number in narrow(row)))


def narrow(row: Factor | Quantity) -> Estimate:
    """Give the difference with the interval that is held against the margin."""
    if isinstance(row, Factor):
        return row.gap_narrow._replace(value=row.gap.value)
    return row.location.difference_narrow._replace(value=row.location.difference.value)


def _notes(row: Factor | Quantity) -> tuple[Note, ...]:
    return row.notes if isinstance(row, Factor) else row.location.notes


def _sign(row: Factor | Quantity) -> str:
    return sign_of(_notes(row), verdict_of(row))


def _is_muted(row: Factor | Quantity) -> bool:
    return verdict_of(row) not in {Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.CIRCULAR}


def _heads(words: Words) -> tuple[str, str]:
    return words("heading.difference"), words("heading.v")


def _entry(row: Factor | Quantity, words: Words) -> Entry:
    item = row.item if isinstance(row, Factor) else row.location.item
    label = marked(item.text, _sign(row))
    why = reason(row, words)
    if why:
        return Entry(label, reason=why)
    said = _about(row, words)
    said += [words("chart.small_base")] if any(note.code == "small_base" for note in _notes(row)) else []
    said += [words("chart.equivalent")] if verdict_of(row) is Verdict.EQUIVALENT else []
    return Entry(label, ", ".join(said), _cells(row, words.signs), muted=_is_muted(row))


def _about(row: Factor | Quantity, words: Words) -> list[str]:
    """Say of which category the difference is, or in which unit and against which margin."""
    if isinstance(row, Factor):
        return [words("cell.points_at", level=row.widest) if row.widest else words("cell.points")]
    of = row.location
    margin = words("chart.of_margin", margin=numbers.amount(of.margin, words.signs))
    return [*([of.unit] if of.unit else []), margin if of.margin else words("chart.no_margin")]


def _cells(row: Factor | Quantity, signs: Signs) -> tuple[Cell, Cell]:
    found = narrow(row)
    if isinstance(row, Factor):
        below = "" if found.lower is None else numbers.points_interval(found, signs)
        v, low, high = (numbers.decimal(number, 2, signs=signs) for number in row.v)
        ends = "" if row.v.lower is None else signs.between(low, high)
        return Cell(numbers.points(found.value, signs), below), Cell(v, ends, strong=False)
    below = "" if found.lower is None else numbers.amount_interval(found, signs)
    return Cell(numbers.amount(found.value, signs), below), Cell(numbers.DASH, "", strong=False)


def _axis(sheet: Sheet, scale: Linear, places: Sequence[Slot], bottom: float) -> float:
    """Draw the band and the line at zero behind the rows, name both ends of the band, and give where that ends."""
    theme = sheet.theme
    for place in places:
        top, end = place.top - GAP / 2, place.bottom + GAP / 2
        sheet.polygon(
            [(scale.at(-1), top), (scale.at(1), top), (scale.at(1), end), (scale.at(-1), end)],
            Look(0, theme.palette.second_tint),
        )
        sheet.rule((scale.at(0), top), (scale.at(0), end), theme.palette.quiet, 0.9, layer=1)
    margin = theme.words("chart.margin")
    names = [(-1, f"{numbers.MINUS}{margin}"), (0, "0"), (1, f"+{margin}")]
    wide = [width(text, theme.small_size) for _, text in names]
    if scale.at(1) - scale.at(0) < (wide[2] + wide[1]) / 2 + AIR:
        del names[1], wide[1]
    starts = spread([scale.at(mark) for mark, _ in names], wide, AIR, (scale.left - 6.0, scale.right + 6.0))
    for (_, text), start in zip(names, starts, strict=True):
        sheet.write(text, start, centred(bottom + 8.0, theme.small), theme.small)
    return bottom + 12.0


def _row(sheet: Sheet, row: Factor | Quantity, found: Estimate, place: Slot, scale: Linear) -> None:
    """Draw the interval of a difference, arrows where it runs off the axis, and the difference itself."""
    theme, muted, y = sheet.theme, _is_muted(row), place.middle
    ink = (
        theme.palette.quiet
        if muted
        else theme.palette.soft
        if verdict_of(row) is Verdict.EQUIVALENT
        else theme.palette.first
    )
    if found.lower is not None and found.upper is not None:
        sheet.rule((scale.at(found.lower), y), (scale.at(found.upper), y), ink, 1.1, layer=3)
        if found.lower < scale.low:
            sheet.arrow(scale.left - 4.0, y, ink, right=False)
        if found.upper > scale.high:
            sheet.arrow(scale.right + 4.0, y, ink, right=True)
    if found.value is not None and scale.low <= found.value <= scale.high:
        sheet.dot(scale.at(found.value), y, RADIUS, theme.palette.paper if muted else ink, ink if muted else None)


def _explained(rows: Sequence[Factor | Quantity], words: Words, *, banded: bool) -> list[str]:
    """Say what band, open marks and daggers mean, where there are any."""
    shown = [row for row in rows if not reason(row)]
    said = [words(f"chart.{_band(shown)}")] if banded else []
    said += [words("chart.open_same")] if any(map(_is_muted, shown)) else []
    return ([" ".join(said)] if said else []) + explained(map(_sign, rows), words)


def _band(rows: Sequence[Factor | Quantity]) -> str:
    """Choose what is said of the band: sameness of a question with categories may need a small V besides."""
    has_v = any(isinstance(row, Factor) and row.v.value is not None for row in rows)
    return "band_and_v" if has_v else "band"
