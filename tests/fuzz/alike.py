"""What loads holds the cells that Python's csv module sees."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from samkit.readers.columns import BLANK

if TYPE_CHECKING:
    from samkit.readers.export import Export


class DifferenceError(AssertionError):
    """A cell that came through as something else."""


def see_alike(data: bytes, export: Export) -> None:
    """See that the csv module finds the rows that came through.

    Parameters
    ----------
    data
        The bytes of the file.
    export
        What they were read as.

    Raises
    ------
    DifferenceError
        If a row differs in anything but blanks at the ends of its cells.
    """
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    if not any(_rows(text, sign, export) == _ours(export) for sign in ",;\t|"):
        message = f"{export.rows} rows of {len(export.columns)} columns are not those of the csv module"
        raise DifferenceError(message)


def _ours(export: Export) -> list[tuple[str, ...]]:
    """Give the rows as they came through."""
    return list(zip(*(column.texts() for column in export.columns.values()), strict=True))


def _rows(text: str, sign: str, export: Export) -> list[tuple[str, ...]]:
    """Give the rows that the csv module finds, in the columns that came through."""
    first = text.partition("\n")[0].strip('"\r')
    if len(first) == 5 and first.startswith("sep="):
        text = text.partition("\n")[2]
    found = [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=sign) if "".join(cells).strip()]
    places = [column.position - 1 for column in export.columns.values()]
    width = max(places, default=0) + 1
    return [tuple(cells[place].strip(BLANK) for place in places) for cells in found[1:] if len(cells) >= width]
