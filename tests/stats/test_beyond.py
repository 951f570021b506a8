"""Gaps beyond a factor: item by item with statsmodels, exactly in a large sample, and the same way round both ways."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import norm

from samkit.stats.answered import Answered, Moments, moments
from samkit.stats.beyond import Found, Pairs, beyond
from samkit.stats.latent import expected_gap

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5, 0.4, 0.75])
CUTS = np.array([-1.2, -0.3, 0.6, 1.3])
PAIRS = Pairs(~np.eye(6, dtype=bool), ~np.eye(6, dtype=bool))


def answered(rows: int, first: int, seed: int, *, shift: float = 0.8, own: float = 0.0) -> Answered:
    """Group 1 lies higher on the factor by `shift`, and on the first question by `own` beside."""
    draw = np.random.default_rng(seed)
    one = np.arange(rows) < first
    trait = draw.normal(size=rows) + shift * one
    behind = trait[:, None] * LOADINGS + draw.normal(size=(rows, 6)) * np.sqrt(1 - LOADINGS**2)
    behind[:, 0] += own * one
    scores = np.digitize(behind, CUTS).astype(float)
    return Answered(
        scores,
        (scores >= 3).astype(float),
        np.tile([1.0, 2, 3, 4], 6),
        np.repeat(np.arange(6), 4),
        (first, rows - first),
    )


def found(answers: Answered, pairs: Pairs = PAIRS) -> tuple[Found, Moments]:
    sums = moments(answers, np.ones((1, len(answers.scores))))
    return beyond(answers, sums, pairs), sums


def test_each_item_is_held_against_the_slope_of_all_other_gaps_on_their_loadings() -> None:
    answers = answered(400, 60, 1, own=0.7)
    mine, sums = found(answers)
    gaps, loadings = mine.gaps[0], mine.loadings[0]
    spread = mine.spread[:, 0]
    for item in range(6):
        others = np.arange(6) != item
        shift = sm.OLS(gaps[others], loadings[others]).fit().params[0]
        wide = np.sqrt(1 + mine.items[0, item] ** 2 * (spread - 1))
        share = answers.favourable[:, item].mean()
        theirs = expected_gap(share, 60 / 400, mine.items[0, item] * shift, wide)
        assert mine.expected[0, item] == pytest.approx(theirs, abs=1e-9)
        assert mine.gap[0, item] == pytest.approx(sums.share[0, 0, item] - sums.share[1, 0, item], abs=1e-12)
        assert mine.beyond[0, item] == pytest.approx(mine.gap[0, item] - theirs, abs=1e-9)


def test_a_large_sample_gives_back_what_it_was_made_of() -> None:
    answers = answered(200_000, 60_000, 2, own=0.5)
    pairs = Pairs(PAIRS.questions, PAIRS.items & (np.arange(6) != 0))
    mine = found(answers, pairs)[0]
    assert mine.loadings[0] == pytest.approx(LOADINGS, abs=0.015)
    assert mine.gaps[0] == pytest.approx(0.8 * LOADINGS + 0.5 * (np.arange(6) == 0), abs=0.03)
    assert mine.items[0] == pytest.approx(LOADINGS, abs=0.02)
    assert mine.spread[:, 0] == pytest.approx([1.0, 1.0], abs=0.03)
    made = norm.cdf(0.8 * LOADINGS[0] + 0.5 - CUTS[2]) - norm.cdf(-CUTS[2])
    by_factor = norm.cdf(0.8 * LOADINGS[0] - CUTS[2]) - norm.cdf(-CUTS[2])
    assert mine.gap[0, 0] == pytest.approx(made, abs=0.01)
    assert mine.beyond[0, 1:] == pytest.approx(np.zeros(5), abs=0.012)
    assert mine.beyond[0, 0] == pytest.approx(made - by_factor, abs=0.03)


def test_a_group_that_was_chosen_by_the_factor_varies_less_on_it() -> None:
    draw = np.random.default_rng(3)
    trait = draw.normal(size=100_000)
    chosen = 0.7 * trait + np.sqrt(0.51) * draw.normal(size=trait.size) > 1.0
    order = np.argsort(~chosen, kind="stable")
    behind = trait[:, None] * LOADINGS + draw.normal(size=(trait.size, 6)) * np.sqrt(1 - LOADINGS**2)
    scores = np.digitize(behind, CUTS).astype(float)[order]
    sizes = (int(chosen.sum()), int((~chosen).sum()))
    answers = Answered(scores, (scores >= 3) * 1.0, np.tile([1.0, 2, 3, 4], 6), np.repeat(np.arange(6), 4), sizes)
    mine = found(answers)[0]
    within = np.array([trait[chosen].var(), trait[~chosen].var()])
    assert mine.spread[0, 0] / mine.spread[1, 0] == pytest.approx(within[0] / within[1], abs=0.12)
    assert np.abs(mine.beyond[0]).max() < 0.02
    assert mine.gap[0].min() > 0.15


def test_swapping_groups_mirrors_and_turning_a_question_round_changes_nothing_for_the_others() -> None:
    answers = answered(500, 120, 4, own=0.6)
    mine = found(answers)[0]
    order = np.concatenate([np.arange(120, 500), np.arange(120)])
    swapped = Answered(answers.scores[order], answers.favourable[order], answers.thresholds, answers.owner, (380, 120))
    other = found(swapped)[0]
    assert other.beyond[0] == pytest.approx(-mine.beyond[0], abs=1e-6)
    turned = answers._replace(scores=np.column_stack([answers.scores[:, :5], 4 - answers.scores[:, 5]]))
    again = found(turned)[0].turned()
    assert again.beyond[0, :5] == pytest.approx(mine.beyond[0, :5], abs=1e-4)
    assert again.loadings[0] == pytest.approx(mine.turned().loadings[0] * np.array([1, 1, 1, 1, 1, -1]), abs=1e-4)


def test_every_draw_is_as_if_alone() -> None:
    answers = answered(300, 60, 5)
    whole = found(answers)[0]
    times = np.random.default_rng(6).poisson(1.0, (3, 300)).astype(float)
    together = beyond(answers, moments(answers, times), PAIRS, whole)
    for draw in range(3):
        alone = beyond(answers, moments(answers, times[draw : draw + 1]), PAIRS, whole)
        assert together.beyond[draw] == pytest.approx(alone.beyond[0], abs=1e-5)


def test_an_item_without_other_questions_has_no_expected_gap() -> None:
    none = Pairs(PAIRS.questions, np.zeros((6, 6), dtype=bool))
    assert np.isnan(found(answered(200, 40, 7), none)[0].expected).all()
