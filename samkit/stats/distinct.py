"""Answers of groups as counts of their distinct values: what every method that only looks at the order needs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats


class Distinct(NamedTuple):
    """Distinct values in rising order, shape (values,), and how many answers of each group have them."""

    values: Floats
    counts: Floats


def distinct(*groups: ArrayLike) -> Distinct:
    """Count the distinct values of groups of answers.

    Parameters
    ----------
    *groups
        Numeric answers of each group, shape (answers,), any one unit.

    Returns
    -------
    Values of all groups together, and counts of shape (values, groups).

    Raises
    ------
    ValueError
        If an answer is not finite, or a group is not one row of answers.

    Examples
    --------
    >>> found = distinct([5, 4, 5], [3, 4])
    >>> found.values.tolist(), found.counts.tolist()
    ([3.0, 4.0, 5.0], [[0.0, 1.0], [1.0, 1.0], [2.0, 0.0]])
    """
    answers = [np.asarray(group, dtype=np.float64) for group in groups]
    if not all(group.ndim == 1 and np.all(np.isfinite(group)) for group in answers):
        raise ValueError("one row of finite answers is expected for each group")
    values, place = np.unique(np.concatenate([*answers, np.empty(0)]), return_inverse=True)
    member = np.repeat(np.arange(len(answers)), [group.size for group in answers])
    counts = np.zeros((values.size, len(answers)))
    np.add.at(counts, (place, member), 1.0)
    return Distinct(values, counts)


def two_groups(counts: ArrayLike) -> tuple[Floats, Floats]:
    """Take apart a table of counts of two groups.

    Parameters
    ----------
    counts
        Answers, shape (..., values, 2), count: group 1 in the first column, group 0 in the second.

    Returns
    -------
    Counts of group 1 and of group 0, shape (..., values) each.

    Raises
    ------
    ValueError
        If there are not two groups, or a count is negative or not finite.

    Examples
    --------
    >>> [part.tolist() for part in two_groups([[0, 1], [2, 3]])]
    [[0.0, 2.0], [1.0, 3.0]]
    """
    table = checked(counts)
    if table.shape[-1] != 2:
        raise ValueError(f"two groups are expected on the last axis, got {table.shape[-1]}")
    return table[..., 0], table[..., 1]


def balance(other: Floats) -> Floats:
    """Count, for an answer at each value, how many of the other group lie below it less how many lie above.

    Parameters
    ----------
    other
        Counts of the other group, shape (..., values), in rising order of the values.

    Returns
    -------
    Balances, shape (..., values), count.

    Examples
    --------
    >>> balance(np.array([1.0, 3.0, 2.0])).tolist()
    [-5.0, -1.0, 4.0]
    """
    up_to = np.cumsum(other, axis=-1)
    return 2 * up_to - other - up_to[..., -1:]
