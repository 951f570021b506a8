"""Shares and contrasts in complex samples: they hold together, and equal the simpler ones where those apply."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import replication
from samkit.stats.design import design
from samkit.stats.interval import Interval
from samkit.stats.plan import Plan
from samkit.stats.shares import Estimate
from tests.stats import sampled
from tests.stats.sampled import Group

ROW = st.tuples(st.floats(0.05, 20), st.booleans(), st.booleans())
ROWS = st.lists(ROW, min_size=4, max_size=40)


def groups(rows: list[tuple[float, bool, bool]]) -> tuple[Group, Group]:
    _, yes, top = np.array(rows, dtype=np.float64).T
    return sampled.group(yes * top, top), sampled.group(yes * (1 - top), 1 - top)


def same(ours: Estimate, theirs: Estimate) -> bool:
    pairs = [(ours.value, theirs.value), (ours.interval.lower, theirs.interval.lower)]
    pairs += [(ours.interval.upper, theirs.interval.upper)]
    return all(np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True) for a, b in pairs)


def plans(rows: list[tuple[float, bool, bool]], labels: list[int]) -> list[Plan]:
    weight, cluster = [row[0] for row in rows], [0, 2, *labels[2 : len(rows)]]
    sample = design(weight, np.array(cluster) % 2, cluster, lonely="remove")
    return [sample, replication.jackknife(sample), replication.bootstrap(sample, 20, 1)]


LABELS = st.lists(st.integers(0, 7), min_size=40, max_size=40)


@given(ROWS, LABELS)
def test_swapping_groups_mirrors_the_gap_and_inverts_the_ratios(
    rows: list[tuple[float, bool, bool]], labels: list[int]
) -> None:
    one, none = groups(rows)
    for plan in plans(rows, labels):
        for method in (sampled.gap, sampled.log_ratio, sampled.log_odds):
            here, there = method(one, none, plan), method(none, one, plan)
            assert np.allclose(here.value, -there.value, equal_nan=True)
            assert np.allclose(here.interval.lower, -there.interval.upper, rtol=1e-9, atol=1e-12, equal_nan=True)


@given(ROWS, LABELS)
def test_gap_interval_leaves_out_zero_exactly_when_p_is_below_alpha(
    rows: list[tuple[float, bool, bool]], labels: list[int]
) -> None:
    one, none = groups(rows)
    for plan in plans(rows, labels):
        found, p = sampled.gap(one, none, plan), float(sampled.gap_p(one, none, plan))
        if found.error > 1e-9 and abs(p - 0.05) > 1e-9:
            assert bool(found.interval.excludes(0)) is (p < 0.05)


@given(ROWS, LABELS)
def test_sums_over_each_cluster_give_what_its_respondents_give(
    rows: list[tuple[float, bool, bool]], labels: list[int]
) -> None:
    weight, cluster = np.array([row[0] for row in rows]), np.array(labels[: len(rows)])
    one, none = groups(rows)
    respondents = design(weight, cluster % 2, cluster, lonely="remove")
    each = np.unique(cluster)
    member = (cluster == each[:, None]) * weight
    first, second = (
        sampled.group(member @ part.x, np.maximum(member @ part.n, member @ part.x)) for part in (one, none)
    )
    clusters = design(np.ones(each.size), each % 2, lonely="remove")
    assert same(sampled.share(first, clusters), sampled.share(one, respondents))
    assert same(sampled.gap(first, second, clusters), sampled.gap(one, none, respondents))


def test_many_items_at_once_are_the_items_one_by_one() -> None:
    draw = np.random.default_rng(3)
    yes, valid, top = draw.random((30, 6)) < 0.4, draw.random((30, 6)) < 0.9, draw.random(30) < 0.4
    sample = design(draw.uniform(0.5, 2, 30), np.arange(30) % 2, np.arange(30) % 10)
    for plan in (sample, replication.jackknife(sample)):
        one, none = (sampled.group(yes & valid & side[:, None], valid & side[:, None]) for side in (top, ~top))
        together = sampled.gap(one, none, plan)
        assert together.value.shape == (6,)
        for item in range(6):
            alone = sampled.gap(Group(one.x[:, item], one.n[:, item]), Group(none.x[:, item], none.n[:, item]), plan)
            assert same(Estimate(together.value[item], together.error[item], _at(together, item)), alone)


def _at(found: Estimate, item: int) -> Interval:
    return Interval(found.interval.lower[item], found.interval.upper[item])


def test_a_group_without_weight_has_no_estimate() -> None:
    sample = design([1.0, 1.0, 0.0, 0.0])
    nobody, some = sampled.group([0, 0, 1, 0], [0, 0, 1, 1]), sampled.group([1, 0, 0, 0], [1, 1, 0, 0])
    assert np.isnan(sampled.share(nobody, sample).value)
    assert [float(bound) for bound in sampled.share(nobody, sample).interval] == [0, 1]
    assert [float(bound) for bound in sampled.gap(nobody, some, sample).interval] == [-1, 1]
    assert [float(bound) for bound in sampled.log_odds(nobody, some, sample).interval] == [-math.inf, math.inf]
    assert np.isnan(sampled.gap_p(nobody, some, sample))
    assert np.isnan(sampled.deff(nobody, sample))


def test_a_group_in_one_cluster_is_not_bounded() -> None:
    sample = design(np.ones(4), cluster=[0, 0, 1, 1])
    group = sampled.group([1, 0, 0, 0], [1, 1, 0, 0])
    assert [float(bound) for bound in sampled.share(group, sample).interval] == [0, 1]


def test_all_alike_are_bounded_by_the_number_of_clusters_and_not_of_answers() -> None:
    everyone = sampled.group(np.ones(40), np.ones(40))
    clustered = sampled.share(everyone, design(np.ones(40), cluster=np.arange(40) // 10)).interval
    apart = sampled.share(everyone, design(np.ones(40))).interval
    z2 = 1.959963984540054**2
    assert float(clustered.lower) == pytest.approx(4 / (4 + z2), rel=1e-12)
    assert float(apart.lower) == pytest.approx(40 / (40 + z2), rel=1e-12)


def test_clusters_of_equal_answers_have_the_design_effect_of_their_size() -> None:
    yes = np.repeat([1, 0, 1, 1, 0, 0, 1, 0], 5)
    found = sampled.deff(sampled.group(yes, np.ones(40)), design(np.ones(40), cluster=np.arange(40) // 5))
    assert float(found) == pytest.approx(5 * (39 / 40) / (7 / 8), rel=1e-12)


def test_favourable_answers_that_are_not_valid_are_refused() -> None:
    with pytest.raises(ValueError, match="valid answers"):
        sampled.group([1, 1], [1, 0])
    with pytest.raises(ValueError, match="valid answers"):
        sampled.group([np.nan], [1])
