"""Sums of answers and of their products: residuals of statsmodels, and a loop where some did not answer."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from samkit.stats.answered import Answered, moments


def answered(seed: int, *, missing: float) -> Answered:
    draw = np.random.default_rng(seed)
    scores = draw.integers(0, 4, (40, 3)).astype(float)
    favourable = (draw.random((40, 2)) < 0.4).astype(float)
    scores[draw.random(scores.shape) < missing] = np.nan
    favourable[draw.random(favourable.shape) < missing] = np.nan
    return Answered(scores, favourable, np.tile([1.0, 2.0, 3.0], 3), np.repeat(np.arange(3), 3), (15, 20))


def test_products_are_those_of_the_residuals_on_the_groups() -> None:
    answers = answered(1, missing=0)
    found = moments(answers, np.ones((1, 40)))
    first = (np.arange(35) < 15).astype(float)
    each = np.hstack([answers.scores, answers.favourable])[:35]
    left = np.column_stack([sm.OLS(column, sm.add_constant(first)).fit().resid for column in each.T])
    assert found.products.sum(axis=0)[0] == pytest.approx((left.T @ left)[:3], abs=1e-9)
    assert found.pairs.sum(axis=0)[0].tolist() == np.full((3, 5), 35).tolist()


def test_whoever_did_not_answer_adds_nothing_and_whoever_is_drawn_twice_adds_twice() -> None:
    answers = answered(2, missing=0.2)
    times = np.random.default_rng(3).integers(0, 3, (2, 40)).astype(float)
    found = moments(answers, times)
    each = np.hstack([answers.scores, answers.favourable])
    for draw in range(2):
        for group, rows in enumerate(answers.groups()):
            again = np.repeat(each[rows], times[draw, rows].astype(int), axis=0)
            mean = np.nanmean(again, axis=0)
            reached = [np.nanmean(np.where(np.isnan(again[:, at]), np.nan, again[:, at] >= level)) for at, level in
                       zip(answers.owner, answers.thresholds, strict=True)]  # fmt: skip
            assert found.above[group, draw] == pytest.approx(reached, abs=1e-9)
            assert found.share[group, draw] == pytest.approx(mean[3:], abs=1e-9)
            assert found.base[group, draw].tolist() == (~np.isnan(again[:, :3])).sum(axis=0).tolist()
            both = ~np.isnan(again[:, :3, None]) & ~np.isnan(again[:, None, :])
            assert found.pairs[group, draw].tolist() == both.sum(axis=0).tolist()


def test_a_group_without_answers_has_no_shares() -> None:
    answers = answered(4, missing=0)
    answers.favourable[:15, 0] = np.nan
    found = moments(answers, np.ones((1, 40)))
    assert np.isnan(found.share[0, 0, 0])
    assert found.weight[0, 0].tolist() == [0.0, 15.0]
