"""The words around adjusted gaps: how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.adjusted import Adjusted
from samkit.numbers import points
from samkit.report.wording import opened
from samkit.results import Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say how many of the gaps differ after adjustment; of one item its gap as found and adjusted.

    Parameters
    ----------
    result
        The rows that the figure shows.
    words
        The language.
    """
    rows = [row for row in result.rows if isinstance(row, Adjusted)]
    judged = [row for row in rows if row.verdict in {Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN}]
    groups = {"first": result.grouping.first, "second": result.grouping.second}
    if rows and all(row.verdict is Verdict.CIRCULAR for row in rows):
        return words("several.circular", **groups)
    if not judged:
        return words("adjusted.too_few", title=result.title)
    if len(judged) == 1:
        return finding(judged[0], words)
    differing = sum(row.verdict is Verdict.DIFFERS for row in judged)
    return words("adjusted.several", differing, every=words.number(len(judged)), **groups)


def finding(row: Adjusted, words: Words = ENGLISH) -> str:
    """Say what the gap of one item is as found and adjusted, and whether a difference is shown."""
    found, left = (points(gap.value, words.signs) for gap in (row.gap, row.adjusted_gap))
    key = "differs" if row.verdict is Verdict.DIFFERS else "left"
    return words(f"adjusted.{key}", item=row.item.text, found=found, adjusted=left)


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked, what is drawn, and what is adjusted for."""
    named = next((method.name for method in result.methods if method.of == "adjusted for"), "")
    return f"{opened(result.question.strip() or result.title)}{words('adjusted.drawn', questions=named)}"
