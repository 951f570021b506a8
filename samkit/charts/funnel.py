"""Funnel: how many opportunities entered each stage, and what became of them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger
from samkit.charts.segments import Parts, write_segments
from samkit.charts.theme import LIGHT, Theme
from samkit.pipelined import by_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.pipelined import Stage
    from samkit.results import Estimate, Grouping, Row
    from samkit.words.language import Words


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the stages from the first to the last, and what was won.

    Parameters
    ----------
    rows
        Of a pipeline.
    _
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
    words, palette = theme.words, theme.palette
    found = by_kind(rows)
    won = [(row.won.n, row.win) for row in found.whole]
    entries = [_entry(row, words) for row in found.stages]
    entries += [
        Entry(words("pipeline.won"), words("pipeline.of_begun"), _cells(n, chance, words), style=theme.value)
        for n, chance in won
    ]
    heads = (words("pipeline.entered"), words("pipeline.on"), words("pipeline.out"))
    book = ledger(theme, entries, heads, 52.0)
    names = (words("pipeline.moved"), words("pipeline.still"), words("pipeline.dropped"), words("pipeline.back"))
    colours = (palette.first, palette.first_faint, palette.second, palette.second_tint)
    bars = tuple(parts(row) for row in found.stages) + tuple((n, 0, 0, 0) for n, _ in won)
    used = [place for place in range(len(names)) if any(bar and bar[place] for bar in bars)]
    told = Parts(
        tuple(names[place] for place in used),
        tuple(colours[place] for place in used),
        tuple(tuple(bar[place] for place in used) if bar else () for bar in bars),
    )
    return closed(sheet, write_segments(sheet, book, told, top), caption)


def parts(row: Stage) -> tuple[int, ...]:
    """Give what became of those who entered a stage: moved on, still there, lost, gone back."""
    return row.moved, row.entered - row.moved - row.lost - row.back, row.lost, row.back


def _entry(row: Stage, words: Words) -> Entry:
    """Write a stage: how many entered it, and the chances of moving on and of being lost."""
    count = Cell(numbers.decimal(row.entered, signs=words.signs))
    return Entry(row.item.text, _passed(row, words), (count, _chance(row.on, words), _chance(row.out, words)))


def _passed(row: Stage, words: Words) -> str:
    """Say how many passed the stage by, if any did."""
    return words("pipeline.passed_by", row.passed) if row.passed else ""


def _chance(found: Estimate, words: Words) -> Cell:
    """Write a chance with its interval."""
    below = "" if found.lower is None else numbers.percent_interval(found, words.signs)
    return Cell(numbers.percent(found.value, words.signs), below, strong=False)


def _cells(n: int, chance: Estimate, words: Words) -> tuple[Cell, ...]:
    """Write how many were won; beside it the chance of that, of all that begin."""
    return Cell(numbers.decimal(n, signs=words.signs)), _chance(chance, words), Cell("", strong=False)
