"""Tables laid out for paper: columns that say something, intervals apart from their numbers, the width of each column.

Word and PDF set their tables from this one description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.numbers import ENGLISH
from samkit.writers.literal import on_one_line
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.numbers import Signs
    from samkit.results import Estimate
    from samkit.tables.table import Column, Table

_LEAST, _NARROW, _MOST = 4, 22, 34
"""Characters of a column of words at least and at most, and of a long one where the page is too narrow for all."""

_LONGEST: Final = 120
"""Characters of a heading at most; a longer one is cut, for it is set again on each page of a table."""

_WORD: Final = 14
"""Characters of a word in a heading for which a column of numbers is made wider; a longer one is broken."""

_AROUND: Final = 2
"""Characters that the white on both sides of a cell takes."""

_PAGE: Final = 112
"""Characters that a page is wide."""


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


def grid(table: Table, signs: Signs = ENGLISH) -> Grid:
    """Lay out a table for paper.

    Parameters
    ----------
    table
        Of which the brief columns are shown, but no column of texts that are all empty.
    signs
        Those that numbers are written with.

    Returns
    -------
    Grid
        Text on one line each; the widths of the columns add up to one, or to less where a table is narrower.
    """
    places = shown(table)
    columns = [table.columns[place] for place in places]
    rows = tuple(tuple(_cell(table.columns[place], row[place], signs) for place in places) for row in table.rows)
    widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    _narrow(widths, [place for place, column in enumerate(columns) if column.role not in NUMERIC])
    page = max(sum(widths), _PAGE)
    return Grid(
        on_one_line(table.title),
        tuple(
            GridColumn(_heading(column), column.role in NUMERIC, width / page)
            for column, width in zip(columns, widths, strict=True)
        ),
        rows,
        tuple(on_one_line(text) for text in (*table.footer, *(note.text for note in table.notes))),
    )


def shown(table: Table) -> list[int]:
    """Choose the brief columns, but none of texts that are all empty, such as notes where there are none."""
    return [
        place
        for place, column in enumerate(table.columns)
        if column.brief and (column.role != "text" or any(row[place] for row in table.rows))
    ]


def _cell(column: Column, value: str | float | Estimate | None, signs: Signs) -> Cell:
    """Spell a cell, and take the interval of a number out of its brackets."""
    text = on_one_line(spell(column.role, value, signs))
    number, found, interval = text.partition(" (")
    if found and column.role in NUMERIC and not isinstance(value, str):
        return Cell(number, interval.removesuffix(")"))
    return Cell(text, "")


def _heading(column: Column) -> str:
    """Give the heading of a column, cut where it is far too long to stand above one."""
    heading = on_one_line(column.heading)
    return heading if len(heading) <= _LONGEST else f"{heading[: _LONGEST - 1]}…"


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Count the characters that a column needs: numbers in full, of a text as much as a page has room for."""
    longest = max((len(text) for cell in cells for text in cell), default=0)
    word = max(map(len, _heading(column).split()), default=0)
    if column.role in NUMERIC:
        return max(longest, min(word, _WORD)) + _AROUND
    return min(max(longest, word, _LEAST), _MOST) + _AROUND


def _narrow(widths: list[int], words: Sequence[int]) -> None:
    """Take from the longest columns of words what a page has no room for; numbers keep theirs."""
    while sum(widths) > _PAGE and words:
        longest = max(words, key=lambda place: widths[place])
        if widths[longest] <= _NARROW:
            break
        widths[longest] -= 1
