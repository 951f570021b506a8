"""All numbers of all items in one pass: shares, gap, ratios, odds ratio, the other direction, and the tests."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.results import Estimate, Method
from samkit.stats import bayes, difference, independence, odds, proportion, ratio
from samkit.stats.interval import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts
    from samkit.stats import shares
    from samkit.stats.linearize import Totals
    from samkit.tally import Sample

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
    Method("share", "weighted, linearised, logit interval"),
    Method("gap", "weighted, linearised, Wald interval"),
    Method("likelihood ratio", "weighted, linearised, log interval"),
    Method("odds ratio", "weighted, linearised, log interval"),
    Method("test", "t test of the linearised gap"),
    Method("equivalence", "interval of the gap at confidence 1 − 2α within the margin"),
    Method("weights", "n counts respondents, shares are weighted; of p only that of the weighted gap, no G test"),
)


class Measures(NamedTuple):
    """The numbers of several items; every tuple and array has one entry per item.

    `effective` is the effective base of each group, **shape** (2, items), `design_effects` those of its share.
    """

    first: Estimates
    second: Estimates
    both: Estimates
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
    design_effects: tuple[tuple[float | None, ...], ...]
    methods: tuple[Method, ...]


def gaps(counts: Counts, level: float) -> Estimates:
    """Give the gap of each item alone: weighted where weights or a design enter, else by the score interval.

    Parameters
    ----------
    counts
        Favourable and valid answers, **shape** (2, items).
    level
        Confidence level, a fraction.
    """
    if counts.totals is not None:
        from samkit.stats import shares

        return cut(shares.gap(counts.totals, level))
    (x1, x0), (n1, n0) = counts.x, counts.n
    table = (x1, n1, x0, n0)
    return estimates(difference.estimate(*table), difference.miettinen_nurminen(*table, level))


def measure(counts: Counts, level: float) -> Measures:
    """Compute every number of every item: weighted where weights differ, else by the unweighted methods."""
    return count(counts, level) if counts.totals is None else weigh(counts.totals, counts.effective(), level)


class Spread(NamedTuple):
    """The numbers of the levels of one or several questions; every tuple has one entry per level."""

    first: Estimates
    second: Estimates
    both: Estimates
    ratio: Estimates
    first_share: Estimates
    methods: tuple[Method, ...]

    def part(self, levels: slice) -> Spread:
        """Give the numbers of some of the levels."""
        return Spread(
            self.first[levels],
            self.second[levels],
            self.both[levels],
            self.ratio[levels],
            self.first_share[levels],
            self.methods,
        )


def spread(counts: Counts, level: float) -> Spread:
    """Compute what a level has: its share in each group, its likelihood ratio, and the first group's share at it.

    Parameters
    ----------
    counts
        Answers at each level and at all others, **shape** (2, levels).
    level
        Confidence level, a fraction.
    """
    totals = counts.totals
    if totals is not None:
        from samkit.stats import shares

        of = (shares.FIRST, shares.SECOND, PRESENT)
        first, second, at_level = (_direct(shares.share(totals, cells, level)) for cells in of)
        ratios = raised(shares.log_ratio(totals, level))
        return Spread(first, second, together(totals, level), ratios, at_level, weighted_methods(totals.sample))
    (x1, x0), (n1, n0) = counts.x, counts.n
    return Spread(
        first=estimates(proportion.estimate(x1, n1), proportion.wilson(x1, n1, level)),
        second=estimates(proportion.estimate(x0, n0), proportion.wilson(x0, n0, level)),
        both=estimates(proportion.estimate(x1 + x0, n1 + n0), proportion.wilson(x1 + x0, n1 + n0, level)),
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
    # One call for each kind of number: the second half are the other answers, or the other group.
    y1, m1, y0, m0 = (np.concatenate(pair) for pair in ((x1, n1 - x1), (n1, n1), (x0, n0 - x0), (n0, n0)))
    ratios = estimates(ratio.estimate(y1, m1, y0, m0), ratio.miettinen_nurminen(y1, m1, y0, m0, level))
    directions = estimates(*bayes.share_of_group(y1, y0, level))
    x, n = np.concatenate([x1, x0, x1 + x0]), np.concatenate([n1, n0, n1 + n0])
    sides = estimates(proportion.estimate(x, n), proportion.wilson(x, n, level))
    items = x1.size
    return Measures(
        first=sides[:items],
        second=sides[items : 2 * items],
        both=sides[2 * items :],
        gap=gaps(counts, level),
        gap_narrow=gaps(counts, 2 * level - 1),
        ratio=ratios[:items],
        ratio_absent=ratios[items:],
        odds_ratio=estimates(odds.estimate(*table), odds.miettinen_nurminen(*table, level)),
        if_present=directions[:items],
        if_absent=directions[items:],
        p=independence.score(*table),
        p_g=independence.likelihood_ratio(*table),
        effective=counts.effective(),
        design_effects=((None,) * x1.size,) * 2,
        methods=UNWEIGHTED,
    )


def weigh(totals: Totals, effective: NDArray[np.float64], level: float) -> Measures:
    """Compute every number of every item from weighted totals, by linearisation or from replicates.

    Parameters
    ----------
    totals
        Totals of the four cells of each item, **shape** (items, 4).
    effective
        Effective base of each group, **shape** (2, items).
    level
        Confidence level, a fraction.

    Returns
    -------
    Measures
        One entry per item; the G test has no weighted form here and is NaN.
    """
    from samkit.stats import shares

    absent = shares.swapped(totals, (1, 0, 3, 2))
    return Measures(
        first=_direct(shares.share(totals, shares.FIRST, level)),
        second=_direct(shares.share(totals, shares.SECOND, level)),
        both=together(totals, level),
        gap=cut(shares.gap(totals, level)),
        gap_narrow=cut(shares.gap(totals, 2 * level - 1)),
        ratio=raised(shares.log_ratio(totals, level)),
        ratio_absent=raised(shares.log_ratio(absent, level)),
        odds_ratio=raised(shares.log_odds(totals, level)),
        if_present=_direct(shares.share(totals, PRESENT, level)),
        if_absent=_direct(shares.share(totals, ABSENT, level)),
        p=shares.gap_p(totals),
        p_g=np.full(totals.w.shape[0], np.nan),
        effective=effective,
        design_effects=tuple(
            tuple(optional(value) for value in shares.design_effect(totals, cells))
            for cells in (shares.FIRST, shares.SECOND)
        ),
        methods=weighted_methods(totals.sample),
    )


def together(totals: Totals, level: float) -> Estimates:
    """Give the weighted share of favourable answers in both groups together."""
    from samkit.stats import linearize, shares

    return _direct(shares.share(linearize.pooled(totals), level=level))


PRESENT: Final = (0, 2)
"""The cells of the favourable answers, the first group's in front."""

