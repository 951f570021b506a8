"""How far apart two groups are on numeric items: means, their difference with its interval, test and verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.measures import Estimates, estimates, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.results import Average, Location, Method, Result, Verdict
from samkit.stats import averages, means
from samkit.stats.interval import Interval
from samkit.stats.moments import Moments, from_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.study.model import Section
    from samkit.tally import Cells, Sums

UNWEIGHTED: Final = (Method("mean", "t interval"), Method("difference", "Welch"), Method("test", "Welch's t test"))
WEIGHTED: Final = (
    Method("mean", "weighted, linearised, t interval"),
    Method("difference", "weighted, linearised"),
    Method("test", "t test of the linearised difference"),
    Method("weights", "n counts respondents, means are weighted"),
)


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Compare the groups on every numeric item of every section.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The sums that `Plan.request_sums` asked for.

    Returns
    -------
    tuple of Result
        One per section, rows in the order of the questionnaire: their units differ, so no sorting would mean anything.
    """
    return tuple(_section(plan, section, cells) for section in plan.sections)


MEANS = Analysis(Plan.request_sums, answer)


def _section(plan: Plan, section: Section, cells: Cells) -> Result:
    """Answer for one section, whose items are computed in one pass and whose p-values are one family."""
    sums = [cells.sums[plan.ask(item.question)] for item in section.items]
    found = (_weighted if any(each.weighted for each in sums) else _unweighted)(sums, plan.settings.level)
    rows = [_row(plan, section, place, each, found) for place, each in enumerate(sums)]
    p = np.array([np.nan if row.p is None or guards.is_circular(row.notes) else row.p for row in rows])
    q = adjustment.adjusted(plan, p)
    return Result(
        kind="means",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(_judged(plan, row, optional(value)) for row, value in zip(rows, q, strict=True)),
        methods=found.methods,
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
    )


class _Found(NamedTuple):
    """The numbers of several items: both means, their difference, and the p-values, **shape** (items,)."""

    first: Estimates
    second: Estimates
    difference: Estimates
    p: NDArray[np.float64]
    methods: tuple[Method, ...]


def _row(plan: Plan, section: Section, place: int, sums: Sums, found: _Found) -> Location:
    """Put the numbers of one item together; a base that is too small keeps them back."""
    item = section.items[place]
    unit = plan.units.get(item.question, "")
    effective = np.divide(sums.w[:2] ** 2, sums.w2[:2], out=np.zeros(2), where=sums.w2[:2] > 0)
    notes = (*guards.base_notes(plan, *effective), *guards.circular(plan, item))
    if guards.is_hidden(notes):
        one, none = (Average(int(sums.n[k]), int(sums.missing[k].sum()), guards.NOTHING, None) for k in (0, 1))
        verdict = guards.verdict_without_numbers(notes)
        return Location(item, unit, one, none, guards.NOTHING, None, None, verdict, place, notes)
    one, none = (
        Average(int(sums.n[k]), int(sums.missing[k].sum()), mean, _deviation(sums, k))
        for k, mean in enumerate((found.first[place], found.second[place]))
    )
    p = optional(found.p[place])
    return Location(item, unit, one, none, found.difference[place], p, None, Verdict.NOT_COMPUTABLE, place, notes)


def _unweighted(sums: Sequence[Sums], level: float) -> _Found:
    """Give means and differences by Welch."""
    n, first, second = (np.array([_of(name, k, sums) for k in (0, 1)]) for name in ("n", "first", "second"))
    groups = from_sums(n, first, second, _origins(sums))
    one, none = (Moments(*(part[k] for part in groups)) for k in (0, 1))
    each, apart = means.mean(groups, level), means.welch(one, none, level)
    lower, upper = each.interval
    within = [estimates(each.value[k], Interval(lower[k], upper[k])) for k in (0, 1)]
    return _Found(within[0], within[1], _estimates(apart), apart.p, UNWEIGHTED)


def _weighted(sums: Sequence[Sums], level: float) -> _Found:
    """Give weighted means and differences."""
    sample = np.array([each.n.sum() + each.missing.sum() for each in sums])
    one, none = (
        averages.Weighed(
            n=_of("n", k, sums),
            w=_of("w", k, sums),
            w2=_of("w2", k, sums),
            first=_of("first", k, sums),
            second=_of("second", k, sums),
            first2=_of("first2", k, sums),
            second2=_of("second2", k, sums),
            origin=_origins(sums),
        )
        for k in (0, 1)
    )
    apart = averages.difference(one, none, sample, level)
    first, second = (_estimates(averages.mean(group, sample, level)) for group in (one, none))
    return _Found(first, second, _estimates(apart), apart.p, WEIGHTED)


def _of(name: str, k: int, sums: Sequence[Sums]) -> NDArray[np.float64]:
    """Gather one kind of sum of one group over all items, **shape** (items,)."""
    return np.array([getattr(each, name)[k] for each in sums], dtype=np.float64)


def _origins(sums: Sequence[Sums]) -> NDArray[np.float64]:
    return np.array([each.origin for each in sums])


def _estimates(found: means.Difference | averages.Average) -> Estimates:
    return estimates(found.value, found.interval)


def _deviation(sums: Sums, k: int) -> float | None:
    """Give the standard deviation of a group, weights taken as they are."""
    n, w = float(sums.n[k]), float(sums.w[k])
    if n < 2 or w <= 0:
        return None
    shift = float(sums.first[k]) / w
    spread = max(float(sums.second[k]) / w - shift**2, 0.0)
    return float(np.sqrt(spread * n / (n - 1)))


def _judged(plan: Plan, row: Location, q: float | None) -> Location:
    """Give the verdict: a difference or none shown; sameness has no declared margin in the unit of the item."""
    if guards.is_hidden(row.notes):
        return row
    if guards.is_circular(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    if q is None:
        return row
    return row._replace(q=q, verdict=Verdict.DIFFERS if q <= plan.alpha else Verdict.NOT_SHOWN)
