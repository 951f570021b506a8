"""Weights: what they must not change, and what happens at the ends."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import difference, linearize, proportion, ratio
from samkit.stats.linearize import Weighted, weighted
from tests.stats.tables import groups

Group = tuple[int, int]
WEIGHTS = st.lists(st.tuples(st.floats(0.05, 20), st.booleans()), min_size=2, max_size=40)


def constant(group: Group, weight: float) -> Weighted:
    """Sums as an engine forms them, one respondent after the other."""
    x, n = group
    sides = ([weight] * x, [weight] * (n - x))
    return weighted(*(part for side in sides for part in (len(side), sum(side), sum(w * w for w in side))))


def from_rows(rows: list[tuple[float, bool]], times: float = 1.0) -> Weighted:
    sides = [[w * times for w, yes in rows if yes is side] for side in (True, False)]
    return weighted(*(part for side in sides for part in (len(side), math.fsum(side), math.fsum(w * w for w in side))))


@given(groups(300), groups(300), st.floats(0.01, 100))
def test_constant_weights_give_exactly_the_unweighted_estimates(one: Group, none: Group, weight: float) -> None:
    first, second, size = constant(one, weight), constant(none, weight), one[1] + none[1]
    assert linearize.share(first, size).value == proportion.estimate(*one)
    gap = linearize.gap(first, second, size)
    assert gap.value == proportion.estimate(*one) - proportion.estimate(*none)
    assert float(linearize.effective_n(first)) == pytest.approx(one[1], rel=1e-12)
    if one[0] and none[0]:
        log_ratio = float(linearize.log_ratio(first, second, size).value)
        assert math.exp(log_ratio) == pytest.approx(float(ratio.estimate(*one, *none)), rel=1e-13)


@given(groups(300), groups(300))
def test_error_of_a_gap_without_weights_is_walds_but_for_the_sample_factor(one: Group, none: Group) -> None:
    size = one[1] + none[1]
    error = float(linearize.gap(constant(one, 1), constant(none, 1), size).error)
    wald = difference.wald(*one, *none, 0.95)
    half = float(wald.upper - wald.lower) / 2 / 1.959963984540054
    assert error == pytest.approx(half * math.sqrt(size / (size - 1)), rel=1e-9, abs=1e-12)


@given(WEIGHTS, WEIGHTS, st.sampled_from([1e-12, 1e-3, 7.0, 1e12]))
def test_weights_times_a_constant_change_nothing(
    one: list[tuple[float, bool]], none: list[tuple[float, bool]], times: float
) -> None:
    size = len(one) + len(none)
    plain = linearize.gap(from_rows(one), from_rows(none), size)
    scaled = linearize.gap(from_rows(one, times), from_rows(none, times), size)
    assert np.allclose(plain.value, scaled.value, rtol=1e-12, atol=1e-13)
    assert np.allclose(plain.error, scaled.error, rtol=1e-12, atol=1e-13)


@given(WEIGHTS, st.integers(0, 30))
def test_share_and_error_are_those_of_the_sum_over_respondents(rows: list[tuple[float, bool]], others: int) -> None:
    w, y = np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=float)
    n = len(rows) + others
    p = (w * y).sum() / w.sum()
    influence = np.concatenate([w * (y - p) / w.sum(), np.zeros(others)])
    ours = linearize.share(from_rows(rows), n)
    assert float(ours.value) == pytest.approx(p, rel=1e-12, abs=1e-14)
    assert float(ours.error) == pytest.approx(math.sqrt(n * influence.var(ddof=1)), rel=1e-9, abs=1e-12)
    assert 0 <= ours.interval.lower <= ours.value + 1e-12
    assert ours.value - 1e-12 <= ours.interval.upper <= 1


@given(WEIGHTS, WEIGHTS)
def test_gap_interval_leaves_out_zero_exactly_when_p_is_below_alpha(
    one: list[tuple[float, bool]], none: list[tuple[float, bool]]
) -> None:
    sums = from_rows(one), from_rows(none)
    size = len(one) + len(none)
    p = float(linearize.gap_p(*sums, size))
    found = linearize.gap(*sums, size)
    if found.error > 0:
        assert bool(found.interval.excludes(0)) is (p < 0.05)


def test_one_sided_answers_get_wilsons_bounds_for_the_effective_number() -> None:
    group = weighted(0, 0.0, 0.0, 3, 6.0, 14.0)
    ours = linearize.share(group, 10)
    n = 36 / 14
    assert ours.interval.lower == 0
    assert float(ours.interval.upper) == pytest.approx(3.841458820694124 / (n + 3.841458820694124), rel=1e-12)


def test_fewer_than_two_answers_bound_nothing() -> None:
    alone, group = weighted(1, 2.0, 4.0, 0, 0.0, 0.0), weighted(2, 3.0, 5.0, 1, 1.0, 1.0)
    assert [float(bound) for bound in linearize.share(alone, 10).interval] == [0, 1]
    assert [float(bound) for bound in linearize.gap(alone, group, 10).interval] == [-1, 1]
    assert [float(bound) for bound in linearize.log_ratio(alone, group, 10).interval] == [-math.inf, math.inf]
    assert np.isnan(linearize.gap_p(alone, group, 10))


def test_nobody_and_no_weight_have_no_estimate() -> None:
    nobody = weighted(0, 0.0, 0.0, 0, 0.0, 0.0)
    weightless = weighted(3, 0.0, 0.0, 2, 0.0, 0.0)
    for group in (nobody, weightless):
        assert np.isnan(linearize.share(group, 10).value)
        assert [float(bound) for bound in linearize.share(group, 10).interval] == [0, 1]
        assert linearize.effective_n(group) == 0
        assert np.isnan(linearize.design_effect(group))


def test_a_share_of_zero_has_an_infinite_log_ratio_and_no_bound() -> None:
    none, some = weighted(0, 0.0, 0.0, 3, 6.0, 14.0), weighted(2, 3.0, 5.0, 1, 1.0, 1.0)
    found = linearize.log_ratio(none, some, 10)
    assert found.value == -math.inf
    assert [float(bound) for bound in found.interval] == [-math.inf, math.inf]


def test_all_alike_in_both_groups_is_no_difference() -> None:
    group = weighted(3, 6.0, 14.0, 0, 0.0, 0.0)
    assert linearize.gap_p(group, group, 10) == 1


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_impossible_sums_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="sums of weights"):
        weighted(1, bad, 1.0, 1, 1.0, 1.0)


def test_a_sample_smaller_than_its_groups_is_refused() -> None:
    group = weighted(2, 3.0, 5.0, 1, 1.0, 1.0)
    with pytest.raises(ValueError, match="sample"):
        linearize.gap(group, group, 5)
