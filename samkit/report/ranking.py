"""The words around two rankings of the same items: what comes first in each, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal
from samkit.report.resting import named
from samkit.report.wording import opened
from samkit.results import Rank
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Place, Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Name the most common and the most separating item, and say which of these is no more than this sample's.

    Notes
    -----
    A first place is sure when the range that holds the true ranks of all items together is 1 alone.
    """
    rows = [row for row in result.rows if isinstance(row, Rank) and row.common.rank.value is not None]
    if not rows:
        return words("ranking.too_few", title=result.title)
    if len(rows) == 1:
        return words("ranking.alone", title=result.title)
    common = min(rows, key=lambda row: (row.common.rank.value or 0.0, row.position))
    apart = min(rows, key=lambda row: (row.separating.rank.value or 0.0, row.position))
    sure = words(f"ranking.{_which(_is_sure(common.common), _is_sure(apart.separating))}")
    if common is apart:
        every = decimal(len(rows), signs=words.signs)
        return words("ranking.same", item=named(common.item, common.notes, words), every=every, sure=sure)
    first, furthest = (named(row.item, row.notes, words) for row in (common, apart))
    return words("ranking.two", common=first, apart=furthest, sure=sure)


def _is_sure(place: Place) -> bool:
    return place.range.upper == 1


def _which(common: bool, apart: bool) -> str:  # noqa: FBT001 - two of a kind
    """Say which of the two first places is shown."""
    return {(True, True): "both", (False, False): "neither", (True, False): "former"}.get((common, apart), "latter")


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked, and what each side is ranked by."""
    question = opened(result.question.strip() or result.title)
    way = next((method.name for method in result.methods if method.of == "rank by gap"), "")
    return question + (words("ranking.by_way", way=words.told(way)) if way else words("ranking.by"))
