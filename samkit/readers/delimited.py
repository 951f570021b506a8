"""Delimited text (CSV), read strictly: what is certain is read, what is decided is said, everything else is refused."""

from __future__ import annotations

import itertools
import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import DataError, Place, Problem, shown
from samkit.notes import Note
from samkit.readers.columns import encode
from samkit.readers.counting import counted
from samkit.readers.export import Export, Settings
from samkit.readers.form import Reader, described, plain
from samkit.readers.kinds import refuse_other_kinds
from samkit.readers.peek import RECORDS
from samkit.readers.text.delimiter import Layout, find_layout
from samkit.readers.text.encoding import decode
from samkit.readers.text.footer import footer_problems
from samkit.readers.text.header import MOST_COLUMNS, Header, header_of, missing_problems, name_problems, numbered
from samkit.readers.text.lines import Lines, line_end_notes, split_lines
from samkit.readers.text.preamble import absent_header, misplaced_header, summary_problems
from samkit.readers.text.records import Records, read_records
from samkit.readers.text.rows import Rows, long_cell_problems, respondents, row_problems
from samkit.readers.text.subheader import subheader_problems
from samkit.readers.text.swallowed import swallowed_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from samkit.readers.export import Column
    from samkit.readers.form import Form, Head
    from samkit.readers.source import Source

MANY_IGNORED: Final = 1000
"""From how many columns without use on it is said that there are so many."""

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


class Taken(NamedTuple):
    """A table taken apart, every check of its structure passed.

    Parameters
    ----------
    header
        The names of the columns.
    rows
        The respondents' records.
    wanted
        For each name that is kept the index of its column.
    form, head
        How a platform lays it out, and what its first records say; None for a plain table.
    notes
        What was decided.
    """

    header: Header
    rows: Rows
    wanted: Mapping[str, int]
    form: Form | None
    head: Head | None
    notes: tuple[Note, ...]


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
    _raise_any(records.problems(source.name))
    head = form.head(_top(records)) if form else None
    header = _of_form(head, records, needed, source.name) if head else None
    header = header or _header(lines, layout, records, settings, needed, source.name)
    above = head.rows - 1 if head else settings.skip_rows_after_header
    rows = _rows(lines, layout, records, header, 0 if settings.columns else 1, above, source.name)
    header, unnamed = _without_blank(header, rows, source.name)
    needed = [*needed, *header.matching(settings.patterns)]
    wanted = _wanted(header, needed, keep_all=keep_all)
    must = {name: wanted[name] for name in needed if name in wanted}
    if head is None:
        _raise_any(subheader_problems(rows.cells, rows.lines, must or wanted, above, source.name))
    _raise_any(footer_problems(rows, header, must or wanted, source.name))
    notes = (
        *encoding_notes,
        *layout.notes,
        *line_end_notes(lines, records.last_lines()),
        *header.notes(),
        *unnamed,
        *rows.notes(),
        *records.notes(),
        *_unseen(text),
        *_ignored(header, must),
        *(head.notes if head else ()),
    )
    return Taken(header, rows, wanted, form, head, notes)


def finished(
    source: Source, table: Taken, plain: Mapping[str, Column], notes: Sequence[Note], lines: Sequence[int]
) -> Export:
    """Make the export of a table and its columns: what its form says of them, and every note."""
    form, head = table.form, table.head
    columns, told = form.understood(described(plain, head)) if form and head else (plain, ())
    names = table.header.names
    notes = (*table.notes, *notes, *told)
    return Export(source.name, source.digest, names, columns, lines, notes, form.name if form else "csv")


def _raise_any(problems: Iterable[Problem]) -> None:
    """Stop if there are problems."""
    told = list(problems)
    if told:
        raise DataError(told)


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
        _raise_any(summary_problems(lines, layout, file))
    if not whole and not settings.columns:
        _raise_any(misplaced_header(lines, layout, header, needed, file))
        _raise_any(absent_header(header, records, needed, file))
    _raise_any([*names, *missing_problems(header, needed, file)])
    return header


def _top(records: Records) -> list[list[str]]:
    """Give the first records that hold anything."""
    return list(itertools.islice((cells for cells in records.cells if "".join(cells).strip()), RECORDS))


def _of_form(head: Head, records: Records, needed: Collection[str], file: str) -> Header:
    """Take the header from what a platform's form made of the first records."""
    header = Header(head.names, records.starts[0])
    _raise_any([*name_problems(header, file), *missing_problems(header, needed, file)])
    return header


def _rows(lines: Lines, layout: Layout, records: Records, header: Header, begin: int, above: int, file: str) -> Rows:
    """Take the respondents' records, and see that each is whole."""
    rows = respondents(records, begin, above)
    problems = row_problems(rows, header, lines, layout, file)
    swallowed = swallowed_problems(records, lines, header.width, layout.dialect.delimiter, file)
    problems |= {records.starts[index]: problem for index, problem in swallowed.items()}
    long = long_cell_problems(rows, header, lines, file)
    _raise_any([*long, *(problem for _, problem in sorted(problems.items()))])
    if not rows.cells:
        message = "the file has a header but no rows"
        raise DataError(Problem("no_rows", message, Place(file), hint="export the responses again"))
    return rows


def _without_blank(header: Header, rows: Rows, file: str) -> tuple[Header, tuple[Note, ...]]:
    """See that columns without a name are empty, and say that they were dropped."""
    blank = [index for index, name in enumerate(header.names) if not name]
    if not blank:
        return header, ()
    problems = []
    for index in blank:
        line = next((line for cells, line in zip(rows.cells, rows.lines, strict=True) if cells[index].strip()), None)
        if line is not None:
            message = f"column {index + 1} has no name in the header but holds data, first on line {line}"
            problems.append(
                Problem("blank_column_name", message, Place(file, header.line), hint='blank_columns = "number"')
            )
    _raise_any(problems)
    told = ", ".join(str(index + 1) for index in blank[:8]) + (", …" if len(blank) > 8 else "")
    return header, (
        Note("blank_column_dropped", f"{counted(len(blank), 'empty column')} without a name left out (column {told})"),
    )


def _wanted(header: Header, needed: Collection[str], *, keep_all: bool) -> Mapping[str, int]:
    """Say which columns are kept, and under which names: those of the study where it has one, or of the file."""
    asked = {name: columns[0] for name, columns in header.where(needed).items()}
    if not keep_all:
        return asked
    named = {column: name for name, column in asked.items()}
    every = {named.get(column, name): column for column, name in enumerate(header.names) if name}
    return {**every, **asked}


def _ignored(header: Header, must: Mapping[str, int]) -> tuple[Note, ...]:
    """Say that the study has no use for a great many columns."""
    count = sum(bool(name) for name in header.names) - len(must)
    if not must or count < MANY_IGNORED:
        return ()
    return (Note("many_ignored_columns", f"{count} columns that the study does not name were left aside"),)


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
