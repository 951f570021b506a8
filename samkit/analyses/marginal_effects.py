"""Average marginal effects: by how much the share of the first group changes with each column of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.stats import confidence, marginal
from samkit.stats.interval import Interval
from samkit.stats.marginal import Effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.logistic_model import Fitted


def effects(fitted: Fitted, groups: Sequence[Sequence[int]], is_binary: Sequence[bool]) -> Effects:
    """Give the average marginal effects of the columns, on the share of the first group.

    Parameters
    ----------
    fitted
        The model.
    groups
        The columns of each term: of the categories of one question a respondent has one at most.
    is_binary
        Whether each column goes from 0 to 1; the others have an effect per unit.

    Returns
    -------
    Effects
        **Shape** (columns,), fraction.
    """
    data, b, covariance = fitted.data, fitted.coefficients, fitted.covariance
    value, error = marginal.slopes(data, b, covariance)
    as_given = data.x @ np.linalg.inv(data.back)
    for columns in groups:
        at = [column for column in columns if is_binary[column]]
        if at:
            apart = as_given.copy()
            apart[:, 1 + np.array(at)] = 0.0
            switched = marginal.switches(data._replace(x=apart @ data.back), b, covariance)
            value[at], error[at] = switched.value[at], switched.error[at]
    return Effects(value, error)


def around(found: Effects, df: float, level: float) -> Interval:
    """Give the intervals of effects, cut at what a difference of shares can be."""
    return Interval(*(np.clip(bound, -1.0, 1.0) for bound in confidence.wald(found.value, found.error, df, level)))
