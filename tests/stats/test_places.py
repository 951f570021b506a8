"""Places: in the order of the values whatever they are, ties and what has no value included."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.places import bits, places

SPECIAL = [-math.inf, -1.0, -1e-300, -0.0, 0.0, 1e-310, 0.25, 1.0, 1e300, math.inf, math.nan]
ROWS = st.integers(1, 9).flatmap(
    lambda size: st.lists(st.lists(st.sampled_from(SPECIAL), min_size=size, max_size=size), min_size=1, max_size=6)
)


def ranked(rows: list[list[float]]) -> object:
    found = places(np.array(rows, dtype=float))
    width = bits(found.shape[1])
    result = np.full(found.shape, -1)
    np.put_along_axis(result, found & ((1 << width) - 1), found >> width, axis=1)
    return result.tolist()


@given(ROWS)
def test_a_rank_is_one_more_than_the_number_of_larger_values(rows: list[list[float]]) -> None:
    expected = [[0 if math.isnan(own) else 1 + sum(other > own for other in row) for own in row] for row in rows]
    assert ranked(rows) == expected


@given(ROWS)
def test_places_stand_in_the_order_of_ranks_with_what_has_none_last(rows: list[list[float]]) -> None:
    found = places(np.array(rows, dtype=float))
    for row in (found >> bits(found.shape[1])).tolist():
        told = [rank for rank in row if rank]
        assert told == sorted(told)
        assert row == told + [0] * (len(row) - len(told))


def test_one_row_without_a_value_changes_no_other_row() -> None:
    values = np.random.default_rng(1).integers(-20, 20, (50, 12)) / 7
    whole = np.sort(places(values))
    values[3, 5] = math.nan
    holed = np.sort(places(values))
    assert np.array_equal(np.delete(holed, 3, axis=0), np.delete(whole, 3, axis=0))


@pytest.mark.parametrize("size", [1, 2, 3, 64, 65, 300])
def test_rows_of_equal_values_are_all_first(size: int) -> None:
    found = places(np.full((3, size), 0.5))
    assert np.all(found >> bits(size) == 1)
    assert np.all(np.sort(found & ((1 << bits(size)) - 1), axis=1) == np.arange(size))
