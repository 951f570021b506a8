"""How sure a number is that is made of clusters: it is made again without each of them in turn."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats


class Spread(NamedTuple):
    """A standard error of **shape** (...), in the unit of the estimate, and its degrees of freedom."""

    error: Floats
    df: float


def spread(parts: ArrayLike) -> Spread:
    """Give the jackknife standard error of an estimate.

    Parameters
    ----------
    parts
        The estimate without each cluster in turn, **shape** (clusters, ...).

    Returns
    -------
    The error, infinite where one of the parts is not finite, and clusters - 1 degrees of freedom.

    Raises
    ------
    ValueError
        If there are fewer than two clusters.

    Notes
    -----
    ``(G - 1) / G sum (t_g - mean t)^2``, whatever the sizes of the clusters.

    References
    ----------
    Wolter (2007), Introduction to Variance Estimation, section 4.2.

    Examples
    --------
    >>> found = spread([2.0, 2.5, 1.5])
    >>> round(float(found.error), 4), found.df
    (0.5774, 2.0)
    """
    values = np.asarray(parts, dtype=np.float64)
    clusters = values.shape[0]
    if clusters < 2:
        raise ValueError("at least two clusters are needed")
    told = np.isfinite(values).all(axis=0)
    safe = np.where(told, values, 0.0)
    square = (clusters - 1) / clusters * ((safe - safe.mean(axis=0)) ** 2).sum(axis=0)
    return Spread(np.where(told, np.sqrt(square), np.inf), float(clusters - 1))