ABSENT: Final = (1, 3)
"""The cells of the other answers."""


def weighted_methods(sample: Sample) -> tuple[Method, ...]:
    """Name the methods behind weighted shares, and the design under which they were made."""
    return (*named(WEIGHTED, sample), *design_methods(sample))


def named(methods: tuple[Method, ...], sample: Sample) -> tuple[Method, ...]:
    """Name linearised methods as what they are under a design: replicated where there are replicate weights."""
    if sample.kind != "replicates":
        return methods
    return tuple(Method(each.of, each.name.replace("linearised", "replicated")) for each in methods)


def design_methods(sample: Sample) -> tuple[Method, ...]:
    """Tell the design, where it is more than weights."""
    freedom = f"{sample.df:g} degrees of freedom"
    if sample.kind == "replicates":
        return (Method("design", f"{sample.factor.size} replicate weights, {freedom}"),)
    if sample.simple:
        return ()
    strata = sample.drawn.size
    finite = bool(np.isfinite(sample.population).any())
    inside = f"{strata} strata" if strata > 1 else "one stratum"
    population = ", of a finite population" if finite else ""
    return (Method("design", f"{int(sample.drawn.sum())} {sample.kind} in {inside}{population}, {freedom}"),)


def _direct(found: shares.Estimate) -> Estimates:
    return estimates(found.value, found.interval)


def cut(found: shares.Estimate) -> Estimates:
    """Cut the bounds of a gap at what a difference of shares can be."""
    return estimates(found.value, Interval(*(np.clip(bound, -1.0, 1.0) for bound in found.interval)))


def raised(found: shares.Estimate) -> Estimates:
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
