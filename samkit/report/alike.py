"""The words around what did not matter: on how many questions two groups are the same, and where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.charts.items import item_of, verdict_of
from samkit.numbers import percent
from samkit.report.wording import JUDGED
from samkit.results import Factor, Quantity, Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say on how many questions the groups are the same within the margin, and on which they differ.

    Notes
    -----
    "The same" is said only of *equivalent*; of *not shown* it is said that no difference is shown.
    """
    groups = {"first": result.grouping.first, "second": result.grouping.second}
    rows = [row for row in result.rows if isinstance(row, Factor | Quantity) and verdict_of(row) in JUDGED]
    if not rows:
        return words("several.too_few", title=result.title, **groups)
    same = sum(verdict_of(row) is Verdict.EQUIVALENT for row in rows)
    differing = [item_of(row).text for row in rows if verdict_of(row) is Verdict.DIFFERS]
    said = [words("alike.same", share=_of(same, len(rows), words))] if same else []
    if differing:
        said.append(words("alike.differ", share=_of(len(differing), len(rows), words), named=words.few(differing)))
    if not said:
        return words("alike.neither", share=_of(len(rows), len(rows), words), **groups)
    left = len(rows) - same - len(differing)
    key = "alike.finding_left" if left else "alike.finding"
    return words(key, left, said=words.joined(tuple(said)), **groups)


def _of(some: int, every: int, words: Words) -> str:
    """Say how many of how many questions.

    Examples
    --------
    >>> _of(1, 3, ENGLISH), _of(3, 3, ENGLISH), _of(1, 1, ENGLISH)
    ('one of three questions', 'all three questions', 'the question')
    """
    if some == every:
        return words("questions.all", every)
    return words("questions.some", some, every=words.number(every))


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what is drawn, with which interval, and against which margin."""
    has_gaps = any(isinstance(row, Factor) for row in result.rows)
    has_means = any(isinstance(row, Quantity) for row in result.rows)
    what = "alike.both_drawn" if has_gaps and has_means else "alike.gaps_drawn" if has_gaps else "alike.means_drawn"
    level, margin = percent(2 * result.level - 1, words.signs), percent(result.margin, words.signs)
    if not has_gaps and not has_means:
        return words("alike.nothing_drawn", level=level)
    margins = [words("alike.margin", margin=margin)] if has_gaps else []
    margins += [words(f"alike.margin_{_declared(result)}")] if has_means else []
    return words(what, level=level, margins=", ".join(margins))


def _declared(result: Result) -> str:
    """Say whether numeric questions have margins of their own."""
    numeric = [row.location.margin for row in result.rows if isinstance(row, Quantity)]
    return "declared" if all(numeric) else "where_declared" if any(numeric) else "none"
