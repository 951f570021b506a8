"""A rule applied to respondents, in three-valued logic: holds, does not hold, cannot be known.

A respondent whose missing answer could change the label stays unclassified; one who already fails is in the second
group whatever is missing. One mechanism does it: at least k of n parts hold when k are known to hold, do not when
fewer than k still can, and stay open otherwise.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.answers import Coded
from samkit.classification import NO, OPEN, YES, Classification, Step, Truth
from samkit.errors import DataError, Place, Problem
from samkit.notes import Note
from samkit.study.rules import AtLeastOf, Compare, Not, comparisons, in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from samkit.study.model import Groups
    from samkit.study.rules import Rule
    from samkit.survey import Survey


def classify(survey: Survey, groups: Groups) -> Classification:
    """Give each respondent a label.

    Parameters
    ----------
    survey
        The respondents.
    groups
        The two groups and their rule.

    Raises
    ------
    DataError
        If nobody answered a question that the rule needs, or all respondents of a group weigh nothing.
    """
    _answered(survey, groups)
    criteria = np.array([evaluate(part, survey) for part in groups.rule.parts], dtype=Truth)
    truth = at_least(criteria, groups.rule.k)
    _weighing(survey, groups, truth)
    steps = _waterfall(groups.rule, criteria, truth)
    return Classification(groups, truth, criteria, steps, _notes(groups, truth, steps))


def _weighing(survey: Survey, groups: Groups, truth: NDArray[Truth]) -> None:
    """Refuse groups of which everybody weighs nothing."""
    if survey.design is None:
        return
    sides = ((groups.first, truth == YES), (groups.second, truth == NO))
    light = [name for name, inside in sides if inside.any() and not survey.design.weight[inside].any()]
    if light:
        place, hint = Place(survey.export.path), "correct the weights, or leave study.weight out"
        raise DataError(
            Problem("all_zero_group", f"every respondent of {name} has weight 0", place, hint=hint) for name in light
        )


def with_groups(survey: Survey, *groupings: Groups) -> Survey:
    """Give the survey with the labels of several groupings."""
    made = {groups.id: classify(survey, groups) for groups in groupings}
    notes = [note for classification in made.values() for note in classification.notes]
    return survey._replace(groups={**survey.groups, **made}, notes=(*survey.notes, *notes))


def evaluate(rule: Rule, survey: Survey) -> NDArray[Truth]:
    """Evaluate a rule for every respondent, **shape** (respondents,)."""
    if isinstance(rule, AtLeastOf):
        return at_least(np.array([evaluate(part, survey) for part in rule.parts], dtype=Truth), rule.k)
    if isinstance(rule, Not):
        truth = evaluate(rule.part, survey)
        return np.where(truth == OPEN, OPEN, YES - truth).astype(Truth)
    values, valid = _values(survey, rule.question)
    if rule.operator == "top_share":
        return _top_share(rule, values, valid, survey)
    numbers = _operands(survey, rule)
    return np.where(valid, _OPERATORS[rule.operator](values, numbers), OPEN).astype(Truth)


def at_least(truths: NDArray[Truth], k: int) -> NDArray[Truth]:
    """Join truths: at least k hold.

    Parameters
    ----------
    truths
        1, 0 or -1, **shape** (parts, respondents).
    k
        How many must hold.

    Returns
    -------
    NDArray
        **shape** (respondents,).

    References
    ----------
    Kleene, S. C. (1952). Introduction to Metamathematics, section 64 (strong three-valued logic).

    Examples
    --------
    >>> at_least(np.array([[1, 1, 0], [1, -1, -1]], dtype=np.int8), 2).tolist()
    [1, -1, 0]
    """
    held = (truths == YES).sum(axis=0)
    possible = held + (truths == OPEN).sum(axis=0)
    return np.where(held >= k, YES, np.where(possible < k, NO, OPEN)).astype(Truth)


def at_least_each(truths: NDArray[Truth], chosen: NDArray[np.bool_], k: NDArray[np.int64]) -> NDArray[Truth]:
    """Join truths in many ways at once, each by the rule of `at_least`.

    Parameters
    ----------
    truths
        1, 0 or -1, **shape** (parts, respondents).
    chosen
        Which parts each way joins, **shape** (ways, parts).
    k
        How many of them must hold, **shape** (ways,).

    Returns
    -------
    NDArray
        **shape** (ways, respondents).

    Examples
    --------
    >>> truths = np.array([[1, 1, 0], [1, -1, -1]], dtype=np.int8)
    >>> at_least_each(truths, np.array([[True, True], [True, False]]), np.array([2, 1])).tolist()
    [[1, -1, 0], [1, 1, 0]]
    """
    which, needed = chosen.astype(np.float32), k[:, None]
    joined = np.empty((len(chosen), truths.shape[1]), dtype=Truth)
    for start in range(0, truths.shape[1], _TOGETHER):
        part = truths[:, start : start + _TOGETHER]
        held = which @ (part == YES).astype(np.float32)
        possible = held + which @ (part == OPEN).astype(np.float32)
        joined[:, start : start + _TOGETHER] = np.where(held >= needed, YES, np.where(possible < needed, NO, OPEN))
    return joined


_TOGETHER: Final = 1 << 15
"""Respondents whose labels are joined at a time, so that memory stays small."""


_OPERATORS: Final[dict[str, Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.bool_]]]] = {
    "at_least": lambda values, given: values >= given[0],
    "at_most": lambda values, given: values <= given[0],
    "above": lambda values, given: values > given[0],
    "below": lambda values, given: values < given[0],
    "between": lambda values, given: (values >= given.min()) & (values <= given.max()),
    "is_in": np.isin,
}


def _values(survey: Survey, question: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give the answers to a question as numbers, levels as positions, and which of them are answers."""
    answers = survey.answers[question]
    if isinstance(answers, Coded):
        return answers.codes.astype(np.float64), answers.codes >= 0
    return answers.values, answers.reasons == 0


