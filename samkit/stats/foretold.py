"""How far the answers to one question tell who meets a criterion: the error of guessing that they take away."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import proportion
from samkit.stats.interval import Floats


class Foretold(NamedTuple):
    """Guesses of an outcome: the part of the error of blind guessing that they avoid, its lower bound, those right.

    All are fractions of one shape; the first two are NaN where all have the same outcome.
    """

    value: Floats
    lower: Floats
    right: Floats


def foretold(table: ArrayLike, level: float = 0.95) -> Foretold:
    """Guess from the answer of each respondent, and what all others did, whether a criterion is met.

    Parameters
    ----------
    table
        Respondents by level of the answer and by outcome (met, not met), shape (..., levels, 2), count.
    level
        Scalar confidence level.

    Returns
    -------
    Arrays of shape (...). A value can be negative, where the answers lead to more errors than they avoid.

    Raises
    ------
    ValueError
        If a count is negative, or the level is not between 0 and 1.

    Notes
    -----
    Goodman and Kruskal's lambda, ``1 - e / m``: e of n respondents are guessed wrong, m have the rarer outcome. Each is
    guessed by the commoner outcome of the others who gave the same answer, where these are split evenly by that of all
    others, and where these are, too, the guess is wrong: so a question of many levels is not taken to tell what its
    few respondents per level are guessed from. The lower bound has the upper Wilson bound of e / n in place of e / n,
    and takes m / n as known.

    References
    ----------
    Goodman and Kruskal (1954), Journal of the American Statistical Association 49, 732-764, section 5.1; Stone (1974),
    Journal of the Royal Statistical Society B 36, 111-147 (leaving one out).

    Examples
    --------
    >>> found = foretold([[50, 2], [3, 45]])
    >>> float(found.value.round(4)), float(found.lower.round(4)), float(found.right)
    (0.8936, 0.7622, 0.95)
    """
    counts = np.asarray(table, dtype=np.float64)
    if not np.all(counts >= 0):
        raise ValueError("counts are expected not to be negative")
    whole = counts.sum(axis=-2, keepdims=True)
    # What the others did: one fewer of the respondent's own outcome.
    margin = np.sign(counts - 1 - counts[..., ::-1])
    blind = np.sign(whole - 1 - whole[..., ::-1])
    wrong = (counts * (np.where(margin == 0, blind, margin) <= 0)).sum(axis=(-2, -1))
    n, rarer = whole.sum(axis=(-2, -1)), whole.min(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        rarity = np.where(rarer > 0, rarer / n, np.nan)
        most = proportion.wilson(wrong, n, level).upper
        return Foretold(1 - wrong / n / rarity, 1 - most / rarity, 1 - wrong / n)
