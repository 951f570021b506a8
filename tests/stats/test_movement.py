"""How far numbers move between periods: a common course is no movement, and the bounds of ranks hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.stats.movement import Movement, movement, rank_bounds

VALUES = arrays(np.float64, st.tuples(st.integers(2, 6), st.integers(2, 5)), elements=st.integers(0, 100))


@given(VALUES, st.lists(st.integers(-20, 20), min_size=5, max_size=5), st.integers(-9, 9))
def test_a_course_that_all_share_and_a_level_of_each_are_no_movement(
    values: np.ndarray, course: list[int], level: int
) -> None:
    moved = values + np.array(course[: values.shape[1]]) + level * np.arange(len(values))[:, None]
    assert movement(moved).deviation == pytest.approx(movement(values).deviation, abs=1e-9)


@given(VALUES)
def test_the_deviation_is_that_of_a_loop(values: np.ndarray) -> None:
    squares, df = 0.0, 0
    for at in range(values.shape[1] - 1):
        apart = values[:, at + 1] - values[:, at]
        squares += float(((apart - apart.mean()) ** 2).sum())
        df += len(apart) - 1
    assert movement(values) == pytest.approx((np.sqrt(squares / df / 2), df))


def test_a_unit_without_a_number_in_one_period_has_no_part_in_its_differences() -> None:
    full = np.array([[50.0, 60, 70], [40, 52, 61], [30, 45, 50]])
    gap = np.vstack([full, [np.nan, 10, np.nan]])
    assert movement(gap) == movement(full)


def test_one_unit_tells_nothing_of_movement() -> None:
    found = movement([[50, 60, 70]])
    assert (np.isnan(found.deviation), found.df) == (True, 0.0)


def test_the_deviation_is_that_with_which_numbers_were_drawn() -> None:
    draw = np.random.default_rng(4)
    levels, course = draw.normal(60, 15, (400, 1)), draw.normal(0, 5, (1, 6))
    assert movement(levels + course + draw.normal(0, 4, (400, 6))).deviation == pytest.approx(4, rel=0.03)


def test_bounds_of_ranks_hold_the_true_rank_of_a_unit_at_least_as_often_as_they_say() -> None:
    draw = np.random.default_rng(8)
    true = np.array([40.0, 45, 50, 55, 60, 75])
    ranks = np.array([6, 5, 4, 3, 2, 1])
    seen = true[:, None] + draw.normal(0, 4, (400, 6, 8))
    found = [rank_bounds(each[:, -1], movement(each), 0.9) for each in seen]
    held = [(each.lower <= ranks) & (ranks <= each.upper) for each in found]
    assert (np.mean(held, axis=0) >= 0.9).all()
    assert all(each.upper[5] < 6 for each in found)  # and yet they are no empty words


@given(st.lists(st.integers(0, 100).map(float), min_size=1, max_size=9))
def test_bounds_of_ranks_hold_the_rank_and_are_all_ranks_where_nothing_is_known(values: list[float]) -> None:
    known, unknown = rank_bounds(values, Movement(3.0, 20.0)), rank_bounds(values, Movement(np.nan, 0.0))
    for at, value in enumerate(values):
        assert known.lower[at] <= 1 + sum(other > value for other in values)
        assert known.upper[at] >= len(values) - sum(other < value for other in values)
        assert (unknown.lower[at], unknown.upper[at]) == (1, len(values))
