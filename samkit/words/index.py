"""What of an index is named in words: whom a row is about, and what a manager of the ranked period is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.indexed import IndexScore
from samkit.numbers import amount, decimal

if TYPE_CHECKING:
    from samkit.indexed import IndexChange, IndexMean
    from samkit.words.language import Words


def named(row: IndexScore | IndexMean | IndexChange, words: Words) -> str:
    """Name whom a row is about: a manager, a team, or all managers.

    Examples
    --------
    >>> from samkit.indexed import EVERYBODY, IndexMean
    >>> from samkit.results import Estimate, Item
    >>> from samkit.words.language import ENGLISH
    >>> everybody = Item(EVERYBODY, EVERYBODY, "index", "", ())
    >>> named(IndexMean(everybody, "all", "2026", 0, 3, Estimate(1, 0, 2), "", ()), ENGLISH)
    'All managers'
    """
    if not isinstance(row, IndexScore) and row.of == "all":
        return words("index.everybody")
    return row.item.text


def held_against(benchmark: str, at: float, words: Words) -> str:
    """Name a benchmark with its value.

    Examples
    --------
    >>> from samkit.words.language import ENGLISH
    >>> held_against("Top quartile", 85, ENGLISH), held_against("Ours", 62.5, ENGLISH)
    ('Top quartile (85)', 'Ours (62.5)')
    """
    value = decimal(at, signs=words.signs) if float(at).is_integer() else amount(at, words.signs)
    return f"{benchmark} ({value})"
