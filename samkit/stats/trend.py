"""Trend over the levels of an ordered factor."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.fourfold import answers
from samkit.stats.interval import Floats
from samkit.stats.normal import chi2_tail_1


class Trend(NamedTuple):
    """Signed statistic z and its two-sided p-value; both NaN where scores or answers do not vary."""

    statistic: Floats
    p: Floats


def cochran_armitage(counts_top: ArrayLike, counts_all: ArrayLike, scores: ArrayLike | None = None) -> Trend:
    """Test whether a share rises or falls along ordered levels.

    Parameters
    ----------
    counts_top
        Members of the group per level, shape (..., levels), count.
    counts_all
        All respondents per level, shape (..., levels), count; a level may be empty.
    scores
        Position of each level, shape (levels,), any unit; 1, 2, 3, ... unless given.

    Returns
    -------
    z, positive where the share rises, with ``z^2 = N r^2`` (r being the correlation of score and membership), and p.

    Raises
    ------
    ValueError
        If not 0 <= part <= all at every level, or the scores do not fit the levels.

    Notes
    -----
    ``sum s (x - n p) / sqrt(p (1 - p) sum n (s - S)^2)``, p being the share over all levels and S the mean score. The
    variance is the binomial one. R's prop.trend.test gives the same z^2; the permutation variance gives
    ``linear_by_linear``.

    References
    ----------
    Cochran (1954), Biometrics 10, 417-451; Armitage (1955), Biometrics 11, 375-386.

    Examples
    --------
    >>> trend = cochran_armitage([5, 12, 16, 12, 6], [97, 141, 89, 47, 23])
    >>> float(trend.statistic.round(6))
    4.334475
    """
    z, _ = _standardised(counts_top, counts_all, scores)
    return Trend(z, chi2_tail_1(z**2))


def linear_by_linear(counts_top: ArrayLike, counts_all: ArrayLike, scores: ArrayLike | None = None) -> Trend:
    """Test a trend with the variance that permuting the respondents gives.

    Parameters
    ----------
    counts_top
        Members of the group per level, shape (..., levels), count.
    counts_all
        All respondents per level, shape (..., levels), count; a level may be empty.
    scores
        Position of each level, shape (levels,), any unit; 1, 2, 3, ... unless given.

    Returns
    -------
    z, positive where the share rises, with ``z^2 = (N - 1) r^2``, and p.

    Raises
    ------
    ValueError
        If not 0 <= part <= all at every level, or the scores do not fit the levels.

    References
    ----------
    Mantel (1963), Journal of the American Statistical Association 58, 690-700.

    Examples
    --------
    >>> trend = linear_by_linear([5, 12, 16, 12, 6], [97, 141, 89, 47, 23])
    >>> float(trend.statistic.round(6))
    4.329012
    """
    z, total = _standardised(counts_top, counts_all, scores)
    with np.errstate(divide="ignore", invalid="ignore"):
        smaller = z * np.sqrt((total - 1) / total)
    return Trend(smaller, chi2_tail_1(smaller**2))


def linear_by_linear_table(
    counts: ArrayLike, row_scores: ArrayLike | None = None, column_scores: ArrayLike | None = None
) -> Trend:
    """Test a linear association of two ordered factors.

    Parameters
    ----------
    counts
        Respondents, shape (..., rows, columns), count.
    row_scores, column_scores
        Position of each row and column, shapes (rows,) and (columns,), any unit; 1, 2, 3, ... unless given.

    Returns
    -------
    z with ``z^2 = (N - 1) r^2``, r being the correlation of the scores, and p.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the scores do not fit the table.

    References
    ----------
    Mantel (1963), Journal of the American Statistical Association 58, 690-700.

    Examples
    --------
    >>> trend = linear_by_linear_table([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])
    >>> float(trend.statistic.round(6))
    1.727133
    """
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim < 2 or not np.all((table >= 0) & np.isfinite(table)):
        raise ValueError("counts of rows by columns are expected, finite and not negative")
    rows, columns = _scores(row_scores, table.shape[-2]), _scores(column_scores, table.shape[-1])
    with np.errstate(divide="ignore", invalid="ignore"):
        total = table.sum(axis=-1).sum(axis=-1)
        down, across = table.sum(axis=-1), table.sum(axis=-2)
        row = rows - (down @ rows / total)[..., None]
        column = columns - (across @ columns / total)[..., None]
        shared = (table * row[..., :, None] * column[..., None, :]).sum(axis=-1).sum(axis=-1)
        spread = np.sqrt((down * row**2).sum(axis=-1) * (across * column**2).sum(axis=-1))
        z = np.where(_varies(rows, down) & _varies(columns, across), np.sqrt(total - 1) * shared / spread, np.nan)
    return Trend(z, chi2_tail_1(z**2))


def monotone(counts_top: ArrayLike, counts_all: ArrayLike) -> NDArray[np.bool_]:
    """Say whether the observed shares never fall, or never rise, from level to level.

    Parameters
    ----------
    counts_top
        Members of the group per level, shape (..., levels), count.
    counts_all
        All respondents per level, shape (..., levels), count; an empty level is passed over.

    Returns
    -------
    Booleans of shape (...).

    Raises
    ------
    ValueError
        If not 0 <= part <= all at every level.

    Examples
    --------
    >>> monotone([[5, 12, 16], [5, 16, 9]], [97, 141, 89]).tolist()
    [True, False]
    """
    part, _, base = answers(counts_top, counts_all)
    with np.errstate(invalid="ignore"):
        share = part / base
    highest = np.fmax.accumulate(share, axis=-1)
    lowest = np.fmin.accumulate(share, axis=-1)
    never_falls = np.all((share >= highest) | np.isnan(share), axis=-1)
    never_rises = np.all((share <= lowest) | np.isnan(share), axis=-1)
    return np.asarray(never_falls | never_rises)


def _standardised(counts_top: ArrayLike, counts_all: ArrayLike, scores: ArrayLike | None) -> tuple[Floats, Floats]:
    part, other, base = answers(counts_top, counts_all)
    position = _scores(scores, base.shape[-1])
    total = base.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        centred = position - (base @ position / total)[..., None]
        variance = part.sum(axis=-1) * other.sum(axis=-1) / total**2 * (base * centred**2).sum(axis=-1)
        z = (part * centred).sum(axis=-1) / np.sqrt(variance)
    both = (part.sum(axis=-1) > 0) & (other.sum(axis=-1) > 0)
    return np.where(both & _varies(position, base), z, np.nan), total


def _varies(scores: Floats, counts: Floats) -> NDArray[np.bool_]:
    # Asked of the scores themselves: around a rounded mean a constant would be a little above or below it.
    highest = np.where(counts > 0, scores, -np.inf).max(axis=-1, initial=-np.inf)
    return np.asarray(highest > np.where(counts > 0, scores, np.inf).min(axis=-1, initial=np.inf))


def _scores(scores: ArrayLike | None, levels: int) -> Floats:
    position = np.arange(1.0, levels + 1) if scores is None else np.asarray(scores, dtype=np.float64)
    if position.shape != (levels,) or not np.all(np.isfinite(position)):
        raise ValueError(f"one finite score per level is expected: {levels} levels, scores of shape {position.shape}")
    return position
