"""The records below the header: which are respondents, which are blank, and which cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.text.ragged import likely_reason, ragged_problem
from samkit.readers.text.subheader import rows_to_import_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.readers.text.delimiter import Layout
    from samkit.readers.text.header import Header
    from samkit.readers.text.lines import Lines
    from samkit.readers.text.records import Records

LONGEST_CELL: Final = 100_000
"""How many characters a cell may have."""

MOST_EXPLAINED: Final = 20
"""For how many records of another width a reason is looked for; more are not shown."""


class Rows:
    """The respondents' records.

    Parameters
    ----------
    cells
        Records of one width.
    lines
        The line of each.
    blank
        The lines of records between them with nothing in any cell.
    """

    __slots__ = ("blank", "cells", "lines")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.cells: list[list[str]] = []
        self.lines: list[int] = []
        self.blank: list[int] = []

    def notes(self) -> tuple[Note, ...]:
        """Say how many blank lines were left out."""
        if not self.blank:
            return ()
        told = f"{counted(len(self.blank), 'blank line')} among the records left out, first line {self.blank[0]}"
        return (Note("blank_lines", told),)


def respondents(records: Records, begin: int, skip: int) -> Rows:
    """Take the records that hold anything, below the header and the rows that are skipped.

    Parameters
    ----------
    records
        All records.
    begin
        The index of the first record below the header.
    skip
        How many records below the header are no respondents.

    Returns
    -------
    Rows
        The records as they stand, of whatever width.
    """
    rows, blank = Rows(), list[int]()
    for cells, line in zip(records.cells[begin:], records.starts[begin:], strict=True):
        if not "".join(cells).strip():
            blank.append(line)
        elif skip:
            skip -= 1
        else:
            rows.cells.append(cells)
            rows.lines.append(line)
    last = rows.lines[-1] if rows.lines else 0
    wide = {line for line, cells in zip(records.starts, records.cells, strict=True) if len(cells) > 1}
    rows.blank = [line for line in blank if line < last or line in wide]
    return rows


def row_problems(rows: Rows, header: Header, lines: Lines, layout: Layout, file: str) -> dict[int, Problem]:
    """Say which records have another width than the header, are the header again, or hold a cell over the limit.

    Returns
    -------
    dict
        The problem of each such record, by the line on which it begins.
    """
    names = frozenset(name for name in header.names if name)
    above = rows_to_import_codes(rows.cells)
    problems: dict[int, Problem] = {}
    for index, (cells, line) in enumerate(zip(rows.cells, rows.lines, strict=True)):
        if index >= above and not names.isdisjoint(cells) and _is_header(cells, names):
            problems[line] = _repeated(header, line, file)
        elif len(cells) != header.width:
            hint = _reason(rows, index, header.width, lines, layout) if len(problems) < MOST_EXPLAINED else ""
            problems[line] = ragged_problem(cells, header.width, Place(file, line), hint)
    return problems


def repeated_problems(rows: Rows, header: Header, file: str) -> list[Problem]:
    """Say which records are the header again."""
    names = frozenset(name for name in header.names if name)
    return [
        _repeated(header, line, file)
        for cells, line in zip(rows.cells, rows.lines, strict=True)
        if not names.isdisjoint(cells) and _is_header(cells, names)
    ]


def _reason(rows: Rows, index: int, width: int, lines: Lines, layout: Layout) -> str:
    """Find the likely reason for a record of another width."""
    text = lines.texts[rows.lines[index] - 1]
    return likely_reason(rows.cells, index, width, text, layout.dialect.delimiter, cut=not lines.complete)


def long_cell_problems(rows: Rows, header: Header, lines: Lines, file: str) -> list[Problem]:
    """Say which cells are over the limit."""
    if sum(map(len, lines.texts)) <= LONGEST_CELL:
        return []
    return [
        _too_long(cell, line, column, header, file)
        for cells, line in zip(rows.cells, rows.lines, strict=True)
        if sum(map(len, cells)) > LONGEST_CELL
        for column, cell in enumerate(cells)
        if len(cell) > LONGEST_CELL
    ]


def _too_long(cell: str, line: int, column: int, header: Header, file: str) -> Problem:
    """Say that a cell is over the limit."""
    name = header.names[column] if column < header.width else ""
    message = f"cell {column + 1} holds {len(cell)} characters, the limit is {LONGEST_CELL}"
    hint = "shorten the cell, or look for a delimiter or a quote that is missing there"
    return Problem("cell_too_long", message, Place(file, line, name), hint=hint)


def _is_header(cells: Sequence[str], names: frozenset[str]) -> bool:
    """Say whether most filled cells of a record are names of columns."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    matches = sum(cell in names for cell in filled)
    return matches * 2 > len(filled) and matches >= min(2, len(names))


def _repeated(header: Header, line: int, file: str) -> Problem:
    """Say that the header stands among the respondents."""
    if header.line is None:
        message = "this line is a header, but the study file gives the names of the columns"
        return Problem("header_repeated", message, Place(file, line), hint="take `columns` out of the study file")
    message = "the header stands here again: were two exports joined?"
    return Problem("header_repeated", message, Place(file, line), hint="give one export, or take this line out")
