"""Scores: what an estimate moves by when a row's weight changes a little."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import influence
from samkit.stats.influence import Estimator

ROWS = st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.5, 5), st.booleans()), min_size=4, max_size=15)


def estimators(weight: np.ndarray, y: np.ndarray, one: np.ndarray) -> list[Estimator]:
    share, other = influence.mean(one * 0.8 + 0.1, weight), influence.mean(y / 6, weight)
    return [
        influence.total(y * weight),
        influence.ratio(y * weight, (one + 1) * weight),
        influence.mean(y, weight),
        influence.difference(share, other),
        influence.logarithm(other),
        influence.log_odds(share),
    ]


@given(ROWS)
def test_score_over_the_weight_is_the_slope_of_the_estimate_in_that_weight(
    rows: list[tuple[float, float, bool]],
) -> None:
    weight, y, one = np.array(rows, dtype=np.float64).T
    found = estimators(weight, y, one)
    step = 1e-5
    for row in range(len(rows)):
        up, down = weight.copy(), weight.copy()
        up[row] += step
        down[row] -= step
        for ours, high, low in zip(found, estimators(up, y, one), estimators(down, y, one), strict=True):
            slope = float(high.value - low.value) / (2 * step)
            assert float(ours.score[row] / weight[row]) == pytest.approx(slope, rel=1e-5, abs=1e-7)


@given(ROWS)
def test_scores_of_a_mean_sum_to_zero_and_no_weight_scale_matters(rows: list[tuple[float, float, bool]]) -> None:
    weight, y, _ = np.array(rows, dtype=np.float64).T
    found, scaled = influence.mean(y, weight), influence.mean(y, weight * 1e6)
    assert float(found.score.sum()) == pytest.approx(0, abs=1e-12)
    assert np.allclose(found.score, scaled.score, rtol=1e-9, atol=1e-13)
    assert float(found.value) == pytest.approx(float(scaled.value), rel=1e-13)


def test_variance_is_that_of_the_values_when_weights_are_equal() -> None:
    y = np.array([3.0, 1.0, 4.0, np.nan, 5.0])
    assert influence.variance(y, np.full(5, 2.0)).value == pytest.approx(np.nanvar(y, ddof=1), rel=1e-14)
    assert np.isnan(influence.variance([3.0, np.nan], [1.0, 1.0]).value)


def test_missing_values_and_rows_outside_add_nothing() -> None:
    found = influence.mean([[1.0, 7.0], [np.nan, 8.0], [3.0, 9.0]], np.array([[1, 0], [1, 1], [1, 1]]))
    assert found.value.tolist() == [2.0, 8.5]
    assert found.score[1, 0] == 0
    assert found.score[0, 1] == 0


def test_nobody_has_no_estimate_and_a_share_of_zero_an_infinite_logarithm() -> None:
    nobody, none = influence.ratio([0.0, 0.0], [0.0, 0.0]), influence.ratio([0.0, 0.0], [1.0, 1.0])
    assert math.isnan(nobody.value)
    assert influence.logarithm(none).value == -math.inf
    assert influence.log_odds(none).value == -math.inf
    assert influence.log_odds(influence.ratio([1.0, 1.0], [1.0, 1.0])).value == math.inf
