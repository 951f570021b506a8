"""The words around two waves: what changed since the other survey, in which group, and what did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import percent, points
from samkit.report.resting import named
from samkit.report.wording import opened
from samkit.results import Benchmark, Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def rows_of(result: Result) -> list[Benchmark]:
    """Give the rows of a comparison of two surveys."""
    return [row for row in result.rows if isinstance(row, Benchmark)]


def ordered(result: Result) -> Result:
    """Put the rows in the order of the questionnaire: item by item, the first group before the second."""
    rows: list[Benchmark] = sorted(rows_of(result), key=lambda row: row.position)
    return result._replace(rows=tuple(rows))


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say of each group what changed; of several items, on how many.

    Notes
    -----
    "The same" is said only of *equivalent*; of *not shown* it is said that no change is shown.
    """
    rows = rows_of(result)
    if len({row.item.id for row in rows}) != 1:
        changed = sum(row.verdict in {Verdict.ABOVE, Verdict.BELOW} for row in rows)
        return words("waves.several", changed, every=words.number(len(rows)), wave=result.title)
    told: dict[str, list[str]] = {}
    for row in rows:
        told.setdefault(_said(row, result, words), []).append(row.group)
    parts = [words("waves.of", said=said, groups=words.joined(tuple(groups))) for said, groups in told.items()]
    return words("waves.one", item=_item(rows[0], words), parts="; ".join(parts), wave=result.title)


def _item(row: Benchmark, words: Words) -> str:
    """Name the item; that it is part of what defines the groups stands in what is said of it."""
    return row.item.text if row.verdict is Verdict.CIRCULAR else named(row.item, row.notes, words)


def _said(row: Benchmark, result: Result, words: Words) -> str:
    """Write what may be said of one group."""
    gap = points(row.gap.value, words.signs)
    margin = percent(result.margin, words.signs)
    return words(f"waves.{row.verdict.replace(' ', '_')}", gap=gap, margin=margin)


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked, and which answers are counted."""
    nets = {row.item.favourable for row in rows_of(result)}
    counted = words("subtitle.counted_each")
    if len(nets) == 1:
        counted = words("subtitle.counted", net=words.joined(next(iter(nets)), "list.or"))
    return f"{opened(result.question.strip() or result.title)}{counted}"
