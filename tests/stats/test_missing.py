"""What missing answers could do: bounds by filling them in every way, and whether they are missing alike."""

from itertools import chain, combinations, product

import numpy as np
import pytest
from scipy import stats

from samkit.stats import difference, missing
from samkit.stats.interval import Interval

SMALL = [(x, n, m) for n in range(4) for x in range(n + 1) for m in range(4) if n + m]


@pytest.mark.parametrize("one", SMALL)
def test_the_bounds_are_the_least_and_the_greatest_gap_of_all_ways_to_fill_the_answers_in(
    one: tuple[int, int, int],
) -> None:
    x1, n1, m1 = one
    for x0, n0, m0 in SMALL:
        filled = [
            (x1 + more) / (n1 + m1) - (x0 + other) / (n0 + m0) for more, other in product(range(m1 + 1), range(m0 + 1))
        ]
        bounds = missing.worst(x1, n1, m1, x0, n0, m0)
        assert (bounds.lower, bounds.upper) == pytest.approx((min(filled), max(filled)), abs=1e-12)


def test_weighted_bounds_are_those_of_all_ways_to_fill_the_answers_in() -> None:
    draw = np.random.default_rng(3)
    for _ in range(40):
        x, y, m = (draw.uniform(0.2, 3, (2, 3)) for _ in range(3))
        ways = list(chain.from_iterable(combinations(range(3), size) for size in range(4)))
        shares = [
            [(x[k].sum() + m[k][list(way)].sum()) / (x[k].sum() + y[k].sum() + m[k].sum()) for way in ways]
            for k in (0, 1)
        ]
        gaps = np.subtract.outer(*shares)
        bounds = missing.worst(x[0].sum(), (x + y)[0].sum(), m[0].sum(), x[1].sum(), (x + y)[1].sum(), m[1].sum())
        assert (bounds.lower, bounds.upper) == pytest.approx((gaps.min(), gaps.max()), abs=1e-12)


def test_where_nothing_is_missing_both_bounds_are_the_gap() -> None:
    x1, x0 = np.arange(11), np.arange(11)[:, None]
    bounds = missing.worst(x1, 10, 0, x0, 10, 0)
    assert bounds.lower == pytest.approx(difference.estimate(x1, 10, x0, 10))
    assert bounds.upper == pytest.approx(difference.estimate(x1, 10, x0, 10))


def test_swapping_the_groups_turns_the_bounds_round() -> None:
    here, there = missing.worst(3, 9, 4, 20, 50, 7), missing.worst(20, 50, 7, 3, 9, 4)
    assert (here.lower, here.upper) == pytest.approx((-there.upper, -there.lower))


def test_a_group_of_nobody_has_no_bounds_and_no_test() -> None:
    assert np.isnan(missing.worst(0, 0, 0, 1, 2, 1)).all()
    assert np.isnan(missing.differs(0, 0, 2, 1))


@pytest.mark.parametrize("wrong", [(3, 2, 0), (-1, 2, 0), (1, 2, -1)])
def test_counts_that_cannot_be_are_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        missing.worst(*wrong, 1, 2, 0)


def test_an_interval_moves_by_what_the_missing_answers_can_do_and_stays_without_them() -> None:
    table = np.array([28]), np.array([51]), np.array([62]), np.array([346])
    gap, interval = difference.estimate(*table), difference.miettinen_nurminen(*table, 0.95)
    same = missing.shifted(gap, interval, Interval(gap, gap))
    assert np.array([same.lower, same.upper]) == pytest.approx(np.array([interval.lower, interval.upper]))
    bounds = missing.worst(28, 51, 5, 62, 346, 40)
    moved = missing.shifted(gap, interval, bounds)
    assert moved.upper - moved.lower == pytest.approx(interval.upper - interval.lower + bounds.upper - bounds.lower)


def test_moved_intervals_hold_the_gap_of_all_however_the_answers_come_to_be_missing() -> None:
    draw, held, repeats = np.random.default_rng(5), 0, 2000
    p1, p0, n1, n0 = 0.5, 0.3, 60, 300
    x1, x0 = draw.binomial(n1, p1, repeats), draw.binomial(n0, p0, repeats)
    # Of the first group those without the item are silent, of the second those with it: the gap looks too large.
    m1, m0 = draw.binomial(n1 - x1, 0.3), draw.binomial(x0, 0.2)
    seen = (x1, n1 - m1, x0 - m0, n0 - m0)
    gap, interval = difference.estimate(*seen), difference.miettinen_nurminen(*seen, 0.95)
    moved = missing.shifted(gap, interval, missing.worst(x1, n1 - m1, m1, x0 - m0, n0 - m0, m0))
    held = int(((moved.lower <= p1 - p0) & (p1 - p0 <= moved.upper)).sum())
    naive = int(((interval.lower <= p1 - p0) & (p1 - p0 <= interval.upper)).sum())
    assert held >= 0.95 * repeats - 3 * np.sqrt(repeats * 0.05 * 0.95)
    assert naive < 0.9 * repeats


@pytest.mark.parametrize(("n1", "m1", "n0", "m0"), [(40, 12, 340, 5), (10, 3, 9, 8), (50, 1, 200, 9)])
def test_the_test_is_pearsons_with_one_fewer_in_place_of_all(n1: int, m1: int, n0: int, m0: int) -> None:
    every = n1 + m1 + n0 + m0
    chi2 = stats.chi2_contingency([[m1, n1], [m0, n0]], correction=False).statistic * (every - 1) / every
    assert missing.differs(n1, m1, n0, m0) == pytest.approx(stats.chi2.sf(chi2, 1), rel=1e-9)


def test_where_nothing_is_missing_there_is_no_difference_to_find() -> None:
    assert missing.differs(52, 0, 345, 0) == 1.0