def _operands(survey: Survey, rule: Compare) -> NDArray[np.float64]:
    """Give what a question is compared with as numbers."""
    levels = survey.study.questions[rule.question].levels
    given = [levels.index(value) if isinstance(value, str) else value for value in rule.values]
    return np.array(given, dtype=np.float64)


def _top_share(rule: Compare, values: NDArray[np.float64], valid: NDArray[np.bool_], survey: Survey) -> NDArray[Truth]:
    """Mark the best share of each segment; those who tie with the last one who fits are in.

    A respondent is in when fewer than share times n of the segment's n answers are above theirs. The share is taken
    as the decimal that was written, so that 10 % of 30 is 3.
    """
    share = Fraction(str(rule.values[0]))
    truth = np.full(values.shape, OPEN, dtype=Truth)
    segments, known = _values(survey, rule.within) if rule.within else (np.zeros_like(values), np.ones_like(valid))
    for segment in np.unique(segments[known]):
        rows = np.flatnonzero(valid & known & (segments == segment))
        ordered = np.sort(values[rows])
        above = rows.size - np.searchsorted(ordered, values[rows], side="right")
        truth[rows] = above < math.ceil(share * rows.size)
    return truth


def _answered(survey: Survey, groups: Groups) -> None:
    """Refuse a rule that looks at a question which nobody answered."""
    problems = []
    for compare in comparisons(groups.rule):
        _, valid = _values(survey, compare.question)
        if valid.size and not valid.any():
            column = survey.study.questions[compare.question].column
            message = f"nobody answered it, so nobody can be classified by {compare.label!r}"
            hint = "check the column, or drop the criterion from the study file"
            problems.append(Problem("all_missing", message, Place(survey.export.path, None, column), hint=hint))
    if problems:
        raise DataError(problems)


def _waterfall(rule: AtLeastOf, criteria: NDArray[Truth], truth: NDArray[Truth]) -> tuple[Step, ...]:
    """Count who passes each criterion alone, in order, and what each missing answer did."""
    steps = []
    failed_before = np.zeros(truth.shape, dtype=bool)
    open_before = np.zeros(truth.shape, dtype=bool)
    for part, outcome in zip(rule.parts, criteria, strict=True):
        lost = ~failed_before & (outcome == NO)
        failed_before |= lost
        open_before |= outcome == OPEN
        is_open = outcome == OPEN
        steps.append(
            Step(
                label=part.label,
                words=in_words(part),
                passed=int((outcome == YES).sum()),
                failed=int((outcome == NO).sum()),
                open=int(is_open.sum()),
                in_order=int((~failed_before & ~open_before).sum()),
                lost=int(lost.sum()),
                pending=int((~failed_before & open_before).sum()),
                settled=int((is_open & (truth != OPEN)).sum()),
                unsettled=int((is_open & (truth == OPEN)).sum()),
            )
        )
    return tuple(steps)


def _notes(groups: Groups, truth: NDArray[Truth], steps: tuple[Step, ...]) -> tuple[Note, ...]:
    """Tell what makes a grouping doubtful: an empty group, a criterion that separates nobody, open labels."""
    notes = []
    for name, label in ((groups.first, YES), (groups.second, NO)):
        if not (truth == label).any():
            notes.append(Note("empty_group", f"nobody is in {name}: nothing can be compared with it"))
    for step in steps:
        if not step.failed and step.passed:
            notes.append(Note("everybody_passes", f"everybody who answered passes {step.label!r}"))
        if not step.passed and step.failed:
            notes.append(Note("nobody_passes", f"nobody passes {step.label!r}"))
    unknown = int((truth == OPEN).sum())
    if unknown:
        pair = f"{groups.first} or {groups.second}"
        text = (
            f"{pair}: {unknown} of {truth.size} respondents are unclassified, a missing answer could change their label"
        )
        notes.append(Note("unclassified", text))
    return tuple(notes)
