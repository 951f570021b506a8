"""Readings of a rule at once: each variant of a criterion is evaluated once, readings are joins of variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.answers import Coded
from samkit.classification import Truth
from samkit.classify import at_least_each, evaluate
from samkit.counted import Rereading
from samkit.study.readings import readings
from samkit.study.self_rated import without_self_rated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.engines.drawn import Drawn
    from samkit.study.readings import Readings
    from samkit.survey import Survey
    from samkit.tally import Reread


def count(survey: Survey, asked: Reread, how: Drawn) -> Rereading:
    """Label the respondents under readings of a rule, beside their answers to nets.

    Parameters
    ----------
    survey
        The respondents with their groups.
    asked
        The nets, and the grouping whose rule is read.
    how
        How they were drawn.

    Returns
    -------
    Rereading
        Respondents in an order that follows from what they say alone, so that the order of the export changes nothing.
    """
    found = _readings(survey, asked)
    truths, chosen, k = _variants(survey, found)
    favourable, valid = _nets(survey, asked)
    place = how.places()
    bits = np.packbits(np.hstack([truths.T == 1, truths.T == 0, favourable, valid]), axis=1)
    order = np.lexsort([*place.T[::-1], *bits.T[::-1]])
    unit = how.stratum if how.cluster is None else how.cluster
    return Rereading(
        at_least_each(truths[:, order], chosen, k),
        favourable[order],
        valid[order],
        how.weight[order],
        unit[order],
        None if how.replicates is None else how.replicates[order],
    )


def _readings(survey: Survey, asked: Reread) -> Readings:
    """Find the readings that are asked for."""
    groups = survey.groups[asked.by].groups
    if asked.of == "self_rated":
        return without_self_rated(groups)
    return readings(groups, survey.study.questions, survey.study.about.readings)


def _variants(survey: Survey, found: Readings) -> tuple[NDArray[Truth], NDArray[np.bool_], NDArray[np.int64]]:
    """Evaluate each variant once, and say which of them each reading joins and how many of these must hold."""
    truths = np.array([evaluate(rule, survey) for rule in found.rules()], dtype=Truth)
    return truths, np.array(found.joined()), np.array([reading.k for reading in found.readings])


def _nets(survey: Survey, asked: Reread) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of each respondent and net whether there is an answer, and whether it counts."""
    favourable, valid = [], []
    for question, net in asked.nets:
        answers = survey.answers[question]
        assert isinstance(answers, Coded)  # noqa: S101 - the same questions are counted by level, which refuses numbers
        favourable.append(np.isin(answers.codes, [answers.levels.index(level) for level in net]))
        valid.append(answers.codes >= 0)
    return np.column_stack(favourable), np.column_stack(valid)
