"""Trends: what z squared is, which way it points, and when shares are monotone."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import independence, trend

LEVELS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=7)


def correlation(top: list[int], rest: list[int]) -> float:
    member = np.repeat([1.0, 0.0], [sum(top), sum(rest)])
    score = np.concatenate([np.repeat(np.arange(len(side)), side) for side in (top, rest)])
    return float(np.corrcoef(member, score)[0, 1])


@given(LEVELS)
def test_z_squared_is_n_times_the_squared_correlation_of_respondents(levels: list[tuple[int, int]]) -> None:
    top, rest = [a for a, _ in levels], [b for _, b in levels]
    everyone = [a + b for a, b in levels]
    varies = sum(top) > 0 and sum(rest) > 0 and sum(count > 0 for count in everyone) > 1
    armitage, linear = trend.cochran_armitage(top, everyone), trend.linear_by_linear(top, everyone)
    if not varies:
        assert np.isnan(armitage.p)
        assert np.isnan(linear.p)
        return
    r, n = correlation(top, rest), sum(everyone)
    assert float(armitage.statistic) == pytest.approx(np.sqrt(n) * r, rel=1e-9, abs=1e-9)
    assert float(linear.statistic) == pytest.approx(np.sqrt(n - 1) * r, rel=1e-9, abs=1e-9)


def test_two_levels_give_the_tests_of_a_fourfold_table() -> None:
    top, everyone = [20, 9], [50, 45]
    assert float(trend.cochran_armitage(top, everyone).p) == pytest.approx(
        float(independence.pearson(20, 50, 9, 45)), rel=1e-13
    )
    assert float(trend.linear_by_linear(top, everyone).p) == pytest.approx(
        float(independence.score(20, 50, 9, 45)), rel=1e-13
    )


def test_two_groups_of_an_ordered_table_are_a_trend() -> None:
    top, everyone = [5, 12, 16, 12, 6], [97, 141, 89, 47, 23]
    table = np.stack([np.array(everyone) - top, top], axis=-1)
    assert float(trend.linear_by_linear_table(table).statistic) == pytest.approx(
        float(trend.linear_by_linear(top, everyone).statistic), rel=1e-13
    )


def test_scores_count_up_to_shift_and_scale_and_turning_them_round_turns_z() -> None:
    top, everyone = [5, 12, 16], [97, 141, 89]
    z = float(trend.cochran_armitage(top, everyone).statistic)
    assert float(trend.cochran_armitage(top, everyone, [10, 30, 50]).statistic) == pytest.approx(z, rel=1e-13)
    assert float(trend.cochran_armitage(top, everyone, [3, 2, 1]).statistic) == pytest.approx(-z, rel=1e-13)
    assert z > 0


@pytest.mark.parametrize(
    ("top", "everyone", "expected"),
    [
        ([1, 2, 3], [10, 10, 10], True),
        ([3, 2, 1], [10, 10, 10], True),
        ([1, 3, 2], [10, 10, 10], False),
        ([1, 10, 2], [10, 100, 10], True),  # 10 %, 10 %, 20 %: equal shares are no step down
        ([1, 0, 2], [10, 0, 10], True),  # an empty level is passed over
        ([2, 0, 1, 2], [10, 0, 10, 10], False),
        ([5], [10], True),
    ],
)
def test_monotone_is_said_of_shares_that_never_turn(top: list[int], everyone: list[int], expected: bool) -> None:
    assert bool(trend.monotone(top, everyone)) is expected


@pytest.mark.parametrize("scores", [[1, 2], [1, 2, np.nan], [[1, 2, 3]]])
def test_scores_that_do_not_fit_are_refused(scores: Any) -> None:
    with pytest.raises(ValueError, match="one finite score per level"):
        trend.cochran_armitage([1, 2, 3], [4, 5, 6], scores)


def test_counts_that_are_no_table_are_refused() -> None:
    with pytest.raises(ValueError, match="rows by columns"):
        trend.linear_by_linear_table([1, 2, 3])
