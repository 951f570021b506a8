"""Fisher's test of larger tables against the list of all tables, in fractions."""

import math
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.stats import exact, fisher_table
from samkit.stats.margins import filled, plan

Cells = tuple[tuple[int, ...], ...]
small = arrays(np.int64, st.tuples(st.integers(2, 3), st.integers(2, 4)), elements=st.integers(0, 3))


@cache
def columns(rows: tuple[int, ...], total: int) -> tuple[tuple[int, ...], ...]:
    """List the ways to fill a column, one row after the other."""
    if len(rows) == 1:
        return ((total,),) if total <= rows[0] else ()
    return tuple(
        (first, *rest) for first in range(min(rows[0], total) + 1) for rest in columns(rows[1:], total - first)
    )


def every(rows: tuple[int, ...], totals: tuple[int, ...]) -> Iterator[Cells]:
    """List all tables with these margins."""
    if not totals:
        yield ()
        return
    for column in columns(rows, totals[0]):
        left = tuple(row - cell for row, cell in zip(rows, column, strict=True))
        yield from ((column, *rest) for rest in every(left, totals[1:]))


def weight(table: Cells) -> Fraction:
    return Fraction(1, math.prod(math.factorial(cell) for column in table for cell in column))


def listed(table: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
    """Give the p-value from the list of all tables, in fractions."""
    rows, totals = tuple(table.sum(axis=1).tolist()), tuple(table.sum(axis=0).tolist())
    weights = [weight(one) for one in every(rows, totals) if sum(map(sum, one)) == sum(rows)]
    seen = weight(tuple(tuple(column) for column in table.T.tolist()))
    return float(sum((one for one in weights if one <= seen), Fraction(0)) / sum(weights, Fraction(0)))


@given(small)
def test_the_exact_p_is_that_of_the_list_of_all_tables(table: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
    ours = float(fisher_table.fisher(table))
    if np.count_nonzero(table.any(axis=0)) < 2:
        assert math.isnan(ours)
    else:
        assert ours == pytest.approx(listed(table), rel=1e-12)
        assert ours == pytest.approx(float(fisher_table.fisher(table[::-1, ::-1])), rel=1e-12)


@given(arrays(np.int64, (2, 2), elements=st.integers(0, 60)))
def test_two_levels_and_two_groups_have_the_p_of_the_fourfold_table(
    table: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> None:
    base = table.sum(axis=0)
    if base.all():
        expected = exact.fisher(table[0, 0], base[0], table[0, 1], base[1])
        assert float(fisher_table.fisher(table)) == pytest.approx(float(expected), rel=1e-11)


def test_a_very_small_p_has_its_digits() -> None:
    # One group per level: of all tables with these margins none but the six relabelled ones are as unlikely.
    ways = math.factorial(150) / math.factorial(50) ** 3
    assert float(fisher_table.fisher(np.diag([50, 50, 50]))) == pytest.approx(6 / ways, rel=1e-11)


def test_several_tables_are_tested_at_once_and_empty_levels_change_nothing() -> None:
    tables = np.array([[[3, 1], [2, 2], [0, 4]], [[3, 1], [0, 0], [2, 6]]])
    found = fisher_table.fisher(tables)
    assert found.shape == (2,)
    assert found[0] == fisher_table.fisher([[3, 1], [2, 2], [0, 4]])
    assert found[1] == fisher_table.fisher([[3, 1], [2, 6]])


def test_there_is_nothing_to_test_in_one_group_and_nothing_against_it_at_one_level() -> None:
    assert math.isnan(fisher_table.fisher([[3, 0], [4, 0]]))
    assert float(fisher_table.fisher([[3, 5], [0, 0]])) == 1
    simulated = fisher_table.monte_carlo([[[3, 0], [4, 0]], [[3, 5], [0, 0]]], seed=1, tables=10)
    assert math.isnan(simulated.p[0])
    assert simulated.p[1] == 1


def test_a_table_that_can_be_filled_in_too_many_ways_is_refused_and_can_be_simulated() -> None:
    table = np.arange(1, 37).reshape(6, 6) + 10 * np.eye(6, dtype=np.int64)
    with pytest.raises(ValueError, match=r"too many tables of 6 x 6 .* simulate"):
        fisher_table.fisher(table)
    first, again = (fisher_table.monte_carlo(table, seed=5, tables=2_000) for _ in range(2))
    assert first.p == again.p
    assert 0 < first.error < 0.02


@pytest.mark.parametrize("test", [fisher_table.fisher, lambda table: fisher_table.monte_carlo(table, seed=1)])
def test_more_than_a_million_answers_are_left_to_the_tests_for_large_samples(test: Any) -> None:
    with pytest.raises(ValueError, match="at most 1,000,000 answers"):
        test([[10**9, 1], [2, 3]])


def test_parts_of_people_and_no_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        fisher_table.fisher([[1.5, 2.0], [3.0, 4.0]])
    with pytest.raises(ValueError, match="one random table"):
        fisher_table.monte_carlo([[1, 2], [3, 4]], seed=0, tables=0)


def test_the_ways_to_fill_a_half_are_those_that_were_foreseen() -> None:
    table = np.array([[4, 1, 3], [2, 5, 1], [2, 2, 6]])
    way = plan(table)
    bounds, totals = way.table.sum(axis=1), way.table.sum(axis=0)
    alone = [half for half in way.halves if len(half) == 1]
    assert [filled(bounds, totals[list(half)]).code.size for half in alone] == [
        len(columns(tuple(bounds.tolist()), int(totals[half[0]]))) for half in alone
    ]
