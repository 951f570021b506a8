"""Cells to columns: each distinct text once, and a number for it in every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.export import Column
from samkit.readers.text.likeness import is_number_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BLANK = " "
"""What is taken off the ends of a cell; white space of another kind stays, so that a label or an id with it is seen."""


class Trimmed:
    """Where blanks were taken off words: how many cells, and the first place; round a number a blank means nothing."""

    __slots__ = ("cells", "column", "line")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.cells: int = 0
        self.line: int = 0
        self.column: str = ""

    def notes(self) -> tuple[Note, ...]:
        """Say that cells were trimmed."""
        if not self.cells:
            return ()
        told = (
            f"{counted(self.cells, 'cell')} had blanks round the text, which were taken off, first on line {self.line}"
        )
        return (Note("cells_trimmed", f"{told}, column {shown(self.column)}"),)


class _Coded(NamedTuple):
    """The texts of one column in order of first appearance, and the code of every row."""

    codes: list[int]
    texts: list[str]


def encode(
    rows: Sequence[Sequence[str]], lines: Sequence[int], wanted: Mapping[str, int]
) -> tuple[dict[str, Column], Trimmed]:
    """Dictionary-encode the wanted columns.

    Parameters
    ----------
    rows
        Records of one width, **shape** (rows, columns).
    lines
        The line of each record, **shape** (rows,).
    wanted
        For each name the index of its column.

    Returns
    -------
    columns, trimmed
        The columns by name, and where blanks were taken off.
    """
    trimmed, columns = Trimmed(), dict[str, Column]()
    cells = list(zip(*rows, strict=True))
    for name, index in wanted.items():
        coded = _code(cells[index] if cells else ())
        if any(text.strip(BLANK) != text for text in coded.texts):
            coded = _trim(coded, lines, name, trimmed)
        columns[name] = Column(name, index + 1, np.array(coded.codes, dtype=np.int32), tuple(coded.texts))
    return columns, trimmed


def _code(texts: Sequence[str]) -> _Coded:
    """Number the distinct texts of a column."""
    distinct = list(dict.fromkeys(texts))
    numbers = {text: number for number, text in enumerate(distinct)}
    return _Coded([*map(numbers.__getitem__, texts)], distinct)


def _trim(coded: _Coded, lines: Sequence[int], name: str, trimmed: Trimmed) -> _Coded:
    """Take blanks off the texts of a column and merge those that become equal."""
    touched = [text.strip(BLANK) != text and not is_number_like(text) for text in coded.texts]
    rows = [row for row, code in enumerate(coded.codes) if touched[code]]
    if rows and not trimmed.cells:
        trimmed.line, trimmed.column = lines[rows[0]], name
    trimmed.cells += len(rows)
    plain = _code([text.strip(BLANK) for text in coded.texts])
    return _Coded([plain.codes[code] for code in coded.codes], plain.texts)
