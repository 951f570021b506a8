"""Small exports made in the layout of a platform, and read as the commands read a file."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from samkit.readers.choose import read
from samkit.readers.export import Export, Settings
from tests.readers.made import saved


def table(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Write a table as the platforms do, with quotes where they are needed."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([header, *rows])
    return stream.getvalue()


def loaded(
    folder: Path,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    reader: str = "",
    likely: bool = False,
    delimiter: str = ",",
) -> Export:
    """Read a table with all its columns; by the reader that recognises it if none is named."""
    path = saved(folder, "\ufeff" + table(header, rows, delimiter))
    return read(path, Settings(reader=reader), (), keep_all=True, likely=likely)


def kinds(export: Export) -> dict[str, str]:
    """Give the kind of each column."""
    return {name: column.asked.kind for name, column in export.columns.items()}


def groups(export: Export) -> dict[str, list[str]]:
    """Give the columns of each question."""
    found: dict[str, list[str]] = {}
    for name, column in export.columns.items():
        found.setdefault(column.asked.group, []).append(name)
    return found


def told(export: Export, code: str) -> list[str]:
    """Give the sentences of the notes of one code."""
    return [note.text for note in export.notes if note.code == code]
