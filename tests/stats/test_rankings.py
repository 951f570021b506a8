"""Ranks: ties are shared, what has no value has no rank, and the intervals are those of the counted replicates."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import difference, odds, rankings
from samkit.stats.resample import Tables, bootstrap
from samkit.stats.respondents import respondents
from tests.stats.tables import groups

Group = tuple[int, int]
VALUES = st.lists(st.sampled_from([-1.0, -0.5, -0.0, 0.0, 1e-300, 0.25, 0.5, 1.0, math.inf, math.nan]), min_size=1)


def tables(*items: tuple[Group, Group]) -> Tables:
    return Tables(*(np.array([item[side][part] for item in items], dtype=float) for side in (0, 1) for part in (0, 1)))


def counted(values: list[float]) -> list[int]:
    """Rank one by one: one more than the number of larger values."""
    return [0 if math.isnan(own) else 1 + sum(other > own for other in values) for own in values]


@given(VALUES)
def test_a_rank_is_one_more_than_the_number_of_larger_values(values: list[float]) -> None:
    assert rankings.positions(values).tolist() == counted(values)


@given(st.lists(st.lists(st.integers(-3, 3).map(float), min_size=4, max_size=4), min_size=1, max_size=30))
def test_distribution_counts_the_ranks_of_each_replicate(rows: list[list[float]]) -> None:
    found = rankings.distribution(rows)
    for item in range(4):
        ranks = [counted(row)[item] for row in rows]
        assert found[item].tolist() == [ranks.count(place) for place in range(5)]


def test_more_replicates_than_a_block_are_all_counted() -> None:
    values = np.random.default_rng(1).integers(0, 50, (5_000, 40)).astype(float)
    found = rankings.distribution(values)
    assert np.all(found.sum(axis=1) == 5_000)
    expected = (values[:, :, None] < values[:, None, :]).sum(axis=2) + 1
    assert all(found[k].tolist() == np.bincount(expected[:, k], minlength=41).tolist() for k in range(40))


@given(st.lists(st.tuples(groups(400), groups(400)), min_size=1, max_size=6))
def test_equal_fractions_are_equal_numbers_and_stand_in_the_order_of_fractions(
    items: list[tuple[Group, Group]],
) -> None:
    gaps = [Fraction(one[0], one[1]) - Fraction(none[0], none[1]) for one, none in items]
    shares = [Fraction(one[0] + none[0], one[1] + none[1]) for one, none in items]
    found = tables(*items)
    for values, exact in ((rankings.gap(found), gaps), (rankings.prevalence(found), shares)):
        assert values.tolist() == [float(fraction) for fraction in exact]
        assert rankings.positions(values).tolist() == [1 + sum(other > own for other in exact) for own in exact]


@given(st.lists(st.tuples(groups(400), groups(400)), min_size=1, max_size=6))
def test_association_ranks_as_the_odds_ratio_does(items: list[tuple[Group, Group]]) -> None:
    ratios = odds.estimate(*np.array([[*one, *none] for one, none in items]).T)
    found = rankings.association(tables(*items))
    assert np.array_equal(np.isnan(found), np.isnan(ratios))
    assert np.all(np.abs(found[~np.isnan(found)]) <= 1)
    for own in range(len(items)):
        for other in range(len(items)):
            if ratios[own] > ratios[other] * (1 + 1e-12):
                assert found[own] > found[other]


def test_gap_is_the_gap_of_the_contrast_tables() -> None:
    found = rankings.gap(tables(((28, 50), (63, 350)), ((1, 3), (0, 7))))
    assert found.tolist() == difference.estimate([28, 1], [50, 3], [63, 0], [350, 7]).tolist()


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("share", [0.9, 1.0])
def test_gaps_of_many_replicates_are_those_of_each_by_itself(
    weighted: bool, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(1)
    weight = draw.lognormal(0, 0.4, 60) if weighted else None
    answers = respondents(draw.random((60, 4)) < 0.5, draw.random((60, 4)) < share, np.arange(60) < 20, weight=weight)
    drawn = bootstrap(answers, seed=1, replicates=50)
    expected = [
        [
            float(Fraction(*map(int, (x1, n1))) - Fraction(*map(int, (x0, n0))))
            for x1, n1, x0, n0 in zip(*row, strict=True)
        ]
        for row in zip(*(part.tolist() for part in drawn), strict=True)
    ]
    monkeypatch.setattr(rankings, "_BLOCK", 30)
    # The exact quotient of the whole numbers, rounded once or, of numbers beyond 2^53, twice.
    assert np.abs(rankings.gap(drawn) - expected).max() <= (2.0**-52 if weighted else 0)


def test_an_empty_group_has_no_gap_and_no_rank() -> None:
    found = rankings.gap(tables(((0, 0), (5, 10)), ((5, 10), (4, 10))))
    assert rankings.positions(found).tolist() == [0, 1]


def test_items_that_are_level_stand_in_the_order_of_the_questionnaire() -> None:
    values = [0.2, 0.5, 0.2, math.nan, 0.5]
    assert rankings.order(values).tolist() == [1, 4, 0, 2, 3]
    assert rankings.order(values, place=[9, 8, 7, 6, 5]).tolist() == [4, 1, 2, 0, 3]


def test_interval_leaves_at_most_its_share_of_replicates_on_either_side() -> None:
    draw = np.random.default_rng(1)
    replicates = draw.normal(np.linspace(1, 0, 12), 0.2, (997, 12))
    found = rankings.ranks(np.linspace(1, 0, 12), replicates)
    placed = rankings.positions(replicates)
    assert found.rank.tolist() == list(range(1, 13))
    for item in range(12):
        own = placed[:, item]
        low, high = found.lower[item], found.upper[item]
        assert np.mean(own < low) <= 0.025 < np.mean(own <= low)
        assert np.mean(own > high) <= 0.025 < np.mean(own >= high)
        assert found.first[item] == np.mean(own == 1)


def test_a_value_missing_in_some_replicates_is_counted_and_left_out() -> None:
    found = rankings.ranks([0.5, 0.4], [[math.nan, 0.4], [0.5, 0.4], [0.5, 0.4], [0.3, 0.4]], level=0.9)
    assert found.undefined.tolist() == [0.25, 0.0]
    assert (found.lower.tolist(), found.upper.tolist()) == ([1, 1], [2, 2])
    assert found.first.tolist() == [2 / 3, 0.5]


def test_an_item_without_any_value_has_no_rank_and_every_bound() -> None:
    found = rankings.ranks([math.nan, 0.4], [[math.nan, 0.4], [math.nan, 0.2]])
    assert found.rank.tolist() == [0, 1]
    assert (found.lower.tolist(), found.upper.tolist()) == ([1, 1], [2, 1])
    assert math.isnan(found.first[0])
    assert found.undefined.tolist() == [1.0, 0.0]


@pytest.mark.parametrize(("values", "replicates"), [([1.0], [[1.0, 2.0]]), ([1.0, 2.0], [1.0, 2.0])])
def test_ranks_refuse_shapes_that_do_not_fit(values: list[float], replicates: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        rankings.ranks(values, replicates)


def test_order_refuses_a_second_key_of_another_length() -> None:
    with pytest.raises(ValueError, match="one shape"):
        rankings.order([1.0, 2.0], place=[1])
