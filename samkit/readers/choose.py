"""Which reader reads a file: the one that the study file names, or the one that recognises it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import catalogue
from samkit.errors import Place, Problem, StudyError, suggestion
from samkit.notes import Note
from samkit.readers.peek import peek
from samkit.readers.source import read_once

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Reader, Sign
    from samkit.readers.source import Source

PLAIN: Final = frozenset({"csv", "xlsx", "spss", "stata", "parquet"})
"""The readers of whole file formats: that a file is one of these needs no word."""


def read(
    path: Path, settings: Settings, needed: Collection[str], *, keep_all: bool = False, likely: bool = False
) -> Export:
    """Read an export, of whatever format.

    Parameters
    ----------
    path
        The file.
    settings
        What the study file says about it.
    needed
        The columns that must be there; all others are kept only if `keep_all`.
    keep_all
        Keep every column that has a name.
    likely
        Whether a reader is taken, too, that is only likely to be the right one.

    Returns
    -------
    Export
        The answers as they stood, and a note for every decision.

    Raises
    ------
    DataError
        If anything about the file is not certain.
    StudyError
        If there is no reader of the name that the study file gives.
    """
    source = read_once(path)
    name, sign = _named(settings.reader) if settings.reader else _recognising(source, settings, likely=likely)
    export = _load(name).read(source, settings, needed, keep_all=keep_all)
    if sign is None or name in PLAIN:
        return export
    told = Note("reader_chosen", f"the file was read as {name}: {sign.words} (--reader csv reads it as plain text)")
    return export._replace(notes=(told, *export.notes))


def _named(name: str) -> tuple[str, None]:
    """See that there is a reader of the name that the study file or the command gives."""
    if name not in catalogue.READERS:
        hint = suggestion(name, list(catalogue.READERS))
        message = f"there is no reader {name!r}"
        raise StudyError(Problem("unknown_reader", message, Place(key="export.reader"), hint=hint))
    return name, None


def _recognising(source: Source, settings: Settings, *, likely: bool) -> tuple[str, Sign | None]:
    """Find the first reader that recognises a file; plain text where the study says what stands in its first rows."""
    seen = peek(source)
    if seen.kind == "text" and (settings.columns or settings.skip_rows_after_header or settings.header_row > 1):
        return "csv", None
    for name in catalogue.READERS:
        sign = _load(name).recognised(seen)
        if sign and (sign.certain or likely):
            return name, sign
    return "csv", None


def _load(name: str) -> Reader:
    reader: Reader = catalogue.load(catalogue.READERS[name])
    return reader
