"""What shares, means and totals need of a sample, be it described by its design or by replicate weights."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import covariance as covariances
from samkit.stats import design as designs
from samkit.stats import influence, replicate
from samkit.stats.design import Design
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats
from samkit.stats.replicate import Replicates

Plan: TypeAlias = Design | Replicates


def total(y: ArrayLike, plan: Plan) -> Estimator:
    """Estimate totals under a design or replicates.

    Parameters
    ----------
    y
        Values of the rows, without weights, shape (rows, ...), zero outside a domain.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    The estimator; its scores belong to that plan.

    Examples
    --------
    >>> float(total([1.0, 2.0], designs.design([3, 1])).value)
    5.0
    """
    if isinstance(plan, Replicates):
        return replicate.total(y, plan)
    values = np.asarray(y, dtype=np.float64)
    return influence.total(values * _column(plan.weight, values))


def ratio(y: ArrayLike, x: ArrayLike, plan: Plan) -> Estimator:
    """Estimate ratios of totals under a design or replicates.

    Parameters
    ----------
    y, x
        Numerators and denominators of the rows, without weights, shapes that broadcast to (rows, ...), zero outside a
        domain.
    plan
        Design or replicates.

    Returns
    -------
    The estimator; its scores belong to that plan.

    Examples
    --------
    >>> float(ratio([1.0, 0.0], [1.0, 1.0], designs.design([3, 1])).value)
    0.75
    """
    if isinstance(plan, Replicates):
        return replicate.ratio(y, x, plan)
    above, below = np.asarray(y, dtype=np.float64), np.asarray(x, dtype=np.float64)
    return influence.ratio(above * _column(plan.weight, above), below * _column(plan.weight, below))


def log_odds(y: ArrayLike, x: ArrayLike, plan: Plan) -> Estimator:
    """Estimate log odds of shares under a design or replicates.

    Parameters
    ----------
    y, x
        Favourable and valid answers of the rows, without weights, shapes that broadcast to (rows, ...), zero outside a
        domain.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    The estimator: linearised under a design, taken in each replicate otherwise.

    Examples
    --------
    >>> float(log_odds([1.0, 0.0], [1.0, 1.0], designs.design([1, 1])).value)
    0.0
    """
    return replicate.log_odds(y, x, plan) if isinstance(plan, Replicates) else influence.log_odds(ratio(y, x, plan))


def error(found: Estimator, plan: Plan) -> Floats:
    """Give standard errors.

    Parameters
    ----------
    found
        Estimator made under the plan.
    plan
        Design or replicates.

    Returns
    -------
    Standard errors of the estimator's shape and unit.

    Examples
    --------
    >>> sample = designs.design([1, 1, 1, 1])
    >>> float(error(ratio([1, 0, 1, 0], [1, 1, 1, 1], sample), sample).round(6))
    0.288675
    """
    if isinstance(plan, Replicates):
        return np.sqrt(replicate.variance(found.score))
    return np.sqrt(covariances.variance(found.score, plan))


def covariance(found: Estimator, plan: Plan) -> Floats:
    """Give the covariances of estimators that lie side by side.

    Parameters
    ----------
    found
        Estimators made under the plan, shape (..., k).
    plan
        Design or replicates.

    Returns
    -------
    Covariances over the last axis, shape (..., k, k).

    Examples
    --------
    >>> sample = designs.design([1, 1])
    >>> covariance(total(np.eye(2), sample), sample).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    if isinstance(plan, Replicates):
        return replicate.covariance(found.score)
    return covariances.covariance(found.score, plan)


def degrees_of_freedom(plan: Plan, inside: ArrayLike | None = None) -> Floats:
    """Give the degrees of freedom of the sample or of domains.

    Parameters
    ----------
    plan
        Design or replicates.
    inside
        Weights or membership of the rows in domains, shape (rows, ...), zero outside; the whole sample where left out.

    Returns
    -------
    Clusters less strata, or the rank of the replicate weights less one, shape (...).

    Examples
    --------
    >>> float(degrees_of_freedom(designs.design(np.ones(397))))
    396.0
    """
    if isinstance(plan, Design):
        return designs.degrees_of_freedom(plan, inside)
    return np.asarray(plan.df) if inside is None else replicate.degrees_of_freedom(plan, inside)


def effective(inside: ArrayLike, plan: Plan) -> Floats:
    """Give Kish's effective number of clusters that domains lie in; of rows under replicates.

    Parameters
    ----------
    inside
        Membership of the rows in domains, shape (rows, ...), zero outside.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    ``(sum w)^2 / sum w^2`` over the weights of the domain in each cluster, shape (...); 0 where there is none.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> float(effective([1, 1, 1], designs.design([2, 1, 1], cluster=["a", "b", "b"])))
    2.0
    """
    weights = by_cluster(inside, plan)
    largest = weights.max(axis=0)
    part = weights / np.where(largest > 0, largest, 1.0)
    squares = np.square(part).sum(axis=0)
    return np.asarray(np.square(part.sum(axis=0)) / np.where(squares > 0, squares, 1.0))


def by_cluster(inside: ArrayLike, plan: Plan) -> Floats:
    """Give the weights of domains in each cluster of the first stage; in each row under replicates.

    Parameters
    ----------
    inside
        Membership of the rows in domains, shape (rows, ...), zero outside.
    plan
        Design or replicates, of as many rows.

    Returns
    -------
    Sums of weights, shape (clusters, ...).

    Examples
    --------
    >>> by_cluster([1, 1, 1], designs.design([2, 1, 1], cluster=["a", "b", "b"])).tolist()
    [2.0, 2.0]
    """
    member = np.asarray(inside, dtype=np.float64)
    weights = member * _column(plan.weight, member)
    if isinstance(plan, Replicates):
        return weights
    first = plan.stages[0]
    return np.asarray(np.add.reduceat(weights[first.order], first.starts, axis=0))


def design_effect(
    found: Estimator, plain: ArrayLike, n: ArrayLike, plan: Plan, population: ArrayLike = np.inf
) -> Floats:
    """Give the variance of a mean or share over that of a simple random sample of as many answers.

    Parameters
    ----------
    found
        Estimator made under the plan, shape (...).
    plain
        Variance of the values in the population, shape (...), in the squared unit: as ``influence.variance`` gives it.
    n
        Answers, shape (...), count.
    plan
        Design or replicates.
    population
        Size of the population, shape (...), if the simple random sample were drawn from it without replacement.

    Returns
    -------
    Design effects, shape (...), no unit; NaN where all values are alike.

    References
    ----------
    Kish (1965), Survey Sampling, section 8.2.

    Examples
    --------
    >>> sample = designs.design([1, 1, 1])
    >>> float(design_effect(ratio([1, 0, 1], [1, 1, 1], sample), 1 / 3, 3, sample).round(12))
    1.0
    """
    count, size = np.asarray(n, dtype=np.float64), np.asarray(population, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.square(error(found, plan)) / (np.asarray(plain) / count * (1 - count / size)))


def _column(weight: Floats, like: Floats) -> Floats:
    return weight.reshape((-1,) + (1,) * (like.ndim - 1))
