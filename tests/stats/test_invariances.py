"""What must not change a result: the order of rows, names, chunks, the names of the groups, copies for counts."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samkit.stats import (
    correlation,
    cramer,
    cramer_interval,
    difference,
    effect_size,
    independence,
    kendall,
    levels,
    logistic,
    mann_whitney,
    mean_ratio,
    means,
    odds,
    ordered,
    ordinal,
    rankings,
    ratio,
    shift,
    superiority,
    trend,
)
from samkit.stats.binary import model
from samkit.stats.distinct import distinct
from samkit.stats.interval import Floats
from samkit.stats.moments import Moments, from_counts, merged
from tests.stats.tables import groups

ANSWERS = st.lists(st.integers(1, 5), min_size=2, max_size=30)
TABLES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6).map(
    lambda rows: np.array(rows, dtype=np.float64)
)
PAIRS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=25).map(np.array)


def moments(answers: list[int]) -> Moments:
    values, counts = distinct(answers)
    return from_counts(values, counts[:, 0])


def alike(ours: object, theirs: object, digits: float = 1e-11) -> bool:
    """Compare two results, number by number, however they are nested."""
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return len(ours) == len(theirs) and all(alike(a, b, digits) for a, b in zip(ours, theirs, strict=True))
    return bool(np.allclose(np.asarray(ours), np.asarray(theirs), rtol=digits, atol=digits, equal_nan=True))


# Order of rows


@given(st.data(), ANSWERS, ANSWERS)
def test_the_order_of_rows_changes_no_bit_of_what_is_counted(
    data: st.DataObject, one: list[int], none: list[int]
) -> None:
    mixed = [data.draw(st.permutations(side)) for side in (one, none)]
    there, moved = distinct(one, none), distinct(*mixed)
    assert alike(there, moved, 0.0)
    for test in (mann_whitney.asymptotic, superiority.brunner_munzel, ordered.kruskal_wallis, levels.likelihood_ratio):
        assert alike(test(there.counts), test(moved.counts), 0.0)
    assert alike(means.welch(moments(one), moments(none)), means.welch(moments(mixed[0]), moments(mixed[1])), 0.0)


@given(st.data(), PAIRS)
def test_the_order_of_rows_changes_no_correlation(data: st.DataObject, pairs: np.ndarray) -> None:
    moved = pairs[data.draw(st.permutations(range(len(pairs))))]
    for found in (correlation.pearson, correlation.spearman, kendall.kendall):
        there, again = found(*pairs.T), found(*moved.T)
        assume(not np.isnan(there.value if isinstance(there, correlation.Correlation) else there.tau_b))
        # Near a perfect correlation t has few digits left, so that p is compared.
        assert alike(there[:1], again[:1], 1e-12)
        assert alike(there.p, again.p, 1e-6)
    one, two = (kendall.rank_test(*side.T, seed=3, permutations=200) for side in (pairs[:7], pairs[:7][::-1]))
    assert alike(tuple(one), tuple(two), 1e-12)


@given(st.data(), TABLES)
def test_the_order_of_items_changes_no_bit_of_any_of_them(data: st.DataObject, table: Floats) -> None:
    x1, x0 = table.T
    cells = np.array([x1, np.full_like(x1, 40), x0, np.full_like(x0, 45)])
    order = data.draw(st.permutations(range(len(x1))))
    for module in (difference, ratio, odds):
        there, moved = module.miettinen_nurminen(*cells), module.miettinen_nurminen(*cells[:, order])
        assert np.array_equal(there.lower[order], moved.lower)
        assert np.array_equal(there.upper[order], moved.upper)
    values = difference.estimate(*cells)
    assert np.array_equal(rankings.positions(values)[order], rankings.positions(values[order]))


# Names of levels


@given(st.data(), TABLES)
def test_names_of_levels_without_an_order_do_not_matter(data: st.DataObject, table: Floats) -> None:
    renamed = table[data.draw(st.permutations(range(len(table))))]
    for found in (levels.likelihood_ratio, levels.pearson, cramer.cramers_v, cramer.cramers_v_corrected):
        assert alike(found(table), found(renamed))
    assert alike(cramer_interval.v_interval(table), cramer_interval.v_interval(renamed), 1e-9)


@given(TABLES, st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_only_the_order_of_levels_matters_to_what_goes_by_order(table: Floats, steps: list[int]) -> None:
    values, stretched = np.arange(len(table)), np.cumsum(steps)[: len(table)].astype(float) ** 3
    rows = [np.repeat(side, table.astype(int).ravel()) for side in (np.repeat(values, 2), np.repeat(stretched, 2))]
    group = np.repeat(np.tile([1, 0], len(table)), table.astype(int).ravel())
    assume(len(group) > 1)
    assert alike(kendall.kendall(rows[0], group), kendall.kendall(rows[1], group), 0.0)
    for found in (mann_whitney.asymptotic, superiority.brunner_munzel):
        one, other = (found(distinct(side[group == 1], side[group == 0]).counts) for side in rows)
        assert alike(one, other, 0.0)


@given(TABLES, st.floats(-50, 50), st.floats(0.01, 100))
def test_scores_of_levels_may_be_shifted_and_stretched(table: Floats, start: float, step: float) -> None:
    top, everybody = table[:, 0], table.sum(axis=1)
    scores = start + step * np.arange(len(table))
    for found in (trend.cochran_armitage, trend.linear_by_linear):
        assert alike(found(top, everybody), found(top, everybody, scores), 1e-8)


# Chunks


@given(ANSWERS, st.integers(1, 29))
def test_moments_of_parts_make_up_those_of_the_whole(answers: list[int], cut: int) -> None:
    cut = min(cut, len(answers) - 1)
    whole, parts = moments(answers), merged(moments(answers[:cut]), moments(answers[cut:]))
    assert alike((whole.n, whole.mean, whole.squares), (parts.n, parts.mean, parts.squares))


# Exchanging the groups


@given(ANSWERS, ANSWERS)
def test_exchanging_the_groups_mirrors_differences_of_means_and_inverts_their_ratio(
    one: list[int], none: list[int]
) -> None:
    first, second = moments(one), moments(none)
    for found in (means.welch, means.student, effect_size.cohens_d, effect_size.hedges_g):
        there, back = found(first, second), found(second, first)
        assert alike(there.value, -back.value, 0.0)
        assert alike((there.interval.lower, there.interval.upper), (-back.interval.upper, -back.interval.lower), 1e-8)
    assert alike(means.welch(first, second).p, means.welch(second, first).p, 0.0)
    times, inverse = mean_ratio.fieller(first, second), mean_ratio.fieller(second, first)
    assert alike(times.value * inverse.value, 1.0)
    (lower, upper), turned = times.interval, inverse.interval
    if lower > 0 and upper < np.inf:
        assert alike((lower, upper), (1 / turned.upper, 1 / turned.lower))


@given(TABLES)
def test_exchanging_the_groups_turns_a_trend_and_leaves_an_association(table: Floats) -> None:
    turned = table[:, ::-1]
    everybody = table.sum(axis=1)
    there, back = (trend.cochran_armitage(side[:, 0], everybody) for side in (table, turned))
    assert alike((there.statistic, there.p), (-back.statistic, back.p), 1e-9)
    for found in (levels.likelihood_ratio, cramer.cramers_v, independence_of):
        assert alike(found(table), found(turned))
    up, down = (shift.hodges_lehmann(np.arange(len(table)), side) for side in (table, turned))
    assert alike((up.value, up.interval.lower), (-down.value, -down.interval.upper), 0.0)


def independence_of(table: Floats) -> Floats:
    return independence.score(table[0, 0], table[:2, 0].sum(), table[0, 1], table[:2, 1].sum())


@given(PAIRS)
def test_exchanging_the_sides_leaves_every_correlation_and_turning_one_negates_it(pairs: np.ndarray) -> None:
    x, y = pairs.T
    for found in (correlation.pearson, correlation.spearman, kendall.kendall):
        there, back, turned = found(x, y), found(y, x), found(x, -y)
        assert alike(there[0], back[0], 1e-13)
        assert alike(there[0], -turned[0], 1e-13)
        assert alike(there.p, back.p, 1e-6)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=20, unique=True))
def test_exchanging_the_groups_reverses_ranks(thousandths: list[int]) -> None:
    gaps = [part / 1000 for part in thousandths]
    there, back = rankings.positions(gaps), rankings.positions(-np.array(gaps))
    assert np.array_equal(there + back, np.full(len(gaps), len(gaps) + 1))


# Counts for copies


@given(TABLES)
def test_a_count_of_k_is_k_rows(table: Floats) -> None:
    counts = table.astype(int)
    assume(np.all(counts.sum(axis=0) > 0))
    place = np.arange(len(table))
    one, none = (np.repeat(place, side) for side in counts.T)
    said = distinct(one, none).counts
    kept = table[table.sum(axis=1) > 0]
    assert np.array_equal(said, kept)
    for side, rows in ((0, one), (1, none)):
        whole = from_counts(place, table[:, side])
        assert alike((whole.mean, whole.squares), (rows.mean(), ((rows - rows.mean()) ** 2).sum()), 1e-9)
    group = np.repeat(np.tile([1, 0], len(table)), counts.ravel())
    by_rows = kendall.tau_b(np.repeat(np.repeat(place, 2), counts.ravel()), -group)
    assert alike(by_rows, ordinal.tau_b(table).value, 1e-12)


@given(st.lists(st.integers(1, 12), min_size=4, max_size=4))
@settings(max_examples=30)
def test_a_weight_of_k_in_a_model_is_k_rows(counts: list[int]) -> None:
    x, y = np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0, 1, 0, 1])
    by_weight, by_rows = (
        logistic.fit(model(x, y, counts)),
        logistic.fit(model(np.repeat(x, counts, 0), y.repeat(counts))),
    )
    assert alike(by_weight.coefficients, by_rows.coefficients, 1e-9)
    assert alike(by_weight.covariance, by_rows.covariance, 1e-9)
    assert by_weight.log_likelihood == pytest.approx(by_rows.log_likelihood, rel=1e-12)


# One test, several views


@given(groups(200), groups(200), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_gap_ratio_odds_ratio_and_p_agree_on_whether_groups_differ(
    one: tuple[int, int], none: tuple[int, int], level: float
) -> None:
    cells = (*one, *none)
    rejected = bool(independence.score(*cells) < round(1 - level, 15))
    assert bool(difference.miettinen_nurminen(*cells, level).excludes(0)) is rejected
    assert bool(ratio.miettinen_nurminen(*cells, level).excludes(1)) is rejected
    assert bool(odds.miettinen_nurminen(*cells, level).excludes(1)) is rejected


@given(ANSWERS, ANSWERS, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_interval_and_p_of_means_agree_on_whether_groups_differ(one: list[int], none: list[int], level: float) -> None:
    first, second = moments(one), moments(none)
    for found in (means.welch(first, second, level), means.student(first, second, level)):
        assert bool(found.interval.excludes(0)) is bool(found.p < round(1 - level, 15))
    pooled, test = effect_size.cohens_d(first, second, level), means.student(first, second, level)
    if np.isfinite(pooled.interval.lower):
        assert bool(pooled.interval.excludes(0)) is bool(test.p < round(1 - level, 15))


@given(TABLES, st.sampled_from([0.8, 0.95, 0.99]))
def test_interval_and_p_of_superiority_agree_on_whether_groups_differ(table: Floats, level: float) -> None:
    found = superiority.brunner_munzel(table, level)
    assert bool(found.interval.excludes(0.5)) is bool(found.p < round(1 - level, 15))
