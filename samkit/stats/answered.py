"""Answers of two groups to many questions, and the sums of them and of their products in any number of draws."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


class Answered(NamedTuple):
    """Answers of the respondents of two groups, group 1 first; those below belong to neither group.

    Parameters
    ----------
    scores
        Answers to ordered questions as scores, shape (respondents, questions); NaN where there is none.
    favourable
        Whether an answer to an item is favourable, shape (respondents, items), 0 or 1; NaN where there is none.
    thresholds
        The scores that may be reached, from the second lowest on, shape (thresholds,): those of a question side by
        side and rising.
    owner
        The question of each threshold, shape (thresholds,), place among the questions, rising.
    sizes
        Respondents of group 1 and of group 0, count.
    """

    scores: Floats
    favourable: Floats
    thresholds: Floats
    owner: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    sizes: tuple[int, int]

    def groups(self) -> tuple[slice, slice]:
        """Give the rows of both groups."""
        first, second = self.sizes
        return slice(0, first), slice(first, first + second)


class Moments(NamedTuple):
    """What both groups answered in each draw, group 1 first; every array has **shape** (2, draws, …).

    Parameters
    ----------
    above
        Share that reaches each threshold, shape (2, draws, thresholds).
    base
        Weight of the answers to each question, shape (2, draws, questions).
    share
        Share of favourable answers, shape (2, draws, items).
    weight
        Weight of the answers to each item, shape (2, draws, items).
    products
        Sums of products of deviations from the means of the group, of each question with each question and then with
        each item, shape (2, draws, questions, questions + items), over those who answered both.
    pairs
        Their weight, of the same shape.
    """

    above: Floats
    base: Floats
    share: Floats
    weight: Floats
    products: Floats
    pairs: Floats


def moments(answers: Answered, times: ArrayLike) -> Moments:
    """Sum answers and products of answers in every draw.

    Parameters
    ----------
    answers
        Of both groups.
    times
        How often each respondent counts in each draw, or their weight there, shape (draws, respondents).

    Returns
    -------
    Moments, all questions and items of a draw at once; NaN where nobody of a group answered.

    Notes
    -----
    Deviations are from the mean of all answers of the group to a question, not of those alone who answered both of a
    pair, so that one mean does for all pairs.

    Examples
    --------
    >>> scores = np.array([[1.0], [2.0], [1.0], [4.0]])
    >>> answers = Answered(scores, scores > 1, np.array([2.0, 4.0]), np.array([0, 0]), (2, 2))
    >>> found = moments(answers, np.ones((1, 4)))
    >>> found.above[:, 0].tolist(), found.share[:, 0, 0].tolist(), found.products[:, 0, 0, 0].tolist()
    ([[0.5, 0.0], [0.5, 0.5]], [0.5, 0.5], [0.5, 4.5])
    """
    drawn = np.asarray(times, dtype=np.float64)
    both = [_of_group(answers, rows, drawn[:, rows]) for rows in answers.groups()]
    return Moments(*(np.stack(pair) for pair in zip(*both, strict=True)))


def _of_group(answers: Answered, rows: slice, times: Floats) -> Moments:
    """Sum the answers of one group in some draws."""
    scores, each = answers.scores[rows], np.hstack([answers.scores[rows], answers.favourable[rows]])
    there = (~np.isnan(each)).astype(np.float64)
    questions = scores.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = np.nansum(each, axis=0) / there.sum(axis=0)
        apart = np.where(there > 0, each - middle, 0.0)
        weight = times @ there
        mean = times @ apart / weight
        reached = (scores[:, answers.owner] >= answers.thresholds).astype(np.float64)
        above = np.minimum(times @ reached / weight[:, answers.owner], 1.0)
    pairs = _products(there[:, :questions], times, there)
    products = _products(apart[:, :questions], times, apart) - pairs * mean[:, :questions, None] * mean[:, None, :]
    share = np.clip((middle + mean)[:, questions:], 0.0, 1.0)  # rounding may leave it next to 0 or 1
    return Moments(above, weight[:, :questions], share, weight[:, questions:], products, pairs)


def _products(left: Floats, times: Floats, right: Floats) -> Floats:
    """Multiply columns with columns in every draw, shape (draws, left, right), as one matrix product."""
    weighed = (times[:, None, :] * left.T).reshape(-1, len(left))
    return np.asarray((weighed @ right).reshape(len(times), left.shape[1], right.shape[1]))
