"""One record with quotes in it, read character by character where it matters: the strict part of the boundary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from samkit.readers.text.lines import Lines

QUOTE: Final = '"'
BACKSLASH: Final = "\\"


class Span(NamedTuple):
    """A quoted cell that runs over several lines: its column, and the indices of its first and last line."""

    column: int
    first: int
    last: int


class Fault(NamedTuple):
    """A quote that means nothing certain: its kind, the index of the line where it opened, and its column."""

    kind: str
    line: int
    column: int
    text: str = ""


class Record:
    """The cells of one record, the index of its last line, and what was odd about it."""

    __slots__ = ("bare", "cells", "last", "spans")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.cells: list[str] = []
        self.last: int = 0
        self.spans: list[Span] = []
        self.bare: list[int] = []


class _Cell(NamedTuple):
    """One cell, and the place behind it."""

    text: str
    line: int
    behind: int


class Dialect(NamedTuple):
    """The two signs that a file may choose: what stands between cells, and what takes a sign's meaning away."""

    delimiter: str = ","
    escape: str = ""


def read_record(lines: Lines, index: int, dialect: Dialect) -> Record | Fault:
    """Read the record that begins on a line.

    Parameters
    ----------
    lines
        The lines of the file.
    index
        The index of the line on which the record begins.
    dialect
        Delimiter and escape sign.

    Returns
    -------
    Record or Fault
        The cells, or the quote that cannot be understood.
    """
    record, line, place = Record(), index, 0
    while True:
        column = len(record.cells) + 1
        quoted = lines.texts[line].startswith(QUOTE, place)
        cell = _quoted(lines, line, place, dialect) if quoted else _plain(lines, line, place, dialect)
        if isinstance(cell, Fault):
            return Fault(cell.kind, cell.line, column, cell.text)
        if cell.line > line:
            record.spans.append(Span(column, line, cell.line))
        if not quoted and QUOTE in cell.text and not dialect.escape:
            record.bare.append(column)
        record.cells.append(cell.text)
        line, place = cell.line, cell.behind + 1
        if cell.behind >= len(lines.texts[line]):
            record.last = line
            return record


def _plain(lines: Lines, index: int, place: int, dialect: Dialect) -> _Cell | Fault:
    """Read a cell that does not begin with a quote, up to the delimiter or the end of the line."""
    line = lines.texts[index]
    if dialect.escape:
        return _plain_with_escapes(line, index, place, dialect)
    behind = line.find(dialect.delimiter, place)
    behind = len(line) if behind < 0 else behind
    text = line[place:behind]
    if text.lstrip(" \t").startswith(QUOTE):
        return Fault("blank_before_quote", index, 0, line[place : place + 40])
    return _Cell(text, index, behind)


def _plain_with_escapes(line: str, index: int, place: int, dialect: Dialect) -> _Cell:
    """Read a cell in which a sign may stand behind an escape sign and mean itself."""
    text: list[str] = []
    at = place
    while at < len(line) and line[at] != dialect.delimiter:
        if line[at] == dialect.escape and at + 1 < len(line):
            at += 1
        text.append(line[at])
        at += 1
    return _Cell("".join(text), index, at)


def _quoted(lines: Lines, first: int, place: int, dialect: Dialect) -> _Cell | Fault:
    """Read a cell in quotes, over as many lines as it takes; only a delimiter or a line end may follow it."""
    parts: list[str] = []
    index, at = first, place + 1
    while True:
        line = lines.texts[index]
        sign = _next_sign(line, at, dialect.escape)
        if sign < 0:
            parts += (line[at:], lines.end(index))
            index, at = index + 1, 0
            if index == len(lines.texts):
                return Fault("unterminated", first, 0)
        elif line[sign] != QUOTE:
            parts += (line[at:sign], line[sign + 1 : sign + 2])
            at = sign + 2
        elif line.startswith(QUOTE, sign + 1):
            parts.append(line[at : sign + 1])
            at = sign + 2
        else:
            parts.append(line[at:sign])
            return _closed("".join(parts), line, index, sign + 1, dialect, first)


def _closed(text: str, line: str, index: int, behind: int, dialect: Dialect, first: int) -> _Cell | Fault:
    """See that nothing but a delimiter or the line end follows the quote that closes a cell."""
    if behind == len(line) or line.startswith(dialect.delimiter, behind):
        return _Cell(text, index, behind)
    return Fault(
        "escaped" if text.endswith(BACKSLASH) else "text_after_quote", first, 0, line[max(0, behind - 20) : behind + 20]
    )


def _next_sign(line: str, at: int, escape: str) -> int:
    """Find the next quote or escape sign, -1 if there is none."""
    quote = line.find(QUOTE, at)
    other = line.find(escape, at) if escape else -1
    return quote if other < 0 else other if quote < 0 else min(quote, other)
