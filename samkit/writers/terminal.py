"""Tables for the terminal: numbers flush right and never broken, labels wrapped on words.

The layout is our own because it is on the path of every command: a general table library takes longer to lay out the
items of a study than samkit takes to read, classify and compare its respondents.
"""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

from samkit.writers.literal import on_one_line
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.tables.table import Column, Table

WIDE = 120
"""Characters a line where nobody says how wide the screen is, as in a pipe."""

_GAP = "  "
_LEAST = {"label": 18, "text": 12}
"""Characters that columns of words keep where others have some left to give, by their role."""

_QUIET = frozenset({"not shown", "circular", "hidden", "not computable"})
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def write(tables: Sequence[Table], *, colour: bool = False, width: int | None = None) -> str:
    """Write tables one below the other.

    Parameters
    ----------
    tables
        What to show; only their brief columns.
    colour
        Whether the screen understands escape sequences.
    width
        Characters a line; the screen's own if left out.
    """
    wide = width or shutil.get_terminal_size((WIDE, 40)).columns
    below = [[*table.footer, *(note.text for note in table.notes)] for table in tables]
    shared = [text for text in below[0] if len(tables) > 1 and all(text in texts for texts in below)] if tables else []
    lines: list[str] = []
    for table, texts in zip(tables, below, strict=True):
        lines += [*_grid(table, wide, colour=colour), *_texts(texts, shared, wide, colour=colour), ""]
    return "\n".join([*lines, *_texts(shared, (), wide, colour=colour)]).rstrip("\n") + "\n"


def _texts(texts: Sequence[str], elsewhere: Sequence[str], wide: int, *, colour: bool) -> Iterator[str]:
    """Set the texts below a table, without those that stand once below all tables."""
    for text in texts:
        if text not in elsewhere:
            yield from (_inked(line, _DIM, colour=colour) for line in textwrap.wrap(on_one_line(text), wide))


def _grid(table: Table, wide: int, *, colour: bool) -> Iterator[str]:
    """Lay out one table, line by line."""
    shown = [place for place, column in enumerate(table.columns) if column.brief and _says_something(table, place)]
    columns = [table.columns[place] for place in shown]
    cells = [[on_one_line(spell(table.columns[place].role, row[place])) for place in shown] for row in table.rows]
    widths = _widths(columns, cells, wide)
    if _total(widths) > wide:
        cells = [[_folded(cell, column) for cell, column in zip(row, columns, strict=True)] for row in cells]
        widths = _widths(columns, cells, wide)
    yield _inked(on_one_line(table.title), _BOLD, colour=colour)
    yield ""
    for line in _row([on_one_line(column.heading) for column in columns], columns, widths):
        yield _inked(line, _DIM, colour=colour)
    yield "─" * _total(widths)
    for row in cells:
        for line in _row(row, columns, widths):
            yield _inked(line, _DIM, colour=colour and not _QUIET.isdisjoint(row))
    yield ""


def _says_something(table: Table, place: int) -> bool:
    """Leave out a column of texts that are all empty, such as notes where there are none."""
    return table.columns[place].role != "text" or any(row[place] for row in table.rows)


def _total(widths: Sequence[int]) -> int:
    """Count the characters of a line."""
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _folded(cell: str, column: Column) -> str:
    """Put an interval below its number, where the line is too short for both."""
    return cell.replace(" (", "\n(", 1) if column.role in NUMERIC else cell


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], wide: int) -> list[int]:
    """Share out the line: numbers take what they need, words take the rest."""
    needed = [
        max(map(_breadth, (*_words(column.heading), *(line for row in cells for line in row[place].split("\n")))))
        for place, column in enumerate(columns)
    ]
    for least in (_LEAST, dict.fromkeys(_LEAST, min(_LEAST.values()))):
        words = {place: least[column.role] for place, column in enumerate(columns) if column.role in least}
        _cut(needed, words, _total(needed) - wide)
    return needed


def _cut(needed: list[int], words: Mapping[int, int], over: int) -> None:
    """Make columns of words narrower, always the widest of them, until a line fits or each has its least width."""
    while over > 0:
        wider = [place for place, least in words.items() if needed[place] > least]
        if not wider:
            return
        widest = max(needed[place] for place in wider)
        alike = [place for place in wider if needed[place] == widest]
        below = max([words[place] for place in alike] + [needed[place] for place in wider if needed[place] < widest])
        each = min(-(-over // len(alike)), widest - below)
        for place in alike:
            needed[place] -= each
        over -= each * len(alike)


def _words(heading: str) -> list[str]:
    return heading.split() or [""]


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """Set one row of cells, wrapped to their widths."""
    wrapped = [
        [cell] if len(cell) <= width and "\n" not in cell else _broken(cell, width)
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (
            _padded(part, width, right=column.role in NUMERIC)
            for part, column, width in zip(parts, columns, widths, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _broken(cell: str, width: int) -> list[str]:
    """Break a cell into lines: where it says so, and where a word would not fit."""
    return [line for part in cell.split("\n") for line in textwrap.wrap(part, width) or [""]]


def _padded(text: str, width: int, *, right: bool) -> str:
    """Fill a text up to a width as a screen counts it."""
    fill = " " * (width - _breadth(text))
    return fill + text if right else text + fill


def _breadth(text: str) -> int:
    """Count the places that a text takes on a screen: wide signs two, combining signs none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(sign) in {"W", "F"} else not unicodedata.combining(sign) for sign in text
    )


def _inked(text: str, ink: str, *, colour: bool) -> str:
    return f"{ink}{text}{_PLAIN}" if colour and text else text
