"""The GRIM check against counting through all tables."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.numbers import rounded
from samkit.simulate import grim

BASES = st.integers(1, 500)
PERCENTS = st.integers(0, 100)


def halves_up(value: Fraction, digits: int = 0) -> Fraction:
    return Fraction(floor(value * 10**digits + Fraction(1, 2)), 10**digits)


@given(BASES, PERCENTS)
def test_the_counts_of_a_percentage_are_those_that_round_to_it(base: int, percent: int) -> None:
    assert list(grim.counts(percent, base)) == [
        count for count in range(base + 1) if halves_up(Fraction(100 * count, base)) == percent
    ]


@given(st.data(), BASES)
def test_a_share_is_rounded_as_samkit_prints_it(data: st.DataObject, base: int) -> None:
    count = data.draw(st.integers(0, base))
    assert grim.percent_of(count, base) == halves_up(Fraction(100 * count, base))
    assert grim.percent_of(count, base) == rounded(100 * count / base)


def test_up_to_a_hundred_every_base_misses_the_percentages_that_brute_force_finds() -> None:
    for base in range(1, 100):
        given_ = {halves_up(Fraction(100 * count, base)) for count in range(base + 1)}
        for percent in range(101):
            assert bool(grim.bases(percent, [base])) == (percent in given_)


@given(st.integers(100, 2000), PERCENTS)
def test_from_a_hundred_on_every_percentage_can_be(base: int, percent: int) -> None:
    assert grim.bases(percent, [base]) == (base,)


@given(st.integers(1, 60), st.data(), st.integers(1, 60), st.integers(1, 99))
def test_the_counts_of_a_ratio_are_those_that_round_to_it(
    top_base: int, data: st.DataObject, rest_base: int, tenths: int
) -> None:
    top = data.draw(st.integers(0, top_base))
    printed = tenths / 10 if tenths >= 10 else tenths / 100
    digits = 1 if tenths >= 10 else 2
    expected = [
        rest
        for rest in range(1, rest_base + 1)
        if halves_up(Fraction(top * rest_base, top_base * rest), digits) == Fraction(tenths, 10**digits)
    ]
    assert list(grim.counts_for_ratio(printed, (top, top_base), rest_base)) == expected
    given_ = [r for r in range(rest_base + 1) if grim.gives_ratio(printed, (top, top_base), (r, rest_base))]
    assert given_ == expected


@given(BASES, st.floats(0, 100), st.floats(0, 100))
def test_the_counts_between_two_bounds_lie_between_them(base: int, one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = grim.counts_between(low, high, base)
    assert all(low - 1e-6 <= 100 * count / base <= high + 1e-6 for count in found)
    surely = [count for count in range(base + 1) if low + 1e-6 <= 100 * count / base <= high - 1e-6]
    assert set(surely) <= set(found)


@pytest.mark.parametrize(("printed", "digits"), [(3.1, 1), (1.0, 1), (0.99, 2), (0.3, 2)])
def test_a_ratio_below_one_is_printed_with_two_decimals(printed: float, digits: int) -> None:
    assert grim.ratio_digits(printed) == digits


@given(st.integers(1, 60), st.data(), st.integers(1, 60), st.integers(-100, 100))
def test_the_counts_of_a_gap_are_those_that_round_to_it(
    top_base: int, data: st.DataObject, rest_base: int, points: int
) -> None:
    top = data.draw(st.integers(0, top_base))

    def apart(rest: int) -> Fraction:
        gap = Fraction(100 * top, top_base) - Fraction(100 * rest, rest_base)
        return halves_up(gap) if gap >= 0 else -halves_up(-gap)

    expected = [rest for rest in range(rest_base + 1) if apart(rest) == points]
    assert list(grim.counts_for_gap(points, (top, top_base), rest_base)) == expected
