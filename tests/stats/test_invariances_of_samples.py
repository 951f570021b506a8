"""What must not change a result of a weighted sample: the order of rows, the unit of weights, weights that are one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import influence, plan, raking, rankings, replicate, replication, resample
from samkit.stats.design import Design, design
from samkit.stats.respondents import respondents
from tests.stats import cells, sampled
from tests.stats.sampled import Group

ROWS = 48
SEEDS = st.integers(0, 10_000)
UNITS = st.floats(1e-12, 1e12)


class Sample:
    """Respondents of two groups in strata and clusters, with an item of three levels that not all answer."""

    def __init__(self, seed: int) -> None:
        draw = np.random.default_rng(seed)
        self.weight = draw.lognormal(0, 0.5, ROWS)
        self.stratum = np.repeat([0, 1], ROWS // 2)
        self.cluster = np.arange(ROWS) // 3
        self.first = draw.random(ROWS) < 0.4
        self.level = np.where(draw.random(ROWS) < 0.1, -1, draw.integers(0, 3, ROWS))
        # Each group has favourable and other answers in more than one cluster.
        self.first[:12], self.level[:12] = [True, False] * 6, [0, 0, 1, 1, 2, 2] * 2
        self.first[-12:], self.level[-12:] = [True, False] * 6, [0, 0, 1, 1, 2, 2] * 2

    def design(self, order: list[int] | None = None, times: float = 1.0) -> Design:
        rows = slice(None) if order is None else order
        return design(times * self.weight[rows], self.stratum[rows], self.cluster[rows], nest=True)

    def groups(self, order: list[int] | None = None) -> tuple[Group, Group]:
        rows = slice(None) if order is None else order
        level, first = self.level[rows], self.first[rows]
        one, none = (sampled.group((level == 2) & side, (level >= 0) & side) for side in (first, ~first))
        return one, none

    def members(self, order: list[int] | None = None) -> np.ndarray:
        rows = slice(None) if order is None else order
        level, first = self.level[rows], self.first[rows]
        return cells.members(level[:, None] == np.arange(3), np.column_stack([first, ~first]))


def numbers(sample: Sample, drawn: plan.Plan, order: list[int] | None = None) -> list[float]:
    """Give everything that is estimated from a sample: values, errors, bounds and p-values."""
    one, none = sample.groups(order)
    found = [sampled.share(one, drawn), sampled.share(none, drawn)]
    found += [estimate(one, none, drawn) for estimate in (sampled.gap, sampled.log_ratio, sampled.log_odds)]
    parts = [float(number) for each in found for number in (each.value, each.error, *each.interval)]
    test, deff = cells.independence(sample.members(order), drawn), sampled.deff(one, drawn)
    return [*parts, float(sampled.gap_p(one, none, drawn)), float(test.statistic), float(test.p), float(deff)]


@given(SEEDS, st.permutations(range(ROWS)))
@settings(max_examples=40)
def test_the_order_of_rows_changes_no_estimate_of_a_design(seed: int, order: list[int]) -> None:
    sample = Sample(seed)
    there, moved = numbers(sample, sample.design()), numbers(sample, sample.design(order), order)
    assert moved == pytest.approx(there, rel=1e-10, abs=1e-12)


@given(SEEDS, UNITS)
@settings(max_examples=40)
def test_weights_times_a_constant_change_no_estimate_of_a_design(seed: int, unit: float) -> None:
    sample = Sample(seed)
    there, times = numbers(sample, sample.design()), numbers(sample, sample.design(times=unit))
    assert times == pytest.approx(there, rel=1e-10, abs=1e-12)


@given(SEEDS, UNITS)
@settings(max_examples=20)
def test_weights_times_a_constant_change_no_estimate_of_replicates(seed: int, unit: float) -> None:
    sample = Sample(seed)
    there, times = (numbers(sample, replication.jackknife(sample.design(times=by))) for by in (1.0, unit))
    assert times == pytest.approx(there, rel=1e-9, abs=1e-11)


@given(SEEDS)
@settings(max_examples=20)
def test_the_order_of_replicates_changes_no_estimate(seed: int) -> None:
    sample = Sample(seed)
    given_ = replication.jackknife(sample.design())
    order = np.random.default_rng(seed).permutation(len(given_.factor))
    turned = given_._replace(weights=given_.weights[:, order], factor=given_.factor[order])
    assert numbers(sample, turned) == pytest.approx(numbers(sample, given_), rel=1e-9, abs=1e-11)
    assert isinstance(turned, replicate.Replicates)


@given(SEEDS)
@settings(max_examples=40)
def test_weights_of_one_give_the_shares_of_the_counts(seed: int) -> None:
    sample = Sample(seed)
    one, none = sample.groups()
    plain = design(np.ones(ROWS))
    (x1, n1), (x0, n0) = ((side.x.sum(), side.n.sum()) for side in (one, none))
    assert float(sampled.share(one, plain).value) == x1 / n1
    assert float(sampled.gap(one, none, plain).value) == x1 / n1 - x0 / n0
    assert float(sampled.log_ratio(one, none, plain).value) == pytest.approx(np.log((x1 * n0) / (n1 * x0)), abs=1e-14)
    odds = np.log(x1 * (n0 - x0) / ((n1 - x1) * x0))
    assert float(sampled.log_odds(one, none, plain).value) == pytest.approx(odds, abs=1e-14)
    # The errors of two disjoint groups, with the factor n / (n - 1) of a sample of single respondents.
    error = np.sqrt(ROWS / (ROWS - 1) * (x1 * (n1 - x1) / n1**3 + x0 * (n0 - x0) / n0**3))
    assert float(sampled.gap(one, none, plain).error) == pytest.approx(error, rel=1e-12)
    assert float(influence.mean(sample.level, np.ones(ROWS)).value) == pytest.approx(sample.level.mean(), rel=1e-15)


@given(SEEDS)
@settings(max_examples=40)
def test_exchanging_the_groups_mirrors_every_estimate_of_a_design(seed: int) -> None:
    sample = Sample(seed)
    drawn = sample.design()
    one, none = sample.groups()
    for estimate in (sampled.gap, sampled.log_ratio, sampled.log_odds):
        there, back = estimate(one, none, drawn), estimate(none, one, drawn)
        assert float(there.value) == pytest.approx(-float(back.value), rel=1e-13, abs=1e-15)
        assert float(there.error) == pytest.approx(float(back.error), rel=1e-12)
        assert float(there.interval.lower) == pytest.approx(-float(back.interval.upper), rel=1e-11, abs=1e-13)
    assert float(sampled.gap_p(one, none, drawn)) == pytest.approx(float(sampled.gap_p(none, one, drawn)), rel=1e-11)


@given(SEEDS, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
@settings(max_examples=40)
def test_interval_and_p_of_a_weighted_gap_agree_on_whether_groups_differ(seed: int, level: float) -> None:
    sample = Sample(seed)
    one, none = sample.groups()
    for drawn in (sample.design(), replication.jackknife(sample.design())):
        bounds, p = sampled.gap(one, none, drawn, level).interval, sampled.gap_p(one, none, drawn)
        assert bool(bounds.excludes(0)) is bool(p < round(1 - level, 15))


@given(SEEDS, st.integers(2, 6))
@settings(max_examples=30)
def test_rows_repeated_have_the_shares_of_rows_of_that_weight_and_smaller_errors(seed: int, times: int) -> None:
    sample = Sample(seed)
    one, _ = sample.groups()
    rows = np.repeat(np.arange(ROWS), times)
    heavy = sampled.share(one, design(np.full(ROWS, float(times))))
    copied = sampled.share(Group(one.x[rows], one.n[rows]), design(np.ones(ROWS * times)))
    assert float(copied.value) == float(heavy.value)
    # sqrt(n / (n - 1)) of each sample apart, copies divide the squared error by their number.
    shrunk = np.sqrt((ROWS * times) / (ROWS * times - 1) * (ROWS - 1) / ROWS / times)
    assert float(copied.error) == pytest.approx(float(heavy.error) * shrunk, rel=1e-12)


@given(SEEDS, st.sampled_from([2.0**-30, 0.5, 1024.0]))
@settings(max_examples=20)
def test_ranks_mind_neither_the_order_of_rows_nor_the_unit_of_weights(seed: int, unit: float) -> None:
    sample = Sample(seed)
    draw = np.random.default_rng(seed)
    yes, said = draw.random((ROWS, 5)) < 0.5, draw.random((ROWS, 5)) < 0.9
    order = draw.permutation(ROWS)

    def ranked(rows: np.ndarray, weight: np.ndarray | None) -> rankings.Ranks:
        heavy = None if weight is None else weight[rows]
        given_ = respondents(yes[rows], said[rows], sample.first[rows], weight=heavy)
        return rankings.ranks(
            rankings.gap(resample.observed(given_)), rankings.gap(resample.bootstrap(given_, seed=7, replicates=60))
        )

    straight = np.arange(ROWS)
    there = ranked(straight, sample.weight)
    for other in (ranked(order, sample.weight), ranked(straight, unit * sample.weight)):
        assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(there, other, strict=True))
    for alike in (np.ones(ROWS), np.full(ROWS, 0.3)):
        plain, equal = ranked(straight, None), ranked(straight, alike)
        assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(plain, equal, strict=True))


@given(SEEDS, UNITS)
@settings(max_examples=20)
def test_raking_minds_neither_the_unit_of_its_start_nor_the_order_of_rows(seed: int, unit: float) -> None:
    sample = Sample(seed)
    codes, targets = [sample.first.astype(int), sample.level % 3], [[0.6, 0.4], [0.3, 0.3, 0.4]]
    there = raking.rake(codes, targets, sample.weight)
    assert isinstance(there, raking.Raked)
    times = raking.rake(codes, targets, unit * sample.weight)
    order = np.random.default_rng(seed).permutation(ROWS)
    moved = raking.rake([code[order] for code in codes], targets, sample.weight[order])
    assert isinstance(times, raking.Raked)
    assert isinstance(moved, raking.Raked)
    assert times.weights == pytest.approx(there.weights, rel=1e-8)
    assert moved.weights == pytest.approx(there.weights[order], rel=1e-8)
