"""The tests of one ordered item: a trend over its levels, and any difference of the two spreads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses.measures import optional
from samkit.results import Method, Test
from samkit.stats import levels, trend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts
    from samkit.counted import Block
    from samkit.results import Item

UNWEIGHTED: Final = (Method("trend", "Cochran-Armitage"), Method("levels", "G test (likelihood ratio)"))
WEIGHTED: Final = (
    Method("trend", "t test of the weighted slope"),
    Method("levels", "Rao-Scott second-order F test"),
)

Scores = tuple[float, ...]


def rise(item: Item, block: Block, counts: Counts, scores: Scores) -> Test:
    """Test that the share of the first group has no trend over the levels, and say how it runs.

    Parameters
    ----------
    item
        The item.
    block
        Its answers by group and level.
    counts
        Answers at each level and at all others, **shape** (2, levels).
    scores
        Where the levels stand.
    """
    if counts.totals is None:
        first, second = block.n[:2]
        found = trend.cochran_armitage(first, first + second, scores)
        z, p = optional(found.statistic), optional(found.p)
        return Test(item.id, "Cochran-Armitage trend", "z", z, None, p, shape(first, second))
    from samkit.stats import dependence, linearize

    sloped = dependence.trend(linearize.joined(counts.totals, (0, 2)), scores)
    t, df, p = (optional(part) for part in (sloped.statistic, sloped.df_error, sloped.p))
    return Test(item.id, "Trend, weighted", "t", t, df, p, shape(*block.w[:2]))


def apart(item: Item, block: Block, counts: Counts) -> Test:
    """Test that both groups spread alike over the levels.

    Parameters
    ----------
    item
        The item.
    block
        Its answers by group and level.
    counts
        Answers at each level and at all others, **shape** (2, levels).
    """
    if counts.totals is None:
        table = block.n[:2].T
        numbers = (levels.likelihood_ratio_statistic(table), levels.degrees_of_freedom(table))
        statistic, df, p = (optional(part) for part in (*numbers, levels.likelihood_ratio(table)))
        return Test(item.id, "G test over levels", "G", statistic, df, p)
    from samkit.stats import dependence, linearize

    found = dependence.independence(linearize.joined(counts.totals, (0, 2)), len(block.levels))
    statistic, df, df_error, p = (optional(part) for part in found)
    return Test(item.id, "Rao-Scott test over levels", "F", statistic, df, p, df_error=df_error)


def permuted(item: Item, block: Block, scores: Scores) -> Test:
    """Test the same trend with the variance that permuting the respondents gives, without weights."""
    first, second = block.n[:2]
    found = trend.linear_by_linear(first, first + second, scores)
    return Test(item.id, "linear-by-linear trend", "z", optional(found.statistic), None, optional(found.p))


def shape(first: NDArray[np.number], second: NDArray[np.number]) -> str:
    """Say whether the share of the first group rises or falls at every step, or neither."""
    total = first + second
    share = first[total > 0] / total[total > 0]
    if share.size < 2:
        return "one level only"
    steps = np.diff(share)
    if bool((steps > 0).all()):
        return "rises at every level"
    return "falls at every level" if bool((steps < 0).all()) else "neither rises nor falls at every level"


def positions(scores: Sequence[float], block: Block) -> Scores:
    """Give the score of each level: the declared one, or its place from 1."""
    return tuple(scores) or tuple(float(place) for place in range(1, len(block.levels) + 1))
