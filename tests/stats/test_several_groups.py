"""Several groups: against scipy, against the tests of two groups, and where there is nothing to test."""

import numpy as np
import pytest
from scipy import stats

from samkit.stats import dunn, mann_whitney, means, ordered, pairwise, several_means
from samkit.stats.distinct import distinct
from samkit.stats.moments import Moments, from_counts, from_sums
from samkit.stats.studentized import range_quantile, range_tail

GROUPS = ([1.0, 4, 4, 2, 9], [3.0, 3, 7, 8, 8, 12], [11.0, 2, 15, 16], [5.0, 6, 6, 5])


def moments(*groups: list[float]) -> Moments:
    values, counts = distinct(*groups)
    return from_counts(values, counts.T)


def one_of(found: Moments, place: int) -> Moments:
    return Moments(*(part[place] for part in found))


@pytest.mark.parametrize("equal", [True, False])
def test_analysis_of_variance_is_that_of_scipy(equal: bool) -> None:
    test = several_means.analysis_of_variance if equal else several_means.welch
    ours, theirs = test(moments(*GROUPS)), stats.f_oneway(*GROUPS, equal_var=equal)
    assert float(ours.statistic) == pytest.approx(theirs.statistic, rel=1e-11)
    assert float(ours.p) == pytest.approx(theirs.pvalue, rel=1e-11)


@pytest.mark.parametrize("equal", [True, False])
def test_all_pairs_are_those_of_scipy(equal: bool) -> None:
    compare = pairwise.tukey if equal else pairwise.games_howell
    ours, theirs = compare(moments(*GROUPS)), stats.tukey_hsd(*GROUPS, equal_var=equal)
    bounds = theirs.confidence_interval(0.95)
    p, low, high = (np.asarray(part) for part in (theirs.pvalue, bounds.low, bounds.high))
    for place, (first, second) in enumerate(zip(ours.first, ours.second, strict=True)):
        # scipy integrates to about eight digits, and gives first less second.
        assert float(ours.p[place]) == pytest.approx(p[first, second], rel=1e-6)
        assert float(ours.interval.lower[place]) == pytest.approx(-high[first, second], rel=1e-6)
        assert float(ours.interval.upper[place]) == pytest.approx(-low[first, second], rel=1e-6)


def test_two_groups_have_the_p_of_students_and_of_welchs_test() -> None:
    both = moments(*GROUPS[:2])
    one, none = one_of(both, 0), one_of(both, 1)
    student, welch = means.student(one, none), means.welch(one, none)
    assert float(several_means.analysis_of_variance(both).p) == pytest.approx(float(student.p), rel=1e-12)
    assert float(several_means.welch(both).p) == pytest.approx(float(welch.p), rel=1e-12)
    tukey, howell = pairwise.tukey(both), pairwise.games_howell(both)
    for ours, theirs in ((tukey, student), (howell, welch)):
        assert float(ours.p[0]) == pytest.approx(float(theirs.p), rel=1e-10)
        assert float(ours.interval.lower[0]) == pytest.approx(-float(theirs.interval.upper), rel=1e-10)


def test_items_are_tested_side_by_side_around_origins_of_their_own() -> None:
    counts = np.array([[[2, 1, 0], [1, 2, 1], [0, 1, 3]], [[1, 1, 1], [0, 2, 1], [4, 0, 1]]])
    ours = several_means.welch(from_counts([1e9, 1e9 + 1, 1e9 + 2], counts))
    near = several_means.welch(from_counts([1, 2, 3], counts))
    assert ours.statistic.shape == (2,)
    assert np.array_equal(ours.statistic, near.statistic)
    assert np.array_equal(ours.p, near.p)
    pairs = pairwise.tukey(from_counts([1, 2, 3], counts))
    assert np.allclose(pairs.p[1], pairwise.tukey(from_counts([1, 2, 3], counts[1])).p, rtol=1e-12)


def test_a_group_without_answers_is_left_out() -> None:
    all_four, three = moments(*GROUPS, []), moments(*GROUPS)
    for test in (several_means.analysis_of_variance, several_means.welch):
        assert float(test(all_four).p) == pytest.approx(float(test(three).p), rel=1e-13)
    pairs = pairwise.tukey(all_four)
    assert np.isnan(pairs.p[pairs.second == 4]).all()
    assert np.isinf(pairs.interval.upper[pairs.second == 4]).all()
    assert np.allclose(pairs.p[pairs.second < 4], pairwise.tukey(three).p, rtol=1e-12)


