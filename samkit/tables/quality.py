"""The two tables of a check: what was found, and who answered which question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.findings import Finding, Response
from samkit.numbers import decimal
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Result

COUNTED: Final = "Counts are respondents, unweighted"
ORDER: Final = (
    "Questions stand in the order of the export; shares without an answer are of those who were asked, those still "
    "there of all respondents"
)
_SIGNS: Final = {"error": "error", "warning": "warning", "info": "remark"}


def found(result: Result) -> Table:
    """Lay out what was found, the gravest first.

    Parameters
    ----------
    result
        Of kind `check`.
    """
    columns = (
        Column("severity", "Weight", "label"),
        Column("check", "Check", "text"),
        Column("subject", "About", "text"),
        Column("n", "n", "count"),
        Column("base", "Of", "count"),
        Column("share", "%", "share"),
        Column("told", "Finding", "text"),
        Column("finding", "Finding alone", "text", brief=False),
        Column("lines", "Lines", "text", brief=False),
        Column("hint", "Next step", "text", brief=False),
    )
    rows = tuple(_finding(row) for row in result.rows if isinstance(row, Finding))
    rules = tuple(f"{method.of}: {method.name}" for method in result.methods)
    below = (COUNTED, *rules, footer.origin(result))
    return Table("findings", result.title, columns, rows, tuple(line for line in below if line), result.notes)


def _finding(row: Finding) -> tuple[str | float | Estimate | None, ...]:
    told = f"{row.text} ({_lines(row)})" if row.lines else row.text
    told = f"{told}. Next: {row.hint}" if row.hint else told
    lines = " ".join(map(str, row.lines))
    counts = (row.n, row.base, row.share)
    return (_SIGNS[row.severity], row.check, row.subject, *counts, told, row.text, lines, row.hint)


def _lines(row: Finding) -> str:
    """Name the lines of a finding, and say if there are more.

    Examples
    --------
    >>> _lines(Finding("ids", "id", "error", 3, 9, 3 / 9, "twice", lines=(2, 5)))
    'lines 2, 5, …'
    """
    more = ", …" if row.n is not None and row.n > len(row.lines) else ""
    unit = row.unit if len(row.lines) == 1 and not more else f"{row.unit}s"
    return f"{unit} {', '.join(map(str, row.lines))}{more}"


def answered(result: Result) -> Table:
    """Lay out who answered which question, in the order of the export.

    Parameters
    ----------
    result
        Of kind `check`.
    """
    columns = (
        Column("question", "Question", "label"),
        Column("text", "Text", "text", brief=False),
        Column("column", "Column", "text", brief=False),
        Column("asked", "Asked", "count"),
        Column("answered", "Answered", "count"),
        Column("not_answered", "No answer", "count"),
        Column("not_answered_share", "No answer, %", "share"),
        Column("does_not_apply", "Does not apply", "count"),
        Column("does_not_know", "Does not know", "count"),
        Column("unreadable", "Not readable", "count"),
        Column("not_asked", "Not asked", "count"),
        Column("still", "Still there, %", "share"),
    )
    rows = tuple(_response(row) for row in result.rows if isinstance(row, Response))
    title = f"Who answered which question, {decimal(result.grouping.n_first)} respondents"
    nothing = not any(isinstance(row, Finding) for row in result.rows)
    return Table("questions", title, columns, rows, (*([result.title] if nothing else []), COUNTED, ORDER))


def _response(row: Response) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.question,
        row.text,
        row.column,
        row.asked,
        row.answered,
        row.not_answered,
        row.not_answered / row.asked if row.asked else None,
        row.does_not_apply,
        row.does_not_know,
        row.unreadable,
        row.not_asked,
        row.still,
    )
