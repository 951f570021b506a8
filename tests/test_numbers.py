from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import numbers
from samkit.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = st.integers(1, 3000)
GERMAN = numbers.Signs(",", ".", "{lower} bis {upper}")


@given(st.data(), SIZES)
def test_a_share_is_rounded_half_up_from_its_exact_fraction(data: st.DataObject, n: int) -> None:
    x = data.draw(st.integers(0, n))
    exact = Fraction(100 * x, n)
    assert numbers.percent(x / n) == str(math.floor(exact + Fraction(1, 2)))


@given(st.data(), SIZES, SIZES)
def test_a_gap_is_rounded_half_away_from_zero_from_its_exact_fraction(data: st.DataObject, n1: int, n0: int) -> None:
    x1, x0 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n0))
    exact = 100 * (Fraction(x1, n1) - Fraction(x0, n0))
    whole = math.floor(abs(exact) + Fraction(1, 2))
    sign = "" if not whole else "+" if exact > 0 else "\u2212"
    assert numbers.points(x1 / n1 - x0 / n0) == f"{sign}{whole}"


@given(st.floats(-1, 1))
def test_turning_a_gap_round_turns_its_sign_and_nothing_else(gap: float) -> None:
    one, two = numbers.points(gap), numbers.points(-gap)
    assert one.lstrip("+\u2212") == two.lstrip("+\u2212")
    assert one == two == "0" or {one[0], two[0]} == {"+", "\u2212"}


@given(
    st.floats(allow_nan=True, allow_infinity=True, min_value=None, max_value=None).filter(
        lambda x: abs(x) < 1e15 or not math.isfinite(x)
    )
)
def test_nan_none_and_a_negative_zero_are_never_printed(value: float) -> None:
    for text in (numbers.percent(value), numbers.points(value), numbers.decimal(value, 2), numbers.times(abs(value))):
        assert "nan" not in text
        assert "inf" not in text
        assert text.strip("\u2212+0.") or "\u2212" not in text


@given(st.floats(0, 1))
def test_a_probability_is_never_printed_as_zero(p: float) -> None:
    text = numbers.probability(p)
    assert (text == "< 0.001") == (p < 0.001)
    assert text.startswith("<") or abs(float(text) - p) <= 0.005 * (1 + 1e-9)  # half of the last digit, and no more


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (0.994, "0.99"),
        (0.996, "1.0"),
        (0.34, "0.34"),
        (3.06, "3.1"),
        (math.inf, "∞"),
        (0.0, "0.00"),
        (1234.56, "1,234.6"),
    ],
)
def test_a_ratio_has_one_decimal_and_two_below_one(ratio: float, text: str) -> None:
    assert numbers.times(ratio) == text


def test_a_bound_that_does_not_exist_is_the_infinity_sign() -> None:
    assert numbers.times_interval(Estimate(2.0, 1.2, math.inf)) == "1.2 to ∞"
    assert numbers.points_interval(Estimate(0.0, -0.125, 0.125)) == "\u221213 to +13"
    assert numbers.percent_interval(Estimate(None, None, None)) == "– to –"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_in_the_signs_of_another_language_is_the_same_number(value: float, digits: int) -> None:
    english, german = numbers.decimal(value, digits), numbers.decimal(value, digits, signs=GERMAN)
    assert german.translate(str.maketrans(",.", ".,")) == english


@pytest.mark.parametrize(
    ("spell", "lower", "upper", "text"),
    [
        (numbers.percent_interval, 0.4, 0.6, "40 bis 60"),
        (numbers.points_interval, -0.05, 0.6, "\u22125 bis +60"),
        (numbers.times_interval, 0.34, 12345.6, "0,34 bis 12.345,6"),
        (numbers.amount_interval, 5.1, 8000.0, "5,1 bis 8.000"),
        (numbers.rank_interval, 1, 72, "1 bis 72"),
    ],
)
def test_an_interval_is_written_in_the_signs_that_are_given(
    spell: Callable[[Estimate, numbers.Signs], str], lower: float, upper: float, text: str
) -> None:
    assert spell(Estimate(lower, lower, upper), GERMAN) == text


@given(st.floats(0, 1))
def test_a_probability_has_the_decimal_sign_that_is_given(p: float) -> None:
    assert numbers.probability(p, GERMAN) == numbers.probability(p).replace(".", ",")
