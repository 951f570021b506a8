"""Every printed number and fact once more, from the texts of the respondents and nothing else."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from samkit.numbers import rounded
from samkit.simulate import grim
from samkit.simulate.facts import broken
from samkit.simulate.fit import gives, in_words
from samkit.simulate.published import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.simulate.coded import Coded
    from samkit.simulate.published import NumbersTable, SharesTable

CLEAR, UNCLEAR = 2.6, 1.6
"""Welch's t beyond which means differ for certain, and within which they are similar; between lies nobody's verdict."""


class Check(NamedTuple):
    """One printed number or fact, and what the respondents give."""

    name: str
    printed: str
    found: str
    held: bool


def checks(coded: Coded) -> Iterator[Check]:
    """Recompute everything that was printed."""
    yield from _sizes(coded)
    published = coded.frame.published
    for name, shares in published.shares.items():
        yield from _shares(coded, name, shares)
    for name, levels in published.levels.items():
        if not levels.assumed:
            for side in ("all",) if levels.all else SIDES:
                yield from _levels(coded, name, side, getattr(levels, side))
    for name, numbers in published.numbers.items():
        yield from _numbers(coded, name, numbers)
    for fact in published.facts:
        wrong = broken(coded, fact)
        yield Check(fact.kind, fact.says or fact.kind, wrong or "holds", not wrong)


def _sizes(coded: Coded) -> Iterator[Check]:
    base = coded.frame.published.base
    labels = coded.groups[coded.frame.groups.id]
    if base.printed("respondents") is not None:
        yield Check("respondents", str(base.respondents), str(len(labels)), len(labels) == base.respondents)
    groups = coded.frame.groups
    shares = (base.printed("top_share"), base.printed("rest_share"))
    for label, name, printed in zip((True, False), (groups.first, groups.second), shares, strict=True):
        if printed is not None:
            count = labels.count(label)
            yield Check(name, f"{printed} percent", f"{count} of {len(labels)}", gives(printed, count, len(labels)))


def _shares(coded: Coded, item: str, table: SharesTable) -> Iterator[Check]:
    for side, printed in (("top", table.top), ("rest", table.rest), ("all", table.all)):
        if printed is not None:
            count, base = coded.share(item, side)
            yield Check(f"{item} ({side})", in_words(printed), f"{count} of {base}", gives(printed, count, base))
    if table.ratio is not None:
        top, rest = coded.share(item, "top"), coded.share(item, "rest")
        found = f"{top[0]} of {top[1]} against {rest[0]} of {rest[1]}"
        yield Check(f"{item} (ratio)", f"{table.ratio:g} times", found, grim.gives_ratio(table.ratio, top, rest))
    if table.gap is not None:
        top, rest = coded.share(item, "top"), coded.share(item, "rest")
        found = f"{top[0]} of {top[1]} against {rest[0]} of {rest[1]}"
        yield Check(f"{item} (gap)", f"{table.gap} points", found, grim.gives_gap(table.gap, top, rest))


def _levels(coded: Coded, question: str, side: str, printed: dict[str, int]) -> Iterator[Check]:
    counts = coded.levels(question, side)
    for level, count in zip(coded.frame.study.questions[question].levels, counts, strict=True):
        if level in printed:
            held = gives(printed[level], count, sum(counts))
            yield Check(f"{question}: {level} ({side})", f"{printed[level]} percent", f"{count} of {sum(counts)}", held)


def _numbers(coded: Coded, question: str, table: NumbersTable) -> Iterator[Check]:
    answers = {side: coded.answers(question, side) for side in ("top", "rest", "all")}
    for side, printed in (("top", table.top), ("rest", table.rest), ("all", table.all)):
        if printed is not None:
            mean = rounded(sum(answers[side]) / len(answers[side]), table.digits)
            held = mean == rounded(printed, table.digits)
            yield Check(f"{question} (mean, {side})", f"{printed:g}", f"{mean:g} of {len(answers[side])}", held)
    if table.verdict:
        t = welch(answers["top"], answers["rest"])
        held = abs(t) > CLEAR if table.verdict == "different" else abs(t) < UNCLEAR
        yield Check(f"{question} (verdict)", table.verdict, f"t {t:.2f}", held)


def welch(one: Sequence[float], other: Sequence[float]) -> float:
    """Give Welch's t of two samples.

    Examples
    --------
    >>> round(welch([1, 2, 3], [2, 3, 4]), 4)
    -1.2247
    """
    means = [sum(sample) / len(sample) for sample in (one, other)]
    variances = [
        sum((value - mean) ** 2 for value in sample) / (len(sample) - 1) / len(sample)
        for sample, mean in zip((one, other), means, strict=True)
    ]
    return (means[0] - means[1]) / sqrt(sum(variances))
