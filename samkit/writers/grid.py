"""Tables laid out for paper: columns that say something, intervals apart from their numbers, the width of each column.

Word and PDF set their tables from this one description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.writers.literal import on_one_line
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Estimate
    from samkit.tables.table import Column, Table

_LEAST, _MOST = 4, 34
"""Between how many characters a column of words is planned."""

_AROUND: Final = 2
"""Characters that the white on both sides of a cell takes."""


class Cell(NamedTuple):
    """A number or a text, and below it the interval, where it has one."""

    text: str
    interval: str


class GridColumn(NamedTuple):
    """A column on paper: its heading, whether it holds numbers, and its part of the width of the page."""

    heading: str
    numeric: bool
    width: float


class Grid(NamedTuple):
    """A table on paper."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[str, ...]


def grid(table: Table) -> Grid:
    """Lay out a table for paper.

    Parameters
    ----------
    table
        Of which the brief columns are shown, but no column of texts that are all empty.

    Returns
    -------
    Grid
        Text on one line each; the widths of the columns add up to one.
    """
    shown = [place for place, column in enumerate(table.columns) if column.brief and _says_something(table, place)]
    columns = [table.columns[place] for place in shown]
    rows = tuple(tuple(_cell(table.columns[place], row[place]) for place in shown) for row in table.rows)
    widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    return Grid(
        on_one_line(table.title),
        tuple(
            GridColumn(on_one_line(column.heading), column.role in NUMERIC, width / sum(widths))
            for column, width in zip(columns, widths, strict=True)
        ),
        rows,
        tuple(on_one_line(text) for text in (*table.footer, *(note.text for note in table.notes))),
    )


def _says_something(table: Table, place: int) -> bool:
    """Leave out a column of texts that are all empty, such as notes where there are none."""
    return table.columns[place].role != "text" or any(row[place] for row in table.rows)


def _cell(column: Column, value: str | float | Estimate | None) -> Cell:
    """Spell a cell, and take the interval of a number out of its brackets."""
    text = on_one_line(spell(column.role, value))
    number, found, interval = text.partition(" (")
    if found and column.role in NUMERIC and not isinstance(value, str):
        return Cell(number, interval.removesuffix(")"))
    return Cell(text, "")


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Count the characters that a column needs: its longest word, a number in full, of longer words a part."""
    lines = [text for cell in cells for text in cell]
    words = [word for text in (on_one_line(column.heading), *lines) for word in text.split()]
    needed = max(map(len, words), default=0)
    if column.role in NUMERIC:
        return max(needed, *map(len, lines), 0) + _AROUND
    return min(max(needed, *map(len, lines), _LEAST), _MOST) + _AROUND
