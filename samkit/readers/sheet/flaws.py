"""Cells that are not what they seem, as problems: only in columns that are used, and only among the respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem
from samkit.readers.sheet.book import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.readers.grid import Taken
    from samkit.readers.sheet.cells import Fault, Sheet

_TOLD: Final[Mapping[Fault, tuple[str, str, str]]] = {
    "formula": (
        "formula_without_value",
        "a formula that was never computed: the file holds no result for it",
        "open the file in a spreadsheet program and save it there",
    ),
    "error": (
        "error_value",
        "a formula that failed stands here in place of an answer",
        "mend the formula, or empty the cell",
    ),
    "digits": (
        "lost_digits",
        "a whole number of more than 15 digits is stored as a number, of which spreadsheets keep 15: the rest is lost",
        "export the column as text, or take the export as CSV",
    ),
    "length": (
        "cell_too_long",
        f"the cell has more characters than the limit of {LONGEST_CELL}",
        "shorten the cell",
    ),
}


def flaw_problems(sheet: Sheet, table: Taken, asked: Mapping[str, int], file: str) -> list[Problem]:
    """Say which cells of the respondents are not what they seem.

    Parameters
    ----------
    sheet
        The cells of the sheet.
    table
        What they were taken for.
    asked
        For each name of a column that is used its index.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One for each such cell, in the order of the sheet.
    """
    names = {index + 1: name for name, index in asked.items()}
    rows = set(table.rows.lines)
    problems = []
    for row, column, fault, text in sheet.flaws:
        if row in rows and column in names:
            code, message, hint = _TOLD[fault]
            got = text if fault in {"error", "digits"} else None
            problems.append(Problem(code, message, Place(file, row, names[column]), got=got, hint=hint))
    return problems


def merged_problems(sheet: Sheet, table: Taken, asked: Mapping[str, int], file: str) -> list[Problem]:
    """Say which merged cells lie among the respondents: one of them holds the answer, the others none.

    Parameters
    ----------
    sheet
        The cells of the sheet.
    table
        What they were taken for.
    asked
        For each name of a column that is used its index.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One for each range.
    """
    names = {index + 1: name for name, index in asked.items()}
    first, last = table.rows.lines[0], table.rows.lines[-1]
    texts = dict(sheet.rows)
    problems = []
    for merged in sheet.merged:
        touched = [column for column in sorted(names) if merged.left <= column <= merged.right]
        filled = merged.left in texts.get(merged.top, {})
        if merged.top <= last and merged.bottom >= first and touched and filled:
            message = "merged cells among the answers: only the first of them holds one, the others are empty"
            place = Place(file, max(merged.top, first), names[touched[0]])
            hint = "undo the merge, and write each respondent's own answer into each cell"
            problems.append(Problem("merged_cells", message, place, hint=hint))
    return problems
