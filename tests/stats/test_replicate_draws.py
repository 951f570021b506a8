from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit.stats.linearize import plain, replicated
from samkit.stats.replicate_draws import around

if TYPE_CHECKING:
    from samkit.tally import Sample

DRAWS = 40_000


def sample(replicates: int, *, about_estimate: bool = False) -> Sample:
    """Say that replicates are those of a jackknife."""
    factor = np.full(replicates, (replicates - 1) / replicates)
    return plain(replicates)._replace(kind="replicates", factor=factor, about_estimate=about_estimate)


@pytest.mark.parametrize("about_estimate", [False, True])
def test_draws_have_the_mean_and_the_covariance_of_replication(about_estimate: bool) -> None:
    chance, design = np.random.default_rng(1), sample(30, about_estimate=about_estimate)
    value = np.array([0.2, 0.5, 0.7])
    parts = value + chance.normal(0, 0.02, (30, 3)) @ np.array([[1, 0.5, 0], [0, 1, 0.5], [0, 0, 1]]) + 0.003
    expected = replicated(value, parts, design)
    found = around(value, parts, design, 5, DRAWS)
    assert np.all(np.abs(found.mean(axis=0) - value) < 4.5 * np.sqrt(np.diagonal(expected) / DRAWS))
    # The variance of a covariance of normal numbers is (s11 s22 + s12^2) / draws.
    spread = np.diagonal(expected)
    error = np.sqrt((np.outer(spread, spread) + expected**2) / DRAWS)
    assert np.all(np.abs(np.cov(found.T) - expected) < 4.5 * error)


def test_draws_are_normal() -> None:
    from scipy import stats

    parts = np.random.default_rng(2).normal(0, 1, (2, 1))
    found = around([0.0], parts, sample(2), 3, DRAWS)[:, 0]
    assert stats.kstest(found / found.std(), "norm").pvalue > 1e-4


def test_the_seed_decides() -> None:
    parts = np.random.default_rng(2).normal(0, 1, (5, 2))
    once, again, other = (around([0.0, 1.0], parts, sample(5), seed, 100) for seed in (3, 3, 4))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_equal_items_stay_equal_in_every_draw() -> None:
    parts = np.random.default_rng(2).normal(0, 1, (50, 1)).repeat(7, axis=1)
    found = around(np.zeros(7), parts, sample(50), 3, 2000)
    assert np.array_equal(found, found[:, :1].repeat(7, axis=1))


def test_a_replicate_without_a_value_adds_nothing_and_an_item_without_one_has_none() -> None:
    parts = np.array([[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]])
    found = around([2.0, np.nan], parts, sample(3), 3, DRAWS)
    variance = 2 / 3 * 2
    assert abs(found[:, 0].var() - variance) < 4.5 * variance * (2 / DRAWS) ** 0.5
    assert np.isnan(found[:, 1]).all()


def test_many_draws_are_made_in_blocks() -> None:
    parts = np.random.default_rng(2).normal(0, 1, (2000, 1))
    found = around([0.0], parts, sample(2000), 3, 1200)[:, 0]
    assert len(np.unique(found)) == 1200


@pytest.mark.parametrize(("value", "parts"), [([0.0], [[1.0, 2.0]] * 3), ([0.0], [[1.0]] * 2), (0.0, [0.0] * 3)])
def test_shapes_that_do_not_fit_are_refused(value: object, parts: object) -> None:
    with pytest.raises(ValueError, match="3 replicates"):
        around(value, parts, sample(3), 1, 10)  # type: ignore[arg-type] # shapes of any kind
