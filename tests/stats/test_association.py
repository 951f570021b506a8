"""Association of nominal factors: the interval of V, its bias, and equivalence."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import association, cramer, cramer_interval, difference, equivalence
from samkit.stats.crosstable import pearson_statistic
from samkit.stats.interval import Floats

TABLES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=6).map(np.array)


def has_two_of_each(counts: Floats) -> bool:
    return bool(np.count_nonzero(counts.sum(axis=0)) > 1 and np.count_nonzero(counts.sum(axis=1)) > 1)


@given(TABLES)
def test_each_bound_of_v_puts_the_statistic_at_its_tail(counts: Floats) -> None:
    assume(has_two_of_each(counts))
    x, df = float(pearson_statistic(counts)), np.count_nonzero(counts.sum(axis=1)) - 1
    bounds = cramer_interval.v_interval(counts)
    if bounds.lower > 0:
        distance = counts.sum() * float(bounds.lower) ** 2
        assert float(stats.ncx2.cdf(x, df, distance)) == pytest.approx(0.975, rel=1e-8)
    if 0 < bounds.upper < 1:
        distance = counts.sum() * float(bounds.upper) ** 2
        assert float(stats.ncx2.cdf(x, df, distance)) == pytest.approx(0.025, rel=1e-8)


@given(TABLES, st.floats(0.02, 0.9))
def test_v_is_shown_to_be_small_exactly_when_its_interval_lies_below_the_margin(counts: Floats, margin: float) -> None:
    assume(has_two_of_each(counts))
    found = equivalence.cramers_v(counts, margin)
    # A V of 1 is the largest there is: only there can a bound of 1 have been cut.
    assert bool(found.p < 0.05) == bool(found.interval.upper < margin)


@given(TABLES)
def test_empty_levels_and_the_way_the_table_lies_change_nothing(counts: Floats) -> None:
    more = np.vstack([counts[:1], [[0, 0]], counts[1:]])
    for measure in (cramer.cramers_v, cramer.cramers_v_corrected, association.tschuprow, association.largest_gap):
        assert np.allclose(measure(more), measure(counts), rtol=1e-13, equal_nan=True)
    for measure in (cramer.cramers_v, cramer.cramers_v_corrected, association.tschuprow):
        assert np.allclose(measure(counts.T), measure(counts), rtol=1e-12, atol=1e-15, equal_nan=True)
    assert np.allclose(cramer_interval.v_interval(more), cramer_interval.v_interval(counts), rtol=1e-12)


def test_v_of_two_by_two_is_phi_and_of_perfect_tables_one() -> None:
    assert float(cramer.cramers_v([[20, 9], [30, 36]])) == pytest.approx(
        abs(
            float(np.corrcoef(np.repeat([0, 0, 1, 1], [20, 9, 30, 36]), np.repeat([0, 1, 0, 1], [20, 9, 30, 36]))[0, 1])
        ),
        rel=1e-12,
    )
    assert float(cramer.cramers_v(np.diag([4, 5, 6]))) == pytest.approx(1, rel=1e-15)
    assert float(association.largest_gap(np.diag([4, 5, 6]))) == 1


def test_no_association_is_said_to_be_none_and_one_level_or_group_alone_has_no_measure() -> None:
    assert float(cramer.cramers_v_corrected([[10, 20], [30, 60]])) == 0
    assert float(cramer_interval.v_interval([[10, 20], [30, 60]]).lower) == 0
    for counts in ([[3, 4], [0, 0]], [[3, 0], [4, 0]], [[0, 0], [0, 0]]):
        for measure in (cramer.cramers_v, cramer.cramers_v_corrected, association.tschuprow):
            assert np.isnan(measure(counts))
        bounds = cramer_interval.v_interval(counts)
        assert (float(bounds.lower), float(bounds.upper)) == (0, 1)
        assert np.isnan(equivalence.cramers_v(counts, 0.1).p)


def test_the_corrected_v_is_right_on_average_where_nothing_hangs_together() -> None:
    draw = np.random.default_rng(11)
    counts = draw.multinomial(100, np.full(12, 1 / 12), 4000).reshape(4000, 4, 3)
    plain, corrected = cramer.cramers_v(counts), cramer.cramers_v_corrected(counts)
    # The square before the cut at 0 has expectation 0; the plain square has (r - 1)(c - 1) / (N - 1) / (c - 1).
    assert np.mean(plain**2) == pytest.approx(3 / 99, rel=0.05)
    assert np.median(corrected) < 0.03 < np.median(plain)


def test_the_interval_of_v_covers_what_it_promises() -> None:
    shares = np.array([[0.30, 0.20], [0.12, 0.18], [0.06, 0.14]])
    expected = shares.sum(axis=1, keepdims=True) * shares.sum(axis=0)
    true = np.sqrt(((shares - expected) ** 2 / expected).sum())
    counts = np.random.default_rng(3).multinomial(400, shares.ravel(), 2000).reshape(2000, 3, 2)
    covered = ~cramer_interval.v_interval(counts).excludes(float(true))
    assert abs(covered.mean() - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 2000)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 300), st.integers(1, 300), st.floats(0.01, 0.5))
def test_shares_are_equivalent_exactly_when_the_score_interval_lies_within_the_margin(
    x1: int, y1: int, x0: int, y0: int, margin: float
) -> None:
    cells = (x1, x1 + y1, x0, x0 + y0)
    found = equivalence.shares(*cells, margin)
    bounds = difference.miettinen_nurminen(*cells, 0.90)
    assert bool(found.p < 0.05) == bool((bounds.lower > -margin) & (bounds.upper < margin))


def test_all_levels_together_are_equivalent_when_each_of_them_is() -> None:
    table = np.array([[33, 209], [12, 83], [6, 50]])
    base = table.sum(axis=0)
    each = equivalence.shares(table[:, 0], base[0], table[:, 1], base[1], 0.12)
    found = equivalence.levels([table, table], [0.12, 0.3])
    assert float(found.p[0]) == float(each.p.max())
    assert float(found.p[1]) < float(found.p[0])
    assert float(found.interval.upper[0]) == float(each.interval.upper.max())


@pytest.mark.parametrize(("margin", "rate"), [(0, 0.05), (-0.1, 0.05), (np.nan, 0.05), (0.1, 0.5), (0.1, 0)])
def test_a_margin_or_an_error_rate_that_makes_no_sense_is_refused(margin: float, rate: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        equivalence.shares(5, 10, 5, 10, margin, rate)
