"""Tables in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.numbers import ENGLISH
from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.numbers import Signs
    from samkit.tables.table import Table

_ACTIVE: Final = re.compile(r"[\\|*_`\[\]#$~]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown acts upon anywhere: marks, mathematics, addresses that become links."""

_LEADING: Final = re.compile(r"^([-+=>]|\d+(?=[.)](?: |$)))")
"""What it acts upon at the beginning of a line: lists, quotations, underlines."""


def write(tables: Sequence[Table]) -> str:
    """Write tables one below the other, brief columns only, footers as a line of their own."""
    return "\n".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    below = (*table.footer, *(note.text for note in table.notes))
    lines = [f"### {escaped(table.title)}", "", *grid(table), "", *(on_its_own(text) for text in below)]
    return "\n".join(lines) + "\n"


def grid(table: Table, signs: Signs = ENGLISH) -> list[str]:
    """Write the brief columns of a table, line by line."""
    shown = [place for place, column in enumerate(table.columns) if column.brief]
    columns = [table.columns[place] for place in shown]
    return [
        _line([escaped(column.heading) for column in columns]),
        _line(["---:" if column.role in NUMERIC else ":---" for column in columns]),
        *(
            _line([escaped(spell(table.columns[place].role, row[place], signs)) for place in shown])
            for row in table.rows
        ),
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def on_its_own(text: str) -> str:
    """Write a text on a line of its own, which neither its beginning nor its end can leave."""
    return _LEADING.sub(lambda sign: f"{sign[0]}\\" if sign[0].isdecimal() else f"\\{sign[0]}", escaped(text)) + "  "


def escaped(text: str) -> str:
    """Keep Markdown and HTML from acting on a text."""
    flat = _ACTIVE.sub(r"\\\g<0>", " ".join(visible(text).split()))
    return flat.replace("&", "&amp;").replace("<", "&lt;")
