"""Printed facts that are not numbers: ranks, orders, what rises with maturity, what made no difference."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from samkit.simulate import grim
from samkit.simulate.published import Fact, HighestFact, NoDifferenceFact, OrderFact, RankFact, RisesFact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.simulate.coded import Coded
    from samkit.simulate.frame import Frame


def broken(coded: Coded, fact: Fact) -> str:
    """Say how respondents break a fact; nothing if they do not."""
    match fact:
        case RankFact():
            return _rank(coded, fact)
        case HighestFact():
            return _highest(coded, fact)
        case OrderFact():
            return _order(coded, fact)
        case RisesFact():
            return _rises(coded, fact)
        case NoDifferenceFact():
            return "; ".join(filter(None, (_differs(coded, question) for question in fact.questions)))


def rests_on_drawing(frame: Frame, fact: Fact) -> bool:
    """Say whether another drawing with the same margins could change a fact."""
    if isinstance(fact, RankFact):
        return fact.group not in {"", frame.groups.id}
    return isinstance(fact, RisesFact) and fact.outcome in frame.items


def value(coded: Coded, item: str, by: str, group: str = "") -> Fraction:
    """Give the number by which items are ranked: a share as a fraction, or the gap between two."""
    if by == "gap":
        return value(coded, item, "top", group) - value(coded, item, "rest", group)
    count, base = coded.share(item, by, group)
    return Fraction(count, base) if base else Fraction(0)


def _rank(coded: Coded, fact: RankFact) -> str:
    """Rank an item from the largest; gaps by their size."""
    section = coded.frame.study.sections.get(fact.section)
    items = fact.items or [item.id for item in (section.items if section else ())]
    values = {item: value(coded, item, fact.by, fact.group) for item in items}
    sizes = {item: abs(found) if fact.by == "gap" else found for item, found in values.items()}
    at_least = [item for item in items if item != fact.item and sizes[item] >= sizes[fact.item]]
    ahead = [item for item in at_least if sizes[item] > sizes[fact.item]]
    if len(ahead) == len(at_least) == fact.rank - 1:
        return ""
    tied = f", tied with {', '.join(sorted(set(at_least) - set(ahead)))}" if len(at_least) > len(ahead) else ""
    first = f"{fact.item} has rank {len(ahead) + 1} by {fact.by}, not {fact.rank}{tied}"
    return f"{first}; ahead: {', '.join(ahead) or '–'}"


def _highest(coded: Coded, fact: HighestFact) -> str:
    """Say which items of the section come too early, and which reach the share, or miss it, that should not."""
    values = {item.id: value(coded, item.id, fact.by) for item in coded.frame.study.sections[fact.section].items}
    lowest = min(values[item] for item in fact.items)
    others = {item: found for item, found in values.items() if item not in fact.items}
    early = [item for item, found in others.items() if found >= lowest]
    if early:
        return f"by {fact.by}, {', '.join(early)} not below all of {', '.join(fact.items)}"
    if fact.at_least is None:
        return ""
    reached = [item for item, found in others.items() if _percent(found) >= fact.at_least]
    missed = [item for item in fact.items if _percent(values[item]) < fact.at_least]
    return "; ".join([*(f"{item} reaches it" for item in reached), *(f"{item} does not reach it" for item in missed)])


def _percent(share: Fraction) -> int:
    return grim.percent_of(share.numerator, share.denominator)


def _order(coded: Coded, fact: OrderFact) -> str:
    wrong = [
        f"{upper} is not above {lower}"
        for upper, lower in pairwise(fact.items)
        if value(coded, upper, fact.by) <= value(coded, lower, fact.by)
    ]
    return f"by {fact.by}, {'; '.join(wrong)}" if wrong else ""


def _rises(coded: Coded, fact: RisesFact) -> str:
    """Compare the outcome's share from level to level."""
    shares = [Fraction(count, base) if base else None for count, base in outcome_by_level(coded, fact)]
    known = [share for share in shares if share is not None]
    if len(known) == len(shares) and all(low < high for low, high in pairwise(known)):
        return ""
    told = ", ".join("–" if share is None else f"{float(share):.3f}" for share in shares)
    return f"{fact.outcome} does not rise along {fact.along}: {told}"


def outcome_by_level(coded: Coded, fact: RisesFact) -> list[tuple[int, int]]:
    """Count an outcome at each level of a question: those who have it, and those of whom it is known."""
    along = coded.codes[fact.along]
    if fact.outcome in coded.frame.items:
        item = coded.frame.items[fact.outcome]
        favourable = coded.frame.positions(item)
        has: Sequence[bool | None] = [None if code < 0 else code in favourable for code in coded.codes[item.question]]
    else:
        has = coded.groups[fact.outcome]
    found = []
    for level in range(len(coded.frame.study.questions[fact.along].levels)):
        here = [outcome for outcome, code in zip(has, along, strict=True) if code == level and outcome is not None]
        found.append((sum(here), len(here)))
    return found


def _differs(coded: Coded, question: str) -> str:
    """Hold chi-square against its expectation under independence, the degrees of freedom.

    Below it the p-value is above 0.3 whatever the degrees of freedom.
    """
    table = [coded.levels(question, side) for side in ("top", "rest")]
    columns = [top + rest for top, rest in zip(*table, strict=True)]
    bases = [sum(row) for row in table]
    square = sum(
        (count - base * column / sum(bases)) ** 2 * sum(bases) / (base * column)
        for row, base in zip(table, bases, strict=True)
        for count, column in zip(row, columns, strict=True)
        if base and column
    )
    freedom = sum(column > 0 for column in columns) - 1
    return "" if square <= freedom else f"{question} differs: chi-square {square:.1f} on {freedom} degrees of freedom"
