from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.life_table import life_table, life_tables

SEEN = st.lists(st.tuples(st.integers(0, 12), st.integers(-1, 2), st.integers(0, 3)), min_size=1, max_size=60)


@given(SEEN)
def test_it_counts_what_a_loop_over_days_counts(seen: list[tuple[int, int, int]]) -> None:
    days, cause, _ = zip(*seen, strict=True)
    found = life_table(days, cause, 3)
    for day in range(max(days) + 1):
        assert found.at_risk[day] == sum(each >= day for each in days)
        for which in range(3):
            assert found.ended[which, day] == sum(pair == (day, which) for pair in zip(days, cause, strict=True))


@given(SEEN)
def test_clusters_add_up_to_the_whole_and_each_can_be_taken_out(seen: list[tuple[int, int, int]]) -> None:
    days, cause, cluster = map(np.array, zip(*seen, strict=True))
    each = life_tables(days, cause, 3, cluster, 4)
    whole = life_table(days, cause, 3)
    assert (each.together.at_risk == whole.at_risk).all()
    assert (each.together.ended == whole.ended).all()
    for out in range(4):
        kept = life_table(np.append(days[cluster != out], days.max()), np.append(cause[cluster != out], -1), 3)
        assert (each.without_each.at_risk[out] == kept.at_risk - 1).all()
        assert (each.without_each.ended[out] == kept.ended).all()


def test_a_negative_length_of_time_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        life_table([-1], [0], 1)


def test_nobody_at_all_is_one_day_with_nobody_at_risk() -> None:
    found = life_table([], [], 2)
    assert found.at_risk.tolist() == [0]
    assert found.ended.tolist() == [[0], [0]]
