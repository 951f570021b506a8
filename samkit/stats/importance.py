"""How much of a logistic model's fit is due to each term."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samkit.stats.binary import Model, null_log_likelihood
from samkit.stats.interval import Floats
from samkit.stats.logistic import fit
from samkit.stats.logits import LONG, fits
from samkit.stats.shapley import ORDERS, Shapley, shapley
from samkit.stats.terms import Terms, listed


def mcfadden(data: Model, terms: Terms | None = None, seed: int = 0, orders: int = ORDERS) -> Shapley:
    """Share McFadden's R2 out among the terms of a logistic model, averaged over all orders of the terms.

    Parameters
    ----------
    data
        The model with all terms.
    terms
        Columns of each term; each column is a term where left out. Columns of no term are always in the model: what
        the terms are adjusted for.
    seed
        Seed of the generator, for more than 12 terms.
    orders
        Orders drawn, for more than 12 terms.

    Returns
    -------
    Shares of the R2, fraction, which add up to what the terms add to it.

    Raises
    ------
    SeparatedError
        If the columns tell the groups apart.

    References
    ----------
    Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis, 119; Azen and Traxel (2009),
    Journal of Educational and Behavioral Statistics 34, 319-347.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> x = [[0, 0], [0, 1], [1, 0], [1, 1]] * 2
    >>> found = mcfadden(model(x, [1, 1, 1, 1, 0, 0, 0, 0], [1, 2, 2, 4, 4, 2, 2, 1]))
    >>> found.value.round(6).tolist(), round(found.total, 6)
    ([0.077242, 0.077242], 0.154484)
    """
    groups = listed(data, terms)
    fit(data)  # which says so where there is no maximum
    null = null_log_likelihood(data)

    def worth(sets: NDArray[np.bool_]) -> Floats:
        return (
            1 - fits(data.x, data.groups, columns_of(sets, groups, data.x.shape[1]), steps=LONG).log_likelihood / null
        )

    return shapley(worth, len(groups), seed, orders)


def columns_of(sets: NDArray[np.bool_], terms: Sequence[Sequence[int]], columns: int) -> NDArray[np.bool_]:
    """Say which columns of a design each set of terms has.

    Parameters
    ----------
    sets
        Which terms are in each set, shape (sets, terms).
    terms
        Columns of each term, counted from 0 and without the constant.
    columns
        Columns of the design with the constant, count.

    Returns
    -------
    Shape (sets, columns), boolean; the constant and the columns of no term are in all.

    Examples
    --------
    >>> columns_of(np.array([[False, True]]), [[0], [1, 2]], 5).astype(int).tolist()
    [[1, 0, 1, 1, 1]]
    """
    found = np.ones((len(sets), columns), dtype=np.bool_)
    for there, term in zip(sets.T, terms, strict=True):
        found[:, np.array(term) + 1] = there[:, None]
    return found
