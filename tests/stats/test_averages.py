"""Weighted means of two groups: where the origin lies, what weights must not change, and what happens at the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import means
from samkit.stats.averages import Weighed, difference, mean
from samkit.stats.moments import from_sums
from tests.stats.samples import Rows, answered
from tests.stats.tabulated import Numbers, drawn, numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray


def alone(x: NDArray[np.float64], w: NDArray[np.float64], others: int) -> Numbers:
    """Give one group of respondents drawn one by one, and others in neither."""
    first = np.repeat([1, -1], [len(x), others])
    return numbers(drawn([*w, *[1.0] * others]), first, [*x, *[0.0] * others])


def two(x: NDArray[np.float64], w: NDArray[np.float64], others: int) -> Numbers:
    """Give two groups of as many respondents each, **shape** (2, respondents), and others in neither."""
    first = np.repeat([1, 0, -1], [x.shape[1], x.shape[1], others])
    return numbers(drawn([*w.ravel(), *[1.0] * others]), first, [*x.ravel(), *[0.0] * others])


def moved(group: Weighed, origin: float) -> Weighed:
    """Give the sums around another origin."""
    n, w, w2, first, first2, second2, old = (np.asarray(part) for part in group)
    step = old - origin
    return Weighed(
        n, w, w2, first + step * w, first2 + step * w2, second2 + 2 * step * first2 + step**2 * w2, old - step
    )


def by_rows(x: NDArray[np.float64], w: NDArray[np.float64], sample: int) -> tuple[float, float]:
    """The mean and its error from every respondent: the score of each, and the variance of a sum of scores."""
    m = float((w * x).sum() / w.sum())
    scores = np.concatenate([w * (x - m) / w.sum(), np.zeros(sample - len(x))])
    return m, float(np.sqrt(sample / (sample - 1) * ((scores - scores.mean()) ** 2).sum()))


@settings(max_examples=100)
@given(st.integers(2, 40), st.integers(0, 1000), st.floats(-1e6, 1e6))
def test_mean_and_error_are_those_of_the_scores_of_all_respondents(n: int, seed: int, origin: float) -> None:
    chance = np.random.default_rng(seed)
    x, w = chance.normal(5, 2, n), chance.uniform(0.1, 3, n)
    given_ = alone(x, w, 7)
    found = mean(given_.one, given_.sample)
    value, error = by_rows(x, w, n + 7)
    assert float(found.value[0]) == pytest.approx(value, rel=1e-12)
    assert float(found.error[0]) == pytest.approx(error, rel=1e-9)
    far = mean(moved(given_.one, origin), given_.sample)
    assert float(far.value[0]) == pytest.approx(value, rel=1e-9, abs=1e-9)


@settings(max_examples=200)
@given(answered(), st.floats(-20, 20))
def test_the_origin_of_the_sums_changes_nothing_under_any_design(rows: Rows, origin: float) -> None:
    one, none, sample = numbers(rows.design, rows.first, rows.value)
    here, there = difference(one, none, sample), difference(moved(one, origin), moved(none, 0.0), sample)
    np.testing.assert_allclose(here.value, there.value, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(here.error**2, there.error**2, rtol=1e-9, atol=1e-12)


@settings(max_examples=200)
@given(answered(), st.floats(-1e3, 1e3), st.sampled_from([1e-3, 1.0, 1e6]))
def test_answers_in_another_unit_are_means_in_that_unit(rows: Rows, shift: float, unit: float) -> None:
    plain = difference(*numbers(rows.design, rows.first, rows.value))
    other = difference(*numbers(rows.design, rows.first, unit * rows.value + shift))
    # A shift takes digits from every answer before it is summed, and most from the smallest unit.
    rounding = 1e-12 * (abs(shift) / unit + 10)
    np.testing.assert_allclose(other.value / unit, plain.value, rtol=1e-9, atol=rounding)
    np.testing.assert_allclose((other.error / unit) ** 2, plain.error**2, rtol=1e-9, atol=rounding)


def test_weights_times_a_constant_change_nothing() -> None:
    chance = np.random.default_rng(3)
    one, none, sample = two(chance.normal(5, 2, (2, 30)), chance.uniform(0.1, 3, (2, 30)), 10)

    def heavier(group: Weighed) -> Weighed:
        n, w, w2, first, first2, second2, origin = (np.asarray(part) for part in group)
        return Weighed(n, 1e6 * w, 1e12 * w2, 1e6 * first, 1e12 * first2, 1e12 * second2, origin)

    once, often = difference(one, none, sample), difference(heavier(one), heavier(none), sample)
    np.testing.assert_allclose([often.value, often.error, often.p], [once.value, once.error, once.p], rtol=1e-10)


@settings(max_examples=200)
@given(answered())
def test_swapping_the_groups_turns_the_difference_round(rows: Rows) -> None:
    one, none, sample = numbers(rows.design, rows.first, rows.value)
    there, back = difference(one, none, sample), difference(none, one, sample)
    np.testing.assert_array_equal(there.value, -back.value)
    np.testing.assert_allclose(there.interval.lower, -back.interval.upper, rtol=1e-12)
    np.testing.assert_allclose(there.p, back.p, rtol=1e-9)


def test_with_weights_of_one_the_value_is_that_of_welch() -> None:
    chance = np.random.default_rng(5)
    x = chance.normal(5, 2, (2, 30))
    found = difference(*two(x, np.ones((2, 30)), 0))
    one, none = (from_sums(30, row.sum(), (row**2).sum()) for row in x)
    assert float(found.value[0]) == pytest.approx(float(means.welch(one, none).value), rel=1e-12)


@pytest.mark.parametrize("x", [[], [3.0], [3.0, 3.0]])
def test_without_variation_there_is_no_bound_and_no_p(x: list[float]) -> None:
    given_ = alone(np.array(x), np.array([1.0, 2.0][: len(x)]), 10 - len(x))
    found = mean(given_.one, given_.sample)
    assert (float(found.interval.lower[0]), float(found.interval.upper[0])) == (-np.inf, np.inf)
    assert np.isnan(found.p).all()
    assert np.isnan(found.value[0]) == (not x)


def test_the_same_number_from_everybody_is_no_difference() -> None:
    found = difference(*two(np.full((2, 5), 0.1), np.linspace(0.1, 1, 10).reshape(2, 5), 3))
    assert float(found.p[0]) == 1
    assert float(found.error[0]) == 0


@pytest.mark.parametrize("cluster", [False, True])
def test_numbers_that_vary_between_strata_alone_have_no_error_and_no_p(cluster: bool) -> None:
    stratum = np.repeat(np.arange(4), 6)
    how = drawn(np.array([0.1, 0.7, 0.3, 0.9])[stratum], stratum, np.arange(24) // 2 if cluster else None)
    found = difference(*numbers(how, stratum < 2, np.array([0.3, 4.1, 2.2, 8.7])[stratum]))
    assert float(found.error[0]) == 0
    assert np.isnan(found.p).all()
    assert (float(found.interval.lower[0]), float(found.interval.upper[0])) == (-np.inf, np.inf)


def test_a_group_in_one_cluster_has_a_mean_and_no_error() -> None:
    how = drawn(np.ones(6), cluster=[0, 0, 1, 1, 2, 2])
    found = mean(numbers(how, [1, 1, 0, 0, 0, 0], [1.0, 2, 3, 4, 5, 6]).one, numbers(how, [1] * 6, [1.0] * 6).sample)
    assert float(found.value[0]) == 1.5
    assert np.isnan(found.error).all()
    assert (float(found.interval.lower[0]), float(found.interval.upper[0])) == (-np.inf, np.inf)
