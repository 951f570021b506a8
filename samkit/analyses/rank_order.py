"""Which way items are ranked, and whether what is common is what separates: as much as the data show of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import guards
from samkit.analyses.measures import optional
from samkit.notes import Note
from samkit.numbers import decimal, percent, probability
from samkit.results import Method, Test
from samkit.stats import kendall
from samkit.stats.reversal import agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.analyses.redrawn import Measure, Redrawn
    from samkit.results import Rank
    from samkit.stats.kendall import RankTest

    Pair = tuple[Measure, Measure]


_DIGITS: Final = 12
"""Decimals of a sum of gaps that are more than rounding."""


class Compared(NamedTuple):
    """Two rankings compared: the test, and what may be said, in sentences."""

    tests: tuple[Test, ...]
    notes: tuple[Note, ...]


def direction(rows: Sequence[Rank]) -> int:
    """Say from which end items are ranked by gap: 1 where the first group is mostly above, else -1.

    Where above and below are equal, the first item of which there is a gap decides, so that swapping the groups turns
    the direction in any case.
    """
    gaps = [row.gap.value or 0.0 for row in rows]
    return 1 if next((gap for gap in (round(sum(gaps), _DIGITS), *gaps) if gap), 1.0) > 0 else -1


def other_way(plan: Plan, rows: Sequence[Rank], toward: int) -> tuple[Note, ...]:
    """Say that there are items on which the groups differ the other way round, which stand last however far apart."""
    beyond = [row for row in rows if _excludes(row, toward)]
    if not beyond:
        return ()
    counted = "1 item" if len(beyond) == 1 else f"{len(beyond)} items"
    side = "below" if toward > 0 else "above"
    text = f"On {counted} {plan.grouping.first} are {side} {plan.grouping.second}: ranked last, however far apart"
    return (Note("other_way", text),)


def _excludes(row: Rank, toward: int) -> bool:
    """Say whether the interval of a gap lies on the other side of zero."""
    lower, upper = row.gap.lower, row.gap.upper
    return lower is not None and upper is not None and (upper < 0 if toward > 0 else lower > 0)


def methods(plan: Plan, how: str, replicates: int, toward: int) -> tuple[Method, ...]:
    """Name the methods behind the ranks.

    Parameters
    ----------
    plan
        Grouping and settings.
    how
        What was drawn.
    replicates
        How often, count.
    toward
        From which end items are ranked by gap.
    """
    first, second = plan.grouping.first, plan.grouping.second
    level, seed = percent(plan.settings.level), plan.settings.seed
    return (
        Method("rank by gap", f"1 where {first} are furthest {'above' if toward > 0 else 'below'} {second}"),
        Method("rank", f"percentiles of {decimal(replicates)} {how}, seed {seed}"),
        Method("first", "share of the draws in which the item is first, alone or with others"),
        Method("true rank", f"holds those of all items together in {level} % of samples (Mogstad et al. 2024)"),
    )


def compared(plan: Plan, rows: Sequence[Rank], found: Redrawn) -> Compared:
    """Compare the ranking by share with that by gap; circular items have no part in it.

    Parameters
    ----------
    plan
        Grouping and settings.
    rows
        The ranked items.
    found
        What they are ranked by, in the same order.
    """
    own = np.array([not guards.is_circular(row.notes) for row in rows])
    size, left = int(own.sum()), int((~own).sum())
    without = f", {left} circular {'item' if left == 1 else 'items'} left out" if left else ""
    if size < 2:
        what = f"one item alone{without}" if size else "all items are circular"
        return Compared((), (Note("order", f"There is no order to compare: {what}"),))
    pair = (_part(found.prevalence, own), _part(found.gap, own))
    test = kendall.rank_test(pair[0].values, pair[1].values, seed=plan.settings.seed)
    said = f"{_finding(plan, test, pair)}{without}"
    told = Test("", "Kendall", "τb", optional(test.tau), None, optional(test.p), said)
    return Compared((told,), (Note("order", said), Note("order", _pairs(plan, pair))))


def _part(measure: Measure, items: NDArray[np.bool_]) -> Measure:
    return measure._replace(values=measure.values[items], draws=measure.draws[:, items])


def _finding(plan: Plan, test: RankTest, pair: Pair) -> str:
    """Say of two orders what the test allows, and no more."""
    if np.isnan(test.tau):
        same = "shares" if np.ptp(pair[0].values) == 0 else "gaps"
        return f"There is no order to compare: all {same} are equal"
    p = probability(test.p)
    p = p if p.startswith("<") else f"= {p}"
    numbers = f"Kendall’s τb {decimal(test.tau, 2, plus=True)}, {'exact' if test.exact else 'permutation'} p {p}"
    if test.p <= plan.alpha:
        way, much = ("agree", "more") if test.tau > 0 else ("are reversed", "less")
        said = f"{way} by more than chance: the more common an item, the {much} it tends to separate"
        return f"In this sample the two rankings {said} ({numbers})"
    best = kendall.rank_test(*(np.sort(measure.values) for measure in pair), seed=plan.settings.seed)
    few = "; so few items cannot show either" if best.p > plan.alpha else ""
    return f"Neither agreement nor reversal of the two rankings is shown ({numbers}{few})"


def _pairs(plan: Plan, pair: Pair) -> str:
    """Count the pairs of items whose order is proved under both rankings."""
    found = agreement(*pair, plan.settings.level)
    size = pair[0].values.size
    total = size * (size - 1) // 2
    same, opposite = int(found.agree.sum()), int(found.reverse.sum())
    sure = f"{percent(plan.settings.level)} % for all pairs together"
    if total == 1 and not same + opposite:
        return f"The order of the one pair of items is not proved in both rankings ({sure})"
    if not same + opposite:
        return f"Of {decimal(total)} pairs of items, no order is proved in both rankings ({sure})"
    pairs = "1 pair" if total == 1 else f"{decimal(total)} pairs"
    return (
        f"Of {pairs} of items, the order of {decimal(same)} is proved to be the same in both rankings, "
        f"that of {decimal(opposite)} to be opposite ({sure})"
    )
