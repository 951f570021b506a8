"""A header that is not where it should be: title rows above it, or none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem, shown
from samkit.readers.summary import HINT, MESSAGE
from samkit.readers.text.delimiter import LINES_SEARCHED, header_at
from samkit.readers.text.likeness import Likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from samkit.readers.text.delimiter import Layout
    from samkit.readers.text.header import Header
    from samkit.readers.text.lines import Lines
    from samkit.readers.text.records import Records

_NAMES_IN_HINT: Final = 300


def misplaced_header(lines: Lines, layout: Layout, header: Header, needed: Collection[str], file: str) -> list[Problem]:
    """Say on which line the header seems to be, if it has more of the needed columns there than where it was read.

    Parameters
    ----------
    lines
        The lines of the file.
    layout
        Where the header was read.
    header
        What was read there.
    needed
        The columns that the study asks for.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One, or none if no other line has a header.
    """
    below = range(layout.first + 1, min(layout.first + LINES_SEARCHED, len(lines.texts)))
    others = (header_at(lines, index, layout.dialect.delimiter, layout.dialect.escape) for index in below)
    return better_header((other for other in others if other), header, needed, file)


def better_header(others: Iterable[Header], header: Header, needed: Collection[str], file: str) -> list[Problem]:
    """Say where the header seems to be, if one of the lines below has more of the needed columns.

    Parameters
    ----------
    others
        The lines below, each read as a header.
    header
        What was read as the header.
    needed
        The columns that the study asks for.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One, or none if no other line has a header.
    """
    here = header.found(needed)
    best, place = here, 0
    for other in others:
        count = other.found(needed)
        if count > best and other.line:
            best, place = count, other.line
    if not place or (best - here) * 2 < len(needed):
        return []
    message = f"the header seems to be on line {place}: it has {best} of the {len(needed)} columns that the study needs"
    return [Problem("no_header", message, Place(file, place), hint=f"header_row = {place}")]


def summary_problems(lines: Lines, layout: Layout, file: str) -> list[Problem]:
    """Say that the file is a summary, whose lines are answers and not respondents.

    Parameters
    ----------
    lines
        The lines of the file.
    layout
        Where reading begins.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One, or none.
    """
    for index in range(layout.first, min(layout.first + LINES_SEARCHED, len(lines.texts))):
        if lines.texts[index].lstrip('" ').startswith("Answer Choices"):
            return [Problem("summary_export", MESSAGE, Place(file, index + 1), hint=HINT)]
    return []


def absent_header(header: Header, records: Records, needed: Collection[str], file: str) -> list[Problem]:
    """Say that the first line is a respondent, if it looks like the others and has no needed name.

    Parameters
    ----------
    header
        What was read as the header.
    records
        All records, the header first.
    needed
        The columns that the study asks for.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One, or none if the header may be one.
    """
    rows = [cells for cells in records.cells[1:] if len(cells) == header.width]
    if header.found(needed) or Likeness(rows).share(header.names) < 0.4:
        return []
    message = f"there is no header: line {header.line} looks like a respondent and has none of the needed names"
    hint = f"columns = [{_names(needed, header.width)}]  # in the order of the file"
    return [Problem("no_header", message, Place(file, header.line), got=header.names[0], hint=hint)]


def _names(needed: Collection[str], width: int) -> str:
    """List as many names as the file has columns, the needed ones first."""
    names = [*needed][:width]
    names += [f"column {place}" for place in range(len(names) + 1, width + 1)]
    return ", ".join(shown(name, quote=False, longest=80).join('""') for name in names[:_NAMES_IN_HINT])
