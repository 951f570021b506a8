"""The rows of adjusted gaps: as found and after adjustment, with what a hidden trait would have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.adjusted import Adjusted
from samkit.analyses import guards
from samkit.analyses.digits import rounded
from samkit.analyses.measures import estimates, optional
from samkit.results import Side, Verdict
from samkit.stats import confidence, confounding
from samkit.stats.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.adjusted_models import Fitted
    from samkit.analyses.counts import Counts
    from samkit.analyses.measures import Estimates, Measures
    from samkit.analyses.plan import Plan
    from samkit.results import Item

    Floats = NDArray[np.float64]


class Adjustment(NamedTuple):
    """The adjusted numbers of several items; every tuple and array has one entry per item."""

    first: Estimates
    second: Estimates
    gap: Estimates
    gap_narrow: Estimates
    ratio: Estimates
    p: Floats
    e_value: Floats
    e_bound: Floats


def adjustment(fitted: Sequence[Fitted], level: float) -> Adjustment:
    """Give the adjusted gap and ratio of each item with their intervals.

    Parameters
    ----------
    fitted
        The models.
    level
        Confidence level, a fraction.
    """
    value = np.array([each.value for each in fitted]).reshape(-1, 2)
    covariance = np.array([each.covariance for each in fitted]).reshape(-1, 2, 2)
    df = np.array([each.df for each in fitted])
    (one, other), both = value.T, covariance[:, 0, 1]
    errors = np.sqrt(np.array([covariance[:, 0, 0], covariance[:, 1, 1]]))
    error = np.sqrt(np.maximum(errors[0] ** 2 + errors[1] ** 2 - 2 * both, 0.0))
    relative = errors / value.T
    log_error = np.sqrt(np.maximum(relative[0] ** 2 + relative[1] ** 2 - 2 * both / (one * other), 0.0))
    logs = confidence.wald(np.log(one / other), log_error, df, level)
    told = [each.profiled for each in fitted]
    around = _profiled(Interval(*(np.exp(bound) for bound in logs)), [each and each.ratio for each in told])
    narrow = confidence.wald(one - other, error, df, 2 * level - 1)
    ratio, p = rounded(one / other), confidence.t_test(one - other, error, df)
    return Adjustment(
        first=_estimates(one, confidence.logit(one, errors[0], df, level=level)),
        second=_estimates(other, confidence.logit(other, errors[1], df, level=level)),
        gap=_gap(one - other, confidence.wald(one - other, error, df, level), [each and each.gap for each in told]),
        gap_narrow=_gap(one - other, narrow, [each and each.gap_narrow for each in told]),
        ratio=estimates(ratio, around),
        p=rounded([q if each is None else each.p for q, each in zip(p, told, strict=True)], nothing=0.0),
        e_value=rounded(confounding.e_value(ratio)),
        e_bound=rounded(confounding.e_bound(around)),
    )


def _estimates(value: Floats, interval: Interval) -> Estimates:
    return estimates(rounded(value), Interval(*(rounded(np.where(np.isnan(value), np.nan, each)) for each in interval)))


def _gap(value: Floats, wald: Interval, profiled: Sequence[Floats | None]) -> Estimates:
    """Cut the bounds of a gap at what a difference of shares can be."""
    return _estimates(value, Interval(*(np.clip(each, -1.0, 1.0) for each in _profiled(wald, profiled))))


def _profiled(wald: Interval, profiled: Sequence[Floats | None]) -> Interval:
    """Take the bounds of the likelihood where there are some."""
    bounds = np.array(wald)
    for place, each in enumerate(profiled):
        if each is not None:
            bounds[:, place] = each
    return Interval(rounded(bounds[0]), rounded(bounds[1]))


def rows(plan: Plan, items: Sequence[Item], counts: Counts, raw: Measures, fitted: Sequence[Fitted]) -> list[Adjusted]:
    """Put the numbers of items together, not yet judged.

    Parameters
    ----------
    plan
        Grouping and settings.
    items
        What the numbers are about.
    counts, raw
        Answers and numbers as found, of those who answered all that is adjusted for.
    fitted
        The models.
    """
    found = adjustment(fitted, plan.settings.level)
    return [_row(plan, item, place, (counts, raw), fitted[place], found) for place, item in enumerate(items)]


def _row(
    plan: Plan, item: Item, place: int, before: tuple[Counts, Measures], fitted: Fitted, found: Adjustment
) -> Adjusted:
    """Put the numbers of one item together; a base that is too small keeps them back."""
    counts, raw = before
    row = _bare(item, counts, place)
    base = guards.base_notes(plan, *raw.effective[:, place])
    if guards.is_hidden(base):
        return row._replace(verdict=guards.verdict_without_numbers(base), notes=base)
    return row._replace(
        first=_side(counts, 0, place)._replace(
            x=int(counts.x[0, place]), share=raw.first[place], design_effect=raw.design_effects[0][place]
        ),
        second=_side(counts, 1, place)._replace(
            x=int(counts.x[1, place]), share=raw.second[place], design_effect=raw.design_effects[1][place]
        ),
        gap=raw.gap[place],
        ratio=raw.ratio[place],
        first_adjusted=found.first[place],
        second_adjusted=found.second[place],
        adjusted_gap=found.gap[place],
        adjusted_gap_narrow=found.gap_narrow[place],
        adjusted_ratio=found.ratio[place],
        p=optional(found.p[place]),
        e_value=optional(found.e_value[place]),
        e_bound=optional(found.e_bound[place]),
        estimator=fitted.estimator,
        per_coefficient=float(rounded(fitted.per_coefficient)),
        notes=(*base, *guards.circular(plan, item), *guards.width(found.gap[place]), *fitted.notes),
    )


def adjusted_for(item: Item) -> Adjusted:
    """Give the row of an item on which what is adjusted for rests itself."""
    nobody = Side(None, 0, 0, guards.NOTHING)
    return _empty(item, nobody, nobody)._replace(verdict=Verdict.ADJUSTED_FOR)


def _bare(item: Item, counts: Counts, place: int) -> Adjusted:
    """Give the row of an item with its bases alone."""
    return _empty(item, *(_side(counts, k, place) for k in (0, 1)))


def _side(counts: Counts, k: int, place: int) -> Side:
    return Side(None, int(counts.n[k, place]), int(counts.missing[k, place]), guards.NOTHING)


def _empty(item: Item, first: Side, second: Side) -> Adjusted:
    nothing = (guards.NOTHING,) * 7
    return Adjusted(item, first, second, *nothing, None, None, Verdict.NOT_COMPUTABLE, None, None, "", None, 0)
