"""The mean index of each team, and of all managers, in each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.index.score import DIGITS, band
from samkit.index.standing import gaps, item
from samkit.indexed import EVERYBODY, IndexMean
from samkit.results import Estimate
from samkit.stats.means import mean as estimate
from samkit.stats.moments import from_counts
from samkit.stats.normalised import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.index.panel import Panel
    from samkit.index.score import Indexed
    from samkit.indexed import Of
    from samkit.study.index import IndexTable

    Floats = NDArray[np.float64]


def means(found: Panel, made: Indexed, index: IndexTable, level: float) -> Iterator[IndexMean]:
    """Give a row for all managers and for each team, period by period.

    Parameters
    ----------
    found, made
        The rows, and their indices.
    index
        What is declared.
    level
        Confidence level.
    """
    of_team = np.array(found.teams)
    for place, period in enumerate(found.periods):
        here = (found.period == place) & ~np.isnan(made.value)
        sets: list[tuple[str, Of, NDArray[np.bool_]]] = [(EVERYBODY, "all", here)]
        sets += [(team, "team", here & (of_team == team)) for team in teams(found)]
        for name, of, inside in sets:
            values = made.value[inside]
            if values.size:
                taken = _inside(mean(values, level))
                value = taken.value
                yield IndexMean(
                    item(name), of, period, place, int(values.size), taken, band(value, index.edges), gaps(value, index)
                )


def _inside(taken: Estimate) -> Estimate:
    """Keep the bounds of a mean index inside the index."""
    if taken.lower is None or taken.upper is None:
        return taken
    return taken._replace(lower=max(taken.lower, 0.0), upper=min(taken.upper, HIGHEST))


def teams(found: Panel) -> list[str]:
    """Name the teams; none where none are declared."""
    return sorted(set(found.teams) - {""})


def mean(values: Floats, level: float) -> Estimate:
    """Give the mean of some numbers with Student's interval; no bounds where there are fewer than two, or no spread.

    Examples
    --------
    >>> mean(np.array([60.0, 80.0]), 0.9).value, mean(np.array([60.0]), 0.9)
    (70.0, Estimate(value=60.0, lower=None, upper=None))
    """
    distinct, counts = np.unique(values, return_counts=True)
    if distinct.size < 2:
        return Estimate(float(distinct[0]), None, None)
    taken = estimate(from_counts(distinct, counts), level)
    value = float(np.round(values.mean(), DIGITS))
    return Estimate(value, float(taken.interval.lower), float(taken.interval.upper))
