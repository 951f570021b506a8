"""How far apart two groups are on numeric items: means, their difference with its interval, test and verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from samkit.analyses import adjustment, guards, missing
from samkit.analyses.counts import entering
from samkit.analyses.measures import Estimates, design_methods, estimates, named, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.results import Average, Location, Method, Result, Verdict
from samkit.stats import means
from samkit.stats.interval import Interval
from samkit.stats.moments import Moments, from_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.counted import Sums
    from samkit.results import Estimate, Item
    from samkit.stats import averages
    from samkit.study.model import Section
    from samkit.tally import Cells, Sample

UNWEIGHTED: Final = (Method("mean", "t interval"), Method("difference", "Welch"), Method("test", "Welch's t test"))
WEIGHTED: Final = (
    Method("mean", "weighted, linearised, t interval"),
    Method("difference", "weighted, linearised"),
    Method("test", "t test of the linearised difference"),
    Method("weights", "n counts respondents, means are weighted"),
)
_ALIKE: Final = Method("equivalence", "interval of the difference at confidence 1 − 2α within the declared margin")


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
    found, methods = locations(plan, section.items, cells)
    rows = missing.marked(plan, [cells.sums[plan.ask(item.question)] for item in section.items], cells.sample, found)
    p = adjustment.in_family(rows)
    q = adjustment.adjusted(plan, p)
    return Result(
        kind="means",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(judged(plan, row, optional(value)) for row, value in zip(rows, q, strict=True)),
        methods=methods,
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
    )


def locations(plan: Plan, items: Sequence[Item], cells: Cells) -> tuple[list[Location], tuple[Method, ...]]:
    """Compare the means of numeric items, not yet judged.

    Parameters
    ----------
    plan
        Grouping, questions and settings.
    items
        Numeric items, in the order of the rows.
    cells
        Holds their sums.

    Returns
    -------
    tuple
        One row for each item, and the methods behind them.
    """
    sums = [cells.sums[plan.ask(item.question)] for item in items]
    found = _found(sums, cells.sample, plan.settings.level)
    rows = [_row(plan, item, place, sums[place], found) for place, item in enumerate(items)]
    declared = any(row.margin is not None for row in rows)
    return rows, (*found.methods, *((_ALIKE,) if declared else ()))


def _found(sums: Sequence[Sums], sample: Sample | None, level: float) -> _Found:
    """Compute the numbers of several items: by their design, by their weights, or without either."""
    design = entering(sample, sums)
    return _unweighted(sums, level) if design is None else _weighted(sums, design, level)


class _Found(NamedTuple):
    """The numbers of several items: both means, their difference, and the p-values, **shape** (items,)."""

    first: Estimates
    second: Estimates
    both: Estimates
    difference: Estimates
    narrow: Estimates
    p: NDArray[np.float64]
    methods: tuple[Method, ...]


def _row(plan: Plan, item: Item, place: int, sums: Sums, found: _Found) -> Location:
    """Put the numbers of one item together; a base that is too small keeps them back."""
    numeric = plan.numeric(item.question)
    unit, margin = (numeric.unit, numeric.margin) if numeric else ("", None)
    effective = np.divide(sums.w[:2] ** 2, sums.w2[:2], out=np.zeros(2), where=sums.w2[:2] > 0)
    notes = (*guards.base_notes(plan, *effective), *guards.circular(plan, item))
    if guards.is_hidden(notes):
        one, none = (Average(int(sums.n[k]), int(sums.missing[k].sum()), guards.NOTHING, None) for k in (0, 1))
        verdict = guards.verdict_without_numbers(notes)
        return Location(
            item, unit, one, none, guards.NOTHING, guards.NOTHING, None, None, verdict, place, margin, notes
        )
    one, none = (
        Average(int(sums.n[k]), int(sums.missing[k].sum()), mean, _deviation(sums, k))
        for k, mean in enumerate((found.first[place], found.second[place]))
    )
    return Location(
        item=item,
        unit=unit,
        first=one,
        second=none,
        difference=found.difference[place],
        difference_narrow=found.narrow[place],
        p=optional(found.p[place]),
        q=None,
        verdict=Verdict.NOT_COMPUTABLE,
        position=place,
        margin=margin,
        notes=(*notes, *guards.variation(plan, found.first[place], found.second[place])),
        both=_together(sums, found.both[place]),
    )


def _unweighted(sums: Sequence[Sums], level: float) -> _Found:
    """Give means and differences by Welch."""
    n, first, second = (np.array([_of(name, k, sums) for k in (0, 1)]) for name in ("n", "first", "second"))
    groups = from_sums(n, first, second, np.array([_of("origin", k, sums) for k in (0, 1)]))
    one, none = (Moments(*(part[k] for part in groups)) for k in (0, 1))
    each, apart = means.mean(groups, level), means.welch(one, none, level)
    lower, upper = each.interval
    within = [estimates(each.value[k], Interval(lower[k], upper[k])) for k in (0, 1)]
    whole = [_pooled(each) for each in sums]
    both = means.mean(from_sums(*(_of(name, 0, whole) for name in ("n", "first", "second", "origin"))), level)
    narrow = _estimates(means.welch(one, none, 2 * level - 1))
    together = estimates(both.value, both.interval)
    return _Found(within[0], within[1], together, _estimates(apart), narrow, apart.p, UNWEIGHTED)


def _weighted(sums: Sequence[Sums], sample: Sample, level: float) -> _Found:
    """Give weighted means and differences."""
    from samkit.stats import averages

    one, none = (weighed(sums, k) for k in (0, 1))
    apart = averages.difference(one, none, sample, level)
    both = weighed([_pooled(each) for each in sums], 0)
    first, second, together = (_estimates(averages.mean(group, sample, level)) for group in (one, none, both))
    narrow = _estimates(averages.difference(one, none, sample, 2 * level - 1))
    methods = (*named(WEIGHTED, sample), *design_methods(sample))
    return _Found(first, second, together, _estimates(apart), narrow, apart.p, methods)


def _pooled(sums: Sums) -> Sums:
    """Put both groups together, in the place of the first, around the origin of the second."""
    same = sums.moved(np.full(sums.origin.shape, sums.origin[1]))
    added: dict[str, Any] = {
        name: _added(getattr(same, name)) for name in ("n", "w", "w2", "first", "second", "first2", "second2")
    }
    units = None if same.units is None else type(same.units)(*(_added(part) for part in same.units))
    return same._replace(**added, missing=_added(same.missing.T).T, units=units)


def _added(part: NDArray[Any]) -> NDArray[Any]:
    """Add the second group to the first, **shape** (..., groups)."""
    return np.concatenate([part[..., :1] + part[..., 1:2], part[..., 1:]], axis=-1)


def _together(sums: Sums, mean: Estimate) -> Average:
    """Give the mean of both groups together, from how many, and their standard deviation."""
    whole = _pooled(sums)
    return Average(int(whole.n[0]), int(whole.missing[0].sum()), mean, _deviation(whole, 0))


def weighed(sums: Sequence[Sums], k: int) -> averages.Weighed:
    """Gather the sums of one group by unit of the design, **shape** (units, items); of replicates the whole first."""
    from samkit.stats import averages

    parts = {name: _by_unit(name, k, sums) for name in ("n", "w", "w2", "first", "first2", "second2")}
    return averages.Weighed(**parts, origin=_of("origin", k, sums))


def _by_unit(name: str, k: int, sums: Sequence[Sums]) -> NDArray[np.float64]:
    """Gather one kind of sum of one group by unit, **shape** (units, items)."""
    whole = _of(name, k, sums)[None]
    units = [each.units for each in sums]
    if any(each is None for each in units):
        return whole
    parts = np.array([getattr(each, name)[:, k] for each in units], dtype=np.float64).T
    replicated = any(each is not None and each.n.shape[0] == 0 for each in units)
    return np.concatenate([whole, parts]) if replicated else parts


def _of(name: str, k: int, sums: Sequence[Sums]) -> NDArray[np.float64]:
    """Gather one kind of sum of one group over all items, **shape** (items,)."""
    return np.array([getattr(each, name)[k] for each in sums], dtype=np.float64)


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


def judged(plan: Plan, row: Location, q: float | None) -> Location:
    """Give the verdict: a difference, sameness within a margin that is declared in the item's unit, or neither.

    Parameters
    ----------
    plan
        Holds the error probability.
    row
        Not yet judged.
    q
        The adjusted p-value; None where there is none.
    """
    if guards.is_hidden(row.notes):
        return row
    if guards.is_circular(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    if q is None:
        return row
    if q <= plan.alpha:
        return row._replace(q=q, verdict=Verdict.DIFFERS)
    alike = row.margin is not None and guards.within(row.difference_narrow, row.margin)
    return row._replace(q=q, verdict=Verdict.EQUIVALENT if alike else Verdict.NOT_SHOWN)
