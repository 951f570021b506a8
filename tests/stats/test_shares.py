"""Weighted shares of two groups: what the design must not change, and what happens at the ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import difference, linearize, proportion, ratio, replication, shares
from samkit.stats.design import design
from tests.stats.samples import Rows, answered, designed
from tests.stats.tables import groups
from tests.stats.tabulated import boxes, drawn, replicated

if TYPE_CHECKING:
    from samkit.stats.linearize import Totals
    from samkit.stats.shares import Estimate

Group = tuple[int, int]
ESTIMATES = (shares.gap, shares.log_ratio, shares.log_odds)


def counted(one: Group, none: Group, weight: float = 1.0, others: int = 0) -> Totals:
    """Give two groups of respondents who weigh the same, and others in neither."""
    yes = [np.arange(n) < x for x, n in (one, none)]
    first = np.repeat([1, 0, -1], [one[1], none[1], others])
    return boxes(drawn(np.full(first.size, weight)), first, np.concatenate([*yes, np.zeros(others)]))


def few(*rows: tuple[float, int, int], others: int = 5) -> Totals:
    """Give respondents of a weight, a group and an answer, and others in neither group."""
    weight, first, yes = np.array([*rows, *[(1.0, -1, 0)] * others], dtype=np.float64).T
    return boxes(drawn(weight), first, yes)


def bounds(found: Estimate) -> list[float]:
    return [float(np.squeeze(bound)) for bound in found.interval]


@given(groups(300), groups(300), st.floats(0.01, 100))
def test_constant_weights_give_the_unweighted_estimates(one: Group, none: Group, weight: float) -> None:
    # Totals of weights are scaled by the largest one, and a third times ten need not be three and a third to the bit.
    totals = counted(one, none, weight)
    p1, p0 = (float(proportion.estimate(*group)) for group in (one, none))
    assert float(shares.share(totals).value[0]) == pytest.approx(p1, rel=1e-14)
    assert float(shares.gap(totals).value[0]) == pytest.approx(p1 - p0, rel=1e-14, abs=1e-15)
    assert float(linearize.kish(totals, [1, 1, 0, 0])[0]) == pytest.approx(one[1], rel=1e-12)
    if one[0] and none[0]:
        log_ratio = float(shares.log_ratio(totals).value[0])
        assert math.exp(log_ratio) == pytest.approx(float(ratio.estimate(*one, *none)), rel=1e-13)


@given(groups(300), groups(300))
def test_error_of_a_gap_without_weights_is_walds_but_for_the_sample_factor(one: Group, none: Group) -> None:
    size = one[1] + none[1]
    error = float(shares.gap(counted(one, none)).error[0])
    wald = difference.wald(*one, *none, 0.95)
    half = float(wald.upper - wald.lower) / 2 / 1.959963984540054
    assert error == pytest.approx(half * math.sqrt(size / (size - 1)), rel=1e-9, abs=1e-12)


@given(answered(designed()))
def test_share_and_error_are_those_of_the_scores_of_all_respondents(rows: Rows) -> None:
    plain = rows._replace(design=drawn(rows.design.weight))
    totals = boxes(plain.design, rows.first, rows.yes)
    w, n = rows.design.weight, rows.first.size
    for item in range(rows.yes.shape[1]):
        y, inside = np.nan_to_num(rows.yes[:, item]), rows.group(1) & ~np.isnan(rows.yes[:, item])
        if (w * inside).sum() == 0:
            continue
        p = (w * inside * y).sum() / (w * inside).sum()
        scores = w * inside * (y - p) / (w * inside).sum()
        ours = shares.share(totals)
        assert float(ours.value[item]) == pytest.approx(p, rel=1e-12, abs=1e-14)
        assert float(ours.error[item]) ** 2 == pytest.approx(n * scores.var(ddof=1), rel=1e-9, abs=1e-15)
        assert 0 <= ours.interval.lower[item] <= ours.value[item] + 1e-12
        assert ours.value[item] - 1e-12 <= ours.interval.upper[item] <= 1


@settings(max_examples=200)
@given(answered())
def test_gap_interval_leaves_out_zero_exactly_when_p_is_below_alpha(rows: Rows) -> None:
    totals = boxes(rows.design, rows.first, rows.yes)
    found, p = shares.gap(totals), shares.gap_p(totals)
    told = (found.error > 0) & ~np.isnan(p) & (np.abs(p - 0.05) > 1e-9)
    assert np.array_equal(found.interval.excludes(0)[told], p[told] < 0.05)


@settings(max_examples=200)
@given(answered())
def test_swapping_groups_mirrors_the_gap_and_inverts_the_ratios(rows: Rows) -> None:
    here = boxes(rows.design, rows.first, rows.yes)
    there = boxes(rows.design, np.where(rows.first < 0, -1, 1 - rows.first), rows.yes)
    for method in ESTIMATES:
        one, other = method(here), method(there)
        np.testing.assert_allclose(one.value, -other.value, rtol=1e-12)
        np.testing.assert_allclose(one.interval.lower, -other.interval.upper, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(shares.gap_p(here), shares.gap_p(there), rtol=1e-9)


@settings(max_examples=200)
@given(answered())
def test_the_other_answers_turn_a_share_round_and_leave_its_error(rows: Rows) -> None:
    totals = boxes(rows.design, rows.first, rows.yes)
    others = boxes(rows.design, rows.first, 1 - rows.yes)
    for turned in (shares.swapped(totals, (1, 0, 3, 2)), others):
        one, other = shares.share(totals), shares.share(turned)
        np.testing.assert_allclose(one.value, 1 - other.value, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(one.error**2, other.error**2, rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(one.interval.lower, 1 - other.interval.upper, rtol=1e-9, atol=1e-9)


@given(answered(designed()))
def test_sums_over_each_cluster_give_what_its_respondents_give(rows: Rows) -> None:
    if rows.design.cluster is None:
        return
    unit = rows.design.cluster
    alone = [
        np.array([(rows.design.weight * (rows.first == which) * (rows.yes[:, 0] == answer))[unit == u].sum()
                  for u in range(unit.max() + 1)])
        for which, answer in ((1, 1), (1, 0), (0, 1), (0, 0))
    ]  # fmt: skip
    totals = boxes(rows.design, rows.first, rows.yes[:, :1])
    np.testing.assert_allclose(totals.unit_w[:, 0], np.stack(alone, axis=-1), rtol=1e-12, atol=1e-15)
    # The weights of a cluster are its only part in an error, whoever they are divided among.
    merged = totals._replace(unit_w2=np.full(totals.unit_w2.shape, np.nan))
    np.testing.assert_array_equal(shares.gap(totals).error, shares.gap(merged).error)


def test_many_items_at_once_are_the_items_one_by_one() -> None:
    draw = np.random.default_rng(3)
    yes = np.where(draw.random((30, 6)) < 0.9, draw.random((30, 6)) < 0.4, np.nan)
    first, weight = draw.random(30) < 0.4, draw.uniform(0.5, 2, 30)
    sample = design(weight, np.arange(30) % 2, np.arange(30) % 10)
    for how in (drawn(weight, np.arange(30) % 2, np.arange(30) % 10), replicated(replication.jackknife(sample))):
        together = shares.gap(boxes(how, first, yes))
        assert together.value.shape == (6,)
        for item in range(6):
            alone = shares.gap(boxes(how, first, yes[:, item]))
            np.testing.assert_allclose(together.value[item], alone.value[0], rtol=1e-14)
            np.testing.assert_allclose(together.error[item], alone.error[0], rtol=1e-12)


def test_one_sided_answers_get_wilsons_bounds_for_the_effective_number() -> None:
    ours = shares.share(few((1, 1, 0), (2, 1, 0), (3, 1, 0)))
    n, z2 = 36 / 14, 1.959963984540054**2
    assert bounds(ours) == [0, pytest.approx(z2 / (n + z2), rel=1e-12)]


def test_all_alike_are_bounded_by_the_number_of_clusters_and_not_of_answers() -> None:
    ones, z2 = np.ones(40), 1.959963984540054**2
    clustered = shares.share(boxes(drawn(ones, cluster=np.arange(40) // 10), ones, ones))
    apart = shares.share(boxes(drawn(ones), ones, ones))
    assert bounds(clustered)[0] == pytest.approx(4 / (4 + z2), rel=1e-12)
    assert bounds(apart)[0] == pytest.approx(40 / (40 + z2), rel=1e-12)


def test_fewer_than_two_answers_bound_nothing() -> None:
    totals = few((2, 1, 1), (1, 0, 1), (2, 0, 1), (1, 0, 0))
    assert bounds(shares.share(totals)) == [0, 1]
    assert bounds(shares.gap(totals)) == [-1, 1]
    assert bounds(shares.log_ratio(totals)) == [-math.inf, math.inf]
    assert np.isnan(shares.gap_p(totals)).all()


def test_a_group_in_one_cluster_is_not_bounded() -> None:
    totals = boxes(drawn(np.ones(4), cluster=[0, 0, 1, 1]), [1, 1, 0, 0], [1, 0, 0, 0])
    assert bounds(shares.share(totals)) == [0, 1]
    assert np.isnan(shares.gap_p(totals)).all()


@pytest.mark.parametrize("weight", [None, 0.0])
def test_nobody_and_no_weight_have_no_estimate(weight: float | None) -> None:
    own = [] if weight is None else [(weight, 1, 1), (weight, 1, 1), (weight, 1, 0)]
    totals = few(*own, (2, 0, 1), (1, 0, 0))
    assert np.isnan(shares.share(totals).value).all()
    assert bounds(shares.share(totals)) == [0, 1]
    assert bounds(shares.gap(totals)) == [-1, 1]
    assert bounds(shares.log_odds(totals)) == [-math.inf, math.inf]
    assert np.isnan(shares.gap_p(totals)).all()
    assert linearize.effective(totals, [1, 1, 0, 0]) == 0
    assert np.isnan(shares.design_effect(totals)).all()


def test_a_share_of_zero_has_an_infinite_log_ratio_and_no_bound() -> None:
    found = shares.log_ratio(few((1, 1, 0), (2, 1, 0), (3, 1, 0), (1, 0, 1), (2, 0, 1), (1, 0, 0)))
    assert found.value == -math.inf
    assert bounds(found) == [-math.inf, math.inf]


def test_all_alike_in_both_groups_is_no_difference() -> None:
    everybody = [(weight, first, 1) for weight in (1, 2, 3) for first in (1, 0)]
    assert shares.gap_p(few(*everybody)) == 1


@pytest.mark.parametrize("size", [None, 1, 2])
def test_answers_that_vary_between_strata_alone_have_no_error_and_no_p(size: int | None) -> None:
    # Each stratum gave one answer, so another sample of it would have given the same; what is left is rounding.
    stratum = np.repeat(np.arange(6), 6)
    weight, yes = np.array([0.1, 0.7, 0.3, 0.9, 0.6, 1 / 3])[stratum], np.array([1, 0, 0, 1, 0, 1])[stratum]
    cluster = None if size is None else np.arange(36) // size
    totals = boxes(drawn(weight, stratum, cluster), stratum < 3, yes)
    found = shares.gap(totals)
    assert found.error == 0
    assert bounds(found) == [-1, 1]
    assert np.isnan(shares.gap_p(totals)).all()


def test_groups_that_move_together_from_cluster_to_cluster_have_a_gap_without_error() -> None:
    cluster, first = np.repeat(np.arange(5), 20), np.tile([1, 0], 50)
    # In every cluster one more of the ten of the first group says yes; what is left of its error would give p = 3e-30.
    yes = np.array([np.arange(10)[:, None] < [k, k - 1] for k in (1, 2, 4, 7, 9)]).ravel()
    totals = boxes(drawn(np.where(first == 1, 0.123, 0.7), cluster=cluster), first, yes)
    assert (shares.share(totals).error > 0).all()
    assert shares.gap(totals).error == 0
    assert np.isnan(shares.gap_p(totals)).all()


def test_clusters_of_equal_answers_have_the_design_effect_of_their_size() -> None:
    yes = np.repeat([1, 0, 1, 1, 0, 0, 1, 0], 5)
    found = shares.design_effect(boxes(drawn(np.ones(40), cluster=np.arange(40) // 5), np.ones(40), yes))
    assert float(found[0]) == pytest.approx(5 * (39 / 40) / (7 / 8), rel=1e-12)


def test_a_stratum_that_was_drawn_as_a_whole_adds_no_error() -> None:
    yes, stratum = [1, 0, 1, 0, 1, 0, 0, 0], [0] * 4 + [1] * 4
    census = boxes(drawn(np.ones(8), stratum, population=[4] * 8), np.ones(8), yes)
    half = boxes(drawn(np.ones(8), stratum, population=[4] * 4 + [8] * 4), np.ones(8), yes)
    free = boxes(drawn(np.ones(8), stratum), np.ones(8), yes)
    assert shares.share(census).error == 0
    # By hand: the four of the second stratum have variance 1/4, half of them were left out, its share is a half.
    assert float(shares.share(half).error[0]) ** 2 == pytest.approx(0.25 * (1 / 4) / 4 / 2, rel=1e-12)
    assert float(shares.share(free).error[0]) ** 2 == pytest.approx(0.25 * (1 / 3 + 1 / 4) / 4, rel=1e-12)
