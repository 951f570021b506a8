"""What known margins do to the error of an estimate: raked weights say more than weights of unknown origin."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.influence import Estimator


def calibrated(found: Estimator, margins: ArrayLike, start: ArrayLike, weight: ArrayLike) -> Estimator:
    """Take out of an estimator's scores what the margins explain, to which the weights were brought.

    Parameters
    ----------
    found
        Estimator made with the weights after raking, shape (...), scores of shape (rows, ...).
    margins
        Level of each margin that a row is in as 1 and 0, or what else was brought to a known total, shape (rows,
        margins).
    start
        Weights before raking, shape (rows,), any unit.
    weight
        Weights after raking, shape (rows,).

    Returns
    -------
    The estimator with scores whose variance, under the design, is that of the raked estimate; that of the total of a
    margin is 0.

    Raises
    ------
    ValueError
        If rows differ in number.

    Notes
    -----
    Scores over weights are regressed on the margins with the weights before raking; what is left, times the weights
    after raking, are the new scores.

    References
    ----------
    Deville and Sarndal (1992), Journal of the American Statistical Association 87, 376-382; Deville, Sarndal and
    Sautory (1993), the same journal 88, 1013-1020.

    Examples
    --------
    >>> from samkit.stats.influence import total
    >>> levels, weight = np.array([[1, 0], [1, 0], [0, 1]]), np.array([2.0, 2.0, 6.0])
    >>> calibrated(total(weight * [5.0, 7.0, 9.0]), levels, np.ones(3), weight).score.round(9).tolist()
    [-2.0, 2.0, 0.0]
    """
    after, before = np.asarray(weight, dtype=np.float64), np.asarray(start, dtype=np.float64)
    known = np.asarray(margins, dtype=np.float64)
    if not after.size == before.size == known.shape[0] == found.score.shape[0]:
        raise ValueError(f"margins and weights of {found.score.shape[0]} rows are expected")
    flat = found.score.reshape(after.size, -1)
    used = (after > 0)[:, None]
    value = np.where(used, flat / np.where(used, after[:, None], 1.0), 0.0)
    root = np.sqrt(before)[:, None]
    # Margins add up to one whole: a column of each but the first follows from the others, and any solution will do.
    fitted = known @ np.linalg.lstsq(known * root, value * root, rcond=None)[0]
    return Estimator(found.value, (after[:, None] * (value - fitted)).reshape(found.score.shape))
