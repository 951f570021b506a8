"""The organisation itself: where it stands in the export, what it answered, and who is left without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.analyses.standing import Answered
from samkit.answers import Coded
from samkit.classification import NO, OPEN, YES
from samkit.classify import with_groups
from samkit.errors import Place, Problem, StudyError, shown, suggestion
from samkit.notes import Note
from samkit.tally import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Item
    from samkit.study.model import Groups, Study
    from samkit.survey import Survey


def place(data: Survey, name: str) -> int:
    """Find the row of a respondent; nobody else is named.

    Raises
    ------
    StudyError
        If the study has no ids, or nobody has this one.
    """
    column = data.study.about.respondent
    if not column:
        hint = 'say respondent = "COLUMN" in [study]'
        raise StudyError(Problem("no_respondents", "the study names no column of respondents", hint=hint))
    ids = data.export.columns[column].texts()
    if name not in ids:
        where = Place(data.export.path, column=column)
        hint = "ids are compared as they stand in the export"
        raise StudyError(Problem("no_respondent", "there is no such respondent", where, got=name, hint=hint))
    return ids.index(name)


def items(study: Study, names: Sequence[str]) -> list[Item]:
    """Find the items that are named, each question once: the same answer must not count twice.

    Parameters
    ----------
    names
        Of sections and items; all items with favourable answers if none is named.

    Raises
    ------
    StudyError
        With every name that is no section or item with favourable answers.
    """
    every = {item.id: item for section in study.sections.values() for item in section.items if item.favourable}
    of_sections = {
        name: [item for item in section.items if item.favourable] for name, section in study.sections.items()
    }
    by_name = of_sections | {name: [item] for name, item in every.items() if name not in of_sections}
    known = [name for name, found in by_name.items() if found]
    message = "there is no section or item of this name that has favourable answers"
    problems = [
        Problem("unknown_item", message, got=name, hint=suggestion(name, known)) for name in names if name not in known
    ]
    if problems:
        raise StudyError(problems)
    wanted = [item for name in names or study.sections for item in by_name[name]]
    return list({item.question: item for item in reversed(wanted)}.values())[::-1]


def answered(data: Survey, item: Item, row: int) -> Answered:
    """Read the answer of one respondent to an item."""
    found = data.answers[item.question]
    if not isinstance(found, Coded):
        return Answered(None, "not on a scale")
    code = int(found.codes[row])
    if code < 0:
        return Answered(None, Missing(code).label)
    return Answered(found.levels[code] in item.favourable, found.levels[code])


def without(data: Survey, groups: Groups, name: str) -> tuple[Survey, tuple[Note, ...]]:
    """Put respondents into groups, the one of this id into neither; nobody has no id.

    Returns
    -------
    tuple
        The survey, and a note if it was one of them.
    """
    labelled = with_groups(data, groups)
    column = data.study.about.respondent
    ids = data.export.columns[column].texts() if column and name else []
    if name not in ids:
        return labelled, ()
    made = labelled.groups[groups.id]
    truth = made.truth.copy()
    truth[ids.index(name)] = OPEN
    text = f"{shown(name, quote=False)} is left out of the groups that it stands beside"
    kept = {**labelled.groups, groups.id: made._replace(truth=truth)}
    return labelled._replace(groups=kept), (Note("left_itself_out", text),)


def own_group(data: Survey, groups: Groups, row: int) -> str:
    """Name the group that a respondent is in by the criteria of a grouping."""
    truth = int(with_groups(data, groups).groups[groups.id].truth[row])
    return {YES: groups.first, NO: groups.second}.get(truth, "Unclassified")
