"""Cronbach's alpha: what follows from its definition."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.stats.reliability import alpha

ANSWERS = arrays(np.float64, st.tuples(st.integers(3, 12), st.integers(2, 5)), elements=st.integers(0, 9))


@given(ANSWERS)
def test_alpha_is_that_of_the_mean_covariance_over_the_mean_of_all_entries(answers: np.ndarray) -> None:
    covariance = np.cov(answers, rowvar=False)
    k = len(covariance)
    assume(covariance.sum() > 1e-9)
    off = (covariance.sum() - np.trace(covariance)) / (k * (k - 1))
    assert alpha(answers).value == pytest.approx(off / (covariance.sum() / k**2), rel=1e-9, abs=1e-9)


@given(ANSWERS, st.floats(-5, 5), st.floats(0.1, 10))
def test_alpha_does_not_know_the_unit_and_its_error_does(answers: np.ndarray, shift: float, unit: float) -> None:
    assume(answers.sum(axis=1).var() > 0)
    one, other = alpha(answers), alpha(unit * answers + shift)
    assert other.value == pytest.approx(one.value, rel=1e-6, abs=1e-6)
    assert other.error == pytest.approx(unit * one.error, rel=1e-6, abs=1e-9)


def test_a_question_that_is_asked_twice_has_an_alpha_of_one_and_no_error() -> None:
    found = alpha([[1, 1], [2, 2], [4, 4]])
    assert (found.value, found.error) == (1.0, 0.0)


@given(ANSWERS)
def test_the_interval_holds_alpha_and_grows_with_the_level(answers: np.ndarray) -> None:
    assume(answers.sum(axis=1).var() > 0)
    narrow, wide = alpha(answers, 0.8), alpha(answers, 0.99)
    assert wide.interval.lower <= narrow.interval.lower <= narrow.value + 1e-9
    assert narrow.value - 1e-9 <= wide.interval.upper <= 1


def test_sums_that_are_all_alike_have_no_alpha() -> None:
    found = alpha([[1, 3], [2, 2], [3, 1]])
    assert np.isnan(found.value)
    assert tuple(map(float, found.interval)) == (-np.inf, 1.0)


@pytest.mark.parametrize("answers", [[[1, 2]], [[1], [2]], [1, 2, 3], [[1, np.nan], [2, 2]]])
def test_too_few_answers_or_one_that_is_missing_are_refused(answers: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="finite answers"):
        alpha(answers)


def test_feldts_interval_holds_the_true_alpha_as_often_as_it_says() -> None:
    draw = np.random.default_rng(5)
    true = draw.normal(0, 1, (4000, 20, 1))
    answers = true + draw.normal(0, 1, (4000, 20, 4))  # parallel questions: alpha is 4 / 5
    held = [bool(found.lower <= 0.8 <= found.upper) for found in (alpha(each).interval for each in answers)]
    assert np.mean(held) == pytest.approx(0.95, abs=0.012)
