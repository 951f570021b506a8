"""Shapley values: what each term adds to a whole, averaged over all orders in which the terms can come."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats

EXACT = 12
"""So many terms at most have all their subsets looked at."""

ORDERS = 400

Worth: TypeAlias = Callable[[NDArray[np.bool_]], Floats]
"""Takes sets of terms, shape (sets, terms), boolean; gives what each set is worth, shape (sets,)."""


class Shapley(NamedTuple):
    """Shapley values.

    Parameters
    ----------
    value
        What each term adds, shape (terms,), in the unit of the worth; they add up to ``total``.
    error
        Standard error of the values where orders were drawn, shape (terms,); 0 where all were taken.
    total
        What all terms are worth, less what none is.
    orders
        Orders drawn, count; 0 where all were taken.
    """

    value: Floats
    error: Floats
    total: float
    orders: int


def shapley(worth: Worth, terms: int, seed: int = 0, orders: int = ORDERS) -> Shapley:
    """Give the Shapley values of terms: exactly for up to 12, else from orders drawn at random.

    Parameters
    ----------
    worth
        What sets of terms are worth.
    terms
        How many there are, count, at least 1.
    seed
        Seed of the generator, at least 0.
    orders
        How many orders to draw where there are more than 12 terms, count, at least 4; each is taken backwards, too.

    Returns
    -------
    The values, with their error where they were drawn.

    Raises
    ------
    ValueError
        If there are no terms, or fewer than 4 orders.

    References
    ----------
    Shapley (1953), in Kuhn and Tucker, Contributions to the Theory of Games II, 307-317; Castro, Gomez and Tejada
    (2009), Computers & Operations Research 36, 1726-1730 (orders drawn).

    Examples
    --------
    >>> shapley(lambda sets: sets.sum(axis=1) ** 2.0, 3).value.round(12).tolist()
    [3.0, 3.0, 3.0]
    """
    if terms < 1 or orders < 4:
        raise ValueError(f"one term or more and four orders or more are expected, got {terms} and {orders}")
    if terms > EXACT:
        return _drawn(worth, terms, seed, orders)
    values = worth(members(terms))
    return Shapley(averaged(values), np.zeros(terms), float(values[-1] - values[0]), 0)


def averaged(values: ArrayLike) -> Floats:
    """Give the Shapley values from what all sets of terms are worth.

    Parameters
    ----------
    values
        Worth of the sets in the order of ``members``, shape (..., 2^terms).

    Returns
    -------
    Shapley values, shape (..., terms), in the same unit.

    Notes
    -----
    ``sum over S without j of |S|! (k - |S| - 1)! / k! (v(S and j) - v(S))``.

    References
    ----------
    Shapley (1953), in Kuhn and Tucker, Contributions to the Theory of Games II, 307-317.

    Examples
    --------
    >>> averaged([0.0, 1.0, 2.0, 5.0]).tolist()
    [2.0, 3.0]
    """
    worth = np.asarray(values, dtype=np.float64)
    terms = worth.shape[-1].bit_length() - 1
    size = members(terms).sum(axis=1)
    share = 1 / (terms * _choices(terms - 1))
    parts = []
    for term in range(terms):
        pairs = worth.reshape(*worth.shape[:-1], -1, 2, 1 << term)
        smaller = size.reshape(-1, 2, 1 << term)[:, 0]
        parts.append(((pairs[..., 1, :] - pairs[..., 0, :]) * share[smaller]).sum(axis=(-2, -1)))
    return np.stack(parts, axis=-1)


def members(terms: int) -> NDArray[np.bool_]:
    """List all sets of terms.

    Parameters
    ----------
    terms
        How many there are, count.

    Returns
    -------
    Who is in each set, shape (2^terms, terms): term j is in set s if bit j of s is 1.

    Examples
    --------
    >>> members(2).astype(int).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    return np.asarray((np.arange(1 << terms)[:, None] >> np.arange(terms)) & 1, dtype=np.bool_)


def _choices(n: int) -> Floats:
    row = np.ones(1)
    for _ in range(n):
        row = np.convolve(row, [1.0, 1.0])
    return row


def _drawn(worth: Worth, terms: int, seed: int, orders: int) -> Shapley:
    pairs = (orders + 1) // 2
    raw = np.asarray(np.random.PCG64(seed).random_raw(pairs * terms)).reshape(pairs, terms)
    forth = np.argsort(raw, axis=1)
    both = np.stack([forth, forth[:, ::-1]], axis=1).reshape(-1, terms)
    place = np.argsort(both, axis=1)
    sets = place[:, None, :] < np.arange(terms + 1)[None, :, None]
    distinct, which = np.unique(sets.reshape(-1, terms), axis=0, return_inverse=True)
    values = worth(distinct)[np.reshape(which, (-1, terms + 1))]
    added = np.take_along_axis(np.diff(values, axis=1), place, axis=1)
    # An order and the same backwards are one draw: they lean to opposite sides.
    halves = added.reshape(pairs, 2, terms).mean(axis=1)
    error = halves.std(axis=0, ddof=1) / np.sqrt(pairs)
    return Shapley(halves.mean(axis=0), error, float(values[0, -1] - values[0, 0]), 2 * pairs)
