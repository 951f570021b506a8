"""The sections, items and questions that a user names as the terms of one model, found or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.errors import Problem, StudyError, suggestion
from samkit.results import Item
from samkit.study.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.study.model import Study


def explaining(study: Study, names: Sequence[str], title: str, fewer: int) -> Section:
    """Put what is named into one section.

    Parameters
    ----------
    study
        Declares sections and questions.
    names
        Names of sections, items and questions.
    title
        Of the section, where it is not one of the study's own.
    fewer
        Respondents of the smaller group, count, from which follows how many terms there may be.

    Raises
    ------
    StudyError
        With every name that is none, or if nothing is named.
    """
    if not names:
        raise StudyError(_nothing_named(study, fewer))
    wanted = list(dict.fromkeys(names))
    problems = [_unknown(study, name) for name in wanted if not _items(study, name)]
    if problems:
        raise StudyError(problems)
    if len(wanted) == 1 and wanted[0] in study.sections:
        return study.sections[wanted[0]]
    items: dict[tuple[str, tuple[str, ...]], Item] = {}
    for name in wanted:
        for item in _items(study, name):
            items.setdefault((item.question, item.favourable), item)
    section = "drivers"
    while section in study.sections:
        section += "_"
    return Section(section, title, "", tuple(items.values()))


def adjusting(study: Study, named: Sequence[str], beside: Section | None = None) -> tuple[Item, ...]:
    """Find the questions that a model is adjusted for: by category, or by number.

    Parameters
    ----------
    study
        Declares the questions.
    named
        Names of questions, several of them with commas between.
    beside
        What the model explains by; nothing where each item has a model of its own.

    Raises
    ------
    StudyError
        With every name that is no question, or that the model explains by already.
    """
    names = dict.fromkeys(name.strip() for part in named for name in part.split(",") if name.strip())
    explained = {item.question for item in beside.items} if beside else set()
    problems = [problem for name in names for problem in _not_for_adjusting(study, name, explained)]
    if problems:
        raise StudyError(problems)
    return tuple(Item(name, study.questions[name].text, "", name, ()) for name in names)


def _items(study: Study, name: str) -> tuple[Item, ...]:
    """Find what a name stands for: a section, else an item, else a question."""
    if name in study.sections:
        return study.sections[name].items
    for section in study.sections.values():
        for item in section.items:
            if item.id == name:
                return (item,)
    question = study.questions.get(name)
    return (Item(name, question.text, "", name, question.favourable),) if question else ()


def _unknown(study: Study, name: str) -> Problem:
    known = [*study.sections, *study.questions]
    message = "there is no section, item or question of this name"
    selection = study.selections.get(name)
    hint = selection.naming() if selection else suggestion(name, known)
    return Problem("unknown_question", message, got=name, hint=hint)


def _not_for_adjusting(study: Study, name: str, explained: set[str]) -> Iterator[Problem]:
    if name not in study.questions:
        known = list(study.questions)
        hint = suggestion(name, known)
        if name in study.sections:
            questions = dict.fromkeys(item.question for item in study.sections[name].items)
            hint = f"it is a section; name {','.join(questions)}"
        elif name in study.selections:
            hint = study.selections[name].naming()
        message = "--adjust takes questions, and there is none of this name"
        yield Problem("unknown_question", message, got=name, hint=hint)
    elif name in explained:
        message = "the model explains by this question, and cannot be adjusted for it as well"
        yield Problem("named_twice", message, got=name, hint="name it once")


def _nothing_named(study: Study, fewer: int) -> Problem:
    """Say what can be named, and how many terms the respondents allow."""
    sizes = [f"{name} ({len(section.items)})" for name, section in study.sections.items()]
    allowed = f"{fewer} respondents in the smaller group allow {fewer // 5} terms, {fewer // 10} with ten for each"
    listed = f"sections and their items: {', '.join(sizes)}" if sizes else "name questions of the study"
    return Problem("no_terms", f"name the sections or questions that the model shall hold; {allowed}", hint=listed)
