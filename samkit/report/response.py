"""The words around the figure of a check: the finding above it, how to read it, and what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.charts.frame import Caption
from samkit.findings import Response
from samkit.numbers import decimal, percent
from samkit.tables import footer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Result

MANY: Final = 0.1

_SUBTITLE: Final = "Who answered which question, in the order of the export: percent of all respondents"
_LINE: Final = "The line down the page: respondents who had not left yet"


def caption(rows: Sequence[Response], result: Result) -> Caption:
    """Give title, subtitle and footer of the figure.

    Parameters
    ----------
    rows
        The questions that it shows.
    result
        The check that they are of.
    """
    leaves = any(row.still < 1 for row in rows)
    counted = f"n: {decimal(result.grouping.n_first)} respondents, unweighted; “no answer” is of those who were asked"
    lines = (f"{_LINE}. {counted}" if leaves else counted, footer.origin(result))
    return Caption(_finding(result), _SUBTITLE, "\n".join(line for line in lines if line))


def alt(rows: Sequence[Response], result: Result) -> str:
    """Describe the figure in two sentences: what it shows, what it says."""
    shows = f"Bars of {len(rows)} questions: how many of {decimal(result.grouping.n_first)} respondents answered each"
    return f"{shows}. {_finding(result)}."


def _finding(result: Result) -> str:
    """Say in a sentence how much is missing, of all questions, on whichever page they are shown."""
    rows = [row for row in result.rows if isinstance(row, Response)]
    shares = {row.text: row.not_answered / row.asked for row in rows if row.asked}
    if not shares:
        return "Nobody was asked any question"
    worst = max(shares, key=lambda text: shares[text])
    many = sum(share >= MANY for share in shares.values())
    if many:
        most = f"“{worst}” from {percent(shares[worst])} %"
        said = f"{many} of {len(rows)} questions lack an answer from a tenth or more, {most}"
    elif shares[worst]:
        said = f"No question lacks an answer from more than {percent(shares[worst])} %"
    else:
        said = "Every question was answered by all who were asked"
    stayed = min((row.still for row in rows), default=1.0)
    return f"{said}; {'all' if stayed >= 1 else f'{percent(stayed)} %'} stayed to the end"
