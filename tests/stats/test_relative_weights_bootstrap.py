from __future__ import annotations

import numpy as np
import pytest

from samkit.stats import importance_bootstrap
from samkit.stats.binary import Model, model
from samkit.stats.logistic import fit
from samkit.stats.logits import Binomial
from samkit.stats.relative_weights import logistic_weights
from samkit.stats.relative_weights_bootstrap import logistic, replicated
from samkit.stats.separation import SeparatedError


def made(rows: int = 90, seed: int = 5, *, weighted: bool = False) -> Model:
    draw = np.random.default_rng(seed)
    x = np.column_stack([draw.integers(0, 2, rows), draw.integers(0, 3, rows), draw.normal(size=rows).round(1)])
    y = draw.random(rows) < 1 / (1 + np.exp(-x @ [0.8, 0.5, -0.4] + 0.7))
    return model(x, y, 1.0 + np.arange(rows) % 3 if weighted else None)


@pytest.mark.parametrize("weighted", [False, True])
def test_in_each_sample_the_weights_are_those_of_a_model_of_that_sample_alone(weighted: bool) -> None:
    data = made(weighted=weighted)
    given = (data.x @ np.linalg.inv(data.back))[data.pattern, 1:]
    times = np.random.default_rng(1).multinomial(90, np.full(90, 1 / 90), 12).T.astype(np.float64)
    ones, both = np.zeros((2, len(data.x), 12))
    np.add.at(ones, data.pattern, times * (data.weight * data.y)[:, None])
    np.add.at(both, data.pattern, times * data.weight[:, None])
    found = replicated(data.x, Binomial(ones, both), np.zeros(4))
    for sample, weights in zip(times.T, found, strict=True):
        alone = model(given, data.y, sample * data.weight)
        assert weights == pytest.approx(logistic_weights(alone, fit(alone).coefficients), rel=1e-8)


def test_a_sample_that_separates_or_in_which_a_column_does_not_vary_has_none() -> None:
    x = np.array([[1.0, -1.0, -1.0], [1.0, -1.0, 1.0], [1.0, 1.0, -1.0], [1.0, 1.0, 1.0]])
    both = np.array([[4.0, 4.0, 4.0], [4.0, 4.0, 4.0], [4.0, 4.0, 0.0], [4.0, 4.0, 0.0]])
    ones = np.array([[1.0, 0.0, 1.0], [2.0, 0.0, 2.0], [2.0, 4.0, 0.0], [3.0, 4.0, 0.0]])
    assert np.isnan(replicated(x, Binomial(ones, both), np.zeros(3))).any(axis=1).tolist() == [False, True, True]


def test_the_bounds_are_percentiles_of_the_draws_and_a_term_has_the_sum_of_its_columns() -> None:
    found = logistic(made(), [[0], [1, 2]], seed=7, replicates=60)
    each = logistic(made(), seed=7, replicates=60).replicates
    assert found.replicates == pytest.approx(np.column_stack([each[:, 0], each[:, 1] + each[:, 2]]), rel=1e-12)
    assert found.interval.lower == pytest.approx(np.quantile(found.replicates, 0.025, axis=0), rel=1e-12)
    assert found.lost == 0


def test_the_same_seed_draws_the_same_respondents_as_for_the_shares_of_the_fit() -> None:
    data = made()
    drawn, again = logistic(data, seed=3, replicates=40), importance_bootstrap.mcfadden(data, seed=3, replicates=40)
    by_weight, by_share = (each.replicates.sum(axis=1) for each in (drawn, again))
    assert np.corrcoef(by_weight, by_share)[0, 1] > 0.9


def test_the_order_of_the_rows_does_not_matter() -> None:
    data = made(weighted=True)
    order = np.random.default_rng(2).permutation(90)
    given = (data.x @ np.linalg.inv(data.back))[data.pattern, 1:].round(9)
    first, second = (
        logistic(model(given[rows], data.y[rows], data.weight[rows]), seed=1, replicates=20).replicates
        for rows in (np.arange(90), order)
    )
    assert first == pytest.approx(second, rel=1e-9)


def test_groups_that_separate_are_told() -> None:
    with pytest.raises(SeparatedError):
        logistic(model([[0], [0], [1], [1]], [0, 0, 1, 1]), seed=1, replicates=20)
