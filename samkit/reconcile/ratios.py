"""Whether ratios and gaps follow from the percentages beside them, and whether all of an item can hold together."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from samkit.findings import Finding
from samkit.reconcile.bases import Looked, bases, several
from samkit.simulate.fit import Wanted, why_not
from samkit.simulate.grim import ratio_digits
from samkit.simulate.sides import unrounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.simulate.published import Reference, SharesTable

NAME: Final = "ratios"
RULE: Final = "a ratio or gap must lie where the rounding of the percentages beside it lets it"
PAIRS: Final = 2_000
LARGEST: Final = 20_000
"""How many pairs of bases are tried at most, and how large one may be; beyond, every percentage can be."""

Bounds = tuple[float, float]


def look(reference: Reference) -> Looked:
    """Hold the ratio and the gap of each item against its percentages, then all of them against the bases."""
    beside = {
        name: table
        for name, table in reference.shares.items()
        if (table.ratio is not None or table.gap is not None) and (table.top is not None or table.rest is not None)
    }
    found: list[Finding] = []
    for name, table in reference.shares.items():
        own = [*_ratio(name, table), *_gap(name, table)] if name in beside else []
        found += own or _together(reference, name, table)
    return Looked(NAME, "items with a ratio or gap beside a percentage", len(beside), found)


def ratio_bounds(top: Bounds, rest: Bounds) -> Bounds:
    """Give the least and the largest ratio of two shares that lie between bounds.

    Examples
    --------
    >>> [round(bound, 3) for bound in ratio_bounds((0.545, 0.555), (0.175, 0.185))]
    [2.946, 3.171]
    """
    return (top[0] / rest[1] if rest[1] else inf), (top[1] / rest[0] if rest[0] else inf)


def _ratio(name: str, table: SharesTable) -> Iterator[Finding]:
    if table.ratio is None:
        return
    half = 0.5 / 10 ** ratio_digits(table.ratio)
    # A share that was not printed can be anything up to all.
    top, rest = (unrounded(share) if share is not None else (0.0, 1.0) for share in (table.top, table.rest))
    low, high = ratio_bounds(top, rest)
    if not _meet((low, high), (table.ratio - half, table.ratio + half)):
        allowed = f"at least {low:.2f}" if high == inf else f"{low:.2f} to {high:.2f}"
        yield _error(name, f"the ratio {table.ratio:g}; the percentages allow {allowed}")


def _gap(name: str, table: SharesTable) -> Iterator[Finding]:
    if table.gap is None:
        return
    top, rest = (unrounded(share) if share is not None else (0.0, 1.0) for share in (table.top, table.rest))
    low, high = 100 * (top[0] - rest[1]), 100 * (top[1] - rest[0])
    if not _meet((low, high), (table.gap - 0.5, table.gap + 0.5)):
        yield _error(name, f"a gap of {table.gap} points; the percentages allow {low:.0f} to {high:.0f}")


def _together(reference: Reference, name: str, table: SharesTable) -> Iterator[Finding]:
    """Look for counts that give everything printed of an item at once, each of its numbers being possible alone."""
    top, rest = bases(reference, table, "top"), bases(reference, table, "rest")
    several_printed = sum(value is not None for value in (table.top, table.rest, table.all, table.ratio)) > 1
    if (
        reference.base.weighted
        or not several_printed
        or not top
        or not rest
        or len(top) * len(rest) > PAIRS
        or top[-1] > LARGEST
    ):
        return
    reason = why_not(Wanted(table.top, table.rest, table.all, table.ratio), several(top, 60), several(rest, 60))
    if "together" in reason:
        yield _error(name, reason)


def _meet(one: Bounds, other: Bounds) -> bool:
    """Say whether two ranges have a point in common; the nudge is for what binary fractions leave of a tie."""
    return one[0] <= other[1] + 1e-9 and other[0] <= one[1] + 1e-9


def _error(name: str, text: str) -> Finding:
    return Finding(NAME, name, "error", None, None, None, text)
