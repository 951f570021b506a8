"""Many logistic models on one design at once: each with its own weights, its own columns, or its own fixed values."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.interval import Floats
from samkit.stats.newton import STEPS, Ascent, Local, Objective, Which, ascend

LONG = 400
"""Newton's steps where a maximum is known to be finite: each of the first ones may gain no more than a factor of e."""

_BLOCK = 1 << 20
"""Fitted values that are held at a time."""


class Binomial(NamedTuple):
    """Weights of group 1 and of both groups on the rows of a design, shape (rows, sets), or (rows, 1) for all sets."""

    ones: Floats
    both: Floats


class Fitted(NamedTuple):
    """Fitted log odds with the probabilities of both groups and minus the logarithm of that of group 0."""

    eta: Floats
    p: Floats
    q: Floats
    softplus: Floats


class Fits(NamedTuple):
    """Models side by side.

    Parameters
    ----------
    coefficients
        Shape (sets, columns).
    log_likelihood
        Shape (sets,), natural logarithm.
    exists
        Whether the maximum was reached and is proved to be finite, shape (sets,).
    steps
        Newton's steps, shape (sets,), count.
    """

    coefficients: Floats
    log_likelihood: Floats
    exists: NDArray[np.bool_]
    steps: Which


class Peak(NamedTuple):
    """The maximum of one model: coefficients of its design, their covariance, the log likelihood, Newton's steps."""

    place: Floats
    covariance: Floats
    value: float
    steps: int


def fits(
    x: Floats,
    groups: Binomial,
    free: NDArray[np.bool_],
    start: Floats | None = None,
    steps: int = STEPS,
) -> Fits:
    """Fit logistic models by maximum likelihood.

    Parameters
    ----------
    x
        Design, shape (rows, columns), the constant among its columns; all columns of about one size.
    groups
        Weights of both groups.
    free
        Columns whose coefficients are estimated, shape (sets, columns).
    start
        First values, and the values of coefficients that are not free, shape (sets, columns); 0 where left out.
    steps
        Newton's steps at most, count.

    Returns
    -------
    The models; ``exists`` is false where the groups are separated.

    Notes
    -----
    The maximum is finite exactly if there are factors above 0, one per row, with which the rows of both groups balance
    (Stiemke's theorem). A Newton step that changes no fitted log odds by as much as 1 gives such factors: so separated
    rows never have a step as short as that, and a maximum is believed only after one of less than a half.

    References
    ----------
    Albert and Anderson (1984), Biometrika 71, 1-10; McCullagh and Nelder (1989), Generalized Linear Models, chapter 4.

    Examples
    --------
    >>> found = fits(np.ones((2, 1)), Binomial(np.array([[1.0], [0.0]]), np.array([[1.0], [3.0]])), np.array([[True]]))
    >>> round(float(found.coefficients[0, 0]), 12), round(float(np.log(1 / 3)), 12)
    (-1.098612288668, -1.098612288668)
    """
    begin = np.zeros(free.shape) if start is None else start
    size = max(_BLOCK // len(x), 1)
    blocks = [_block(x, groups, free, begin, steps, slice(at, at + size)) for at in range(0, len(free), size)]
    return Fits(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))


def fitted(x: Floats, coefficients: Floats) -> Fitted:
    """Give the fitted values of models, with their digits in both tails.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    coefficients
        Shape (sets, columns).

    Returns
    -------
    Fitted values, shape (rows, sets).

    Examples
    --------
    >>> float(fitted(np.ones((1, 1)), np.array([[0.0]])).p[0, 0])
    0.5
    """
    eta = x @ coefficients.T
    tail = np.exp(-np.abs(eta))
    near, far = 1 / (1 + tail), tail / (1 + tail)
    above = eta > 0
    return Fitted(eta, np.where(above, near, far), np.where(above, far, near), np.maximum(eta, 0) + np.log1p(tail))


def residual(groups: Binomial, found: Fitted) -> Floats:
    """Give what is observed of group 1 less what is fitted, each row's digits kept where the fit is close.

    Parameters
    ----------
    groups
        Weights of both groups.
    found
        Fitted values.

    Returns
    -------
    ``w1 - (w1 + w0) p``, shape (rows, sets).

    Examples
    --------
    >>> residual(Binomial(np.ones((1, 1)), np.ones((1, 1))), fitted(np.ones((1, 1)), np.array([[0.0]]))).tolist()
    [[0.5]]
    """
    return np.asarray(groups.ones * found.q - (groups.both - groups.ones) * found.p)


def likelihood(x: Floats, groups: Binomial) -> Objective:
    """Give the log likelihood with its derivatives.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    groups
        Weights of both groups.

    Returns
    -------
    A function of coefficients, shape (some, columns), and which of the sets they are.

    Examples
    --------
    >>> one = likelihood(np.ones((1, 1)), Binomial(np.ones((1, 1)), np.full((1, 1), 2.0)))
    >>> [part.tolist() for part in one(np.zeros((1, 1)), np.array([0]))]
    [[-1.3862943611198906], [[0.0]], [[[0.5]]]]
    """
    k = x.shape[1]
    one, other = np.tril_indices(k)
    pairs = x[:, one] * x[:, other]
    place = np.empty((k, k), dtype=np.intp)
    place[one, other] = place[other, one] = np.arange(len(one))

    def local(coefficients: Floats, which: Which) -> Local:
        some = chosen(groups, which)
        found = fitted(x, coefficients)
        value = (some.ones * found.eta - some.both * found.softplus).sum(axis=0)
        information = (some.both * found.p * found.q).T @ pairs
        return Local(value, residual(some, found).T @ x, information[:, place])

    return local


def chosen(groups: Binomial, which: Which | slice) -> Binomial:
    """Take the weights of some of the sets.

    Parameters
    ----------
    groups
        Weights of both groups.
    which
        Positions of the sets.

    Returns
    -------
    Their weights; those that hold for all sets as they are.

    Examples
    --------
    >>> chosen(Binomial(np.eye(2), np.ones((2, 2))), np.array([1])).ones.tolist()
    [[0.0], [1.0]]
    """
    return Binomial(*(part if part.shape[1] == 1 else part[:, which] for part in groups))


def _block(
    x: Floats, groups: Binomial, free: NDArray[np.bool_], start: Floats, steps: int, part: slice
) -> tuple[Floats, Floats, NDArray[np.bool_], Which]:
    some = chosen(groups, part)
    scale = np.minimum(some.ones.sum(axis=0), (some.both - some.ones).sum(axis=0))
    end = ascend(likelihood(x, some), start[part], free[part], scale, steps)
    return end.place, end.value, end.converged & _short(x, some, end), end.steps


def _short(x: Floats, groups: Binomial, end: Ascent) -> NDArray[np.bool_]:
    moved = np.where(groups.both > 0, np.abs(x @ end.last.T), 0.0)
    return np.asarray(moved.max(axis=0, initial=0.0) < 0.5)
