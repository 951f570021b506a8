"""Means of numeric answers in a complex sample: of one group, apart between two, and over several."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import confidence, influence
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats, Interval
from samkit.stats.plan import Plan, covariance, degrees_of_freedom, error, ratio
from samkit.stats.rao_scott import DesignTest
from samkit.stats.spread import f_tail


class Mean(NamedTuple):
    """Estimates with standard error and interval; t, its degrees of freedom, and the p-value."""

    value: Floats
    error: Floats
    interval: Interval
    t: Floats
    df: Floats
    p: Floats


def mean(y: ArrayLike, inside: ArrayLike, plan: Plan, level: float = 0.95) -> Mean:
    """Estimate the mean of a group.

    Parameters
    ----------
    y
        Answers, shape (rows, ...), any unit; NaN where missing.
    inside
        Whether each row is in the group, shape (rows,) or that of ``y``.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Means in the unit of the answers, tested against 0 with the degrees of freedom of the group; unbounded with p NaN
    where those are none or nothing varies.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> found = mean([1.0, 2.0, 6.0, np.nan], np.ones(4), design([3, 2, 1, 1]))
    >>> round(float(found.value), 6), round(float(found.error), 6)
    (2.166667, 1.001028)
    """
    values, valid = _answered(y, inside)
    return studied(ratio(values, valid, plan), degrees_of_freedom(plan, valid), plan, level)


def difference(y: ArrayLike, one: ArrayLike, none: ArrayLike, plan: Plan, level: float = 0.95) -> Mean:
    """Estimate and test the difference of the means of two groups.

    Parameters
    ----------
    y
        Answers, shape (rows, ...), any unit; NaN where missing.
    one, none
        Whether each row is in group 1 and in group 0, shapes (rows,) or that of ``y``.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Group 1 less group 0 in the unit of the answers, on one degree of freedom less than the answers of both leave;
    unbounded with p NaN where a group has no answers or nothing varies.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    Notes
    -----
    Groups that share clusters are correlated, and the error allows for it.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Lumley (2010), Complex Surveys, 5.2.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> top = np.array([1, 1, 1, 0, 0, 0])
    >>> found = difference([4.0, 5.0, 9.0, 1.0, 2.0, 3.0], top, 1 - top, design(np.ones(6)))
    >>> float(found.value), float(found.df), round(float(found.p), 6)
    (4.0, 4.0, 0.05198)
    """
    (x1, n1), (x0, n0) = _answered(y, one), _answered(y, none)
    apart = influence.difference(ratio(x1, n1, plan), ratio(x0, n0, plan))
    return studied(apart, degrees_of_freedom(plan, n1 + n0) - 1, plan, level)


def several(y: ArrayLike, groups: ArrayLike, plan: Plan) -> DesignTest:
    """Test that several groups have one mean.

    Parameters
    ----------
    y
        Answers, shape (rows,), any unit; NaN where missing.
    groups
        Whether each row is in each group, shape (rows, groups).
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    F of Wald's test, its degrees of freedom and p; NaN where fewer than two groups have answers or the means have no
    covariance that could be inverted. Groups without answers are left out.

    Raises
    ------
    ValueError
        If rows differ in number.

    Notes
    -----
    ``F = d' V^-1 d / (k - 1)`` with the differences d from the first of k groups and their covariances V, on k - 1 and
    ``df - k + 1`` degrees of freedom, df being those that the answers leave.

    References
    ----------
    Koch, Freeman and Freeman (1975), International Statistical Review 43, 59-78.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> found = several([4.0, 5.0, 9.0, 1.0, 2.0, 3.0], np.repeat(np.eye(3), 2, axis=0), design(np.ones(6)))
    >>> float(found.df), float(found.df_error)
    (2.0, 3.0)
    """
    member = np.asarray(groups, dtype=np.float64)
    answers = np.asarray(y, dtype=np.float64)[:, None]
    member = member[:, np.any((member != 0) & ~np.isnan(answers), axis=0)]
    apart = np.eye(member.shape[1])[1:] - np.eye(member.shape[1])[:1]
    df = np.asarray(apart.shape[0] * 1.0)
    if apart.shape[0] < 1:
        return DesignTest(*(np.asarray(np.nan) for _ in range(4)))
    values, valid = _answered(np.broadcast_to(answers, member.shape), member)
    found, rest = ratio(values, valid, plan), degrees_of_freedom(plan, valid.sum(axis=1)) - df
    spread = apart @ covariance(found, plan) @ apart.T
    if np.linalg.matrix_rank(spread, hermitian=True) < df:
        return DesignTest(np.asarray(np.nan), df, rest, np.asarray(np.nan))
    gap = apart @ found.value
    statistic = np.asarray(gap @ np.linalg.solve(spread, gap) / df)
    return DesignTest(statistic, df, rest, f_tail(statistic, df, rest))


def studied(found: Estimator, df: ArrayLike, plan: Plan, level: float = 0.95) -> Mean:
    """Give an estimate its error, its t interval and the test that it is 0.

    Parameters
    ----------
    found
        Estimator made under the plan.
    df
        Degrees of freedom, broadcast with it.
    plan
        Design or replicates.
    level
        Scalar confidence level.

    Returns
    -------
    The estimate with error, interval, t, df and p; unbounded with p NaN without an error or a degree of freedom.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> sample = design(np.ones(4))
    >>> round(float(studied(ratio([1.0, 2, 3, 6], np.ones(4), sample), 3, sample).p), 6)
    0.069137
    """
    se = error(found, plan)
    freedom = np.asarray(df, dtype=np.float64)
    known = (se > 0) & (freedom > 0)
    free = np.where(known, freedom, np.nan)
    bounds = confidence.wald(found.value, se, free, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(known, found.value / se, np.nan)
    interval = Interval(np.where(known, bounds.lower, -np.inf), np.where(known, bounds.upper, np.inf))
    p = np.where(known, confidence.t_test(found.value, se, np.where(known, freedom, 1.0)), np.nan)
    return Mean(found.value, se, interval, t, freedom, p)


def _answered(y: ArrayLike, inside: ArrayLike) -> tuple[Floats, Floats]:
    """Give the answers of a group, 0 outside it, and who gave one."""
    values, member = np.asarray(y, dtype=np.float64), np.asarray(inside, dtype=np.float64)
    member = member.reshape(member.shape + (1,) * (values.ndim - member.ndim))
    valid = member * ~np.isnan(values)
    return np.where(valid > 0, values, 0.0) * valid, valid
