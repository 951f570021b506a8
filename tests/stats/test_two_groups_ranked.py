"""Two groups by the order of their answers alone: brute force, mirrors, edges, and one test in several views."""

from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import independence, mann_whitney, shift, superiority
from samkit.stats.distinct import distinct
from samkit.stats.interval import Floats

ANSWERS = st.lists(st.integers(1, 5), min_size=1, max_size=5)
TABLES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=7).map(np.array)


def pairs_won(one: list[float], none: list[float]) -> float:
    return sum((a > b) + (a == b) / 2 for a in one for b in none)


@given(ANSWERS, ANSWERS)
@settings(max_examples=60)
def test_the_exact_test_counts_all_ways_to_deal_the_answers(one: list[int], none: list[int]) -> None:
    everyone, n1 = [*one, *none], len(one)
    middle, ours = n1 * len(none) / 2, pairs_won([*map(float, one)], [*map(float, none)])
    dealt = []
    for chosen in combinations(range(len(everyone)), n1):
        mine = [float(everyone[k]) for k in chosen]
        dealt.append(pairs_won(mine, [float(everyone[k]) for k in range(len(everyone)) if k not in chosen]))
    counts, ways = distinct(one, none).counts, comb(len(everyone), n1)
    assert float(mann_whitney.statistic(counts)) == ours
    for alternative, extreme in (
        ("two-sided", sum(abs(u - middle) >= abs(ours - middle) for u in dealt)),
        ("greater", sum(u >= ours for u in dealt)),
        ("less", sum(u <= ours for u in dealt)),
    ):
        found = mann_whitney.exact(counts, alternative=alternative)  # type: ignore[arg-type] # one of three words
        assert float(found) == pytest.approx(extreme / ways, rel=1e-13)


@given(TABLES)
def test_exchanging_the_groups_turns_everything_round(counts: Floats) -> None:
    there, back = (superiority.brunner_munzel(side) for side in (counts, counts[:, ::-1]))
    assert np.array_equal(-there.t, back.t, equal_nan=True)
    assert np.array_equal(there.p, back.p, equal_nan=True)
    assert np.allclose(there.value, 1 - back.value, rtol=1e-15, equal_nan=True)
    assert np.allclose(there.interval.lower, 1 - back.interval.upper, rtol=0, atol=1e-15)
    one, other = (mann_whitney.asymptotic(side) for side in (counts, counts[:, ::-1]))
    assert np.array_equal(-one.z, other.z, equal_nan=True)
    assert np.array_equal(one.p, other.p, equal_nan=True)
    up, down = (shift.hodges_lehmann(np.arange(len(counts)), side) for side in (counts, counts[:, ::-1]))
    assert np.array_equal(up.value, -down.value, equal_nan=True)
    assert np.array_equal(up.interval.lower, -down.interval.upper)


@given(TABLES)
def test_superiority_leaves_out_one_half_exactly_when_its_test_rejects(counts: Floats) -> None:
    found = superiority.brunner_munzel(counts)
    assert bool(found.interval.excludes(0.5)) == bool(found.p < 0.05)


@given(TABLES, st.integers(0, 3))
def test_a_level_that_nobody_chose_and_a_change_of_unit_change_nothing(counts: Floats, place: int) -> None:
    more = np.insert(counts, min(place, len(counts)), 0, axis=0)
    for test in (mann_whitney.asymptotic, superiority.brunner_munzel):
        for ours, theirs in zip(_flat(test(more)), _flat(test(counts)), strict=True):
            assert np.allclose(ours, theirs, rtol=1e-13, equal_nan=True)


def _flat(found: object) -> list[Floats]:
    assert isinstance(found, tuple)
    return [leaf for part in found for leaf in (part if isinstance(part, tuple) else (part,))]


def test_the_interval_of_the_shift_leaves_out_zero_exactly_when_the_exact_test_rejects_without_ties() -> None:
    draw = np.random.default_rng(5)
    seen = set()
    for _ in range(120):
        n1, n0 = draw.integers(2, 12, 2)
        values, counts = distinct(draw.normal(0.9, 1, n1), draw.normal(0, 1, n0))
        bounds = shift.hodges_lehmann(values, counts).interval
        rejected = bool(mann_whitney.exact(counts) < 0.05)
        assert bool(bounds.excludes(0)) == rejected
        seen.add(rejected)
    assert seen == {True, False}


def test_the_interval_of_the_shift_agrees_with_large_sample_ranks_where_both_can_be_had() -> None:
    exact, n1, n0 = shift._rank(40, 45, 0.95), 40, 45
    by_normal = np.ceil(n1 * n0 / 2 - 1.959963984540054 * np.sqrt(n1 * n0 * (n1 + n0 + 1) / 12) - 0.5)
    assert abs(exact - by_normal) <= 1


def test_too_few_answers_leave_the_shift_unbounded() -> None:
    found = shift.hodges_lehmann([1, 2, 3, 4], [[1, 0], [0, 1], [0, 1], [0, 1]])
    assert float(found.value) == -2
    assert found.interval.lower == -np.inf
    assert found.interval.upper == np.inf


def test_items_are_handled_together_and_empty_groups_are_no_number() -> None:
    counts = np.array([[[1, 3], [4, 2]], [[0, 3], [0, 2]], [[5, 0], [0, 0]], [[5, 3], [0, 0]]])
    found = mann_whitney.asymptotic(counts)
    assert found.p.shape == (4,)
    assert np.isnan(found.p).tolist() == [False, True, True, False]
    assert float(found.p[3]) == float(mann_whitney.exact(counts)[3]) == 1
    assert np.isnan(mann_whitney.exact(counts)).tolist() == [False, True, True, False]
    assert np.isnan(superiority.brunner_munzel(counts).value).tolist() == [False, True, True, False]
    assert np.isnan(shift.hodges_lehmann([1, 2], counts).value).tolist() == [False, True, True, False]
    assert float(found.p[0]) == float(mann_whitney.asymptotic(counts[0]).p)


def test_a_thousand_million_answers_keep_their_digits() -> None:
    counts = np.array([[250_000_000, 250_010_000], [250_000_000, 249_990_000]])
    found = mann_whitney.asymptotic(counts, continuity=False)
    # Two levels: the test of a fourfold table, z^2 = (N - 1) r^2.
    assert float(found.p) == pytest.approx(float(independence.score(250e6, 500e6, 249.99e6, 500e6)), rel=1e-8)


@pytest.mark.parametrize("counts", [[[1, 2, 3]], [[1, -1]], [1, 2]])
def test_counts_that_are_no_table_of_two_groups_are_refused(counts: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        mann_whitney.statistic(counts)


def test_an_exact_test_refuses_broken_counts_and_what_would_take_minutes() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        mann_whitney.exact([[0.5, 1.0], [1.0, 1.0]])
    with pytest.raises(ValueError, match="whole counts"):
        shift.hodges_lehmann([1, 2, 3], [[1, 1], [1, 1]])
    with pytest.raises(ValueError, match="too many"):
        mann_whitney.exact(np.full((100, 2), 10_000))
    with pytest.raises(ValueError, match="finite answers"):
        distinct([1.0, np.nan], [2.0])
