"""Bootstrap of respondents: all replicates of all items as one matrix product.

Every sum is a sum of whole numbers that its floating-point type holds exactly, and respondents are put into an order
of their own first. So the same seed gives the same numbers whatever the order of the rows and the number of threads.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.draw import Draw, Weigh
from samkit.stats.products import products
from samkit.stats.respondents import Respondents
from samkit.stats.units import FLOAT64, Float, units

REPLICATES = 10_000


class Tables(NamedTuple):
    """Favourable (``x``) and all (``n``) answers of both groups, or their weights, shape (..., items)."""

    x1: NDArray[Float]
    n1: NDArray[Float]
    x0: NDArray[Float]
    n0: NDArray[Float]


def observed(answers: Respondents) -> Tables:
    """Count the answers as they were given.

    Parameters
    ----------
    answers
        Respondents of both groups.

    Returns
    -------
    Counts of each item, shape (items,); weights in a unit of their own, within one part in ``2^53 / respondents``.

    Examples
    --------
    >>> from samkit.stats.respondents import respondents
    >>> both = respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False])
    >>> [part.tolist() for part in observed(both)]
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [2.0, 2.0]]
    """
    even = np.all(answers.weight == 1)
    whole = answers.weight if even else np.rint(answers.weight * (FLOAT64 // len(answers.weight)))
    x, n = answers.favourable * whole[:, None], answers.valid * whole[:, None]
    cut = answers.size
    return Tables(x[:cut].sum(axis=0), n[:cut].sum(axis=0), x[cut:].sum(axis=0), n[cut:].sum(axis=0))


def bootstrap(answers: Respondents, seed: int, replicates: int = REPLICATES) -> Tables:
    """Draw respondents with replacement, each group to its own size, and count the answers of those drawn.

    Parameters
    ----------
    answers
        Respondents of both groups; if their strata or clusters are told, clusters are drawn within strata.
    seed
        Seed of the generator, at least 0.
    replicates
        How often to draw, count.

    Returns
    -------
    Counts of each item in each replicate, shape (replicates, items), bases not to be written to; a respondent's
    answers to all items go together, so that the replicates carry the correlation of items. Weights are in a unit of
    their own, the same in both groups.

    Raises
    ------
    ValueError
        If the seed is negative or there is no replicate to draw.

    Notes
    -----
    How often each unit is drawn is a matrix of replicates by units (``samkit.stats.draw``); its product with the
    columns of ``samkit.stats.units`` counts all items at once (``samkit.stats.products``).

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26; Rao and Wu (1988), Journal of the American Statistical Association 83,
    231-241.

    Examples
    --------
    >>> from samkit.stats.respondents import respondents
    >>> both = respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False])
    >>> drawn = bootstrap(both, seed=1, replicates=1000)
    >>> drawn.x0.shape, sorted(set(drawn.x0[:, 0].tolist())), float(drawn.n0[0, 0])
    ((1000, 2), [0.0, 1.0, 2.0], 2.0)
    """
    if seed < 0 or replicates < 1:
        raise ValueError(f"a seed of at least 0 and at least one replicate are expected, got {seed} and {replicates}")
    sizes, draws, sides, weighed = units(answers)
    draw = Weigh(int(sizes.sum()), seed) if weighed else Draw(sizes, draws, seed)
    sums = products(draw, sides, replicates)
    (x1, n1), (x0, n0) = (side.split(out) for side, out in zip(sides, sums, strict=True))
    return Tables(x1, n1, x0, n0)
