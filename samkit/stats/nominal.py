"""What measures of association need of a table of two nominal factors."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked, pearson_statistic
from samkit.stats.interval import Floats


class Table(NamedTuple):
    """Rows and columns that have answers, all answers, and Pearson's statistic, item by item."""

    rows: Floats
    columns: Floats
    total: Floats
    statistic: Floats

    @property
    def smaller(self) -> Floats:
        """The smaller of rows and columns, less 1; NaN where there is no second one."""
        least = np.minimum(self.rows, self.columns) - 1
        return np.where(least > 0, least, np.nan)


def summary(counts: ArrayLike) -> Table:
    """Sum up a table of counts.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.

    Returns
    -------
    Numbers of shape (...).

    Raises
    ------
    ValueError
        If a count is negative or not finite, or there are fewer than two axes.

    Examples
    --------
    >>> found = summary([[3, 0, 5], [2, 0, 9]])
    >>> float(found.columns), float(found.total)
    (2.0, 19.0)
    """
    table = checked(counts)
    rows = np.count_nonzero(table.sum(axis=-1), axis=-1)
    columns = np.count_nonzero(table.sum(axis=-2), axis=-1)
    total = table.sum(axis=-1).sum(axis=-1)
    return Table(rows * 1.0, columns * 1.0, np.asarray(total), pearson_statistic(table))


def root(square: Floats) -> Floats:
    """Take a square root, without a warning where there is no number.

    Parameters
    ----------
    square
        Any shape.

    Returns
    -------
    Roots of the same shape; NaN where the number is NaN.

    Examples
    --------
    >>> root(np.array([4.0, np.nan])).tolist()
    [2.0, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(square))
