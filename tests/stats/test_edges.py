"""Zero cells, full cells, empty groups, one answer, a thousand million answers: a bound for each, never a warning."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from samkit.stats import bayes, difference, independence, odds, proportion, ratio
from samkit.stats.interval import Floats, Interval

DIFFERENCES: list[Callable[..., Interval]] = [
    difference.miettinen_nurminen,
    difference.mee,
    difference.newcombe,
    difference.agresti_caffo,
    difference.wald,
]
RATIOS: list[Callable[..., Interval]] = [ratio.miettinen_nurminen, ratio.koopman, ratio.katz, ratio.profile_likelihood]
ODDS: list[Callable[..., Interval]] = [odds.miettinen_nurminen, odds.cornfield, odds.woolf, odds.conditional_exact]
SHARES: list[Callable[..., Interval]] = [
    proportion.wilson,
    proportion.clopper_pearson,
    proportion.agresti_coull,
    proportion.jeffreys,
]
TESTS: list[Callable[..., Floats]] = [
    independence.score,
    independence.pearson,
    independence.likelihood_ratio,
    independence.fisher,
    independence.fisher_mid_p,
    independence.boschloo,
]
EMPTY = [(0, 0, 3, 10), (3, 10, 0, 0), (0, 0, 0, 0)]


@pytest.mark.parametrize("cells", EMPTY)
def test_an_empty_group_leaves_everything_possible(cells: tuple[int, int, int, int]) -> None:
    for gap in DIFFERENCES:
        assert [float(bound) for bound in gap(*cells)] == [-1, 1]
    for times in (*RATIOS, *ODDS):
        assert [float(bound) for bound in times(*cells)] == [0, math.inf]
    for estimate in (difference.estimate, ratio.estimate, odds.estimate):
        assert np.isnan(estimate(*cells))
    for test in TESTS:
        assert np.isnan(test(*cells))
    for module in (difference, ratio, odds):
        assert np.isnan(module.score_test(*cells).p)


@pytest.mark.parametrize("method", SHARES)
def test_a_share_of_nobody_lies_anywhere(method: Callable[..., Interval]) -> None:
    assert [float(bound) for bound in method(0, 0)] == [0, 1]
    assert np.isnan(proportion.estimate(0, 0))


@pytest.mark.parametrize("n", [1, 2, 52, 345, 10**9])
def test_wilson_ends_exactly_at_nobody_and_at_everybody(n: int) -> None:
    assert proportion.wilson(0, n).lower == 0
    assert proportion.wilson(n, n).upper == 1
    assert proportion.wilson(0, n).upper > 0
    assert proportion.wilson(n, n).lower < 1
    assert proportion.clopper_pearson(0, n).lower == 0
    assert proportion.clopper_pearson(n, n).upper == 1
    assert proportion.jeffreys(0, n, closed=True).lower == 0
    assert proportion.jeffreys(n, n, closed=True).upper == 1


def test_no_favourable_answer_in_group_1_gives_a_ratio_of_zero_with_an_upper_bound() -> None:
    for method in (ratio.miettinen_nurminen, ratio.koopman, ratio.profile_likelihood, odds.miettinen_nurminen):
        bounds = method(0, 10, 5, 10)
        assert bounds.lower == 0
        assert 0 < bounds.upper < 1


def test_no_favourable_answer_in_group_0_gives_at_least_so_many_times_and_no_upper_bound() -> None:
    for method in (ratio.miettinen_nurminen, ratio.koopman, ratio.profile_likelihood, odds.miettinen_nurminen):
        bounds = method(5, 10, 0, 10)
        assert bounds.lower > 1
        assert bounds.upper == math.inf
    assert ratio.estimate(5, 10, 0, 10) == math.inf


def test_no_favourable_answer_at_all_says_nothing_about_the_ratio_but_bounds_the_gap() -> None:
    cells = (0, 52, 0, 345)
    assert np.isnan(ratio.estimate(*cells))
    assert [float(bound) for bound in ratio.miettinen_nurminen(*cells)] == [0, math.inf]
    gap = difference.miettinen_nurminen(*cells)
    assert -0.012 < gap.lower < 0 < gap.upper < 0.07
    assert independence.score(*cells) == independence.pearson(*cells) == independence.likelihood_ratio(*cells) == 1


def test_all_favourable_in_both_groups_bounds_the_ratio_on_both_sides() -> None:
    bounds = ratio.koopman(10, 10, 10, 10)
    # (n / (n + z^2), its reciprocal), worked out by hand from the statistic n (1 - p) / p = z^2.
    assert float(bounds.lower) == pytest.approx(10 / (10 + 1.959963984540054**2), rel=1e-14)
    assert float(bounds.upper) == pytest.approx(1 / float(bounds.lower), rel=1e-15)


def test_complete_separation_puts_the_gap_at_its_end() -> None:
    assert difference.miettinen_nurminen(10, 10, 0, 10).upper == 1
    assert difference.miettinen_nurminen(0, 10, 10, 10).lower == -1
    assert odds.miettinen_nurminen(10, 10, 0, 10).upper == math.inf


@pytest.mark.parametrize("n", [10**6, 10**9])
def test_large_groups_give_the_normal_limit(n: int) -> None:
    x1, x0 = n * 6 // 10, n * 3 // 10
    spread = 1.959963984540054 * math.sqrt((0.24 + 0.21) / n)
    for method in DIFFERENCES:
        bounds = method(x1, n, x0, n)
        assert float(bounds.lower) == pytest.approx(0.3 - spread, abs=5 / n)
        assert float(bounds.upper) == pytest.approx(0.3 + spread, abs=5 / n)


def test_items_of_any_common_shape_come_out_in_that_shape() -> None:
    x1, n1 = np.arange(6).reshape(2, 3), 10
    x0, n0 = np.arange(3), np.array([[20], [30]])
    for method in (*DIFFERENCES, *RATIOS, *ODDS):
        bounds = method(x1, n1, x0, n0)
        assert bounds.lower.shape == bounds.upper.shape == (2, 3)
        single = method(4, 10, 1, 30)
        assert single.lower == bounds.lower[1, 1]
        assert single.upper == bounds.upper[1, 1]
    for test in TESTS:
        assert test(x1, n1, x0, n0).shape == (2, 3)


@pytest.mark.parametrize("cells", [(5, 4, 1, 2), (-1, 4, 1, 2), (1, 4, math.nan, 2), (1, math.inf, 1, 2)])
def test_impossible_counts_are_refused(cells: tuple[float, float, float, float]) -> None:
    for method in (*DIFFERENCES, *RATIOS, *ODDS, *TESTS):
        with pytest.raises(ValueError, match="0 <= x <= n"):
            method(*cells)


@pytest.mark.parametrize("level", [0, 1, 1.5, 95])
def test_an_impossible_level_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        difference.miettinen_nurminen(1, 2, 3, 4, level)


def test_an_exact_method_refuses_counts_that_are_not_whole() -> None:
    with pytest.raises(ValueError, match="whole"):
        independence.fisher(1.5, 4, 1, 4)
    with pytest.raises(ValueError, match="whole"):
        odds.conditional_exact(1.5, 4, 1, 4)


def test_boschloo_refuses_a_table_too_large_and_names_what_to_use() -> None:
    with pytest.raises(ValueError, match="fisher_mid_p"):
        independence.boschloo(5000, 10_000, 4000, 10_000)


@pytest.mark.parametrize(("x1", "greater", "less"), [(10**6, 0, 1), (0, 1, 0)])
def test_fisher_p_below_the_smallest_double_is_zero_and_the_other_tail_one(
    x1: int, greater: float, less: float
) -> None:
    cells = (x1, 10**6, 10**6 // 2, 10**6)
    assert independence.fisher(*cells) == independence.fisher_mid_p(*cells) == 0
    assert independence.fisher(*cells, alternative="greater") == greater
    assert independence.fisher(*cells, alternative="less") == less


def test_both_directions_are_tied_by_the_odds() -> None:
    x1, n1, x0, n0 = 28, 51, 62, 346
    prior = n1 / n0
    share, bounds = bayes.share_of_group(x1, x0)
    positive, _ = bayes.likelihood_ratio_positive(x1, n1, x0, n0)
    negative, turned = bayes.likelihood_ratio_negative(x1, n1, x0, n0)
    assert float(share / (1 - share)) == pytest.approx(prior * float(positive), rel=1e-14)
    assert bounds.lower < share < bounds.upper
    assert float(negative) == pytest.approx((23 / 51) / (284 / 346), rel=1e-15)
    assert turned.upper < 1
