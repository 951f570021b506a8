"""Kendall's rank correlation of two orders: whether two rankings agree or are reversed."""

import functools
import itertools
import math
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats
from samkit.stats.pairs import Balance, balance_of, excess_variance
from samkit.stats.tails import normal_p

Orders: TypeAlias = NDArray[np.intp]

PERMUTATIONS = 9_999

_COUNTED = 100  # values up to which the orders are counted in whole numbers
_ENUMERATED = 9  # values up to which all orders are gone through, where both sides have ties
_BATCH = 4_000_000  # numbers of one block of orders by pairs


class Kendall(NamedTuple):
    """tau-a, tau-b (tied pairs left out), the standardised z, and its two-sided p-value."""

    tau_a: Floats
    tau_b: Floats
    z: Floats
    p: Floats


class RankTest(NamedTuple):
    """tau-b, its two-sided p-value, and whether that is exact or from permutations drawn at random."""

    tau: float
    p: float
    exact: bool


def tau_b(x: ArrayLike, y: ArrayLike) -> Floats:
    """Give Kendall's tau-b of two orders.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), any units.

    Returns
    -------
    Coefficients between -1 and 1, shape (...); NaN where one side does not vary or holds a NaN.

    Raises
    ------
    ValueError
        If the lengths differ.

    Notes
    -----
    ``(C - D) / sqrt((P - T1) (P - T2))``: pairs in the same order less pairs in opposite orders, P being all pairs and
    T those tied on one side.

    References
    ----------
    Kendall (1945), Biometrika 33, 239-251.

    Examples
    --------
    >>> float(tau_b([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]))
    0.6
    """
    one, two = _aligned(x, y)
    missing = np.isnan(one).any(axis=-1) | np.isnan(two).any(axis=-1)
    return np.where(missing, np.nan, _tau_b(balance_of(one, two)))


def kendall(x: ArrayLike, y: ArrayLike, *, continuity: bool = False) -> Kendall:
    """Correlate two orders by their pairs, with the normal approximation of the test.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), any units.
    continuity
        Whether the balance of pairs is moved by 1 towards 0.

    Returns
    -------
    tau-a, tau-b, z and p, shape (...); tau-b and the test are NaN where one side does not vary, tau-a where n < 2.

    Raises
    ------
    ValueError
        If a value is not finite, or the lengths differ.

    Notes
    -----
    With S the agreeing less the disagreeing pairs: ``tau_a = S / (n (n - 1) / 2)``, ``tau_b`` the same over
    ``sqrt((pairs untied in x)(pairs untied in y))``, and ``z = S / sqrt(var S)`` with the variance that ties leave.

    References
    ----------
    Kendall (1945), Biometrika 33, 239-251.

    Examples
    --------
    >>> found = kendall([1, 2, 2, 3, 4, 4, 4, 5], [2, 1, 3, 3, 5, 4, 4, 5])
    >>> round(float(found.tau_b), 6), round(float(found.p), 6)
    (0.816497, 0.008691)
    """
    one, two = _finite(x, y)
    found = balance_of(one, two)
    n = np.float64(found.n)
    tau = _tau_b(found)
    excess = found.excess - np.sign(found.excess) if continuity else found.excess
    with np.errstate(divide="ignore", invalid="ignore"):
        tau_a = 2 * found.excess / (n * (n - 1))
        z = excess / np.sqrt(excess_variance(np.full(found.excess.shape, n), found.first, found.second))
    z = np.where(np.isnan(tau), np.nan, z)
    return Kendall(np.asarray(tau_a), tau, z, normal_p(z))


