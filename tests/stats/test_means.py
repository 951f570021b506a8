"""Means of two groups: digits, views of one test that agree, edges."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import equivalence, mean_ratio, means
from samkit.stats.distinct import distinct
from samkit.stats.moments import Moments, from_counts, from_sums, merged

ANSWERS = st.lists(st.integers(-20, 60), min_size=2, max_size=12)
Answers = list[int]


def moments(answers: list[float] | Answers) -> Moments:
    values, counts = distinct(answers)
    return from_counts(values, counts[:, 0])


@given(ANSWERS, ANSWERS)
def test_welch_and_student_are_those_of_scipy(x: Answers, y: Answers) -> None:
    assume(len(set(x)) > 1 and len(set(y)) > 1)  # scipy warns otherwise
    for test, equal in ((means.welch, False), (means.student, True)):
        ours, theirs = test(moments(x), moments(y)), stats.ttest_ind(x, y, equal_var=equal)
        bounds = theirs.confidence_interval()
        assert float(ours.t) == pytest.approx(float(theirs.statistic), rel=1e-10, abs=1e-12)
        assert float(ours.p) == pytest.approx(float(theirs.pvalue), rel=1e-9)
        assert float(ours.interval.lower) == pytest.approx(float(bounds.low), rel=1e-10, abs=1e-10)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=9), st.integers(1, 10**14))
def test_nothing_is_lost_at_a_large_mean(answers: Answers, origin: int) -> None:
    around = np.array(answers, dtype=np.float64)
    found = from_sums(around.size, around.sum(), (around**2).sum(), origin)
    exact = sum((Fraction(x) - Fraction(sum(answers), len(answers))) ** 2 for x in answers)
    assert float(found.squares) == pytest.approx(float(exact), rel=1e-14, abs=1e-12)
    assert float(found.origin + found.shift) == pytest.approx(origin + float(around.mean()), rel=1e-15)


def test_sums_that_have_lost_their_digits_say_so_and_never_pass_for_no_variation() -> None:
    far = np.array([1e9 + 1.1, 1e9 + 2.2, 1e9 + 3.3])
    assert np.isnan(from_sums(3, far.sum(), (far**2).sum()).variance)
    assert float(from_sums(3, (far - 1e9).sum(), ((far - 1e9) ** 2).sum(), 1e9).variance) == pytest.approx(1.21)
    assert float(from_sums(3, 15, 75).variance) == 0  # whole numbers, summed exactly
    assert np.isnan(from_sums(1, 7.1, 50.41).variance)


@pytest.mark.parametrize(("n", "total", "squares"), [(3, 3, 1), (0, 1, 1), (-1, 0, 0), (2, np.inf, 1), (2, 1, np.nan)])
def test_sums_that_no_answers_have_are_refused(n: float, total: float, squares: float) -> None:
    with pytest.raises(ValueError, match="sums"):
        from_sums(n, total, squares)


@given(ANSWERS, st.integers(0, 12))
def test_groups_put_together_have_the_moments_of_all_answers(answers: Answers, cut: int) -> None:
    first, second = answers[:cut], answers[cut:]
    parts = [from_sums(len(part), sum(part), sum(x * x for x in part)) for part in (first, second)]
    both, all_at_once = merged(*parts), moments(answers)
    assert float(both.mean) == pytest.approx(float(all_at_once.mean), rel=1e-12, abs=1e-12)
    assert float(both.squares) == pytest.approx(float(all_at_once.squares), rel=1e-12, abs=1e-10)


@given(ANSWERS, ANSWERS)
def test_ratio_and_difference_agree_on_whether_the_means_differ(x: Answers, y: Answers) -> None:
    one, none = moments(x), moments(y)
    assume(float(one.variance) > 0 or float(none.variance) > 0)
    found, apart = mean_ratio.fieller(one, none), means.welch(one, none).interval
    pooled, together = mean_ratio.fieller_pooled(one, none), means.student(one, none).interval
    for ratio, gap in ((found, apart), (pooled, together)):
        left_out = ratio.interval.excludes(1) | ((ratio.left_out.lower < 1) & (ratio.left_out.upper > 1))
        assert bool(left_out) == bool(gap.excludes(0))


@given(ANSWERS, ANSWERS)
def test_every_bound_of_fieller_is_a_ratio_at_which_the_test_is_just_not_rejected(x: Answers, y: Answers) -> None:
    one, none = moments(x), moments(y)
    assume(float(one.variance) > 0 and float(none.variance) > 0)
    e1, e0 = means.mean(one).error, means.mean(none).error
    t = float(stats.t.ppf(0.975, means.welch(one, none).df))
    found = mean_ratio.fieller(one, none)
    for r in map(float, (*found.interval, *found.left_out)):
        if np.isfinite(r):
            away = float(one.mean) - r * float(none.mean)
            assert abs(away) == pytest.approx(t * float(np.hypot(e1, r * e0)), rel=1e-9)
    estimate = float(found.value)
    if np.isfinite(found.interval.lower):
        assert found.interval.lower <= estimate <= found.interval.upper
    assert not found.left_out.lower < estimate < found.left_out.upper


@given(ANSWERS, ANSWERS)
def test_the_ratio_with_one_spread_is_bounded_when_the_mean_below_it_is_not_zero(x: Answers, y: Answers) -> None:
    one, none = moments(x), moments(y)
    assume(float(one.variance) > 0 or float(none.variance) > 0)
    zero = from_counts([0.0], [len(x)])
    merged_squares = Moments(none.n, none.shift, one.squares + none.squares, none.origin)
    below = means.student(merged_squares, zero)
    t_alone = float(below.value / below.error * np.sqrt(1 + none.n / zero.n))  # the error of m0 alone
    bounds = mean_ratio.fieller_pooled(one, none).interval
    assert bool(np.isfinite(bounds.lower)) == bool(abs(t_alone) > stats.t.ppf(0.975, len(x) + len(y) - 2))


def test_a_group_of_zeros_has_the_ratio_zero() -> None:
    found = mean_ratio.fieller(moments([0, 0, 0]), moments([6, 7, 8]))
    assert [float(number) for number in (found.value, *found.interval)] == [0, 0, 0]


def test_the_three_shapes_of_fieller() -> None:
    clear, near_zero, noise = moments([9, 10, 11, 12]), moments([-1, 0, 1, 3]), moments([-2, -1, 1, 2])
    bounded, rays, everything = (mean_ratio.fieller(one, none) for one, none in (
        (clear, clear), (clear, near_zero), (noise, near_zero)))  # fmt: skip
    assert 0 < bounded.interval.lower < 1 < bounded.interval.upper < 2
    assert np.isnan(bounded.left_out.lower)
    assert np.isinf(rays.interval.lower)
    assert rays.left_out.lower < 0 < rays.left_out.upper < rays.value
    assert np.isinf(everything.interval.lower)
    assert np.isnan(everything.left_out.lower)


@given(ANSWERS, ANSWERS)
def test_exchanging_the_groups_negates_the_difference_and_inverts_the_ratio(x: Answers, y: Answers) -> None:
    one, none = moments(x), moments(y)
    there, back = means.welch(one, none), means.welch(none, one)
    assert float(there.value) == -float(back.value)
    assert float(there.interval.lower) == -float(back.interval.upper)
    assert np.array_equal(there.p, back.p, equal_nan=True)
    ratio, inverse = mean_ratio.fieller(one, none).interval, mean_ratio.fieller(none, one).interval
    if np.isfinite(ratio.lower) and np.isfinite(inverse.lower) and ratio.lower > 1e-6:
        assert float(ratio.lower) == pytest.approx(1 / float(inverse.upper), rel=1e-11)


def test_equal_answers_are_equal_and_what_does_not_vary_has_no_interval() -> None:
    same, other, single, nobody = moments([5, 5]), moments([7, 7]), moments([5]), from_sums(0, 0, 0)
    assert float(means.welch(same, same).p) == 1
    assert np.isnan(means.welch(same, other).p)
    for pair in ((same, other), (same, single), (same, nobody)):
        for found in (means.welch(*pair).interval, mean_ratio.fieller(*pair).interval):
            assert (float(found.lower), float(found.upper)) == (-np.inf, np.inf)
    assert np.isnan(means.student(same, nobody).p)


def test_huge_but_legal_numbers_neither_overflow_nor_vanish() -> None:
    for unit in (1e150, 1e-150):
        one, none = (moments([x * unit for x in row]) for row in ([1.0, 2.0, 4.0], [2.0, 5.0, 9.0, 9.5]))
        plain = means.welch(moments([1.0, 2.0, 4.0]), moments([2.0, 5.0, 9.0, 9.5]))
        assert float(means.welch(one, none).p) == pytest.approx(float(plain.p), rel=1e-12)


@given(ANSWERS, ANSWERS, st.integers(1, 30))
def test_means_are_equivalent_exactly_when_the_interval_lies_within_the_margin(x: Answers, y: Answers, m: int) -> None:
    found = equivalence.means(moments(x), moments(y), m)
    assert bool(found.p < 0.05) == bool((found.interval.lower > -m) & (found.interval.upper < m))


def test_items_are_handled_together() -> None:
    one = from_sums([3, 4], [6, 10], [14, 30], [0, 100])
    none = from_sums([5, 0], [5, 0], [10, 0])
    found = means.welch(one, none)
    assert found.p.shape == (2,)
    assert float(found.p[0]) == float(means.welch(from_sums(3, 6, 14), from_sums(5, 5, 10)).p)
    assert np.isnan(found.p[1])
    ratio = mean_ratio.fieller(one, none)
    assert float(ratio.interval.lower[0]) == float(
        mean_ratio.fieller(from_sums(3, 6, 14), from_sums(5, 5, 10)).interval.lower
    )
    assert np.isinf(ratio.interval.lower[1])
