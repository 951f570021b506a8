"""SPSS files: system files (SAV), compressed ones (ZSAV) and portable ones (POR)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.readers import apart
from samkit.readers.form import Reader, plain
from samkit.readers.kinds import refuse_all_but

if TYPE_CHECKING:
    from collections.abc import Collection

    from samkit.readers.export import Export, Settings
    from samkit.readers.source import Source


def read(source: Source, settings: Settings, needed: Collection[str], *, keep_all: bool = False) -> Export:
    """Read an SPSS file: the label of an answer where it has one, the code where it is declared missing.

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
    refuse_all_but(source, "spss")
    return apart.read("spss", source, settings, needed, keep_all=keep_all)


READER: Final = Reader(plain("sav", "an SPSS file"), read)
