from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.confounding import e_bound, e_value
from samkit.stats.interval import Interval

# VanderWeele and Ding (2017), Annals of Internal Medicine 167, 268-274: smoking and lung cancer, breastfeeding and
# respiratory deaths, breastfeeding and leukaemia; ratio, bounds, E-value of the ratio and of its interval.
PUBLISHED = [(10.73, 8.02, 14.36, 20.9, 15.5), (3.9, 1.8, 8.7, 7.26, 3.0), (0.80, 0.71, 0.91, 1.8, 1.4)]


@pytest.mark.parametrize(("ratio", "lower", "upper", "value", "bound"), PUBLISHED)
def test_e_values_are_those_that_were_published(
    ratio: float, lower: float, upper: float, value: float, bound: float
) -> None:
    assert float(e_value(ratio)) == pytest.approx(value, abs=0.06)
    assert float(e_bound(Interval(np.array(lower), np.array(upper)))) == pytest.approx(bound, abs=0.06)


@given(ratio=st.floats(1.0, 50.0), part=st.floats(0.0, 1.0))
def test_no_hidden_trait_of_less_strength_makes_the_ratio(ratio: float, part: float) -> None:
    strength = 1 + (float(e_value(ratio)) - 1) * part
    # A trait that everybody in group 1 has, and in group 0 one of `strength`, makes the item so many times as likely.
    made = strength / (2 - 1 / strength)
    assert made <= ratio * (1 + 1e-9)
    assert part < 1 or made == pytest.approx(ratio)


@given(ratio=st.floats(0.01, 100.0))
def test_a_ratio_and_its_inverse_have_one_e_value(ratio: float) -> None:
    assert float(e_value(ratio)) == pytest.approx(float(e_value(1 / ratio)), rel=1e-9)


def test_an_interval_that_holds_1_asks_for_no_trait_and_no_ratio_has_no_e_value() -> None:
    bounds = Interval(np.array([0.9, 1.0, np.nan]), np.array([1.2, 2.0, np.nan]))
    assert np.array_equal(e_bound(bounds), [1.0, 1.0, np.nan], equal_nan=True)
    assert np.array_equal(e_value([1.0, np.nan, np.inf, 0.0]), [1.0, np.nan, np.inf, np.inf], equal_nan=True)
