"""Profile likelihood intervals of standardised gaps and ratios, and the likelihood-ratio test that both invert."""

from typing import NamedTuple

import numpy as np

from samkit.stats.interval import Floats, Interval
from samkit.stats.logits import LONG, Binomial, fits, fitted, likelihood
from samkit.stats.newton import Local, Objective, Which, ascend
from samkit.stats.normal import two_sided
from samkit.stats.root import bracketed
from samkit.stats.standardised import Models
from samkit.stats.terms import chi_square

_DOUBLINGS = 20
_NEAR = 1e-9
"""Each step to a bound climbs to a maximum: what is nearer than this part of the way is left."""

_FAR = 1e6
"""What stands for a likelihood so low that it cannot be told."""

_LEAST_BEND = 0.05
"""Where the second derivative is a smaller part of the information, a step by it could be too long."""


class _Side(NamedTuple):
    """A design with everybody in one group, shape (rows, columns), and products of its columns, (rows, columns^2)."""

    x: Floats
    pairs: Floats


class _Measure(NamedTuple):
    """A measure of two shares, shape (sets,), its gradient, (sets, columns), and second derivatives."""

    value: Floats
    gradient: Floats
    bend: Floats


def likelihood_ratio(x: Floats, answers: Binomial, found: Models) -> Floats:
    """Test that the groups are alike in each item, given what is adjusted for.

    Parameters
    ----------
    x
        Design, shape (rows, columns): the constant first, the group (1 or 0) last.
    answers
        Counts of favourable answers and of all, shape (rows, items).
    found
        The models.

    Returns
    -------
    p-values of the likelihood-ratio test of the group, shape (items,); NaN where there is no model.

    Examples
    --------
    >>> from samkit.stats.standardised import models, own
    >>> x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[28.0], [62]]), np.array([[51.0], [346]]))
    >>> f"{likelihood_ratio(x, counts, models(x, counts, own(x, counts)))[0]:.6g}"
    '5.79278e-08'
    """
    without = found.free.copy()
    without[:, -1] = False
    lost = fits(x, answers, without, steps=LONG).log_likelihood
    most = fits(x, answers, found.free, found.coefficients).log_likelihood
    p = chi_square(2 * (most - lost), [[0]] * len(lost)).p
    return np.where(found.exists, p, np.nan)


def interval(x: Floats, answers: Binomial, found: Models, level: float = 0.95, *, ratio: bool = False) -> Interval:
    """Give the profile likelihood intervals of standardised gaps, or of standardised ratios.

    Parameters
    ----------
    x
        Design, shape (rows, columns): the constant first, the group (1 or 0) last.
    answers
        Counts of favourable answers and of all, shape (rows, items).
    found
        The models.
    level
        Scalar confidence level.
    ratio
        Whether of the ratios and not of the gaps.

    Returns
    -------
    Bounds, shape (items,); NaN where there is no model.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    A bound of a measure g is where the largest likelihood of all coefficients that give it falls short of the maximum
    by half the squared quantile. These are the maxima of ``log L + t g`` over t. The groups are alike in gap, in ratio
    and in the coefficient of the group at once, so that both intervals and the test agree.

    References
    ----------
    Venzon and Moolgavkar (1988), Applied Statistics 37, 87-94.

    Examples
    --------
    >>> from samkit.stats.standardised import models, own
    >>> x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[28.0], [62]]), np.array([[51.0], [346]]))
    >>> [round(float(bound[0]), 6) for bound in interval(x, counts, models(x, counts, own(x, counts)))]
    [0.227217, 0.507625]
    """
    there = np.flatnonzero(found.exists)
    bounds = np.full((2, len(found.exists)), np.nan)
    if there.size:
        some = Models(found.coefficients[there], found.covariance[there], found.free[there], found.exists[there])
        chosen = Binomial(*(part[:, there] for part in answers))
        bounds[:, there] = _bounds(x, chosen, some, two_sided(level), ratio=ratio)
    return Interval(*(np.exp(bounds) if ratio else bounds))


