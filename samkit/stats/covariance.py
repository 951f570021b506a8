"""The one place where strata, clusters and population sizes enter: from scores to variances and covariances."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.design import Design, Stage
from samkit.stats.interval import Floats
from samkit.stats.lonely import Lonely, treat

_LOST = 1e-12
"""What a difference leaves of squares, if it is less than this part of them, may be rounding alone."""


def variance(score: ArrayLike, sample: Design) -> Floats:
    """Give the variance of each estimator.

    Parameters
    ----------
    score
        Scores of the rows, shape (rows, ...), any unit; zero outside a domain.
    sample
        The design, of as many rows.

    Returns
    -------
    Variances, shape (...), in the squared unit.

    Raises
    ------
    ValueError
        If rows differ in number.

    Notes
    -----
    With z the sum of scores of a cluster: ``sum over strata of (1 - n / N) n / (n - 1) sum (z - mean z)^2``, and
    for each further stage the same within each cluster of the stage before, times the part of the clusters that was
    drawn there.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Sarndal, Swensson and Wretman (1992), Model Assisted
    Survey Sampling, result 4.3.1.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> float(variance([1.0, -1.0, 2.0, -2.0], design([1, 1, 1, 1], cluster=["a", "b", "c", "d"])).round(6))
    13.333333
    """
    scores = _checked(score, sample)
    found = np.zeros(scores.shape[1:])
    for stage in sample.stages:
        spread = _spread(stage, scores)
        found = found + np.einsum("c,c...,c...->...", _factor(stage), spread, spread)
    return np.asarray(found)


def covariance(score: ArrayLike, sample: Design) -> Floats:
    """Give the covariances of estimators that lie side by side.

    Parameters
    ----------
    score
        Scores of the rows, shape (rows, ..., k); zero outside a domain.
    sample
        The design, of as many rows.

    Returns
    -------
    Covariances over the last axis, shape (..., k, k).

    Raises
    ------
    ValueError
        If rows differ in number.

    Notes
    -----
    As ``variance``, with products in place of squares.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> covariance([[1.0, 0.0], [0.0, 1.0]], design([1, 1])).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    scores = _checked(score, sample)
    found = np.zeros((*scores.shape[1:], scores.shape[-1]))
    for stage in sample.stages:
        spread = np.moveaxis(_spread(stage, scores), 0, -2)
        found = found + np.swapaxes(spread * _factor(stage)[:, None], -1, -2) @ spread
    return np.asarray((found + np.swapaxes(found, -1, -2)) / 2)


def stratified(
    sums: ArrayLike,
    products: ArrayLike,
    clusters: ArrayLike,
    population: ArrayLike = np.inf,
    lonely: Lonely = "fail",
) -> Floats:
    """Give the covariances of estimators from the sums over each stratum, without the clusters one by one.

    Parameters
    ----------
    sums
        Sums of the clusters' scores, shape (strata, ..., k).
    products
        Sums of their products, shape (strata, ..., k, k).
    clusters
        Clusters drawn from each stratum, shape (strata,), count; respondents where they were drawn one by one.
    population
        Clusters that each stratum has, shape (strata,), count; infinite where left out.
    lonely
        What strata of one cluster are: see ``lonely.treat``.

    Returns
    -------
    Covariances over the last axis, shape (..., k, k).

    Raises
    ------
    ValueError
        If a population size is below the clusters drawn, or as ``lonely.treat`` raises.

    Notes
    -----
    ``sum over strata of (1 - n / N) n / (n - 1) (P - s s' / n)``. A difference of squares: some digits of a covariance
    are lost where the scores of a stratum vary little about a mean far from zero; where all may be lost it is zero.

    Examples
    --------
    >>> stratified([[3.0], [0.0]], [[[5.0]], [[2.0]]], [2, 2]).tolist()
    [[5.0]]
    """
    n, size = np.broadcast_arrays(np.asarray(clusters, dtype=np.float64), np.asarray(population, dtype=np.float64))
    if not np.all(size >= n):
        raise ValueError("a population size is below the clusters drawn")
    share = treat(n, 1 - n / size, lonely)
    total, product = np.asarray(sums, dtype=np.float64), np.asarray(products, dtype=np.float64)
    every = (slice(None),) + (None,) * (product.ndim - 1)
    about = np.where(share.centred, 1 / n, 0.0)[every] * (total[..., :, None] * total[..., None, :])
    root = np.sqrt(np.maximum(np.diagonal(product, axis1=-2, axis2=-1), 0.0))
    left = product - about
    left = np.where(np.abs(left) <= _LOST * root[..., :, None] * root[..., None, :], 0.0, left)
    return np.asarray((share.factor[every] * left).sum(axis=0))


def _checked(score: ArrayLike, sample: Design) -> Floats:
    scores = np.asarray(score, dtype=np.float64)
    if scores.shape[0] != sample.weight.size:
        raise ValueError(f"scores of {sample.weight.size} rows are expected, got {scores.shape[0]}")
    return scores


def _spread(stage: Stage, scores: Floats) -> Floats:
    clusters = np.add.reduceat(scores[stage.order], stage.starts, axis=0)
    every = (slice(None),) + (None,) * (scores.ndim - 1)
    means = np.add.reduceat(clusters, stage.strata, axis=0) / stage.clusters[every]
    return np.asarray(clusters - np.repeat(np.where(stage.centred[every], means, 0.0), stage.clusters, axis=0))


def _factor(stage: Stage) -> Floats:
    return np.repeat(stage.factor, stage.clusters)
