from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.competing import aalen_johansen, incidence, ratio_error
from samkit.stats.life_table import life_table
from samkit.stats.survival import kaplan_meier, remaining

SEEN = st.lists(st.tuples(st.integers(0, 12), st.integers(-1, 2)), min_size=1, max_size=60)


@given(SEEN)
def test_incidences_and_what_remains_sum_to_one_on_every_day(seen: list[tuple[int, int]]) -> None:
    table = life_table([day for day, _ in seen], [how for _, how in seen], 3)
    assert (incidence(table).sum(axis=0) + remaining(table)) == pytest.approx(1)


@given(SEEN)
def test_of_one_cause_the_incidence_is_what_does_not_remain_with_greenwoods_error(seen: list[tuple[int, int]]) -> None:
    table = life_table([day for day, _ in seen], [min(how, 0) for _, how in seen], 1)
    found, curve = aalen_johansen(table), kaplan_meier(table)
    assert found.value[0] == pytest.approx(1 - curve.value)
    alive = curve.value > 0
    assert found.error[0][alive] == pytest.approx(curve.error[alive], abs=1e-7)


@given(SEEN)
def test_without_censoring_an_incidence_is_a_share_with_its_binomial_error(seen: list[tuple[int, int]]) -> None:
    ends = [(day, max(how, 0)) for day, how in seen]
    found, n = aalen_johansen(life_table([day for day, _ in ends], [how for _, how in ends], 3)), len(ends)
    for cause in range(3):
        share = sum(how == cause for _, how in ends) / n
        assert found.value[cause, -1] == pytest.approx(share)
        last = max(day for day, _ in ends)
        before = sum(how == cause and day < last for day, how in ends) / n
        if last:
            assert found.value[cause, last - 1] == pytest.approx(before)
            assert found.error[cause, last - 1] == pytest.approx(math.sqrt(before * (1 - before) / n), abs=1e-7)


def test_taking_other_causes_as_censored_would_overstate_a_cause() -> None:
    days, cause = [1, 2, 3, 4, 5, 6], [0, 1, 0, 1, 0, -1]
    alone = 1 - remaining(life_table(days, [how if how == 0 else -1 for how in cause], 1))[-1]
    assert alone > incidence(life_table(days, cause, 2))[0, -1] + 0.1


def test_the_error_of_a_ratio_of_shares_is_that_of_two_binomials() -> None:
    # Katz et al. (1978): the variance of log(p1 / p0) is (1 - p1) / x1 + (1 - p0) / x0.
    first, second = (0.3, math.sqrt(0.3 * 0.7 / 50)), (0.2, math.sqrt(0.2 * 0.8 / 80))
    assert ratio_error(*first, *second) == pytest.approx(math.sqrt(0.7 / 15 + 0.8 / 16))
    assert np.isinf(ratio_error(0.0, 0.0, 0.2, 0.1))
