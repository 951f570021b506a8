"""Weighted sums of scores: parts add up, weights that are drawn sum to one, ranges hold what they should."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.stats.composite import composite, drawn_weights, spread

SCORES = arrays(np.float64, st.tuples(st.integers(1, 8), st.just(3)), elements=st.floats(0, 100) | st.just(np.nan))
WEIGHTS = st.lists(st.floats(0.05, 1), min_size=3, max_size=3).map(lambda found: np.array(found) / sum(found))


@given(SCORES, WEIGHTS)
def test_the_parts_add_up_to_the_sum_and_a_sum_lies_among_its_scores(scores: np.ndarray, weights: np.ndarray) -> None:
    found = composite(scores, weights)
    for row, given_scores in enumerate(scores):
        there = given_scores[~np.isnan(given_scores)]
        if not there.size:
            assert np.isnan(found.value[row])
            continue
        assert found.points[row].sum() == pytest.approx(found.value[row], abs=1e-9)
        assert found.weight[row].sum() == pytest.approx(1)
        assert there.min() - 1e-9 <= found.value[row] <= there.max() + 1e-9


@given(WEIGHTS, st.floats(0.01, 0.9), st.integers(0, 2**31))
def test_drawn_weights_sum_to_one_and_stay_near_those_that_are_given(
    weights: np.ndarray, vary: float, seed: int
) -> None:
    drawn = drawn_weights(weights, 200, vary, seed)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(200))
    ratio = drawn / weights
    assert (ratio.max(axis=1) / ratio.min(axis=1)).max() <= (1 + vary) / (1 - vary) + 1e-9


def test_drawn_weights_are_even_around_those_that_are_given_and_the_same_for_a_seed() -> None:
    drawn = drawn_weights([0.5, 0.3, 0.2], 40_000, 0.2, seed=1)
    assert drawn.mean(axis=0) == pytest.approx([0.5, 0.3, 0.2], abs=2e-3)
    assert np.array_equal(drawn, drawn_weights([0.5, 0.3, 0.2], 40_000, 0.2, seed=1))
    assert not np.array_equal(drawn, drawn_weights([0.5, 0.3, 0.2], 40_000, 0.2, seed=2))


def test_the_spread_is_that_of_a_loop_over_the_draws() -> None:
    draw = np.random.default_rng(2)
    scores, weights = draw.uniform(0, 100, (7, 3)).round(1), drawn_weights([0.2, 0.3, 0.5], 400, 0.5, seed=3)
    scores[2, 1] = np.nan
    found = spread(scores, weights, 0.9)
    sums = [composite(scores, each).value.round(9) for each in weights]
    for unit in range(7):
        drawn = sorted(each[unit] for each in sums)
        places = sorted(1 + sum(other > each[unit] for other in each) for each in sums)
        assert (found.value.lower[unit], found.value.upper[unit]) == (drawn[19], drawn[379])
        assert (found.rank.lower[unit], found.rank.upper[unit]) == (places[19], places[379])


def test_scores_that_are_all_alike_do_not_move_with_the_weights() -> None:
    found = spread([[70, 70, 70], [10, 90, 50]], drawn_weights([0.2, 0.3, 0.5], 300, 0.5, seed=3))
    assert found.value.lower[0] == found.value.upper[0] == 70
    assert found.value.lower[1] < 54 < found.value.upper[1]
