"""The rows of a check: what was found in the data, and who answered each question.

Counts are respondents, never weighted; shares are fractions of one.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""What stops the other commands, what asks for care, what is good to know."""


class Finding(NamedTuple):
    """One thing that a check found.

    Parameters
    ----------
    check
        The name of the check.
    subject
        What it is about: a question, a section, a grouping, a column; empty for the respondents as such.
    n
        Respondents, columns or levels that it concerns, count; None where there is nothing to count.
    base
        Out of how many, count.
    share
        `n` out of `base`.
    text
        What was found, in a sentence.
    hint
        The next step.
    lines
        The lines of the file on which it stands, the first of them.
    unit
        What is counted there: lines of text, rows of a sheet, or cases.
    """

    check: str
    subject: str
    severity: Severity
    n: int | None
    base: int | None
    share: float | None
    text: str
    hint: str = ""
    lines: tuple[int, ...] = ()
    unit: str = "line"


class Response(NamedTuple):
    """Who answered one question, and why others did not.

    Parameters
    ----------
    question
        Its name in the study.
    column
        Its column in the export.
    position
        Its place in the questionnaire, from 1.
    asked
        Respondents who were asked it, count.
    answered
        Those with a level or a number, count.
    still
        Share of all respondents who had not left before it.
    """

    question: str
    text: str
    column: str
    position: int
    asked: int
    answered: int
    not_answered: int
    does_not_apply: int
    does_not_know: int
    unreadable: int
    not_asked: int
    still: float


Checked = Finding | Response


def counted(
    check: str,
    subject: str,
    severity: Severity,
    of: tuple[int, int],
    text: str,
    hint: str = "",
    lines: tuple[int, ...] = (),
) -> Finding:
    """Make a finding of a count and its base.

    Examples
    --------
    >>> counted("answers", "", "warning", (2, 8), "two of them").share
    0.25
    """
    n, base = of
    return Finding(check, subject, severity, n, base, n / base if base else None, text, hint, lines)
