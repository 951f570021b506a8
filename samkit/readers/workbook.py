"""Workbooks (XLSX), read strictly: one sheet, its cells as the text that a CSV of the same survey would hold.

The archive is unpacked in memory by `zipfile` and its XML read by `expat`, both of the standard library, in one pass.
Two libraries were measured against faulty workbooks. python-calamine 0.9.1 gives a formula that was never computed as
an empty text, like an empty cell, and tells no hidden rows or columns. openpyxl 3.1.5 gives None for such a
formula unless the file is loaded twice, and tells hidden rows and merged cells only where every cell is held as an
object. Neither holds what it unpacks to a limit.
"""

from __future__ import annotations

import itertools
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from samkit.errors import DataError, Problem
from samkit.readers.columns import encode
from samkit.readers.export import cell_name
from samkit.readers.form import Reader, plain
from samkit.readers.grid import Laid, Taken, finished, laid_out, raise_any, refuse_no_rows, taken
from samkit.readers.kinds import refuse_all_but
from samkit.readers.sheet.book import open_book
from samkit.readers.sheet.cells import read_sheet
from samkit.readers.sheet.choice import choose_sheet, notes_of
from samkit.readers.sheet.flaws import flaw_problems, merged_problems
from samkit.readers.sheet.package import Package
from samkit.readers.text.delimiter import LINES_SEARCHED
from samkit.readers.text.header import MOST_COLUMNS, Header, header_of, missing_problems, name_problems, numbered
from samkit.readers.text.preamble import absent_header, better_header
from samkit.readers.text.records import Records
from samkit.readers.text.rows import Rows, repeated_problems, respondents
from samkit.readers.text.unseen import unseen_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Form
    from samkit.readers.sheet.cells import Sheet
    from samkit.readers.source import Source

MOST_CELLS: Final = 50_000_000
"""How many cells a table may have, empty ones among them."""


def read(
    source: Source, settings: Settings, needed: Collection[str], form: Form | None = None, *, keep_all: bool = False
) -> Export:
    """Read a sheet of a workbook.

    Parameters
    ----------
    source
        The bytes of the file.
    settings
        What the study file says about it.
    needed
        The columns that must be there; all others are kept only if `keep_all`.
    form
        How a platform lays it out; None for one header row and respondents below it.
    keep_all
        Keep every column that has a name.

    Returns
    -------
    Export
        The answers as text, and a note for every decision.

    Raises
    ------
    DataError
        If anything about the file is not certain, with the sheet and the cell.
    """
    needed = sorted(needed) if isinstance(needed, AbstractSet) else list(needed)
    refuse_all_but(source, "xlsx")
    package = Package(source)
    book = open_book(package)
    chosen = choose_sheet(package, book, settings.sheet)
    sheet = read_sheet(package, book, chosen.part)
    records = _records(sheet, settings.header_row)
    try:
        table = _taken_apart(source, settings, needed, laid_out(form, records), records, keep_all=keep_all)
        asked = table.must or table.wanted
        raise_any(flaw_problems(sheet, table, asked, source.name))
        raise_any(merged_problems(sheet, table, asked, source.name))
    except DataError as error:
        raise DataError(_placed(error.problems, chosen.name, records)) from None
    columns, trimmed = encode(table.rows.cells, table.rows.lines, table.wanted)
    notes = (*notes_of(package, book, chosen, sheet, table), *trimmed.notes(), *unseen_in(columns))
    export = finished(source, table, columns, notes, table.rows.lines)
    return export._replace(unit="row", sheet=chosen.name, reader=form.name if form else "xlsx")


def first_records(source: Source, most: int, sheet: str = "") -> tuple[tuple[str, ...], ...]:
    """Give the first records of a sheet that hold anything; none where it is not certain which sheet is meant."""
    try:
        package = Package(source)
        book = open_book(package)
        found = read_sheet(package, book, choose_sheet(package, book, sheet).part, most)
    except DataError:
        return ()
    filled = (cells for cells in _records(found, 1).cells if cells)
    return tuple(tuple(cells) for cells in itertools.islice(filled, most))


def _records(sheet: Sheet, first: int) -> Records:
    """Lay the rows from the first one that holds anything as wide as the widest; a row with nothing has no cell."""
    records = Records()
    rows = [(row, texts) for row, texts in sheet.rows if row >= first]
    width = max((column for _, texts in rows for column in texts), default=0)
    if width * sum(bool(texts) for _, texts in rows) > MOST_CELLS:
        width = 0
    above = 0
    for row, texts in rows:
        if texts or above:
            blank = range(above + 1, row) if above else range(0)
            records.cells += [[] for _ in blank]
            records.starts += blank
            records.cells.append([texts.get(column, "") for column in range(1, width + 1)] if texts else [])
            records.starts.append(row)
            above = row
    return records


def _taken_apart(
    source: Source, settings: Settings, needed: Collection[str], laid: Laid, records: Records, *, keep_all: bool
) -> Taken:
    """Take the rows apart to a header and respondents, or refuse them."""
    if not any(records.cells):
        raise source.refuse("empty", "the sheet is empty, or far too large", hint="export the responses again")
    header = laid.header(records, needed, source.name)
    header = header or _header(records, settings, needed, source.name)
    rows = respondents(records, 0 if settings.columns else 1, laid.above(settings))
    refuse_no_rows(rows, source.name)
    header = _widened(header, rows, settings)
    raise_any(repeated_problems(rows, header, source.name))
    return taken(rows, header, laid, settings, needed, source.name, keep_all=keep_all)


def _header(records: Records, settings: Settings, needed: Collection[str], file: str) -> Header:
    """Take the header from the study file or the first record, and see that it is one."""
    if settings.columns:
        header = numbered(header_of(settings.columns, None), settings)
    else:
        header = numbered(header_of(records.cells[0], records.starts[0]), settings)
    names = name_problems(header, file)
    if header.width > MOST_COLUMNS:
        raise DataError(names)
    if not settings.columns and header.found(needed) < len(needed):
        below = zip(records.cells[1:LINES_SEARCHED], records.starts[1:], strict=False)
        raise_any(better_header((header_of(cells, row) for cells, row in below), header, needed, file))
        raise_any(absent_header(header, records, needed, file))
    raise_any([*names, *missing_problems(header, needed, file)])
    return header


def _widened(header: Header, rows: Rows, settings: Settings) -> Header:
    """Give the header as many names as the rows have cells."""
    width = max(len(cells) for cells in rows.cells)
    names = (*header.names, *("" for _ in range(width - header.width)))
    return numbered(header._replace(names=names), settings) if width > header.width else header


def _placed(problems: Iterable[Problem], sheet: str, records: Records) -> list[Problem]:
    """Say of each problem in which cell it stands, or in which row where it is no single cell."""
    header = header_of(records.cells[0], None).names if records.cells else ()
    found = {name: position for position, name in reversed(list(enumerate(header, start=1))) if name}
    placed = []
    for problem in problems:
        place = problem.place
        at = place.at or (cell_name(sheet, found.get(place.column, 0), place.line) if place.line else sheet)
        placed.append(problem._replace(place=place._replace(at=at)))
    return placed


READER: Final = Reader(plain("xlsx", "an XLSX workbook"), read)
