"""Tables as comma-separated values: every number in full, an estimate in three columns, text safe to open."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from samkit.results import Estimate
from samkit.tables.table import Column
from samkit.writers.literal import visible, without_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.tables.table import Table

SECTION: Final = Column("section", "Table", "text")
"""The first column: the name of the table that a row is of."""

_BOUNDED = frozenset({"share", "gap", "ratio", "mean", "rank", "range"})


def write(tables: Sequence[Table]) -> str:
    """Write tables as one CSV, the name of the table first; a column that a table does not have stays empty in it.

    Parameters
    ----------
    tables
        In the order in which they are written.

    Returns
    -------
    str
        UTF-8 text, line feeds, texts quoted; shares and gaps are fractions of one, an empty cell is no number.
    """
    header, rows = flat(tables)
    return rows_as_text(list(header), rows)


def flat(tables: Sequence[Table]) -> tuple[dict[str, Column], list[list[str | float | None]]]:
    """Put tables one below the other, an estimate in three columns.

    Returns
    -------
    dict
        By the name of each column, the column of the tables that it comes from.
    list of list
        The rows; None where a table does not have a column, or has no number.
    """
    columns = {column.key: column for table in tables for column in table.columns}
    header = {name: column for column in (SECTION, *columns.values()) for name in _names(column)}
    rows: list[list[str | float | None]] = []
    for table in tables:
        keys = [column.key for column in table.columns]
        for row in table.rows:
            cells = dict(zip(keys, row, strict=True))
            rows.append(
                [table.name, *(cell for key, column in columns.items() for cell in _cells(column, cells.get(key)))]
            )
    return header, rows


def rows_as_text(header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """Write a header and rows; texts are quoted and made safe, numbers are written in full."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow([_safe(name) for name in header])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _names(column: Column) -> tuple[str, ...]:
    bounds = (f"{column.key}_lower", f"{column.key}_upper") if column.role in _BOUNDED else ()
    return (column.key, *bounds)


def _cells(column: Column, value: str | float | Estimate | None) -> tuple[str | float | None, ...]:
    if isinstance(value, Estimate):
        return (value.value, value.lower, value.upper)
    return (value,) if column.role not in _BOUNDED else (value, None, None)


def _safe(cell: str | float | None) -> str | float:
    if cell is None:
        return ""
    return without_formula(visible(cell)) if isinstance(cell, str) else cell
