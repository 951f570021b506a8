"""Whether the answers of one question make up the whole, and the groups the total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.findings import Finding
from samkit.reconcile.bases import WORDS, Looked, bases, several
from samkit.simulate.fit import options
from samkit.simulate.published import SIDES, SharesTable
from samkit.simulate.sides import PARTS, unrounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samkit.reconcile.ratios import Bounds
    from samkit.simulate.published import Reference
    from samkit.simulate.sides import Part

NAME: Final = "totals"
RULE: Final = "the answers to a question add to the base, and a total lies between its groups as their sizes weigh them"


class _Pooled(NamedTuple):
    """A total beside its two groups, each with what its rounding allows, and how it was printed."""

    name: str
    top: Bounds
    rest: Bounds
    whole: Bounds
    printed: str
    unit: float


def look(reference: Reference) -> Looked:
    """Add up the answers of each question, and pool the groups of each item and mean."""
    found: list[Finding] = []
    added = [
        (name, part, getattr(table, part))
        for name, table in reference.levels.items()
        for part in PARTS
        if not table.assumed and getattr(table, part)
    ]
    for name, part, levels in added:
        found += _sum(reference, name, part, levels)
    pooled = list(_pooled(reference))
    for each in pooled:
        found += _between(reference, each)
    return Looked(NAME, "questions with their answers, and totals with their groups", len(added) + len(pooled), found)


def _sum(reference: Reference, name: str, part: Part, levels: Mapping[str, int]) -> Iterator[Finding]:
    """Judge the sum of the answers to one question."""
    total = sum(levels.values())
    low, high = (sum(bound) for bound in zip(*map(unrounded, levels.values()), strict=True))
    subject = f"{name} ({WORDS[part]})"
    possible = [] if reference.base.weighted else several(bases(reference, SharesTable(), part))
    if low > 1 + 1e-9 or (possible and high >= 1 and not any(_makes_up(levels, n) for n in possible)):
        text = f"the answers add to {total}; no rounding lets {len(levels)} answers do that"
        yield Finding(NAME, subject, "error", total, 100, total / 100, text)
    elif high < 1 - 1e-9:
        text = f"the answers add to {total}, so that some were not printed, or a number is wrong"
        yield Finding(NAME, subject, "warning", total, 100, total / 100, text, "print all answers")
    elif total != 100:
        text = f"the answers add to {total}, as rounding lets them"
        yield Finding(NAME, subject, "info", total, 100, total / 100, text)


def _makes_up(levels: Mapping[str, int], n: int) -> bool:
    """Say whether there are counts that print as the answers do and add to a base."""
    counts = [options(percent, n) for percent in levels.values()]
    return all(counts) and sum(each[0] for each in counts) <= n <= sum(each[-1] for each in counts)


def _pooled(reference: Reference) -> Iterator[_Pooled]:
    """List the totals that stand beside both of their groups."""
    for name, table in reference.shares.items():
        if table.all is not None and table.top is not None and table.rest is not None:
            top, rest, whole = (unrounded(value) for value in (table.top, table.rest, table.all))
            printed = table.all if isinstance(table.all, int) else f"{table.all.from_:g} to {table.all.to:g}"
            yield _Pooled(name, top, rest, whole, f"{printed} percent", 100)
    for name, means in reference.numbers.items():
        if means.all is not None and means.top is not None and means.rest is not None:
            half = 0.5 / 10**means.digits
            top, rest, whole = ((value - half, value + half) for value in (means.top, means.rest, means.all))
            yield _Pooled(name, top, rest, whole, f"{means.all:g}", 1)


def _between(reference: Reference, each: _Pooled) -> Iterator[Finding]:
    """Hold a total against its groups, at the least and the most that the first one can weigh."""
    table = reference.shares.get(each.name, SharesTable())
    top, rest = (range(0) if reference.base.weighted else bases(reference, table, part) for part in SIDES)
    light, heavy = (top[0] / (top[0] + rest[-1]), top[-1] / (top[-1] + rest[0])) if top and rest else (0.0, 1.0)
    low = min(weight * each.top[0] + (1 - weight) * each.rest[0] for weight in (light, heavy))
    high = max(weight * each.top[1] + (1 - weight) * each.rest[1] for weight in (light, heavy))
    if each.whole[1] < low - 1e-9 or each.whole[0] > high + 1e-9:
        text = f"the total {each.printed}; its groups pool to {each.unit * low:.4g} to {each.unit * high:.4g}"
        yield Finding(NAME, each.name, "error", None, None, None, text)
