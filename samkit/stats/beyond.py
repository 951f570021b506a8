"""What is left of the gaps of items once a common factor of all questions is taken off; every draw at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats import general_factor, latent
from samkit.stats.answered import Answered, Moments
from samkit.stats.interval import Floats

_ROUNDS = 3
_STEPS, _AGAIN = 500, 50  # at most: of the whole sample, and of a draw, which starts from it
_LEAST, _MOST = 0.25, 4.0  # of the variance of the factor in a group, where that within both is 1


class Pairs(NamedTuple):
    """Which pairs count: of questions, shape (questions, questions), and of items with questions of another kind.

    Parameters
    ----------
    questions
        Pairs that enough respondents answered, shape (questions, questions).
    items
        Questions that the factor is taken from where an item is judged, shape (items, questions): never its own.
    """

    questions: NDArray[np.bool_]
    items: NDArray[np.bool_]


class Found(NamedTuple):
    """The factor and what is beyond it, in each draw.

    Parameters
    ----------
    loadings
        Of the questions, shape (draws, questions).
    gaps
        Of the questions, in standard deviations within groups, shape (draws, questions).
    spread
        Variance of the factor in both groups, where that within groups is 1, shape (2, draws).
    items
        Correlation of each item with the factor of the other questions, shape (draws, items).
    gap
        Gap of each item, shape (draws, items), a fraction.
    expected
        The gap that follows from the factor alone, shape (draws, items), a fraction.
    """

    loadings: Floats
    gaps: Floats
    spread: Floats
    items: Floats
    gap: Floats
    expected: Floats

    @property
    def beyond(self) -> Floats:
        """The gap of each item less what follows from the factor, shape (draws, items), a fraction."""
        return self.gap - self.expected

    def turned(self) -> "Found":
        """Turn the factor so that group 1 lies higher on it."""
        sign = np.where((self.loadings * self.gaps).sum(axis=-1, keepdims=True) < 0, -1.0, 1.0)
        return self._replace(loadings=sign * self.loadings, items=sign * self.items)


def beyond(answers: Answered, sums: Moments, pairs: Pairs, start: Found | None = None) -> Found:
    """Take the common factor off the gaps of all items.

    Parameters
    ----------
    answers
        Say which thresholds are of which question.
    sums
        What was answered in each draw.
    pairs
        Which pairs count.
    start
        What was found of the whole sample, to start from; nothing where this is the whole sample.

    Returns
    -------
    Factor, gaps and what is expected of each, in each draw; NaN where it cannot be estimated.

    Notes
    -----
    Every answer is a cut of a normal variable that goes with one factor and with something of its own. A covariance of
    scores divided by ``sum(step * density(cut))`` of both is the covariance of what is behind them, which holds for
    small correlations and nearly for large ones. The factor has a mean and a variance in each group, as groups that
    are made by something which goes with it differ in both. What an item owes to it is its own loading times the mean
    difference that the gaps of the *other* questions show; as these are divided by the loadings, no error of
    measurement is left in it. Within-group moments alone give the loadings, so that no gap enters them.

    References
    ----------
    Muthen (1989), Psychometrika 54, 557-585 (groups that differ in a factor and in single items); Lord (1960), Journal
    of the American Statistical Association 55, 307-321 (adjusting for what is measured with error).
    """
    whole = None if start is None else (start.loadings[0], start.spread[:, :1])
    loadings, spread, slopes = _factor(answers, sums, pairs.questions, whole)
    wide = _deviations(loadings, spread)[..., answers.owner]
    gaps = latent.gaps(sums.above, sums.base[..., answers.owner], wide, _starts(answers))
    items = _items(sums, loadings, spread, slopes, pairs.items)
    shift = items * _through(loadings, gaps, pairs.items)
    weight = sums.weight
    with np.errstate(invalid="ignore", divide="ignore"):
        part = weight[0] / weight.sum(axis=0)
        share = (weight * sums.share).sum(axis=0) / weight.sum(axis=0)
    expected = latent.expected_gap(share, part, shift, _deviations(items, spread))
    return Found(loadings, gaps, spread, items, sums.share[0] - sums.share[1], expected)


def _starts(answers: Answered) -> NDArray[np.intp]:
    """Give the first threshold of each question."""
    return np.searchsorted(answers.owner, np.arange(answers.scores.shape[1]))


def _factor(
    answers: Answered, sums: Moments, known: NDArray[np.bool_], start: tuple[Floats, Floats] | None
) -> tuple[Floats, Floats, Floats]:
    """Fit the loadings, and by turns the factor's variance in both groups and how scores move with what is behind."""
    questions, shape = answers.scores.shape[1], sums.base.shape
    density = latent.density(latent.cut(sums.above)) * _steps(answers)
    slope = np.add.reduceat(density, _starts(answers), axis=-1)
    products, pairs = sums.products[..., :questions], sums.pairs[..., :questions]
    loadings, spread = start or (None, np.ones((2, 1)))
    slopes, variance = slope, np.broadcast_to(spread, shape[:2])
    for _ in range(_ROUNDS):
        if loadings is not None:
            slopes = slope / _deviations(np.broadcast_to(loadings, shape[1:]), variance)
        moved = slopes[..., :, None] * slopes[..., None, :]
        with np.errstate(invalid="ignore", divide="ignore"):
            between = products.sum(axis=0) / (variance[..., None, None] * moved * pairs).sum(axis=0)
        loadings = general_factor.loadings(between, known, loadings, steps=_AGAIN if start else _STEPS)
        like = np.where(known, loadings[..., :, None] * loadings[..., None, :], 0.0) * moved
        variance = _variance((like * products).sum(axis=(-2, -1)), (like**2 * pairs).sum(axis=(-2, -1)), sums)
    assert loadings is not None  # noqa: S101 - there is at least one round
    return loadings, variance, slopes


