"""How far apart two groups are on numeric items: means, their difference with its interval, test and verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.measures import estimates, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.results import Average, Location, Method, Result, Verdict
from samkit.stats import averages, means
from samkit.stats.interval import Interval
from samkit.stats.moments import from_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.results import Estimate
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
    """Answer for one section, whose p-values are one family."""
    sums = [cells.sums[plan.ask(item.question)] for item in section.items]
    rows = [_row(plan, section, place, each) for place, each in enumerate(sums)]
    p = np.array([np.nan if row.p is None or guards.is_circular(row.notes) else row.p for row in rows])
    q = adjustment.adjusted(plan, p)
    return Result(
        kind="means",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(_judged(plan, row, optional(value)) for row, value in zip(rows, q, strict=True)),
        methods=WEIGHTED if any(each.weighted for each in sums) else UNWEIGHTED,
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
    )


def _row(plan: Plan, section: Section, place: int, sums: Sums) -> Location:
    """Put the numbers of one item together; a base that is too small keeps them back."""
    item = section.items[place]
    unit = plan.units.get(item.question, "")
    effective = np.divide(sums.w[:2] ** 2, sums.w2[:2], out=np.zeros(2), where=sums.w2[:2] > 0)
    notes = (*guards.base_notes(plan, *effective), *guards.circular(plan, item))
    hidden = guards.is_hidden(notes)
    compute = _weighted if sums.weighted else _unweighted
    (first, second, difference), p = compute(sums, plan.settings.level)
    shown = (first, second) if not hidden else (guards.NOTHING,) * 2
    one, none = (_average(sums, k, mean, hidden=hidden) for k, mean in enumerate(shown))
    if hidden:
        verdict = guards.verdict_without_numbers(notes)
        return Location(item, unit, one, none, guards.NOTHING, None, None, verdict, place, notes)
    return Location(item, unit, one, none, difference, p, None, Verdict.NOT_COMPUTABLE, place, notes)


def _average(sums: Sums, k: int, mean: Estimate, *, hidden: bool) -> Average:
    deviation = None if hidden else _deviation(sums, k)
    return Average(int(sums.n[k]), int(sums.missing[k].sum()), mean, deviation)


def _unweighted(sums: Sums, level: float) -> tuple[tuple[Estimate, ...], float | None]:
    """Give both means and their difference by Welch."""
    one, none = (from_sums(sums.n[k], sums.first[k], sums.second[k], sums.origin) for k in (0, 1))
    found = means.welch(one, none, level)
    both = (means.mean(one, level), means.mean(none, level), found)
    return tuple(_estimate(each.value, each.interval) for each in both), optional(found.p)


def _weighted(sums: Sums, level: float) -> tuple[tuple[Estimate, ...], float | None]:
    """Give both weighted means and their difference."""
    sample = int(sums.n.sum() + sums.missing.sum())
    one, none = (
        averages.Weighed(
            sums.n[k],
            sums.w[k],
            sums.w2[k],
            sums.first[k],
            sums.second[k],
            sums.first2[k],
            sums.second2[k],
            sums.origin,
        )
        for k in (0, 1)
    )
    found = averages.difference(one, none, sample, level)
    both = (averages.mean(one, sample, level), averages.mean(none, sample, level), found)
    return tuple(_estimate(each.value, each.interval) for each in both), optional(found.p)


def _estimate(value: NDArray[np.float64], interval: Interval) -> Estimate:
    return estimates(np.atleast_1d(value), Interval(np.atleast_1d(interval.lower), np.atleast_1d(interval.upper)))[0]


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
        return replace(row, verdict=Verdict.CIRCULAR)
    if q is None:
        return row
    return replace(row, q=q, verdict=Verdict.DIFFERS if q <= plan.alpha else Verdict.NOT_SHOWN)
