"""The words around a cross-table: whether the answers differ from category to category, and who is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, percent, probability
from samkit.report.wording import equal, group_sentence, opened
from samkit.results import Cell
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def cells(result: Result) -> list[Cell]:
    """Give the rows of a cross-table."""
    return [row for row in result.rows if isinstance(row, Cell)]


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say whether the answers differ by category, and where the favourable ones are most frequent in this sample.

    Notes
    -----
    The test is of all categories together: that the highest of them differs from any other is not said.
    """
    rows = cells(result)
    test = next(iter(result.tests), None)
    told = {"item": rows[0].item.text, "across": rows[0].across.text} if rows else {}
    if not rows or test is None or test.p is None:
        return words("crossed.too_few", title=result.title)
    if len({row.item.id for row in rows}) > 1:
        return words("crossed.several", title=result.title)
    if test.p > 1 - result.level:
        return words("crossed.not_shown", **told)
    nets = _nets(rows)
    if not nets:
        return words("crossed.differs", **told)
    highest = max(nets, key=lambda category: nets[category])
    net = words.joined(rows[0].across.favourable, "list.or")
    share = percent(nets[highest], words.signs)
    return words("crossed.differs_most", category=highest, share=share, net=net, **told)


def _nets(rows: list[Cell]) -> dict[str, float]:
    """Add up the favourable answers of each category that is shown; nothing where none are favourable."""
    nets: dict[str, float] = {}
    for row in rows:
        if row.category and row.level in row.across.favourable and row.side.share.value is not None:
            nets[row.category] = nets.get(row.category, 0.0) + row.side.share.value
    return nets


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked, that the shares are those of each row, and what the test says."""
    question = opened(result.question.strip() or result.title)
    test = next(iter(result.tests), None)
    if test is None or test.p is None:
        return f"{question}{words('crossed.percent')}"
    return f"{question}{words('crossed.percent_test', p=equal(probability(test.p, words.signs)))}"


def bases(result: Result, words: Words = ENGLISH) -> str:
    """Tell how many answered both questions, of which group, and what part of all that group is."""
    whole = next((row for row in cells(result) if not row.category), None)
    if whole is None:
        return ""
    n = decimal(whole.side.n, signs=words.signs)
    told = words("crossed.bases", n=n, group=whole.group or words("chart.both"))
    return f"{told}; {group_sentence(result.grouping, words)}"
