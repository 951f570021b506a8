"""Cells to columns: each distinct text once, and a number for it in every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.export import Column
from samkit.readers.text.likeness import is_number_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

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


class Coded(NamedTuple):
    """The texts of one column in order of first appearance, and the code of every row, **shape** (rows,)."""

    codes: NDArray[np.integer[Any]]
    texts: tuple[str, ...]


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
    cells = list(zip(*rows, strict=True))
    return trimmed({name: (index, _code(cells[index] if cells else ())) for name, index in wanted.items()}, lines)


def trimmed(coded: Mapping[str, tuple[int, Coded]], lines: Sequence[int]) -> tuple[dict[str, Column], Trimmed]:
    """Take blanks off the texts of columns.

    Parameters
    ----------
    coded
        For each name the index of its column, and what stands there.
    lines
        The line of each record, **shape** (rows,).

    Returns
    -------
    columns, trimmed
        The columns by name, and where blanks were taken off.
    """
    told, columns = Trimmed(), dict[str, Column]()
    for name, (index, column) in coded.items():
        codes, texts = _trim(column, lines, name, told) if _may_be_blank(column.texts) else column
        columns[name] = Column(name, index + 1, codes, texts)
    return columns, told


def _may_be_blank(texts: Sequence[str]) -> bool:
    """Say whether a text may begin or end with a blank, from all of them as one, which takes a tenth of the time."""
    whole = "\n".join(["", *texts, ""])
    return f"\n{BLANK}" in whole or f"{BLANK}\n" in whole


def narrow(codes: NDArray[np.integer[Any]], distinct: int) -> NDArray[np.integer[Any]]:
    """Hold codes in the smallest whole numbers that tell so many texts apart, and a negative one."""
    return codes.astype(np.min_scalar_type(-distinct), copy=False) if distinct else codes.astype(np.int8)


def _code(texts: Sequence[str]) -> Coded:
    """Number the distinct texts of a column."""
    distinct = tuple(dict.fromkeys(texts))
    numbers = {text: number for number, text in enumerate(distinct)}
    codes = np.fromiter(map(numbers.__getitem__, texts), dtype=np.int32, count=len(texts))
    return Coded(narrow(codes, len(distinct)), distinct)


def _trim(coded: Coded, lines: Sequence[int], name: str, told: Trimmed) -> Coded:
    """Take blanks off the texts of a column and merge those that become equal."""
    touched = np.array([text.strip(BLANK) != text and not is_number_like(text) for text in coded.texts])
    rows = np.flatnonzero(touched[coded.codes])
    if rows.size and not told.cells:
        told.line, told.column = lines[int(rows[0])], name
    told.cells += rows.size
    plain = _code([text.strip(BLANK) for text in coded.texts])
    return Coded(plain.codes[coded.codes], plain.texts)
