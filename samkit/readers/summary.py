"""Summaries that a platform writes beside the responses: counts of answers, which look like a table and are none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHOICES: Final = "Answer Choices"
_COUNTED: Final = (("Answered",), ("Skipped",))

MESSAGE: Final = "this is a SurveyMonkey summary, which counts the answers and does not hold those of each respondent"
HINT: Final = "in SurveyMonkey export “All individual responses” and give that file"


def is_summary(top: Sequence[Sequence[str]]) -> bool:
    """Say whether the first rows of a table are those of a summary.

    Parameters
    ----------
    top
        Rows that hold anything.

    Examples
    --------
    >>> is_summary([["Q1. Do you agree?"], ["Answer Choices", "Responses"], ["Agree", "50.00%", "6"]])
    True
    >>> is_summary([["id", "q1"], ["1", "Agree"]])
    False
    """
    rows = [[cell.strip() for cell in cells if cell.strip()] for cells in top]
    if any(row[:1] == [_CHOICES] for row in rows):
        return True
    counts = [tuple(row[:1]) if len(row) == 2 and row[1].isdecimal() else () for row in rows]
    return bool(rows) and len(rows[0]) == 1 and any(pair == _COUNTED for pair in pairwise(counts))


def summary_problem() -> DataError:
    """Refuse a summary by its name."""
    return DataError(Problem("summary_export", MESSAGE, hint=HINT))
