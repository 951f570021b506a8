"""What the charts of an ordered answer share: rows by item, and where the neutral middle lies."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from samkit.words import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Level


def by_item(rows: Sequence[Level]) -> list[tuple[Level, ...]]:
    """Gather the levels of each item, in the order in which they come."""
    return [tuple(group) for _, group in groupby(rows, key=lambda row: row.item.id)]


def neutral(levels: Sequence[str]) -> int | None:
    """Find the neutral middle of a scale of agreement, or nothing where a scale has none.

    Examples
    --------
    >>> neutral(["Disagree", "Neither agree nor disagree", "Agree"])
    1
    >>> neutral(["Lehne ab", "Weder noch", "Stimme zu"])
    1
    >>> neutral(["No process", "Defined", "Improved"])
    """
    middle, odd = divmod(len(levels), 2)
    found = odd and any(word in levels[middle].lower() for word in language.neutral())
    return middle if found else None
