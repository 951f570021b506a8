"""Delimited text (CSV), read strictly: what is certain is read, what is decided is said, everything else is refused."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from samkit.errors import DataError, shown
from samkit.notes import Note
from samkit.readers.columns import encode
from samkit.readers.counting import counted
from samkit.readers.form import Reader, plain
from samkit.readers.grid import finished, laid_out, raise_any, refuse_no_rows, taken
from samkit.readers.kinds import refuse_other_kinds
from samkit.readers.text.delimiter import Layout, find_layout
from samkit.readers.text.encoding import decode
from samkit.readers.text.header import MOST_COLUMNS, Header, header_of, missing_problems, name_problems, numbered
from samkit.readers.text.lines import Lines, line_end_notes, split_lines
from samkit.readers.text.preamble import absent_header, misplaced_header, summary_problems
from samkit.readers.text.records import Records, read_records
from samkit.readers.text.rows import Rows, long_cell_problems, respondents, row_problems
from samkit.readers.text.swallowed import swallowed_problems

if TYPE_CHECKING:
    from collections.abc import Collection

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Form
    from samkit.readers.grid import Taken
    from samkit.readers.source import Source

_UNSEEN_BYTES: Final = bytes({*range(32), 127} - {9, 10, 13})
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)


def read(
    source: Source, settings: Settings, needed: Collection[str], form: Form | None = None, *, keep_all: bool = False
) -> Export:
    """Read a delimited text file.

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
        The answers as they stood, and a note for every decision.

    Raises
    ------
    DataError
        If anything about the file is not certain, with all problems of one kind together.
    StudyError
        If the settings name an encoding or a sign that is none.
    """
    table = taken_apart(source, settings, needed, form, keep_all=keep_all)
    columns, trimmed = encode(table.rows.cells, table.rows.lines, table.wanted)
    return finished(source, table, columns, trimmed.notes(), table.rows.lines)


def taken_apart(
    source: Source, settings: Settings, needed: Collection[str], form: Form | None, *, keep_all: bool
) -> Taken:
    """Take a file apart to records of one width and a header, or refuse it."""
    needed = sorted(needed) if isinstance(needed, AbstractSet) else list(needed)
    refuse_other_kinds(source)
    text, encoding_notes = decode(source, settings.encoding)
    if not text.strip("\ufeff \t\r\n"):
        raise source.refuse("empty", "the file is empty", hint="export the responses again")
    lines = split_lines(text)
    layout = find_layout(lines, settings, needed, source.name)
    records = read_records(lines, layout.first, layout.dialect)
    raise_any(records.problems(source.name))
    laid = laid_out(form, records, source.name)
    header = laid.header(records, needed, source.name, settings)
    header = header or _header(lines, layout, records, settings, needed, source.name)
    begin = 0 if settings.columns else 1
    rows = _rows(lines, layout, records, header, begin, laid.above(settings), source.name)
    table = taken(rows, header, laid, settings, needed, source.name, keep_all=keep_all)
    notes = (
        *encoding_notes,
        *layout.notes,
        *line_end_notes(lines, records.last_lines()),
        *table.notes,
        *records.notes(),
        *_unseen(text),
    )
    return table._replace(notes=notes, delimiter=layout.dialect.delimiter)


def _header(
    lines: Lines, layout: Layout, records: Records, settings: Settings, needed: Collection[str], file: str
) -> Header:
    """Take the header from the study file or the first record, and see that it is one."""
    if settings.columns:
        header = numbered(header_of(settings.columns, None), settings)
    else:
        header = numbered(header_of(records.cells[0], records.starts[0]), settings)
    names = name_problems(header, file)
    if header.width > MOST_COLUMNS:
        raise DataError(names)
    whole = bool(needed) and header.found(needed) == len(needed)
    if not whole:
        raise_any(summary_problems(lines, layout, file))
    if not whole and not settings.columns:
        raise_any(misplaced_header(lines, layout, header, needed, file))
        raise_any(absent_header(header, records, needed, file))
    raise_any([*names, *missing_problems(header, needed, file)])
    return header


def _rows(lines: Lines, layout: Layout, records: Records, header: Header, begin: int, above: int, file: str) -> Rows:
    """Take the respondents' records, and see that each is whole."""
    rows = respondents(records, begin, above)
    problems = row_problems(rows, header, lines, layout, file)
    swallowed = swallowed_problems(records, lines, header.width, layout.dialect.delimiter, file)
    problems |= {records.starts[index]: problem for index, problem in swallowed.items()}
    long = long_cell_problems(rows, header, lines, file)
    raise_any([*long, *(problem for _, problem in sorted(problems.items()))])
    refuse_no_rows(rows, file)
    return rows


def _unseen(text: str) -> tuple[Note, ...]:
    """Say that there are control characters or marks that change how text is shown."""
    if text.isascii() and len(text) == len(text.encode().translate(None, _UNSEEN_BYTES)):
        return ()
    first = _UNSEEN.search(text)
    if not first:
        return ()
    found = _UNSEEN.findall(text)
    line = len(split_lines(text[: first.start()]).texts)
    told = (
        f"{counted(len(found), 'control or direction character')} in the file, first {shown(found[0])} on line {line}"
    )
    return (Note("control_characters", told),)


READER: Final = Reader(plain("text", "delimited text"), read)
