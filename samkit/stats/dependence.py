"""Tests of a table of levels by groups from a sample of any design: any dependence, and a trend over the levels."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import confidence, linearize, rao_scott
from samkit.stats.interval import Floats
from samkit.stats.linearize import Totals
from samkit.stats.rao_scott import DesignTest


def independence(totals: Totals, levels: int) -> DesignTest:
    """Test that levels and groups are independent: Rao and Scott's second-order F.

    Parameters
    ----------
    totals
        Totals of the cells, shape (..., levels * groups), the groups of a level side by side.
    levels
        How many levels there are.

    Returns
    -------
    F, its degrees of freedom and p, shape (...); NaN where fewer than two levels or groups have an answer.

    References
    ----------
    Rao and Scott (1984), The Annals of Statistics 12, 46-60; Thomas and Rao (1987), Journal of the American
    Statistical Association 82, 630-636.

    Examples
    --------
    >>> counts = [[20, 30, 30, 20]]
    >>> found = independence(linearize.cells(counts, counts, counts, linearize.plain(100)), 2)
    >>> round(float(found.p), 4)
    0.0494
    """
    count = totals.w.shape[-1]
    found = linearize.ratios(totals, np.eye(count), np.ones((count, count)))
    shape = (*found.value.shape[:-1], levels, count // levels)
    answers = totals.n.sum(axis=-1)
    return rao_scott.second_order(found.value.reshape(shape), found.covariance, answers, totals.sample.df)


def trend(totals: Totals, scores: ArrayLike) -> DesignTest:
    """Test that the share of the first of two groups has no linear trend over the levels.

    Parameters
    ----------
    totals
        Totals of the cells, shape (..., levels * 2), the two groups of a level side by side.
    scores
        Scores of the levels, shape (levels,), any unit.

    Returns
    -------
    t of the slope of membership on the score, 1 and its degrees of freedom, and p; NaN where there is no slope.

    Notes
    -----
    The slope is that of weighted least squares, in each replicate where there are any, and t has the degrees of freedom
    of those who answered less one, as for the coefficient of R's ``svyglm``.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> counts = [[1, 9, 3, 7, 6, 4]]
    >>> found = trend(linearize.cells(counts, counts, counts, linearize.plain(30)), [1, 2, 3])
    >>> round(float(found.statistic), 3)
    2.704
    """
    count = totals.w.shape[-1]
    found = linearize.ratios(totals, np.eye(count), np.ones((count, count)))
    score, first = np.repeat(np.asarray(scores, dtype=np.float64), 2), np.tile([1.0, 0.0], count // 2)
    slope, gradient = _slope(found.value, score, first)
    if found.parts is None:
        squared = np.einsum("...c,...cd,...d->...", gradient, found.covariance, gradient)
    else:
        slopes, _ = _slope(found.parts, score, first)
        squared = linearize.replicated(slope[..., None], slopes[..., None], totals.sample)[..., 0, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(np.maximum(squared, 0.0))
        t = np.where(error > 0, slope / error, np.nan)
    df = linearize.degrees_of_freedom(totals, np.ones(count)) - 1
    return DesignTest(t, np.ones(t.shape), df, confidence.t_test(slope, np.where(error > 0, error, np.nan), df))


def _slope(share: Floats, score: Floats, first: Floats) -> tuple[Floats, Floats]:
    """Give the least-squares slope of membership on the score from the shares of the cells, and its gradient.

    Both are NaN where fewer than two levels are in use, whatever rounding leaves of a spread.
    """
    mean, top = (share @ part for part in (score, first))
    apart = score - mean[..., None]
    in_use = share.reshape(*share.shape[:-1], -1, 2).any(axis=-1).sum(axis=-1)
    spread = np.where(in_use > 1, (share * apart**2).sum(axis=-1), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (share * apart * (first - top[..., None])).sum(axis=-1) / spread
        residual = first - top[..., None] - slope[..., None] * apart
        return np.asarray(slope), np.asarray(apart * residual / spread[..., None])
