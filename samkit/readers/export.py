"""What every reader returns: the answers as they stood, column by column, and where each row came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from samkit.notes import Note


class Column(NamedTuple):
    """One column, dictionary-encoded.

    Parameters
    ----------
    name
        The header, trimmed.
    position
        Its place in the file, counted from 1.
    codes
        For each row the index of its text in `categories`, **shape** (rows,).
    categories
        The distinct texts, in order of first appearance, as they stood in the file (trimmed of outer blanks).
    """

    name: str
    position: int
    codes: NDArray[np.int32]
    categories: tuple[str, ...]

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
    """

    path: str
    digest: str
    header: tuple[str, ...]
    columns: Mapping[str, Column]
    lines: Sequence[int]
    notes: tuple[Note, ...] = ()

    @property
    def rows(self) -> int:
        """How many respondents there are."""
        return len(self.lines)

    def frame(self) -> Any:  # noqa: ANN401 - a pandas DataFrame, without importing pandas for its name
        """Give the columns as a pandas DataFrame of text."""
        import pandas as pd  # start-up: only notebooks and the formats that need a frame pay for it

        return pd.DataFrame({name: column.texts() for name, column in self.columns.items()}, dtype=str)


class Reader(Protocol):
    """A reader: one export format to an `Export`, or a `DataError` that says where it is not one."""

    def __call__(self, path: Path, settings: Settings, needed: Collection[str], *, keep_all: bool = False) -> Export:
        """Read a file; `needed` are the columns that must be there, all others are kept only if `keep_all`."""
