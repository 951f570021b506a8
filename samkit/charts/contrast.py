"""What the charts of two groups share: a contrast as an entry of a ledger, and what its marks mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.ledger import Cell, Entry
from samkit.charts.marked import explained as marks_explained
from samkit.charts.marked import label, sign
from samkit.notes import Severity
from samkit.results import Contrast, Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from samkit.numbers import Signs
    from samkit.results import Baseline, Estimate, Grouping, Level

_SHORT: Final = frozenset({"small_base", "wide_interval"})


def heads(words: Words) -> tuple[str, str]:
    """Name the columns of gap and ratio."""
    return words("chart.gap"), words("chart.ratio")


def entries(rows: Sequence[Contrast], grouping: Grouping, words: Words, *, units: bool = False) -> list[Entry]:
    """Turn contrasts into rows of a ledger, with gap and ratio as their numbers; `units` spells out the points."""
    bases = _bases(rows, grouping)
    return [_entry(row, bases, words, units=units) for row in rows]


def explained(rows: Sequence[Contrast], words: Words, *, thin: bool = True) -> list[str]:
    """Say what the marks in these rows mean; `thin` if the intervals of the shares are drawn."""
    shown = [row for row in rows if not reason(row, words)]
    said = [words("chart.thin")] if shown and thin else []
    said += [words("chart.open")] if any(is_muted(row) for row in shown) else []
    lines = [" ".join(said)] if said else []
    return lines + marks(rows, words)


def marks(rows: Iterable[Contrast | Level], words: Words) -> list[str]:
    """Say what the signs of circular items mean, where there are any."""
    return marks_explained(map(sign, rows), words)


def reason(row: Contrast | Level, words: Words = ENGLISH) -> str:
    """Say why a row shows no numbers, or nothing if it shows them."""
    hidden = withheld(row, words)
    if hidden:
        return hidden
    known = row.first.share.value is not None and row.second.share.value is not None
    return "" if known else words("chart.not_computable")


def withheld(row: Contrast | Level, words: Words = ENGLISH) -> str:
    """Say why a row may not show its numbers, or nothing if it may."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    if not told and isinstance(row, Contrast) and row.verdict is Verdict.HIDDEN:
        return words("chart.hidden")
    return words.told(told)


def is_muted(row: Contrast) -> bool:
    """Say whether a row is set in lighter ink: no difference is shown, and no equivalence either."""
    return row.verdict not in {Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.CIRCULAR}


def _entry(row: Contrast, bases: tuple[int, int], words: Words, *, units: bool) -> Entry:
    why = reason(row, words)
    if why:
        return Entry(label(row), reason=why)
    remarks = [words(f"chart.{note.code}") for note in row.notes if note.code in _SHORT]
    if row.first.n < 0.9 * bases[0] or row.second.n < 0.9 * bases[1]:
        first, second = (numbers.decimal(side.n, signs=words.signs) for side in (row.first, row.second))
        remarks.append(words("chart.bases", first=first, second=second))
    if row.verdict is Verdict.EQUIVALENT:
        remarks.append(words("chart.equivalent"))
    if row.baseline is not None:
        remarks.append(_by_rule(row.baseline, words))
    gap = Cell(_gap(row.gap.value, words, units=units), _interval(numbers.points_interval, row.gap, words))
    return Entry(label(row), ", ".join(remarks), (gap, ratio_cell(row.ratio, words)), muted=is_muted(row))


def _by_rule(baseline: Baseline, words: Words) -> str:
    """Say what would follow from the rule alone."""
    gap = numbers.points(baseline.gap, words.signs)
    if baseline.ratio is None or math.isinf(baseline.ratio):
        return words("chart.rule_alone_gap", gap=gap)
    return words("chart.rule_alone", gap=gap, ratio=numbers.times(baseline.ratio, words.signs))


def _bases(rows: Sequence[Contrast], grouping: Grouping) -> tuple[int, int]:
    """Find the largest base of each group: what a row's own base is held against."""
    first = max((row.first.n for row in rows), default=grouping.n_first)
    second = max((row.second.n for row in rows), default=grouping.n_second)
    return first, second


def ratio_cell(ratio: Estimate, words: Words) -> Cell:
    """Spell a ratio and its interval."""
    spelled = numbers.times(ratio.value, words.signs)
    if ratio.value is not None and math.isfinite(ratio.value):
        spelled = f"{spelled}{numbers.THIN_SPACE}×"
    return Cell(spelled, _interval(numbers.times_interval, ratio, words))


def _interval(spell: Callable[[Estimate, Signs], str], estimate: Estimate, words: Words) -> str:
    return "" if estimate.lower is None or estimate.upper is None else spell(estimate, words.signs)


def _gap(gap: float | None, words: Words, *, units: bool) -> str:
    """Spell a gap, with its unit if that is asked for."""
    spelled = numbers.points(gap, words.signs)
    return (
        words("chart.points", round(abs(numbers.rounded(gap * 100))), gap=spelled)
        if units and gap is not None
        else spelled
    )
