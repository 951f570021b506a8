"""The names of the columns, and which of them the study asks for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import Place, Problem, shown, suggestion
from samkit.notes import Note
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from samkit.readers.export import Settings

MOST_COLUMNS: Final = 16_384
"""How many columns a file may have."""

NUMBER: Final = "number"

_INVISIBLE: Final = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_SUGGESTED: Final = 10


def tidy(name: str) -> str:
    r"""Trim a name of everything that cannot be seen at its ends, and compose its letters (NFC).

    Examples
    --------
    >>> tidy("\ufeff q1\u00a0")
    'q1'
    """
    return unicodedata.normalize("NFC", name.strip(_INVISIBLE))


class Header(NamedTuple):
    """The header of a file.

    Parameters
    ----------
    names
        The name of each column; empty where it has none.
    line
        The line on which it stands, `None` if the study file gives the names.
    trimmed
        How many names had blanks or invisible signs at their ends.
    """

    names: tuple[str, ...]
    line: int | None
    trimmed: int = 0

    @property
    def width(self) -> int:
        """How many cells each record must have."""
        return len(self.names)

    def where(self, needed: Collection[str]) -> dict[str, list[int]]:
        """Find the columns that each needed name may mean.

        Parameters
        ----------
        needed
            Names as the study gives them: a whole header, or the code before its first ". ".

        Returns
        -------
        dict
            For each name the indices of its columns: none if it is missing, several if it is not clear.
        """
        whole, codes = _index(self.names), _index([_code(name) for name in self.names])
        return {name: whole.get(tidy(name)) or codes.get(tidy(name), []) for name in needed if tidy(name)}

    def matching(self, patterns: Collection[str]) -> list[str]:
        """List the names that patterns with one * mean."""
        return [name for pattern in patterns for name in matching(pattern, self.names)]

    def found(self, needed: Collection[str]) -> int:
        """Count the needed names that the header has."""
        return sum(bool(columns) for columns in self.where(needed).values())

    def notes(self) -> tuple[Note, ...]:
        """Say whether names were trimmed."""
        if not self.trimmed:
            return ()
        return (
            Note(
                "header_trimmed",
                f"{counted(self.trimmed, 'column name')} had blanks round the text, which were taken off",
            ),
        )


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """List the names that a pattern means, in natural order; its * stands for one sign or more.

    Examples
    --------
    >>> matching("rw_*", ["rw_10", "id", "rw_9", "rw_"])
    ['rw_9', 'rw_10']
    """
    start, _, end = tidy(pattern).partition("*")
    found = [name for name in names if name.startswith(start) and name.endswith(end)]
    return sorted((name for name in found if len(name) > len(start) + len(end)), key=_natural)


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Give what sorts names by the numbers in them, of whatever length; equal numbers by their spelling."""
    parts = re.split(r"([0-9]+)", name)
    digits = [part.lstrip("0") for part in parts]
    return [(len(digits[place]), digits[place]) if place % 2 else (0, part) for place, part in enumerate(parts)], name


def header_of(cells: Sequence[str], line: int | None) -> Header:
    """Make a header of the cells of a record."""
    names = tuple(tidy(cell) for cell in cells)
    trimmed = sum(cell.strip(_INVISIBLE) != cell for cell in cells)
    return Header(names, line, trimmed)


def numbered(header: Header, settings: Settings) -> Header:
    """Give names to columns that have none or share one, where the study file says so."""
    counts = Counter(header.names) if settings.duplicate_columns == NUMBER else Counter[str]()
    seen: Counter[str] = Counter()
    names: list[str] = []
    for place, name in enumerate(header.names, start=1):
        seen[name] += 1
        if not name:
            names.append(f"column {place}" if settings.blank_columns == NUMBER else "")
        else:
            names.append(f"{name} ({seen[name]})" if counts[name] > 1 else name)
    return Header(tuple(names), header.line, header.trimmed)


def name_problems(header: Header, file: str) -> list[Problem]:
    """Say which names stand more than once, and whether there are more columns than can be read."""
    place = Place(file, header.line)
    if header.width > MOST_COLUMNS:
        message = f"the header has {header.width} columns, the limit is {MOST_COLUMNS}"
        return [Problem("too_many_columns", message, place, hint="export fewer columns")]
    return [
        Problem(
            "duplicate_column",
            _told_twice(name, columns),
            Place(file, header.line, name),
            hint='duplicate_columns = "number"',
        )
        for name, columns in _index(header.names).items()
        if len(columns) > 1
    ]


def _told_twice(name: str, columns: Sequence[int]) -> str:
    """Say at which places a name stands."""
    places = ", ".join(str(column + 1) for column in columns[:8])
    return f"the name {shown(name)} stands {len(columns)} times in the header (cells {places})"


def missing_problems(header: Header, needed: Collection[str], file: str) -> list[Problem]:
    """Say which needed columns the header has not, or has more than once."""
    names = [_code(name) or name for name in header.names if name]
    problems: list[Problem] = []
    for name, columns in header.where(needed).items():
        place = Place(file, header.line, name)
        if not columns:
            hint = suggestion(name, names) if len(problems) < _SUGGESTED else ""
            message = f"the study needs this column and the header has no {shown(name)}"
            problems.append(Problem("missing_column", message, place, hint=hint))
        elif len({header.names[column] for column in columns}) > 1:
            matches = ", ".join(shown(header.names[column], longest=80) for column in columns[:8])
            message = f"the code {shown(name)} begins {len(columns)} headers: {matches}"
            problems.append(Problem("ambiguous_column", message, place, hint="name the column by its whole header"))
    return problems


def _code(name: str) -> str:
    """Give the code before the first ". " of a header; empty where there is none."""
    code, dot, _ = name.partition(". ")
    return code if dot else ""


def _index(names: Sequence[str]) -> dict[str, list[int]]:
    """Find the places of each name that is not empty."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if name:
            places[name].append(place)
    return dict(places)
