"""Tests of a part against the whole: algebra, enumeration of every sample, bootstrap, and one test for all views."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import optimize
from scipy.stats import binom, chi2

from samkit.stats import design, difference, independence, influence, linearize, part, plan, ratio, shares
from samkit.tally import Sample

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TABLES = [(28, 50, 63, 350), (3, 9, 1, 12), (0, 8, 5, 20), (8, 8, 5, 20), (5, 20, 0, 9), (1, 1, 3, 7), (40, 80, 20, 40)]
Z2 = float(chi2.ppf(0.95, 1))


def every_table(most: int) -> tuple[Ints, Ints, Ints, Ints]:
    found = [
        (x1, n1, x0, n0)
        for n1 in range(1, most + 1)
        for n0 in range(1, most + 1)
        for x1 in range(n1 + 1)
        for x0 in range(n0 + 1)
    ]
    x1, n1, x0, n0 = np.array(found).T
    return x1, n1, x0, n0


def test_gap_and_ratio_are_those_of_the_two_shares() -> None:
    x1, n1, x0, n0 = every_table(6)
    whole = (x1 + x0) / (n1 + n0)
    np.testing.assert_allclose(part.gap(x1, n1, x0, n0), x1 / n1 - whole, atol=1e-15)
    some = whole > 0
    np.testing.assert_allclose(part.times(x1, n1, x0, n0)[some], (x1 / n1)[some] / whole[some], rtol=1e-14)
    assert np.isnan(part.times(0, 3, 0, 4))
    assert np.isnan(part.gap(1, 3, 0, 0))


def test_every_small_table_has_one_verdict_in_gap_ratio_and_p() -> None:
    table = every_table(9)
    gap, times = part.gap_interval(*table), part.times_interval(*table)
    p = independence.score(*table)
    differs = np.nan_to_num(p, nan=1.0) < 0.05
    assert differs.any()
    np.testing.assert_array_equal((gap.lower > 0) | (gap.upper < 0), differs)
    np.testing.assert_array_equal((times.lower > 1) | (times.upper < 1), differs)


def test_an_interval_holds_its_estimate_and_stays_in_range() -> None:
    table = every_table(7)
    gap, times = part.gap_interval(*table), part.times_interval(*table)
    value, of = part.gap(*table), part.times(*table)
    assert np.all((gap.lower <= value + 1e-12) & (value <= gap.upper + 1e-12))
    assert np.all((gap.lower >= -1) & (gap.upper <= 1))
    known = ~np.isnan(of)
    assert np.all((times.lower[known] <= of[known] + 1e-12) & (of[known] <= times.upper[known] + 1e-12))
    assert np.all(np.isfinite(times.upper[known]))


def test_nothing_is_known_of_a_part_without_others() -> None:
    assert [float(bound) for bound in part.gap_interval(3, 7, 0, 0)] == [-1.0, 1.0]
    assert [float(bound) for bound in part.times_interval(3, 7, 0, 0)] == [0.0, np.inf]
    assert [float(bound) for bound in part.times_interval(0, 7, 0, 5)] == [0.0, np.inf]


@pytest.mark.parametrize("table", TABLES)
def test_a_bound_of_the_gap_is_where_both_statistics_together_reach_the_square(table: tuple[int, ...]) -> None:
    x1, n1, x0, n0 = table
    share = n1 / (n1 + n0)

    def together(value: float) -> float:
        """Give the least sum of both statistics over W, by another way: a search over W alone."""

        def at(w: float) -> float:
            apart = value / (1 - w)
            if abs(apart) > 1:
                return 1e6 * abs(apart)
            own = float(difference.score_test(x1, n1, x0, n0, apart).z) ** 2
            return own + (share - w) ** 2 * (n1 + n0) / (w * (1 - w))

        grid = np.linspace(1e-4, 1 - 1e-4, 400)
        best = grid[int(np.argmin([at(w) for w in grid]))]
        found = optimize.minimize_scalar(
            at, bounds=(max(best - 0.01, 1e-9), min(best + 0.01, 1 - 1e-9)), method="bounded"
        )
        return float(found.fun)

    bounds = part.gap_interval(*table)
    for bound in (float(bounds.lower), float(bounds.upper)):
        if abs(bound) < 1:
            assert together(bound) == pytest.approx(Z2, rel=2e-4)


def test_the_ratio_of_a_part_is_that_of_the_gap_where_the_whole_is_known() -> None:
    # With many others W is known: the intervals become those against the others, moved by the formula.
    x1, n1, x0, n0 = 30, 60, 200_000, 1_000_000
    w = n1 / (n1 + n0)
    against, whole = difference.miettinen_nurminen(x1, n1, x0, n0), part.gap_interval(x1, n1, x0, n0)
    assert float(whole.lower) == pytest.approx((1 - w) * float(against.lower), rel=1e-4)
    r, of = ratio.miettinen_nurminen(x1, n1, x0, n0), part.times_interval(x1, n1, x0, n0)
    assert float(of.upper) == pytest.approx(float(1 / (w + (1 - w) / r.upper)), rel=1e-4)


def enumerated(n: int, w: float, p1: float, p0: float) -> tuple[tuple[Ints, Ints, Ints, Ints], Floats]:
    """List every sample of n respondents with its probability: how many are in the part, and how many have it."""
    rows = [(x1, n1, x0, n - n1) for n1 in range(n + 1) for x1 in range(n1 + 1) for x0 in range(n - n1 + 1)]
    x1, n1, x0, n0 = np.array(rows).T
    return (x1, n1, x0, n0), binom.pmf(n1, n, w) * binom.pmf(x1, n1, p1) * binom.pmf(x0, n0, p0)


@pytest.mark.parametrize(("w", "p1", "p0"), [(0.3, 0.6, 0.2), (0.5, 0.5, 0.5), (0.2, 0.8, 0.4), (0.4, 0.2, 0.7)])
def test_over_every_sample_the_interval_covers_as_often_as_it_says(w: float, p1: float, p0: float) -> None:
    table, chance = enumerated(40, w, p1, p0)
    true_gap, true_ratio = (1 - w) * (p1 - p0), p1 / (w * p1 + (1 - w) * p0)
    gap, times = part.gap_interval(*table), part.times_interval(*table)
    assert float(chance.sum()) == pytest.approx(1)
    for bounds, true in ((gap, true_gap), (times, true_ratio)):
        covered = float(chance[(bounds.lower <= true) & (true <= bounds.upper)].sum())
        assert 0.94 <= covered <= 0.98


def linearised(x1: float, n1: float, x0: float, n0: float) -> linearize.Totals:
    counts = np.array([[[x1, n1 - x1, x0, n0 - x0]]], dtype=np.float64)
    return linearize.cells(counts, counts, counts, linearize.plain(n1 + n0))


@pytest.mark.parametrize("table", TABLES[:2] + TABLES[-1:])
def test_the_linearised_error_is_that_of_multinomial_algebra(table: tuple[int, ...]) -> None:
    x1, n1, x0, n0 = map(float, table)
    n, p1, p0, w = n1 + n0, x1 / n1, x0 / n0, n1 / (n1 + n0)
    within = (1 - w) ** 2 * (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
    between = w * (1 - w) * (p1 - p0) ** 2 / n
    found = shares.gap(linearised(x1, n1, x0, n0), pair=shares.PART)
    assert float(found.value[0]) == pytest.approx(float(part.gap(*table)), rel=1e-12)
    assert float(found.error[0]) ** 2 == pytest.approx((within + between) * n / (n - 1), rel=1e-9)


def test_the_error_is_not_that_of_two_samples_drawn_apart() -> None:
    x1, n1, x0, n0 = 40.0, 80.0, 20.0, 40.0
    p1, p = x1 / n1, (x1 + x0) / (n1 + n0)
    apart = p1 * (1 - p1) / n1 + p * (1 - p) / (n1 + n0)
    found = shares.gap(linearised(x1, n1, x0, n0), pair=shares.PART)
    assert float(found.error[0]) ** 2 < apart / 3


def test_the_linearised_error_is_the_spread_of_the_gap_when_respondents_are_drawn_again() -> None:
    x1, n1, x0, n0 = 45, 90, 60, 310
    draws = np.random.default_rng(7).multinomial(400, np.array([x1, n1 - x1, x0, n0 - x0]) / 400, size=200_000)
    gaps = draws[:, 0] / draws[:, :2].sum(axis=1) - draws[:, [0, 2]].sum(axis=1) / 400
    ratios = draws[:, 0] / draws[:, :2].sum(axis=1) / (draws[:, [0, 2]].sum(axis=1) / 400)
    totals = linearised(x1, n1, x0, n0)
    assert float(shares.gap(totals, pair=shares.PART).error[0]) == pytest.approx(gaps.std(), rel=0.01)
    assert float(shares.log_ratio(totals, pair=shares.PART).error[0]) == pytest.approx(np.log(ratios).std(), rel=0.02)


def test_score_and_linearised_intervals_agree_in_a_large_sample() -> None:
    x1, n1, x0, n0 = 9_000, 20_000, 24_000, 80_000
    score, wald = part.gap_interval(x1, n1, x0, n0), shares.gap(linearised(x1, n1, x0, n0), pair=shares.PART).interval
    assert float(score.lower) == pytest.approx(float(wald.lower[0]), rel=1e-3)
    assert float(score.upper) == pytest.approx(float(wald.upper[0]), rel=1e-3)


def test_under_strata_clusters_and_weights_the_error_is_that_of_the_scores_of_respondents() -> None:
    generator = np.random.default_rng(11)
    n = 120
    stratum, cluster = np.repeat(np.arange(3), 40), np.repeat(np.arange(24), 5)
    weight, member, has = generator.uniform(0.5, 3, n), generator.random(n) < 0.4, generator.random(n) < 0.5
    cell = np.where(member, np.where(has, 0, 1), np.where(has, 2, 3))
    each = np.eye(4)[cell]
    of = np.eye(24)[cluster]
    sample = Sample(
        "clusters", np.arange(3).repeat(8), np.full(3, 8.0), np.full(3, np.inf), "fail", np.zeros(0),
        about_estimate=False, df=21.0,
    )  # fmt: skip
    n_in, w, w2 = ((of.T @ (each * weight[:, None] ** power))[:, None, :] for power in (0, 1, 2))
    totals = linearize.cells(n_in, w, w2, sample)
    drawn = design.design(weight, stratum=stratum, cluster=cluster)
    apart = influence.difference(plan.ratio(has * member, member, drawn), plan.ratio(has, np.ones(n), drawn))
    found = shares.gap(totals, pair=shares.PART)
    assert float(found.value[0]) == pytest.approx(float(apart.value), rel=1e-12)
    assert float(found.error[0]) == pytest.approx(float(plan.error(apart, drawn)), rel=1e-9)
