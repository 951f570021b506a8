"""The questions that a user names for an analysis of their own, found and put into a section, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.errors import Problem, StudyError, suggestion
from samkit.results import Item
from samkit.study.model import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from samkit.study.model import FigureSpec, Question, Study


def profiled(study: Study, names: Sequence[str], criteria: Collection[str], title: str) -> Section:
    """Put the questions into a section on which groups may turn out to be alike.

    Parameters
    ----------
    study
        Declares the questions.
    names
        Names of questions; without any, those that say who somebody is: every numeric one, and every one with levels
        that no section compares.
    criteria
        Questions that make the groups, which are left out unless they are named.
    title
        Of the section.

    Raises
    ------
    StudyError
        With every name that is no question, or if nothing is left.
    """
    known = study.questions
    problems = [_unknown(study, name, list(known)) for name in names if name not in known]
    if problems:
        raise StudyError(problems)
    wanted = [known[name] for name in dict.fromkeys(names)] or list(_characteristics(study, criteria))
    if not wanted:
        hint = "name the questions to profile"
        raise StudyError(
            Problem("no_questions", f"every question of the study {study.path} is compared in a section", hint=hint)
        )
    return _section(study, "profile", title, wanted)


def ordered(study: Study, names: Sequence[str]) -> list[Section]:
    """Find the sections of ordered items, and put questions that are named into a section of their own.

    Parameters
    ----------
    study
        Declares sections and questions.
    names
        Names of sections or questions; without any, the sections of ordered factors.

    Raises
    ------
    StudyError
        With every name that is neither, every question that has no order, or if there is nothing to test.
    """
    factors = [name for name, section in study.sections.items() if section.analysis == "levels"]
    wanted = list(dict.fromkeys(names)) or factors
    if not wanted:
        hint = 'name a section or question with an order, or say analysis = "levels" in a section'
        raise StudyError(Problem("no_sections", f"the study {study.path} declares no ordered factor", hint=hint))
    problems = [problem for name in wanted for problem in _without_order(study, name)]
    if problems:
        raise StudyError(problems)
    sections = [study.sections[name] for name in wanted if name in study.sections]
    questions = [study.questions[name] for name in wanted if name not in study.sections]
    return [*sections, *([_section(study, "trend", "Trends", questions)] if questions else [])]


def _characteristics(study: Study, criteria: Collection[str]) -> Iterator[Question]:
    """Give the questions that say who somebody is, and do not make the groups."""
    compared = {item.question for section in study.sections.values() for item in section.items}
    for name, question in study.questions.items():
        if name not in criteria and (question.numeric is not None or name not in compared):
            yield question


def _section(study: Study, name: str, title: str, questions: Sequence[Question]) -> Section:
    """Make a section of questions, under a name that the study does not use."""
    while name in study.sections:
        name += "_"
    items = tuple(Item(each.id, each.text, name, each.id, each.favourable) for each in questions)
    return Section(name, title, "", items)


def _without_order(study: Study, name: str) -> Iterator[Problem]:
    """Find why the answers behind a name cannot have a trend."""
    if name not in study.sections and name not in study.questions:
        known = [*study.sections, *(key for key, each in study.questions.items() if each.levels)]
        yield _unknown(study, name, known, "section or question")
        return
    section = study.sections.get(name)
    asked = dict.fromkeys(item.question for item in section.items) if section else [name]
    for question in asked:
        if study.questions[question].numeric is not None:
            hint = f"samkit profile compares it: samkit profile EXPORT {question}"
            yield Problem("not_levels", f"{question} is answered with a number, and has no levels", hint=hint)
        elif not study.questions[question].ordered:
            hint = f"samkit profile compares it without an order: samkit profile EXPORT {question}"
            yield Problem("not_ordered", f"the answers to {question} have no order", hint=hint)


def _unknown(study: Study, name: str, known: Sequence[str], what: str = "question") -> Problem:
    """Say that there is no question of a name; of a section or an item, say what it holds."""
    message = f"there is no {what} of this name"
    if name in study.selections:
        return Problem("unknown_question", message, got=name, hint=study.selections[name].naming())
    section = study.sections.get(name)
    if section:
        questions = list(dict.fromkeys(item.question for item in section.items))
        return Problem("unknown_question", message, got=name, hint=f"it is a section; name {' '.join(questions)}")
    for each in study.sections.values():
        for item in each.items:
            if item.id == name:
                return Problem("unknown_question", message, got=name, hint=f"it is an item; name {item.question}")
    return Problem("unknown_question", message, got=name, hint=suggestion(name, list(known)))


def all_named(figure: FigureSpec, known: Sequence[str]) -> None:
    """Refuse a figure that names what its data do not have.

    Parameters
    ----------
    figure
        What the study asks for.
    known
        What there is.

    Raises
    ------
    StudyError
        With every name that is none.
    """
    unknown = [name for name in figure.items if name not in known]
    if unknown:
        message = f"figure {figure.id} names what the data do not have"
        raise StudyError(Problem("unknown_item", message, got=name, hint=suggestion(name, known)) for name in unknown)
