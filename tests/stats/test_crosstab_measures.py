"""Residuals, the corrected G and measures of prediction: what must hold in every table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from samkit.stats import corrected_g, crosstable, prediction, residuals

Table = NDArray[np.int64]
tables = arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 4)), elements=st.integers(0, 40))


@given(tables)
def test_squared_residuals_add_up_to_pearsons_statistic(table: Table) -> None:
    expected = crosstable.pearson_statistic(table)
    found = np.nansum(residuals.pearson(table) ** 2)
    assert np.isnan(expected) or np.isclose(found, expected, rtol=1e-10, atol=1e-12)


@given(arrays(np.int64, (2, 2), elements=st.integers(1, 40)))
def test_each_adjusted_residual_of_a_fourfold_table_squares_to_pearsons_statistic(table: Table) -> None:
    assert np.allclose(residuals.adjusted(table) ** 2, crosstable.pearson_statistic(table), rtol=1e-9, atol=1e-12)


@given(tables)
def test_residuals_add_up_to_nothing_in_each_level_and_group(table: Table) -> None:
    apart = table - np.nan_to_num(residuals.expected(table))
    assert np.allclose(apart.sum(axis=0), 0, atol=1e-10)
    assert np.allclose(apart.sum(axis=1), 0, atol=1e-10)


@given(tables)
def test_the_correction_makes_g_smaller_and_p_larger(table: Table) -> None:
    plain, found = crosstable.likelihood_ratio_statistic(table), corrected_g.williams(table)
    assert np.isnan(plain) == np.isnan(found.statistic)
    assert np.isnan(plain) or float(found.statistic) <= float(plain)


def test_the_correction_is_lost_in_a_large_table_and_does_not_count_what_is_empty() -> None:
    table = np.array([[40, 25], [54, 7], [63, 10]])
    large = corrected_g.williams(table * 10**9)
    assert float(large.statistic) == pytest.approx(float(crosstable.likelihood_ratio_statistic(table)) * 1e9, rel=1e-8)
    wide = np.insert(np.insert(table, 1, 0, axis=0), 2, 0, axis=1)
    assert float(corrected_g.williams(wide).statistic) == pytest.approx(
        float(corrected_g.williams(table).statistic), rel=1e-14
    )


def test_several_tables_are_measured_side_by_side() -> None:
    several = np.array([[[40, 25], [54, 7]], [[3, 0], [0, 4]], [[0, 0], [5, 6]]])
    for measure in (prediction.goodman_kruskal_lambda, prediction.uncertainty):
        found = measure(several)
        assert found.shape == (3,)
        assert found[0] == measure(several[0])
    assert corrected_g.williams(several).p.shape == (3,)
    assert float(corrected_g.williams(several).p[2]) == 1
    assert np.isnan(residuals.adjusted(several)[2]).all()


def test_a_factor_that_settles_the_other_predicts_it_wholly_and_one_that_says_nothing_not_at_all() -> None:
    settled, nothing = np.array([[3, 0, 0], [0, 4, 5]]), np.outer([2, 3], [1, 2, 4])
    assert float(prediction.goodman_kruskal_lambda(settled, "levels")) == 1
    assert float(prediction.goodman_kruskal_tau(settled, "levels")) == pytest.approx(1, rel=1e-14)
    assert float(prediction.uncertainty(settled, "levels")) == pytest.approx(1, rel=1e-14)
    assert float(prediction.uncertainty(settled, "groups")) < 1
    assert float(prediction.goodman_kruskal_lambda(nothing)) == 0
    assert float(prediction.goodman_kruskal_tau(nothing, "groups")) == pytest.approx(0, abs=1e-14)
    assert float(prediction.uncertainty(nothing)) == pytest.approx(0, abs=1e-14)


@given(tables)
def test_uncertainty_is_g_over_twice_the_entropies(table: Table) -> None:
    n, g = table.sum(), crosstable.likelihood_ratio_statistic(table)
    margins = [table.sum(axis=axis)[table.sum(axis=axis) > 0] / max(n, 1) for axis in (0, 1)]
    entropy = sum(float(-(share * np.log(share)).sum()) for share in margins)
    found = float(prediction.uncertainty(table))
    if np.isnan(g) or entropy == 0:
        return
    assert found == pytest.approx(float(g) / (n * entropy), rel=1e-9, abs=1e-12)


def test_nothing_can_be_guessed_where_all_answers_are_alike() -> None:
    for table in ([[3, 0], [0, 0]], [[0, 0], [0, 0]]):
        assert np.isnan(prediction.goodman_kruskal_lambda(table))
        assert np.isnan(prediction.goodman_kruskal_tau(table, "levels"))
        assert np.isnan(prediction.uncertainty(table))


def test_billions_of_answers_and_none_at_all_are_measured_without_a_warning() -> None:
    many = np.array([[3, 1], [1, 5]]) * 10**9
    assert float(prediction.goodman_kruskal_lambda(many)) == float(prediction.goodman_kruskal_lambda(many // 10**9))
    assert float(prediction.uncertainty(many)) == pytest.approx(float(prediction.uncertainty(many // 10**9)), rel=1e-13)
    assert np.allclose(residuals.adjusted(many) / residuals.adjusted(many // 10**9), np.sqrt(1e9), rtol=1e-13)
    assert float(corrected_g.williams(many).p) == 0
    assert np.isnan(prediction.goodman_kruskal_lambda(np.zeros((0, 2))))
    assert np.isnan(residuals.pearson(np.zeros((2, 2)))).all()


def test_a_factor_that_is_neither_levels_nor_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="levels, groups or both"):
        prediction.uncertainty([[1, 2], [3, 4]], "rows")  # type: ignore[arg-type] # a wrong name is the point
    with pytest.raises(ValueError, match="levels or groups"):
        prediction.goodman_kruskal_tau([[1, 2], [3, 4]], "both")  # type: ignore[arg-type] # a wrong name is the point
