"""Totals of cells by unit: ratios and their covariances, degrees of freedom, effective numbers, and what is refused."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import linearize, lonely
from samkit.stats import plan as plans
from samkit.stats.design import Design
from tests.stats.samples import Rows, answered, designed, in_replicates, plan
from tests.stats.tabulated import boxes, drawn, table

if TYPE_CHECKING:
    from samkit.stats.linearize import Totals

FOUR = np.eye(4)


def scaled(totals: Totals, times: float) -> Totals:
    return totals._replace(
        w=times * totals.w,
        w2=times**2 * totals.w2,
        unit_w=times * totals.unit_w,
        unit_w2=times**2 * totals.unit_w2,
    )


@given(answered(), st.sampled_from([1e-12, 1e-3, 7.0, 1e12]))
def test_weights_times_a_constant_change_nothing(rows: Rows, times: float) -> None:
    totals = boxes(rows.design, rows.first, rows.yes)
    plain, other = (linearize.ratios(each, FOUR, np.ones((4, 4))) for each in (totals, scaled(totals, times)))
    np.testing.assert_allclose(plain.value, other.value, rtol=1e-12)
    np.testing.assert_allclose(plain.covariance, other.covariance, rtol=1e-9, atol=1e-14)
    for number in (linearize.kish, linearize.effective):
        np.testing.assert_allclose(number(totals, FOUR[0]), number(scaled(totals, times), FOUR[0]), rtol=1e-12)


@given(answered())
def test_shares_of_all_cells_add_up_to_one_and_their_covariances_to_nothing(rows: Rows) -> None:
    found = linearize.ratios(boxes(rows.design, rows.first, rows.yes), FOUR, np.ones((4, 4)))
    there = ~np.isnan(found.value[..., 0])
    np.testing.assert_allclose(found.value.sum(axis=-1)[there], 1, rtol=1e-12)
    np.testing.assert_allclose(found.covariance.sum(axis=-1)[there], 0, atol=1e-12)


@given(answered())
def test_covariances_are_symmetric_and_no_sum_of_estimates_has_a_negative_variance(rows: Rows) -> None:
    found = linearize.ratios(boxes(rows.design, rows.first, rows.yes), FOUR, np.ones((4, 4))).covariance
    known = found[~np.isnan(found).any(axis=(-2, -1))]
    np.testing.assert_allclose(known, np.swapaxes(known, -1, -2), rtol=1e-12, atol=1e-18)
    assert (np.linalg.eigvalsh(known) >= -1e-12).all()


@given(answered(designed()))
def test_degrees_of_freedom_and_effective_numbers_are_those_of_the_rows(rows: Rows) -> None:
    totals, sample = boxes(rows.design, rows.first, rows.yes), plan(rows.design)
    assert isinstance(sample, Design)
    assert totals.sample.df == plans.degrees_of_freedom(sample)
    for which, own in ((1, [1, 1, 0, 0]), (0, [0, 0, 1, 1])):
        inside = (rows.first == which)[:, None] & ~np.isnan(rows.yes)
        np.testing.assert_array_equal(
            linearize.degrees_of_freedom(totals, own), plans.degrees_of_freedom(sample, inside)
        )
        np.testing.assert_allclose(linearize.effective(totals, own), plans.effective(inside, sample), rtol=1e-12)
        weights = rows.design.weight[:, None] * inside
        squares = (weights**2).sum(axis=0)
        expected = np.where(squares > 0, weights.sum(axis=0) ** 2 / np.where(squares > 0, squares, 1), 0)
        np.testing.assert_allclose(linearize.kish(totals, own), expected, rtol=1e-12)


@given(answered(in_replicates()))
def test_under_replicates_a_domain_has_no_more_degrees_of_freedom_than_its_answers_allow(rows: Rows) -> None:
    totals, sample = boxes(rows.design, rows.first, rows.yes), plan(rows.design)
    inside = (rows.first == 1)[:, None] & ~np.isnan(rows.yes)
    ours = linearize.degrees_of_freedom(totals, [1, 1, 0, 0])
    assert (ours <= max(float(plans.degrees_of_freedom(sample)), -1)).all()
    assert (ours <= inside.sum(axis=0) - 1).all()


@given(answered(designed()))
def test_a_table_of_levels_is_joined_from_its_levels(rows: Rows) -> None:
    joined = table(rows.design, rows.first, rows.place, 3)
    members = [(rows.place == level) & (rows.first == which) for level in range(3) for which in (1, 0)]
    weights = np.stack([rows.design.weight * member for member in members], axis=-1)
    np.testing.assert_allclose(joined.w, weights.sum(axis=0), rtol=1e-12)
    np.testing.assert_allclose(joined.w2, (weights**2).sum(axis=0), rtol=1e-12)
    squares = np.diagonal(joined.unit_w2, axis1=-2, axis2=-1)
    np.testing.assert_allclose(squares.sum(axis=0), joined.w2, rtol=1e-12)
    assert np.count_nonzero(joined.unit_w2) == np.count_nonzero(squares)


def test_some_of_the_tables_have_the_totals_that_they_have_among_all() -> None:
    chance = np.random.default_rng(2)
    yes = chance.integers(0, 2, (20, 5)).astype(np.float64)
    first, how = chance.integers(0, 2, 20), drawn(chance.uniform(0.5, 2, 20), np.arange(20) % 2, np.arange(20) % 8)
    some, alone = boxes(how, first, yes).part(slice(1, 3)), boxes(how, first, yes[:, 1:3])
    for ours, theirs in zip(some[:-1], alone[:-1], strict=True):
        assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("policy", lonely.LONELY)
def test_a_stratum_of_one_counts_as_declared(policy: lonely.Lonely) -> None:
    yes, stratum = np.array([1.0, 0, 1, 0, 0, 1, 1]), [0, 0, 0, 1, 1, 1, 2]
    totals = boxes(drawn(np.ones(7), stratum, lonely=policy), np.ones(7), yes)
    if policy == "fail":
        with pytest.raises(ValueError, match="1 of 3 strata have one cluster"):
            linearize.ratios(totals, [FOUR[0]], [[1, 1, 0, 0]])
        return
    found = float(linearize.ratios(totals, [FOUR[0]], [[1, 1, 0, 0]]).covariance[0, 0, 0])
    # By hand: both strata of three have squares of 2/3 about their means, times 3/2; the lonely one is 3/7 off.
    others = 2 * (3 / 2) * (2 / 3) / 49
    expected = {"adjust": others + (3 / 7) ** 2 / 49, "average": others * 3 / 2}
    assert found == pytest.approx(expected.get(policy, others), rel=1e-12)


def test_replicates_in_which_nobody_is_in_the_base_add_nothing() -> None:
    sample = linearize.plain(4)._replace(kind="replicates", factor=np.full(3, 0.5), df=2.0)
    w = np.array([[2.0, 2.0], [3.0, 1.0], [0.0, 0.0], [1.0, 3.0]])
    found = linearize.ratios(linearize.cells(w, w, w, sample), [[1, 0]], [[1, 1]])
    assert float(found.covariance[0, 0]) == pytest.approx(0.5 * 2 * 0.25**2, rel=1e-12)
    nobody = np.array([[2.0, 2.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    assert np.isnan(linearize.ratios(linearize.cells(nobody, nobody, nobody, sample), [[1, 0]], [[1, 1]]).covariance)


def test_a_replicate_that_lacks_one_of_two_shares_adds_nothing_to_what_is_made_of_both() -> None:
    sample = linearize.plain(9)._replace(kind="replicates", factor=np.full(4, 0.5), df=3.0, about_estimate=True)
    value, parts = np.array([0.5, 0.5]), np.array([[0.6, 0.7], [0.2, np.nan], [np.nan, 0.1], [0.3, 0.5]])
    both = linearize.replicated(value, parts, sample)
    np.testing.assert_allclose(both, 0.5 * np.array([[0.05, 0.02], [0.02, 0.04]]), rtol=1e-12)


def test_squares_of_replicates_are_about_the_mean_of_those_that_count_or_about_the_estimate() -> None:
    sample = linearize.plain(4)._replace(kind="replicates", factor=np.array([0.5, 0.5, 0.0]), df=1.0)
    value, parts = np.array([0.4]), np.array([[0.3], [0.6], [0.9]])
    about_mean = linearize.replicated(value, parts, sample)
    about_value = linearize.replicated(value, parts, sample._replace(about_estimate=True))
    assert about_mean[0, 0] == pytest.approx(0.5 * 2 * 0.15**2, rel=1e-12)
    assert about_value[0, 0] == pytest.approx(0.5 * (0.1**2 + 0.2**2), rel=1e-12)


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_impossible_sums_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="sums of weights"):
        linearize.cells([[1, 1]], [[bad, 1.0]], [[1.0, 1.0]], linearize.plain(5))


def test_a_sample_smaller_than_its_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="the sample"):
        linearize.cells([[2, 1, 2, 1]], [[3.0, 1, 3, 1]], [[5.0, 1, 5, 1]], linearize.plain(5))


def test_units_of_another_design_are_refused() -> None:
    with pytest.raises(ValueError, match="1 units of the design are expected, got 2"):
        linearize.cells(np.ones((2, 2)), np.ones((2, 2)), np.ones((2, 2)), linearize.plain(5))
