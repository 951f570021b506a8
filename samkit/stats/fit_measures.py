"""How well a logistic model tells the groups apart, each in one number."""

from typing import NamedTuple

import numpy as np

from samkit.stats.binary import Model
from samkit.stats.interval import Floats
from samkit.stats.logistic import Fit


class Measures(NamedTuple):
    """Measures of fit: three shares of what could be explained, and two of the loss; less is better in the last two."""

    mcfadden: float
    nagelkerke: float
    tjur: float
    aic: float
    bic: float


def measures(data: Model, found: Fit) -> Measures:
    """Measure how well a logistic model fits.

    Parameters
    ----------
    data
        The model.
    found
        Its fit.

    Returns
    -------
    ``1 - log L / log L0`` (McFadden), ``(1 - (L0 / L)^(2/n)) / (1 - L0^(2/n))`` (Nagelkerke), the mean fitted
    probability of group 1 less that of group 0 (Tjur), ``2 k - 2 log L`` (AIC), ``k log n - 2 log L`` (BIC); n is the
    weight of all rows.

    References
    ----------
    McFadden (1974), in Zarembka, Frontiers in Econometrics, 105-142; Nagelkerke (1991), Biometrika 78, 691-692; Tjur
    (2009), The American Statistician 63, 366-372.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> from samkit.stats.logistic import fit
    >>> data = model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23])
    >>> round(measures(data, fit(data)).mcfadden, 6)
    0.069251
    """
    one, both = (part[:, 0] for part in data.groups)
    n, k = float(both.sum()), len(found.coefficients)
    p = np.zeros(len(both))
    p[data.pattern] = found.fitted
    value, null = found.log_likelihood, found.null_log_likelihood
    nagelkerke = np.expm1(2 * (null - value) / n) / np.expm1(2 * null / n)
    tjur = one @ p / one.sum() - (both - one) @ p / (both - one).sum()
    return Measures(found.mcfadden, float(nagelkerke), float(tjur), 2 * k - 2 * value, k * float(np.log(n)) - 2 * value)


def sandwich(data: Model, found: Fit, *, small: bool = False) -> Floats:
    """Give the covariance that holds whether or not the odds are linear in the columns.

    Parameters
    ----------
    data
        The model, each row one respondent.
    found
        Its fit.
    small
        Whether to multiply by ``n / (n - k)`` for a small sample (HC1 instead of HC0).

    Returns
    -------
    ``A^-1 (sum w (y - p)^2 x x') A^-1`` with the information A, shape (1 + columns, 1 + columns); a row of weight w
    counts as w respondents.

    References
    ----------
    White (1982), Econometrica 50, 1-25.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> from samkit.stats.logistic import fit
    >>> data = model([[0], [0], [1], [1]], [1, 0, 1, 0], [62, 284, 28, 23])
    >>> np.allclose(sandwich(data, fit(data)), fit(data).covariance)
    True
    """
    one, both = (part[:, 0] for part in data.groups)
    p = np.zeros(len(both))
    p[data.pattern] = found.fitted
    x = data.x @ np.linalg.inv(data.back)
    spread = x.T @ (x * (one * (1 - p) ** 2 + (both - one) * p**2)[:, None])
    n, k = float(both.sum()), len(found.coefficients)
    return np.asarray(found.covariance @ spread @ found.covariance * (n / (n - k) if small else 1.0))
