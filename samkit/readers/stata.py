"""Stata files (DTA)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.readers import apart
from samkit.readers.form import Reader, plain
from samkit.readers.kinds import refuse_all_but

if TYPE_CHECKING:
    from collections.abc import Collection

    from samkit.readers.export import Export, Settings
    from samkit.readers.source import Source

_BEGIN: Final = b"<stata_dta>"
_END: Final = b"</stata_dta>"
_TAIL: Final = 64


def read(source: Source, settings: Settings, needed: Collection[str], *, keep_all: bool = False) -> Export:
    """Read a Stata file: the label of an answer where it has one, the code where it is declared missing.

    Parameters
    ----------
    source
        The bytes of the file.
    settings
        What the study file says about it.
    needed
        The columns that must be there; all others are kept only if `keep_all`.
    keep_all
        Keep every column.

    Raises
    ------
    DataError
        If the file is damaged, or two codes of a needed column have one label.
    """
    refuse_all_but(source, "stata")
    if source.data.startswith(_BEGIN) and not source.data[-_TAIL:].rstrip(b"\0\r\n ").endswith(_END):
        message = "the file is damaged: it was cut off, and the labels at its end are not all there"
        raise source.refuse("damaged", message, hint="export the responses again, or as CSV")
    return apart.read("stata", source, settings, needed, keep_all=keep_all)


READER: Final = Reader(plain("dta", "a Stata file"), read)
