"""Parquet files: their flat columns, each value as the text that a CSV would hold."""

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
    """Read the flat columns of a Parquet file; those that are nested or of a type of their own are left aside.

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
        If the file is damaged or too large, or a needed column is not flat.
    """
    refuse_all_but(source, "parquet")
    return apart.read("parquet", source, settings, needed, keep_all=keep_all)


READER: Final = Reader(plain("parquet", "a Parquet file"), read)
