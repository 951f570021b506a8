"""Study and export together: every answer coded, every missing one with its reason, every fault with its line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from samkit import answers
from samkit.answers import Coded
from samkit.errors import DataError, Problem
from samkit.readers import identity
from samkit.selections import coding
from samkit.study.doubts import doubts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.answers import Numbered
    from samkit.classification import Classification
    from samkit.design.sample import Design
    from samkit.notes import Note
    from samkit.readers.export import Export
    from samkit.study.model import Study


class Survey(NamedTuple):
    """The respondents of a study.

    Parameters
    ----------
    answers
        By question: coded levels or numbers, **shape** (respondents,).
    design
        How each respondent was drawn, with what weight; None where the study says nothing of it.
    groups
        Who belongs to which group, by the id of the grouping.
    notes
        What was decided on the way, for the reader.
    """

    study: Study
    export: Export
    answers: Mapping[str, Coded | Numbered]
    design: Design | None
    notes: tuple[Note, ...]
    groups: Mapping[str, Classification] = MappingProxyType({})

    @property
    def respondents(self) -> int:
        """How many respondents there are."""
        return self.export.rows

    def frame(self) -> Any:  # noqa: ANN401 - a pandas DataFrame, without importing pandas for its name
        """Give the respondents as a pandas DataFrame, one row each: for whoever asks for rows.

        Returns
        -------
        DataFrame
            A column per question, levels as ordered categories, numbers as `Float64`, missing where there is no answer,
            whatever the reason; then one per grouping. `.attrs["columns"]` has the question behind each.
        """
        import pandas as pd  # start-up: only whoever asks for rows pays for it

        columns: dict[str, Any] = {}
        for name, found in self.answers.items():
            if isinstance(found, Coded):
                codes, levels = np.maximum(found.codes, -1), pd.Index(found.levels)
                columns[name] = pd.Categorical.from_codes(codes, levels, ordered=True)
            else:
                columns[name] = pd.array(found.values, dtype="Float64")
        asked = {name: self.study.questions[name].text for name in columns}
        for made in self.groups.values():
            labels = {1: made.groups.first, 0: made.groups.second}
            columns[made.groups.id] = pd.Categorical([labels.get(int(truth), "Unclassified") for truth in made.truth])
            asked[made.groups.id] = f"{made.groups.first} or {made.groups.second}"
        frame = pd.DataFrame(columns)
        frame.attrs["columns"] = asked
        return frame

    def __repr__(self) -> str:
        """Say what it is, without any respondent."""
        made = f", grouped by {', '.join(self.groups)}" if self.groups else ""
        name = self.export.path.replace("\\", "/").rpartition("/")[2]
        return f"Survey({name}: {self.respondents} respondents, {len(self.answers)} questions{made})"


def build(study: Study, export: Export) -> Survey:
    """Code every answer of an export as its study says.

    Raises
    ------
    DataError
        With every answer, identity and part of the design that cannot be read.
    """
    survey, problems = code(study, export)
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.place.line or 0))
    return survey


def code(study: Study, export: Export) -> tuple[Survey, list[Problem]]:
    """Code every answer of an export that can be read, and say what cannot.

    Raises
    ------
    DataError
        If respondents cannot be told apart.
    """
    problems: list[Problem] = []
    notes = [*export.notes, *doubts(study)]
    if study.about.respondent:
        notes += identity.check(export, study.about.respondent)
    coded: dict[str, Coded | Numbered] = {}
    for name, question in study.questions.items():
        if not question.selection:
            coded[name], found, said = answers.read(question, export, study.export.empty)
            problems += found
            notes += said
    for selection in study.selections.values():
        ticked, found, said = coding.read(selection, export, study.export.empty)
        coded |= ticked
        problems += found
        notes += said
    drawn = None
    if study.about.tells_design():
        from samkit.design import sample

        drawn, found, said = sample.read(study.about, export, study.export.missing)
        problems += found
        notes += said
    return Survey(study, export, coded, drawn, tuple(notes)), problems
