"""Correlation of two numeric or ranked columns."""

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats, Interval
from samkit.stats.normal import chi2_tail, two_sided
from samkit.stats.ranks import ranks
from samkit.stats.tails import student_p

_ENUMERATED = 9
_SLACK = 1e-10


class Correlation(NamedTuple):
    """The correlation, its interval, t with its degrees of freedom, and the two-sided p-value."""

    value: Floats
    interval: Interval
    t: Floats
    df: Floats
    p: Floats


class Concordance(NamedTuple):
    """Kendall's W with chi-square, degrees of freedom and p-value."""

    value: Floats
    statistic: Floats
    df: Floats
    p: Floats


def pearson(x: ArrayLike, y: ArrayLike, level: float = 0.95) -> Correlation:
    """Give Pearson's correlation, with Fisher's interval.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), any units.
    level
        Scalar confidence level.

    Returns
    -------
    r, interval, t, df and p, shape (...); NaN where one side does not vary, and then, or with fewer than four values,
    the interval is vacuous (-1 to 1).

    Raises
    ------
    ValueError
        If a value is not finite, the lengths differ, or the level is not between 0 and 1.

    Notes
    -----
    ``tanh(artanh r +- z / sqrt(n - 3))``; ``t = r sqrt((n - 2) / (1 - r^2))``.

    References
    ----------
    Fisher (1921), Metron 1, 3-32.

    Examples
    --------
    >>> found = pearson([1, 2, 2, 3, 4, 4, 4, 5], [2, 1, 3, 3, 5, 4, 4, 5])
    >>> round(float(found.value), 6), round(float(found.interval.lower), 6)
    (0.869767, 0.42649)
    """
    one, two = _columns(x, y)
    n = one.shape[-1]
    r = _correlation(one, two)
    z = two_sided(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = r * np.sqrt(np.float64(n - 2) / ((1 - r) * (1 + r)))
        half = z / np.sqrt(np.float64(n - 3))
        lower, upper = np.tanh(np.arctanh(r) - half), np.tanh(np.arctanh(r) + half)
    unknown = np.isnan(r) | np.full(r.shape, n < 4)
    bounds = Interval(np.where(unknown, -1.0, lower), np.where(unknown, 1.0, upper))
    df = np.full(r.shape, max(n - 2.0, 0.0))
    p = student_p(t, df) if n > 2 else np.full(r.shape, np.nan)
    return Correlation(r, bounds, t if n > 2 else np.full(r.shape, np.nan), df, p)


def spearman(x: ArrayLike, y: ArrayLike, level: float = 0.95) -> Correlation:
    """Give Spearman's rank correlation, ties at their mid-rank, with the t approximation of its test.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), any units.
    level
        Scalar confidence level.

    Returns
    -------
    rho, interval, t, df and p, shape (...), as for ``pearson`` of the ranks; the interval has the wider standard error
    of Bonett and Wright.

    Raises
    ------
    ValueError
        If a value is not finite, the lengths differ, or the level is not between 0 and 1.

    Notes
    -----
    ``tanh(artanh rho +- z sqrt((1 + rho^2 / 2) / (n - 3)))``.

    References
    ----------
    Spearman (1904), American Journal of Psychology 15, 72-101; Bonett and Wright (2000), Psychometrika 65, 23-28.

    Examples
    --------
    >>> found = spearman([1, 2, 2, 3, 4, 4, 4, 5], [2, 1, 3, 3, 5, 4, 4, 5])
    >>> round(float(found.value), 6), round(float(found.p), 6)
    (0.906321, 0.001914)
    """
    one, two = _columns(x, y)
    found = pearson(ranks(one), ranks(two), level)
    n, z = one.shape[-1], two_sided(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = z * np.sqrt((1 + found.value**2 / 2) / np.float64(n - 3))
        lower, upper = (np.tanh(np.arctanh(found.value) + side) for side in (-half, half))
    unknown = np.isnan(found.value) | np.full(found.value.shape, n < 4)
    bounds = Interval(np.where(unknown, -1.0, lower), np.where(unknown, 1.0, upper))
    return found._replace(interval=bounds)


def spearman_exact(x: ArrayLike, y: ArrayLike) -> Floats:
    """Test Spearman's rank correlation by all permutations of one side, ties and all.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), n at most 9, any units.

    Returns
    -------
    Two-sided p-values, shape (...); 1 where one side does not vary, NaN where there is no value.

    Raises
    ------
    ValueError
        If a value is not finite, the lengths differ, or there are more than nine values.

    References
    ----------
    Spearman (1904), American Journal of Psychology 15, 72-101.

    Examples
    --------
    >>> float(spearman_exact([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]).round(8))
    0.00277778
    """
    one, two = _columns(x, y)
    n = one.shape[-1]
    if n > _ENUMERATED:
        raise ValueError(f"at most {_ENUMERATED} values are expected by the exact test")
    if not n:
        return np.full(one.shape[:-1], np.nan)
    orders = np.array(list(itertools.permutations(range(n))), dtype=np.intp).reshape(-1, n)
    # Twice the mid-ranks around their mean are whole numbers, and so is every sum of products.
    first, second = (2 * ranks(side) - n - 1 for side in (one, two))
    seen = np.abs((first * second).sum(axis=-1))
    flat = zip(first.reshape(-1, n), second.reshape(-1, n), seen.ravel(), strict=True)
    shares = [np.count_nonzero(np.abs(b[orders] @ a) >= s - _SLACK) / len(orders) for a, b, s in flat]
    return np.array(shares).reshape(seen.shape)


def kendall_w(raters: ArrayLike, *, tie_corrected: bool = True) -> Concordance:
    """Give Kendall's coefficient of concordance between raters.

    Parameters
    ----------
    raters
        Values that each rater gives, shape (..., raters, subjects), any units.
    tie_corrected
        Whether the coefficient is 1 for full agreement even where raters tie subjects.

    Returns
    -------
    W between 0 and 1, chi-square, df and p, shape (...); NaN where no rater tells any subjects apart.

    Raises
    ------
    ValueError
        If a value is not finite, or there are fewer than two axes.

    Notes
    -----
    ``W = 12 S / (m^2 (n^3 - n) - m sum (t^3 - t))``, S the squared deviations of the rank sums; chi-square
    ``m (n - 1) W``.

    References
    ----------
    Kendall and Babington Smith (1939), Annals of Mathematical Statistics 10, 275-287.

    Examples
    --------
    >>> found = kendall_w([[1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5], [1, 3, 2, 5, 4, 6]])
    >>> round(float(found.value), 6), round(float(found.p), 6)
    (0.873016, 0.022502)
    """
    values = np.asarray(raters, dtype=np.float64)
    if values.ndim < 2 or not np.all(np.isfinite(values)):
        raise ValueError("finite values of raters by subjects are expected")
    m, n = values.shape[-2:]
    place = 2 * ranks(values) - n - 1
    squares = (place.sum(axis=-2) ** 2).sum(axis=-1)
    # A rater's squared mid-ranks are (n^3 - n - sum (t^3 - t)) / 3 in these doubled units.
    most = m * (place**2).sum(axis=-1).sum(axis=-1) if tie_corrected else np.full(squares.shape, m * m * (n**3 - n) / 3)
    with np.errstate(divide="ignore", invalid="ignore"):
        w = np.where(most > 0, squares / most, np.nan)
    df = np.full(w.shape, n - 1.0)
    statistic = m * (n - 1) * w
    return Concordance(w, statistic, df, chi2_tail(statistic, df))


def _columns(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    one, two = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if one.shape[-1:] != two.shape[-1:] or not one.ndim or not (np.all(np.isfinite(one)) and np.all(np.isfinite(two))):
        raise ValueError("finite values of one length are expected on both sides")
    first, second = np.broadcast_arrays(one, two)
    return first, second


def _correlation(x: Floats, y: Floats) -> Floats:
    a, b = _unit(x), _unit(y)
    return np.asarray(np.clip((a * b).sum(axis=-1), -1.0, 1.0))


def _unit(x: Floats) -> Floats:
    n = x.shape[-1]
    if not n:
        return np.full((*x.shape[:-1], 1), np.nan)
    moved = x - x[..., :1]  # so that a constant column is exactly 0
    around = moved - moved.mean(axis=-1, keepdims=True)
    largest = np.abs(around).max(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = around / largest
        return np.where(
            np.all(moved == 0, axis=-1, keepdims=True),
            np.nan,
            scaled / np.sqrt((scaled**2).sum(axis=-1, keepdims=True)),
        )
