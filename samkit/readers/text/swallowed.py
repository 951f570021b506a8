"""Quoted cells that run over several lines and hold whole respondents: what a stray quote does to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem
from samkit.readers.counting import counted
from samkit.readers.text.likeness import Likeness

if TYPE_CHECKING:
    from samkit.readers.text.lines import Lines
    from samkit.readers.text.quoting import Span
    from samkit.readers.text.records import Records

_WIDE: Final = 20
"""From how many columns on the right number of delimiters is evidence enough."""


def swallowed_problems(records: Records, lines: Lines, width: int, delimiter: str, file: str) -> dict[int, Problem]:
    """Say which records hold others.

    Parameters
    ----------
    records
        All records.
    lines
        The lines of the file.
    width
        How many cells a record has.
    delimiter
        The sign between cells.
    file
        The name of the file.

    Returns
    -------
    dict
        The problem of each such record, by its index.
    """
    if not records.spans or width < 2:
        return {}
    look = Likeness([cells for cells in records.cells[1:] if len(cells) == width])
    problems: dict[int, Problem] = {}
    for index, span in records.spans:
        whole = _whole_records(span, lines, width, delimiter, look)
        if whole:
            first, last = span.first + 1, span.last + 1
            message = f"a quoted cell spans lines {first} to {last} and holds {counted(whole, 'whole record')}"
            hint = f"take out the quote that opens cell {span.column} on line {first}, and the one on line {last}"
            place = Place(file, first)
            problems.setdefault(index, Problem("swallowed_records", message, place, hint=hint))
    return problems


def _whole_records(span: Span, lines: Lines, width: int, delimiter: str, look: Likeness) -> int:
    """Count the lines of a quoted cell that are records themselves; the last counts only with others or the first."""
    inner = [_is_record(lines.texts[line], width, delimiter, look) for line in range(span.first + 1, span.last)]
    first = lines.texts[span.first].count(delimiter) == width - 1
    last = _is_record(lines.texts[span.last], width, delimiter, look)
    return sum(inner) + (last and (any(inner) or first))


def _is_record(line: str, width: int, delimiter: str, look: Likeness) -> bool:
    """Say whether a line alone would be a record: the right number of cells, and most of them as in other records."""
    cells = line.replace('"', "").split(delimiter)
    return len(cells) == width and (width >= _WIDE or look.share(cells) >= 0.5)
