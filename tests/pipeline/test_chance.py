from __future__ import annotations

import math

import numpy as np
import pytest

from samkit.pipeline.chance import FEWEST, MOST, NOTHING, clusters, ends, estimate, share
from samkit.results import Estimate
from samkit.stats.left_out import spread
from samkit.stats.life_table import life_table
from samkit.stats.survival import kaplan_meier, remaining


def drawn(n: int = 400, sellers: int = 20, seed: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw days, causes and sellers."""
    chance = np.random.default_rng(seed)
    return chance.integers(1, 50, n), chance.integers(-1, 2, n), chance.integers(0, sellers, n)


def test_without_sellers_errors_come_from_the_formulas() -> None:
    days, cause, _ = drawn()
    found = ends(days, cause, 2, clusters(None, days.size))
    assert math.isinf(found.df)
    assert found.left.error.tolist() == kaplan_meier(life_table(days, cause, 2)).error.tolist()


def test_with_sellers_errors_come_from_leaving_each_out() -> None:
    days, cause, seller = drawn()
    found = ends(days, cause, 2, clusters(seller, days.size))
    last = days.max()
    parts = []
    for out in range(20):
        kept = seller != out
        padded = np.append(days[kept], last), np.append(cause[kept], -1)
        table = life_table(*padded, 2)
        table = table._replace(at_risk=table.at_risk - 1)  # the one who was added to reach the last day
        parts.append(remaining(table))
    assert found.df == 19
    assert found.left.error == pytest.approx(spread(parts).error)
    assert found.left.value == pytest.approx(remaining(life_table(days, cause, 2)))


def test_sellers_who_differ_make_intervals_wider_and_sellers_who_do_not_hardly_change_them() -> None:
    chance = np.random.default_rng(8)
    seller = np.repeat(np.arange(40), 50)
    alike = np.where(chance.random(2000) < 0.3, 0, 1)
    apart = np.where(chance.random(2000) < np.repeat(chance.choice([0.05, 0.55], 40), 50), 0, 1)
    errors = {}
    for name, cause in (("alike", alike), ("apart", apart)):
        of_sellers = ends(np.ones(2000, dtype=np.int64), cause, 2, clusters(seller, 2000)).by.error[0, 1]
        errors[name] = of_sellers / ends(np.ones(2000, dtype=np.int64), cause, 2, clusters(None, 2000)).by.error[0, 1]
    assert 0.7 < errors["alike"] < 1.4
    assert errors["apart"] > 2.5


def test_few_sellers_are_no_clusters_and_many_share_some() -> None:
    assert clusters(np.arange(FEWEST - 1), FEWEST - 1).sellers == 0
    found = clusters(np.arange(3 * MOST), 3 * MOST)
    assert (found.number, found.sellers) == (MOST, 3 * MOST)
    assert np.bincount(found.of).tolist() == [3] * MOST


def test_of_some_opportunities_only_the_sellers_among_them_count() -> None:
    found = clusters(np.array([0, 0, 1, 2, 3, 4, 5, 6]), 8)
    some = found.only(np.array([2, 3, 4, 5, 6]))
    assert (some.of.tolist(), some.number, some.sellers) == ([0, 1, 2, 3, 4], 5, 5)
    assert found.only(np.array([2, 3])).sellers == 0


def test_opportunities_of_nobody_are_a_cluster_of_their_own() -> None:
    found = clusters(np.array([-1, 0, 1, 2, 3, -1]), 6)
    assert found.of[0] == found.of[5] != found.of[1]
    assert found.sellers == 5


def test_a_share_of_none_has_the_interval_of_as_many_who_are_alike() -> None:
    found = estimate(0.0, 0.0, math.inf, 20, 0.95)
    assert found.value == 0
    assert found.lower == 0
    # Wilson (1927): z^2 / (n + z^2) for none of n.
    assert found.upper == pytest.approx(1.959964**2 / (20 + 1.959964**2), rel=1e-6)


def test_a_median_that_is_not_reached_is_not_told_and_one_without_upper_bound_says_so() -> None:
    days, none = np.arange(1, 21), clusters(None, 20)
    late = ends(days, np.where(days <= 4, 0, -1), 1, none)
    assert late.quantile(0.5, 0.95) == NOTHING
    half = ends(days, np.where(days <= 11, 0, -1), 1, none).quantile(0.5, 0.95)
    assert half.value == 10
    assert half.upper == math.inf


def test_chances_are_told_as_long_as_ten_are_seen() -> None:
    days = np.array([5] * 30 + [9] * 10 + [40] * 9)
    found = ends(days, np.full(days.size, -1), 2, clusters(None, days.size))
    assert found.told == 9


def test_a_plain_share_is_wilsons_and_one_of_sellers_that_of_leaving_each_out() -> None:
    have, base = np.arange(60) % 3 == 0, np.arange(60) < 45
    plain = share(have, base, clusters(None, 60), 0.95)
    assert plain.value == 15 / 45
    seller = np.arange(60) % 6
    found = share(have, base, clusters(seller, 60), 0.95)
    kept = [(have & base)[seller != out].sum() / base[seller != out].sum() for out in range(6)]
    expected = estimate(15 / 45, float(spread(kept).error), 5, 45, 0.95)
    assert found == expected
    assert share(have, base & ~base, clusters(None, 60), 0.95) == Estimate(None, None, None)
