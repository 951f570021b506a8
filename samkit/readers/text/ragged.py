"""A record with too few or too many cells, and what the likely reason is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.errors import Place, Problem
from samkit.readers.counting import counted
from samkit.readers.text.delimiter import CANDIDATES, named

if TYPE_CHECKING:
    from collections.abc import Sequence


END_OF_FILE_MARK = "\x1a"


def ragged_problem(cells: Sequence[str], width: int, place: Place, hint: str) -> Problem:
    """Say how many cells a record has instead of how many.

    Parameters
    ----------
    cells
        The cells of the record.
    width
        How many the header has.
    place
        The file, and the line on which the record begins.
    hint
        The likely reason, as the next step.

    Returns
    -------
    Problem
        With the line, both counts and the next step.
    """
    message = f"the line has {counted(len(cells), 'cell')}, the header has {width}"
    return Problem("field_count", message, place, hint=hint)


def likely_reason(
    records: Sequence[Sequence[str]], index: int, width: int, text: str, delimiter: str, *, cut: bool
) -> str:
    """Find the likely reason for a record of another width, and what to do about it.

    Parameters
    ----------
    records
        The cells of all records.
    index
        Which of them it is.
    width
        How many cells the header has.
    text
        The line on which it begins.
    delimiter
        The sign between cells.
    cut
        Whether the file ends without a line end.

    Returns
    -------
    str
        The next step.
    """
    cells = records[index]
    return (
        _of_text(text, cells, width, delimiter)
        or _of_width(cells, width, cut=cut and index == len(records) - 1)
        or _of_place(records, index, width)
        or "look for a delimiter that is missing, or for a cell with a delimiter in it that is not in quotes"
    )


def _of_text(text: str, cells: Sequence[str], width: int, delimiter: str) -> str:
    """Find the reason in how the line is written."""
    if text.strip() == END_OF_FILE_MARK:
        return "the line is the old end-of-file mark (Ctrl-Z): delete it"
    if text.startswith("sep="):
        return "the line declares a delimiter: it must be the first of the file, or left out"
    for sign in CANDIDATES:
        if sign != delimiter and text.count(sign) == width - 1:
            return f"this line is cut by {named(sign)} signs, others by {named(delimiter)} signs: export it again"
    if any(cell.lstrip().startswith("'") for cell in cells) and any(cell.rstrip().endswith("'") for cell in cells):
        return 'a cell is quoted with \' here, but only " is a quote: write it as " in the export'
    return 'escape = "\\\\"' if '\\"' in text else ""


def _of_width(cells: Sequence[str], width: int, *, cut: bool) -> str:
    """Find the reason in how many cells there are."""
    if len(cells) < width and cut:
        return "the file ends within this line: it was cut off, export it again"
    if len(cells) > width and not "".join(cells[width:]).strip():
        return f"the line ends in {counted(len(cells) - width, 'empty cell')} too many: take the delimiters out"
    return ""


def _of_place(records: Sequence[Sequence[str]], index: int, width: int) -> str:
    """Find the reason in where the line stands: everything from here on has another width."""
    before = any(len(cells) == width for cells in records[:index])
    if before and all(len(cells) != width for cells in records[index:]):
        return "nothing from here on belongs to the table: take the footer or the second table out"
    return ""
