"""The words around a matrix: along which question the share of the first group rises, the other being alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, probability
from samkit.report.crossed import cells
from samkit.report.wording import equal, group_sentence, opened
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result, Test


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say along which questions the share is shown to rise or to fall, those who answer alike to the other.

    Notes
    -----
    Nothing is said of a single cell.
    """
    rows = cells(result)
    if not rows or len({row.item.id for row in rows}) > 1:
        return words("matrix.several", title=result.title)
    texts = {rows[0].item.id: rows[0].item.text, rows[0].across.id: rows[0].across.text}
    if not result.tests:
        return words("matrix.untested", title=result.title)
    shown = _shown(result)
    ways = {(test.statistic or 0) > 0 for test in shown}
    first = result.grouping.first
    if not shown:
        return words("matrix.not_shown", first=first, title=result.title)
    if len(shown) == 2 and len(ways) == 1:
        both = words.joined(tuple(words("matrix.quoted", text=texts[test.item]) for test in result.tests))
        return words("matrix.both_rise" if ways == {True} else "matrix.both_fall", first=first, questions=both)
    return _one(shown[0], texts, first, words)


def _shown(result: Result) -> list[Test]:
    """Give the trends that are claimed: by Holm's correction over both."""
    rising = sorted(result.tests, key=lambda test: 1.0 if test.p is None else test.p)
    found: list[Test] = []
    for place, test in enumerate(rising):
        if test.p is None or test.p * (len(rising) - place) > 1 - result.level:
            break
        found.append(test)
    return found


def _one(test: Test, texts: dict[str, str], first: str, words: Words) -> str:
    """Say the trend along one question."""
    other = next(text for name, text in texts.items() if name != test.item)
    key = "matrix.rises" if (test.statistic or 0) > 0 else "matrix.falls"
    return words(key, first=first, item=texts[test.item], other=other)


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say whose share the cells show, of whom, and what the trends say."""
    rows = cells(result)
    told = words("matrix.counted", first=result.grouping.first, across=rows[0].across.text if rows else "")
    down = rows[0].item.id if rows else ""
    trends = (
        words(
            "matrix.trend_down" if test.item == down else "matrix.trend_right",
            p=equal(probability(test.p, words.signs)),
        )
        for test in result.tests
    )
    return f"{opened(result.question.strip() or result.title)}{'; '.join((told, *trends))}"


def bases(result: Result, words: Words = ENGLISH) -> str:
    """Tell how many answered both questions."""
    whole = next((row for row in cells(result) if not row.category and not row.level), None)
    if whole is None:
        return ""
    n = decimal(whole.side.n, signs=words.signs)
    return f"{words('crossed.bases', n=n, group=words('chart.both'))}; {group_sentence(result.grouping, words)}"
