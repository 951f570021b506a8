"""What must not change when a table is turned around, and what must turn with it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import difference, independence, odds, proportion, ratio
from samkit.stats.interval import Interval
from tests.stats.tables import every_table, groups

Group = tuple[int, int]

GAPS = (
    difference.miettinen_nurminen,
    difference.mee,
    difference.newcombe,
    difference.agresti_caffo,
    difference.wald,
)
RATIOS = (
    ratio.miettinen_nurminen,
    ratio.koopman,
    ratio.katz,
    ratio.profile_likelihood,
    odds.miettinen_nurminen,
    odds.cornfield,
    odds.woolf,
    odds.conditional_exact,
)
SCORE = (difference.miettinen_nurminen, ratio.miettinen_nurminen, odds.miettinen_nurminen)


def complement(group: Group) -> Group:
    return group[1] - group[0], group[1]


def close(one: Interval, other: Interval) -> bool:
    return bool(np.allclose(one, other, rtol=1e-12, atol=1e-14))


@given(groups(), groups())
def test_exchanging_the_groups_negates_the_gap_exactly(one: Group, none: Group) -> None:
    assert difference.estimate(*one, *none) == -difference.estimate(*none, *one)
    for method in GAPS:
        there, back = method(*one, *none), method(*none, *one)
        assert there.lower == -back.upper
        assert there.upper == -back.lower


@given(groups(300), groups(300))
def test_exchanging_the_groups_inverts_ratio_and_odds_ratio(one: Group, none: Group) -> None:
    with np.errstate(divide="ignore"):
        for method in RATIOS:
            there, back = method(*one, *none), method(*none, *one)
            assert np.allclose(there.lower, 1 / back.upper, rtol=1e-15, atol=0)
            assert np.allclose(there.upper, 1 / back.lower, rtol=1e-15, atol=0)


@given(groups(), groups())
def test_counting_the_other_answers_negates_the_gap_and_inverts_the_odds_ratio(one: Group, none: Group) -> None:
    others = (*complement(one), *complement(none))
    for method in GAPS:
        there, turned = method(*one, *none), method(*others)
        assert close(there, Interval(-turned.upper, -turned.lower))
    with np.errstate(divide="ignore"):
        turned = odds.miettinen_nurminen(*others)
        assert close(odds.miettinen_nurminen(*one, *none), Interval(1 / turned.upper, 1 / turned.lower))


@given(groups(), groups())
def test_no_test_minds_the_order_of_groups_or_answers(one: Group, none: Group) -> None:
    for test in (independence.score, independence.pearson, independence.likelihood_ratio, independence.fisher):
        p = float(test(*one, *none))
        assert np.isclose(float(test(*none, *one)), p, rtol=1e-9, atol=0)
        assert np.isclose(float(test(*complement(one), *complement(none))), p, rtol=1e-9, atol=0)


@given(groups(10**9))
def test_interval_of_a_share_mirrors_that_of_its_complement(group: Group) -> None:
    for method in (proportion.wilson, proportion.agresti_coull, proportion.clopper_pearson, proportion.jeffreys):
        there, turned = method(*group), method(*complement(group))
        assert np.allclose(there.lower, 1 - turned.upper, rtol=0, atol=1e-13)


@given(groups(10**6), groups(10**6), st.floats(0.01, 0.999))
def test_every_score_interval_holds_its_estimate(one: Group, none: Group, level: float) -> None:
    for method, estimate in zip(SCORE, (difference.estimate, ratio.estimate, odds.estimate), strict=True):
        bounds, value = method(*one, *none, level), estimate(*one, *none)
        slack = 1e-12 * abs(value) if np.isfinite(value) else 0.0
        assert np.isnan(value) or bounds.lower - slack <= value <= bounds.upper + slack


@given(groups(10**6), groups(10**6), st.floats(0.05, 0.998), st.floats(0.0005, 0.0015))
def test_a_higher_level_gives_a_wider_interval(one: Group, none: Group, level: float, more: float) -> None:
    for method in SCORE:
        narrow, wide = method(*one, *none, level), method(*one, *none, min(level + more, 0.9999))
        assert wide.lower <= narrow.lower
        assert wide.upper >= narrow.upper


@given(groups(1000), groups(1000), st.integers(2, 50))
def test_more_answers_of_the_same_shares_narrow_the_interval(one: Group, none: Group, times: int) -> None:
    many = tuple(times * count for count in (*one, *none))
    for method in SCORE:
        small, large = method(*one, *none), method(*many)
        assert large.lower >= small.lower - 1e-12
        assert large.upper <= small.upper * (1 + 1e-12) + 1e-12


def test_the_factor_widens_every_interval() -> None:
    for cells in every_table(8):
        for with_factor, without in (
            (difference.miettinen_nurminen, difference.mee),
            (ratio.miettinen_nurminen, ratio.koopman),
            (odds.miettinen_nurminen, odds.cornfield),
        ):
            wide, narrow = with_factor(*cells), without(*cells)
            assert np.all(wide.lower <= narrow.lower)
            assert np.all(wide.upper >= narrow.upper)


def test_one_more_favourable_answer_moves_every_bound_up() -> None:
    (cells,) = (np.stack(part) for part in every_table(12))
    fewer = cells[:, cells[0] < cells[1]]
    more = fewer + np.array([[1.0], [0.0], [0.0], [0.0]])
    for method in SCORE:
        low, high = method(*fewer), method(*more)
        assert np.all(high.lower >= low.lower)
        assert np.all(high.upper >= low.upper)
