"""What would follow from a rule alone: shares of two groups if they differed in nothing but who meets its criteria."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


def expected(favourable: ArrayLike, valid: ArrayLike) -> Floats:
    """Give the shares to expect if, given the outcome of criteria, the group said nothing more about an item.

    Parameters
    ----------
    favourable
        Favourable answers by outcome and group, shape (..., outcomes, groups), count or total of weights.
    valid
        All answers, the same shape and unit.

    Returns
    -------
    Shares of the groups, shape (..., groups), fractions; NaN for a group without answers.

    Raises
    ------
    ValueError
        If not 0 <= favourable <= valid.

    Notes
    -----
    With c the outcome of one criterion (met, not met, open), or of several together, g the group and F a favourable
    answer, ``P(F | g) = sum_c P(c | g) P(F | c, g)`` holds always. If the group says nothing beyond the outcome,
    ``P(F | c, g)`` is ``P(F | c)``, the share of both groups together, and what is left is the share to expect,
    ``p*(g) = sum_c P(c | g) P(F | c)``. An outcome that nobody has adds nothing. Where the outcome settles the answer
    (the item is the criterion itself), or the group (the rule has no other criterion), it is the share that is seen.

    Examples
    --------
    Of 10 in the first group all meet a criterion, of 20 in the second half do; 8 of the 20 who meet it answer
    favourably, 6 of them in the first group, and nobody else.

    >>> expected([[6, 2], [0, 0]], [[10, 10], [0, 10]]).tolist()
    [0.4, 0.2]
    """
    x, n = np.asarray(favourable, dtype=np.float64), np.asarray(valid, dtype=np.float64)
    if not np.all((x >= 0) & (x <= n * (1 + 1e-9))):
        raise ValueError("favourable answers are expected to be some of all answers")
    with np.errstate(invalid="ignore", divide="ignore"):
        given = np.where(n.sum(axis=-1) > 0, x.sum(axis=-1) / n.sum(axis=-1), 0.0)
        return np.asarray((n * given[..., None]).sum(axis=-2) / n.sum(axis=-2))
