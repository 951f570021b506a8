"""Which pairs of items two rankings are proved to put in the same order, and which they turn round."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.ranksets import Pairs, family, stepdown


class Agreement(NamedTuple):
    """Pairs of items that both rankings are proved to put in the same order, and in opposite orders."""

    agree: Pairs
    reverse: Pairs


def agreement(
    first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike], level: float = 0.95
) -> Agreement:
    """Say of which pairs of items it is proved that two rankings agree, and that they are turned round.

    Parameters
    ----------
    first, second
        Of each ranking the values, shape (items,), and their replicates, shape (replicates, items), any unit; both from
        the same replicates of the bootstrap, so that their correlation counts.
    level
        Scalar probability of no false claim among all pairs under both rankings.

    Returns
    -------
    Row j and column k of ``agree`` is true where j lies above k under both rankings; of ``reverse``, where it lies
    above under the first and below under the second. Both of shape (items, items).

    Raises
    ------
    ValueError
        If the shapes do not fit, or the level is not between 0 and 1.

    Notes
    -----
    All ordered pairs under both rankings are one family of tests, stepped down together.

    References
    ----------
    Romano and Wolf (2005), Econometrica 73, 1237-1282.

    Examples
    --------
    >>> draws = np.random.default_rng(1).normal([3.0, 0.1, 0.0], 0.5, (999, 3))
    >>> found = agreement(([3.0, 0.1, 0.0], draws), ([-3.0, -0.1, 0.0], -draws))
    >>> found.agree.sum(), found.reverse.astype(int).tolist()
    (np.int64(0), [[0, 1, 1], [0, 0, 0], [0, 0, 0]])
    """
    both = family([first, second])
    size = len(np.asarray(first[0]))
    above = np.zeros((2 * size, 2 * size), dtype=np.bool_)
    up, down = stepdown(both, level)
    above[both.first, both.second], above[both.second, both.first] = up, down
    one, two = above[:size, :size], above[size:, size:]
    return Agreement(one & two, one & two.T)