def _steps(answers: Answered) -> Floats:
    """Give by how much the score rises at each threshold."""
    steps, starts = np.diff(answers.thresholds, prepend=0.0), _starts(answers)
    steps[starts] = answers.thresholds[starts] - np.nanmin(answers.scores, axis=0)
    return steps


def _variance(product: Floats, of_one: Floats, sums: Moments) -> Floats:
    """Give the variance of the factor in both groups, such that it is 1 within them, shape (2, draws)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.clip(np.nan_to_num(product / of_one, nan=1.0), _LEAST, _MOST)
    base = sums.base.mean(axis=-1)
    return np.asarray(found * base.sum(axis=0) / (found * base).sum(axis=0))


def _deviations(loadings: Floats, variance: Floats) -> Floats:
    """Give the standard deviation of what is behind an answer in both groups, shape (2, draws, answers)."""
    return np.asarray(np.sqrt(1 + loadings**2 * (variance[..., None] - 1)))


def _items(sums: Moments, loadings: Floats, spread: Floats, slopes: Floats, others: NDArray[np.bool_]) -> Floats:
    """Give the correlation of each item with the factor of other questions, shape (draws, items)."""
    questions = loadings.shape[-1]
    products = sums.products[..., questions:].sum(axis=0)
    weight = sums.pairs[..., questions:] * slopes[..., :, None] * spread[..., None, None]
    density = latent.density(latent.cut(sums.share))
    found = np.zeros(sums.share.shape[1:])
    for _ in range(_ROUNDS):
        slope = density / _deviations(found, spread)
        with np.errstate(invalid="ignore", divide="ignore"):
            between = products / (weight * slope[..., None, :]).sum(axis=0)
        found = _through(loadings, between, others)
        found = np.clip(found, -general_factor.HIGHEST, general_factor.HIGHEST)
    return found


def _through(loadings: Floats, each: Floats, others: NDArray[np.bool_]) -> Floats:
    """Give what the factor takes on, where each question shows its loading times that, shape (draws, items).

    `each` is what the questions show, shape (draws, questions) or, where it is another of each item, (draws, questions,
    items); `others` are the questions that an item's factor is taken from, shape (items, questions).
    """
    shown = each if each.ndim == 3 else np.broadcast_to(each[..., None], (*each.shape, len(others)))
    counts = others.T & np.isfinite(shown)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.where(counts, loadings[..., None] * shown, 0.0).sum(axis=-2)
        return np.asarray(total / (counts * loadings[..., None] ** 2).sum(axis=-2))
