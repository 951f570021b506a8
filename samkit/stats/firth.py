"""Logistic regression by Firth's penalised likelihood, which has finite estimates where the groups are separated."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats import logits, profile
from samkit.stats.binary import Model, turn
from samkit.stats.interval import Floats, Interval
from samkit.stats.logistic import covariance_as_given
from samkit.stats.logits import Binomial, Peak, chosen, fitted, residual
from samkit.stats.newton import Ascent, Local, Objective, Which, ascend
from samkit.stats.terms import Terms, TermTests, chi_square, kept, listed

_LEAST_BEND = 0.05
"""Where the second derivative is a smaller part of the information, a step by it could be too long."""


class FirthFit(NamedTuple):
    """A logistic model by penalised likelihood.

    Parameters
    ----------
    coefficients
        Log odds ratio per unit of each column, the constant first, shape (1 + columns,).
    covariance
        Inverse of the information, shape (1 + columns, 1 + columns).
    log_likelihood, null_log_likelihood
        Penalised, of the model and of a constant alone under the same penalty; they depend on the units of the columns,
        their difference does not.
    fitted
        Probability of group 1, shape (rows,).
    steps
        Newton's steps, count.
    """

    coefficients: Floats
    covariance: Floats
    log_likelihood: float
    null_log_likelihood: float
    fitted: Floats
    steps: int

    @property
    def error(self) -> Floats:
        """Give the standard errors, shape (1 + columns,)."""
        return np.sqrt(np.diag(self.covariance))


def fit(data: Model) -> FirthFit:
    """Fit a logistic model by Firth's penalised likelihood.

    Parameters
    ----------
    data
        The model; the groups may be separated.

    Returns
    -------
    The fit.

    Raises
    ------
    ValueError
        If the maximum is not reached.

    Notes
    -----
    ``log L + log det I / 2`` with the information I of the whole model, also where coefficients are fixed. A weight
    counts as so many respondents, and the penalty counts less the more there are: weights of a sample are to have a
    mean of 1.

    References
    ----------
    Firth (1993), Biometrika 80, 27-38; Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> fit(model([[0], [0], [1]], [1, 0, 0], [15, 57, 16])).coefficients.round(6).tolist()
    [-1.310945, -2.185563]
    """
    best, null = _peak(data)
    # In the units of the columns as given, as other programs have it.
    unit = float(np.linalg.slogdet(data.back)[1])
    return FirthFit(
        data.back @ best.place,
        covariance_as_given(data, best),
        best.value - unit,
        null - unit,
        fitted(data.x, best.place[None, :]).p[data.pattern, 0],
        best.steps,
    )


def likelihood_ratio(data: Model, terms: Terms | None = None) -> TermTests:
    """Test each term by the penalised likelihood that the model loses without it.

    Parameters
    ----------
    data
        The model with all terms; the groups may be separated.
    terms
        Columns of each term; each column is a term where left out.

    Returns
    -------
    ``2 (log L* - log L* without)``, chi-square on the number of columns, the penalty in both that of the whole model.

    References
    ----------
    Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = likelihood_ratio(model([[0], [0], [1]], [1, 0, 0], [15, 57, 16]))
    >>> round(float(found.p[0]), 6)
    0.039389
    """
    groups = listed(data, terms)
    free = np.concatenate([np.ones((1, data.x.shape[1]), dtype=np.bool_), kept(data, groups)])
    found = _climbed(data.x, data.groups, free, np.zeros(free.shape))
    return chi_square(2 * (found.value[0] - found.value[1:]), groups)


def constant(data: Model) -> TermTests:
    """Test that the constant is 0: that the odds are even where every column is 0.

    Parameters
    ----------
    data
        The model; the groups may be separated.

    Returns
    -------
    Likelihood ratio test with one degree of freedom, shape (1,).

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = constant(model([[0], [0], [1]], [1, 0, 0], [15, 57, 16]))
    >>> f"{float(found.p[0]):.6g}"
    '3.96002e-07'
    """
    x = data.x @ turn(data)
    free = np.ones((2, x.shape[1]), dtype=np.bool_)
    free[1, 0] = False
    found = _climbed(x, data.groups, free, np.zeros(free.shape))
    return chi_square(2 * (found.value[:1] - found.value[1:]), [[0]])


def interval(data: Model, level: float = 0.95) -> Interval:
    """Give the profile intervals of all coefficients from the penalised likelihood.

    Parameters
    ----------
    data
        The model; the groups may be separated.
    level
        Scalar confidence level.

    Returns
    -------
    Bounds, shape (1 + columns,), those of the constant first.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    References
    ----------
    Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = interval(model([[0], [0], [1]], [1, 0, 0], [15, 57, 16]))
    >>> found.lower.round(6).tolist(), found.upper.round(6).tolist()
    ([-1.906367, -7.054099], [-0.776321, -0.082485])
    """

    def climb(x: Floats, free: NDArray[np.bool_], start: Floats) -> tuple[Floats, Floats]:
        found = _climbed(x, data.groups, free, start)
        return found.place, found.value

    return profile.profiled(data, climb, _peak(data)[0], level)


def penalised(x: Floats, groups: Binomial) -> Objective:
    """Give the penalised log likelihood with its derivatives.

    Parameters
    ----------
    x
        Design, shape (rows, columns).
    groups
        Weights of both groups.

    Returns
    -------
    A function of coefficients, shape (some, columns), and which of the sets they are.

    Notes
    -----
    With the leverages h and A the inverse of I, the gradient is ``X' (w (y - p) + h (1/2 - p))``, and minus the second
    derivative ``I - X' diag(h (1 - 6 p q)) X / 2 + tr(A T_r A T_s) / 2`` with ``T_r = X' diag(w p q (q - p) x_r) X``.
    Where that is not positive definite, I stands for it.

    References
    ----------
    Firth (1993), Biometrika 80, 27-38.

    Examples
    --------
    >>> one = penalised(np.ones((1, 1)), Binomial(np.ones((1, 1)), np.full((1, 1), 2.0)))
    >>> [part.round(6).tolist() for part in one(np.zeros((1, 1)), np.array([0]))]
    [[-1.732868], [[0.0]], [[[0.75]]]]
    """
    k = x.shape[1]
    # The penalty from columns made orthogonal, so that it keeps its digits where columns are nearly alike.
    apart, root = np.linalg.qr(x)
    pairs = (apart[:, :, None] * apart[:, None, :]).reshape(len(x), k * k)
    unit = float(np.log(np.abs(np.diag(root))).sum())

    def local(coefficients: Floats, which: Which) -> Local:
        some = chosen(groups, which)
        found = fitted(x, coefficients)
        pq, skew = found.p * found.q, found.q - found.p
        v = some.both * pq
        information = (v.T @ pairs).reshape(-1, k, k)
        volume, inverse, there = _inverted(information)
        value = (some.ones * found.eta - some.both * found.softplus).sum(axis=0) + volume / 2 + unit
        leverage = v * (pairs @ inverse.reshape(-1, k * k).T)
        gradient = (residual(some, found) + leverage * skew / 2).T @ x
        turns = [inverse @ ((v * skew * column[:, None]).T @ pairs).reshape(-1, k, k) for column in apart.T]
        turned = np.stack(turns, axis=1)
        bent = np.einsum("srij,stji->srt", turned, turned)
        bend = ((leverage * (1 - 6 * pq)).T @ pairs).reshape(-1, k, k)
        curve = _definite(information + (bent - bend) / 2, information, there)
        return Local(value, gradient, root.T @ curve @ root)

    return local


def _peak(data: Model) -> tuple[Peak, float]:
    free = np.ones((2, data.x.shape[1]), dtype=np.bool_)
    free[1, 1:] = False
    found = _climbed(data.x, data.groups, free, np.zeros(free.shape))
    here = logits.likelihood(data.x, data.groups)(found.place[:1], np.array([0]))
    covariance = np.asarray(np.linalg.inv(here.information[0]), dtype=np.float64)
    return Peak(found.place[0], covariance, float(found.value[0]), int(found.steps[0])), float(found.value[1])


def _climbed(x: Floats, groups: Binomial, free: NDArray[np.bool_], start: Floats) -> Ascent:
    scale = min(float(groups.ones.sum()), float((groups.both - groups.ones).sum()))
    found = ascend(penalised(x, groups), start, free, scale, logits.LONG)
    if not found.converged.all():
        raise ValueError("the penalised likelihood has a maximum that was not reached: the columns are too much alike")
    return found


def _inverted(matrix: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    sign, volume = np.linalg.slogdet(matrix)
    there = np.asarray((sign > 0) & np.isfinite(volume), dtype=np.bool_)
    inverse = np.asarray(np.linalg.inv(_or_unit(matrix, there)), dtype=np.float64)
    return np.where(there, volume, -np.inf), inverse, there


def _definite(wanted: Floats, otherwise: Floats, there: NDArray[np.bool_]) -> Floats:
    values, vectors = np.linalg.eigh(_or_unit(otherwise, there))
    half = vectors / np.sqrt(np.maximum(values, 1e-300))[:, None, :]
    least = np.linalg.eigvalsh(np.swapaxes(half, -1, -2) @ _or_unit(wanted, there) @ half)[:, 0]
    return np.where((least > _LEAST_BEND)[:, None, None], wanted, otherwise)


def _or_unit(matrix: Floats, there: NDArray[np.bool_]) -> Floats:
    return np.where(there[:, None, None], matrix, np.eye(matrix.shape[-1]))
