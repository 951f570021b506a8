"""Reading an export of which nothing is known: what the reader asks for and names itself is granted, and told."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import DataError, Problem
from samkit.notes import Note
from samkit.readers import choose
from samkit.readers.export import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.readers.export import Export

_GRANTED: Final = frozenset({"header_row", "skip_rows_after_header", "blank_columns", "duplicate_columns", "delimiter"})
"""Settings that a reader's hint may name and that lose nothing; an encoding is a guess that only the user may make."""

_HINT: Final = re.compile(r'([a-z_]+) = ("[^"\n]*"|\d+)')
_OPTION: Final = re.compile(r'\b(encoding|reader|sheet) = "([^"\n]*)"')
_TRIES: Final = 6


class Opened(NamedTuple):
    """An export that could be read, and what `[export]` must say for it to be read so again."""

    export: Export
    said: dict[str, str | int]
    notes: tuple[Note, ...]


def opened(path: Path, settings: Settings) -> Opened:
    """Read an export with all its columns; what a reader refuses but can name the way out of is granted.

    Parameters
    ----------
    path
        The file.
    settings
        What the user says about it.

    Raises
    ------
    DataError, StudyError
        If it cannot be read.
    """
    given = {key: value for key, value in settings._asdict().items() if value != Settings()._asdict()[key]}
    said, first = dict(given), settings
    notes: list[Note] = []
    for attempt in range(_TRIES):
        try:
            export = choose.read(path, settings, (), keep_all=True, likely=True)
        except DataError as error:
            granted = next(filter(None, map(_way_out, error.problems)), None)
            if granted is None or attempt == _TRIES - 1 or granted[0] in said:
                raise DataError([_as_option(problem) for problem in error.problems]) from None
            key, value = granted
            settings, said[key] = Settings(**{**settings._asdict(), key: value}), value
            notes.append(Note("structure", f"{error.problems[0].message}: read with {key} = {value!r}"))
        else:
            row = _header_below(path, first, export) if said.get("blank_columns") else 0
            if not row or attempt == _TRIES - 1:
                return Opened(export, _needed(export, said), (*notes, *export.notes))
            said = {**given, "header_row": row}
            settings = first._replace(header_row=row)
            notes = [Note("structure", f"the lines above line {row} are no header: read with header_row = {row}")]
    raise AssertionError  # the last attempt returns or raises


def _header_below(path: Path, settings: Settings, export: Export) -> int:
    """Find the line of the header where the first one names hardly any column; 0 if it is one."""
    unnamed = sum(name == f"column {place}" for place, name in enumerate(export.header, 1))
    if 2 * unnamed <= len(export.header):
        return 0
    for row in range(settings.header_row + 1, settings.header_row + _TRIES):
        try:
            choose.read(path, settings._replace(header_row=row), (), keep_all=True)
        except DataError:
            continue
        return row
    return 0


def _way_out(problem: Problem) -> tuple[str, str | int] | None:
    """Read the setting that a hint names, if it may be granted."""
    match = _HINT.match(problem.hint)
    if not match or match[1] not in _GRANTED:
        return None
    return match[1], tomllib.loads(f"value = {match[2]}")["value"]


def _as_option(problem: Problem) -> Problem:
    """Write a hint for a study file, which there is not yet, as an option of the command."""
    return problem._replace(hint=_OPTION.sub(r'--\1 "\2"', problem.hint))


def _needed(export: Export, said: dict[str, str | int]) -> dict[str, str | int]:
    """Name the reader, too, where it is none of a whole file format."""
    plain = export.reader in choose.PLAIN and "reader" not in said
    return said if plain else {"reader": export.reader, **said}
