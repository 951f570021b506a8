"""From a grid of cells to an export: what delimited text and workbooks have in common below the reading of the file."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import DataError, Place, Problem
from samkit.notes import Note
from samkit.readers import spoilt
from samkit.readers.counting import counted
from samkit.readers.export import Export
from samkit.readers.form import RECORDS, described
from samkit.readers.text.footer import footer_problems
from samkit.readers.text.header import Header, missing_problems, name_problems, numbered
from samkit.readers.text.ragged import ragged_problem
from samkit.readers.text.subheader import subheader_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from samkit.readers.export import Column, Settings
    from samkit.readers.form import Form, Head
    from samkit.readers.source import Source
    from samkit.readers.text.records import Records
    from samkit.readers.text.rows import Rows

MANY_IGNORED: Final = 1000
"""From how many columns without use on it is said that there are so many."""


class Laid(NamedTuple):
    """How a platform lays a table out, and what its first records say; nothing of a plain table."""

    form: Form | None = None
    head: Head | None = None

    def above(self, settings: Settings) -> int:
        """Count the records below the first that are no respondents."""
        return self.head.rows - 1 if self.head else settings.skip_rows_after_header

    def header(
        self, records: Records, needed: Collection[str], file: str, settings: Settings | None = None
    ) -> Header | None:
        """Take the header from what the form made of the first records; None for a plain table."""
        if self.head is None:
            return None
        header = Header(self.head.names, records.starts[0])
        header = numbered(header, settings) if settings else header
        raise_any([*name_problems(header, file), *missing_problems(header, needed, file)])
        return header


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
    must
        Those of them that the study needs.
    laid
        How a platform lays it out.
    notes
        What was decided.
    delimiter
        The sign between two cells; empty where there is none.
    """

    header: Header
    rows: Rows
    wanted: Mapping[str, int]
    must: Mapping[str, int]
    laid: Laid
    notes: tuple[Note, ...]
    delimiter: str = ""


def raise_any(problems: Iterable[Problem]) -> None:
    """Stop if there are problems."""
    told = list(problems)
    if told:
        raise DataError(told)


def laid_out(form: Form | None, records: Records, file: str = "") -> Laid:
    """Let a platform's form look at the first records that hold anything; what it refuses stands in the file."""
    if form is None:
        return Laid()
    each = zip(records.cells, records.starts, strict=True)
    top = list(itertools.islice(((cells, line) for cells, line in each if "".join(cells).strip()), RECORDS))
    width = len(top[0][0]) if top else 0
    try:
        head = form.head([[*cells, *[""] * (width - len(cells))][:width] for cells, _ in top])
    except DataError as error:
        told = [problem._replace(place=problem.place._replace(file=file)) for problem in error.problems]
        raise DataError(told) from None
    hint = "the first rows name the columns: give each as many cells as the first, or export the responses again"
    above = [(cells, line) for cells, line in top[: head.rows] if len(cells) != width]
    raise_any(ragged_problem(cells, width, Place(file, line), hint) for cells, line in above)
    return Laid(form, head)


def refuse_no_rows(rows: Rows, file: str) -> None:
    """See that there is a respondent."""
    if not rows.cells:
        message = "the file has a header but no rows"
        raise DataError(Problem("no_rows", message, Place(file), hint="export the responses again"))


def taken(
    rows: Rows,
    header: Header,
    laid: Laid,
    settings: Settings,
    needed: Collection[str],
    file: str,
    *,
    keep_all: bool,
) -> Taken:
    """Choose the columns that are kept, and see that no row above or below the respondents was taken for one.

    Parameters
    ----------
    rows
        The respondents.
    header
        The names, as many as each row has cells.
    laid
        How a platform lays it out.
    settings
        What the study file says about the file.
    needed
        The columns that must be there; all others are kept only if `keep_all`.
    file
        The name of the file.
    keep_all
        Keep every column that has a name.

    Raises
    ------
    DataError
        If a column without a name holds data, or there is such a row.
    """
    header, unnamed = _without_blank(header, rows, file)
    needed = [*needed, *header.matching(settings.patterns)]
    wanted = _wanted(header, needed, keep_all=keep_all)
    must = {name: wanted[name] for name in needed if name in wanted}
    if laid.head is None:
        raise_any(subheader_problems(rows.cells, rows.lines, must or wanted, laid.above(settings), file))
    raise_any(footer_problems(rows, header, must or wanted, file))
    notes = (
        *header.notes(),
        *unnamed,
        *rows.notes(),
        *_ignored(header, must),
        *(laid.head.notes if laid.head else ()),
    )
    return Taken(header, rows, wanted, must, laid, notes)


def finished(
    source: Source, table: Taken, plain: Mapping[str, Column], notes: Sequence[Note], lines: Sequence[int]
) -> Export:
    """Make the export of a table and its columns: what its form says of them, and every note."""
    form, head = table.laid
    columns, told = form.understood(described(plain, head)) if form and head else (plain, ())
    names = table.header.names
    notes = (*table.notes, *notes, *told, *spoilt.notes(columns.values()))
    return Export(source.name, source.digest, names, columns, lines, notes, form.name if form else "csv")


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
    raise_any(problems)
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
