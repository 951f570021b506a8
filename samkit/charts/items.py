"""Which rows are about an item, and about which."""

from __future__ import annotations

from samkit.notes import Severity
from samkit.results import Contrast, Driver, Factor, Item, Level, Location, Quantity, Rank, Result, Verdict

About = Contrast | Level | Location | Quantity | Factor | Driver | Rank
"""The rows that a chart may draw."""


def item_of(row: About) -> Item:
    """Give the item that a row is about."""
    return row.location.item if isinstance(row, Quantity) else row.item


def about_items(result: Result) -> tuple[About, ...]:
    """Give the rows that are about an item; of a profile those of whole questions, not those of their categories."""
    rows = tuple(row for row in result.rows if isinstance(row, About))
    return tuple(row for row in rows if not isinstance(row, Level)) if result.kind == "profile" else rows


def verdict_of(row: Factor | Quantity) -> Verdict:
    """Give what may be said of a question."""
    return row.verdict if isinstance(row, Factor) else row.location.verdict


def is_withheld(row: Contrast) -> bool:
    """Say whether the numbers of a row may not be shown."""
    return row.verdict is Verdict.HIDDEN or any(note.severity is Severity.HIDDEN for note in row.notes)
