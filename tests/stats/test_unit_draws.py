"""Draws of units within strata: sizes kept, clusters together, the only unit of a stratum always there."""

from __future__ import annotations

import numpy as np
import pytest

from samkit.stats.unit_draws import Drawn, draws


def test_each_group_keeps_its_size_and_the_steps_do_not_matter() -> None:
    whole = Drawn(np.arange(9), np.array([4, 5]), np.ones(9), fewer=False)
    every = np.concatenate(list(draws(whole, 5, 50, 7)))
    assert every.shape == (50, 9)
    assert (every[:, :4].sum(axis=1) == 4).all()
    assert (every[:, 4:].sum(axis=1) == 5).all()
    assert np.array_equal(every, next(draws(whole, 5, 50, 50)))


def test_clusters_are_drawn_whole_with_weights_that_keep_the_mean() -> None:
    unit = np.array([0, 0, 1, 2, 2, 2, 3])
    weight = np.arange(1.0, 8.0)
    every = next(draws(Drawn(unit, np.array([3, 1]), weight, fewer=True), 2, 4_000, 4_000)) / weight
    assert np.array_equal(every[:, 0], every[:, 1])
    assert np.array_equal(every[:, 3], every[:, 5])
    assert (every[:, 6] == 1).all()
    assert every.mean(axis=0) == pytest.approx(np.ones(7), abs=0.06)
    assert every[:, [0, 2, 3]].sum(axis=1) == pytest.approx(np.full(4_000, 3.0))
