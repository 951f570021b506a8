"""Counts for printed numbers, against counting through all tables."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.simulate import grim
from samkit.simulate.fit import Wanted, fit, gives, why_not
from samkit.simulate.published import Range

SMALL = st.integers(1, 12)
MAYBE = st.none() | st.integers(0, 100)
RATIOS = st.none() | st.sampled_from([0.5, 0.8, 1.0, 1.5, 2.0, 3.1])


def brute(wanted: Wanted, top_base: int, rest_base: int) -> bool:
    for top, rest in product(range(top_base + 1), range(rest_base + 1)):
        shares = (
            (wanted.top, top, top_base),
            (wanted.rest, rest, rest_base),
            (wanted.all, top + rest, top_base + rest_base),
        )
        given_ = all(said is None or grim.percent_of(count, base) == said for said, count, base in shares)
        if given_ and (wanted.ratio is None or grim.gives_ratio(wanted.ratio, (top, top_base), (rest, rest_base))):
            return True
    return False


@settings(deadline=None)
@given(SMALL, SMALL, MAYBE, MAYBE, MAYBE, RATIOS)
def test_counts_are_found_exactly_where_brute_force_finds_some(
    top_base: int, rest_base: int, top: int | None, rest: int | None, whole: int | None, ratio: float | None
) -> None:
    wanted = Wanted(top, rest, whole, ratio)
    found = fit(wanted, [top_base], [rest_base])
    assert (found is not None) == brute(wanted, top_base, rest_base)
    assert (why_not(wanted, [top_base], [rest_base]) == "") == (found is not None)
    if found is not None:
        assert gives(top, found.top, top_base)
        assert gives(rest, found.rest, rest_base)
        assert gives(whole, found.top + found.rest, top_base + rest_base)
        pair = ((found.top, top_base), (found.rest, rest_base))
        assert ratio is None or grim.gives_ratio(ratio, *pair)


def test_the_preferred_base_is_taken_where_it_can_be() -> None:
    found = fit(Wanted(top=50), [10, 9, 11], [100])
    assert found is not None
    assert found.top_base == 10


def test_another_base_is_taken_where_the_preferred_one_cannot_be() -> None:
    found = fit(Wanted(top=55), [52, 51, 53], [100])
    assert found is not None
    assert (found.top, found.top_base) == (28, 51)


def test_counts_lie_as_near_as_can_be_to_what_is_expected() -> None:
    found = fit(Wanted(near_top=30, near_rest=71), [10], [10])
    assert found is not None
    assert (found.top, found.rest) == (3, 7)


def test_a_number_in_words_is_met_by_a_count_between_its_bounds() -> None:
    low = Range.model_validate({"from": 23, "to": 24.9, "says": "a little under 25"})
    found = fit(Wanted(top=low), [51], [300])
    assert found is not None
    assert 23 <= 100 * found.top / 51 <= 24.9


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(top=55), "55 percent cannot come from a base of 52 (top)"),
        (Wanted(rest=33), "33 percent cannot come from a base of 10 (rest)"),
        (Wanted(top=50, rest=50, ratio=2.0), "cannot hold together"),
    ],
)
def test_what_cannot_be_is_said(wanted: Wanted, said: str) -> None:
    assert said in why_not(wanted, [52], [10])
