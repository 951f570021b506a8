"""What every reader returns: the answers as they stood, column by column, and where each row came from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from samkit.errors import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from samkit.notes import Note


Kind = Literal[
    "",
    "single",
    "option",
    "packed",
    "grid",
    "rank",
    "number",
    "text",
    "other",
    "moment",
    "duration",
    "personal",
    "meta",
]
"""What stands in a column: one answer of several, one option of a multi-select question, all ticked options of one in a
cell, one row of a grid, a place in a ranking, a number, free text, the words beside "Other", a point in time, a length
of time, who or where the respondent is, or what the platform notes for itself; empty where the export does not say."""


class Asked(NamedTuple):
    """What an export says of a column beside the answers; everything is empty where it says nothing.

    Parameters
    ----------
    text
        The words of the question.
    part
        The row of a grid or the option of a multi-select question, in words.
    group
        What the columns of one question share: the platform's code for it, or its words.
    kind
        What stands in the column, one of `KINDS`.
    labels
        For a text of the export the label that it stands for, where answers are exported as codes.
    missing
        For a text of the export what it is said to mean, where it is declared to be no answer.
    """

    text: str = ""
    part: str = ""
    group: str = ""
    kind: Kind = ""
    labels: Mapping[str, str] = MappingProxyType({})
    missing: Mapping[str, str] = MappingProxyType({})


NOTHING_ASKED: Final = Asked()
"""Of a plain column nothing is known but its name."""


class Column(NamedTuple):
    """One column, dictionary-encoded.

    Parameters
    ----------
    name
        The header, trimmed.
    position
        Its place in the file, counted from 1.
    codes
        For each row the index of its text in `categories`, **shape** (rows,), in whole numbers as small as may be.
    categories
        The distinct texts, in order of first appearance, as they stood in the file (trimmed of outer blanks); the
        label where the file holds a code and says what it stands for.
    asked
        What the export says of it.
    """

    name: str
    position: int
    codes: NDArray[np.integer[Any]]
    categories: tuple[str, ...]
    asked: Asked = NOTHING_ASKED

    def texts(self) -> list[str]:
        """Give the text of every row."""
        return [self.categories[code] for code in self.codes]


class Settings(NamedTuple):
    """What the study file may say about the file itself; every value that is left out is found or refused.

    Parameters
    ----------
    encoding
        The encoding of the text.
    delimiter
        The sign between two cells.
    header_row
        The line on which the header begins, counted from 1.
    skip_rows_after_header
        How many records below the header are no respondents.
    escape
        The sign that takes away the meaning of the next one.
    columns
        The names of the columns of a file without a header.
    blank_columns
        `"number"` calls a column without a name after its place ("column 12"); otherwise it is refused.
    duplicate_columns
        `"number"` tells columns of one name apart ("weight (1)", "weight (2)"); otherwise they are refused.
    patterns
        Patterns with one *, such as "rw_*": columns that match are kept beside those that are named, and need not be
        there.
    reader
        The name of the reader; left out: the one that recognises the file.
    sheet
        The sheet of a workbook; left out: its only one.
    """

    encoding: str = ""
    delimiter: str = ""
    header_row: int = 1
    skip_rows_after_header: int = 0
    escape: str = ""
    columns: tuple[str, ...] = ()
    blank_columns: str = "refuse"
    duplicate_columns: str = "refuse"
    patterns: tuple[str, ...] = ()
    reader: str = ""
    sheet: str = ""


class Export(NamedTuple):
    """A survey export as it stood.

    Parameters
    ----------
    path
        The file's name as the user gave it.
    digest
        SHA-256 of the bytes that were read.
    header
        The names of all columns of the file, also of those that were not kept.
    columns
        The columns that were asked for, by name.
    lines
        The line of the file on which each row starts, counted from 1; **length** rows.
    notes
        Every decision that the reader took.
    reader
        The name of the reader that read it.
    unit
        What `lines` counts: lines of text, rows of a sheet, or cases.
    sheet
        The sheet of a workbook; empty where the file is none.
    """

    path: str
    digest: str
    header: tuple[str, ...]
    columns: Mapping[str, Column]
    lines: Sequence[int]
    notes: tuple[Note, ...] = ()
    reader: str = "csv"
    unit: Literal["line", "row", "case"] = "line"
    sheet: str = ""

    @property
    def rows(self) -> int:
        """How many respondents there are."""
        return len(self.lines)

    @property
    def stands(self) -> str:
        """Say where a respondent stands, in words that a number follows."""
        return "on line" if self.unit == "line" else f"in {self.unit}"

    def place(self, row: int | None, column: str = "") -> Place:
        """Point at the answer of a respondent, given by the index of the row; or at a column as a whole."""
        if row is None:
            return Place(self.path, None, column)
        line = self.lines[row]
        if self.sheet:
            position = self.columns[column].position if column in self.columns else 0
            return Place(self.path, line, column, at=cell_name(self.sheet, position, line))
        return Place(self.path, line, column, at="" if self.unit == "line" else f"{self.unit} {line}")

    def frame(self) -> Any:  # noqa: ANN401 - a pandas DataFrame, without importing pandas for its name
        """Give the columns as a pandas DataFrame of text."""
        import pandas as pd  # start-up: only notebooks and the formats that need a frame pay for it

        return pd.DataFrame({name: column.texts() for name, column in self.columns.items()}, dtype=str)


def letters(position: int) -> str:
    """Write the place of a column, counted from 1, as spreadsheets do.

    Examples
    --------
    >>> letters(1), letters(28), letters(16384)
    ('A', 'AB', 'XFD')
    """
    name = ""
    while position > 0:
        position, digit = divmod(position - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def cell_name(sheet: str, position: int, line: int) -> str:
    """Name a cell of a sheet, or a whole row where no column is known.

    Examples
    --------
    >>> cell_name("Answers", 2, 7), cell_name("Answers", 0, 7)
    ('Answers!B7', 'Answers!7')
    """
    return f"{sheet}!{letters(position)}{line}"
