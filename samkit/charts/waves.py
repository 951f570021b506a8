"""Waves: shares of this survey beside those of another, group by group, with the change and its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger
from samkit.charts.marked import explained, marked, sign_of
from samkit.charts.scale import ceiling
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.twins import Twin, reach, write_twins
from samkit.notes import Severity
from samkit.results import Estimate, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.results import Benchmark, Grouping
    from samkit.words.language import Words

NOTHING: Final = Estimate(None, None, None)
UNSAID: Final = frozenset({Verdict.NOT_SHOWN, Verdict.NOT_COMPUTABLE})


def draw(
    rows: Sequence[Benchmark], grouping: Grouping, caption: Caption, theme: Theme = LIGHT, *, other: str = ""
) -> Plate:
    """Draw two waves.

    Parameters
    ----------
    rows
        The shares of items and groups in the order in which they are shown.
    grouping
        The two groups of this survey.
    caption
        The words around the chart.
    theme
        The look.
    other
        What the other survey is called.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    words = theme.words
    several = len({row.item.id for row in rows}) > 1
    book = ledger(theme, [_entry(row, words, several=several) for row in rows], _heads(words) if rows else (), 60.0)
    sides = grouping._replace(first=words("waves.ours"), second=other or words("waves.theirs"))
    twins = [_twin(row, words) for row in rows]
    end = ceiling(max([0.0, *(twin.reach[1] for twin in twins if any(twin.values))]))
    bottom = write_twins(sheet, book, [twin._replace(reach=(0.0, end)) for twin in twins], sides, top)
    return closed(sheet, bottom, caption, _explained(rows, words))


def _heads(words: Words) -> tuple[str, ...]:
    return (words("waves.change"),)


def reason(row: Benchmark, words: Words) -> str:
    """Say why a row shows no numbers, or nothing if it shows them."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    if told:
        return words.told(told)
    return words("chart.not_computable") if row.gap.value is None else ""


def _entry(row: Benchmark, words: Words, *, several: bool) -> Entry:
    """Write a row: the group, below its item where there are several, and the change."""
    label = marked(f"{row.item.text}: {row.group}" if several else row.group, _sign(row))
    why = reason(row, words)
    if why:
        return Entry(label, reason=why)
    other = "" if row.n is None else numbers.decimal(row.n, signs=words.signs)
    bases = words("chart.bases", first=numbers.decimal(row.ours.n, signs=words.signs), second=other)
    remark = f"{bases}, {words('chart.equivalent')}" if row.verdict is Verdict.EQUIVALENT else bases
    change = Cell(numbers.points(row.gap.value, words.signs), numbers.points_interval(row.gap, words.signs))
    return Entry(label, remark, (change,), muted=row.verdict in UNSAID)


def _sign(row: Benchmark) -> str:
    return sign_of(row.notes, row.verdict)


def _twin(row: Benchmark, words: Words) -> Twin:
    """Give the bars of a row; none where it shows no numbers."""
    if reason(row, words):
        return Twin(NOTHING, NOTHING)
    theirs = Estimate(row.theirs.value, None, None)
    values = (numbers.percent(row.ours.share.value, words.signs), numbers.percent(theirs.value, words.signs))
    return Twin(row.ours.share, theirs, values, reach(row.ours.share, theirs), row.verdict in UNSAID)


def _explained(rows: Sequence[Benchmark], words: Words) -> list[str]:
    """Say what thin lines, lighter ink and signs mean."""
    shown, signs = [row for row in rows if not reason(row, words)], explained(map(_sign, rows), words)
    if not shown:
        return signs
    muted = any(row.verdict in UNSAID for row in shown)
    return [" ".join([words("chart.thin"), *([words("chart.open")] if muted else [])]), *signs]
