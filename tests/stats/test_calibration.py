"""How often intervals hold the truth and tests err: the sums over all possible tables, not a sample of them."""

import numpy as np
import pytest

from samkit.stats import difference, families, independence, odds, proportion, ratio
from samkit.stats.interval import Floats

# Shares and bases of the two groups. The first is the study's own; the others are near the ends, small, or uneven.
GRID = [
    (0.55, 0.18, 52, 345),
    (0.30, 0.30, 52, 345),
    (0.90, 0.80, 52, 345),
    (0.10, 0.05, 52, 345),
    (0.02, 0.02, 52, 345),
    (0.50, 0.50, 20, 20),
    (0.95, 0.60, 30, 100),
    (0.70, 0.20, 10, 40),
]


def chances(n: int, p: float) -> Floats:
    from scipy.stats import binom

    return np.asarray(binom.pmf(np.arange(n + 1), n, p))


def all_tables(n1: int, n0: int) -> tuple[Floats, int, Floats, int]:
    x1, x0 = np.meshgrid(np.arange(n1 + 1.0), np.arange(n0 + 1.0), indexing="ij")
    return x1, n1, x0, n0


@pytest.mark.parametrize(("p1", "p0", "n1", "n0"), GRID)
def test_score_intervals_hold_the_truth_in_94_to_97_of_a_hundred_tables(p1: float, p0: float, n1: int, n0: int) -> None:
    cells, weight = all_tables(n1, n0), np.outer(chances(n1, p1), chances(n0, p0))
    truths = {
        difference.miettinen_nurminen: p1 - p0,
        ratio.miettinen_nurminen: p1 / p0,
        odds.miettinen_nurminen: p1 * (1 - p0) / (p0 * (1 - p1)),
    }
    for method, truth in truths.items():
        bounds = method(*cells)
        # Half an ulp of the truth must not decide: at p1 = p0 the intervals of equal shares end exactly there.
        held = (bounds.lower <= truth + 1e-12) & (bounds.upper >= truth - 1e-12)
        assert 0.94 <= weight[held].sum() <= 0.97


def test_wald_interval_is_short_where_the_score_interval_is_not() -> None:
    p1, p0, n1, n0 = 0.02, 0.02, 52, 345
    weight = np.outer(chances(n1, p1), chances(n0, p0))
    assert weight[~difference.wald(*all_tables(n1, n0)).excludes(0)].sum() < 0.70


def size_of_the_score_test(share: float, n1: int, n0: int) -> float:
    rejected = independence.score(*all_tables(n1, n0)) < 0.05
    return float(np.outer(chances(n1, share), chances(n0, share))[rejected].sum())


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8])
@pytest.mark.parametrize(("n1", "n0"), [(52, 345), (20, 20), (10, 40)])
def test_score_test_errs_about_as_often_as_it_says(share: float, n1: int, n0: int) -> None:
    # A discrete test cannot hit its level exactly.
    assert 0.03 <= size_of_the_score_test(share, n1, n0) <= 0.06


def test_score_test_errs_too_often_where_hardly_any_answer_is_favourable() -> None:
    # One favourable answer expected among fifty, and groups of uneven size: the limit of the method, stated.
    assert 0.08 < size_of_the_score_test(0.02, 10, 40) < 0.09
    # The study's own bases with the same share hold the level.
    assert size_of_the_score_test(0.02, 52, 345) <= 0.05


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_exact_tests_never_err_more_often_than_they_say(share: float) -> None:
    n1, n0 = 8, 15
    weight = np.outer(chances(n1, share), chances(n0, share))
    for test in (independence.fisher, independence.boschloo):
        assert weight[test(*all_tables(n1, n0)) <= 0.05].sum() <= 0.05


@pytest.mark.parametrize("n", [1, 5, 10, 52, 345])
def test_clopper_pearson_holds_the_truth_at_least_as_often_as_it_says(n: int) -> None:
    bounds = proportion.clopper_pearson(np.arange(n + 1), n)
    for p in np.linspace(0.01, 0.99, 99):
        held = (bounds.lower <= p) & (bounds.upper >= p)
        assert chances(n, float(p))[held].sum() >= 0.95


@pytest.mark.parametrize(("n", "least", "mean"), [(10, 0.89, 0.950), (52, 0.93, 0.950), (345, 0.94, 0.949)])
def test_wilson_holds_the_truth_at_its_level_on_average(n: int, least: float, mean: float) -> None:
    # It is not exact: at single values of p it falls short, the less so the larger the base.
    bounds = proportion.wilson(np.arange(n + 1), n)
    held = [chances(n, float(p))[(bounds.lower <= p) & (bounds.upper >= p)].sum() for p in np.linspace(0.05, 0.95, 181)]
    assert min(held) >= least
    assert mean <= np.mean(held) <= mean + 0.006


def test_findings_of_a_report_of_72_items_are_false_as_rarely_as_promised() -> None:
    # 400 reports, 52 items without a difference and 20 with one: 52 / 72 of 5 % are promised.
    draw = np.random.default_rng(397)
    p0 = np.full(72, 0.3)
    p1 = np.where(np.arange(72) < 20, 0.6, 0.3)
    x1, x0 = draw.binomial(52, p1, (400, 72)), draw.binomial(345, p0, (400, 72))
    found = families.benjamini_hochberg(independence.score(x1, 52, x0, 345)) <= 0.05
    false = found[:, 20:].sum(axis=1) / np.maximum(found.sum(axis=1), 1)
    error = false.std() / np.sqrt(400)
    assert false.mean() <= 0.05 * 52 / 72 + 3 * error
    assert found[:, :20].mean() > 0.8
