"""The respondents as the checks see them: all that could be coded, all that could not, and who responded to what."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit import survey
from samkit.answers import Coded
from samkit.errors import DataError
from samkit.readers import identity
from samkit.study.model import DESIGN_COLUMNS
from samkit.tally import Missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.answers import Numbered
    from samkit.errors import Problem
    from samkit.notes import Note
    from samkit.readers.export import Export
    from samkit.study.file import StudyTable
    from samkit.study.model import Question, Study
    from samkit.survey import Survey

ANSWERED: Final = 0
"""The state of an answer that is a level or a number; any other is the code of the reason why there is none."""

SILENT: Final = (Missing.NOT_ASKED, Missing.NOT_ANSWERED)
"""The states in which a respondent has given nothing: neither an answer nor a word why there is none."""


class Asked(NamedTuple):
    """One thing that respondents were asked: a question, or one of which several options may be ticked.

    Parameters
    ----------
    name
        Of the question in the study.
    columns
        Where the answers stand.
    questions
        What the study reads from there: the question, others over the same column, or the options.
    """

    name: str
    text: str
    columns: tuple[str, ...]
    questions: tuple[str, ...]
    options: bool = False


class Respondents(NamedTuple):
    """What the checks look at.

    Parameters
    ----------
    study
        The study as it was loaded.
    survey
        The answers, without the questions whose column the export does not have.
    problems
        What cannot be read.
    asked
        What was asked, in the order of the export.
    states
        For each of these 0 where there is an answer, else the reason, **shape** (asked, respondents). Where several
        questions read a column, what one of them takes for missing is missing.
    """

    study: Study
    survey: Survey
    problems: tuple[Problem, ...]
    asked: tuple[Asked, ...]
    states: NDArray[np.int8]

    @property
    def n(self) -> int:
        """How many there are."""
        return self.survey.respondents

    @property
    def silent(self) -> NDArray[np.bool_]:
        """Where nothing was given, **shape** (asked, respondents)."""
        return np.isin(self.states, SILENT)

    def lines(self, rows: NDArray[np.bool_]) -> tuple[int, ...]:
        """Give the lines of the file of some respondents, **shape** (respondents,)."""
        return tuple(self.survey.export.lines[row] for row in np.flatnonzero(rows).tolist())


def seen(study: Study, export: Export, absent: Collection[str] = ()) -> Respondents:
    """Code every answer that can be read, and keep what cannot.

    Parameters
    ----------
    study
        The study.
    export
        The answers as they stood, with all columns.
    absent
        Columns that the study names and the export does not have.
    """
    coded, problems = survey.code(_without(study, {*absent, study.about.respondent}), export)
    if study.about.respondent and study.about.respondent not in absent:
        coded = coded._replace(notes=(*coded.notes, *_near(export, study.about.respondent)))
    asked = tuple(sorted(_asked(coded.study), key=lambda each: export.columns[each.columns[0]].position))
    states = np.zeros((len(asked), export.rows), dtype=np.int8)
    for place, each in enumerate(asked):
        states[place] = together([coded.answers[name] for name in each.questions], options=each.options)
    return Respondents(study, coded, tuple(problems), asked, states)


def together(answers: Sequence[Coded | Numbered], *, options: bool) -> NDArray[np.int32]:
    """Give 0 where there is an answer, else the code of the reason, **shape** (respondents,).

    Parameters
    ----------
    answers
        To questions that read one column, of which each must have one; or to options, of which one is enough.
    options
        Whether they are options.
    """
    codes = [np.minimum(each.codes if isinstance(each, Coded) else each.reasons, 0) for each in answers]
    least: NDArray[np.int32] = np.minimum.reduce(codes)
    return np.where(np.maximum.reduce(codes) == ANSWERED, ANSWERED, least) if options else least


def _asked(study: Study) -> Iterator[Asked]:
    """Give what was asked: each column once, and each question of several options once."""
    by_column: dict[str, list[Question]] = defaultdict(list)
    for question in study.questions.values():
        if not question.selection:
            by_column[question.column].append(question)
    for column, alike in by_column.items():
        yield Asked(alike[0].id, alike[0].text, (column,), tuple(question.id for question in alike))
    for each in study.selections.values():
        yield Asked(each.id, each.text, each.columns(), tuple(option.id for option in each.options), options=True)


def _near(export: Export, column: str) -> tuple[Note, ...]:
    """Tell ids that differ only in what the eye does not see; ids that are empty or equal are a check of their own."""
    try:
        return identity.check(export, column)
    except DataError:
        return ()


def _without(study: Study, absent: Collection[str]) -> Study:
    """Take out of a study all that rests on columns which are not there."""
    kept = {name: question for name, question in study.questions.items() if question.column not in absent}
    sections = {
        name: section._replace(items=tuple(item for item in section.items if item.question in kept))
        for name, section in study.sections.items()
    }
    selections = {
        name: each._replace(options=tuple(option for option in each.options if option.id in kept))
        for name, each in study.selections.items()
    }
    return study._replace(
        about=_design_without(study.about, absent),
        questions=kept,
        sections=sections,
        selections={name: each for name, each in selections.items() if each.options},
    )


def _design_without(about: StudyTable, absent: Collection[str]) -> StudyTable:
    """Take out of the design what rests on columns that are not there."""
    given = about.replicate_weights.columns if about.replicate_weights else ()
    changed: dict[str, object] = {key: "" for key in DESIGN_COLUMNS if getattr(about, key) in absent}
    if not isinstance(given, str) and not set(given).isdisjoint(absent):
        changed["replicate_weights"] = None
    return about.model_copy(update=changed)
