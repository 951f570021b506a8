"""Replicate weights as they come with the data: estimates over again, and their spread as scores."""

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.design import checked_weights
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats

Kind: TypeAlias = Literal["JK1", "JKn", "BRR", "Fay", "bootstrap"]

_RANK = 1e-5


class Replicates(NamedTuple):
    """Weights of the sample and of its replicates.

    Parameters
    ----------
    weight
        Weights of the whole sample, shape (rows,), any unit.
    weights
        Weights of each replicate, the sampling weight multiplied in, shape (rows, replicates), the same unit.
    factor
        Factor of each replicate's square, shape (replicates,), no unit.
    about_estimate
        Whether squares are about the estimate of the whole sample, not about the mean of the replicates.
    df
        Degrees of freedom.
    """

    weight: Floats
    weights: Floats
    factor: Floats
    about_estimate: bool
    df: float


def replicates(
    weight: ArrayLike,
    weights: ArrayLike,
    factor: ArrayLike,
    *,
    combined: bool = True,
    about_estimate: bool = False,
    df: float | None = None,
) -> Replicates:
    """Check replicate weights.

    Parameters
    ----------
    weight
        Weights of the whole sample, shape (rows,), any unit.
    weights
        Replicate weights, shape (rows, replicates).
    factor
        Factors of the squares, a scalar or shape (replicates,): ``scale`` times what differs between replicates.
    combined
        Whether the sampling weight is multiplied into the replicate weights already.
    about_estimate
        Whether squares are about the estimate of the whole sample.
    df
        Degrees of freedom; the rank of the replicate weights less one where left out.

    Returns
    -------
    The replicates.

    Raises
    ------
    ValueError
        If shapes do not fit, there are fewer than two replicates, or a weight or factor is negative or not finite.

    Examples
    --------
    >>> found = replicates([1, 1], [[2, 0], [0, 2]], scale("JK1", 2))
    >>> found.factor.tolist(), found.df
    ([0.5, 0.5], 1.0)
    """
    whole, parts = checked_weights(weight), np.asarray(weights, dtype=np.float64)
    if parts.ndim != 2 or parts.shape[0] != whole.size or parts.shape[1] < 2:
        raise ValueError(f"two or more replicate weights of {whole.size} rows are expected, got shape {parts.shape}")
    if not np.all(np.isfinite(parts) & (parts >= 0)):
        raise ValueError("replicate weights are expected to be finite and not negative")
    squares = np.asarray(factor, dtype=np.float64)
    if squares.shape not in {(), (parts.shape[1],)} or not np.all(np.isfinite(squares) & (squares >= 0)):
        raise ValueError(f"a factor, or one for each of {parts.shape[1]} replicates, is expected, none below zero")
    parts = parts if combined else parts * whole[:, None]
    freedom = _freedom(parts) if df is None else float(df)
    return Replicates(whole, parts, np.broadcast_to(squares, parts.shape[1:]), about_estimate, freedom)


def scale(kind: Kind, count: int, rho: float = 0.0) -> float:
    """Give the factor of squares that goes with a kind of replicate.

    Parameters
    ----------
    kind
        How the replicates were made; JKn has factors of its own for each stratum, to be multiplied with the 1 given.
    count
        Replicates, count.
    rho
        Fay's coefficient, between 0 and 1.

    Returns
    -------
    Scalar, no unit.

    Raises
    ------
    ValueError
        If the kind is not known, or Fay's coefficient is not from 0 to below 1.

    References
    ----------
    Wolter (2007), Introduction to Variance Estimation, chapters 3 to 5; Judkins (1990), Journal of Official
    Statistics 6, 223-239.

    Examples
    --------
    >>> scale("BRR", 4), scale("Fay", 4, 0.5), scale("bootstrap", 101)
    (0.25, 1.0, 0.01)
    """
    if not 0 <= rho < 1:
        raise ValueError(f"Fay's coefficient is expected from 0 to below 1, got {rho!r}")
    factors = {
        "JK1": (count - 1) / count,
        "JKn": 1.0,
        "BRR": 1 / count,
        "Fay": 1 / (count * (1 - rho) ** 2),
        "bootstrap": 1 / max(count - 1, 1),
    }
    if kind not in factors:
        raise ValueError(f"replicates are expected to be one of {', '.join(factors)}; got {kind!r}")
    return factors[kind]


def total(y: ArrayLike, plan: Replicates) -> Estimator:
    """Estimate totals.

    Parameters
    ----------
    y
        Values of the rows, without weights, shape (rows, ...), zero outside a domain.
    plan
        The replicates.

    Returns
    -------
    Totals and, as scores of the replicates, shape (replicates, ...), their distances times the root of the factor.

    Examples
    --------
    >>> float(total([1.0, 2.0], replicates([1, 1], [[2, 0], [0, 2]], 0.5)).value)
    3.0
    """
    values = np.asarray(y, dtype=np.float64)
    return _spread(np.tensordot(plan.weight, values, 1), np.tensordot(plan.weights.T, values, 1), plan)


