"""Counting in memory: one pass of numpy's bincount for each question and grouping.

Sums are taken in the order of the weights, or of the numbers, so that the order of the respondents changes no bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.answers import Coded, Numbered
from samkit.classification import NO, OPEN, YES
from samkit.counted import Block, Patterns, Sums, Units, Values
from samkit.engines import outcomes, readings
from samkit.engines.drawn import Drawn, drawn
from samkit.errors import Problem, StudyError
from samkit.tally import REASONS, Cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.survey import Survey
    from samkit.tally import Ask, Request, Together

UNCLASSIFIED = "Unclassified"


class _Rows(NamedTuple):
    """The respondents: how they were drawn, and the group of each by grouping, 0 first, 1 second, 2 unclassified."""

    survey: Survey
    drawn: Drawn
    groups: dict[str, NDArray[np.int64]]

    def names(self, by: str) -> tuple[str, ...]:
        """Name the groups of a grouping in the order of their codes."""
        made = self.survey.groups[by].groups
        return made.first, made.second, UNCLASSIFIED


def count(survey: Survey, request: Request, how: Drawn | None = None) -> Cells:
    """Count what a request asks for.

    Parameters
    ----------
    survey
        The respondents with their groups.
    request
        Which questions by which groupings.
    how
        How they were drawn, where they are a part of those who were; as the survey says where left out.

    Returns
    -------
    Cells
        One tally for each ask; groups are first, second, unclassified.
    """
    rows = _Rows(survey, how or drawn(survey), {by: _positions(survey, by) for by in request.groupings()})
    return Cells(
        {ask: _block(rows, ask) for ask in sorted(request.asks)},
        {ask: _sums(rows, ask) for ask in sorted(request.sums)},
        {ask: _values(rows, ask) for ask in sorted(request.values)},
        {together: _patterns(rows, together) for together in sorted(request.patterns)},
        rows.drawn.sample,
        {reread: readings.count(survey, reread, rows.drawn) for reread in sorted(request.rereads)},
        outcomes.count(survey, request.outcomes, rows.drawn),
    )


def _positions(survey: Survey, by: str) -> NDArray[np.int64]:
    """Give each respondent the code of their group."""
    rows = np.empty(3, dtype=np.int64)
    rows[[YES, NO, OPEN]] = 0, 1, 2
    return np.asarray(rows[survey.groups[by].truth])


def _block(rows: _Rows, ask: Ask) -> Block:
    """Count one question by one grouping."""
    answers = rows.survey.answers[ask.question]
    if not isinstance(answers, Coded):
        text = f"{ask.question} is answered with a number; only questions with levels can be counted by level"
        raise StudyError(Problem("not_levels", text, hint='say analysis = "means" in its section'))
    levels = len(answers.levels)
    shape = (3, levels + len(REASONS))
    column = np.where(answers.codes >= 0, answers.codes, levels - 1 - answers.codes)
    cell = rows.groups[ask.by] * shape[1] + column
    n = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    w, w2 = (rows.drawn.added(cell, power, shape) for power in (1, 2))
    units = rows.drawn.by_unit(cell, shape)
    return Block(
        answers.levels,
        rows.names(ask.by),
        n[:, :levels],
        w[:, :levels],
        w2[:, :levels],
        n[:, levels:],
        w[:, levels:],
        None if units is None else Units(units.n[..., :levels], units.w[..., :levels], units.w2[..., :levels]),
    )


def _sums(rows: _Rows, ask: Ask) -> Sums:
    """Sum one numeric question by one grouping, around the middle answer of each group."""
    answers = _numbers(rows, ask)
    valid = np.flatnonzero(answers.reasons == 0)
    order = valid[np.lexsort((rows.drawn.weight[valid], answers.values[valid]))]
    values, group = answers.values[order], rows.groups[ask.by][order]
    origin = np.array([_middle(values[group == code]) for code in range(3)])
    apart = values - origin[group]
    w, w2, first, first2, second2 = (
        rows.drawn.added(group, power, (3,), times, order)
        for power, times in ((1, None), (2, None), (1, apart), (2, apart), (2, apart**2))
    )
    return Sums(
        groups=rows.names(ask.by),
        origin=origin,
        n=np.bincount(group, minlength=3).astype(np.int64),
        w=w,
        w2=w2,
        first=first,
        second=rows.drawn.added(group, 1, (3,), apart**2, order),
        first2=first2,
        second2=second2,
        missing=_missing(answers, rows.groups[ask.by]),
        units=rows.drawn.sums_by_unit(group, apart, order),
    )


def _middle(rising: NDArray[np.float64]) -> float:
    """Give the middle one of rising numbers; 0 where there is none."""
    return float(rising[rising.size // 2]) if rising.size else 0.0


def _values(rows: _Rows, ask: Ask) -> Values:
    """Count the distinct answers to one numeric question by one grouping."""
    answers = _numbers(rows, ask)
    valid = rows.drawn.order[answers.reasons[rows.drawn.order] == 0]
    distinct, place = np.unique(answers.values[valid], return_inverse=True)
    shape = (3, distinct.size)
    cell = rows.groups[ask.by][valid] * distinct.size + place
    n = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    w = rows.drawn.added(cell, 1, shape, None, valid)
    return Values(rows.names(ask.by), distinct, n, w, _missing(answers, rows.groups[ask.by]))


def _patterns(rows: _Rows, together: Together) -> Patterns:
    """Count the distinct patterns of answers to several questions, in an order of their own."""
    asked = [rows.survey.answers[question] for question in together.questions]
    codes = np.column_stack([each.codes if isinstance(each, Coded) else each.reasons for each in asked])
    values = np.column_stack(
        [each.values if isinstance(each, Numbered) else np.full(len(codes), np.nan) for each in asked]
    )
    place = rows.drawn.places()
    table = np.column_stack([rows.groups[together.by], codes, np.nan_to_num(values, nan=0.0), place])
    _, first, n = np.unique(table, axis=0, return_index=True, return_counts=True)
    return Patterns(
        questions=together.questions,
        levels=tuple(each.levels if isinstance(each, Coded) else () for each in asked),
        codes=codes[first].astype(np.int32),
        values=values[first],
        group=rows.groups[together.by][first],
        n=n.astype(np.int64),
        w=rows.drawn.weight[first],
        stratum=rows.drawn.stratum[first],
        cluster=None if rows.drawn.cluster is None else rows.drawn.cluster[first],
        replicates=None if rows.drawn.replicates is None else rows.drawn.replicates[first],
    )


def _numbers(rows: _Rows, ask: Ask) -> Numbered:
    """Give the answers to a numeric question."""
    answers = rows.survey.answers[ask.question]
    if not isinstance(answers, Numbered):
        text = f"{ask.question} is answered with levels; only numeric questions have means"
        raise StudyError(Problem("not_numeric", text, hint="leave it out of the section of means"))
    return answers


def _missing(answers: Numbered, group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count who gave no number, by group and reason."""
    missing = np.zeros((3, len(REASONS)), dtype=np.int64)
    without = answers.reasons != 0
    np.add.at(missing, (group[without], -1 - answers.reasons[without]), 1)
    return missing
