"""The table of what a published report says that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.findings import Finding
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Result

SIGNS: Final = {"error": "cannot be", "warning": "doubtful", "info": "remark"}


def table(result: Result) -> Table:
    """Lay out what was found, the gravest first.

    Parameters
    ----------
    result
        Of kind `reconcile`.
    """
    columns = (
        Column("severity", "Weight", "label"),
        Column("check", "Check", "text"),
        Column("subject", "About", "text"),
        Column("finding", "Finding", "text"),
        Column("n", "n", "count", brief=False),
        Column("base", "Of", "count", brief=False),
        Column("hint", "Next step", "text", brief=False),
    )
    rows = tuple(_row(row) for row in result.rows if isinstance(row, Finding))
    rules = tuple(f"{method.of}: {method.name}" for method in result.methods)
    return Table(result.section, result.title, columns, rows, rules, result.notes)


def _row(row: Finding) -> tuple[str | float | Estimate | None, ...]:
    return (SIGNS[row.severity], row.check, row.subject, row.text, row.n, row.base, row.hint)
