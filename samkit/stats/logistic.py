"""Logistic regression of being in group 1 by maximum likelihood."""

from typing import NamedTuple

import numpy as np

from samkit.stats.binary import Model, null_log_likelihood
from samkit.stats.interval import Floats
from samkit.stats.logits import LONG, Peak, fits, fitted, likelihood
from samkit.stats.separation import SeparatedError, separation


class Fit(NamedTuple):
    """A logistic model.

    Parameters
    ----------
    coefficients
        Log odds ratio per unit of each column, the constant first, shape (1 + columns,).
    covariance
        Inverse of the information, shape (1 + columns, 1 + columns).
    log_likelihood, null_log_likelihood
        Natural logarithm, of the model and of one with a constant alone.
    fitted
        Probability of group 1, shape (rows,).
    steps
        Newton's steps, count.
    """

    coefficients: Floats
    covariance: Floats
    log_likelihood: float
    null_log_likelihood: float
    fitted: Floats
    steps: int

    @property
    def error(self) -> Floats:
        """Give the standard errors, shape (1 + columns,)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def mcfadden(self) -> float:
        """Give McFadden's R2, ``1 - log L / log L0`` (McFadden 1974)."""
        return 1 - self.log_likelihood / self.null_log_likelihood


def fit(data: Model) -> Fit:
    """Fit a logistic model by maximum likelihood.

    Parameters
    ----------
    data
        The model.

    Returns
    -------
    The fit; a maximum is given only where it is proved to be finite.

    Raises
    ------
    SeparatedError
        If a combination of columns tells the groups apart.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, chapter 4.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = fit(model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23]))
    >>> found.coefficients.round(6).tolist(), round(found.mcfadden, 6)
    ([-1.52184, 1.71855], 0.069251)
    """
    best = peak(data)
    return Fit(
        data.back @ best.place,
        covariance_as_given(data, best),
        best.value,
        null_log_likelihood(data),
        fitted(data.x, best.place[None, :]).p[data.pattern, 0],
        best.steps,
    )


def peak(data: Model) -> Peak:
    """Find the maximum of the likelihood in the units of the design.

    Parameters
    ----------
    data
        The model.

    Returns
    -------
    The maximum.

    Raises
    ------
    SeparatedError
        If a combination of columns tells the groups apart.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> peak(model([[0], [0], [1], [1]], [1, 0, 1, 0])).place.tolist()
    [0.0, 0.0]
    """
    free = np.ones((1, data.x.shape[1]), dtype=np.bool_)
    found = fits(data.x, data.groups, free)
    if not found.exists[0]:
        apart = separation(data)
        if apart:
            raise SeparatedError(apart)
        found = fits(data.x, data.groups, free, found.coefficients, LONG)
    place = found.coefficients
    here = likelihood(data.x, data.groups)(place, np.array([0]))
    covariance = np.asarray(np.linalg.inv(here.information[0]), dtype=np.float64)
    return Peak(place[0], covariance, float(found.log_likelihood[0]), int(found.steps[0]))


def covariance_as_given(data: Model, best: Peak) -> Floats:
    """Give a covariance in the units of the columns as they were given.

    Parameters
    ----------
    data
        The model.
    best
        Its maximum.

    Returns
    -------
    Shape (1 + columns, 1 + columns), symmetric.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> data = model([[0], [0], [1], [1]], [1, 0, 1, 0])
    >>> covariance_as_given(data, peak(data)).round(9).tolist()
    [[2.0, -2.0], [-2.0, 4.0]]
    """
    found = data.back @ best.covariance @ data.back.T
    return np.asarray((found + found.T) / 2)
