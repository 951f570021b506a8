"""How far several questions measure the same thing."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Interval
from samkit.stats.normal import alpha as error_rate


class Alpha(NamedTuple):
    """Cronbach's alpha, its interval, and the standard error of measurement of the mean of the questions."""

    value: float
    interval: Interval
    error: float


def alpha(answers: ArrayLike, level: float = 0.95) -> Alpha:
    """Give Cronbach's alpha, with Feldt's interval.

    Parameters
    ----------
    answers
        Shape (n, k), any unit: a row for each who answered all k questions.
    level
        Scalar confidence level.

    Returns
    -------
    Alpha with the error in the unit of the answers; NaN and a vacuous interval (below 1) where the sums are all alike.

    Raises
    ------
    ValueError
        If there are fewer than two questions or two rows, or an answer is not finite.

    Notes
    -----
    ``k / (k - 1) (1 - sum s_j^2 / s^2)``, s of the sums. ``(1 - alpha) / (1 - found)`` has an F distribution with
    (n - 1) and (n - 1) (k - 1) degrees of freedom where questions are parallel and normal. The error is
    ``s / k sqrt(1 - alpha)``, an alpha below 0 counting as 0. Alpha is a lower bound of the reliability, and no sign
    that there is one dimension.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370.

    Examples
    --------
    >>> round(alpha([[1, 1], [2, 3], [3, 2], [5, 5], [4, 4]]).value, 4)
    0.9474
    """
    from scipy import special  # start-up: only reliability needs F quantiles

    given = np.asarray(answers, dtype=np.float64)
    if given.ndim != 2 or min(given.shape) < 2 or not np.all(np.isfinite(given)):
        raise ValueError("finite answers of at least two rows to at least two questions are expected")
    n, k = given.shape
    total = float(given.sum(axis=1).var(ddof=1))
    if total == 0:
        return Alpha(np.nan, Interval(np.asarray(-np.inf), np.asarray(1.0)), np.nan)
    value = k / (k - 1) * (1 - float(given.var(axis=0, ddof=1).sum()) / total)
    tail, freedom = error_rate(level) / 2, (n - 1, (n - 1) * (k - 1))
    high, low = special.fdtri(*freedom, 1 - tail), special.fdtri(*freedom, tail)
    bounds = Interval(np.asarray(1 - (1 - value) * high), np.asarray(1 - (1 - value) * low))
    return Alpha(value, bounds, float(np.sqrt(total) / k * np.sqrt(1 - max(value, 0.0))))
