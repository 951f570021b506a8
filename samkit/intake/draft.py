"""The draft of a study file as data: what it will say, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.intake.criteria import candidates, proposed
from samkit.intake.found import Battery, Left, Question, Several
from samkit.intake.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.intake.criteria import Candidate
    from samkit.intake.design import Role
    from samkit.intake.found import Found
    from samkit.intake.naming import Item, Scale, Section, Selection


class Criterion(NamedTuple):
    """A candidate for a criterion, with the name of its question."""

    question: str
    candidate: Candidate
    chosen: bool


class Draft(NamedTuple):
    """What a study file will say.

    Parameters
    ----------
    title
        Of the study.
    export
        What `[export]` must say for the file to be read: key to value.
    roles
        The columns of the design.
    scales, items, selections, sections, criteria
        In the order of the questionnaire; `items` are the questions outside sections.
    left
        The columns that are left out.
    """

    title: str
    export: Mapping[str, str | int]
    roles: tuple[Role, ...]
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]
    selections: tuple[Selection, ...]
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    left: tuple[Left, ...]


def draft(title: str, export: Mapping[str, str | int], roles: Sequence[Role], found: Sequence[Found]) -> Draft:
    """Give every question, scale and section its name, and choose criteria.

    Parameters
    ----------
    title
        Of the study.
    export
        What `[export]` must say.
    roles
        The columns of the design.
    found
        What the columns are.
    """
    naming = Naming(_questions(found))
    items = {each.seen.name: naming.item(each) for each in _questions(found)}
    selections = [naming.selection(each) for each in found if isinstance(each, Several)]
    batteries = [each for each in found if isinstance(each, Battery)]
    offered = candidates(found)
    chosen = proposed(offered)
    kept = [each.question for each in chosen]
    spelt = [_spelt(each, naming) for each in offered]
    return Draft(
        title=title,
        export=export,
        roles=tuple(roles),
        scales=naming.scales(),
        items=tuple(items[each.seen.name] for each in found if isinstance(each, Question)),
        selections=tuple(selections),
        sections=(
            *(naming.section(each, [items[row.seen.name] for row in each.rows]) for each in batteries),
            *(naming.options(each) for each in selections),
        ),
        criteria=tuple(Criterion(items[each.question.seen.name].id, each, each.question in kept) for each in spelt),
        left=tuple(each for each in found if isinstance(each, Left)),
    )


def _spelt(candidate: Candidate, naming: Naming) -> Candidate:
    """Name levels as the scale that questions share spells them."""
    operand = candidate.operand
    if isinstance(operand, str):
        return candidate._replace(operand=naming.spelt(candidate.question, operand))
    if isinstance(operand, tuple):
        return candidate._replace(operand=tuple(naming.spelt(candidate.question, level) for level in operand))
    return candidate


def _questions(found: Sequence[Found]) -> list[Question]:
    """Give every question with one answer, in the order of the questionnaire."""
    single = [
        [each] if isinstance(each, Question) else each.rows if isinstance(each, Battery) else () for each in found
    ]
    return [question for questions in single for question in questions]
