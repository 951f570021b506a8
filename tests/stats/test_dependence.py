"""Tests of a table of levels by groups under a design: what must not change them, and where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import dependence, linearize, replicate, shares
from tests.stats.samples import LEVELS, Rows, answered
from tests.stats.tabulated import boxes, drawn, replicated, table


@settings(max_examples=200)
@given(answered(), st.floats(-5, 5), st.floats(0.1, 9))
def test_scores_in_another_unit_make_the_same_trend_and_turned_round_ones_its_mirror(
    rows: Rows, shift: float, unit: float
) -> None:
    totals = table(rows.design, rows.first, rows.place, LEVELS)
    plain = dependence.trend(totals, [1, 2, 3])
    for sign in (1, -1):
        other = dependence.trend(totals, shift + sign * unit * np.array([1, 2, 3]))
        if np.abs(plain.statistic) < 1e6:
            np.testing.assert_allclose(other.statistic, sign * plain.statistic, rtol=1e-6, atol=1e-9)
            np.testing.assert_allclose(other.p, plain.p, rtol=1e-6)


@settings(max_examples=200)
@given(answered())
def test_the_trend_over_two_levels_is_the_gap_of_the_upper_to_the_lower(rows: Rows) -> None:
    two = np.where(rows.place == LEVELS - 1, np.nan, rows.place)
    inside = (rows.first >= 0) & ~np.isnan(two)
    rise = dependence.trend(table(rows.design, rows.first, two, 2), [0, 1])
    gap = shares.gap(boxes(rows.design, np.where(inside, two, -1), rows.first == 1))
    if gap.error[0] > 1e-6:
        # A replicate without anybody at one of the levels has neither slope nor gap.
        np.testing.assert_allclose(rise.statistic, gap.value[0] / gap.error[0], rtol=1e-9, atol=1e-9)


@settings(max_examples=200)
@given(answered())
def test_the_names_of_levels_and_groups_do_not_matter_for_independence(rows: Rows) -> None:
    here = dependence.independence(table(rows.design, rows.first, rows.place, LEVELS), LEVELS)
    turned = table(rows.design, np.where(rows.first < 0, -1, 1 - rows.first), LEVELS - 1 - rows.place, LEVELS)
    there = dependence.independence(turned, LEVELS)
    for ours, theirs in zip(here, there, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-10)


def test_of_two_levels_and_groups_independence_is_pearsons_test_over_one_design_effect() -> None:
    # By hand, of 100: X2 = 100 (p11 p00 - p10 p01)^2 / (p1. p0. p.1 p.0), over the design effect of the interaction.
    counts = np.array([[30.0, 20.0, 15.0, 35.0]])
    found = dependence.independence(linearize.cells(counts, counts, counts, linearize.plain(100)), 2)
    p = counts[0] / 100
    apart = np.array([1, -1, -1, 1]) / p
    effect = (apart**2 @ p - (apart @ p) ** 2) / (1 / p).sum() * 100 / 99
    pearson = 100 * (p[0] * p[3] - p[1] * p[2]) ** 2 / (0.5 * 0.5 * 0.45 * 0.55)
    assert float(found.statistic) == pytest.approx(pearson / effect, rel=1e-12)
    np.testing.assert_allclose([found.df, found.df_error], [1, 99], rtol=1e-12)


@pytest.mark.parametrize("column", [[0, 0, 0, 0, 0, 0], [0, 1, 2, np.nan, np.nan, np.nan], [np.nan] * 6])
def test_one_level_one_group_and_nobody_are_not_tested(column: list[float]) -> None:
    totals = table(drawn([1, 2, 1, 3, 1, 2]), [1, 1, 1, 0, 0, 0], column, 3)
    assert np.isnan(dependence.independence(totals, 3).p)
    assert np.isnan(dependence.trend(totals, [1, 2, 3]).p)


@pytest.mark.parametrize("size", [None, 1, 3])
def test_a_table_that_varies_between_strata_alone_is_not_tested(size: int | None) -> None:
    stratum = np.repeat(np.arange(4), 6)
    cluster = None if size is None else np.arange(24) // size
    how = drawn(np.array([0.1, 0.7, 0.3, 0.9])[stratum], stratum, cluster)
    totals = table(how, stratum % 2, np.array([0, 1, 1, 2])[stratum], 3)
    assert np.isnan(dependence.independence(totals, 3).p)
    assert np.isnan(dependence.trend(totals, [1, 2, 3]).p)


def test_a_table_whose_replicates_vary_in_its_margins_alone_is_not_tested() -> None:
    # Two replicates count, and those who gave level 0 change places in them; what rounding leaves would give p = 5e-10.
    parts = np.array([[1, 1, 1, 1], [1, 0, 2, 1], [0.5, 1, 0, 0.5], [0.5, 0.5, 0.5, 0.5]])
    how = replicated(replicate.replicates([1, 1, 0.5, 0.5], parts, np.array([0, 0.5, 0.5, 0])))
    totals = table(how, [0, 1, 1, 0], [2, 0, 0, 1], 3)
    assert np.isnan(dependence.independence(totals, 3).p)


def test_answers_that_lie_in_one_cluster_are_not_tested() -> None:
    how = drawn(np.array([0.05, 0.5, 1, 0.09, 0.7]), cluster=[1, 1, 0, 1, 1])
    totals = table(how, [0, 1, 1, 1, 0], [1, 2, np.nan, 0, 0], 3)
    assert np.isnan(dependence.independence(totals, 3).p)
    assert np.isnan(dependence.trend(totals, [1, 2, 3]).p)