def test_answers_that_are_all_alike_say_nothing_against_one_mean() -> None:
    alike = moments([3.0, 3], [3.0, 3, 3], [3.0, 3])
    assert float(several_means.analysis_of_variance(alike).p) == 1
    assert float(several_means.welch(alike).p) == 1
    assert np.isnan(pairwise.tukey(alike).p).all()


def test_groups_without_spread_that_differ_are_told_apart_by_the_pooled_test_alone() -> None:
    apart = moments([3.0, 3], [4.0, 4, 4], [3.0, 3])
    assert float(several_means.analysis_of_variance(apart).p) == 0
    assert np.isnan(several_means.welch(apart).p)


def test_one_group_and_single_answers_cannot_be_tested() -> None:
    for few in (from_sums([3, 0], [6, 0], [14, 0]), from_sums([1, 1], [2, 3], [4, 9])):
        for test in (several_means.analysis_of_variance, several_means.welch):
            assert np.isnan(test(few).p)
        assert np.isnan(pairwise.games_howell(few).p).all()


def test_a_billion_answers_beside_a_handful_are_no_trouble() -> None:
    groups = from_sums([1e9, 1e9, 5], [3e9, 3e9, 1], [1e10, 1e10, 9])
    pooled, howell = pairwise.tukey(groups), pairwise.games_howell(groups)
    assert float(pooled.p[0]) == float(howell.p[0]) == 1
    # With its own spread the small group is compared on its own four degrees of freedom.
    assert np.allclose(howell.df[1:], 4, rtol=1e-8)
    assert 4 < float(several_means.welch(groups).df2) < 20


def test_dunns_test_of_two_groups_is_that_of_kruskal_and_wallis_and_of_mann_and_whitney() -> None:
    counts = distinct(*GROUPS[:2]).counts
    ours = dunn.dunn(counts)
    assert float(ours.z[0] ** 2) == pytest.approx(float(ordered.kruskal_wallis(counts).statistic), rel=1e-12)
    assert float(ours.p[0]) == pytest.approx(float(mann_whitney.asymptotic(counts, continuity=False).p), rel=1e-12)


def test_dunns_test_has_nothing_to_say_of_an_empty_group() -> None:
    ours = dunn.dunn(distinct(*GROUPS[:2], []).counts)
    assert np.isnan(ours.p).tolist() == [False, True, True]


def test_the_range_of_two_means_is_students_t_far_into_the_tail() -> None:
    for q, df in ((0.3, 1), (2.0, 3), (30.0, 20), (9.0, 1e5), (20.0, 1e8), (1000.0, 1)):
        assert float(range_tail(q, 2, df)) == pytest.approx(2 * stats.t.sf(q / np.sqrt(2), df), rel=1e-10)
    assert float(range_tail(12.0, 2, np.inf)) == pytest.approx(2 * stats.norm.sf(12 / np.sqrt(2)), rel=1e-12)


def test_the_range_of_many_means_is_that_of_scipy_as_far_as_it_goes() -> None:
    for q, k, df in ((3.5, 3, 10), (5.0, 10, 30), (3.9, 6, 60), (0.5, 4, 7)):
        assert float(range_tail(q, k, df)) == pytest.approx(stats.studentized_range.sf(q, k, df), rel=1e-9)


def test_the_quantile_of_the_range_is_exceeded_as_often_as_it_says() -> None:
    groups, df = np.array([2, 3, 10, 50]), np.array([3, 147, 5, np.inf])
    for level in (0.9, 0.95, 0.999):
        assert np.allclose(range_tail(range_quantile(groups, df, level), groups, df), 1 - level, rtol=1e-11)


def test_the_range_of_one_mean_is_not_a_number() -> None:
    assert np.isnan(range_tail(3.0, 1, 10))
    assert np.isnan(range_quantile([1, 3], [5, 0])).all()
    assert float(range_tail(0.0, 3, 10)) == 1
    assert float(range_tail(np.inf, 3, 10)) == 0
