"""How often intervals and sets of ranks hold the true ranks, in surveys drawn from known shares with fixed seeds.

The bounds follow from the number of surveys: three standard errors of a share of 0.95 in 300 of them.
"""

import functools
from typing import NamedTuple

import numpy as np
import pytest

from samkit.stats import rankings, ranksets, resample, reversal
from samkit.stats.interval import Floats
from samkit.stats.ranksets import RankSet
from samkit.stats.respondents import Respondents, respondents

SURVEYS, REPLICATES = 300, 499
PROMISED = 0.95
ERROR = 3 * np.sqrt(PROMISED * (1 - PROMISED) / SURVEYS)

# Shares of Top Performers and The Rest, at the study's own bases.
APART = (np.array([0.95, 0.75, 0.55, 0.30, 0.10]), np.full(5, 0.20))
NEAR = (np.array([0.55, 0.52, 0.50, 0.48, 0.45]), np.full(5, 0.20))
LEVEL = (np.full(5, 0.50), np.full(5, 0.20))
MIXED = (np.array([0.90, 0.60, 0.60, 0.30, 0.28]), np.array([0.30, 0.20, 0.20, 0.20, 0.20]))


class Design(NamedTuple):
    """Shares of both groups, and how strongly the answers of one respondent go together."""

    one: Floats
    none: Floats
    strength: float = 0.5


def survey(design: Design, seed: int) -> Respondents:
    """Draw answers with a common factor: a respondent favourable on one item tends to be so on others."""
    from scipy.special import ndtri

    draw = np.random.default_rng([397, seed])
    first = np.arange(397) < 52
    factor, own = draw.normal(size=(397, 1)), draw.normal(size=(397, 5))
    latent = np.sqrt(design.strength) * factor + np.sqrt(1 - design.strength) * own
    favourable = latent < ndtri(np.where(first[:, None], design.one, design.none))
    return respondents(favourable, draw.random((397, 5)) < 0.95, first)


@functools.cache
def replicated(name: str, seed: int) -> tuple[Floats, Floats]:
    answers = survey(DESIGNS[name], seed)
    return rankings.gap(resample.observed(answers)), rankings.gap(resample.bootstrap(answers, seed, REPLICATES))


def holds(found: RankSet, design: Design) -> np.ndarray:
    """Say of which items the true rank is held: one more than the number of larger gaps, shared by those level."""
    gaps = np.round(design.one - design.none, 9)
    best = 1 + (gaps[:, None] < gaps).sum(axis=1)
    return np.asarray((found.lower <= best) & (found.upper >= best))


DESIGNS = {"apart": Design(*APART), "near": Design(*NEAR), "level": Design(*LEVEL), "mixed": Design(*MIXED, 0.1)}


@pytest.mark.parametrize("name", DESIGNS)
def test_simultaneous_sets_hold_all_true_ranks_as_often_as_they_say(name: str) -> None:
    held = [holds(ranksets.simultaneous(*replicated(name, seed)), DESIGNS[name]).all() for seed in range(SURVEYS)]
    assert np.mean(held) >= PROMISED - ERROR


@pytest.mark.parametrize("name", ["near", "mixed"])
def test_marginal_sets_hold_each_true_rank_as_often_as_they_say(name: str) -> None:
    held = [holds(ranksets.marginal(*replicated(name, seed)), DESIGNS[name]) for seed in range(SURVEYS)]
    assert np.mean(held, axis=0).min() >= PROMISED - ERROR


def test_no_pair_is_put_in_the_wrong_order_where_all_items_are_level() -> None:
    claimed = [ranksets.superior(*replicated("level", seed)).any() for seed in range(SURVEYS)]
    assert np.mean(claimed) <= 1 - PROMISED + ERROR
    # Nor is the test asleep: sets that claimed nothing at all would pass the line above.
    assert np.mean(claimed) > 0


def held_by_intervals(name: str) -> Floats:
    held = []
    for seed in range(SURVEYS):
        found = rankings.ranks(*replicated(name, seed))
        held.append(holds(RankSet(found.lower, found.upper), DESIGNS[name]))
    return np.asarray(np.mean(held, axis=0))


def test_bootstrap_intervals_hold_the_true_ranks_of_items_that_lie_apart() -> None:
    assert held_by_intervals("apart").min() >= PROMISED - ERROR


def test_bootstrap_intervals_miss_the_first_rank_where_items_are_level() -> None:
    # The weak spot of these intervals, and the reason for the sets: items that share rank 1 are often kept from it.
    found = held_by_intervals("level")
    assert found.mean() < PROMISED - ERROR


def test_pairs_that_turn_round_are_claimed_by_chance_as_rarely_as_promised() -> None:
    # The first four items have one gap and one prevalence each, so that no pair of them can turn round; the fifth does.
    design = Design(np.array([0.5, 0.5, 0.5, 0.5, 0.75]), np.array([0.5, 0.5, 0.5, 0.5, 0.05]), 0.2)
    false, true = [], []
    for seed in range(100):
        answers = survey(design, seed)
        seen, drawn = resample.observed(answers), resample.bootstrap(answers, seed, REPLICATES)
        found = reversal.agreement(
            (rankings.prevalence(seen), rankings.prevalence(drawn)), (rankings.gap(seen), rankings.gap(drawn))
        ).reverse
        false.append(found[:4, :4].any() | found[4].any())
        true.append(found[:4, 4].all())
    assert np.mean(false) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 100)
    assert np.mean(true) > 0.9
