"""All numbers of all items in one pass: shares, gap, ratios, odds ratio, the other direction, and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.results import Estimate, Method
from samkit.stats import bayes, difference, independence, odds, proportion, ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts
    from samkit.stats.interval import Interval

Estimates = tuple[Estimate, ...]

UNWEIGHTED: Final = (
    Method("share", "Wilson score interval"),
    Method("gap", "Miettinen-Nurminen score interval"),
    Method("likelihood ratio", "Miettinen-Nurminen score interval"),
    Method("odds ratio", "Miettinen-Nurminen score interval"),
    Method("test", "score test (chi-square times (N - 1) / N)"),
    Method("equivalence", "score interval of the gap at confidence 1 - 2 alpha within the margin"),
)


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers of several items; every tuple and array has one entry per item."""

    first: Estimates
    second: Estimates
    gap: Estimates
    gap_narrow: Estimates
    ratio: Estimates
    ratio_absent: Estimates
    odds_ratio: Estimates
    if_present: Estimates
    if_absent: Estimates
    p: NDArray[np.float64]
    p_g: NDArray[np.float64]
    methods: tuple[Method, ...]


def measure(counts: Counts, level: float) -> Measures:
    """Compute every number of every item, without weights.

    Parameters
    ----------
    counts
        Favourable and valid answers, **shape** (2, items).
    level
        Confidence level, a fraction.

    Returns
    -------
    Measures
        One entry per item.
    """
    (x1, x0), (n1, n0) = counts.x, counts.n
    table = (x1, n1, x0, n0)
    absent = (n1 - x1, n1, n0 - x0, n0)
    return Measures(
        first=estimates(proportion.estimate(x1, n1), proportion.wilson(x1, n1, level)),
        second=estimates(proportion.estimate(x0, n0), proportion.wilson(x0, n0, level)),
        gap=estimates(difference.estimate(*table), difference.miettinen_nurminen(*table, level)),
        gap_narrow=estimates(difference.estimate(*table), difference.miettinen_nurminen(*table, 2 * level - 1)),
        ratio=estimates(ratio.estimate(*table), ratio.miettinen_nurminen(*table, level)),
        ratio_absent=estimates(ratio.estimate(*absent), ratio.miettinen_nurminen(*absent, level)),
        odds_ratio=estimates(odds.estimate(*table), odds.miettinen_nurminen(*table, level)),
        if_present=estimates(*bayes.share_of_group(x1, x0, level)),
        if_absent=estimates(*bayes.share_of_group(n1 - x1, n0 - x0, level)),
        p=independence.score(*table),
        p_g=independence.likelihood_ratio(*table),
        methods=UNWEIGHTED,
    )


def estimates(values: NDArray[np.float64], interval: Interval) -> Estimates:
    """Turn arrays into estimates; what is not a number becomes None."""
    columns = np.broadcast_arrays(values, interval.lower, interval.upper)
    return tuple(Estimate(*(optional(number) for number in row)) for row in zip(*columns, strict=True))


def optional(number: float | NDArray[np.float64]) -> float | None:
    """Give a plain number, or None for NaN."""
    return None if np.isnan(number) else float(number)


def none_of(items: Sequence[object]) -> Estimates:
    """Give as many estimates that say nothing as there are items."""
    return (Estimate(None, None, None),) * len(items)
