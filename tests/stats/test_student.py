from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from samkit.stats import student


@settings(max_examples=300, derandomize=True)
@given(st.floats(-60, 60), st.floats(0.5, 1e9))
def test_the_tail_is_that_of_scipy(t: float, df: float) -> None:
    expected = 2 * float(special.stdtr(df, -abs(t)))
    if expected > 1e-290:
        assert float(student.two_sided(t, df)) == pytest.approx(expected, rel=2e-12)


@pytest.mark.parametrize("t", [0.0, 0.1, 1.0, 3.0, 50.0, 1e6])
def test_one_and_two_degrees_of_freedom_have_closed_forms(t: float) -> None:
    assert float(student.two_sided(t, 1)) == pytest.approx(2 * math.atan2(1, t) / math.pi, rel=1e-13)
    assert float(student.two_sided(t, 2)) == pytest.approx(2 / (2 + t * t) / (1 + t / math.sqrt(2 + t * t)), rel=1e-13)


@settings(max_examples=150, derandomize=True)
@given(st.floats(1e-6, 0.999), st.floats(0.7, 1e8))
def test_the_quantile_turns_the_tail_round(alpha: float, df: float) -> None:
    assert float(student.two_sided(student.quantile(alpha, df), df)) == pytest.approx(alpha, rel=1e-12)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_the_quantile_is_that_of_scipy(level: float) -> None:
    df = np.array([1.0, 1.5, 2, 5, 30, 395, 9_999, 10_001, 1e6, 1e9])
    np.testing.assert_allclose(student.quantile(1 - level, df), -special.stdtrit(df, (1 - level) / 2), rtol=1e-11)


def test_a_larger_statistic_is_less_likely_across_the_change_of_method() -> None:
    t = np.linspace(0.01, 8, 400)
    below, above = student.two_sided(t, 9_999.99999), student.two_sided(t, 10_000.0)
    assert np.all(np.diff(below) < 0)
    np.testing.assert_allclose(below, above, rtol=1e-9)


def test_what_is_not_known_stays_so() -> None:
    assert np.isnan(student.two_sided(np.nan, 5))
    assert np.isnan(student.two_sided(1.0, 0))
    assert np.isnan(student.quantile(0.05, np.nan))
    assert float(student.two_sided(np.inf, 5)) == 0.0
    assert float(student.two_sided(0.0, 5)) == 1.0
