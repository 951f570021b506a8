"""The words around what a sample can show: the gap below which it shows nothing reliably."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from samkit.numbers import decimal
from samkit.reach import Power, band
from samkit.report.wording import opened
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say below which gap nothing is shown reliably, with how many answers.

    Parameters
    ----------
    result
        The rows that the figure shows.
    words
        The language.
    """
    rows = [row for row in result.rows if isinstance(row, Power) and row.gap.value is not None]
    ends = [abs(end) for row in rows for end in band(row) if end is not None]
    if not ends:
        return words("reach.none", title=result.title)
    first, second = (max(n) for n in zip(*((row.first.n, row.second.n) for row in rows), strict=True))
    told = (decimal(n, signs=words.signs) for n in (first, second, math.floor(min(ends) * 100)))
    return words("reach.least", **dict(zip(("first", "second", "points"), told, strict=True)))


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked and what is drawn."""
    return f"{opened(result.question.strip() or result.title)}{words('reach.drawn')}"
