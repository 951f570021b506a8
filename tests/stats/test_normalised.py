"""Scores from 0 to 100: order kept or turned, bounds, what is missing stays so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samkit.stats.normalised import between, percentile, standardised

VALUES = st.lists(st.integers(-50, 50).map(float), min_size=2, max_size=20)


@given(VALUES, st.integers(-40, 40), st.integers(-40, 40).filter(bool))
def test_a_score_between_floor_and_target_is_a_straight_line_that_is_cut(
    values: list[float], floor: int, step: int
) -> None:
    found = between(values, floor, floor + step)
    for value, score in zip(values, found, strict=True):
        assert score == pytest.approx(min(max(100 * (value - floor) / step, 0), 100))


def test_floor_and_target_that_are_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        between([1, 2], 3, 3)


@given(VALUES)
def test_the_percentile_is_that_of_scipy(values: list[float]) -> None:
    theirs = [stats.percentileofscore(values, value, kind="mean") for value in values]
    assert percentile(values) == pytest.approx(theirs)
    assert percentile(values, lower_is_better=True) == pytest.approx([100 - each for each in theirs])


@given(VALUES)
def test_the_standardised_score_is_the_normal_distribution_of_z(values: list[float]) -> None:
    z = stats.zscore(values, ddof=1) if np.ptp(values) else np.zeros(len(values))
    assert standardised(values) == pytest.approx(100 * stats.norm.cdf(z), abs=1e-9)
    assert standardised(values, lower_is_better=True) == pytest.approx(100 * stats.norm.sf(z), abs=1e-9)


@given(VALUES)
def test_what_is_missing_has_no_score_and_changes_no_other(values: list[float]) -> None:
    with_gap = [values[0], float("nan"), *values[1:]]
    for score in (percentile, standardised, lambda given: between(given, 0, 10)):
        found = score(with_gap)
        assert np.isnan(found[1])
        assert np.delete(found, 1) == pytest.approx(score(values))
