"""The columns of a table on a sheet: each number in one of its own, the bounds of an interval beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.results import Estimate
from samkit.writers.book.styles import LONG, NUMBER, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from samkit.tables.table import Column, Table
    from samkit.words.language import Words

    Value = str | float | Estimate | None

_LONGEST: Final = 40
"""Characters from which on a column of words is as wide as a sentence."""


class SheetColumn(NamedTuple):
    """One column: its heading, what its cells are, how wide it is, whether it is folded away, and its cells."""

    heading: str
    role: str
    width: float
    brief: bool
    cells: tuple[str | float | None, ...]


def columns(table: Table, words: Words) -> list[SheetColumn]:
    """Lay out a table for a sheet: what is brief first, the rest behind it, folded away."""
    has_gap = any(column.role == "gap" for column in table.columns)
    found = (
        one
        for place, column in enumerate(table.columns)
        for one in _columns(column, [row[place] for row in table.rows], words, folded=has_gap)
    )
    return sorted((one for one in found if one.role != "text" or any(one.cells)), key=lambda one: not one.brief)


def _columns(column: Column, cells: list[Value], words: Words, *, folded: bool) -> Iterator[SheetColumn]:
    """Give a column, and where it holds estimates their bounds; those of shares folded away beside gaps."""
    has_bounds = any(isinstance(cell, Estimate) for cell in cells)
    if column.role != "range":
        yield _one(column, column.heading, cells, lambda cell: cell.value)
    if has_bounds:
        named = column._replace(brief=column.brief and not (folded and column.role == "share"))
        yield _one(named, words("sheet.lower", heading=column.heading), cells, lambda cell: cell.lower)
        yield _one(named, words("sheet.upper", heading=column.heading), cells, lambda cell: cell.upper)


def _one(column: Column, heading: str, cells: list[Value], part: Callable[[Estimate], float | None]) -> SheetColumn:
    """Give one part of the cells of a column."""
    found = [part(cell) if isinstance(cell, Estimate) else cell for cell in cells]
    values = tuple(_scaled(column.role, value) for value in found)
    longest = max((len(value) for value in values if isinstance(value, str)), default=0)
    width = WIDTHS.get(column.role, NUMBER)
    return SheetColumn(
        heading, column.role, LONG if column.role == "text" and longest > _LONGEST else width, column.brief, values
    )


def _scaled(role: str, value: str | float | None) -> str | float | None:
    """Give a gap in points; every other number stays as it is."""
    return value * 100 if role == "gap" and isinstance(value, float | int) else value
