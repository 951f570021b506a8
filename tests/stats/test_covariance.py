"""Variances by exact enumeration of every sample that could have been drawn."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import covariance, influence
from samkit.stats.design import design

NUMBERS = st.floats(-100, 100).map(lambda number: round(number, 3))


def moments(samples: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Mean and variance of the estimate over all samples, and mean of its estimated variance."""
    chance, value, estimated = np.array(samples).T
    mean = float(chance @ value)
    return mean, float(chance @ (value - mean) ** 2), float(chance @ estimated)


def test_simple_random_sampling_has_the_variance_of_all_samples() -> None:
    population = np.array([1.0, 4.0, 4.5, 9.0, -3.0, 2.0])
    drawn = list(combinations(population, 3))
    sample = design(np.full(3, 2.0), population=[6] * 3)
    found = [(1 / len(drawn), 2 * sum(part), float(covariance.variance(2 * np.array(part), sample))) for part in drawn]
    mean, true, estimated = moments(found)
    assert mean == pytest.approx(population.sum(), rel=1e-12)
    assert estimated == pytest.approx(true, rel=1e-12)


def test_drawing_with_replacement_has_the_variance_of_all_samples() -> None:
    population = np.array([1.0, 4.0, 9.0])
    sample = design(np.full(2, 1.5))
    drawn = list(product(population, repeat=2))
    found = [(1 / 9, 1.5 * sum(part), float(covariance.variance(1.5 * np.array(part), sample))) for part in drawn]
    mean, true, estimated = moments(found)
    assert mean == pytest.approx(14.0, rel=1e-12)
    assert estimated == pytest.approx(true, rel=1e-12)


def test_stratified_sampling_has_the_variance_of_all_samples() -> None:
    strata = [np.array([1.0, 4.0, 9.0]), np.array([-2.0, 0.0, 5.0, 7.0])]
    weight = np.array([1.5, 1.5, 4 / 3, 4 / 3, 4 / 3])
    sample = design(weight, stratum=[0, 0, 1, 1, 1], population=[3, 3, 4, 4, 4])
    drawn = [np.array(a + b) for a in combinations(strata[0], 2) for b in combinations(strata[1], 3)]
    found = [(1 / len(drawn), weight @ y, float(covariance.variance(weight * y, sample))) for y in drawn]
    mean, true, estimated = moments(found)
    assert mean == pytest.approx(24.0, rel=1e-12)
    assert estimated == pytest.approx(true, rel=1e-12)


def test_two_stages_have_the_variance_of_all_samples() -> None:
    clusters = [np.array([1.0, 5.0, 2.0]), np.array([0.0, 7.0, 3.0]), np.array([9.0, 4.0, -6.0])]
    weight = np.full(4, 3 / 2 * 3 / 2)
    stages = np.array([[0, 0], [0, 1], [1, 2], [1, 3]])
    sample = design(weight, cluster=stages, population=np.array([[3, 3]] * 4))
    drawn = [
        np.array(a + b)
        for one, two in combinations(clusters, 2)
        for a in combinations(one, 2)
        for b in combinations(two, 2)
    ]
    found = [(1 / len(drawn), weight @ y, float(covariance.variance(weight * y, sample))) for y in drawn]
    mean, true, estimated = moments(found)
    assert mean == pytest.approx(25.0, rel=1e-12)
    assert estimated == pytest.approx(true, rel=1e-12)


ROWS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3), NUMBERS, NUMBERS), min_size=4, max_size=30)


@given(ROWS)
def test_variances_are_the_diagonal_of_the_covariance(rows: list[tuple[int, int, float, float]]) -> None:
    table = np.array(rows)
    sample = design(np.ones(len(rows)), table[:, 0], table[:, 1], nest=True, lonely="adjust")
    matrix = covariance.covariance(table[:, 2:], sample)
    assert np.allclose(np.diag(matrix), covariance.variance(table[:, 2:], sample), rtol=1e-12, atol=1e-9)
    assert np.array_equal(matrix, matrix.T)
    assert np.linalg.eigvalsh(matrix).min() >= -1e-9 * max(matrix.max(), 1.0)


@given(ROWS)
def test_sums_of_each_cluster_have_the_variance_of_their_respondents(
    rows: list[tuple[int, int, float, float]],
) -> None:
    table = np.array(rows)
    label = (table[:, 0] * 4 + table[:, 1]).astype(int)
    each = np.unique(label)
    sums = np.array([table[label == one, 2:].sum(axis=0) for one in each])
    respondents = design(np.ones(len(rows)), table[:, 0], label, lonely="remove")
    aggregated = design(np.ones(len(each)), each // 4, lonely="remove")
    assert np.allclose(
        covariance.covariance(sums, aggregated), covariance.covariance(table[:, 2:], respondents), rtol=1e-9, atol=1e-9
    )


@given(ROWS, st.sampled_from([np.inf, 50.0]))
def test_sums_of_each_stratum_have_the_variance_of_their_respondents(
    rows: list[tuple[int, int, float, float]], population: float
) -> None:
    table = np.array(rows)
    score, strata = table[:, 2:], np.unique(table[:, 0])
    inside = [score[table[:, 0] == stratum] for stratum in strata]
    sizes = None if population == np.inf else np.full(len(rows), population)
    one_by_one = covariance.covariance(score, design(np.ones(len(rows)), table[:, 0], None, sizes, lonely="adjust"))
    by_stratum = covariance.stratified(
        [part.sum(axis=0) for part in inside],
        [part.T @ part for part in inside],
        [len(part) for part in inside],
        population,
        "adjust",
    )
    assert np.allclose(by_stratum, one_by_one, rtol=1e-9, atol=1e-6)


def test_domains_keep_the_clusters_that_they_are_not_in() -> None:
    y, weight = np.array([1.0, 2.0, 4.0, 8.0]), np.array([1.0, 1.0, 1.0, 0.0])
    found = influence.mean(y, weight)
    sample = design(np.ones(4))
    assert covariance.variance(found.score, sample) == pytest.approx(4 / 3 * np.square(found.score).sum(), rel=1e-13)


def test_many_items_at_once_are_the_items_one_by_one() -> None:
    score = np.random.default_rng(1).normal(size=(12, 5, 2))
    sample = design(np.ones(12), np.repeat([0, 1, 2], 4), np.repeat(np.arange(6), 2))
    together = covariance.covariance(score, sample)
    for item in range(5):
        assert np.allclose(together[item], covariance.covariance(score[:, item], sample), rtol=1e-13)
    assert covariance.variance(score, sample).shape == (5, 2)


def test_scores_of_other_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="scores of 3 rows are expected, got 2"):
        covariance.variance([1.0, 2.0], design(np.ones(3)))
    with pytest.raises(ValueError, match="below the clusters drawn"):
        covariance.stratified([[1.0]], [[[1.0]]], [3], 2)
