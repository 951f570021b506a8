"""The bases behind printed numbers: those that were printed, and those that the printed size of a group allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from samkit.simulate import grim
from samkit.simulate.published import Range

if TYPE_CHECKING:
    from samkit.simulate.published import Printed, SharesTable, SizesTable

Part = Literal["top", "rest", "all"]

PARTS: Final[tuple[Part, ...]] = ("top", "rest", "all")


class Base(NamedTuple):
    """The bases that a printed number can have: one that was printed, or all that the size of the group allows."""

    possible: range
    printed: bool


def sizes(base: SizesTable, part: Part) -> range:
    """Give the sizes that a group can have; no size where nothing was printed of it.

    Parameters
    ----------
    base
        Respondents, and the shares of the groups in whole percent.
    part
        The group, or all.

    Examples
    --------
    >>> from samkit.simulate.published import SizesTable
    >>> sizes(SizesTable(respondents=397, top_share=13, rest_share=87), "top")
    range(50, 54)
    """
    n = base.printed("respondents")
    if n is None:
        return range(0)
    if part == "all":
        return range(n, n + 1)
    top, rest = base.printed("top_share"), base.printed("rest_share")
    own, other = (top, rest) if part == "top" else (rest, top)
    ranges = [grim.counts(own, n)] if own is not None else []
    if other is not None:
        beside = grim.counts(other, n)
        ranges.append(range(n - beside.stop + 1, n - beside.start + 1))
    if not ranges:
        return range(0)
    low, high = max(r.start for r in ranges), min(r.stop for r in ranges)
    return range(max(low, 1), max(low, high, 1))


def base_of(table: SharesTable, base: SizesTable, part: Part) -> Base:
    """Give the bases that an item can have in a group."""
    printed = getattr(table.bases, part)
    return Base(range(printed, printed + 1), printed=True) if printed else Base(sizes(base, part), printed=False)


def unrounded(printed: Printed) -> tuple[float, float]:
    """Give the least and the most that a printed share can have been before it was rounded, as fractions.

    Examples
    --------
    >>> unrounded(55), unrounded(0)
    ((0.545, 0.555), (0.0, 0.005))
    """
    if isinstance(printed, Range):
        return max(printed.from_ / 100, 0.0), min(printed.to / 100, 1.0)
    return max((printed - 0.5) / 100, 0.0), min((printed + 0.5) / 100, 1.0)
