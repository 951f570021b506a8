"""How often each respondent counts in each draw of a bootstrap, whatever is then computed of them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.draw import Draw
from samkit.stats.interval import Floats


class Drawn(NamedTuple):
    """Who is drawn: units side by side by stratum, and the respondents in them.

    Parameters
    ----------
    unit
        The unit of each respondent, shape (respondents,), place among the units.
    sizes
        Units of each stratum, shape (strata,), count.
    weight
        Weight of each respondent, shape (respondents,).
    fewer
        Whether one unit fewer is drawn than a stratum has, as from strata and clusters that a design declares.
    """

    unit: NDArray[np.intp]
    sizes: NDArray[np.intp]
    weight: Floats
    fewer: bool


def draws(drawn: Drawn, seed: int, replicates: int, step: int) -> Iterator[Floats]:
    """Draw units with replacement within strata, some draws at a time.

    Parameters
    ----------
    drawn
        Who is drawn.
    seed
        Seed of the generator, at least 0.
    replicates
        How often to draw, count.
    step
        How many draws are given at a time, count.

    Yields
    ------
    The weight of each respondent in each draw, shape (draws, respondents).

    Notes
    -----
    Of a stratum with n units, n are drawn; where a design declares strata, n - 1 with weights times ``n / (n - 1)``,
    and the only unit of a stratum is the same in every draw.

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26; Rao and Wu (1988), Journal of the American Statistical Association 83,
    231-241.

    Examples
    --------
    >>> whole = Drawn(np.arange(5), np.array([2, 3]), np.ones(5), fewer=False)
    >>> next(draws(whole, 1, 4, 4))[:, :2].sum(axis=1).tolist()
    [2.0, 2.0, 2.0, 2.0]
    """
    fewer = np.maximum(drawn.sizes - 1, 1) if drawn.fewer else drawn.sizes
    factor = np.repeat(drawn.sizes / fewer, drawn.sizes)
    stream = Draw(drawn.sizes, fewer, seed)
    units = int(drawn.sizes.sum())
    for start in range(0, replicates, step):
        times = np.empty((min(step, replicates - start), stream.columns), dtype=np.float32)
        stream.fill(times)
        yield np.asarray((times[:, :units] * factor)[:, drawn.unit] * drawn.weight)
