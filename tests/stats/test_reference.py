"""A share beside a reference: published bounds, bounds worked by hand, and what must hold of all of them."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, t

from samkit.stats import reference
from samkit.stats.reference import Error


def test_two_counts_have_the_published_interval() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, example (a), method 7: 0.0528 to 0.3382.
    found = reference.counted(56, 70, (48, 48), 80)
    assert [round(float(bound), 4) for bound in found.interval] == [0.0528, 0.3382]


def test_a_fixed_figure_has_wilsons_interval_and_its_test() -> None:
    # 60 of 100: z = 0.1 / sqrt(0.25 / 100) = 2; Wilson's bounds are (60 + z²/2 ± z sqrt(24 + z²/4)) / (100 + z²).
    z = 1.959963984540054
    found = reference.figure(60, 100, (0.5, 0.5))
    middle, half = 60 + z**2 / 2, z * sqrt(24 + z**2 / 4)
    expected = [(middle - half) / (100 + z**2) - 0.5, (middle + half) / (100 + z**2) - 0.5]
    assert np.allclose(found.interval, expected)
    assert float(found.p) == pytest.approx(2 * norm.sf(2))


def test_rounding_takes_the_nearest_figure_for_the_test_and_the_farthest_for_the_bounds() -> None:
    exact, rounded = (reference.figure(60, 100, of) for of in ((0.5, 0.5), (0.495, 0.505)))
    assert float(rounded.p) == pytest.approx(2 * norm.sf(0.095 / sqrt(0.505 * 0.495 / 100)))
    assert float(exact.interval.lower - rounded.interval.lower) == pytest.approx(0.005)
    assert float(rounded.interval.upper - exact.interval.upper) == pytest.approx(0.005)


def test_variances_of_two_estimates_add() -> None:
    found = reference.estimated(0.6, Error(0.04, 40), (0.5, 0.5), Error(0.03, 60))
    df = 0.0025**2 / (0.0016**2 / 40 + 0.0009**2 / 60)
    assert float(found.p) == pytest.approx(2 * t.sf(2, df))
    assert float(found.interval.upper) == pytest.approx(0.1 + t.ppf(0.975, df) * 0.05)


def test_a_published_base_is_a_plain_sample() -> None:
    found = reference.estimated(0.6, Error(0.04, np.inf), (0.5, 0.5), 400)
    df = (0.0016 + 0.25 / 400) ** 2 / ((0.25 / 400) ** 2 / 399)
    assert float(found.p) == pytest.approx(2 * t.sf(0.1 / sqrt(0.0016 + 0.25 / 400), df))


def test_where_nothing_varies_nothing_is_shown() -> None:
    found = reference.estimated(1.0, Error(0.0, 40), (0.5, 0.5), 100)
    assert [float(bound) for bound in found.interval] == [-1, 1]
    assert np.isnan(found.p)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 400))
    return draw(st.integers(0, n)), n


@given(counts(), counts())
def test_swapping_the_sides_turns_the_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    there = reference.counted(*one, (other[0], other[0]), other[1])
    back = reference.counted(*other, (one[0], one[0]), one[1])
    assert float(there.interval.lower) == pytest.approx(-float(back.interval.upper), abs=1e-9)
    assert float(there.p) == pytest.approx(float(back.p), abs=1e-12)


@given(counts(), counts(), st.integers(0, 5))
def test_the_test_agrees_with_the_interval_whatever_was_rounded(
    one: tuple[int, int], other: tuple[int, int], width: int
) -> None:
    least, most = other[0], min(other[0] + width, other[1])
    found = (
        reference.counted(*one, (least, most), other[1]),
        reference.figure(*one, (least / other[1], most / other[1])),
    )
    for each in found:
        inside = each.interval.lower <= 0 <= each.interval.upper
        if abs(float(each.p) - 0.05) > 1e-6 and np.isfinite(each.p):
            assert inside == (each.p > 0.05)


@given(counts(), counts(), st.integers(1, 9))
def test_what_may_have_been_rounded_only_widens(one: tuple[int, int], other: tuple[int, int], width: int) -> None:
    wide = reference.counted(*one, (max(other[0] - width, 0), min(other[0] + width, other[1])), other[1])
    exact = reference.counted(*one, (other[0], other[0]), other[1])
    assert wide.interval.lower <= exact.interval.lower
    assert wide.interval.upper >= exact.interval.upper
    assert wide.p >= exact.p - 1e-12
