"""The one place where weights, strata, clusters, population sizes and replicate weights enter an estimate.

An estimator is a value and a score. Every estimate here is a ratio of two totals, or a smooth function of several, and
what a unit of the sample adds to its error follows from the totals of that unit: so respondents stay at the engine.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.covariance import stratified
from samkit.stats.interval import Floats
from samkit.stats.lonely import treat
from samkit.tally import Sample

_LOST = 1e-13
"""What a difference leaves, if it is less than this part of what it is taken from, may be rounding alone."""


class Totals(NamedTuple):
    """Weighted totals of the cells of tables, whole and by unit of the design.

    Parameters
    ----------
    n
        Answers in each cell, shape (..., cells), count.
    w, w2
        Totals of each cell and totals with squared weights, shape (..., cells), any unit.
    unit_n
        Answers of each unit, shape (units, ..., cells), count; no units under replicates.
    unit_w
        Totals of each unit, shape (units, ..., cells), under replicates with the weights of each replicate.
    unit_w2
        Products of cells with squared weights, summed over the respondents of each unit, shape (units, ..., cells,
        cells); not asked for under clusters and replicates.
    sample
        How the units were drawn.
    """

    n: Floats
    w: Floats
    w2: Floats
    unit_n: Floats
    unit_w: Floats
    unit_w2: Floats
    sample: Sample

    def part(self, tables: slice) -> "Totals":
        """Give the totals of some of the tables, along the axis before that of the cells."""
        n, w, w2, unit_n, unit_w = (part[..., tables, :] for part in self[:5])
        return Totals(n, w, w2, unit_n, unit_w, self.unit_w2[..., tables, :, :], self.sample)


class Ratios(NamedTuple):
    """Ratios of totals, shape (..., k), their covariances, shape (..., k, k), and those of each replicate if any."""

    value: Floats
    covariance: Floats
    parts: Floats | None = None


def plain(drawn: float) -> Sample:
    """Describe a sample of respondents drawn one by one from one stratum, with replacement.

    Parameters
    ----------
    drawn
        Respondents, count.

    Examples
    --------
    >>> plain(397).df
    396.0
    """
    one = np.array([float(drawn)])
    home, nothing = np.zeros(1, dtype=np.intp), np.zeros(0)
    return Sample(
        "respondents", home, one, np.array([np.inf]), "fail", nothing, about_estimate=False, df=float(drawn) - 1
    )


def cells(n: ArrayLike, w: ArrayLike, w2: ArrayLike, sample: Sample) -> Totals:
    """Give the totals of cells of which each respondent is in one at most.

    Parameters
    ----------
    n, w, w2
        Respondents of each unit in each cell, the sums of their weights and of their squared weights, shape (units,
        ..., cells); of replicates ``w`` alone, with the whole sample's counts and weights in front as unit 0.
    sample
        How the units were drawn.

    Raises
    ------
    ValueError
        If a sum is negative or not finite, or the units are not those of the sample, or hold more answers than it.

    Examples
    --------
    >>> table = cells([[3, 2]], [[3.0, 2.0]], [[3.0, 2.0]], plain(5))
    >>> table.w.tolist()
    [3.0, 2.0]
    """
    counts, weights, squares = (np.asarray(part, dtype=np.float64) for part in (n, w, w2))
    for part in (counts, weights, squares):
        if not np.all((part >= 0) & np.isfinite(part)):
            raise ValueError("sums of weights are expected to be finite and not negative")
    products = squares[..., None] * np.eye(squares.shape[-1])
    if sample.kind == "replicates":
        return Totals(counts[0], weights[0], squares[0], counts[1:1], weights[1:], products[1:1], sample)
    if weights.shape[0] != sample.stratum.size:
        raise ValueError(f"{sample.stratum.size} units of the design are expected, got {weights.shape[0]}")
    if sample.kind == "respondents" and np.any(sample.drawn < counts.sum(axis=-1).reshape(weights.shape[0], -1).T):
        raise ValueError("the sample is expected to hold every answer of the groups")
    return Totals(counts.sum(axis=0), weights.sum(axis=0), squares.sum(axis=0), counts, weights, products, sample)


def joined(totals: Totals, kept: tuple[int, ...]) -> Totals:
    """Join tables into one: of each, the cells that are kept, side by side.

    Parameters
    ----------
    totals
        Totals of the cells, shape (tables, cells); each respondent is in one kept cell of all tables at most.
    kept
        Which cells of each table.

    Returns
    -------
    Totals of shape (tables * kept,).
    """
    places = list(kept)
    n, w, w2, unit_n, unit_w = (_flat(part[..., places]) for part in totals[:5])
    flat = _flat(np.diagonal(totals.unit_w2, axis1=-2, axis2=-1)[..., places])
    return Totals(n, w, w2, unit_n, unit_w, flat[..., None] * np.eye(flat.shape[-1]), totals.sample)


def pooled(totals: Totals) -> Totals:
    """Put both groups of each table together.

    Parameters
    ----------
    totals
        Totals of four cells: favourable and other answers of one group, and of the other, shape (..., 4).

    Returns
    -------
    Totals of two cells, favourable and other answers, shape (..., 2).

    Examples
    --------
    >>> one = cells([[3, 2, 4, 1]], [[3.0, 2.0, 4.0, 1.0]], [[3.0, 2.0, 4.0, 1.0]], plain(10))
    >>> pooled(one).w.tolist()
    [7.0, 3.0]
    """
    n, w, w2, unit_n, unit_w = (part[..., :2] + part[..., 2:] for part in totals[:5])
    products = totals.unit_w2[..., :2, :2] + totals.unit_w2[..., 2:, 2:]
    return Totals(n, w, w2, unit_n, unit_w, products, totals.sample)


def _flat(part: Floats) -> Floats:
    # The size is said, as it cannot be worked out where there are no units.
    return part.reshape(*part.shape[:-2], part.shape[-2] * part.shape[-1])


def ratios(totals: Totals, above: ArrayLike, below: ArrayLike) -> Ratios:
    """Estimate ratios of totals and their covariances.

    Parameters
    ----------
    totals
        Totals of the cells.
    above, below
        Which cells make up each numerator and denominator, shape (k, cells): 1 or 0.

    Returns
    -------
    The ratios; NaN where a denominator is zero.

    Raises
    ------
    ValueError
        As ``lonely.treat`` raises.

    Notes
    -----
    With ``R = A / B`` a respondent's score is ``w (a - R b) / B``. The covariance of the sums of scores over the sample
    is that of the design: squares about the stratum's mean over clusters, or over respondents where these were drawn
    one by one; of replicates, the spread of the ratio taken in each.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Sarndal, Swensson and Wretman (1992), Model Assisted
    Survey Sampling, result 4.3.1.

    Examples
    --------
    >>> found = ratios(cells([[3, 1]], [[3.0, 1.0]], [[3.0, 1.0]], plain(4)), [[1, 0]], [[1, 1]])
    >>> float(found.value[0]), float(found.covariance[0, 0])
    (0.75, 0.0625)
    """
    top, bottom = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = totals.w @ bottom.T
        value = totals.w @ top.T / scale
        if totals.sample.kind == "replicates":
            parts = (totals.unit_w @ top.T) / (totals.unit_w @ bottom.T)
            return Ratios(value, replicated(value, parts, totals.sample), parts)
        gradient = (top - value[..., None] * bottom) / scale[..., None]
    return Ratios(value, _covariance(gradient, totals))


def replicated(value: Floats, parts: Floats, sample: Sample) -> Floats:
    """Give the covariances of estimates from what they are in each replicate.

    Parameters
    ----------
    value
        Estimates of the whole sample, shape (..., k).
    parts
        Estimates of each replicate, shape (replicates, ..., k); one that lacks any of the k adds nothing.
    sample
        How the replicates were made.

    Returns
    -------
    Covariances, shape (..., k, k).
    """
    there = np.isfinite(parts).all(axis=-1, keepdims=True)
    counted = there & (sample.factor > 0).reshape((-1,) + (1,) * value.ndim)
    with np.errstate(invalid="ignore", divide="ignore"):
        average = np.where(counted, parts, 0.0).sum(axis=0) / counted.sum(axis=0)
        centre = value if sample.about_estimate else np.where(counted.any(axis=0), average, value)
        distance = np.where(there, parts - centre, np.where(there.any(axis=0), 0.0, np.nan))
        distance = np.where(np.abs(distance) <= _LOST * np.abs(centre), 0.0, distance)
    return np.asarray(np.einsum("r,r...k,r...l->...kl", sample.factor, distance, distance))


def apart(covariance: Floats) -> Floats:
    """Give the variance of the first of two estimates less the second.

    Parameters
    ----------
    covariance
        Covariances, shape (..., 2, 2).

    Returns
    -------
    Variances, shape (...); 0 where the difference of squares leaves nothing but rounding.

    Examples
    --------
    >>> float(apart(np.array([[4.0, 1.0], [1.0, 3.0]])))
    5.0
    """
    one, other = covariance[..., 0, 0], covariance[..., 1, 1]
    squared = one + other - 2 * covariance[..., 0, 1]
    return np.where(squared <= _LOST * (one + other), 0.0, squared)


def degrees_of_freedom(totals: Totals, member: ArrayLike) -> Floats:
    """Count the degrees of freedom of a domain: units less strata in which it has answers of some weight.

    Parameters
    ----------
    totals
        Totals of the cells.
    member
        The cells of the domain, shape (cells,): 1 or 0.

    Returns
    -------
    Degrees of freedom, shape (...); under replicates those of the whole, or the answers less one where they are fewer.
    """
    inside = np.asarray(member, dtype=np.float64)
    sample, count = totals.sample, totals.unit_n @ inside
    if sample.kind == "replicates":
        return np.minimum(sample.df, totals.n @ inside - 1)
    here = count > 0
    units = here if sample.kind == "clusters" else count
    strata = np.zeros((sample.drawn.size, *here.shape[1:]), dtype=bool)
    np.logical_or.at(strata, sample.stratum, here)
    return np.asarray(units.sum(axis=0) - strata.sum(axis=0), dtype=np.float64)


def drawn(totals: Totals, member: ArrayLike) -> NDArray[np.float64]:
    """Count the units that were drawn with a domain in them: clusters, or answers where these were drawn one by one."""
    inside = np.asarray(member, dtype=np.float64)
    if totals.sample.kind == "clusters":
        return np.asarray((totals.unit_n @ inside > 0).sum(axis=0), dtype=np.float64)
    return np.asarray(totals.n @ inside)


def kish(totals: Totals, member: ArrayLike) -> Floats:
    """Give Kish's effective number of answers in a domain.

    Parameters
    ----------
    totals
        Totals of the cells.
    member
        The cells of the domain, shape (cells,): 1 or 0.

    Returns
    -------
    ``(sum w)^2 / sum w^2``, shape (...), at most the answers; 0 where there is none.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.
    """
    inside = np.asarray(member, dtype=np.float64)
    return np.minimum(_kish(totals.w @ inside, totals.w2 @ inside), totals.n @ inside)


def effective(totals: Totals, member: ArrayLike) -> Floats:
    """Give Kish's effective number of answers in a domain; of clusters where these were drawn.

    Parameters
    ----------
    totals
        Totals of the cells.
    member
        The cells of the domain, shape (cells,): 1 or 0.

    Returns
    -------
    ``(sum w)^2 / sum w^2``, shape (...); 0 where there is none.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.
    """
    inside = np.asarray(member, dtype=np.float64)
    if totals.sample.kind != "clusters":
        return kish(totals, inside)
    by_cluster = totals.unit_w @ inside
    return np.minimum(_kish(by_cluster.sum(axis=0), np.square(by_cluster).sum(axis=0)), drawn(totals, inside))


def _kish(w: Floats, squares: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(squares > 0, w / squares * w, 0.0)


def _covariance(gradient: Floats, totals: Totals) -> Floats:
    """Give the covariances of estimates from what each cell's total changes in them, shape (..., k, cells)."""
    sample = totals.sample
    sums = np.einsum("u...c,...kc->u...k", totals.unit_w, gradient)
    if sample.kind == "respondents":
        products = np.einsum("...kc,u...cd,...ld->u...kl", gradient, totals.unit_w2, gradient)
        return stratified(sums, products, sample.drawn, sample.population, sample.lonely)
    share = treat(sample.drawn, 1 - sample.drawn / sample.population, sample.lonely)
    means = np.zeros((sample.drawn.size, *sums.shape[1:]))
    np.add.at(means, sample.stratum, sums)
    every = (slice(None),) + (None,) * (sums.ndim - 1)
    means = means / sample.drawn[every] * share.centred[every]
    most = np.einsum("u...c,...kc->u...k", np.abs(totals.unit_w), np.abs(gradient)).max(axis=0)
    distance = sums - means[sample.stratum]
    distance = np.where(np.abs(distance) <= _LOST * most, 0.0, distance)
    return np.asarray(np.einsum("u,u...k,u...l->...kl", share.factor[sample.stratum], distance, distance))
