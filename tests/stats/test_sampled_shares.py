"""Shares of domains, held against those from totals of units."""

from __future__ import annotations

import numpy as np
import pytest

from samkit.stats import linearize, sampled_shares, shares
from samkit.stats.design import design


@pytest.mark.parametrize("seed", range(5))
def test_shares_from_rows_are_those_from_totals(seed: int) -> None:
    chance = np.random.default_rng(seed)
    weight, inside, has = chance.uniform(0.5, 3, 90), chance.random(90) < 0.6, chance.random((90, 2)) < 0.4
    found = sampled_shares.share(has, inside, design(weight))
    for column in range(2):
        cells = [has[:, column] & inside, ~has[:, column] & inside]
        n, w, w2 = ([[float((cell * weight**power).sum()) for cell in cells]] for power in (0, 1, 2))
        expected = shares.share(linearize.cells(n, w, w2, linearize.plain(90)))
        assert found.value[column] == pytest.approx(float(expected.value))
        assert found.error[column] == pytest.approx(float(expected.error))
        assert found.interval.lower[column] == pytest.approx(float(expected.interval.lower), rel=0.02)
        assert found.interval.upper[column] == pytest.approx(float(expected.interval.upper), rel=0.02)


def test_a_share_of_nobody_and_one_of_a_single_row_have_bounds_that_say_nothing() -> None:
    plan = design(np.ones(5))
    nobody = sampled_shares.share(np.ones((5, 1)), np.zeros(5), plan)
    assert np.isnan(nobody.value[0])
    for inside in (np.zeros(5), np.eye(5)[0]):
        bounds = sampled_shares.share(np.ones((5, 1)), inside, plan).interval
        assert (bounds.lower[0], bounds.upper[0]) == (0.0, 1.0)
