from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.quality.outliers import fences

SHIFTED = st.lists(st.integers(-100, 100), min_size=10, max_size=40)


def test_the_fences_are_three_and_a_half_modified_z_scores_from_the_median() -> None:
    values = [-2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3]
    found = fences(np.array(values))
    assert found is not None
    middle = statistics.median(values)
    deviation = statistics.median(abs(value - middle) for value in values)
    assert (found.low, found.high) == pytest.approx(
        (middle - 3.5 * deviation / 0.6745, middle + 3.5 * deviation / 0.6745)
    )
    outside = [value for value in values if not found.low <= value <= found.high]
    assert outside == [-2.1, 8.2, 8.3]


@given(SHIFTED, st.integers(2, 50), st.integers(-1000, 1000))
def test_the_unit_and_the_origin_do_not_matter_where_numbers_may_be_negative(
    values: list[int], factor: int, shift: int
) -> None:
    numbers = np.array([*values, -200.5, 200.5])
    found, moved = fences(numbers), fences(numbers * factor - 1e6 + shift)
    assert (found is None) == (moved is None)
    if found is not None and moved is not None:
        assert moved.low == pytest.approx(found.low * factor - 1e6 + shift, abs=1e-6)
        assert moved.high == pytest.approx(found.high * factor - 1e6 + shift, abs=1e-6)


def test_skewed_counts_are_looked_at_on_their_logarithm() -> None:
    found = fences(np.array([1.0, 1, 2, 2, 3, 4, 6, 8, 12, 20, 40, 90]))
    assert found is not None
    assert found.logarithm
    assert found.high > 90


def test_where_most_answers_are_alike_the_mean_deviation_takes_its_place() -> None:
    values = [5.0] * 20 + [6.0, 4.0, 90.5]
    found = fences(np.array(values))
    assert found is not None
    assert 6 < found.high < 90


@pytest.mark.parametrize("values", [[], [1.0] * 9, [1.0, 2, 900], [3.0] * 50])
def test_few_answers_and_equal_ones_have_no_outliers(values: list[float]) -> None:
    assert fences(np.array(values)) is None
