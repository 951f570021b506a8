"""Periods in their order: quarters, months and years by their calendar, any others as the study declares them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMS: Final = (
    (re.compile(r"(\d{4})[- ]?Q([1-4])"), 4, "{year}-Q{part}"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), 12, "{year}-{part:02d}"),
    (re.compile(r"(\d{4})()"), 1, "{year}"),
)
"""How a period is written, how many of them a year has, and how one is named that no row has."""


def number(period: str) -> tuple[int, int] | None:
    """Give the kind of a period and its place on the calendar; None where it is none of ours.

    Examples
    --------
    >>> number("2026-Q1"), number("2026-12"), number("Q1 26")
    ((0, 8104), (1, 24323), None)
    """
    for kind, (pattern, parts, _) in enumerate(_FORMS):
        if found := pattern.fullmatch(period):
            return kind, int(found[1]) * parts + int(found[2] or 1) - 1
    return None


def in_order(periods: Iterable[str], declared: Sequence[str] = ()) -> tuple[str, ...] | None:
    """Sort periods.

    Parameters
    ----------
    periods
        As the rows have them, each any number of times.
    declared
        The order of the study; all are of it, where it is given.

    Returns
    -------
    tuple or None
        Each period once; None where nothing says in which order they stand.

    Examples
    --------
    >>> in_order(["2026-Q1", "2025-Q4", "2026-Q1"]), in_order(["spring", "autumn"])
    (('2025-Q4', '2026-Q1'), None)
    """
    found = set(periods)
    if declared:
        return tuple(period for period in declared if period in found) if found <= set(declared) else None
    numbers = {period: number(period) for period in found}
    places = [place for place in numbers.values() if place is not None]
    if len(places) < len(found) or len({kind for kind, _ in places}) > 1 or len(set(places)) < len(places):
        return None
    return tuple(sorted(found, key=lambda period: numbers[period] or (0, 0)))


def skipped(periods: Sequence[str], declared: Sequence[str] = ()) -> tuple[str, ...]:
    """Name the periods that no row has, between the first and the last, or of those that the study declares.

    Examples
    --------
    >>> skipped(("2025-Q4", "2026-Q2")), skipped(("a", "c"), ("a", "b", "c"))
    (('2026-Q1',), ('b',))
    """
    if declared:
        return tuple(period for period in declared if period not in periods)
    places = [place for period in periods if (place := number(period))]
    if not places:
        return ()
    (kind, first), (_, last) = min(places), max(places)
    _, parts, name = _FORMS[kind]
    missing = sorted(set(range(first, last + 1)) - {place for _, place in places})
    return tuple(name.format(year=place // parts, part=place % parts + 1) for place in missing)
