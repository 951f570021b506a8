"""What a sample can show: the power of the score test of two shares, the smallest gap it shows, the sizes it needs."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import difference, independence, student
from samkit.stats.interval import Floats
from samkit.stats.normal import quantile
from samkit.stats.root import bracketed

_MOST = 1e9
"""The largest sample that is looked at, count."""


def of_test(
    p1: ArrayLike, p0: ArrayLike, n1: ArrayLike, n0: ArrayLike, error_rate: ArrayLike = 0.05, *, corrected: bool = True
) -> Floats:
    """Give the power of the two-sided score test that two shares are the same.

    Parameters
    ----------
    p1, p0
        True shares of group 1 and group 0, any broadcastable shapes, as fractions.
    n1, n0
        Answers of group 1 and group 0, count; whole or not.
    error_rate
        Error rate of the test, broadcast with the shares.
    corrected
        With the variance factor N / (N - 1) of the score test, or without it, as Pearson's chi-square.

    Returns
    -------
    Chance that p is below the error rate; NaN where a group is empty.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1, a base is negative, or an error rate is not between 0 and 1.

    Notes
    -----
    With d = p1 - p0, the standard error s0 of the gap at the pooled share (n1 p1 + n0 p0) / N, and s1 at the shares as
    they are: ``Phi((d - z s0) / s1) + Phi((-d - z s0) / s1)``. Both tails count.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, 4.2.

    Examples
    --------
    >>> of_test(0.5, 0.3, 52, 345).round(4).tolist()
    0.8045
    """
    one, none, first, second, rate = _checked(p1, p0, n1, n0, error_rate)
    total = first + second
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (first * one + second * none) / total
        factor = total / (total - 1) if corrected else 1.0
        null = _normal_bound(rate / 2) * np.sqrt(pooled * (1 - pooled) * (1 / first + 1 / second) * factor)
        error = _error(one, none, first, second)
        gap = one - none
        return np.asarray(_phi((gap - null) / error) + _phi((-gap - null) / error))


def of_equivalence(
    p1: ArrayLike, p0: ArrayLike, n1: ArrayLike, n0: ArrayLike, margin: ArrayLike, error_rate: ArrayLike = 0.05
) -> Floats:
    """Give the power of the two one-sided score tests that two shares differ by less than a margin.

    Parameters
    ----------
    p1, p0
        True shares of group 1 and group 0, any broadcastable shapes, as fractions, above 0 and below 1.
    n1, n0
        Answers of group 1 and group 0, count; whole or not.
    margin
        Largest gap that does not matter, above 0, wider than the true one, as a difference of shares.
    error_rate
        Error rate of each one-sided test.

    Returns
    -------
    Chance that both tests succeed; NaN where a group is empty or the true gap is not within the margin.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1, a base is negative, or an error rate is not between 0 and 1.

    Notes
    -----
    The standard errors under a gap of the margin come from the restricted fit to the shares as they are.

    References
    ----------
    Farrington and Manning (1990), Statistics in Medicine 9, 1447-1454.

    Examples
    --------
    >>> of_equivalence(0.3, 0.3, 400, 400, 0.1).round(4).tolist()
    0.8509
    """
    one, none, first, second, rate = _checked(p1, p0, n1, n0, error_rate)
    cells = (first * one, first, second * none, second)
    room, gap, bound = np.asarray(margin, dtype=np.float64), one - none, _normal_bound(rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        over = (gap + room) / difference.score_test(*cells, -room).z
        under = (gap - room) / difference.score_test(*cells, room).z
        error = _error(one, none, first, second)
        found = _phi((room - gap - bound * under) / error) - _phi((bound * over - room - gap) / error)
    return np.where(np.abs(gap) < room, np.maximum(found, 0.0), np.nan)


def smallest(
    p0: ArrayLike, n1: ArrayLike, n0: ArrayLike, power: float = 0.8, error_rate: ArrayLike = 0.05, *, above: bool = True
) -> Floats:
    """Find the share of group 1 nearest that of group 0 that the score test tells apart from it.

    Parameters
    ----------
    p0
        True share of group 0, any shape, as a fraction.
    n1, n0
        Answers of group 1 and group 0, count, broadcast with ``p0``.
    power
        Scalar chance with which it is to be shown.
    error_rate
        Error rate of the test, broadcast with ``p0``.
    above
        Whether the share of group 1 lies above that of group 0, or below it.

    Returns
    -------
    Shares of group 1; NaN where no share on this side can be shown with this power.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1, a base is negative, or the power is not between the error rate and 1.

    Examples
    --------
    >>> smallest(0.3, 52, 345).round(4).tolist(), smallest(0.3, 52, 345, above=False).round(4).tolist()
    (0.4988, 0.1255)
    """
    base = np.asarray(p0, dtype=np.float64)
    if not above:
        return 1 - smallest(1 - base, n1, n0, power, error_rate)
    _, start, first, second, rate = _checked(base, base, n1, n0, error_rate)
    _reachable(power, rate)
    end = np.ones_like(start)
    most = of_test(end, start, first, second, rate) - power
    shown = most >= 0  # NaN, of an empty group or a share of 1, is not

    def missing(share: Floats) -> Floats:
        return of_test(share, start, first, second, rate) - power

    found = bracketed(missing, start, end, np.full_like(start, -1.0), np.where(shown, most, -1.0))
    return np.where(shown, found, np.nan)


def needed(p1: ArrayLike, p0: ArrayLike, part: ArrayLike, power: float = 0.8, error_rate: ArrayLike = 0.05) -> Floats:
    """Find how many answers the score test needs to tell two shares apart.

    Parameters
    ----------
    p1, p0
        True shares of group 1 and group 0, any broadcastable shapes, as fractions.
    part
        Part of all answers that is of group 1, between 0 and 1.
    power
        Scalar chance with which the gap is to be shown.
    error_rate
        Error rate of the test.

    Returns
    -------
    Answers of both groups together, not rounded; NaN where the shares are the same, or no sample is large enough.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1, or the power is not between the error rate and 1.

    Examples
    --------
    >>> needed(0.45, 0.3, 0.13).round(1).tolist()
    694.2
    """
    one, none, first, _, rate = _checked(p1, p0, part, 1 - np.asarray(part), error_rate)
    _reachable(power, rate)
    found = _sized(lambda n: of_test(one, none, first * n, (1 - first) * n, rate) - power, first.shape)
    return np.where(one == none, np.nan, found)


def needed_for_equivalence(
    p1: ArrayLike,
    p0: ArrayLike,
    part: ArrayLike,
    margin: ArrayLike,
    power: float = 0.8,
    error_rate: ArrayLike = 0.05,
) -> Floats:
    """Find how many answers it takes to show that two shares differ by less than a margin.

    Parameters
    ----------
    p1, p0
        True shares of group 1 and group 0, any broadcastable shapes, as fractions, above 0 and below 1.
    part
        Part of all answers that is of group 1, between 0 and 1.
    margin
        Largest gap that does not matter, wider than the true one, as a difference of shares.
    power
        Scalar chance with which it is to be shown.
    error_rate
        Error rate of each one-sided test.

    Returns
    -------
    Answers of both groups together, not rounded; NaN where the true gap is not within the margin.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1, or the power is not between the error rate and 1.

    Examples
    --------
    >>> needed_for_equivalence(0.3, 0.3, 0.13, 0.1).round(1).tolist()
    1571.6
    """
    one, none, first, _, rate = _checked(p1, p0, part, 1 - np.asarray(part), error_rate)
    _reachable(power, rate)

    def missing(n: Floats) -> Floats:
        return of_equivalence(one, none, first * n, (1 - first) * n, margin, rate) - power

    return np.where(np.abs(one - none) < margin, _sized(missing, first.shape), np.nan)


def drawn(
    p1: Floats,
    p0: Floats,
    n1: NDArray[np.int64],
    n0: NDArray[np.int64],
    draws: int,
    seed: int | list[int],
    *,
    df: float = np.inf,
) -> Floats:
    """Draw samples from two shares and test each with the score test.

    Parameters
    ----------
    p1, p0
        True shares of group 1 and group 0, one shape, as fractions.
    n1, n0
        Answers of group 1 and group 0, count, the same shape.
    draws
        How many samples are drawn, count.
    seed
        Seed of the generator PCG64.
    df
        Scalar degrees of freedom of a design: a score is then held against the distribution of t.

    Returns
    -------
    p-values, shape (draws, ...); the items of a sample are drawn independently.

    Examples
    --------
    >>> shares = np.array([0.5]), np.array([0.3]), np.array([52]), np.array([345])
    >>> bool(abs((drawn(*shares, 4000, 1) < 0.05).mean() - 0.8045) < 0.03)
    True
    """
    generator = np.random.default_rng(seed)
    size = (draws, *np.shape(p1))
    x1, x0 = generator.binomial(n1, p1, size), generator.binomial(n0, p0, size)
    p = independence.score(x1, n1, x0, n0)
    return p if np.isinf(df) else _of_t(p, df)


def _of_t(p: Floats, df: float) -> Floats:
    """Give the two-sided p-values that normal scores have as t."""
    # start-up: scipy only when something is computed.
    from scipy.special import ndtri

    return student.two_sided(-ndtri(p / 2), df)


def _checked(p1: ArrayLike, p0: ArrayLike, n1: ArrayLike, n0: ArrayLike, rate: ArrayLike) -> list[Floats]:
    found = [np.asarray(part, dtype=np.float64) for part in np.broadcast_arrays(p1, p0, n1, n0, rate)]
    if any(((share < 0) | (share > 1)).any() for share in found[:2]):
        raise ValueError("shares between 0 and 1 are expected")
    if any((base < 0).any() for base in found[2:4]):
        raise ValueError("bases of 0 or more are expected")
    if not ((found[4] > 0) & (found[4] < 1)).all():
        raise ValueError("an error rate between 0 and 1 is expected")
    return found


def _reachable(power: float, rate: Floats) -> None:
    if not (rate < power).all() or power >= 1:
        raise ValueError(f"a power between the error rate and 1 is expected, got {power!r}")


def _error(one: Floats, none: Floats, first: Floats, second: Floats) -> Floats:
    return np.asarray(np.sqrt(one * (1 - one) / first + none * (1 - none) / second))


def _normal_bound(tail: Floats) -> Floats:
    """Give the standard normal value with this chance above it."""
    return np.asarray(np.vectorize(quantile, otypes=[np.float64])(1 - tail))


def _phi(z: Floats) -> Floats:
    # start-up: scipy only when something is computed.
    from scipy.special import ndtr

    return np.asarray(ndtr(z), dtype=np.float64)


def _sized(missing: Callable[[Floats], Floats], shape: tuple[int, ...]) -> Floats:
    """Find the size, on the scale of its logarithm, at which nothing more is missing; NaN if there is none."""
    low, high = np.zeros(shape), np.full(shape, np.log(_MOST))
    most = missing(np.exp(high))
    enough = most >= 0
    found = bracketed(lambda x: missing(np.exp(x)), low, high, np.full(shape, -1.0), np.where(enough, most, -1.0))
    return np.where(enough, np.exp(found), np.nan)
