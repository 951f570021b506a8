"""The permutation test of curves against one that goes through permutations and readings one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from samkit.counted import Rereading
from samkit.stats import permuted
from samkit.stats.linearize import plain
from samkit.stats.permuted import curve_test

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE, READINGS, ITEMS = 90, 7, 4
EVERYTHING = np.ones((READINGS, ITEMS), dtype=bool)
LEVEL = 0.95


def drawn(
    seed: int, size: int = SIZE, readings: int = READINGS, items: int = ITEMS, *, effect: float = 0.0
) -> Rereading:
    """Draw labels under readings that hang together, and answers that follow them or not, some of them missing."""
    draw = np.random.default_rng(seed)
    trait = draw.normal(size=size)
    limits = np.linspace(-0.2, 0.9, readings)[:, None]
    truth = np.where(draw.random((readings, size)) < 0.05, -1, trait + draw.normal(0, 0.3, (readings, size)) > limits)
    favourable = draw.normal(size=(size, items)) + effect * trait[:, None] > 0.3
    valid = draw.random((size, items)) < 0.9
    unit = draw.integers(0, 3, size)
    return Rereading(truth.astype(np.int8), favourable & valid, valid, draw.choice([0.5, 1.0, 2.0], size), unit)


def by_hand(
    rows: Rereading, judged: NDArray[np.bool_], least: int, order: NDArray[np.intp], *, weighted: bool = False
) -> tuple[list[float], list[float]]:
    """Give median and share of each item, with the answers in another order of the respondents."""
    yes, mask = rows.favourable[order], rows.valid[order]
    weight = rows.w[order] if weighted else np.ones(len(yes))
    medians, shares = [], []
    for item in range(yes.shape[1]):
        gaps, signs = [], []
        for reading, truth in enumerate(rows.truth):
            sides = [(truth == label) & mask[:, item] for label in (1, 0)]
            w = [weight[side] for side in sides]
            bases = [each.sum() ** 2 / (each**2).sum() if each.size else 0.0 for each in w]
            if judged[reading, item] and min(bases) >= least:
                (x1, n1), (x0, n0) = (
                    ((yes[side, item] * each).sum(), each.sum()) for side, each in zip(sides, w, strict=True)
                )
                gaps.append(x1 / n1 - x0 / n0)
                table = np.array([[x1, n1 - x1], [x0, n0 - x0]])
                expected = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
                total = table.sum()
                square = ((table - expected) ** 2 / expected).sum() * (total - 1) / total if expected.all() else 0.0
                signs.append(np.sign(gaps[-1]) * (square >= stats.chi2.ppf(LEVEL, 1)))
        medians.append(abs(float(np.median(gaps))) if gaps else 0.0)
        shares.append(max((np.array(signs) > 0).mean(), (np.array(signs) < 0).mean()) if signs else 0.0)
    return medians, shares


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("least", [1, 25])
def test_statistics_and_p_are_those_of_permutations_one_by_one(*, weighted: bool, least: int) -> None:
    rows, judged = drawn(3, effect=0.5), EVERYTHING.copy()
    judged[2:5, 1] = judged[:, 3] = False
    if weighted:
        rows = rows._replace(unit=np.zeros(SIZE, dtype=np.intp))
    sample = plain(SIZE) if weighted else None
    found = curve_test(rows, judged, 5, sample, least=least, level=LEVEL, permutations=60)
    medians, shares = by_hand(rows, judged, least, np.arange(SIZE), weighted=weighted)
    assert found.median[:3] == pytest.approx(medians[:3], rel=1e-5)
    orders = permuted._orders(np.random.default_rng(5), 60, SIZE, None)
    each = [by_hand(rows, judged, least, order, weighted=weighted) for order in orders]
    reached = np.array([np.array(one[0]) >= np.array(medians) * (1 - 1e-6) for one in each]).sum(axis=0)
    assert found.p_median[:3] == pytest.approx((reached[:3] + 1) / 61)
    assert np.isnan([found.median[3], found.share[3], found.p_median[3], found.p_share[3]]).all()
    if weighted:
        assert np.isnan(found.share).all()
        assert np.isnan(found.p_share).all()
    else:
        assert found.share[:3] == pytest.approx(shares[:3])
        reached = np.array([np.array(one[1]) >= np.array(shares) * (1 - 1e-6) for one in each]).sum(axis=0)
        assert found.p_share[:3] == pytest.approx((reached[:3] + 1) / 61)
    assert found.whole == pytest.approx(np.mean(medians[:3]), rel=1e-5)
    more = [np.mean(one[0][:3]) >= found.whole * (1 - 1e-6) for one in each]
    assert found.p_whole == (sum(more) + 1) / 61


def test_permutations_are_made_within_strata_and_move_everybody() -> None:
    home = np.random.default_rng(1).integers(0, 3, 40)
    orders = permuted._orders(np.random.default_rng(2), 500, 40, home)
    assert np.array_equal(home[orders], np.broadcast_to(home, orders.shape))
    assert np.array_equal(np.sort(orders, axis=1), np.broadcast_to(np.arange(40), orders.shape))
    for code in range(3):
        size = (home == code).sum()
        stayed = (orders[:, home == code] == np.flatnonzero(home == code)).mean()
        assert abs(stayed - 1 / size) < 5 * np.sqrt(1 / size / (500 * size))


def test_a_difference_between_strata_alone_is_none_within_them() -> None:
    rounds, alpha, judged = 150, 0.05, np.ones((3, 1), dtype=bool)
    free = plain(200)
    two = free._replace(drawn=np.array([100.0, 100.0]), population=np.full(2, np.inf), stratum=np.arange(2))
    unit = np.repeat([0, 1], 100)
    found: dict[str, list[float]] = {"free": [], "within": []}
    chance = np.where(unit == 1, 0.8, 0.2)
    for seed in range(rounds):
        draw = np.random.default_rng(seed)
        favourable = draw.random((200, 1)) < chance[:, None]
        truth = (draw.random((3, 200)) < chance).astype(np.int8)
        rows = Rereading(truth, favourable, favourable | True, np.ones(200), unit)
        for name, sample in (("free", free), ("within", two)):
            found[name].append(curve_test(rows, judged, seed, sample, permutations=99).p_median[0])
    error = np.sqrt(alpha * (1 - alpha) / rounds)
    assert (np.array(found["free"]) <= alpha).mean() > 0.9
    assert (np.array(found["within"]) <= alpha).mean() <= alpha + 3.5 * error


def test_of_pure_noise_each_p_is_at_most_alpha_about_as_often_as_alpha() -> None:
    rounds, alpha, judged = 400, 0.05, np.ones((5, 2), dtype=bool)
    found = [curve_test(drawn(seed, 60, 5, 2), judged, seed, least=5, permutations=199) for seed in range(rounds)]
    error = np.sqrt(alpha * (1 - alpha) / rounds)
    for p in (
        [each.p_median[0] for each in found],
        [each.p_share[0] for each in found],
        [each.p_whole for each in found],
    ):
        assert (np.array(p) <= alpha).mean() <= alpha + 3.5 * error
    medians = np.array([each.p_median[0] for each in found])
    assert (medians <= alpha).mean() >= alpha - 3.5 * error
    assert stats.kstest(medians, "uniform").pvalue > 0.001


def test_a_planted_effect_is_found_by_every_statistic() -> None:
    found = curve_test(drawn(8, 300, effect=1.0), EVERYTHING, 1, least=10, permutations=199)
    assert {*found.p_median, found.p_whole} == {1 / 200}
    assert max(found.p_share) <= 0.02


def test_nothing_to_judge_is_nan() -> None:
    found = curve_test(drawn(1), ~EVERYTHING, 1, permutations=9)
    assert all(np.isnan(part).all() for part in found)


@pytest.mark.parametrize(("seed", "permutations"), [(-1, 10), (1, 0)])
def test_a_seed_below_zero_and_no_permutation_are_refused(seed: int, permutations: int) -> None:
    with pytest.raises(ValueError, match="at least one permutation"):
        curve_test(drawn(1), EVERYTHING, seed, permutations=permutations)
