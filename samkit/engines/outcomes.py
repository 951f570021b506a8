"""Counting answers by the outcomes of criteria: which of them each respondent meets, taken together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.answers import Coded
from samkit.classification import NO, OPEN, YES
from samkit.outcomes import Outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from samkit.classification import Classification
    from samkit.engines.drawn import Drawn
    from samkit.survey import Survey
    from samkit.tally import Ask


def count(survey: Survey, asked: Iterable[Ask], how: Drawn) -> dict[Ask, Outcomes]:
    """Count answers by level and by the outcomes of the criteria of a grouping.

    Parameters
    ----------
    survey
        The respondents with their groups.
    asked
        Which questions, by which groupings.
    how
        How the respondents were drawn.
    """
    counted: dict[Ask, Outcomes] = {}
    met = {by: _met(survey.groups[by]) for by in {ask.by for ask in asked}}
    for ask in sorted(asked):
        answers = survey.answers[ask.question]
        assert isinstance(answers, Coded)  # noqa: S101 - only questions with levels are asked for
        criteria, group, place = met[ask.by]
        shape = (len(group), len(answers.levels))
        there = how.order[answers.codes[how.order] >= 0]
        cell = place[there] * shape[1] + answers.codes[there]
        n = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
        counted[ask] = Outcomes(answers.levels, criteria, group, n, how.added(cell, 1, shape, rows=there))
    return counted


def _met(made: Classification) -> tuple[NDArray[np.int8], NDArray[np.int64], NDArray[np.intp]]:
    """List the outcomes that there are, with the group of each, and give the place of each respondent among them."""
    place = np.zeros(made.truth.size, dtype=np.intp)
    for criterion in made.criteria:
        wide = place * 3 + criterion + 1
        there = np.bincount(wide) > 0
        place = (np.cumsum(there) - 1)[wide]
    example = np.empty(place.max(initial=-1) + 1, dtype=np.intp)
    example[place] = np.arange(place.size)
    group = np.empty(3, dtype=np.int64)
    group[[YES, NO, OPEN]] = 0, 1, 2
    return made.criteria[:, example].T, group[made.truth[example]], place
