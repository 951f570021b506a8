"""Kendall's tau pair by pair, its p by going through all orders, and both against scipy."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import kendall, ordinal
from samkit.stats.interval import Floats

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=7)
RANKINGS = st.integers(2, 6).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 4), min_size=size, max_size=size)] * 2)
)


def sign(number: float) -> int:
    return (number > 0) - (number < 0)


def pair_by_pair(x: list[int], y: list[int]) -> tuple[int, float]:
    pairs = [(sign(x[i] - x[j]), sign(y[i] - y[j])) for i, j in itertools.combinations(range(len(x)), 2)]
    score = sum(a * b for a, b in pairs)
    untied = sum(a != 0 for a, _ in pairs) * sum(b != 0 for _, b in pairs)
    return score, score / math.sqrt(untied) if untied else math.nan


@given(RANKINGS)
def test_tau_and_p_are_those_of_going_through_all_orders(rankings: tuple[list[int], list[int]]) -> None:
    x, y = rankings
    score, tau = pair_by_pair(x, y)
    found = kendall.rank_test(x, y)
    if math.isnan(tau):
        assert math.isnan(found.tau)
        assert math.isnan(found.p)
        return
    far = [abs(pair_by_pair(x, list(order))[0]) >= abs(score) for order in itertools.permutations(y)]
    assert found.tau == pytest.approx(tau, rel=1e-15)
    assert found.p == pytest.approx(np.mean(far), rel=1e-12)
    assert found.exact


@given(RANKINGS)
def test_turning_one_ranking_round_turns_the_sign_and_keeps_p(rankings: tuple[list[int], list[int]]) -> None:
    found, turned = kendall.rank_test(*rankings), kendall.rank_test(rankings[0], [-value for value in rankings[1]])
    swapped = kendall.rank_test(rankings[1], rankings[0])
    if not math.isnan(found.tau):
        assert turned.tau == -found.tau
        assert turned.p == pytest.approx(found.p, rel=1e-12)
        assert swapped == found


@given(PAIRS)
@settings(max_examples=40)
def test_exact_tests_of_two_orders_go_through_all_permutations(pairs: list[tuple[int, int]]) -> None:
    x, y = (np.array(side, dtype=np.float64) for side in zip(*pairs, strict=True))

    def balance(order: Floats) -> float:
        return float((np.sign(x[:, None] - x) * np.sign(order[:, None] - order)).sum())

    orders = [np.array(order) for order in itertools.permutations(y)]
    share = np.mean([abs(balance(order)) >= abs(balance(y)) for order in orders])
    assert float(kendall.exact(x, y)) == pytest.approx(float(share), rel=1e-12)


@given(PAIRS)
def test_kendall_is_that_of_scipy_and_of_the_table(pairs: list[tuple[int, int]]) -> None:
    x, y = (np.array(side, dtype=np.float64) for side in zip(*pairs, strict=True))
    ours = kendall.kendall(x, y)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert np.isnan(ours.tau_b)
        assert np.isnan(ours.p)
        assert float(kendall.exact(x, y)) == 1
        return
    theirs = stats.kendalltau(x, y, method="asymptotic")
    assert float(ours.tau_b) == pytest.approx(float(theirs.statistic), rel=1e-12, abs=1e-14)
    assert float(ours.p) == pytest.approx(float(theirs.pvalue), rel=1e-11)
    counts = np.zeros((7, 7))
    np.add.at(counts, (x.astype(int), y.astype(int)), 1)
    assert float(ordinal.tau_b(counts).value) == pytest.approx(float(ours.tau_b), rel=1e-12, abs=1e-14)


def test_p_without_ties_is_that_of_scipy_at_every_size() -> None:
    draw = np.random.default_rng(1)
    for size in (2, 3, 5, 10, 12, 30, 40, 72, 100):
        x, y = draw.permutation(size), draw.permutation(size)
        theirs = float(stats.kendalltau(x, y, method="exact").pvalue)
        assert float(kendall.exact(x, y)) == kendall.rank_test(x, y).p == pytest.approx(theirs, rel=1e-11)


@pytest.mark.parametrize(("size", "shift"), [(12, 3), (50, 15), (100, 20)])
def test_two_tied_groups_against_an_order_without_ties_are_a_mann_whitney_test(size: int, shift: int) -> None:
    group = np.arange(size) % 5 < 2
    values = np.random.default_rng(size).permutation(size) + shift * group + np.linspace(0, 0.5, size)
    assert np.unique(values).size == size
    theirs = float(stats.mannwhitneyu(values[group], values[~group], method="exact").pvalue)
    found = kendall.rank_test(group, values)
    assert found.exact
    assert found.p == pytest.approx(theirs, rel=1e-11)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1, 2, 2, 3, 4, 4, 4, 5], [2, 1, 3, 3, 4, 5, 2, 4]),
        ([1, 1, 2, 3, 3, 4, 5, 6], [2, 1, 2, 5, 3, 3, 6, 4]),
    ],
)
def test_random_permutations_come_near_the_exact_test_and_are_the_same_each_time(x: list[int], y: list[int]) -> None:
    exact, sampled = float(kendall.exact(x, y)), float(kendall.permutation(x, y, seed=4, permutations=20_000))
    assert abs(exact - sampled) < 4 * np.sqrt(exact * (1 - exact) / 20_000)
    assert sampled == float(kendall.permutation(x, y, seed=4, permutations=20_000))
    assert sampled != float(kendall.permutation(x, y, seed=5, permutations=20_000))


def test_an_order_turned_round_is_further_off_than_any_drawn_at_random() -> None:
    assert float(kendall.permutation(np.arange(40), -np.arange(40), permutations=999)) == 1 / 1000


def test_long_rankings_with_ties_are_permuted_at_random_and_said_to_be() -> None:
    x, y = np.arange(30) // 2, np.arange(30) // 3
    found = kendall.rank_test(x, y, seed=4, permutations=999)
    assert not found.exact
    assert found.p == 1 / 1000
    assert kendall.rank_test(x, y, seed=4, permutations=999) == found


def test_many_rankings_are_compared_at_once() -> None:
    x = np.array([[1.0, 2.0, 3.0], [3.0, 1.0, 2.0], [1.0, 1.0, 1.0], [math.nan, 1.0, 2.0]])
    found = kendall.tau_b(x, [1, 2, 3])
    assert found[:2].tolist() == [1.0, -1 / 3]
    assert np.all(np.isnan(found[2:]))


def test_many_orders_are_tested_together() -> None:
    draw = np.random.default_rng(2)
    x, y = draw.integers(0, 9, (3, 2, 30)), draw.integers(0, 9, 30)
    together = kendall.kendall(x, y)
    assert together.p.shape == (3, 2)
    assert float(together.p[2, 1]) == float(kendall.kendall(x[2, 1], y).p)
    assert kendall.permutation(x, y, permutations=9).shape == kendall.exact(x[..., :5], y[:5]).shape == (3, 2)


def test_the_largest_value_may_be_infinite_and_two_infinite_ones_tie() -> None:
    x, y = [3.0, math.inf, 1.0, math.inf, 2.0], [1, 5, 2, 4, 3]
    assert kendall.rank_test(x, y) == kendall.rank_test([3, 9, 1, 9, 2], y)


@pytest.mark.parametrize("second", [[1, 2], [[1, 2, 3]]])
def test_rankings_of_other_items_are_refused(second: list[int]) -> None:
    with pytest.raises(ValueError, match="one shape"):
        kendall.rank_test([1, 2, 3], second)


def test_tau_of_rankings_of_other_lengths_is_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        kendall.tau_b([1, 2, 3], [1, 2])


@pytest.mark.parametrize(("seed", "permutations"), [(-1, 9), (0, 0)])
def test_a_negative_seed_and_no_permutation_are_refused(seed: int, permutations: int) -> None:
    with pytest.raises(ValueError, match="a permutation"):
        kendall.rank_test([1, 2, 3], [1, 2, 3], seed=seed, permutations=permutations)
    with pytest.raises(ValueError, match="a permutation"):
        kendall.permutation([1, 2], [1, 2], seed=seed, permutations=permutations)


def test_values_that_cannot_be_ordered_or_are_too_many_are_refused() -> None:
    for test in (kendall.kendall, kendall.exact, kendall.permutation):
        with pytest.raises(ValueError, match="finite values"):
            test([1, np.nan], [1, 2])
        with pytest.raises(ValueError, match="one length"):
            test([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="with ties on both sides at most 9"):
        kendall.exact(np.ones(10), np.arange(10) // 2)
    with pytest.raises(ValueError, match="at most 100"):
        kendall.exact(np.arange(101), np.arange(101))
