"""A group against the total that holds it: the rows of a comparison, told of the first group and of all respondents.

The total is everybody who is in one of the two groups and answered. It moves with its part, so that gap, ratio and the
intervals are those of `samkit.stats.part`, or under weights and designs of the linearised difference of both shares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import guards
from samkit.analyses.measures import Estimates, cut, design_methods, estimates, named, optional, raised
from samkit.notes import Note
from samkit.results import Baseline, Estimate, Method
from samkit.stats import part, shares
from samkit.tally import REASONS, UNTOLD
from samkit.words.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts
    from samkit.analyses.plan import Plan
    from samkit.counted import Block
    from samkit.results import Contrast
    from samkit.stats.linearize import Totals

UNWEIGHTED: Final = (
    Method("share", "Wilson score interval"),
    Method("gap", "score interval of a part against its total, its size estimated"),
    Method("likelihood ratio", "score interval of a part against its total, its size estimated"),
    Method("test", "score test (chi-square × (N − 1)/N)"),
    Method("equivalence", "score interval of the gap at confidence 1 − 2α within the margin"),
)
WEIGHTED: Final = (
    Method("share", "weighted, linearised, logit interval"),
    Method("gap", "weighted, linearised, Wald interval, covariance of a part with its total"),
    Method("likelihood ratio", "weighted, linearised, log interval, covariance of a part with its total"),
    Method("test", "t test of the linearised gap"),
    Method("equivalence", "interval of the gap at confidence 1 − 2α within the margin"),
    Method("weights", "n counts respondents, shares are weighted; of p only that of the weighted gap, no G test"),
)

_UNTOLD: Final = [REASONS.index(reason) for reason in UNTOLD]

OF_THE_REST: Final = frozenset({"wide_interval", "zero_cell", "ceiling"})
"""The codes of notes that hold of the comparison with the others alone."""


class _Measured(NamedTuple):
    """The numbers of several items against the total; `part_of` is the share of the first group in it."""

    gap: Estimates
    gap_narrow: Estimates
    ratio: Estimates
    ratio_absent: Estimates
    p: NDArray[np.float64]
    part_of: NDArray[np.float64]


def whole(plan: Plan) -> Plan:
    """Put the total in the place of the second group."""
    grouping, words = plan.grouping, Words(plan.settings.language)
    name = words("groups.classified" if grouping.n_left_out else "groups.everybody")
    return plan._replace(grouping=grouping._replace(second=name, n_second=grouping.n_first + grouping.n_second))


def note(plan: Plan) -> Note:
    """Say that the total holds the group, and what follows from that."""
    text = f"{plan.grouping.first} are part of the total that they are held against: the interval allows for it"
    return Note("part_of_total", text)


def methods(counts: Counts) -> tuple[Method, ...]:
    """Name the methods behind the numbers."""
    if counts.totals is None:
        return UNWEIGHTED
    sample = counts.totals.sample
    return (*named(WEIGHTED, sample), *design_methods(sample))


def rows(plan: Plan, found: Sequence[Contrast], counts: Counts) -> list[Contrast]:
    """Tell rows of the first group and the others as rows of the first group and the total.

    Parameters
    ----------
    plan
        With the total in the place of the second group.
    found
        The rows against the others, in the order of the items.
    counts
        Favourable and valid answers of both groups to the same items.

    Notes
    -----
    There is no odds ratio of a part. What would follow from the rule alone is moved by the same formula as the gap.
    """
    measured = _measured(counts, plan.settings.level)
    return [_row(plan, row, counts, measured, place) for place, row in enumerate(found)]


def worst(counts: Counts, blocks: Sequence[Block], bounds: Sequence[Estimate]) -> list[Estimate]:
    """Give the bounds of the gap to the total at worst, from those of the gap to the others.

    Parameters
    ----------
    counts
        Valid answers of both groups.
    blocks
        The same items, with the reasons for which answers are missing.
    bounds
        Of the gap to the others, if all who could have answered had.
    """
    name = "missing" if counts.totals is None else "w_missing"
    silent = np.array([getattr(block, name)[:2, _UNTOLD].sum(axis=1) for block in blocks], dtype=np.float64).T
    answered = counts.n if counts.totals is None else np.stack(_bases(counts.totals))
    everybody = answered + silent
    others = (everybody[1] / np.maximum(everybody.sum(axis=0), np.finfo(np.float64).tiny)).tolist()
    return [_times(bound, share) for bound, share in zip(bounds, others, strict=True)]


def _bases(totals: Totals) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x1, y1, x0, y0 = totals.w.T
    return x1 + y1, x0 + y0


def _times(bounds: Estimate, factor: float) -> Estimate:
    return Estimate(*(None if bound is None else factor * bound for bound in bounds))


def _measured(counts: Counts, level: float) -> _Measured:
    """Measure all items against the total."""
    if counts.totals is not None:
        return _weighed(counts.totals, level)
    (x1, x0), (n1, n0) = counts.x, counts.n
    table, absent = (x1, n1, x0, n0), (n1 - x1, n1, n0 - x0, n0)
    value = part.gap(*table)
    return _Measured(
        gap=estimates(value, part.gap_interval(*table, level)),
        gap_narrow=estimates(value, part.gap_interval(*table, 2 * level - 1)),
        ratio=estimates(part.times(*table), part.times_interval(*table, level)),
        ratio_absent=estimates(part.times(*absent), part.times_interval(*absent, level)),
        p=np.full(n1.size, np.nan),
        part_of=n1 / np.maximum(n1 + n0, 1),
    )


def _weighed(totals: Totals, level: float) -> _Measured:
    """Measure all items against the total, with weights or under a design."""
    absent = shares.swapped(totals, (1, 0, 3, 2))
    first, second = _bases(totals)
    return _Measured(
        gap=cut(shares.gap(totals, level, shares.PART)),
        gap_narrow=cut(shares.gap(totals, 2 * level - 1, shares.PART)),
        ratio=raised(shares.log_ratio(totals, level, shares.PART)),
        ratio_absent=raised(shares.log_ratio(absent, level, shares.PART)),
        p=shares.gap_p(totals, shares.PART),
        part_of=first / np.maximum(first + second, np.finfo(np.float64).tiny),
    )


def _row(plan: Plan, row: Contrast, counts: Counts, measured: _Measured, place: int) -> Contrast:
    """Tell one row; one that is hidden stays so, with the base of the total."""
    second = row.both or counts.together(place, guards.NOTHING)._replace(x=None)
    if guards.is_hidden(row.notes):
        return row._replace(second=second)
    gap, ratio, absent = measured.gap[place], measured.ratio[place], measured.ratio_absent[place]
    baseline = _baseline(row.baseline, float(measured.part_of[place]))
    others = (each for each in row.notes if each.code not in OF_THE_REST | guards.OF_THE_RULE)
    p = optional(measured.p[place])
    return row._replace(
        second=second,
        gap=gap,
        gap_narrow=measured.gap_narrow[place],
        ratio=ratio,
        ratio_absent=absent,
        odds_ratio=guards.NOTHING,
        p=row.p if p is None and counts.totals is None else p,
        baseline=baseline,
        ratio_to_rest=row.ratio,
        notes=(
            *guards.circular(plan, row.item, baseline),
            *others,
            *guards.width(gap),
            *guards.ceiling(plan, gap, second.share),
        ),
    )


def _baseline(found: Baseline | None, part_of: float) -> Baseline | None:
    """Give what would follow from the rule alone of the gap and the ratio to the total."""
    if found is None:
        return None
    ratio = found.ratio
    if ratio is not None:
        ratio = 1 / (part_of + (1 - part_of) / ratio) if ratio else 0.0
    return found._replace(gap=(1 - part_of) * found.gap, ratio=ratio)
