"""Weighted shares of two groups, their gap and ratios, from a sample of any design."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats import confidence, linearize
from samkit.stats.interval import Floats, Interval
from samkit.stats.linearize import Ratios, Totals

Cells = tuple[int, int]

FIRST: Final[Cells] = (0, 1)
"""The cells of group 1 in tables of two groups: favourable, other."""

SECOND: Final[Cells] = (2, 3)
"""The cells of group 0."""


class Pair(NamedTuple):
    """Two shares that are held against one another: of each, the cells that count and those of its base, 1 or 0."""

    tops: tuple[tuple[int, int, int, int], tuple[int, int, int, int]]
    bases: tuple[tuple[int, int, int, int], tuple[int, int, int, int]]


GROUPS: Final = Pair(((1, 0, 0, 0), (0, 0, 1, 0)), ((1, 1, 0, 0), (0, 0, 1, 1)))
"""Group 1 against group 0."""

PART: Final = Pair(((1, 0, 0, 0), (1, 0, 1, 0)), ((1, 1, 0, 0), (1, 1, 1, 1)))
"""Group 1 against both groups together, of which it is a part."""


class Estimate(NamedTuple):
    """Estimates, their standard errors, and the interval, all of one shape and unit."""

    value: Floats
    error: Floats
    interval: Interval


def share(totals: Totals, cells: Cells = FIRST, level: float = 0.95) -> Estimate:
    """Estimate a weighted share, with a logit interval.

    Parameters
    ----------
    totals
        Totals of the cells, any leading shape.
    cells
        Which cell counts, and which holds the others of the base.
    level
        Scalar confidence level.

    Returns
    -------
    Shares with standard error and bounds. Where all weight is on one side the logit has no standard error, and the
    bounds are Wilson's for the effective number of answers, or clusters; where fewer than two were drawn they are
    vacuous.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    The bounds are those of ``logit P +- t SE / (P (1 - P))`` with t on the degrees of freedom of the base.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Korn and Graubard (1998), Survey Methodology 24,
    193-201.

    Examples
    --------
    >>> table = linearize.cells([[23, 17]], [[23.0, 17.0]], [[23.0, 17.0]], linearize.plain(397))
    >>> found = share(table)
    >>> float(found.value), float(found.error.round(6))
    (0.575, 0.078261)
    """
    top, base = _member(totals, cells[:1]), _member(totals, cells)
    found = linearize.ratios(totals, [top], [base])
    p, error = found.value[..., 0], _errors(found)[..., 0]
    few = (linearize.drawn(totals, base) < 2) | np.isnan(p)
    df = np.where(few, 0.0, np.maximum(linearize.degrees_of_freedom(totals, base), 1.0))
    with np.errstate(invalid="ignore"):
        odds = error if found.parts is None else _replicated_odds(found, totals) * p * (1 - p)
    bounds = confidence.logit(p, odds, df, linearize.effective(totals, base), level)
    return Estimate(p, error, Interval(np.where(few, 0.0, bounds.lower), np.where(few, 1.0, bounds.upper)))


def gap(totals: Totals, level: float = 0.95, pair: Pair = GROUPS) -> Estimate:
    """Estimate the gap of two weighted shares, p1 - p0.

    Parameters
    ----------
    totals
        Totals of the four cells of `FIRST` and `SECOND`.
    level
        Scalar confidence level.
    pair
        Which two shares: the groups, or one and both together; the covariance allows for what they have in common.

    Returns
    -------
    Gaps with standard error and Wald bounds, not cut at -1 and 1; vacuous (-1 to 1) where of a group fewer than two
    were drawn, and where there is no variation to estimate an error from.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    Groups that share clusters or strata are correlated, and the error allows for it. t has the degrees of freedom of
    the sample.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> counts = [[23, 17, 124, 233]]
    >>> float(gap(linearize.cells(counts, counts, counts, linearize.plain(397))).error.round(6))
    0.082228
    """
    found = _both(totals, pair)
    value, error = _difference(found.value, found.covariance)
    unknown = _unknown(totals, pair) | ~(error > 0)
    bounds = confidence.wald(value, error, totals.sample.df, level)
    return Estimate(value, error, Interval(np.where(unknown, -1.0, bounds.lower), np.where(unknown, 1.0, bounds.upper)))


def gap_p(totals: Totals, pair: Pair = GROUPS) -> Floats:
    """Test that two weighted shares are equal, by the statistic that the interval of the gap inverts.

    Parameters
    ----------
    totals
        Totals of the four cells.
    pair
        Which two shares: the groups, or one and both together; the covariance allows for what they have in common.

    Returns
    -------
    Two-sided p-values from t on the degrees of freedom of the sample; 1 where all answers are alike, NaN where of a
    group fewer than two were drawn, or the gap has no error.

    Examples
    --------
    >>> counts = [[23, 17, 124, 233]]
    >>> round(float(gap_p(linearize.cells(counts, counts, counts, linearize.plain(397)))), 6)
    0.005893
    """
    found = _both(totals, pair)
    value, error = _difference(found.value, found.covariance)
    return np.where(_unknown(totals, pair), np.nan, confidence.t_test(value, error, totals.sample.df))


def log_ratio(totals: Totals, level: float = 0.95, pair: Pair = GROUPS) -> Estimate:
    """Estimate the logarithm of the ratio of two weighted shares, log(p1 / p0).

    Parameters
    ----------
    totals
        Totals of the four cells.
    level
        Scalar confidence level.
    pair
        Which two shares: the groups, or one and both together; the covariance allows for what they have in common.

    Returns
    -------
    Log ratios with standard error and Wald bounds; the bounds are infinite where a share is 0 or of a group fewer than
    two were drawn.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> counts = [[23, 17, 124, 233]]
    >>> float(log_ratio(linearize.cells(counts, counts, counts, linearize.plain(397))).error.round(6))
    0.154278
    """
    found = _both(totals, pair)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _logarithmic(totals, pair, np.log(found.value), 1 / found.value, found, level)


def log_odds(totals: Totals, level: float = 0.95) -> Estimate:
    """Estimate the logarithm of the odds ratio of two weighted shares.

    Parameters
    ----------
    totals
        Totals of the four cells.
    level
        Scalar confidence level.

    Returns
    -------
    Log odds ratios with standard error and Wald bounds; the bounds are infinite where a share is 0 or 1 or of a group
    fewer than two were drawn.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> counts = [[23, 17, 124, 233]]
    >>> float(log_odds(linearize.cells(counts, counts, counts, linearize.plain(397))).error.round(6))
    0.339039
    """
    found = _both(totals, GROUPS)
    p = found.value
    with np.errstate(invalid="ignore", divide="ignore"):
        return _logarithmic(totals, GROUPS, np.log(p) - np.log1p(-p), 1 / (p * (1 - p)), found, level)


def design_effect(totals: Totals, cells: Cells = FIRST) -> Floats:
    """Give the variance of a share over that of a simple random sample, with replacement, of as many answers.

    Parameters
    ----------
    totals
        Totals of the cells.
    cells
        Which cell counts, and which holds the others of the base.

    Returns
    -------
    Design effects, no unit; NaN where all answers are alike.

    References
    ----------
    Kish (1965), Survey Sampling, section 8.2.

    Examples
    --------
    >>> float(design_effect(linearize.cells([[2, 1]], [[2, 1]], [[2, 1]], linearize.plain(3))).round(12))
    1.0
    """
    base = _member(totals, cells)
    found = linearize.ratios(totals, [_member(totals, cells[:1])], [base])
    p, n = found.value[..., 0], totals.n @ base
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(found.covariance[..., 0, 0] / (p * (1 - p) / (n - 1)))


def swapped(totals: Totals, order: tuple[int, ...]) -> Totals:
    """Put the cells of tables in another order: with (1, 0, 3, 2) the other answers are those that count."""
    places = list(order)
    products = totals.unit_w2
    return Totals(
        totals.n[..., places],
        totals.w[..., places],
        totals.w2[..., places],
        totals.unit_n[..., places],
        totals.unit_w[..., places],
        products[..., places, :][..., places] if products.size else products,
        totals.sample,
    )


def _member(totals: Totals, cells: tuple[int, ...]) -> Floats:
    inside = np.zeros(totals.w.shape[-1])
    inside[list(cells)] = 1.0
    return inside


def _both(totals: Totals, pair: Pair) -> Ratios:
    return linearize.ratios(totals, pair.tops, pair.bases)


def _errors(found: Ratios) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.maximum(np.diagonal(found.covariance, axis1=-2, axis2=-1), 0.0))


def _replicated_odds(found: Ratios, totals: Totals) -> Floats:
    """Give the errors of log odds taken in each replicate; of the shares where a replicate has none."""
    assert found.parts is not None  # noqa: S101 - the caller has asked
    p = found.value
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.log(found.parts) - np.log1p(-found.parts)
        direct = linearize.replicated(np.log(p) - np.log1p(-p), parts, totals.sample)[..., 0, 0]
        by_share = found.covariance[..., 0, 0] / (p * (1 - p))[..., 0] ** 2
    inner = np.all((found.parts > 0) & (found.parts < 1) | np.isnan(found.parts), axis=0)[..., 0]
    return np.sqrt(np.where(inner, direct, by_share))


def _difference(value: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Give the difference of two estimates and its standard error."""
    with np.errstate(invalid="ignore"):
        return np.asarray(value[..., 0] - value[..., 1]), np.sqrt(linearize.apart(covariance))


def _unknown(totals: Totals, pair: Pair) -> NDArray[np.bool_]:
    """Say where of a side fewer than two were drawn, or none of any weight."""
    few = [
        (linearize.drawn(totals, base) < 2) | (totals.w @ np.array(base, dtype=np.float64) == 0) for base in pair.bases
    ]
    return np.asarray(few[0] | few[1])


def _logarithmic(totals: Totals, pair: Pair, value: Floats, slope: Floats, found: Ratios, level: float) -> Estimate:
    covariance = slope[..., :, None] * found.covariance * slope[..., None, :]
    apart, error = _difference(value, covariance)
    bounds = confidence.wald(apart, error, totals.sample.df, level)
    unknown = _unknown(totals, pair) | ~np.isfinite(value).all(axis=-1)
    return Estimate(
        apart, error, Interval(np.where(unknown, -np.inf, bounds.lower), np.where(unknown, np.inf, bounds.upper))
    )
