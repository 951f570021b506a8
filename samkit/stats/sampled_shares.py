"""Shares of domains in a complex sample: of those inside, how many have something."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import confidence
from samkit.stats import plan as plans
from samkit.stats.interval import Interval
from samkit.stats.plan import Plan
from samkit.stats.shares import Estimate


def share(y: ArrayLike, inside: ArrayLike, plan: Plan, level: float = 0.95) -> Estimate:
    """Estimate shares of a domain, with logit intervals.

    Parameters
    ----------
    y
        Whether each row has it, shape (rows, k), 1 or 0; whatever outside the domain.
    inside
        Whether each row is in the domain, shape (rows,).
    plan
        Design or replicates, of as many rows.
    level
        Scalar confidence level.

    Returns
    -------
    Shares with standard error and bounds, shape (k,), as ``shares.share`` gives them; vacuous bounds where fewer than
    two rows are inside.

    Raises
    ------
    ValueError
        If rows differ in number, or the level is not between 0 and 1.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292; Korn and Graubard (1998), Survey Methodology 24,
    193-201.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> found = share([[1], [0], [1], [0]], [1, 1, 1, 0], design(np.ones(4)))
    >>> float(found.value[0].round(6)), float(found.error[0].round(6))
    (0.666667, 0.31427)
    """
    member = np.asarray(inside, dtype=np.float64)[:, None]
    has = np.asarray(y, dtype=np.float64) * member
    found = plans.ratio(has, member, plan)
    p, error = found.value, plans.error(found, plan)
    with np.errstate(invalid="ignore"):
        odds = plans.error(plans.log_odds(has, member, plan), plan) * p * (1 - p)
    few = (np.count_nonzero(member) < 2) | np.isnan(p)
    df = np.where(few, 0.0, np.maximum(plans.degrees_of_freedom(plan, member)[0], 1.0))
    bounds = confidence.logit(p, odds, df, np.broadcast_to(plans.effective(member, plan)[0], p.shape), level)
    return Estimate(p, error, Interval(np.where(few, 0.0, bounds.lower), np.where(few, 1.0, bounds.upper)))
