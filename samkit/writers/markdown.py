"""Tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.tables.table import Table


def write(tables: Sequence[Table]) -> str:
    """Write tables one below the other, brief columns only, footers as a line of their own."""
    return "\n".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    shown = [place for place, column in enumerate(table.columns) if column.brief]
    columns = [table.columns[place] for place in shown]
    lines = [
        f"### {_escaped(table.title)}",
        "",
        _line([_escaped(column.heading) for column in columns]),
        _line(["---:" if column.role in NUMERIC else ":---" for column in columns]),
        *(_line([_escaped(spell(table.columns[place].role, row[place])) for place in shown]) for row in table.rows),
        "",
        *(f"{_escaped(line)}  " for line in (*table.footer, *(note.text for note in table.notes))),
    ]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Keep Markdown and HTML from acting on a text."""
    flat = " ".join(visible(text).split())
    for sign in ("\\", "|", "*", "_", "`", "[", "]", "#"):
        flat = flat.replace(sign, f"\\{sign}")
    return flat.replace("&", "&amp;").replace("<", "&lt;")
