"""Confidence sets of ranks: each step worked by hand, the ends, and what must not change them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import ranksets
from samkit.stats.interval import Floats
from samkit.stats.ranksets import Pairs


def normal(centres: list[float], error: float, seed: int = 1, draws: int = 999) -> Floats:
    return np.random.default_rng(seed).normal(centres, error, (draws, len(centres)))


def by_hand(values: list[float], replicates: Floats, level: float) -> Pairs:
    """Step down pair by pair in float64, with the quantile found by sorting."""
    size, draws = replicates.shape[1], len(replicates)
    roots, statistics = {}, {}
    for one in range(size):
        for other in range(size):
            far = replicates[:, one] - replicates[:, other]
            if one != other and far.std() > 0:
                roots[one, other] = (far - (values[one] - values[other])) / far.std(ddof=1)
                statistics[one, other] = (values[one] - values[other]) / far.std(ddof=1)
    proved: set[tuple[int, int]] = set()
    while set(roots) - proved:
        largest = sorted(np.max([roots[pair] for pair in set(roots) - proved], axis=0))
        quantile = largest[math.ceil(level * (draws + 1)) - 1]
        more = {pair for pair in set(roots) - proved if statistics[pair] > quantile}
        if not more:
            break
        proved |= more
    above = np.zeros((size, size), dtype=bool)
    for pair in proved:
        above[pair] = True
    return above


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=6), st.integers(0, 1000), st.sampled_from([0.5, 0.9, 0.95]))
def test_stepping_down_is_what_the_definition_says(values: list[float], seed: int, level: float) -> None:
    replicates = normal(values, 0.5, seed, 199)
    assert np.array_equal(ranksets.superior(values, replicates, level), by_hand(values, replicates, level))


def test_stepping_down_proves_more_than_one_step() -> None:
    # Two items far above and two that are near each other: once the far pairs are out, the near pair is proved too.
    values = [20.0, 18.0, 1.4, 0.0]
    replicates = normal(values, 0.4, seed=1, draws=4_999)
    whole = ranksets.family([(values, replicates)])
    every = np.ones(len(whole.first), dtype=bool)
    once = np.sort(ranksets._largest(whole, every, every))[math.ceil(0.95 * 5_000) - 1]
    last = whole.statistic[(whole.first == 2) & (whole.second == 3)][0]
    assert last < once
    assert ranksets.superior(values, replicates)[2, 3]


def test_sets_hold_the_observed_rank_and_shrink_with_the_error() -> None:
    values = [5.0, 4.0, 3.0, 2.0, 1.0]
    wide, narrow = (ranksets.simultaneous(values, normal(values, error)) for error in (5.0, 0.01))
    assert (wide.lower.tolist(), wide.upper.tolist()) == ([1] * 5, [5] * 5)
    assert narrow.lower.tolist() == narrow.upper.tolist() == [1, 2, 3, 4, 5]


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=7), st.integers(0, 1000))
def test_marginal_sets_lie_within_the_simultaneous_ones(values: list[float], seed: int) -> None:
    replicates = normal(values, 0.5, seed, 199)
    one, all_ = ranksets.marginal(values, replicates), ranksets.simultaneous(values, replicates)
    assert np.all(one.lower >= all_.lower)
    assert np.all(one.upper <= all_.upper)


@given(st.permutations(range(5)), st.floats(1e-6, 1e6), st.floats(-10, 10))
def test_order_scale_and_origin_of_the_items_change_no_set(order: list[int], times: float, origin: float) -> None:
    values, replicates = np.array([2.0, 1.5, 1.0, 0.5, 0.0]), normal([2.0, 1.5, 1.0, 0.5, 0.0], 0.25)
    found = ranksets.simultaneous(values, replicates)
    moved = ranksets.simultaneous((values * times)[order], (replicates * times)[:, order])
    assert moved.lower.tolist() == found.lower[order].tolist()
    assert moved.upper.tolist() == found.upper[order].tolist()
    shifted = ranksets.simultaneous(values + origin, replicates + origin)
    assert shifted.upper.tolist() == found.upper.tolist()


def test_turning_the_values_round_turns_the_ranks_round() -> None:
    values = [2.0, 1.5, 1.0, 0.5, 0.0]
    replicates = normal(values, 0.2)
    found, turned = ranksets.simultaneous(values, replicates), ranksets.simultaneous(-np.array(values), -replicates)
    assert turned.lower.tolist() == (6 - found.upper).tolist()
    assert turned.upper.tolist() == (6 - found.lower).tolist()


def test_items_without_a_value_can_have_any_rank_and_narrow_no_other() -> None:
    values = [5.0, math.nan, 1.0]
    replicates = normal([5.0, 0.0, 1.0], 0.1)
    replicates[:, 1] = math.nan
    for found in (ranksets.simultaneous(values, replicates), ranksets.marginal(values, replicates)):
        assert (found.lower.tolist(), found.upper.tolist()) == ([1, 1, 2], [2, 3, 3])


def test_an_item_that_never_varies_proves_nothing_against_another_that_never_does() -> None:
    replicates = np.tile([1.0, 0.5, 0.5], (99, 1))
    replicates[:, 2] += np.linspace(-0.01, 0.01, 99)
    above = ranksets.superior([1.0, 0.5, 0.5], replicates)
    assert above.astype(int).tolist() == [[0, 0, 1], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize("apart", [1.0, 1e-2, 1e-3, 1e-5, 0.0])
def test_errors_are_those_of_differences_however_much_alike_items_are(apart: float) -> None:
    draws = normal([0.0, 1.0, 2.0], 1.0)
    draws[:, 1] = draws[:, 0] + apart * draws[:, 1]
    measures = [draws, draws[:, ::-1] ** 2]
    found = ranksets.family([(one[0], one) for one in measures])
    # What is drawn is kept in float32, and its differences are taken from there.
    roots = np.hstack([np.float32(one - one[0]).astype(np.float64) for one in measures])
    expected = (roots[:, found.first] - roots[:, found.second]).std(axis=0, ddof=1)
    np.testing.assert_allclose(found.error, expected, rtol=1e-9)
    assert len(found.error) == (6 if apart else 4)


def test_too_few_replicates_prove_nothing() -> None:
    values = [100.0, 0.0]
    assert not ranksets.superior(values, normal(values, 1.0, draws=18)).any()
    assert ranksets.superior(values, normal(values, 1.0, draws=19))[0, 1]


def test_one_item_is_first_and_none_are_nothing() -> None:
    for found in (ranksets.simultaneous, ranksets.marginal):
        assert [part.tolist() for part in found([0.3], normal([0.3], 1.0))] == [[1], [1]]
        assert [part.tolist() for part in found([], np.zeros((9, 0)))] == [[], []]


@pytest.mark.parametrize("replicates", [np.zeros((9, 3)), np.zeros(2)])
def test_replicates_of_other_items_are_refused(replicates: Floats) -> None:
    with pytest.raises(ValueError, match="replicates of shape"):
        ranksets.simultaneous([1.0, 2.0], replicates)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_levels_that_are_no_probabilities_are_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        ranksets.superior([1.0, 2.0], normal([1.0, 2.0], 1.0), level)
