"""What comes of the totals of units is what comes of the rows one by one, under any design and any replicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings

from samkit.stats import averages, dependence, influence, linearize, shares
from samkit.stats import plan as plans
from samkit.stats.design import Design
from samkit.stats.influence import Estimator
from tests.stats import cells, sampled
from tests.stats.samples import LEVELS, Rows, answered, plan, same_freedom
from tests.stats.tabulated import boxes, numbers, table

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from samkit.stats.plan import Plan
    from samkit.stats.shares import Estimate
    from tests.stats.sampled import Group


def close(ours: ArrayLike, theirs: ArrayLike, absolute: float = 1e-12) -> None:
    np.testing.assert_allclose(np.asarray(ours), np.asarray(theirs), rtol=1e-9, atol=absolute)


def is_same(ours: Estimate, theirs: Estimate, where: NDArray[np.bool_] | bool = True) -> None:
    """Compare estimates everywhere, variances and bounds where they are asked for."""
    close(ours.value, theirs.value)
    close(np.where(where, ours.error**2, 0), np.where(where, theirs.error**2, 0), 1e-15)
    for side in (0, 1):
        close(np.where(where, ours.interval[side], 0), np.where(where, theirs.interval[side], 0), 1e-7)


def groups(rows: Rows) -> tuple[Group, Group]:
    there = ~np.isnan(rows.yes)
    members = [there & rows.group(which)[:, None] for which in (1, 0)]
    one, none = (sampled.group(np.where(inside, rows.yes, 0), inside) for inside in members)
    return one, none


def in_the_same_replicates(sample: Plan, one: ArrayLike, none: ArrayLike) -> NDArray[np.bool_] | bool:
    """Say where both groups are in the same replicates: rows take each by itself, totals only replicates with both."""
    if isinstance(sample, Design):
        return True
    weights = [np.tensordot(sample.weights.T, np.asarray(inside, dtype=np.float64), 1) for inside in (one, none)]
    return np.asarray(((weights[0] > 0) == (weights[1] > 0)).all(axis=0))


@settings(max_examples=150)
@given(answered())
def test_shares_of_totals_are_those_of_rows(rows: Rows) -> None:
    totals, sample, both = boxes(rows.design, rows.first, rows.yes), plan(rows.design), groups(rows)
    for part, own in zip(both, (shares.FIRST, shares.SECOND), strict=True):
        ours, theirs = shares.share(totals, own), sampled.share(part, sample)
        is_same(ours, theirs, same_freedom(sample, part.n))
        close(ours.error**2, theirs.error**2, 1e-15)
        close(shares.design_effect(totals, own), sampled.deff(part, sample), 1e-9)
        member = np.isin(np.arange(4), own)
        close(linearize.effective(totals, member), plans.effective(part.n, sample))


@settings(max_examples=150)
@given(answered())
def test_contrasts_of_totals_are_those_of_rows(rows: Rows) -> None:
    totals, sample, both = boxes(rows.design, rows.first, rows.yes), plan(rows.design), groups(rows)
    where = in_the_same_replicates(sample, both[0].n, both[1].n)
    is_same(shares.gap(totals), sampled.gap(*both, sample), where)
    is_same(shares.log_ratio(totals), sampled.log_ratio(*both, sample), where)
    is_same(shares.log_odds(totals), sampled.log_odds(*both, sample), where)
    close(np.where(where, shares.gap_p(totals), 0), np.where(where, sampled.gap_p(*both, sample), 0))


@settings(max_examples=150)
@given(answered())
def test_means_of_totals_and_their_difference_are_those_of_rows(rows: Rows) -> None:
    given_, sample, there = numbers(rows.design, rows.first, rows.value), plan(rows.design), ~np.isnan(rows.value)
    members = [there & rows.group(which)[:, None] for which in (1, 0)]
    found = [plans.ratio(np.where(inside, rows.value, 0.0), inside, sample) for inside in members]
    enough = [np.count_nonzero(plans.by_cluster(inside, sample), axis=0) >= 2 for inside in members]
    for sums, one, known in zip(given_[:2], found, enough, strict=True):
        ours = averages.mean(sums, given_.sample)
        close(ours.value, one.value)
        close(np.where(known, ours.error**2, np.nan), np.where(known, plans.error(one, sample) ** 2, np.nan), 1e-14)
    apart = influence.difference(*found)
    ours = averages.difference(*given_)
    known = enough[0] & enough[1] & in_the_same_replicates(sample, *members)
    close(ours.value, apart.value)
    close(np.where(known, ours.error**2, np.nan), np.where(known, plans.error(apart, sample) ** 2, np.nan), 1e-14)


@settings(max_examples=150)
@given(answered())
def test_independence_and_trend_of_totals_are_those_of_rows(rows: Rows) -> None:
    sample, inside = plan(rows.design), (rows.first >= 0) & ~np.isnan(rows.place)
    totals = table(rows.design, rows.first, rows.place, LEVELS)
    level = np.where(inside, rows.place, -1)[:, None] == np.arange(LEVELS)
    theirs = cells.independence(cells.members(level, np.stack([rows.group(1), rows.group(0)], axis=1)), sample)
    found = dependence.independence(totals, LEVELS)
    for name in ("statistic", "df", "df_error", "p"):
        close(getattr(found, name), getattr(theirs, name), 1e-9)
    rise = slope(rows, inside, sample)
    ours, error = dependence.trend(totals, np.arange(LEVELS)), float(plans.error(rise, sample))
    if error > 1e-6:
        close(ours.statistic, rise.value / error, 1e-9)
    if np.all(same_freedom(sample, inside.astype(np.float64))):
        assert ours.df_error == plans.degrees_of_freedom(sample, inside) - 1


def slope(rows: Rows, inside: NDArray[np.bool_], sample: Plan) -> Estimator:
    """Give the slope of membership on the level: its score from every row, or its distance in every replicate."""
    score, first = np.where(inside, rows.place, 0.0), (rows.group(1) & inside).astype(np.float64)

    def fitted(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = weight * inside
        x, y = score - (w @ score) / w.sum(), first - (w @ first) / w.sum()
        b = (w @ (x * y)) / (w @ x**2)
        return float(b), w * x * (y - b * x) / (w @ x**2)

    with np.errstate(invalid="ignore", divide="ignore"):
        b, scores = fitted(sample.weight)
        if isinstance(sample, Design):
            return Estimator(np.asarray(b), scores)
        each = np.array([fitted(column)[0] for column in sample.weights.T])
    there = np.isfinite(each)
    counted = there & (sample.factor > 0)
    centre = b if sample.about_estimate or not counted.any() else each[counted].mean()
    return Estimator(np.asarray(b), np.sqrt(sample.factor) * np.where(there, each - centre, 0.0))
