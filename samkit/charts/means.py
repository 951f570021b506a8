"""Means: numeric items of two groups, each on the scale of its own unit, with the difference and its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.twins import Twin, reach, write_twins
from samkit.notes import Severity
from samkit.results import Estimate, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.results import Grouping, Location
    from samkit.words.language import Words

NOTHING: Final = Estimate(None, None, None)
SAID: Final = frozenset({Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.CIRCULAR})


def draw(rows: Sequence[Location], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the means of numeric items.

    Parameters
    ----------
    rows
        The items in the order in which they are shown.
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
    words = theme.words
    heads = (words("chart.both"), words("heading.difference")) if rows else ()
    book = ledger(theme, [_entry(row, words) for row in rows], heads, 60.0)
    bottom = write_twins(sheet, book, [_twin(row, words) for row in rows], grouping, top)
    return closed(sheet, bottom, caption, _explained(rows, words))


def reason(row: Location, words: Words) -> str:
    """Say why an item shows no numbers, or nothing if it shows them."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    if told:
        return words.told(told)
    unknown = row.first.mean.value is None or row.second.mean.value is None
    return words("chart.not_computable") if unknown else ""


def _entry(row: Location, words: Words) -> Entry:
    why, label = reason(row, words), marked(row.item.text, _sign(row))
    if why:
        return Entry(label, row.unit, reason=why)
    signs = words.signs
    whole = row.both.mean if row.both else NOTHING
    apart = Cell(_signed(row.difference.value, words), numbers.amount_interval(row.difference, signs))
    remark = f"{row.unit}, {words('chart.equivalent')}" if row.verdict is Verdict.EQUIVALENT else row.unit
    return Entry(label, remark, (Cell(numbers.amount(whole.value, signs), strong=False), apart), muted=_is_muted(row))


def _sign(row: Location) -> str:
    return sign_of(row.notes, row.verdict)


def _signed(difference: float | None, words: Words) -> str:
    """Write a difference with its sign and as many digits as a mean has."""
    digits = 0 if difference is not None and abs(difference) >= 100 else 1
    return numbers.decimal(difference, digits, plus=True, signs=words.signs)


def _is_muted(row: Location) -> bool:
    """Say whether a row is set in lighter ink: no difference is shown, and no equivalence either."""
    return row.verdict not in SAID


def _twin(row: Location, words: Words) -> Twin:
    """Give the bars of an item; none where it shows no numbers."""
    if reason(row, words):
        return Twin(NOTHING, NOTHING)
    first, second = row.first.mean, row.second.mean
    values = (numbers.amount(first.value, words.signs), numbers.amount(second.value, words.signs))
    return Twin(first, second, values, reach(first, second), _is_muted(row))


def _explained(rows: Sequence[Location], words: Words) -> list[str]:
    """Say what thin lines, lighter ink and signs mean, and that each item has a scale of its own."""
    shown = [row for row in rows if not reason(row, words)]
    signs = explained(map(_sign, rows), words)
    if not shown:
        return signs
    said = [words("chart.own_scale"), words("chart.thin_means")]
    return [" ".join([*said, *([words("chart.open")] if any(map(_is_muted, shown)) else [])]), *signs]