def _bounds(x: Floats, answers: Binomial, found: Models, quantile: float, *, ratio: bool) -> Floats:
    items = len(found.exists)
    sets, sign = np.tile(np.arange(items), 2), np.repeat([-1.0, 1.0], items)
    part = answers.both / answers.both.sum(axis=0)
    sides = _sides(x)
    here = _measured(sides, part, found.coefficients, ratio=ratio)
    along = np.einsum("ijk,ik->ij", found.covariance, here.gradient)
    error = np.sqrt(np.einsum("ij,ij->i", along, here.gradient))
    most = likelihood(x, answers)(found.coefficients, np.arange(items)).value
    multiplier, start = (sign * quantile / error[sets]), found.coefficients[sets]
    start = start + (sign * quantile / error[sets])[:, None] * along[sets]
    scale = np.minimum(answers.ones.sum(axis=0), (answers.both - answers.ones).sum(axis=0))[sets]

    def climb(times: Floats) -> tuple[Floats, Floats]:
        leaning = _leaning(x, answers, (sides, part), (sets, multiplier * times), ratio=ratio)
        end = ascend(leaning, start, found.free[sets], scale)
        value = likelihood(x, answers)(end.place, sets).value
        known = end.converged & np.isfinite(value)
        return end.place, np.where(known, np.sqrt(np.maximum(2 * (most[sets] - value), 0.0)) - quantile, _FAR)

    low, high = np.zeros(sets.size), np.ones(sets.size)
    f_low, f_high = np.full(sets.size, -quantile), climb(high)[1]
    for _ in range(_DOUBLINGS):
        short = f_high <= 0
        if not short.any():
            break
        low, f_low = np.where(short, high, low), np.where(short, f_high, f_low)
        high = np.where(short, 1.3 * high, high)
        f_high = np.where(short, climb(high)[1], f_high)
    place = climb(bracketed(lambda times: climb(times)[1], low, high, f_low, f_high, _NEAR))[0]
    return _measured(sides, part[:, sets], place, ratio=ratio).value.reshape(2, items)


def _leaning(
    x: Floats,
    answers: Binomial,
    averaged: tuple[tuple[_Side, _Side], Floats],
    leaning: tuple[Which, Floats],
    *,
    ratio: bool,
) -> Objective:
    """Give the log likelihood that leans towards large or small values of a measure."""
    (sides, part), (sets, multiplier) = averaged, leaning
    plain = likelihood(x, answers)

    def local(coefficients: Floats, which: Which) -> Local:
        value, gradient, information = plain(coefficients, sets[which])
        measure, t = _measured(sides, part[:, sets[which]], coefficients, ratio=ratio), multiplier[which]
        wanted = information - t[:, None, None] * measure.bend
        return Local(
            value + t * measure.value, gradient + t[:, None] * measure.gradient, _definite(wanted, information)
        )

    return local


def _sides(x: Floats) -> tuple[_Side, _Side]:
    """Put everybody in group 1, and everybody in group 0."""
    both = (np.column_stack([x[:, :-1], np.full(len(x), group)]) for group in (1.0, 0.0))
    first, second = (_Side(side, (side[:, :, None] * side[:, None, :]).reshape(len(x), -1)) for side in both)
    return first, second


def _measured(sides: tuple[_Side, _Side], part: Floats, coefficients: Floats, *, ratio: bool) -> _Measure:
    """Give the gap of standardised shares, or the logarithm of their ratio, with its derivatives."""
    one, other = (_averaged(side, part, coefficients) for side in sides)
    if ratio:
        one, other = _logarithm(one), _logarithm(other)
    return _Measure(one.value - other.value, one.gradient - other.gradient, one.bend - other.bend)


def _averaged(side: _Side, part: Floats, coefficients: Floats) -> _Measure:
    fit = fitted(side.x, coefficients)
    slope = part * fit.p * fit.q
    columns = side.x.shape[1]
    bend = ((slope * (fit.q - fit.p)).T @ side.pairs).reshape(-1, columns, columns)
    return _Measure((part * fit.p).sum(axis=0), slope.T @ side.x, bend)


def _logarithm(share: _Measure) -> _Measure:
    gradient = share.gradient / share.value[:, None]
    bend = share.bend / share.value[:, None, None] - gradient[:, :, None] * gradient[:, None, :]
    return _Measure(np.log(share.value), gradient, bend)


def _definite(wanted: Floats, information: Floats) -> Floats:
    """Take the second derivatives where a step by them leads up, else the information."""
    unit = np.sqrt(np.einsum("sii->si", information))
    unit = np.where(unit > 0, unit, 1.0)
    both = unit[:, :, None] * unit[:, None, :]
    floor = _LEAST_BEND * np.linalg.eigvalsh(_known(information / both))[:, 0]
    least = np.linalg.eigvalsh(_known(wanted / both))[:, 0]
    return np.where((least > np.maximum(floor, 0.0))[:, None, None], wanted, information)


def _known(matrix: Floats) -> Floats:
    return np.where(np.isfinite(matrix).all(axis=(1, 2), keepdims=True), matrix, -np.eye(matrix.shape[-1]))
