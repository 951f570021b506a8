"""The words around readings of a rule: under how many of them a finding stays, and whether all together are chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, percent, probability
from samkit.report.resting import named
from samkit.report.wording import equal, opened
from samkit.results import Verdict
from samkit.robust import JUDGED, judged, parted
from samkit.tables import footer
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Result, Robust


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say of one item under how many readings its verdict stays, of several on how many they differ under all.

    Parameters
    ----------
    result
        The rows that the figure shows.
    words
        The language.
    """
    rows = parted(result.rows).items
    return finding(rows[0], result, words) if len(rows) == 1 else _several(rows, result, words)


def finding(row: Robust, result: Result, words: Words = ENGLISH) -> str:
    """Say under how many readings an item keeps what the declared one says, and its gap the sign."""
    first, margin = result.grouping.first, percent(result.margin, words.signs)
    if row.verdict not in JUDGED or row.same_verdict is None:
        key = f"finding.{row.verdict.name.lower()}"
        return words(key, item=row.item.text, first=first)
    kept, every = (decimal(count, signs=words.signs) for count in (row.same_verdict, row.judged))
    stays = "every" if row.same_verdict == row.judged else "some"
    item = named(row.item, row.notes, words)
    under = words(f"robust.kept_{stays}", kept=kept, judged=every)
    said = words(f"robust.{row.verdict.name.lower()}", item=item, kept=under, margin=margin)
    if row.verdict is not Verdict.DIFFERS or row.same_verdict == row.judged or row.same_sign is None:
        return said
    if row.same_sign == row.judged:
        return words("robust.sign_every", finding=said)
    return words("robust.sign_some", finding=said, kept=decimal(row.same_sign, signs=words.signs))


def _several(rows: Sequence[Robust], result: Result, words: Words) -> str:
    """Count the items that differ under every reading, under some, and under none."""
    shares = [_differing(row) for row in rows if judged(row) and row.verdict is not Verdict.CIRCULAR]
    groups = {"first": result.grouping.first, "second": result.grouping.second}
    if rows and all(row.verdict is Verdict.CIRCULAR for row in rows):
        return words("several.circular", **groups)
    if not shares:
        return words("robust.too_few", title=result.title)
    counts = [sum(share == 1 for share in shares), sum(0 < share < 1 for share in shares), shares.count(0)]
    every, some, none = (words("robust.items", count) for count in counts)
    return words("robust.several", **groups, every=every, some=some, none=none)


def _differing(row: Robust) -> float:
    """Give the share of the judged readings under which an item differs."""
    return sum(verdict is Verdict.DIFFERS for verdict in row.curve.verdicts) / row.judged


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked, what is drawn, and the p-value of all readings together."""
    rows = parted(result.rows).items
    drawn = words("robust.drawn" if len(rows) == 1 else "robust.mapped")
    p = rows[0].p if len(rows) == 1 else next((test.p for test in result.tests), None)
    told = drawn if p is None else words("robust.together", drawn=drawn, p=equal(probability(p, words.signs)))
    return f"{opened(result.question.strip() or result.title)}{told}"


def bases(result: Result, words: Words = ENGLISH) -> str:
    """Tell the bases of the declared reading."""
    rows = parted(result.rows).items
    return footer.between(result.grouping, [(row.n_first, row.n_second) for row in rows], words)
