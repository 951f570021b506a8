"""The words around halo: how many items separate beyond the common factor, and how much of the gaps it explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import halo
from samkit.numbers import percent, percent_interval, points
from samkit.report.wording import opened
from samkit.results import Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Halo, Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say how many items separate beyond the common factor; of one item what is left of its gap.

    Parameters
    ----------
    result
        The rows that the figure shows.
    words
        The language.
    """
    rows = [row for row in halo.items(result.rows) if row.beyond.q is not None]
    if not rows:
        return words("halo.too_few", title=result.title)
    if len(rows) == 1:
        return finding(rows[0], words)
    left = sum(row.beyond.verdict is Verdict.DIFFERS for row in rows)
    groups = {"first": result.grouping.first, "second": result.grouping.second}
    return (
        words("halo.several", left, every=words.number(len(rows)), **groups)
        if left
        else words("halo.none", every=words.number(len(rows)), **groups)
    )


def finding(row: Halo, words: Words = ENGLISH) -> str:
    """Say what is left of the gap of one item, and whether it separates beyond the common factor."""
    if row.beyond.q is None:
        return words(
            f"halo.without_{'circular' if row.beyond.verdict is Verdict.CIRCULAR else 'number'}", item=row.item.text
        )
    told = {"found": points(row.gap.value, words.signs), "left": points(row.beyond.gap.value, words.signs)}
    key = "beyond" if row.beyond.verdict is Verdict.DIFFERS else "within"
    return words(f"halo.{key}", item=row.item.text, **told)


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked, what is drawn, and how much of all gaps the factor explains, where that can be told."""
    found = halo.factor(result.rows)
    drawn = words("halo.drawn")
    if found is not None and found.gaps.value is not None:
        share, interval = percent(found.gaps.value, words.signs), percent_interval(found.gaps, words.signs)
        drawn = words("halo.explains", drawn=drawn, share=share, interval=interval)
    return f"{opened(result.question.strip() or result.title)}{drawn}"
