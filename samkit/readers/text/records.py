"""Lines to records: one split where no quote stands, one cut where quotes are in order, the strict reading else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.text.quoting import BACKSLASH, QUOTE, Dialect, Fault, Record, Span, read_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.readers.text.lines import Lines

MOST_FAULTS: Final = 100
"""After how many faulty quotes reading stops: a file with more is of another kind altogether."""

_MESSAGES: Final = {
    "unterminated": ("unterminated_quote", "a quote opened on line {line} is never closed"),
    "text_after_quote": ("bad_quote", "text follows the quote that closes a cell opened on line {line}"),
    "escaped": ("bad_quote", "text follows the quote that closes a cell opened on line {line}, behind a backslash"),
    "blank_before_quote": ("bad_quote", "a blank stands before the quote that opens a cell on line {line}"),
}
_HINTS: Final = {
    "unterminated": "close the quote, or, if the file was cut off, export it again",
    "text_after_quote": 'inside a quoted cell a quote is written twice: ""',
    "escaped": 'escape = "\\\\"',
    "blank_before_quote": "take the blanks out that stand between delimiter and quote",
}


class Records:
    """All records of a file.

    Parameters
    ----------
    cells
        The cells of each record as they stood.
    starts
        The line on which each record begins, counted from 1.
    odd
        What stood in the records that needed the strict reading and were more than one line or had a bare quote,
        by the index of the record.
    faults
        The quotes that could not be understood.
    """

    __slots__ = ("cells", "faults", "odd", "starts")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.cells: list[list[str]] = []
        self.starts: list[int] = []
        self.odd: dict[int, Record] = {}
        self.faults: list[Fault] = []

    @property
    def spans(self) -> list[tuple[int, Span]]:
        """Every cell that runs over several lines, with the index of its record."""
        return [(index, span) for index, record in self.odd.items() for span in record.spans]

    def last_lines(self) -> list[int]:
        """Give for each record the index of the line on which it ends."""
        return [self.odd[index].last if index in self.odd else start - 1 for index, start in enumerate(self.starts)]

    def problems(self, file: str) -> list[Problem]:
        """Say every fault of the quotes."""
        return [_problem(fault, file) for fault in self.faults]

    def notes(self) -> tuple[Note, ...]:
        """Say where a quote inside a cell was taken for itself."""
        bare = [(self.starts[index], column) for index, record in self.odd.items() for column in record.bare]
        if not bare:
            return ()
        line, column = bare[0]
        told = f"a quote that opens nothing was taken as it stands in {counted(len(bare), 'cell')}"
        return (Note("bare_quote", f"{told}, first on line {line}, cell {column}"),)


def read_records(lines: Lines, first: int, dialect: Dialect) -> Records:
    """Read all records from a line on.

    Parameters
    ----------
    lines
        The lines of the file.
    first
        The index of the line to begin with.
    dialect
        Delimiter and escape sign.

    Returns
    -------
    Records
        Cells and places, and the faults that were found.
    """
    records, texts, delimiter, escape = Records(), lines.texts, dialect.delimiter, dialect.escape
    cells, starts = records.cells, records.starts
    index, count = first, len(texts)
    while index < count and len(records.faults) < MOST_FAULTS:
        line = texts[index]
        if escape and escape in line:
            index = _read_strictly(records, lines, index, dialect)
        elif QUOTE not in line:
            cells.append(line.split(delimiter))
            starts.append(index + 1)
            index += 1
        elif (orderly := _orderly_cells(line, delimiter)) is not None:
            cells.append(orderly)
            starts.append(index + 1)
            index += 1
        else:
            index = _read_strictly(records, lines, index, dialect)
    return records


def _read_strictly(records: Records, lines: Lines, index: int, dialect: Dialect) -> int:
    """Read one record sign by sign and give the index of the line to go on with."""
    record = read_record(lines, index, dialect)
    if isinstance(record, Fault):
        records.faults.append(record)
        return record.line + 1
    if record.spans or record.bare:
        records.odd[len(records.cells)] = record
    records.cells.append(record.cells)
    records.starts.append(index + 1)
    return record.last + 1


def _orderly_cells(line: str, delimiter: str) -> list[str] | None:
    """Cut a line at its quotes, if every quote opens or closes a whole cell; `None` sends it to the strict reading."""
    if line[0] == QUOTE == line[-1]:
        cells = line[1:-1].split(QUOTE + delimiter + QUOTE)
        if line.count(QUOTE) == 2 * len(cells):
            return cells
    pieces = line.split(QUOTE)
    return _joined(pieces, delimiter) if len(pieces) % 2 else None


def _joined(pieces: Sequence[str], delimiter: str) -> list[str] | None:
    """Put the pieces of a line, outside and inside of quotes by turns, together as cells."""
    cells: list[str] = []
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        if place % 2:
            cells.append(piece)
        elif 0 < place < last:
            if piece != delimiter:
                if not (len(piece) > 1 and piece[0] == delimiter == piece[-1]):
                    return None
                cells += piece[1:-1].split(delimiter)
        elif piece:
            if piece[0 if place else -1] != delimiter:
                return None
            cells += (piece[1:] if place else piece[:-1]).split(delimiter)
    return cells


def _problem(fault: Fault, file: str) -> Problem:
    """Say one fault of a quote, with the line where it opened."""
    code, message = _MESSAGES[fault.kind]
    place = Place(file, fault.line + 1)
    message = f"{message.format(line=fault.line + 1)} (cell {fault.column})"
    hint = _HINTS[fault.kind]
    if fault.kind == "text_after_quote" and BACKSLASH + QUOTE in fault.text:
        hint = _HINTS["escaped"]
    return Problem(code, message, place, got=fault.text or None, hint=hint)
