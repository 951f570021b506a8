"""What the charts of two groups share: a contrast as an entry of a ledger, and what its marks mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.ledger import Cell, Entry
from samkit.notes import Severity
from samkit.results import Contrast, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.results import Estimate, Grouping, Level

DAGGER: Final = "†"
HEADS: Final = ("Gap in points", "Times as\u00a0likely")

_SHORT: Final = {"small_base": "small base", "wide_interval": "imprecise"}
_THIN: Final = "Thin lines are the intervals of the shares."
_OPEN: Final = "Open marks and lighter ink: no difference is shown."
CIRCULAR: Final = f"{DAGGER} Part of the rule that makes the groups, so never a finding."


def entries(rows: Sequence[Contrast], grouping: Grouping, *, units: bool = False) -> list[Entry]:
    """Turn contrasts into rows of a ledger, with gap and ratio as their numbers; `units` spells out the points."""
    bases = _bases(rows, grouping)
    return [_entry(row, bases, _unit if units else _no_unit) for row in rows]


def explained(rows: Sequence[Contrast], *, thin: bool = True) -> list[str]:
    """Say what the marks in these rows mean; `thin` if the intervals of the shares are drawn."""
    shown = [row for row in rows if not reason(row)]
    said = [_THIN] if shown and thin else []
    said += [_OPEN] if any(is_muted(row) for row in shown) else []
    lines = [" ".join(said)] if said else []
    return lines + ([CIRCULAR] if any(is_circular(row) for row in rows) else [])


def reason(row: Contrast | Level) -> str:
    """Say why a row shows no numbers, or nothing if it shows them."""
    hidden = withheld(row)
    if hidden:
        return hidden
    return "Not computable" if row.first.share.value is None or row.second.share.value is None else ""


def withheld(row: Contrast | Level) -> str:
    """Say why a row may not show its numbers, or nothing if it may."""
    told = next((note.text for note in row.notes if note.severity is Severity.HIDDEN), "")
    if not told and isinstance(row, Contrast) and row.verdict is Verdict.HIDDEN:
        return "Base too small to be shown"
    return told


def is_muted(row: Contrast) -> bool:
    """Say whether a row is set in lighter ink: no difference is shown, and no equivalence either."""
    return row.verdict not in {Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.CIRCULAR}


def is_circular(row: Contrast | Level) -> bool:
    """Say whether an item is part of the rule that makes the groups."""
    judged = isinstance(row, Contrast) and row.verdict is Verdict.CIRCULAR
    return judged or any(note.code == "circular" for note in row.notes)


def label(row: Contrast | Level) -> str:
    """Give the wording of an item, marked if it is circular; the mark never stands alone on a line."""
    return f"{row.item.text}\u00a0{DAGGER}" if is_circular(row) else row.item.text


def _entry(row: Contrast, bases: tuple[int, int], unit: Callable[[float | None], str]) -> Entry:
    why = reason(row)
    if why:
        return Entry(label(row), reason=why)
    words = [_SHORT[note.code] for note in row.notes if note.code in _SHORT]
    if row.first.n < 0.9 * bases[0] or row.second.n < 0.9 * bases[1]:
        words.append(f"n {row.first.n:,} and {row.second.n:,}")
    if row.verdict is Verdict.EQUIVALENT:
        words.append("equivalent")
    gap = Cell(numbers.points(row.gap.value) + unit(row.gap.value), _interval(numbers.points_interval, row.gap))
    return Entry(label(row), ", ".join(words), (gap, ratio_cell(row.ratio)), muted=is_muted(row))


def _bases(rows: Sequence[Contrast], grouping: Grouping) -> tuple[int, int]:
    """Find the largest base of each group: what a row's own base is held against."""
    first = max((row.first.n for row in rows), default=grouping.n_first)
    second = max((row.second.n for row in rows), default=grouping.n_second)
    return first, second


def ratio_cell(ratio: Estimate) -> Cell:
    """Spell a ratio and its interval."""
    spelled = numbers.times(ratio.value)
    if ratio.value is not None and math.isfinite(ratio.value):
        spelled = f"{spelled}{numbers.THIN_SPACE}×"
    return Cell(spelled, _interval(numbers.times_interval, ratio))


def _interval(spell: Callable[[Estimate], str], estimate: Estimate) -> str:
    return "" if estimate.lower is None or estimate.upper is None else spell(estimate)


def _unit(gap: float | None) -> str:
    return "" if gap is None else " point" if abs(numbers.rounded(gap * 100)) == 1 else " points"


def _no_unit(_: float | None) -> str:
    return ""