def rank_test(x: ArrayLike, y: ArrayLike, *, seed: int = 0, permutations: int = PERMUTATIONS) -> RankTest:
    """Test that two orders have nothing to do with each other: exactly where that can be done, else by permutations.

    Parameters
    ----------
    x, y
        Values, one shape (n,), any units.
    seed
        Seed of the generator, where there is no exact p-value.
    permutations
        How many orders to draw then, count.

    Returns
    -------
    tau-b and the p-value of ``exact``, or of ``permutation``; both NaN where tau-b is.

    Raises
    ------
    ValueError
        If the values are not of one shape (n,), the seed is negative, or there is no permutation to draw.

    Examples
    --------
    >>> found = rank_test([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1])
    >>> found.tau, round(found.p, 6), found.exact
    (-1.0, 0.002778, True)
    """
    one, two = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if one.ndim != 1 or one.shape != two.shape:
        raise ValueError(f"two orders of one shape (n,) are expected, got {one.shape} and {two.shape}")
    _check(seed, permutations)
    tau = float(tau_b(one, two))
    if math.isnan(tau):
        return RankTest(math.nan, math.nan, exact=True)
    one, two = _codes(one), _codes(two)
    if _reached(one, two):
        return RankTest(tau, _exact(one, two), exact=True)
    return RankTest(tau, float(permutation(one, two, seed=seed, permutations=permutations)), exact=False)


def exact(x: ArrayLike, y: ArrayLike) -> Floats:
    """Test two orders by all permutations of one of them.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), any units.

    Returns
    -------
    Two-sided p-values, shape (...); 1 where one side does not vary, NaN where there is no value.

    Raises
    ------
    ValueError
        If a value is not finite, the lengths differ, or n is above 100 (above 9 with ties on both sides:
        ``permutation`` samples).

    Notes
    -----
    The chance of a balance of pairs at least as far from 0. Where one side at most has ties, the number of pairs out of
    order follows the coefficients of ``[n]! / ([t1]! [t2]! ...)``, with ``[n]! = prod (1 + q + ... + q^(k - 1))`` and t
    the sizes of the tied groups. With ties on both sides the permutations are gone through one by one.

    References
    ----------
    Kendall (1938), Biometrika 30, 81-93; MacMahon (1916), Combinatory Analysis.

    Examples
    --------
    >>> float(exact([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]).round(8))
    0.00277778
    """
    one, two = _finite(x, y)
    lead, n = one.shape[:-1], one.shape[-1]
    if not n:
        return np.full(lead, np.nan)
    rows = zip(one.reshape(-1, n), two.reshape(-1, n), strict=True)
    return np.array([_exact(*row) for row in rows]).reshape(lead)


def permutation(x: ArrayLike, y: ArrayLike, *, seed: int = 0, permutations: int = PERMUTATIONS) -> Floats:
    """Test two orders by random permutations of one of them.

    Parameters
    ----------
    x, y
        Values, broadcastable shapes (..., n), any units.
    seed
        Seed of the generator PCG64; the same seed gives the same p-value.
    permutations
        How many orders to draw, count.

    Returns
    -------
    Two-sided p-values, shape (...): the observed order counts as one of the permutations, so p is never 0;
    NaN where there is no value.

    Raises
    ------
    ValueError
        If a value is not finite, the lengths differ, the seed is negative, or there is no permutation to draw.

    References
    ----------
    Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9, 39.

    Examples
    --------
    >>> 0.001 < float(permutation([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1])) < 0.005
    True
    """
    _check(seed, permutations)
    one, two = _finite(x, y)
    lead, n = one.shape[:-1], one.shape[-1]
    if not n:
        return np.full(lead, np.nan)
    # Raw numbers of the generator: its stream stays the same from one numpy to the next, that of `permuted` need not.
    raw = np.asarray(np.random.PCG64(seed).random_raw(permutations * n), dtype=np.uint64)
    orders = np.argsort(raw.reshape(permutations, n), axis=1, kind="stable")
    rows = zip(one.reshape(-1, n), two.reshape(-1, n), strict=True)
    return np.array([(1 + _as_far(*row, orders)) / (1 + permutations) for row in rows]).reshape(lead)


def _check(seed: int, permutations: int) -> None:
    if seed < 0 or permutations < 1:
        raise ValueError(f"a seed of at least 0 and a permutation are expected, got {seed} and {permutations}")


