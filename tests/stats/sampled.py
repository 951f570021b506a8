"""Shares of two groups in a complex sample, row by row: what `samkit.stats.shares` gives from counts alone.

A reference to hold it against: it goes from respondents to estimates by another way, and keeps one score for each.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import confidence, influence
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats, Interval
from samkit.stats.plan import Plan, by_cluster, degrees_of_freedom, design_effect, effective, error, ratio
from samkit.stats.plan import log_odds as log_odds_of
from samkit.stats.shares import Estimate

__all__ = ["Estimate", "Group", "deff", "gap", "gap_p", "group", "log_odds", "log_ratio", "share"]


class Group(NamedTuple):
    """Favourable and valid answers of one group, shape (rows, items): 1 or 0 per respondent, without weights."""

    x: Floats
    n: Floats


def group(favourable: ArrayLike, valid: ArrayLike) -> Group:
    """Check and align the answers of one group.

    Parameters
    ----------
    favourable, valid
        Whether each row is in the group with a favourable and with any valid answer, shapes that broadcast to
        (rows, ...).

    Returns
    -------
    The answers as float64 arrays of one shape.

    Raises
    ------
    ValueError
        If a row is favourable without being valid.

    Examples
    --------
    >>> group([True, False], [True, True]).n.tolist()
    [1.0, 1.0]
    """
    x, n = np.broadcast_arrays(np.asarray(favourable, dtype=np.float64), np.asarray(valid, dtype=np.float64))
    if not np.all((x >= 0) & (x <= n) & np.isfinite(n)):
        raise ValueError("favourable answers are expected to be valid answers")
    return Group(x, n)


def share(one: Group, plan: Plan, level: float = 0.95) -> Estimate:
    """Estimate a weighted share, with a logit interval on the degrees of freedom of the group.

    Parameters
    ----------
    one
        Answers of the group.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Shares with standard error and bounds. Where all weight is on one side the bounds are Wilson's for Kish's effective
    number of clusters (of answers under replicates); where the group lies in one cluster they are vacuous.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Korn and Graubard (1998), Survey Methodology 24,
    193-201.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> sample = design(np.ones(397))
    >>> top = group(np.arange(397) < 23, np.arange(397) < 40)
    >>> found = share(top, sample)
    >>> float(found.value), float(found.error.round(6))
    (0.575, 0.078261)
    """
    found = ratio(one.x, one.n, plan)
    se, few = error(found, plan), _alone(one, plan)
    df = np.where(few, 0.0, np.maximum(degrees_of_freedom(plan, one.n), 1.0))
    with np.errstate(invalid="ignore"):
        odds = error(log_odds_of(one.x, one.n, plan), plan) * found.value * (1 - found.value)
    bounds = confidence.logit(found.value, odds, df, effective(one.n, plan), level)
    return Estimate(found.value, se, Interval(np.where(few, 0.0, bounds.lower), np.where(few, 1.0, bounds.upper)))


def gap(one: Group, none: Group, plan: Plan, level: float = 0.95) -> Estimate:
    """Estimate the gap of two weighted shares, p1 - p0.

    Parameters
    ----------
    one, none
        Answers of group 1 and group 0.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Gaps with standard error and Wald bounds, not cut at -1 and 1; vacuous (-1 to 1) where a group lies in one cluster
    and where there is no variation to estimate an error from.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    Notes
    -----
    Groups that share clusters are correlated, and the error allows for it. t has the plan's degrees of freedom.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> rows, sample = np.arange(397), design(np.ones(397))
    >>> top, rest = group(rows < 23, rows < 40), group((rows >= 40) & (rows < 164), rows >= 40)
    >>> float(gap(top, rest, sample).error.round(6))
    0.082228
    """
    found, se = _compared(one, none, plan)
    unknown = _unknown(one, none, plan) | ~(se > 0)
    bounds = confidence.wald(found.value, se, degrees_of_freedom(plan), level)
    return Estimate(
        found.value, se, Interval(np.where(unknown, -1.0, bounds.lower), np.where(unknown, 1.0, bounds.upper))
    )


def gap_p(one: Group, none: Group, plan: Plan) -> Floats:
    """Test that two weighted shares are equal, by the statistic that the interval of the gap inverts.

    Parameters
    ----------
    one, none
        Answers of group 1 and group 0.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    Two-sided p-values from t on the plan's degrees of freedom; 1 where all answers are alike, NaN where a group lies in
    one cluster, or the gap has no error.

    Raises
    ------
    ValueError
        If rows differ in number.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> rows, sample = np.arange(397), design(np.ones(397))
    >>> top, rest = group(rows < 23, rows < 40), group((rows >= 40) & (rows < 164), rows >= 40)
    >>> round(float(gap_p(top, rest, sample)), 6)
    0.005893
    """
    found, se = _compared(one, none, plan)
    p = confidence.t_test(found.value, se, degrees_of_freedom(plan))
    return np.where(_unknown(one, none, plan), np.nan, p)


def log_ratio(one: Group, none: Group, plan: Plan, level: float = 0.95) -> Estimate:
    """Estimate the logarithm of the ratio of two weighted shares, log(p1 / p0).

    Parameters
    ----------
    one, none
        Answers of group 1 and group 0.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Log ratios with standard error and Wald bounds; the bounds are infinite where a share is 0 or a group lies in one
    cluster.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> rows, sample = np.arange(397), design(np.ones(397))
    >>> top, rest = group(rows < 23, rows < 40), group((rows >= 40) & (rows < 164), rows >= 40)
    >>> float(log_ratio(top, rest, sample).error.round(6))
    0.154278
    """
    return _logarithmic(influence.logarithm, one, none, plan, level)


def log_odds(one: Group, none: Group, plan: Plan, level: float = 0.95) -> Estimate:
    """Estimate the logarithm of the odds ratio of two weighted shares.

    Parameters
    ----------
    one, none
        Answers of group 1 and group 0.
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Log odds ratios with standard error and Wald bounds; the bounds are infinite where a share is 0 or 1 or a group lies
    in one cluster.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> rows, sample = np.arange(397), design(np.ones(397))
    >>> top, rest = group(rows < 23, rows < 40), group((rows >= 40) & (rows < 164), rows >= 40)
    >>> float(log_odds(top, rest, sample).error.round(6))
    0.339039
    """
    return _logarithmic(influence.log_odds, one, none, plan, level)


def deff(one: Group, plan: Plan) -> Floats:
    """Give the design effect of a share, against a simple random sample with replacement of as many answers.

    Parameters
    ----------
    one
        Answers of the group.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    Design effects, shape (...), no unit; NaN where all answers are alike.

    References
    ----------
    Kish (1965), Survey Sampling, section 8.2.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> float(deff(group([1, 0, 1], [1, 1, 1]), design([1, 1, 1])).round(12))
    1.0
    """
    found = ratio(one.x, one.n, plan)
    n = np.count_nonzero(one.n * plan.weight.reshape((-1,) + (1,) * (one.n.ndim - 1)), axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        plain = found.value * (1 - found.value) * (n / (n - 1))
    return design_effect(found, plain, n, plan)


def _compared(one: Group, none: Group, plan: Plan) -> tuple[Estimator, Floats]:
    found = influence.difference(ratio(one.x, one.n, plan), ratio(none.x, none.n, plan))
    return found, error(found, plan)


def _logarithmic(
    scale: Callable[[Estimator], Estimator], one: Group, none: Group, plan: Plan, level: float
) -> Estimate:
    first, second = (scale(ratio(part.x, part.n, plan)) for part in (one, none))
    with np.errstate(invalid="ignore"):
        found = influence.difference(first, second)
    se = error(found, plan)
    bounds = confidence.wald(found.value, se, degrees_of_freedom(plan), level)
    unknown = _unknown(one, none, plan) | ~np.isfinite(first.value) | ~np.isfinite(second.value)
    return Estimate(
        found.value, se, Interval(np.where(unknown, -np.inf, bounds.lower), np.where(unknown, np.inf, bounds.upper))
    )


def _unknown(one: Group, none: Group, plan: Plan) -> NDArray[np.bool_]:
    return _alone(one, plan) | _alone(none, plan)


def _alone(one: Group, plan: Plan) -> NDArray[np.bool_]:
    return np.asarray(np.count_nonzero(by_cluster(one.n, plan), axis=0) < 2)
