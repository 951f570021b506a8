"""What was decided while the file was read, as the notes of the reader tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.findings import Severity
    from samkit.quality.respondents import Respondents

NAME: Final = "reading"
RULE: Final = ""

_TOLD_ELSEWHERE: Final = frozenset(
    {"item_all_missing", "personal_columns", "many_ignored_columns", "weighted", "zero_weight", "low_effective_n"}
)
"""What a check of its own tells."""


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell every note of the reader and of the answers that no other check tells."""
    for note in data.survey.notes:
        if note.code not in _TOLD_ELSEWHERE:
            subject, _, rest = note.text.partition(": ")
            about = subject in data.survey.study.questions
            text, _, hint = (rest if about else note.text).partition("; if so, ")
            severity: Severity = "info" if note.severity == "info" else "warning"
            yield Finding(NAME, subject if about else "", severity, None, None, None, text, hint)
