"""Which rows are about an item, and about which."""

from __future__ import annotations

from typing import Literal

from samkit.notes import Severity
from samkit.results import (
    Adjusted,
    Benchmark,
    Cell,
    Contrast,
    Driver,
    Estimate,
    Factor,
    Halo,
    Item,
    Level,
    Location,
    Power,
    Quantity,
    Rank,
    Result,
    Robust,
    Side,
    Standing,
    Verdict,
)

Of = Literal["top", "rest", "all"]
"""Whose shares are shown: those of the first group, of the second, or of both together."""

About = (
    Adjusted | Benchmark | Cell | Contrast | Level | Location | Quantity | Factor | Driver | Power | Rank | Robust
    | Standing | Halo
)  # fmt: skip
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


def side_of(row: Contrast | Level, of: Of) -> Side:
    """Give the group whose shares are drawn, or both together; nothing of these where they may not be shown."""
    whole = row.both or Side(None, row.first.n + row.second.n, 0, Estimate(None, None, None))
    return {"top": row.first, "rest": row.second, "all": whole}[of]
