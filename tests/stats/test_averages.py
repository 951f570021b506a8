from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import means
from samkit.stats.averages import Weighed, difference, mean
from samkit.stats.moments import from_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray


def weighed(x: NDArray[np.float64], w: NDArray[np.float64], origin: float = 0.0) -> Weighed:
    d = x - origin
    return Weighed(
        len(x), w.sum(), (w**2).sum(), (w * d).sum(), (w * d**2).sum(), (w**2 * d).sum(), (w**2 * d**2).sum(), origin
    )


def by_rows(x: NDArray[np.float64], w: NDArray[np.float64], sample: int) -> tuple[float, float]:
    """The mean and its error from every respondent: the score of each, and the variance of a sum of scores."""
    m = float((w * x).sum() / w.sum())
    scores = np.concatenate([w * (x - m) / w.sum(), np.zeros(sample - len(x))])
    return m, float(np.sqrt(sample / (sample - 1) * ((scores - scores.mean()) ** 2).sum()))


@settings(max_examples=100, derandomize=True)
@given(st.integers(2, 40), st.integers(0, 1000), st.floats(-1e6, 1e6))
def test_mean_and_error_are_those_of_the_scores_of_all_respondents(n: int, seed: int, origin: float) -> None:
    chance = np.random.default_rng(seed)
    x, w = chance.normal(5, 2, n), chance.uniform(0.1, 3, n)
    found = mean(weighed(x, w, 5.0), n + 7)
    value, error = by_rows(x, w, n + 7)
    assert float(found.value) == pytest.approx(value, rel=1e-12)
    assert float(found.error) == pytest.approx(error, rel=1e-9)
    moved = mean(weighed(x, w, origin), n + 7)
    assert float(moved.value) == pytest.approx(value, rel=1e-9, abs=1e-9)


def test_weights_times_a_constant_change_nothing() -> None:
    chance = np.random.default_rng(3)
    x, w = chance.normal(5, 2, (2, 30)), chance.uniform(0.1, 3, (2, 30))
    once = difference(weighed(x[0], w[0]), weighed(x[1], w[1]), 70)
    often = difference(weighed(x[0], 1e6 * w[0]), weighed(x[1], 1e6 * w[1]), 70)
    np.testing.assert_allclose([often.value, often.error, often.p], [once.value, once.error, once.p], rtol=1e-10)


def test_swapping_the_groups_turns_the_difference_round() -> None:
    chance = np.random.default_rng(4)
    x, w = chance.normal(5, 2, (2, 30)), chance.uniform(0.1, 3, (2, 30))
    one, none = weighed(x[0], w[0]), weighed(x[1], w[1])
    there, back = difference(one, none, 60), difference(none, one, 60)
    assert float(there.value) == -float(back.value)
    assert float(there.interval.lower) == -float(back.interval.upper)
    assert float(there.p) == float(back.p)


def test_with_weights_of_one_the_value_is_that_of_welch() -> None:
    chance = np.random.default_rng(5)
    x = chance.normal(5, 2, (2, 30))
    ones = np.ones(30)
    found = difference(weighed(x[0], ones), weighed(x[1], ones), 60)
    one, none = (from_sums(30, row.sum(), (row**2).sum()) for row in x)
    assert float(found.value) == pytest.approx(float(means.welch(one, none).value), rel=1e-12)


@pytest.mark.parametrize("x", [[], [3.0], [3.0, 3.0]])
def test_without_variation_there_is_no_bound_and_no_p(x: list[float]) -> None:
    group = weighed(np.array(x), np.ones(len(x)))
    found = mean(group, 10)
    assert (float(found.interval.lower), float(found.interval.upper)) == (-np.inf, np.inf)
    assert np.isnan(found.p)
    assert np.isnan(found.value) == (not x)
