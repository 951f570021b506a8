"""Least squares in a complex sample, and with it the trend of a share or mean along ordered levels."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats
from samkit.stats.plan import Plan, degrees_of_freedom
from samkit.stats.replicate import Replicates
from samkit.stats.sampled_means import Mean, studied

_SINGULAR = 1e-10


def least_squares(y: ArrayLike, terms: ArrayLike, plan: Plan) -> Estimator:
    """Estimate the coefficients of a weighted least-squares regression.

    Parameters
    ----------
    y
        Outcome of the rows, shape (rows,), any unit; NaN where missing.
    terms
        Terms of the rows, a column of ones for the intercept among them, shape (rows, terms); NaN where missing.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    Coefficients, shape (terms,), with scores that belong to the plan; rows that lack a number are left out.

    Raises
    ------
    ValueError
        If shapes do not fit, or a term follows from the others.

    Notes
    -----
    ``b = (X' W X)^-1 X' W y`` with scores ``(X' W X)^-1 x w (y - x b)``; under replicates b over again for each.

    References
    ----------
    Fuller (1975), Sankhya C 37, 117-132; Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> x = np.array([0.0, 1, 2, 3])
    >>> least_squares([1, 3, 5, 7], np.stack([np.ones(4), x], axis=1), design(np.ones(4))).value.round(9).tolist()
    [1.0, 2.0]
    """
    outcome, columns = np.asarray(y, dtype=np.float64), np.asarray(terms, dtype=np.float64)
    if outcome.shape != plan.weight.shape or columns.ndim != 2 or columns.shape[0] != outcome.size:
        raise ValueError(f"an outcome and terms of {plan.weight.size} rows are expected")
    there = ~np.isnan(outcome) & ~np.isnan(columns).any(axis=1)
    values, x = np.where(there, outcome, 0.0), np.where(there[:, None], columns, 0.0)
    triangle = np.linalg.qr(x * np.sqrt(plan.weight)[:, None]).R
    size = np.abs(np.diagonal(triangle))
    if triangle.shape[0] < x.shape[1] or np.any(size <= _SINGULAR * np.linalg.norm(triangle, axis=0)):
        raise ValueError("a term of the regression follows from the others, or too few have answered")
    # In columns that are orthogonal in the whole sample nothing is lost to terms of unlike size.
    back = np.linalg.inv(triangle)
    flat = x @ back
    if isinstance(plan, Replicates):
        found = _refitted(values, flat, plan)
    else:
        inner = flat.T @ (plan.weight * values)
        found = Estimator(inner, flat * (plan.weight * (values - flat @ inner) * there)[:, None])
    return Estimator(back @ found.value, found.score @ back.T)


def slope(y: ArrayLike, x: ArrayLike, plan: Plan, level: float = 0.95) -> Mean:
    """Estimate and test by how much a share or mean rises from one level score to the next.

    Parameters
    ----------
    y
        Answers of the rows, or membership as 1 and 0, shape (rows,); NaN where missing.
    x
        Score of each row's level, shape (rows,), any unit; NaN where missing.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Rise per unit of the score, on one degree of freedom less than the answers leave; unbounded with p NaN where nothing
    varies.

    Raises
    ------
    ValueError
        If rows differ in number, all have one score, or the level is not between 0 and 1.

    Notes
    -----
    The trend that Cochran and Armitage test, for a design: a straight line of shares over scores.

    References
    ----------
    Armitage (1955), Biometrics 11, 375-386; Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> level = np.repeat([1, 2, 3, 4, 5], [97, 141, 89, 47, 23])
    >>> top = np.concatenate([np.arange(n) < x for x, n in zip([5, 12, 16, 12, 6], [97, 141, 89, 47, 23])])
    >>> found = slope(top, level, design(np.ones(397)))
    >>> round(float(found.value), 6), round(float(found.p), 6)
    (0.063572, 8.6e-05)
    """
    outcome, score = np.asarray(y, dtype=np.float64), np.asarray(x, dtype=np.float64)
    both = least_squares(outcome, np.stack([np.ones_like(score), score], axis=-1), plan)
    found = Estimator(both.value[1], both.score[:, 1])
    there = (~np.isnan(outcome) & ~np.isnan(score)).astype(np.float64)
    return studied(found, degrees_of_freedom(plan, there) - 1, plan, level)


def _refitted(y: Floats, x: Floats, plan: Replicates) -> Estimator:
    whole = x.T @ (plan.weight * y)
    inner = np.einsum("ri,rj,rk->kij", x, x, plan.weights, optimize=True)
    outer = x.T @ (plan.weights * y[:, None])
    parts = (np.linalg.pinv(inner, hermitian=True) @ outer.T[:, :, None])[:, :, 0]
    centre = whole if plan.about_estimate else parts[plan.factor > 0].mean(axis=0)
    return Estimator(whole, np.sqrt(plan.factor)[:, None] * (parts - centre))
