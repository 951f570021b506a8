"""Replicate weights: what is refused, what a replicate without answers does, and that the made ones do their work."""

import math
from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import covariance, influence, plan, replicate, replication
from samkit.stats.design import Design, design
from samkit.stats.hadamard import hadamard

WEIGHT = np.array([1.0, 2.0, 1.5, 1.0, 3.0, 0.5])


@pytest.mark.parametrize("shape", [(5, 3), (6, 1), (6,)])
def test_replicate_weights_of_the_wrong_shape_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"replicate weights of 6 rows are expected, got shape \("):
        replicate.replicates(WEIGHT, np.ones(shape), 1.0)


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_impossible_replicate_weights_and_factors_are_refused(bad: float) -> None:
    weights = np.ones((6, 3))
    with pytest.raises(ValueError, match="a factor"):
        replicate.replicates(WEIGHT, weights, bad)
    weights[2, 1] = bad
    with pytest.raises(ValueError, match="finite and not negative"):
        replicate.replicates(WEIGHT, weights, 1.0)


def test_factors_of_another_number_an_unknown_kind_and_fays_one_are_refused() -> None:
    with pytest.raises(ValueError, match="each of 3 replicates"):
        replicate.replicates(WEIGHT, np.ones((6, 3)), [1.0, 1.0])
    with pytest.raises(ValueError, match="got 'JK3'"):
        replicate.scale("JK3", 4)  # type: ignore[arg-type] # a study file can say anything
    with pytest.raises(ValueError, match="Fay"):
        replicate.scale("Fay", 4, 1.0)


def test_a_replicate_without_answers_adds_nothing() -> None:
    weights = np.array([[0.0, 2.0, 1.0], [0.0, 0.0, 1.0], [3.0, 1.0, 1.0]])
    sample = replicate.replicates(np.ones(3), weights, 1.0)
    found = replicate.ratio([1.0, 0.0, 0.0], [1.0, 1.0, 0.0], sample)
    assert found.score.tolist() == [0.0, 0.25, -0.25]
    nobody = replicate.ratio([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], sample)
    assert np.isnan(nobody.value)
    assert np.isnan(replicate.variance(nobody.score))


def test_squares_are_about_the_estimate_where_so_declared() -> None:
    weights = np.array([[2.0, 1.0], [0.0, 3.0]])
    about = replicate.replicates(np.ones(2), weights, 1.0, about_estimate=True)
    found = replicate.total([1.0, 0.0], about)
    assert found.score.tolist() == [1.0, 0.0]
    assert replicate.total([1.0, 0.0], about._replace(about_estimate=False)).score.tolist() == [0.5, -0.5]


def test_a_replicate_without_a_factor_does_not_move_the_mean_of_the_others() -> None:
    sample = replicate.replicates(np.ones(2), [[2.0, 1.0, 9.0], [0.0, 3.0, 9.0]], [1.0, 1.0, 0.0])
    assert replicate.total([1.0, 0.0], sample).score.tolist() == [0.5, -0.5, 0.0]


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), st.floats(-9, 9)), min_size=6, max_size=25))
def test_jackknife_of_totals_is_the_linearised_variance(rows: list[tuple[int, int, float]]) -> None:
    table = np.array(rows)
    sample = design(np.ones(len(rows)), table[:, 0], table[:, 1], np.full(len(rows), 9), nest=True, lonely="remove")
    if sample.stages[0].starts.size > 1:
        made = replication.jackknife(sample, about_estimate=True)
        ours = replicate.variance(replicate.total(table[:, 2], made).score)
        theirs = covariance.variance(influence.total(table[:, 2]).score, sample)
        assert float(ours) == pytest.approx(float(theirs), rel=1e-9, abs=1e-9)


@given(st.integers(1, 9), st.floats(0, 0.9))
def test_half_samples_of_totals_have_the_linearised_variance(strata: int, rho: float) -> None:
    y = np.random.default_rng(strata).normal(size=2 * strata)
    sample = design(np.full(2 * strata, 3.0), np.arange(2 * strata) // 2)
    ours = replicate.variance(replicate.total(y, replication.half_samples(sample, rho)).score)
    assert float(ours) == pytest.approx(float(covariance.variance(3 * y, sample)), rel=1e-10)


def test_bootstrap_has_the_linearised_variance_over_all_draws() -> None:
    y = np.array([1.0, 4.0, -2.0, 7.0])
    draws = [np.bincount(part, minlength=4) for part in combinations_with_replacement(range(4), 3)]
    chance = np.array([math.factorial(3) / np.prod([math.factorial(k) for k in part]) for part in draws]) / 4**3
    total = np.array([part @ y * 4 / 3 for part in draws])
    expected = float(chance @ (total - y.sum()) ** 2)
    assert float(covariance.variance(y, design(np.ones(4)))) == pytest.approx(expected, rel=1e-12)
    made = replication.bootstrap(design(np.ones(4)), 4000, 11)
    found = float(replicate.variance(replicate.total(y, made).score))
    fourth = float(chance @ (total - y.sum()) ** 4)
    assert abs(found - expected) < 4 * math.sqrt((fourth - expected**2) / 4000)
    assert {tuple(column) for column in (made.weights.T * 3 / 4).round(9)} <= {
        tuple(map(float, part)) for part in draws
    }


def test_the_same_seed_draws_the_same_replicates() -> None:
    sample = design(np.ones(6), [0, 0, 0, 1, 1, 1])
    first, again = replication.bootstrap(sample, 5, 1), replication.bootstrap(sample, 5, 1)
    assert first.weights.tobytes() == again.weights.tobytes()
    assert not np.array_equal(first.weights, replication.bootstrap(sample, 5, 2).weights)


def test_a_lonely_stratum_is_the_same_in_all_replicates() -> None:
    sample = design(np.ones(4), [0, 0, 0, 1], lonely="remove")
    for made in (replication.jackknife(sample), replication.bootstrap(sample, 4, 1)):
        assert made.weights[3].tolist() == [1.0] * made.weights.shape[1]
    assert (
        plan.error(replicate.total([0, 0, 0, 5.0], replication.jackknife(sample)), replication.jackknife(sample)) == 0
    )


def test_degrees_of_freedom_of_a_domain_are_the_rank_of_its_replicates_less_one() -> None:
    made = replication.jackknife(design(np.ones(6), cluster=[0, 0, 1, 1, 2, 2]))
    inside = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]])
    assert made.df == 2
    assert replicate.degrees_of_freedom(made, inside).tolist() == [2, 1, 0]


@pytest.mark.parametrize(
    ("sample", "message"),
    [
        (design(np.ones(3)), "two clusters in every stratum"),
        (design(np.ones(2), population=[9, 9]), "finite population"),
    ],
)
def test_half_samples_of_other_designs_are_refused(sample: Design, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replication.half_samples(sample)
    with pytest.raises(ValueError, match="two or more replicates"):
        replication.bootstrap(sample, 1, 1)


def test_hadamard_matrices_have_orthogonal_columns_of_which_the_first_is_constant() -> None:
    sizes = []
    for order in range(1, 101):
        matrix = hadamard(order)
        sizes.append(matrix.shape[0])
        assert order <= matrix.shape[0] < order + 12
        assert np.all(matrix[:, 0] == 1)
        assert np.array_equal(matrix.T @ matrix, matrix.shape[0] * np.eye(matrix.shape[0]))
    assert sizes[:9] == [1, 2, 4, 4, 8, 8, 8, 8, 12]
    with pytest.raises(ValueError, match="at least 1"):
        hadamard(0)
