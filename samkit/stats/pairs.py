"""Pairs that agree, disagree or tie in two orders, and the variance that ties leave to their balance."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.interval import Floats

_BLOCK = 4_000_000


class Ties(NamedTuple):
    """``sum t (t - 1)``, ``sum t (t - 1)(t - 2)`` and ``sum t (t - 1)(2 t + 5)`` over the sizes t of tied groups."""

    pairs: Floats
    triples: Floats
    weighted: Floats


class Balance(NamedTuple):
    """Agreeing less disagreeing pairs of respondents, the ties in each order, and the respondents."""

    excess: Floats
    first: Ties
    second: Ties
    n: int


def ties(sizes: Floats) -> Ties:
    """Sum up the sizes of tied groups.

    Parameters
    ----------
    sizes
        Members of each tied group, shape (..., groups), count.

    Returns
    -------
    Sums of shape (...).

    Examples
    --------
    >>> [float(part) for part in ties(np.array([1.0, 2.0, 3.0]))]
    [8.0, 6.0, 84.0]
    """
    two = sizes * (sizes - 1)
    return Ties(two.sum(axis=-1), (two * (sizes - 2)).sum(axis=-1), (two * (2 * sizes + 5)).sum(axis=-1))


def excess_variance(n: Floats, first: Ties, second: Ties) -> Floats:
    """Give the variance of agreeing less disagreeing pairs when one order is permuted at random.

    Parameters
    ----------
    n
        Respondents, shape (...), count.
    first, second
        Ties in each order, shape (...).

    Returns
    -------
    Variances of shape (...).

    References
    ----------
    Kendall (1970), Rank Correlation Methods, equation 4.4.

    Examples
    --------
    >>> none = ties(np.ones(6))
    >>> round(float(excess_variance(np.array(6.0), none, none)), 6)
    28.333333
    """
    three = np.maximum(n - 2, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = (n * (n - 1) * (2 * n + 5) - first.weighted - second.weighted) / 18
        both = first.pairs * second.pairs / (2 * n * (n - 1))
        found = plain + both + first.triples * second.triples / (9 * n * (n - 1) * three)
    everything = n * (n - 1)
    return np.where((first.pairs == everything) | (second.pairs == everything), 0.0, found)


def balance_of(x: Floats, y: Floats) -> Balance:
    """Compare all pairs of respondents in two orders.

    Parameters
    ----------
    x, y
        Answers, one common shape (..., n), any units.

    Returns
    -------
    Sums of shape (...). The time grows with the square of n, the memory does not.

    Examples
    --------
    >>> float(balance_of(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0])).excess)
    1.0
    """
    n = x.shape[-1]
    lead = x.shape[:-1]
    excess, sizes = np.zeros(lead), (np.zeros(x.shape), np.zeros(x.shape))
    step = max(1, _BLOCK // max(1, x.size))
    for start in range(0, n, step):
        rows = np.s_[..., start : start + step, None]
        one, two = (_signs(side[rows], side[..., None, :]) for side in (x, y))
        excess = excess + (one * two).sum(axis=(-1, -2), dtype=np.int64) / 2
        for size, side in zip(sizes, (one, two), strict=True):
            size[..., start : start + step] = np.count_nonzero(side == 0, axis=-1)
    return Balance(excess, _members(sizes[0]), _members(sizes[1]), n)


def _signs(a: Floats, b: Floats) -> NDArray[np.int8]:
    # Compared, not subtracted: two infinite values tie.
    return (a > b).astype(np.int8) - (a < b).astype(np.int8)


def _members(tied_with: Floats) -> Ties:
    # Each of the t members of a tied group says t, so the factor t of every sum is there already.
    two = tied_with - 1
    return Ties(two.sum(axis=-1), (two * (tied_with - 2)).sum(axis=-1), (two * (2 * tied_with + 5)).sum(axis=-1))
