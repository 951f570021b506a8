"""What would follow from a rule alone, by exact enumeration and from its two ends."""

from __future__ import annotations

import itertools
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import mechanical

CELL = st.integers(0, 4)
TABLES = st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=2)


def exchanged(favourable: int, other: int, size: int) -> list[int]:
    """Give the favourable answers of a group of some size under each choice of its members among all respondents."""
    answers = [1] * favourable + [0] * other
    return [sum(chosen) for chosen in itertools.combinations(answers, size)]


@given(TABLES)
def test_it_is_the_mean_over_all_ways_in_which_the_group_says_nothing_beyond_the_outcome(
    table: list[tuple[int, int, int, int]],
) -> None:
    """Group labels are exchanged within each outcome in every possible way; each cell is (x1, y1, x0, y0)."""
    x, n = np.array([[x1, x0] for x1, _, x0, _ in table]), np.array([[x1 + y1, x0 + y0] for x1, y1, x0, y0 in table])
    shares = mechanical.expected(x, n)
    for group in (0, 1):
        if not n[:, group].sum():
            assert np.isnan(shares[group])
            continue
        means = []
        for (x1, y1, x0, y0), size in zip(table, n[:, group], strict=True):
            counts = exchanged(x1 + x0, y1 + y0, int(size))
            assert len(counts) == comb(x1 + y1 + x0 + y0, int(size))
            means.append(sum(counts) / len(counts))
        assert shares[group] == pytest.approx(sum(means) / n[:, group].sum(), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4))
def test_where_the_outcome_settles_the_answer_it_is_what_is_seen(cells: list[tuple[int, int]]) -> None:
    n = np.array([*cells, (1, 1)])
    x = n * (np.arange(len(n)) % 2)[:, None]
    np.testing.assert_allclose(mechanical.expected(x, n), x.sum(axis=0) / n.sum(axis=0))


def test_where_the_outcome_settles_the_group_it_is_what_is_seen() -> None:
    x, n = [[3, 0], [0, 5]], [[4, 0], [0, 20]]
    np.testing.assert_allclose(mechanical.expected(x, n), [3 / 4, 5 / 20])


def test_where_nobody_fails_both_groups_are_expected_to_be_alike() -> None:
    np.testing.assert_allclose(mechanical.expected([[8, 2], [0, 0]], [[10, 10], [0, 0]]), [0.5, 0.5])


@given(st.integers(1, 5), st.floats(0.01, 100))
def test_rows_repeated_and_weights_of_any_size_change_nothing(times: int, weight: float) -> None:
    x, n = np.array([[6, 2], [1, 3]]), np.array([[10, 10], [4, 9]])
    for factor in (times, weight):
        np.testing.assert_allclose(mechanical.expected(x * factor, n * factor), mechanical.expected(x, n))


@pytest.mark.parametrize("favourable", [[[5, 0]], [[-1, 0]]])
def test_more_favourable_answers_than_answers_are_refused(favourable: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="some of all answers"):
        mechanical.expected(favourable, [[4, 4]])
