"""Labelled files (SPSS and Stata) made for a test; all of them are synthetic."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from samkit.errors import DataError, Problem
from samkit.readers import choose
from samkit.readers.export import Export, Settings


def sav(path: Path, data: Mapping[str, Sequence[Any]], **said: Any) -> Path:
    """Write an SPSS file."""
    pyreadstat.write_sav(pd.DataFrame(dict(data)), str(path), **said)
    return path


def dta(path: Path, data: Mapping[str, Sequence[Any]], **said: Any) -> Path:
    """Write a Stata file."""
    pyreadstat.write_dta(pd.DataFrame(dict(data)), str(path), **said)
    return path


def loaded(path: Path, needed: Collection[str] = (), settings: Settings | None = None) -> Export:
    """Read a file with all its columns, as the commands read it."""
    return choose.read(path, settings or Settings(), needed, keep_all=True)


def refused(path: Path, needed: Collection[str] = (), settings: Settings | None = None) -> Problem:
    """Give the first problem for which a file is refused."""
    try:
        export = loaded(path, needed, settings)
    except DataError as error:
        return error.problems[0]
    message = f"it was read: {list(export.columns)}"
    raise AssertionError(message)


def texts(export: Export) -> dict[str, list[str]]:
    """Give the texts of each column."""
    return {name: column.texts() for name, column in export.columns.items()}


def told(export: Export, code: str) -> list[str]:
    """Give the sentences of the notes of one code."""
    return [note.text for note in export.notes if note.code == code]
