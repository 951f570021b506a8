"""The grouping and the sections that a user names, found in the study or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.errors import Problem, StudyError, suggestion
from samkit.study.resolve import adhoc
from samkit.study.rules import questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.study.model import Groups, Section, Study


def grouping(study: Study, by: str = "") -> Groups:
    """Find the grouping: a declared one, `question`, or `question=answer`; the study's first if none is named.

    Raises
    ------
    StudyError
        If there is no such grouping.
    """
    if not by and not study.groups:
        hint = "declare [groups.performance] with its criteria, or say --by QUESTION=ANSWER"
        raise StudyError(Problem("no_grouping", f"the study {study.path} declares no groups", hint=hint))
    wanted = by or next(iter(study.groups))
    found = adhoc(study, wanted)
    if found is None:
        raise StudyError(_no_grouping(study, wanted))
    return found


def chosen(study: Study, names: Iterable[str]) -> list[Section]:
    """Find sections by name.

    Raises
    ------
    StudyError
        With every name that is no section.
    """
    wanted = list(dict.fromkeys(names)) or list(study.sections)
    if not wanted:
        hint = "declare [sections.NAME] with title and questions"
        raise StudyError(Problem("no_sections", f"the study {study.path} declares no sections", hint=hint))
    problems = [_no_section(study, name) for name in wanted if name not in study.sections]
    if problems:
        raise StudyError(problems)
    return [study.sections[name] for name in wanted]


def _no_section(study: Study, name: str) -> Problem:
    """Say that a section is not there, and how one is made of the options of a question."""
    selection = study.selections.get(name)
    hint = selection.sectioning() if selection else suggestion(name, list(study.sections))
    return Problem("unknown_section", "there is no section of this name", got=name, hint=hint)


def defining(study: Study, groups: Groups) -> dict[str, tuple[str, ...]]:
    """Give the questions that read what a criterion reads, under whatever name, each with the labels of its criteria.

    A criterion reads the questions that it compares, those that only make its segments, and those of all below it.
    """
    read = [(part.label, [study.questions[name] for name in questions(part)]) for part in groups.rule.parts]
    found: dict[str, tuple[str, ...]] = {}
    for name, question in study.questions.items():
        labels = [label for label, below in read if any(map(question.reads_with, below))]
        if labels:
            found[name] = tuple(dict.fromkeys(labels))
    return found


def _no_grouping(study: Study, wanted: str) -> Problem:
    """Say that a grouping is not there, and what is."""
    name, _, level = wanted.partition("=")
    question = study.questions.get(name.strip())
    if question is not None and question.levels:
        first = question.levels[-1]
        message = (
            f"{name.strip()} has no such answer" if level else f"{name.strip()} has {len(question.levels)} answers"
        )
        near = suggestion(level.strip(), question.levels) if level else f'say which: --by "{name}={first}"'
        return Problem("unknown_grouping", message, got=wanted, hint=near)
    if question is not None:
        hint = "make a grouping of it in the study file: at_least, between or top_share"
        return Problem("unknown_grouping", f"{name.strip()} is answered with a number", got=wanted, hint=hint)
    if name.strip() in study.selections:
        options = [option.id for option in study.selections[name.strip()].options]
        hint = f"name one of its options: --by {options[0]}"
        return Problem("unknown_grouping", "several options of this question may be ticked", got=wanted, hint=hint)
    known = [*study.groups, *(key for key, question in study.questions.items() if question.levels)]
    return Problem(
        "unknown_grouping", "there is no grouping or question of this name", got=wanted, hint=suggestion(wanted, known)
    )
