"""The words around means: on which numeric items the groups differ, and on which they are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import amount
from samkit.report.wording import JUDGED
from samkit.results import Verdict, locations
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Location, Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Name the items on which the means differ, each with both means, and say what is shown of the others."""
    groups = {"first": result.grouping.first, "second": result.grouping.second}
    judged = [row for row in locations(result) if row.verdict in JUDGED]
    if not judged:
        return words("several.too_few", title=result.title, **groups)
    differing = [row for row in judged if row.verdict is Verdict.DIFFERS]
    if not differing:
        return words("amounts.none", len(judged), title=result.title, **groups)
    named = words.few([_named(row, words) for row in differing])
    if len(differing) == len(judged):
        share = words("amounts.all", len(judged))
    else:
        share = words("amounts.some", len(differing), every=words.number(len(judged)))
    return words("amounts.differ", share=share, named=named, **groups)


def _named(row: Location, words: Words) -> str:
    """Name an item with the means of both groups."""
    first, second = (amount(side.mean.value, words.signs) for side in (row.first, row.second))
    return words("amounts.named", item=row.item.text, first=first, second=second, unit=row.unit)


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say that means are shown."""
    return words("amounts.drawn", question=result.question.strip() or result.title)
