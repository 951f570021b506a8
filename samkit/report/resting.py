"""The words around items that rest on what made the groups: how they are named, and what the rule alone would give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from samkit.numbers import points, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.notes import Note
    from samkit.results import Contrast, Item
    from samkit.words.language import Words


def named(item: Item, notes: Iterable[Note], words: Words) -> str:
    """Name an item, and say where it rests on what made the groups.

    Parameters
    ----------
    item
        Of any row.
    notes
        Of the same row.
    words
        The language.
    """
    codes = {note.code for note in notes}
    of = next((code for code in ("circular", "almost_criterion") if code in codes), "")
    return words(f"item.{of}", item=item.text) if of else item.text


def alone(row: Contrast, words: Words) -> str:
    """Write how many times as likely the group that is more likely would be by the rule alone; nothing if unknown."""
    ratio = row.baseline.ratio if row.baseline else None
    if ratio is None:
        return ""
    if (row.gap.value or 0) <= 0:
        ratio = 1 / ratio if ratio else math.inf
    return "" if math.isinf(ratio) else times(ratio, words.signs)


def gaps(rows: Sequence[Contrast], words: Words) -> str:
    """Say of each row that has one what gap would follow from the rule alone, beside the gap that is there.

    Parameters
    ----------
    rows
        Of one figure.
    words
        The language.
    """
    said = []
    for row in rows:
        if row.baseline is not None and row.gap.value is not None:
            gap, of_rule = (points(each, words.signs) for each in (row.gap.value, row.baseline.gap))
            said.append(
                words("rule.gap" if len(rows) == 1 else "rule.gap_of", item=row.item.text, gap=gap, rule=of_rule)
            )
    return words("rule.gaps", gaps="; ".join(said)) if said else ""
