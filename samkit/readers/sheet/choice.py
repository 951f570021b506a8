"""Which sheet of a workbook holds the answers, and what of the workbook is hidden or left aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.errors import DataError, Place, Problem, shown, suggestion
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.export import letters
from samkit.readers.sheet.cells import read_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.readers.grid import Taken
    from samkit.readers.sheet.book import Book, SheetEntry
    from samkit.readers.sheet.cells import Sheet
    from samkit.readers.sheet.package import Package

_SUMMARY_ROWS: Final = 200
_LISTED: Final = 12
_QUESTION: Final = re.compile(r"Question \d+")
_LEFT_ASIDE: Final = (
    ("vbaProject", "macros"),
    ("externalLinks/", "links to other files"),
    ("embeddings/", "embedded files"),
    ("activeX/", "controls"),
)


def choose_sheet(package: Package, book: Book, named: str = "") -> SheetEntry:
    """Choose the sheet that the study file names, or the only one that holds anything.

    Parameters
    ----------
    package
        The workbook.
    book
        What it says of all its sheets.
    named
        The name that the study file gives; empty if it gives none.

    Raises
    ------
    DataError
        If the workbook is a summary, if there is no such sheet, or several could be meant.
    """
    file = Place(package.source.name)
    if named:
        found = next((sheet for sheet in book.sheets if sheet.name == named), None)
        if found is None:
            hint = suggestion(named, [sheet.name for sheet in book.sheets])
            message = f"the workbook has no sheet {shown(named)}"
            raise DataError(Problem("missing_sheet", message, file, hint=hint))
        return found
    seen = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    filled = [sheet for sheet in seen if len(seen) == 1 or any(texts for _, texts in _top(package, book, sheet, 1))]
    _refuse_summary(package, book, filled)
    if len(filled) > 1:
        listed = ", ".join(shown(sheet.name) for sheet in filled[:_LISTED]) + (", …" if len(filled) > _LISTED else "")
        message = f"the workbook has {len(filled)} sheets, and it is not certain which holds the answers: {listed}"
        raise DataError(Problem("several_sheets", message, file, hint=f'sheet = "{_quoted(filled[0].name)}"'))
    return (filled or seen)[0]


def _quoted(name: str) -> str:
    """Write the name of a sheet so that it can stand in a study file."""
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _top(package: Package, book: Book, sheet: SheetEntry, most: int) -> list[tuple[int, dict[int, str]]]:
    """Read the first rows of a sheet that hold anything."""
    return read_sheet(package, book, sheet.part, most).rows


def _refuse_summary(package: Package, book: Book, sheets: Sequence[SheetEntry]) -> None:
    """Refuse a workbook that counts answers: a sheet for each question, or a sheet that says so."""
    if not sheets:
        return
    by_question = len(sheets) > 1 and all(_QUESTION.fullmatch(sheet.name) for sheet in sheets)
    rows = _top(package, book, sheets[0], _SUMMARY_ROWS)
    first = {texts.get(1, "").strip().casefold() for _, texts in rows}
    if by_question or "answer choices" in first or {"answered", "skipped"} <= first:
        message = "this is a SurveyMonkey summary that counts the answers, not the respondents' answers themselves"
        hint = "export all individual responses"
        raise DataError(Problem("summary_export", message, Place(package.source.name, at=sheets[0].name), hint=hint))


def notes_of(package: Package, book: Book, chosen: SheetEntry, sheet: Sheet, table: Taken) -> tuple[Note, ...]:
    """Say what is hidden and was read all the same, and what was left aside.

    Parameters
    ----------
    package
        The workbook.
    book
        What it says of all its sheets.
    chosen
        The sheet that was read.
    sheet
        Its cells.
    table
        What they were taken for.

    Returns
    -------
    tuple of Note
        One for each kind.
    """
    told = [*_hidden(sheet, table)]
    if chosen.hidden:
        told.append(Note("hidden_cells", f"the sheet {shown(chosen.name)} is hidden, and was read"))
    others = [sheet.name for sheet in book.sheets if sheet.hidden and sheet is not chosen]
    if others:
        listed = ", ".join(shown(name) for name in others[:_LISTED])
        told.append(Note("hidden_cells", f"{counted(len(others), 'hidden sheet')} not read: {listed}"))
    extras = [words for sign, words in _LEFT_ASIDE if any(sign in name for name in package.names)]
    if extras:
        told.append(Note("parts_left_aside", f"the workbook has {' and '.join(extras)}, which were left aside"))
    return tuple(told)


def _hidden(sheet: Sheet, table: Taken) -> list[Note]:
    """Say how many respondents and which columns the sheet hides."""
    rows = sorted(set(sheet.hidden_rows) & set(table.rows.lines))
    told = []
    if rows:
        message = f"{counted(len(rows), 'hidden or filtered row')} read like the others, first row {rows[0]}"
        told.append(Note("hidden_cells", message))
    ranges = [(first, min(last, table.header.width)) for first, last in sheet.hidden_columns]
    columns = sorted({place for first, last in ranges for place in range(first, last + 1)})
    if columns:
        listed = ", ".join(letters(place) for place in columns[:_LISTED]) + (", …" if len(columns) > _LISTED else "")
        message = f"{counted(len(columns), 'hidden column')} read like the others: {listed}"
        told.append(Note("hidden_cells", message))
    return told
