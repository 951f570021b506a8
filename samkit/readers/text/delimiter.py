"""The sign between two cells: declared, or found where one alone gives the study's columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import DataError, Place, Problem, StudyError, shown
from samkit.notes import Note
from samkit.readers.text.header import Header, header_of
from samkit.readers.text.quoting import QUOTE, Dialect, Fault, read_record

if TYPE_CHECKING:
    from collections.abc import Collection

    from samkit.readers.export import Settings
    from samkit.readers.text.lines import Lines

USUAL: Final = ","
CANDIDATES: Final = (USUAL, ";", "\t", "|")
LINES_SEARCHED: Final = 50
"""On how many lines below the declared one a header is looked for, to say where it is."""

_NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_DECLARED_IN_FILE: Final = re.compile(r'"?sep=(.)"?')


class Layout(NamedTuple):
    """How a file is laid out: the dialect, the index of the first line to read, and what was decided."""

    dialect: Dialect
    first: int
    notes: tuple[Note, ...] = ()


def named(delimiter: str) -> str:
    """Name a delimiter in words."""
    return _NAMES.get(delimiter, shown(delimiter))


def toml(delimiter: str) -> str:
    """Write a delimiter as the study file would."""
    return '"' + {"\t": "\\t", QUOTE: '\\"', "\\": "\\\\"}.get(delimiter, delimiter) + '"'


def find_layout(lines: Lines, settings: Settings, needed: Collection[str], file: str) -> Layout:
    """Find the delimiter and the line on which the header stands.

    Parameters
    ----------
    lines
        The lines of the file.
    settings
        What the study file says about the file.
    needed
        The columns that the study asks for.
    file
        The name of the file.

    Returns
    -------
    Layout
        The dialect and where to begin.

    Raises
    ------
    DataError
        If the file has no such line, or its delimiter is not certain.
    StudyError
        If a declared sign is none.
    """
    _check_signs(settings)
    first, declared = _first_line(lines, settings, file)
    if settings.delimiter:
        return Layout(Dialect(settings.delimiter, settings.escape), first)
    delimiter = declared or _found(lines, first, settings, needed, file)
    if delimiter == USUAL:
        return Layout(Dialect(USUAL, settings.escape), first)
    how = "its first line says" if declared else "this sign alone gives the columns"
    note = Note("delimiter_detected", f"the cells of the file stand between {named(delimiter)} signs, as {how}")
    return Layout(Dialect(delimiter, settings.escape), first, (note,))


def header_at(lines: Lines, index: int, delimiter: str, escape: str = "") -> Header | None:
    """Read the record that begins on a line as a header."""
    record = read_record(lines, index, Dialect(delimiter, escape))
    return None if isinstance(record, Fault) else header_of(record.cells, index + 1)


def _check_signs(settings: Settings) -> None:
    """See that the declared delimiter and escape are single signs that mean nothing else."""
    for key, sign, usual in (("delimiter", settings.delimiter, toml(";")), ("escape", settings.escape, toml("\\"))):
        if sign and (len(sign) != 1 or sign in '"\r\n' or sign.isalnum()):
            message = f"{shown(sign)} is not a single sign that can stand between cells or before a quote"
            raise StudyError(Problem("bad_sign", message, Place(key=f"export.{key}"), hint=f"{key} = {usual}"))


def _first_line(lines: Lines, settings: Settings, file: str) -> tuple[int, str]:
    """Find the line to begin with: the declared one, below blank lines and one that only declares the delimiter."""
    first, declared = settings.header_row - 1, ""
    if first >= len(lines.texts) or first < 0 or not any(text.strip() for text in lines.texts[first:]):
        message = f"the study file says header_row = {settings.header_row}, but nothing stands there"
        raise DataError(Problem("no_header", message, Place(file, settings.header_row), hint="header_row = 1"))
    sign = _DECLARED_IN_FILE.fullmatch(lines.texts[first])
    if sign and first == 0 and len(lines.texts) > 1:
        first, declared = 1, sign[1]
    while first < len(lines.texts) - 1 and not lines.texts[first].strip():
        first += 1
    return first, declared


def _found(lines: Lines, first: int, settings: Settings, needed: Collection[str], file: str) -> str:
    """Choose the delimiter that gives the needed columns; the comma if none does."""
    names = settings.columns or tuple(needed)
    if settings.columns or not needed:
        return _by_width(lines, first, settings, len(names), file)
    best = _most_columns(lines, first, first + 1, needed)
    if best[0]:
        return best[1]
    elsewhere = _most_columns(lines, first, first + LINES_SEARCHED, needed)
    return elsewhere[1] if elsewhere[0] else _by_width(lines, first, settings, 0, file, must=False)


def _most_columns(lines: Lines, first: int, behind: int, needed: Collection[str]) -> tuple[int, str]:
    """Give how many needed columns the best delimiter gives on one of some lines, and that delimiter."""
    best = (0, USUAL)
    for delimiter in CANDIDATES:
        for index in range(first, min(behind, len(lines.texts))):
            header = header_at(lines, index, delimiter)
            count = header.found(needed) if header else 0
            if count > best[0]:
                best = (count, delimiter)
    return best


def _by_width(lines: Lines, first: int, settings: Settings, width: int, file: str, *, must: bool = True) -> str:
    """Choose the delimiter that cuts the first lines into equally many cells, more than one, or as many as declared."""
    able = [sign for sign in CANDIDATES if _even(lines, first, sign, width if settings.columns else 0)]
    if USUAL in able or not able or not must:
        return USUAL if USUAL in able or not able else able[0]
    if len(able) == 1:
        return able[0]
    signs = " or ".join(named(sign) for sign in able)
    message = f"it is not certain what stands between the cells: {signs}"
    raise DataError(Problem("unclear_delimiter", message, Place(file, first + 1), hint=f"delimiter = {toml(able[0])}"))


def _even(lines: Lines, first: int, delimiter: str, width: int) -> bool:
    """Say whether a delimiter cuts the first lines into equally many cells."""
    widths: set[int] = set()
    index = first
    while index < min(len(lines.texts), first + LINES_SEARCHED):
        record = read_record(lines, index, Dialect(delimiter))
        if isinstance(record, Fault):
            return False
        if len(record.cells) > 1 or lines.texts[index].strip():
            widths.add(len(record.cells))
        index = record.last + 1
    return len(widths) == 1 and (widths == {width} if width else widths != {1})
