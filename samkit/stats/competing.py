"""How many have ended by which of several causes after how long: each cause takes from what is left for the others."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.stats.life_table import LifeTable
from samkit.stats.survival import Curve, remaining


def incidence(table: LifeTable) -> Floats:
    """Give the share that has ended by each cause after each day: the estimate of Aalen and Johansen.

    Parameters
    ----------
    table
        The counts, **shape** (..., causes, days).

    Returns
    -------
    Shares, **shape** (..., causes, days), fractions of one; over all causes they and what remains sum to one.

    Notes
    -----
    ``F_k(t) = sum over s <= t of S(s-) d_ks / n_s``. Taking other causes as out of sight instead would estimate what
    happens in a world without them, and overstates each cause.

    References
    ----------
    Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150.

    Examples
    --------
    >>> incidence(LifeTable(np.array([4.0, 2.0]), np.array([[1.0, 0.0], [0.0, 1.0]]))).tolist()
    [[0.25, 0.25], [0.0, 0.375]]
    """
    return _steps(table).cumsum(axis=-1)


def _steps(table: LifeTable) -> Floats:
    """Give by how much each incidence rises on each day."""
    before = _before(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(table.at_risk > 0, before / table.at_risk, 0.0)
    return np.asarray(part[..., None, :] * table.ended)


def _before(table: LifeTable) -> Floats:
    """Give the share still there before each day."""
    stays = remaining(table)
    return np.concatenate([np.ones_like(stays[..., :1]), stays[..., :-1]], axis=-1)


def aalen_johansen(table: LifeTable) -> Curve:
    """Give the share that has ended by each cause after each day, with its standard error.

    Parameters
    ----------
    table
        The counts, **shape** (..., causes, days).

    Returns
    -------
    The curves, **shape** (..., causes, days).

    Notes
    -----
    The variance is that of the delta method: ``sum (F_k(t) - F_k(s))^2 d / (n (n - d)) + S(s-)^2 d_k (n - d_k) / n^3
    - 2 (F_k(t) - F_k(s)) S(s-) d_k / n^2`` over the days s up to t, taken apart into running sums.

    References
    ----------
    Marubini and Valsecchi (1995), Analysing Survival Data from Clinical Trials and Observational Studies, section 10.2.

    Examples
    --------
    >>> found = aalen_johansen(LifeTable(np.array([4.0, 2.0]), np.array([[1.0, 0.0], [0.0, 1.0]])))
    >>> found.error.round(4).tolist()
    [[0.2165, 0.2165], [0.0, 0.2864]]
    """
    value = incidence(table)
    n, leaving = table.at_risk[..., None, :], table.leaving[..., None, :]
    before, ended = _before(table)[..., None, :], table.ended
    with np.errstate(invalid="ignore", divide="ignore"):
        risk = np.where(n > leaving, leaving / (n * (n - leaving)), 0.0)
        own = np.where(n > 0, before**2 * ended * (n - ended) / n**3, 0.0)
        both = np.where(n > 0, before * ended / n**2, 0.0)
    square = value**2 * _run(risk) - 2 * value * _run(value * risk) + _run(value**2 * risk)
    square = square + _run(own) - 2 * value * _run(both) + 2 * _run(value * both)
    return Curve(value, np.sqrt(np.maximum(square, 0.0)))


def _run(part: Floats) -> Floats:
    return np.asarray(part.cumsum(axis=-1))


def ratio_error(first: ArrayLike, first_error: ArrayLike, second: ArrayLike, second_error: ArrayLike) -> Floats:
    """Give the standard error of the logarithm of a ratio of two independent shares.

    Parameters
    ----------
    first, second
        Shares, **shape** (...), fractions of one.
    first_error, second_error
        Their standard errors, likewise.

    Returns
    -------
    Errors on the scale of the natural logarithm; infinite where a share is 0.

    Examples
    --------
    >>> round(float(ratio_error(0.5, 0.05, 0.2, 0.04)), 4)
    0.2236
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            np.asarray(error, dtype=np.float64) / np.asarray(share, dtype=np.float64)
            for share, error in ((first, first_error), (second, second_error))
        ]
        found = np.sqrt(parts[0] ** 2 + parts[1] ** 2)
    return np.where(np.isnan(found), np.inf, found)
