"""Which reader reads a file: the one that the study file names, or the one that recognises it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from samkit import catalogue
from samkit.errors import Place, Problem, StudyError, suggestion
from samkit.notes import Note
from samkit.readers.kinds import kind_of
from samkit.readers.peek import LOOKED_AT, peek
from samkit.readers.source import LARGE, Source, large, read_once

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Reader, Sign

PLAIN: Final = frozenset({"csv", "xlsx", "spss", "stata", "parquet"})
"""The readers of whole file formats: that a file is one of these needs no word."""

_READS: Final = {"text": "csv", "xlsx": "xlsx", "sav": "spss", "dta": "stata", "parquet": "parquet"}
"""The reader of each kind of file."""

_NAMED: Final = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "text"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".sav", ".zsav", ".por"), "sav"),
    ".dta": "dta",
    ".parquet": "parquet",
}
"""What a name says that a file is; a file that is another is refused, since one of the two is a mistake."""


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
    export, sign = _quickly(path, settings, needed, keep_all=keep_all, likely=likely)
    if export is None:
        source = read_once(path)
        name, sign = _chosen(source, settings, likely=likely)
        export = _load(name).read(source, settings, needed, keep_all=keep_all)
    if sign is None or export.reader in PLAIN:
        return export
    plain = "--reader xlsx reads it as a plain sheet" if export.sheet else "--reader csv reads it as plain text"
    how = f"the file was read as {export.reader}: {sign.words} ({plain})"
    return export._replace(notes=(Note("reader_chosen", how), *export.notes))


def _quickly(
    path: Path, settings: Settings, needed: Collection[str], *, keep_all: bool, likely: bool
) -> tuple[Export | None, Sign | None]:
    """Read a large file of plain delimited text; give None for any other."""
    with large(path, LARGE) as file:
        head = file.part(0, LOOKED_AT) if file else b""
        if file is None or kind_of(head)[0]:
            return None, None
        name, sign = _chosen(Source(file.name, head, ""), settings, likely=likely)
        form = _load(name).form
        if name != "csv" and form is None:
            return None, None
        from samkit.readers import quick  # start-up: small files are read without it

        return quick.read(file, settings, needed, form, keep_all=keep_all), sign


def _chosen(source: Source, settings: Settings, *, likely: bool) -> tuple[str, Sign | None]:
    """Give the name of the reader, and by what it recognises the file."""
    return _named(settings.reader) if settings.reader else _recognising(source, settings, likely=likely)


def _named(name: str) -> tuple[str, None]:
    """See that there is a reader of the name that the study file or the command gives."""
    if name not in catalogue.READERS:
        hint = suggestion(name, list(catalogue.READERS))
        message = f"there is no reader {name!r}"
        raise StudyError(Problem("unknown_reader", message, Place(key="export.reader"), hint=hint))
    return name, None


def _recognising(source: Source, settings: Settings, *, likely: bool) -> tuple[str, Sign | None]:
    """Find the first reader that recognises a file; plain text where the study says what stands in its first rows.

    The reader that the name asks for refuses a file of another kind.
    """
    seen = peek(source, settings.sheet)
    named = _NAMED.get(PurePath(source.name).suffix.lower(), seen.kind)
    if named != seen.kind:
        return _READS[named], None
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
