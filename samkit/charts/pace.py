"""Pace: the chance of being won since a day, of opportunities that were fast by then and of those that were slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.twins import Twin, write_twins
from samkit.pipelined import by_kind
from samkit.results import Estimate, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.pipelined import Landmark
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

NOTHING = Estimate(None, None, None)


def draw(rows: Sequence[Row], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw two bars for each day on which opportunities are told apart.

    Parameters
    ----------
    rows
        Of a pipeline.
    grouping
        How many opportunities there are, which the caption says.
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
    words, found = theme.words, by_kind(rows).landmarks
    book = ledger(theme, [_entry(row, words) for row in found], (words("pipeline.ratio"),), 60.0)
    sides = grouping._replace(first=words("pipeline.fast_n"), second=words("pipeline.slow_n"))
    twins = [_twin(row, words) for row in found]
    bounds = [each.win.upper for row in found for each in (row.fast, row.slow)]
    end = max([0.2, *(bound for bound in bounds if bound is not None)])
    bottom = write_twins(sheet, book, [twin._replace(reach=(0.0, end)) for twin in twins], sides, top)
    return closed(sheet, bottom, caption)


def _entry(row: Landmark, words: Words) -> Entry:
    """Write a day: how many are fast and slow on it, and how many times as likely the fast ones are to be won."""
    counts = [numbers.decimal(n, signs=words.signs) for n in (row.fast.n, row.slow.n)]
    label = words("pipeline.by_day", days=numbers.decimal(row.day, signs=words.signs))
    if row.ratio.value is None:
        return Entry(label, reason=words.told(row.notes[0].text) if row.notes else words("chart.not_computable"))
    ratio = Cell(numbers.times(row.ratio.value, words.signs), numbers.times_interval(row.ratio, words.signs))
    remark = words("chart.bases", first=counts[0], second=counts[1])
    return Entry(label, remark, (ratio,), muted=row.verdict is Verdict.NOT_SHOWN)


def _twin(row: Landmark, words: Words) -> Twin:
    """Give the bars of a day; none where it shows no numbers."""
    if row.ratio.value is None:
        return Twin(NOTHING, NOTHING)
    values = (numbers.percent(row.fast.win.value, words.signs), numbers.percent(row.slow.win.value, words.signs))
    return Twin(row.fast.win, row.slow.win, values, (0.0, 1.0), row.verdict is Verdict.NOT_SHOWN)
