"""Tables in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.tables.table import Table

_ACTIVE: Final = re.compile(r"[\\|*_`\[\]#$~]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown acts upon anywhere: marks, mathematics, addresses that become links."""

_LEADING: Final = re.compile(r"^([-+=>]|\d+(?=[.)](?: |$)))")
"""What it acts upon at the beginning of a line: lists, quotations, underlines."""


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
        *(_line_of_text(line) for line in (*table.footer, *(note.text for note in table.notes))),
    ]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line_of_text(text: str) -> str:
    """Write a text on a line of its own, which neither its beginning nor its end can leave."""
    return _LEADING.sub(lambda sign: f"{sign[0]}\\" if sign[0].isdecimal() else f"\\{sign[0]}", _escaped(text)) + "  "


def _escaped(text: str) -> str:
    """Keep Markdown and HTML from acting on a text."""
    flat = _ACTIVE.sub(r"\\\g<0>", " ".join(visible(text).split()))
    return flat.replace("&", "&amp;").replace("<", "&lt;")
