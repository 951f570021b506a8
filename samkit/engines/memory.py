"""Counting in memory: one pass of numpy's bincount for each question and grouping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.answers import Coded
from samkit.classification import NO, OPEN, YES
from samkit.errors import Problem, StudyError
from samkit.tally import REASONS, Ask, Block, Cells, Request

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.survey import Survey

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
    groups = {by: _positions(survey, by) for by in {ask.by for ask in request}}
    return Cells({ask: _block(survey, ask, groups[ask.by]) for ask in request})


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
        raise StudyError(Problem("not_levels", text, hint="give it levels, or leave it out of the section"))
    wide = len(answers.levels) + len(REASONS)
    column = np.where(answers.codes >= 0, answers.codes, len(answers.levels) - 1 - answers.codes)
    cell = group * wide + column
    n = np.bincount(cell, minlength=3 * wide).reshape(3, wide)
    levels = len(answers.levels)
    weight = np.ones(cell.size) if survey.weights is None else survey.weights
    w, w2 = (_sums(cell, values, 3 * wide).reshape(3, wide) for values in (weight, weight**2))
    made = survey.groups[ask.by].groups
    names = (made.first, made.second, UNCLASSIFIED)
    return Block(answers.levels, names, n[:, :levels], w[:, :levels], w2[:, :levels], n[:, levels:])


def _sums(cell: NDArray[np.int64], values: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Add up values by cell."""
    return np.asarray(np.bincount(cell, weights=values, minlength=length), dtype=np.float64)