def ratio(y: ArrayLike, x: ArrayLike, plan: Replicates) -> Estimator:
    """Estimate ratios of totals: shares and means of any domain among them.

    Parameters
    ----------
    y, x
        Numerators and denominators of the rows, without weights, shapes that broadcast to (rows, ...), zero outside a
        domain.
    plan
        The replicates.

    Returns
    -------
    Ratios, and the scores of the replicates, shape (replicates, ...); a replicate in which the denominator is zero
    adds nothing, and NaN stands where that is so of all.

    Examples
    --------
    >>> plan = replicates([1, 1], [[2, 0], [0, 2]], 0.5)
    >>> found = ratio([1.0, 0.0], [1.0, 1.0], plan)
    >>> float(found.value), float(variance(found.score).round(12))
    (0.5, 0.25)
    """
    return _spread(*_ratios(y, x, plan), plan)


def log_odds(y: ArrayLike, x: ArrayLike, plan: Replicates) -> Estimator:
    """Estimate log odds of shares, from the log odds in each replicate.

    Parameters
    ----------
    y, x
        Favourable and valid answers of the rows, without weights, shapes that broadcast to (rows, ...), zero outside a
        domain.
    plan
        The replicates.

    Returns
    -------
    Log odds, and the scores of the replicates, shape (replicates, ...); where the share of a replicate is 0 or 1 they
    are those of the shares over ``p (1 - p)``.

    Examples
    --------
    >>> plan = replicates([2, 2], [[3, 1], [1, 3]], 0.5)
    >>> float(variance(log_odds([1.0, 0.0], [1.0, 1.0], plan).score).round(6))
    1.206949
    """
    whole, parts = _ratios(y, x, plan)
    with np.errstate(invalid="ignore", divide="ignore"):
        direct = _spread(np.log(whole) - np.log1p(-whole), np.log(parts) - np.log1p(-parts), plan)
        by_share = _spread(whole, parts, plan).score / (whole * (1 - whole))
    inner = np.all((parts > 0) & (parts < 1) | np.isnan(parts), axis=0)
    return Estimator(direct.value, np.where(inner, direct.score, by_share))


def variance(score: ArrayLike) -> Floats:
    """Give the variance of each estimator from the scores of its replicates.

    Parameters
    ----------
    score
        Scores, shape (replicates, ...).

    Returns
    -------
    Sums of squares, shape (...).

    Examples
    --------
    >>> float(variance([3.0, 4.0]))
    25.0
    """
    scores = np.asarray(score, dtype=np.float64)
    return np.asarray(np.einsum("r...,r...->...", scores, scores))


def covariance(score: ArrayLike) -> Floats:
    """Give the covariances of estimators that lie side by side.

    Parameters
    ----------
    score
        Scores, shape (replicates, ..., k).

    Returns
    -------
    Sums of products over the last axis, shape (..., k, k).

    Examples
    --------
    >>> covariance([[1.0, 2.0], [0.0, 1.0]]).tolist()
    [[1.0, 2.0], [2.0, 5.0]]
    """
    scores = np.moveaxis(np.asarray(score, dtype=np.float64), 0, -2)
    return np.asarray(np.swapaxes(scores, -1, -2) @ scores)


def degrees_of_freedom(plan: Replicates, inside: ArrayLike) -> Floats:
    """Count the degrees of freedom of domains.

    Parameters
    ----------
    plan
        The replicates.
    inside
        Weights or membership of the rows in domains, shape (rows, ...), zero outside.

    Returns
    -------
    Rank of the replicate weights in the domain less one, at most those of the whole, shape (...).

    Examples
    --------
    >>> plan = replicates([1, 1, 1], [[0, 1, 1], [1, 0, 1], [1, 1, 0]], 0.5)
    >>> degrees_of_freedom(plan, [1, 1, 0]).tolist()
    1.0
    """
    member = np.asarray(inside) != 0
    domains, place = np.unique(member.reshape(member.shape[0], -1), axis=1, return_inverse=True)
    found = np.array([min(_freedom(plan.weights[column]), plan.df) for column in domains.T], dtype=np.float64)
    return found[place.ravel()].reshape(member.shape[1:])


def _ratios(y: ArrayLike, x: ArrayLike, plan: Replicates) -> tuple[Floats, Floats]:
    above, below = np.broadcast_arrays(np.asarray(y, dtype=np.float64), np.asarray(x, dtype=np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = np.tensordot(plan.weight, above, 1) / np.tensordot(plan.weight, below, 1)
        parts = np.tensordot(plan.weights.T, above, 1) / np.tensordot(plan.weights.T, below, 1)
    return np.asarray(whole), np.asarray(parts)


def _spread(whole: Floats, parts: Floats, plan: Replicates) -> Estimator:
    every = (slice(None),) + (None,) * (parts.ndim - 1)
    there = np.isfinite(parts)
    counted = there & (plan.factor > 0)[every]
    with np.errstate(invalid="ignore", divide="ignore"):
        average = np.where(counted, parts, 0.0).sum(axis=0) / counted.sum(axis=0)
    centre = whole if plan.about_estimate else np.where(counted.any(axis=0), average, whole)
    with np.errstate(invalid="ignore"):
        distance = np.where(there, parts - centre, np.where(there.any(axis=0), 0.0, np.nan))
    return Estimator(np.asarray(whole, dtype=np.float64), np.sqrt(plan.factor)[every] * distance)


def _freedom(weights: Floats) -> float:
    if weights.size == 0 or not weights.any():
        return 0.0
    return float(np.linalg.matrix_rank(weights, tol=_RANK * np.abs(weights).max())) - 1
