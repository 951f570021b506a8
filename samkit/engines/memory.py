"""Counting in memory: one pass of numpy's bincount for each question and grouping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.answers import Coded, Numbered
from samkit.classification import NO, OPEN, YES
from samkit.errors import Problem, StudyError
from samkit.tally import REASONS, Block, Cells, Sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.survey import Survey
    from samkit.tally import Ask, Request

UNCLASSIFIED = "Unclassified"


def count(survey: Survey, request: Request) -> Cells:
    """Count what a request asks for.

    Parameters
    ----------
    survey
        The respondents with their groups.
    request
        Which questions by which groupings.

    Returns
    -------
    Cells
        One block of counts for each ask; groups are first, second, unclassified.
    """
    groups = {by: _positions(survey, by) for by in request.groupings()}
    return Cells(
        {ask: _block(survey, ask, groups[ask.by]) for ask in request},
        {ask: _sums(survey, ask, groups[ask.by]) for ask in sorted(request.sums)},
    )


def _positions(survey: Survey, by: str) -> NDArray[np.int64]:
    """Give each respondent the row of their group: 0 first, 1 second, 2 unclassified."""
    rows = np.empty(3, dtype=np.int64)
    rows[[YES, NO, OPEN]] = 0, 1, 2
    return np.asarray(rows[survey.groups[by].truth])


def _block(survey: Survey, ask: Ask, group: NDArray[np.int64]) -> Block:
    """Count one question by one grouping."""
    answers = survey.answers[ask.question]
    if not isinstance(answers, Coded):
        text = f"{ask.question} is answered with a number; only questions with levels can be counted by level"
        raise StudyError(Problem("not_levels", text, hint='say analysis = "means" in its section'))
    wide = len(answers.levels) + len(REASONS)
    column = np.where(answers.codes >= 0, answers.codes, len(answers.levels) - 1 - answers.codes)
    cell = group * wide + column
    n = np.bincount(cell, minlength=3 * wide).reshape(3, wide)
    levels = len(answers.levels)
    weight = _weights(survey, cell.size)
    w, w2 = (_added(cell, values, 3 * wide).reshape(3, wide) for values in (weight, weight**2))
    return Block(answers.levels, _names(survey, ask), n[:, :levels], w[:, :levels], w2[:, :levels], n[:, levels:])


def _sums(survey: Survey, ask: Ask, group: NDArray[np.int64]) -> Sums:
    """Sum one numeric question by one grouping, around its own mean."""
    answers = survey.answers[ask.question]
    if not isinstance(answers, Numbered):
        text = f"{ask.question} is answered with levels; only numeric questions have means"
        raise StudyError(Problem("not_numeric", text, hint="leave it out of the section of means"))
    valid = answers.reasons == 0
    origin = float(answers.values[valid].mean()) if valid.any() else 0.0
    apart = np.where(valid, answers.values - origin, 0.0)
    weight = np.where(valid, _weights(survey, group.size), 0.0)
    missing = np.zeros((3, len(REASONS)), dtype=np.int64)
    np.add.at(missing, (group[~valid], -1 - answers.reasons[~valid]), 1)
    n = np.bincount(group[valid], minlength=3).astype(np.int64)
    return Sums(
        groups=_names(survey, ask),
        origin=origin,
        n=n,
        w=_added(group, weight, 3),
        w2=_added(group, weight**2, 3),
        first=_added(group, weight * apart, 3),
        second=_added(group, weight * apart**2, 3),
        first2=_added(group, weight**2 * apart, 3),
        second2=_added(group, weight**2 * apart**2, 3),
        missing=missing,
    )


def _weights(survey: Survey, respondents: int) -> NDArray[np.float64]:
    return np.ones(respondents) if survey.weights is None else survey.weights


def _names(survey: Survey, ask: Ask) -> tuple[str, ...]:
    """Name the groups of a grouping in the order of their rows."""
    made = survey.groups[ask.by].groups
    return made.first, made.second, UNCLASSIFIED


def _added(cell: NDArray[np.int64], values: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Add up values by cell."""
    return np.asarray(np.bincount(cell, weights=values, minlength=length), dtype=np.float64)
