"""All numbers of all items in one pass: shares, gap, ratios, odds ratio, the other direction, and the tests."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.results import Estimate, Method
from samkit.stats import bayes, difference, independence, linearize, odds, proportion, ratio
from samkit.stats.interval import Interval
from samkit.stats.weights import Weighted, effective_n, weighted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts

Estimates = tuple[Estimate, ...]

UNWEIGHTED: Final = (
    Method("share", "Wilson score interval"),
    Method("gap", "Miettinen-Nurminen score interval"),
    Method("likelihood ratio", "Miettinen-Nurminen score interval"),
    Method("odds ratio", "Miettinen-Nurminen score interval"),
    Method("test", "score test (chi-square × (N − 1)/N)"),
    Method("equivalence", "score interval of the gap at confidence 1 − 2α within the margin"),
)

WEIGHTED: Final = (
    Method("share", "weighted, logit interval"),
    Method("gap", "weighted, linearised, Wald interval"),
    Method("likelihood ratio", "weighted, linearised, log interval"),
    Method("odds ratio", "weighted, linearised, log interval"),
    Method("test", "t test of the linearised gap"),
    Method("equivalence", "interval of the gap at confidence 1 − 2α within the margin"),
    Method("weights", "n counts respondents, shares are weighted"),
)


class Measures(NamedTuple):
    """The numbers of several items; every tuple and array has one entry per item.

    `effective` is the effective base of each group, **shape** (2, items).
    """

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
    effective: NDArray[np.float64]
    methods: tuple[Method, ...]


def measure(counts: Counts, level: float) -> Measures:
    """Compute every number of every item: weighted where weights differ, else by the unweighted methods."""
    return weigh(counts, level) if counts.weighted else count(counts, level)


class Spread(NamedTuple):
    """The numbers of the levels of one or several questions; every tuple has one entry per level."""

    first: Estimates
    second: Estimates
    ratio: Estimates
    first_share: Estimates
    methods: tuple[Method, ...]

    def part(self, levels: slice) -> Spread:
        """Give the numbers of some of the levels."""
        own = (self.first[levels], self.second[levels], self.ratio[levels], self.first_share[levels])
        return Spread(*own, self.methods)


def spread(counts: Counts, level: float) -> Spread:
    """Compute what a level has: its share in each group, its likelihood ratio, and the first group's share at it.

    Parameters
    ----------
    counts
        Answers at each level and at all others, **shape** (2, levels).
    level
        Confidence level, a fraction.
    """
    if counts.weighted:
        one, none, size = side(counts, 0), side(counts, 1), counts.sample
        present = Weighted(*one[:3], *none[:3])
        first, second, at_level = (_direct(linearize.share(group, size, level)) for group in (one, none, present))
        return Spread(first, second, _raised(linearize.log_ratio(one, none, size, level)), at_level, WEIGHTED)
    (x1, x0), (n1, n0) = counts.x, counts.n
    return Spread(
        first=estimates(proportion.estimate(x1, n1), proportion.wilson(x1, n1, level)),
        second=estimates(proportion.estimate(x0, n0), proportion.wilson(x0, n0, level)),
        ratio=estimates(ratio.estimate(x1, n1, x0, n0), ratio.miettinen_nurminen(x1, n1, x0, n0, level)),
        first_share=estimates(*bayes.share_of_group(x1, x0, level)),
        methods=UNWEIGHTED,
    )


def count(counts: Counts, level: float) -> Measures:
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
        effective=counts.n.astype(np.float64),
        methods=UNWEIGHTED,
    )


def weigh(counts: Counts, level: float) -> Measures:
    """Compute every number of every item from weights, by linearisation.

    Parameters
    ----------
    counts
        Favourable and other answers with their weights, **shape** (2, items).
    level
        Confidence level, a fraction.

    Returns
    -------
    Measures
        One entry per item; the G test has no weighted form here and is NaN.
    """
    first, second = (side(counts, k) for k in (0, 1))
    absent, other_absent = (Weighted(*group[3:], *group[:3]) for group in (first, second))
    present = Weighted(*first[:3], *second[:3])
    without = Weighted(*first[3:], *second[3:])
    size = counts.sample
    return Measures(
        first=_direct(linearize.share(first, size, level)),
        second=_direct(linearize.share(second, size, level)),
        gap=_gap(linearize.gap(first, second, size, level)),
        gap_narrow=_gap(linearize.gap(first, second, size, 2 * level - 1)),
        ratio=_raised(linearize.log_ratio(first, second, size, level)),
        ratio_absent=_raised(linearize.log_ratio(absent, other_absent, size, level)),
        odds_ratio=_raised(linearize.log_odds(first, second, size, level)),
        if_present=_direct(linearize.share(present, size, level)),
        if_absent=_direct(linearize.share(without, size, level)),
        p=linearize.gap_p(first, second, size),
        p_g=np.full(size.shape, np.nan),
        effective=np.array([effective_n(first), effective_n(second)]),
        methods=WEIGHTED,
    )


def side(counts: Counts, k: int) -> Weighted:
    """Give the sums of one group over its favourable and its other answers."""
    return weighted(counts.x[k], counts.w[k], counts.w2[k], counts.n[k] - counts.x[k], counts.v[k], counts.v2[k])


def _direct(found: linearize.Estimate) -> Estimates:
    return estimates(found.value, found.interval)


def _gap(found: linearize.Estimate) -> Estimates:
    """Cut the bounds of a gap at what a difference of shares can be."""
    return estimates(found.value, Interval(*(np.clip(bound, -1.0, 1.0) for bound in found.interval)))


def _raised(found: linearize.Estimate) -> Estimates:
    """Bring estimates from the logarithm back to the ratio."""
    with np.errstate(over="ignore"):
        bounds = Interval(np.exp(found.interval.lower), np.exp(found.interval.upper))
        return estimates(np.exp(found.value), bounds)


def estimates(values: NDArray[np.float64], interval: Interval) -> Estimates:
    """Turn arrays into estimates; what is not a number becomes None."""
    columns = np.broadcast_arrays(values, interval.lower, interval.upper)
    rows = np.array(columns, dtype=np.float64).T.tolist()
    return tuple(Estimate(*(None if math.isnan(number) else number for number in row)) for row in rows)


def optional(number: float | NDArray[np.float64]) -> float | None:
    """Give a plain number, or None for NaN."""
    return None if np.isnan(number) else float(number)