def _aligned(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    one, two = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if not one.ndim or one.shape[-1:] != two.shape[-1:]:
        raise ValueError(f"values of one length are expected on both sides, got shapes {one.shape} and {two.shape}")
    first, second = np.broadcast_arrays(one, two)
    return first, second


def _finite(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    one, two = _aligned(x, y)
    if not (np.all(np.isfinite(one)) and np.all(np.isfinite(two))):
        raise ValueError("finite values are expected on both sides")
    return one, two


def _tau_b(found: Balance) -> Floats:
    pairs = found.n * (found.n - 1)
    one, two = pairs - found.first.pairs, pairs - found.second.pairs
    with np.errstate(divide="ignore", invalid="ignore"):
        tau = np.clip(2 * found.excess / np.sqrt(one * two), -1, 1)
    return np.where((one > 0) & (two > 0), tau, np.nan)


def _codes(values: Floats) -> Floats:
    return np.unique(values, return_inverse=True)[1].astype(np.float64)


def _tied(values: Floats) -> tuple[int, ...]:
    """Give the sizes of the tied groups, none where all values differ."""
    sizes = np.unique(values, return_counts=True)[1]
    return tuple(sizes[sizes > 1].tolist())


def _reached(x: Floats, y: Floats) -> bool:
    return x.size <= (_ENUMERATED if _tied(x) and _tied(y) else _COUNTED)


def _exact(x: Floats, y: Floats) -> float:
    first, second, n = _tied(x), _tied(y), x.size
    if not _reached(x, y):
        most = f"with ties on both sides at most {_ENUMERATED}" if first and second else f"at most {_COUNTED}"
        raise ValueError(f"{most} values are expected by the exact test, got {n}")
    if first and second:
        orders = np.array(list(itertools.permutations(range(n))), dtype=np.intp)
        return _as_far(x, y, orders) / len(orders)
    ways, seen = _inversions(n, first or second), abs(int(balance_of(x, y).excess))
    return sum(count for out, count in enumerate(ways) if abs(len(ways) - 1 - 2 * out) >= seen) / sum(ways)


def _as_far(x: Floats, y: Floats, orders: Orders) -> int:
    """Count the orders of y whose balance of pairs is at least as far from 0 as the one observed."""
    here, there = np.triu_indices(x.size, 1)
    weights = np.sign(x[there] - x[here])
    seen = abs(float(weights @ np.sign(y[there] - y[here])))
    step = max(1, _BATCH // max(1, here.size))
    far = 0
    for start in range(0, len(orders), step):
        moved = y[orders[start : start + step]]
        # Sums of -1, 0 and 1: exact, so that ties with the observed balance are seen.
        far += int(np.count_nonzero(np.abs(np.sign(moved[:, there] - moved[:, here]) @ weights) >= seen))
    return far


@functools.lru_cache(maxsize=32)
def _inversions(n: int, tied: tuple[int, ...]) -> tuple[int, ...]:
    """Count the distinct orders of n values by their pairs out of order."""
    # Whole numbers of any length: the counts of orders pass what a float can hold at 19 values.
    ways = [1]
    for size in range(2, n + 1):
        ways = _times(ways, size)
    for group in tied:
        for size in range(2, group + 1):
            ways = _divided(ways, size)
    return tuple(ways)


def _times(ways: list[int], size: int) -> list[int]:
    """Multiply a polynomial by 1 + q + ... + q^(size - 1)."""
    sums = list(itertools.accumulate(ways, initial=0))
    last = len(ways)
    return [sums[min(k + 1, last)] - sums[max(k + 1 - size, 0)] for k in range(last + size - 1)]


def _divided(ways: list[int], size: int) -> list[int]:
    """Divide a polynomial by 1 + q + ... + q^(size - 1), of which it is a multiple."""
    result: list[int] = []
    for k in range(len(ways) - size + 1):
        step = ways[k] - (ways[k - 1] if k else 0)
        result.append(step + (result[k - size] if k >= size else 0))
    return result
