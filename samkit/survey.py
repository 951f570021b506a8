"""Study and export together: every answer coded, every missing one with its reason, every fault with its line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from samkit import answers, design
from samkit.errors import DataError, Problem
from samkit.readers import identity
from samkit.study.resolve import normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from samkit.answers import Coded, Numbered
    from samkit.classification import Classification
    from samkit.notes import Note
    from samkit.readers.export import Export
    from samkit.study.model import Study


class Survey(NamedTuple):
    """The respondents of a study.

    Parameters
    ----------
    answers
        By question: coded levels or numbers, **shape** (respondents,).
    weights
        One weight per respondent, **shape** (respondents,), or None.
    groups
        Who belongs to which group, by the id of the grouping.
    notes
        What was decided on the way, for the reader.
    """

    study: Study
    export: Export
    answers: Mapping[str, Coded | Numbered]
    weights: NDArray[np.float64] | None
    notes: tuple[Note, ...]
    groups: Mapping[str, Classification] = MappingProxyType({})

    @property
    def respondents(self) -> int:
        """How many respondents there are."""
        return self.export.rows


def build(study: Study, export: Export) -> Survey:
    """Code every answer of an export as its study says.

    Raises
    ------
    DataError
        With every answer, weight and identity that cannot be read.
    """
    problems: list[Problem] = []
    notes = list(export.notes)
    if study.about.respondent:
        notes += identity.check(export, normal(study.about.respondent))
    coded: dict[str, Coded | Numbered] = {}
    for name, question in study.questions.items():
        coded[name], found, said = answers.read(question, export, study.export.empty)
        problems += found
        notes += said
    weights = None
    if study.about.weight:
        weights, found, said = design.weights(export, normal(study.about.weight))
        problems += found
        notes += said
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.place.line or 0))
    return Survey(study, export, coded, weights, tuple(notes))
