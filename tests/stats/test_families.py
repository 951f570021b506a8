"""Families of tests: properties that R's numbers do not show."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import families

METHODS = [families.benjamini_hochberg, families.benjamini_yekutieli, families.holm, families.none]
P = st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), min_size=1, max_size=80)


@given(P)
def test_adjusted_values_are_never_below_p_nor_above_one_and_keep_its_order(p: list[float]) -> None:
    values = np.array(p)
    possible = ~np.isnan(values)
    for method in METHODS:
        adjusted = method(values)
        assert np.array_equal(np.isnan(adjusted), ~possible)
        assert np.all(adjusted[possible] >= values[possible] * (1 - 1e-15))
        assert np.all(adjusted[possible] <= 1)
        order = np.argsort(values[possible])
        assert np.all(np.diff(adjusted[possible][order]) >= 0)


@given(P, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(p: list[float], random: Random) -> None:
    order = list(range(len(p)))
    random.shuffle(order)
    for method in METHODS:
        assert np.array_equal(method(np.array(p)[order]), method(p)[order], equal_nan=True)


@given(P)
def test_a_test_that_was_not_possible_changes_nothing_for_the_others(p: list[float]) -> None:
    for method in METHODS:
        assert np.array_equal(method([*p, float("nan")])[:-1], method(p), equal_nan=True)


def test_each_row_is_a_family_of_its_own() -> None:
    p = np.random.default_rng(1).uniform(size=(3, 4, 7))
    p[1, 2, 3] = np.nan
    for method in METHODS:
        together = method(p)
        assert np.array_equal(together[1, 2], method(p[1, 2]), equal_nan=True)
        assert np.array_equal(together[2, 0], method(p[2, 0]))


def test_a_family_without_any_test_stays_missing() -> None:
    for method in METHODS:
        assert np.isnan(method([np.nan, np.nan])).all()
        assert method([]).shape == (0,)


@pytest.mark.parametrize("p", [-0.1, 1.1])
def test_an_impossible_p_value_is_refused(p: float) -> None:
    for method in METHODS:
        with pytest.raises(ValueError, match="between 0 and 1"):
            method([0.5, p])


def test_benjamini_hochberg_finds_what_its_step_up_rule_finds() -> None:
    # The rule as it was published: the largest k with p(k) <= k q / m, and all p up to it.
    p = np.random.default_rng(2).beta(0.3, 1, 72)
    ordered = np.sort(p)
    k = max((rank for rank in range(1, 73) if ordered[rank - 1] <= rank * 0.05 / 72), default=0)
    assert 0 < k < 72
    assert np.count_nonzero(families.benjamini_hochberg(p) <= 0.05) == k
