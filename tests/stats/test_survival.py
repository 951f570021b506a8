from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.life_table import life_table
from samkit.stats.survival import kaplan_meier, log_log, reached, remaining

DAYS = st.lists(st.integers(0, 15), min_size=1, max_size=60)


@given(DAYS)
def test_without_censoring_what_remains_is_the_share_of_longer_times_with_its_binomial_error(days: list[int]) -> None:
    found, n = kaplan_meier(life_table(days, [0] * len(days), 1)), len(days)
    for day in range(max(days) + 1):
        share = sum(each > day for each in days) / n
        assert found.value[day] == pytest.approx(share, abs=1e-12)
        assert found.error[day] == pytest.approx(math.sqrt(share * (1 - share) / n), abs=1e-9)


@given(DAYS, st.data())
def test_it_never_rises_and_stays_between_no_one_and_all(days: list[int], data: st.DataObject) -> None:
    cause = data.draw(st.lists(st.sampled_from([-1, 0]), min_size=len(days), max_size=len(days)))
    found = remaining(life_table(days, cause, 1))
    assert (np.diff(found) <= 1e-15).all()
    assert ((found >= 0) & (found <= 1)).all()


@given(st.lists(st.tuples(st.integers(1, 15), st.sampled_from([-1, 0])), min_size=1, max_size=40))
def test_how_long_after_the_last_end_one_is_still_seen_changes_nothing_until_then(seen: list[tuple[int, int]]) -> None:
    days, cause = zip(*seen, strict=True)
    later = [20 if how == -1 and day == max(days) else day for day, how in seen]
    assert remaining(life_table(later, cause, 1))[: max(days) + 1] == pytest.approx(
        remaining(life_table(days, cause, 1))
    )


@given(st.floats(0.001, 0.999), st.floats(0.0001, 0.5), st.floats(0.1, 4))
def test_an_interval_holds_its_share_and_stays_inside(share: float, error: float, quantile: float) -> None:
    lower, upper = log_log(share, error, quantile)
    assert 0 <= lower <= share <= upper <= 1


def test_of_none_and_of_all_no_interval_is_known() -> None:
    assert all(np.isnan(bound).all() for bound in log_log([0.0, 1.0], [0.1, 0.1], 1.96))


def test_a_share_that_is_met_exactly_is_reached_on_that_day_and_one_never_met_on_none() -> None:
    assert reached([1.0, 0.5, 0.5, 0.2], 0.5) == 1
    assert np.isnan(reached([1.0, 0.6], 0.5))
