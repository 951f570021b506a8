"""Tables for the terminal."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.tables.table import Table

WIDE = 160
"""Columns of text where nobody says how wide the screen is, as in a pipe."""

_QUIET = frozenset({"not shown", "hidden", "not computable"})


def write(tables: Sequence[Table], *, colour: bool = False, width: int | None = None) -> str:
    """Write tables one below the other.

    Parameters
    ----------
    tables
        What to show; only their brief columns.
    colour
        Whether escape sequences for colour may be used.
    width
        Characters a line; the terminal's own if left out.
    """
    text = io.StringIO()
    wide = width or shutil.get_terminal_size((WIDE, 40)).columns
    console = Console(
        file=text,
        width=wide,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
    )
    for place, table in enumerate(tables):
        if place:
            console.print()
        console.print(_grid(table))
        for line in (*table.footer, *(note.text for note in table.notes)):
            console.print(Text(visible(line), style="dim"))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def _grid(table: Table) -> Grid:
    """Lay a table out: labels may wrap, numbers may not."""
    shown = [place for place, column in enumerate(table.columns) if column.brief and _says_something(table, place)]
    grid = Grid(
        title=Text(visible(table.title), style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for place in shown:
        column = table.columns[place]
        right = column.role in NUMERIC
        least = 18 if column.role == "label" else None
        grid.add_column(
            Text(visible(column.heading)),
            justify="right" if right else "left",
            no_wrap=False,
            min_width=least,
            vertical="top",
        )
    for row in table.rows:
        cells = [Text(visible(spell(table.columns[place].role, row[place]))) for place in shown]
        grid.add_row(*cells, style="dim" if _QUIET & {cell for cell in row if isinstance(cell, str)} else None)
    return grid


def _says_something(table: Table, place: int) -> bool:
    """Leave out a column of texts that are all empty, such as notes where there are none."""
    return table.columns[place].role != "text" or any(row[place] for row in table.rows)
