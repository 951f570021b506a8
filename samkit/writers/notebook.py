"""Tables as a piece of HTML that a notebook shows, on light paper and on dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.notes import Note
    from samkit.tables.table import Column, Table

_STYLE: Final = (
    "<style>.samkit table{border-collapse:collapse;color:inherit;margin:.4em 0}"
    ".samkit caption{caption-side:top;color:inherit;font-weight:600;text-align:left}"
    ".samkit th,.samkit td{border-bottom:1px solid rgba(128,128,128,.45);padding:.25em .7em;"
    "text-align:left;vertical-align:top}"
    ".samkit .number{font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}"
    ".samkit thead .number{white-space:normal}"
    ".samkit tbody th{font-weight:400}.samkit p{font-size:.9em;margin:.15em 0;max-width:70em}</style>"
)
"""Colours are the notebook's own; grey lines can be seen on white and on black."""


def write(tables: Sequence[Table], notes: Sequence[Note] = ()) -> str:
    """Write tables one below the other, brief columns only, what stands below all of them once.

    Parameters
    ----------
    tables
        What to show.
    notes
        What the reader must know of the data.

    Returns
    -------
    str
        HTML without scripts; every text from outside is escaped.
    """
    below = [[*table.footer, *(note.text for note in table.notes)] for table in tables]
    shared = [text for text in below[0] if len(tables) > 1 and all(text in texts for texts in below)] if tables else []
    parts = [_STYLE]
    for table, texts in zip(tables, below, strict=True):
        parts += [*_grid(table), *_lines(text for text in texts if text not in shared)]
    return "\n".join(['<div class="samkit">', *parts, *_lines([*shared, *(note.text for note in notes)]), "</div>"])


def _grid(table: Table) -> Iterator[str]:
    """Write one table."""
    shown = [place for place, column in enumerate(table.columns) if column.brief and _says_something(table, place)]
    columns = [table.columns[place] for place in shown]
    yield f"<table>\n<caption>{_text(table.title)}</caption>"
    headings = (f'<th scope="col"{_side(column)}>{_text(column.heading)}</th>' for column in columns)
    yield f"<thead><tr>{''.join(headings)}</tr></thead>\n<tbody>"
    for row in table.rows:
        cells = (_cell(column, spell(column.role, row[place])) for place, column in zip(shown, columns, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _says_something(table: Table, place: int) -> bool:
    """Leave out a column of texts that are all empty, such as notes where there are none."""
    return table.columns[place].role != "text" or any(row[place] for row in table.rows)


def _cell(column: Column, text: str) -> str:
    """Write one cell; labels keep the direction of their script to themselves."""
    if column.role == "label":
        return f'<th scope="row"><bdi>{_text(text)}</bdi></th>'
    return f"<td{_side(column)}>{_text(text)}</td>"


def _side(column: Column) -> str:
    return ' class="number"' if column.role in NUMERIC else ""


def _lines(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    return (f"<p>{_text(text)}</p>" for text in texts)


def _text(text: str) -> str:
    return escape(visible(text))
