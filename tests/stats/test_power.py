"""Power: against other programs where the method is the same, against every possible sample, and by drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats
from scipy.stats import binom

from samkit.stats import equivalence, independence, power

if TYPE_CHECKING:
    from numpy.typing import NDArray

CASES = [(0.5, 0.3, 52, 345), (0.35, 0.6, 40, 60), (0.75, 0.5, 50, 50), (0.45, 0.3, 30, 30), (0.3, 0.5, 120, 90)]


def samples(n1: int, n0: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    x1, x0 = np.meshgrid(np.arange(n1 + 1), np.arange(n0 + 1), indexing="ij")
    return x1, x0


def chance(p1: float, p0: float, n1: int, n0: int, shown: NDArray[np.bool_]) -> float:
    x1, x0 = samples(n1, n0)
    return float((binom.pmf(x1, n1, p1) * binom.pmf(x0, n0, p0))[shown].sum())


def enumerated(p1: float, p0: float, n1: int, n0: int, error_rate: float = 0.05) -> float:
    x1, x0 = samples(n1, n0)
    return chance(p1, p0, n1, n0, independence.score(x1, n1, x0, n0) < error_rate)


@pytest.mark.parametrize(("p1", "p0", "n1", "n0"), CASES)
def test_power_is_that_of_statsmodels_where_the_variance_has_no_factor(p1: float, p0: float, n1: int, n0: int) -> None:
    from statsmodels.stats.proportion import power_proportions_2indep

    theirs = power_proportions_2indep(p1 - p0, p0, n1, ratio=n0 / n1, return_results=False)
    assert float(power.of_test(p1, p0, n1, n0, corrected=False)) == pytest.approx(theirs, abs=1e-12)


def test_power_is_that_of_power_prop_test_in_r() -> None:
    # stats::power.prop.test(n = 50, p1 = .50, p2 = .75) and (p1 = .50, p2 = .75, power = .90), on its help page.
    assert round(float(power.of_test(0.75, 0.5, 50, 50, corrected=False)), 3) == 0.740
    below, above = (float(power.of_test(0.75, 0.5, n, n, corrected=False)) for n in (76.65, 76.75))
    assert below < 0.9 < above


@pytest.mark.parametrize(("p1", "p0", "n1", "n0"), CASES)
def test_the_formula_is_near_the_power_over_every_sample(p1: float, p0: float, n1: int, n0: int) -> None:
    assert float(power.of_test(p1, p0, n1, n0)) == pytest.approx(enumerated(p1, p0, n1, n0), abs=0.01)


@pytest.mark.parametrize(("p", "n1", "n0"), [(0.3, 240, 240), (0.5, 250, 270), (0.2, 90, 330)])
def test_the_formula_of_equivalence_is_near_the_power_over_every_sample(p: float, n1: int, n0: int) -> None:
    x1, x0 = samples(n1, n0)
    exact = chance(p, p, n1, n0, equivalence.shares(x1, n1, x0, n0, 0.1).p < 0.05)
    assert float(power.of_equivalence(p, p, n1, n0, 0.1)) == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize(("p1", "p0", "n1", "n0"), CASES)
@pytest.mark.parametrize("rate", [0.05, 0.05 / 23])
def test_drawn_samples_have_the_power_of_every_sample(p1: float, p0: float, n1: int, n0: int, rate: float) -> None:
    draws = 20_000
    given = np.array([p1]), np.array([p0]), np.array([n1]), np.array([n0])
    exact = enumerated(p1, p0, n1, n0, rate)
    found = float((power.drawn(*given, draws, 7) < rate).mean())
    assert abs(found - exact) < 4 * np.sqrt(exact * (1 - exact) / draws)


def test_the_same_seed_draws_the_same_samples() -> None:
    given = np.array([0.5]), np.array([0.3]), np.array([52]), np.array([345])
    assert np.array_equal(power.drawn(*given, 50, 3), power.drawn(*given, 50, 3))
    assert not np.array_equal(power.drawn(*given, 50, 3), power.drawn(*given, 50, 4))


@pytest.mark.parametrize("above", [True, False])
def test_the_smallest_gap_has_just_the_power_that_was_asked_for(above: bool) -> None:
    base, rates = np.linspace(0.3, 0.7, 9), np.array([0.05, 0.05 / 23])[:, None]
    share = power.smallest(base, 52, 345, 0.8, rates, above=above)
    assert ((share > base) == above).all()
    assert power.of_test(share, base, 52, 345, rates) == pytest.approx(np.full((2, 9), 0.8), abs=1e-9)


def test_larger_samples_and_laxer_tests_show_smaller_gaps() -> None:
    base = np.linspace(0.1, 0.6, 6)
    plain = power.smallest(base, 52, 345)
    assert (power.smallest(base, 104, 690) < plain).all()
    assert (power.smallest(base, 52, 345, error_rate=0.01) > plain).all()
    assert (power.smallest(base, 52, 345, 0.9) > plain).all()


def test_what_no_share_can_show_is_not_a_number() -> None:
    assert np.isnan(power.smallest([0.99, 1.0], 52, 345)).all()
    assert np.isnan(power.smallest(0.0, 52, 345, above=False))
    assert np.isnan(power.smallest(0.3, 0, 345))


@pytest.mark.parametrize(("p1", "p0", "part"), [(0.45, 0.3, 0.13), (0.2, 0.4, 0.5), (0.9, 0.8, 0.3)])
def test_the_size_that_is_needed_has_just_the_power(p1: float, p0: float, part: float) -> None:
    total = power.needed(p1, p0, part)
    assert power.of_test(p1, p0, part * total, (1 - part) * total) == pytest.approx(0.8, abs=1e-9)
    total = power.needed_for_equivalence(p0, p0, part, 0.1)
    assert power.of_equivalence(p0, p0, part * total, (1 - part) * total, 0.1) == pytest.approx(0.8, abs=1e-9)


def test_no_size_shows_what_is_not_there() -> None:
    assert np.isnan(power.needed(0.3, 0.3, 0.5))
    assert np.isnan(power.needed_for_equivalence(0.45, 0.3, 0.5, 0.1))
    assert np.isnan(power.of_equivalence(0.45, 0.3, 100, 100, 0.1))


def test_a_small_sample_cannot_show_that_shares_are_the_same() -> None:
    assert power.of_equivalence(0.5, 0.5, 20, 20, 0.1) == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((1.2, 0.3, 5, 5), "shares between 0 and 1"),
        ((0.2, 0.3, -5, 5), "bases of 0 or more"),
        ((0.2, 0.3, 5, 5, 0.0), "an error rate between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused(given: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        power.of_test(*given)


def test_a_power_below_the_error_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="a power between the error rate and 1"):
        power.smallest(0.3, 52, 345, 0.04)
    with pytest.raises(ValueError, match="a power between the error rate and 1"):
        power.needed(0.3, 0.2, 0.5, 1.0)


def test_scores_of_a_design_are_held_against_t() -> None:
    shares = np.array([0.5]), np.array([0.3]), np.array([52]), np.array([345])
    normal, t = (power.drawn(*shares, 50, 1, df=df) for df in (np.inf, 9.0))
    assert t == pytest.approx(2 * stats.t.sf(stats.norm.isf(normal / 2), 9), rel=1e-9)
