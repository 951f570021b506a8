"""Exports made for a test: a small survey in good order, and the ways to spoil it."""

from collections.abc import Collection, Sequence
from pathlib import Path

from samkit.errors import DataError, Problem
from samkit.readers import delimited
from samkit.readers.export import Export, Settings
from samkit.readers.source import read_once

HEADER = ("id", "growth", "weight", "q1", "q2", "comment")
LEVELS = ("Disagree", "Neither", "Agree")
ROWS = tuple(
    (f"R{place:03}", f"{place * 1.5 - 7:g}", f"{1 + place % 3 / 10:g}", LEVELS[place % 3], LEVELS[place % 2], "fine")
    for place in range(1, 13)
)


def lines(rows: Sequence[Sequence[str]] = ROWS, *, header: Sequence[str] = HEADER, delimiter: str = ",") -> list[str]:
    """Write the survey line by line, without quotes."""
    return [delimiter.join(cells) for cells in (header, *rows)]


def spoilt(number: int, text: str) -> list[str]:
    """Write the survey with another text on one line, counted from 1."""
    table = lines()
    table[number - 1] = text
    return table


def text_of(table: Sequence[str], end: str = "\n") -> str:
    """Join lines to a file, each with its end."""
    return "".join(line + end for line in table)


def saved(folder: Path, content: str | bytes, name: str = "survey.csv") -> Path:
    """Save a file as it stands."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, settings: Settings, needed: Collection[str], *, keep_all: bool = False) -> Export:
    """Read a file as plain delimited text, whoever made it."""
    return delimited.read(read_once(path), settings, needed, keep_all=keep_all)


def loaded(
    folder: Path,
    content: str | bytes,
    settings: Settings | None = None,
    needed: Collection[str] = HEADER[:5],
    *,
    keep_all: bool = True,
) -> Export:
    """Read a file that was made for the test."""
    return read(saved(folder, content), settings or Settings(), needed, keep_all=keep_all)


def refused(
    folder: Path, content: str | bytes, settings: Settings | None = None, needed: Collection[str] = HEADER[:5]
) -> tuple[Problem, ...]:
    """Give the problems for which a file is refused; no problem if it is read."""
    try:
        loaded(folder, content, settings, needed)
    except DataError as error:
        return error.problems
    return ()


def codes(export: Export) -> list[str]:
    """Give the codes of the notes."""
    return [note.code for note in export.notes]


def cells(export: Export) -> list[tuple[str, ...]]:
    """Give the rows as they came through."""
    return list(zip(*(column.texts() for column in export.columns.values()), strict=True))
