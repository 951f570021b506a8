"""How much of all gaps goes through a factor: exact without chance, corrected for it with, and tested."""

from __future__ import annotations

import numpy as np
import pytest

from samkit.stats.gaps_explained import explained

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5, 0.4])


def drawn(gaps: np.ndarray, noise: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed).normal(scale=noise, size=(500, gaps.size))
    return gaps + chance, np.tile(LOADINGS, (500, 1))


def test_gaps_along_the_loadings_are_explained_and_those_across_are_not() -> None:
    across = np.array([0.7, -0.8, 0.0, 0.0, 0.0])
    for gaps, share in ((LOADINGS, 1.0), (across, 0.0), (LOADINGS + across, 1.9 / 3.03)):
        assert explained(gaps, LOADINGS, drawn(gaps, 1e-6)).share == pytest.approx(share, abs=1e-4)


def test_chance_is_taken_off_so_that_the_share_is_right_on_average() -> None:
    draw = np.random.default_rng(2)
    gaps = LOADINGS + np.array([0.7, -0.8, 0.0, 0.0, 0.0])
    found = [
        explained(some, LOADINGS, drawn(some, 0.3, seed))
        for seed, some in enumerate(gaps + draw.normal(scale=0.3, size=(200, 5)))
    ]
    naive = (LOADINGS @ gaps) ** 2 / (LOADINGS @ LOADINGS) / (gaps @ gaps)
    assert np.mean([each.share for each in found]) == pytest.approx(naive, abs=0.06)
    held = [each.interval.lower <= naive <= each.interval.upper for each in found]
    assert np.mean(held) > 0.85


def test_no_gaps_are_seen_as_seldom_as_the_level_says() -> None:
    draw, rounds = np.random.default_rng(4), 300
    none = draw.normal(scale=0.2, size=(rounds, 5))
    false = sum(explained(some, LOADINGS, drawn(some, 0.2, seed)).p <= 0.05 for seed, some in enumerate(none))
    assert abs(false - 0.05 * rounds) <= 3 * np.sqrt(0.05 * 0.95 * rounds)


def test_a_question_without_a_gap_counts_for_nothing() -> None:
    gaps, loadings = np.append(LOADINGS, np.nan), np.append(LOADINGS, 0.9)
    some, along = drawn(LOADINGS, 0.1)
    alone = explained(LOADINGS, LOADINGS, (some, along))
    with_it = explained(gaps, loadings, (np.column_stack([some, np.full(500, np.nan)]), np.tile(loadings, (500, 1))))
    assert with_it.share == pytest.approx(alone.share)
    assert with_it.p == alone.p


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        explained(LOADINGS, LOADINGS[:3], drawn(LOADINGS, 0.1))
