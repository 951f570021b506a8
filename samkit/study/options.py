"""Options of a question of which several may be ticked: each is a question of its own, with a name and two levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.study.labels import normal
from samkit.study.model import NOT_TICKED, TICKED, Option, Question, Selection

if TYPE_CHECKING:
    from samkit.study.file import StudyFile

LEVELS: Final = (NOT_TICKED, TICKED)


def named(question: str, option: str) -> str:
    """Name the question that an option is.

    Examples
    --------
    >>> named("tools", "crm")
    'tools.crm'
    """
    return f"{question}.{option}"


def below(file: StudyFile, name: str) -> list[str]:
    """List the options of a question, as questions; none where it has none."""
    question = file.questions.get(name)
    return [named(name, option) for option in question.options] if question else []


def owner(file: StudyFile, name: str) -> str:
    """Find the question of which a name is an option; empty where it is none."""
    dots = (place for place, sign in enumerate(name) if sign == ".")
    return next((name[:place] for place in dots if name in below(file, name[:place])), "")


def question_of(file: StudyFile, name: str) -> Question:
    """Build the question that an option is."""
    selection = selection_of(file, owner(file, name))
    option = next(option for option in selection.options if option.id == name)
    packed = bool(selection.delimiter)
    return Question(name, option.text, option.column, LEVELS, (TICKED,), selection=selection.id, packed=packed)


def selection_of(file: StudyFile, name: str) -> Selection:
    """Build a question of which several options may be ticked."""
    said = file.questions[name]
    shared = normal(said.column or name)
    return Selection(
        id=name,
        text=said.text,
        options=tuple(
            Option(named(name, key), option.text, normal(option.column) or shared, tuple(option.ticked))
            for key, option in said.options.items()
        ),
        delimiter=said.delimiter,
        other=named(name, said.other) if said.other else "",
        nothing=said.nothing or file.export.empty,
        unticked=tuple(said.unticked),
        missing={**file.export.missing, **said.missing},
        declared=said.nothing is not None,
    )
