"""Payoffs of skills: the joint covariance against other ways to it, and ranks that can be counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import payoff, plan, replication, shares
from samkit.stats.design import design
from samkit.stats.linearize import cells, plain
from samkit.stats.replicate import Replicates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.stats.payoff import Skills
    from samkit.stats.plan import Plan

    Floats = NDArray[np.float64]


class Rows(NamedTuple):
    """Respondents: columns, of which the first two are skills, group, who is rated, weight, stratum and cluster."""

    x: Floats
    first: NDArray[np.bool_]
    rated: NDArray[np.bool_]
    weight: Floats
    stratum: NDArray[np.int64]
    cluster: NDArray[np.int64]


def rows(n: int = 300, seed: int = 5) -> Rows:
    draw = np.random.default_rng(seed)
    x = np.column_stack([draw.integers(0, 5, (n, 2)) / 4, draw.integers(0, 2, n)])
    first = draw.random(n) < 1 / (1 + np.exp(2 - 2.5 * x[:, 0] - 0.8 * x[:, 1] + 0.5 * x[:, 2]))
    rated = draw.random((n, 2)) > 0.04
    return Rows(x, first, rated, draw.uniform(0.5, 3, n), np.arange(n) % 3, np.arange(n) // 6)


def joined(made: Rows, sample: Plan) -> tuple[Floats, Floats]:
    """Give the estimates and their covariance."""
    has = made.x[:, :2] >= 0.75
    found, lost = payoff.joint(made.x, [0, 1], made.first, made.rated.all(axis=1), has, made.rated, sample)
    assert lost == 0
    return found.value, plan.covariance(found, sample)


def test_associations_are_average_marginal_effects_of_statsmodels() -> None:
    made = rows()
    inside = made.rated.all(axis=1)
    fitted = sm.Logit(made.first[inside].astype(float), sm.add_constant(made.x[inside])).fit(disp=0)
    value, _ = joined(made, design(np.ones(len(made.x))))
    np.testing.assert_allclose(value[:2], fitted.get_margeff().margeff[:2], rtol=1e-6)


def test_gaps_are_those_of_the_comparison_with_their_linearised_error() -> None:
    made = rows()
    value, covariance = joined(made, design(np.ones(len(made.x))))
    for k in range(2):
        has, of = made.x[:, k] >= 0.75, made.rated[:, k]
        counts = [[[float((has & of & made.first).sum()), float((~has & of & made.first).sum()),
                    float((has & of & ~made.first).sum()), float((~has & of & ~made.first).sum())]]]  # fmt: skip
        gap = shares.gap(cells(counts, counts, counts, plain(len(made.x))))
        assert value[2 + k] == pytest.approx(float(gap.value[0]), rel=1e-12)
        assert covariance[2 + k, 2 + k] == pytest.approx(float(gap.error[0]) ** 2, rel=1e-9)


def test_the_joint_covariance_is_the_spread_over_respondents_drawn_again() -> None:
    made = rows(500, 9)
    _, covariance = joined(made, design(np.ones(500)))
    draw, again = np.random.default_rng(2), []
    for _ in range(600):
        at = draw.integers(0, 500, 500)
        part = Rows._make(each[at] for each in made)
        again.append(joined(part, design(np.ones(500)))[0])
    spread = np.asarray(np.cov(np.array(again).T))
    np.testing.assert_allclose(np.sqrt(np.diag(covariance)), np.sqrt(np.diag(spread)), rtol=0.1)
    correlation = covariance[0, 2] / np.sqrt(covariance[0, 0] * covariance[2, 2])
    assert correlation == pytest.approx(float(np.asarray(np.corrcoef(np.array(again).T))[0, 2]), abs=0.08)
    assert correlation > 0.3


def test_under_weights_strata_and_clusters_linearisation_agrees_with_the_jackknife() -> None:
    made = rows(360, 4)
    drawn = design(made.weight, made.stratum, made.stratum * 1000 + made.cluster)
    value, covariance = joined(made, drawn)
    replicated, jackknife = joined(made, replication.jackknife(drawn))
    np.testing.assert_allclose(replicated, value, rtol=1e-9)
    np.testing.assert_allclose(np.sqrt(np.diag(jackknife)), np.sqrt(np.diag(covariance)), rtol=0.06)
    assert isinstance(replication.jackknife(drawn), Replicates)


def test_weights_of_one_and_a_constant_times_them_change_nothing() -> None:
    made = rows()
    one, by_one = joined(made, design(np.ones(300)))
    seven, by_seven = joined(made, design(np.full(300, 7.0)))
    np.testing.assert_allclose(one, seven, rtol=1e-10)
    np.testing.assert_allclose(by_one, by_seven, rtol=1e-8)


def known(seed: int = 3, draws: int = 4_000) -> Skills:
    sample = design(np.ones(300))
    made = rows()
    found, _ = payoff.joint(
        made.x, [0, 1], made.first, made.rated.all(axis=1), made.x[:, :2] >= 0.75, made.rated, sample
    )
    return payoff.skills(found, sample, seed, draws)


def test_draws_have_the_values_and_the_covariance_that_they_are_drawn_with() -> None:
    found = known(draws=60_000)
    drawn = np.hstack([found.a, found.g])
    np.testing.assert_allclose(drawn.mean(axis=0), [*found.association, *found.gap], atol=2e-3)
    np.testing.assert_allclose(np.cov(drawn.T), found.covariance, atol=2e-4)


def test_the_same_seed_gives_the_same_draws_and_another_other_ones() -> None:
    assert np.array_equal(known(3).a, known(3).a)
    assert not np.array_equal(known(3).a, known(4).a)


@given(st.lists(st.sampled_from([np.nan, 0.0, 0.25, 0.5, 1.0]), min_size=2, max_size=2))
def test_a_payoff_is_distance_times_association_times_gap(distance: list[float]) -> None:
    found = KNOWN
    made = payoff.payoffs(distance, found)
    for k, far in enumerate(distance):
        if far > 0:
            assert made.value[k] == pytest.approx(far * found.association[k] * max(found.gap[k], 0))
            assert made.interval.lower[k] <= made.interval.upper[k]
        else:
            assert np.isnan(made.value[k])
            assert np.isnan(made.rank[k])
    left = [made.first[k] for k, far in enumerate(distance) if far > 0]
    assert sum(left) == pytest.approx(1.0 if left else 0.0)


KNOWN = known()


def test_a_skill_in_which_the_first_group_is_not_ahead_pays_nothing() -> None:
    found = KNOWN._replace(gap=np.array([-0.2, 0.3]), g=np.tile([-0.2, 0.3], (4_000, 1)))
    made = payoff.payoffs([0.5, 0.5], found)
    assert made.value[0] == 0
    assert (made.interval.lower[0], made.interval.upper[0]) == (0, 0)


def test_twice_the_distance_is_twice_the_payoff_and_its_interval() -> None:
    half, whole = payoff.payoffs([0.25, np.nan], KNOWN), payoff.payoffs([0.5, np.nan], KNOWN)
    assert whole.value[0] == pytest.approx(2 * half.value[0])
    assert whole.interval.upper[0] == pytest.approx(2 * half.interval.upper[0])


def test_ranks_are_counted_from_the_draws() -> None:
    draws = np.array([[0.3, 0.2, 0.1], [0.3, 0.1, 0.2], [0.1, 0.3, 0.2], [0.3, 0.2, 0.1]])
    one = np.ones((4, 3))
    found = payoff.Skills(np.array([0.3, 0.2, 0.1]), np.ones(3), np.zeros((6, 6)), draws, one)
    made = payoff.payoffs([1.0, 1.0, 1.0], found, 0.5)
    assert made.first.tolist() == [0.75, 0.25, 0.0]
    assert made.rank.tolist() == [1, 2, 3]
    assert made.rank_interval.upper.tolist() == [3, 3, 3]
