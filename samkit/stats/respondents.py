"""Respondents of two groups as a bootstrap draws from them: checked, told one by one, in an order of their own."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.design import Codes
from samkit.stats.interval import Floats

Bits: TypeAlias = NDArray[np.bool_]


class Respondents(NamedTuple):
    """Answers of the respondents of both groups in an order of their own, group 1 first.

    Parameters
    ----------
    favourable
        Whether an answer is favourable, shape (respondents, items).
    valid
        Whether there is an answer, shape (respondents, items).
    weight
        Weights, shape (respondents,), the largest 1.
    size
        Respondents of group 1, count.
    stratum, cluster
        Codes, shape (respondents,); none where respondents were drawn one by one and the groups are their strata.
    """

    favourable: Bits
    valid: Bits
    weight: Floats
    size: int
    stratum: Codes | None = None
    cluster: Codes | None = None


def respondents(
    favourable: ArrayLike,
    valid: ArrayLike,
    first: ArrayLike,
    n: ArrayLike | None = None,
    *,
    weight: ArrayLike | None = None,
    stratum: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
) -> Respondents:
    """Check the answers of two groups, repeat those that were given by many, and sort them by what they say.

    Parameters
    ----------
    favourable
        Whether an answer is favourable, shape (patterns, items), boolean or 0 and 1; ignored where not valid.
    valid
        Whether there is an answer, shape (patterns, items), boolean or 0 and 1.
    first
        Whether a pattern is of group 1, shape (patterns,), boolean; all others are of group 0.
    n
        How many respondents a pattern stands for, shape (patterns,), count; one unless given.
    weight
        Weight of each respondent of a pattern, shape (patterns,), any unit; all the same unless given.
    stratum
        Labels, shape (patterns,); one stratum unless given.
    cluster
        Labels, shape (patterns,); each respondent by itself unless given.

    Returns
    -------
    One row for each respondent, group 1 first and alike ones side by side; constant weights have become 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, a group has no respondents or no weight, a count is not a whole number from 0, a
        cluster lies in two strata, or a weight is negative or not finite: its rows, counted from 0, are named.

    Examples
    --------
    >>> both = respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False], [1, 1, 2])
    >>> both.favourable.astype(int).tolist()
    [[1, 1], [0, 1], [0, 1], [1, 0]]
    """
    mask, yes, group = (np.asarray(part, dtype=np.bool_) for part in (valid, favourable, first))
    if yes.ndim != 2 or mask.shape != yes.shape or group.shape != yes.shape[:1]:
        raise ValueError(
            f"answers and their validity of one shape (patterns, items) and one group each are expected, "
            f"got {yes.shape}, {mask.shape} and {group.shape}"
        )
    times = _times(n, group)
    weights = _weights(weight, group, times)
    yes = yes & mask
    rows = np.packbits(np.hstack([~group[:, None], yes, mask]), axis=1)
    order = np.lexsort([weights, *rows.T[::-1]])
    each = np.repeat(order, times[order])
    home, unit = _codes(stratum, group, each, "stratum"), _codes(cluster, group, each, "cluster")
    if home is not None and unit is not None and len(np.unique(unit * len(unit) + home)) > unit.max() + 1:
        raise ValueError("a cluster lies in two strata: give clusters names of their own")
    return Respondents(yes[each], mask[each], weights[each], int(times[group].sum()), home, unit)


def _times(n: ArrayLike | None, group: Bits) -> Codes:
    counts = np.ones(len(group)) if n is None else np.asarray(n, dtype=np.float64)
    if counts.shape != group.shape or not np.all((counts >= 0) & (counts == np.floor(counts)) & np.isfinite(counts)):
        raise ValueError(f"a whole number of respondents from 0 is expected for each of {len(group)} patterns")
    return counts.astype(np.intp)


def _weights(weight: ArrayLike | None, group: Bits, times: Codes) -> Floats:
    values = np.ones(len(group)) if weight is None else np.asarray(weight, dtype=np.float64)
    if values.shape != group.shape:
        raise ValueError(f"one weight for each of {len(group)} patterns is expected, got {values.shape}")
    faulty = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if faulty.size:
        rows = ", ".join(str(row) for row in faulty[:10])
        raise ValueError(f"weights that are finite and not negative are expected; {faulty.size} are not, in row {rows}")
    there = times > 0
    for members in (group, ~group):
        if not np.any(values[members & there] > 0):
            raise ValueError("both groups are expected to have respondents, and not all of weight 0")
    largest = values[there].max()
    return np.ones_like(values) if values[there].min() == largest else values / largest


def _codes(labels: ArrayLike | None, group: Bits, each: Codes, what: str) -> Codes | None:
    if labels is None:
        return None
    given = np.asarray(labels)
    if given.shape != group.shape:
        raise ValueError(f"a {what} is expected for each of {len(group)} patterns, got {given.shape}")
    if given.dtype.kind == "f" and np.isnan(given).any():
        raise ValueError(f"a {what} is missing in {np.count_nonzero(np.isnan(given))} patterns")
    return np.asarray(np.unique(given[each], return_inverse=True)[1], dtype=np.intp)
