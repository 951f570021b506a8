"""Groups: criteria that separate nobody, groups too small to be shown, respondents without a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.classification import NO, OPEN, YES
from samkit.classify import classify
from samkit.errors import DataError
from samkit.findings import Finding, counted
from samkit.study.rules import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.classification import Classification
    from samkit.quality.respondents import Respondents

NAME: Final = "groups"
MANY: Final = 0.1
RULE: Final = ""


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell, for each grouping of the study, what makes it doubtful."""
    known = data.survey.study.questions
    for name, groups in data.study.groups.items():
        lost = sorted(questions(groups.rule) - known.keys())
        if lost:
            text = f"its rule needs {', '.join(lost)}, of which the export has no column"
            yield Finding(NAME, name, "error", None, None, None, text, "name the column, or change the rule")
            continue
        try:
            made = classify(data.survey, groups)
        except DataError as error:
            for problem in error.problems:
                yield Finding(NAME, name, "error", None, None, None, problem.message, problem.hint)
            continue
        yield from _made(data, name, made)


def _made(data: Respondents, name: str, made: Classification) -> Iterator[Finding]:
    """Tell what makes one grouping doubtful."""
    for step in made.steps:
        answered = step.passed + step.failed
        if answered and not (step.passed and step.failed):
            whom = "everybody who answered" if step.passed else "nobody who answered"
            text = f"{whom} passes {step.label!r}: it separates no one"
            yield counted(NAME, name, "warning", (step.passed, answered), text, "change the criterion, or drop it")
    for label, truth in ((made.groups.first, YES), (made.groups.second, NO)):
        yield from _small(data, name, label, made.count(truth))
    unknown = made.count(OPEN)
    if unknown:
        text = f"cannot be classified as {made.groups.first} or {made.groups.second}: a missing answer could decide it"
        hint = "samkit classify shows which criterion they left open" if unknown >= MANY * data.n else ""
        yield counted(NAME, name, "warning" if hint else "info", (unknown, data.n), text, hint)


def _small(data: Respondents, name: str, label: str, n: int) -> Iterator[Finding]:
    """Tell a group that is smaller than the study's limits."""
    about = data.study.about
    hint = "change the criteria (samkit classify shows what each costs), or pool groups"
    if not n:
        yield counted(NAME, name, "warning", (0, data.n), f"nobody is in {label}: nothing can be compared", hint)
    elif n < about.hide_below:
        text = f"are in {label}, fewer than {about.hide_below}: every comparison with them is hidden"
        yield counted(NAME, name, "warning", (n, data.n), text, hint)
    elif n < about.mark_below:
        text = f"are in {label}, fewer than {about.mark_below}: every comparison with them is marked"
        yield counted(NAME, name, "warning", (n, data.n), text, hint)
