"""Levels that nobody chose: they may be spelt otherwise in the export, or belong to another question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.answers import Coded
from samkit.errors import shown
from samkit.findings import Finding, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.quality.respondents import Respondents

NAME: Final = "levels"
RULE: Final = ""


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell the levels of each question that no respondent chose."""
    for name, answers in data.survey.answers.items():
        if not isinstance(answers, Coded) or not (answers.codes >= 0).any():
            continue
        count = np.bincount(answers.codes[answers.codes >= 0], minlength=len(answers.levels))
        never = [level for level, n in zip(answers.levels, count.tolist(), strict=True) if not n]
        if never:
            text = f"level{'s' if len(never) > 1 else ''} that nobody chose: {', '.join(shown(each) for each in never)}"
            yield counted(NAME, name, "info", (len(never), len(answers.levels)), text)
