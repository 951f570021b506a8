"""Means, ranks and quantiles of a complex sample: invariances, plain samples, and where there is nothing to say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.stats import quantiles, sampled_means, sampled_quantiles, sampled_ranks, superiority
from samkit.stats.design import design
from samkit.stats.distinct import distinct
from samkit.stats.interval import Floats

ANSWERS = np.array([4.0, 5, 9, 1, 2, 4, np.nan, 7, 7, 3, 8, 2])
WEIGHT = np.array([1.0, 2, 1, 3, 1, 1, 2, 2, 5, 1, 1, 2])
TOP = np.array([1.0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0])
CLUSTER = np.repeat(np.arange(6), 2)
whole = arrays(np.float64, st.integers(4, 30), elements=st.integers(0, 6).map(float))


def test_respondents_drawn_one_by_one_have_the_difference_and_the_error_of_the_textbook() -> None:
    there = ~np.isnan(ANSWERS)
    y, w, top = ANSWERS[there], WEIGHT[there], TOP[there] == 1
    means = [np.average(y[group], weights=w[group]) for group in (top, ~top)]
    squares = [
        (w[group] ** 2 * (y[group] - mean) ** 2).sum() / w[group].sum() ** 2
        for group, mean in zip((top, ~top), means, strict=True)
    ]
    ours = sampled_means.difference(y, top, ~top, design(w))
    assert float(ours.value) == pytest.approx(means[0] - means[1], rel=1e-12)
    assert float(ours.error) == pytest.approx(np.sqrt(sum(squares) * y.size / (y.size - 1)), rel=1e-12)
    assert float(ours.df) == y.size - 2


def test_neither_the_order_of_rows_nor_the_unit_of_weights_changes_anything() -> None:
    order = np.random.default_rng(5).permutation(ANSWERS.size)
    found = [
        sampled_ranks.wilcoxon(
            ANSWERS[rows], TOP[rows], 1 - TOP[rows], design(WEIGHT[rows] * times, cluster=CLUSTER[rows])
        )
        for rows, times in ((np.arange(ANSWERS.size), 1.0), (order, 7.0))
    ]
    assert float(found[0].value) == pytest.approx(float(found[1].value), rel=1e-12)
    assert float(found[0].p) == pytest.approx(float(found[1].p), rel=1e-10)
    medians = [
        sampled_quantiles.quantiles(ANSWERS[rows], np.ones(12), design(WEIGHT[rows] * times), [0.3, 0.5, 0.9], kind=7)
        for rows, times in ((np.arange(ANSWERS.size), 1.0), (order, 7.0))
    ]
    assert np.allclose(medians[0].value, medians[1].value, rtol=1e-12)


@given(whole, st.data())
def test_mean_ranks_are_apart_by_the_probability_of_superiority_less_a_half(y: Floats, data: st.DataObject) -> None:
    top = data.draw(arrays(np.float64, y.size, elements=st.sampled_from([0.0, 1.0])))
    if not 0 < top.sum() < y.size:
        return
    ours = sampled_ranks.wilcoxon(y, top, 1 - top, design(np.ones(y.size)))
    theirs = superiority.estimate(distinct(y[top == 1], y[top == 0]).counts)
    assert float(ours.value) == pytest.approx(float(theirs) - 0.5, abs=1e-12)


def test_a_respondent_of_weight_three_ranks_as_three_respondents() -> None:
    times = WEIGHT.astype(int)
    once = sampled_ranks.rank_shares(ANSWERS, WEIGHT)
    thrice = sampled_ranks.rank_shares(np.repeat(ANSWERS, times), np.ones(times.sum()))
    assert np.allclose(np.repeat(once, times), thrice, rtol=1e-14, equal_nan=True)


@given(whole, st.sampled_from([2, 7]))
def test_quantiles_without_weights_are_the_plain_ones(y: Floats, kind: quantiles.Kind) -> None:
    shares = [0.0, 0.1, 0.25, 0.5, 0.75, 1.0]
    ours = sampled_quantiles.weighted_quantiles(y, np.ones(y.size), shares, kind)  # type: ignore[arg-type] # 2 and 7 are both
    values, counts = distinct(y)
    assert np.allclose(ours, quantiles.quantiles(values, counts[:, 0], shares, kind), rtol=1e-12, atol=1e-12)


def test_a_group_is_estimated_within_the_whole_sample() -> None:
    rows = np.random.default_rng(1).normal(size=60)
    group, cluster = np.arange(60) % 3 == 0, np.arange(60) // 4
    sample = design(np.ones(60), cluster=cluster)
    ours = sampled_means.mean(rows, group, sample)
    assert float(ours.value) == pytest.approx(rows[group].mean(), rel=1e-12)
    assert float(ours.df) == 14
    assert float(sampled_quantiles.quantiles(rows, group, sample).value) == np.sort(rows[group])[9]


def test_an_empty_group_has_no_mean_and_no_difference() -> None:
    sample, none = design(WEIGHT), np.zeros(12)
    assert np.isnan(sampled_means.mean(ANSWERS, none, sample).value)
    for found in (
        sampled_means.difference(ANSWERS, TOP, none, sample),
        sampled_ranks.wilcoxon(ANSWERS, TOP, none, sample),
    ):
        assert np.isnan(found.p)
        assert np.isinf(found.interval.upper)
    assert np.isnan(sampled_means.several(ANSWERS, np.stack([TOP, none], axis=1), sample).p)
    assert np.isnan(sampled_quantiles.quantiles(ANSWERS, none, sample).value)


def test_answers_that_are_all_alike_have_a_mean_and_no_test() -> None:
    alike, sample = np.full(12, 3.0), design(WEIGHT)
    found = sampled_means.mean(alike, np.ones(12), sample)
    assert float(found.value) == 3
    assert np.isnan(found.p)
    assert np.isinf(found.interval.lower)
    assert np.isnan(sampled_means.several(alike, np.stack([TOP, 1 - TOP], axis=1), sample).p)


def test_an_empty_group_among_several_is_left_out() -> None:
    sample = design(WEIGHT)
    two = np.stack([TOP, 1 - TOP], axis=1)
    three = np.insert(two, 1, 0.0, axis=1)
    assert float(sampled_ranks.kruskal_wallis(ANSWERS, three, sample).p) == pytest.approx(
        float(sampled_ranks.kruskal_wallis(ANSWERS, two, sample).p), rel=1e-12
    )


def test_several_items_lie_side_by_side() -> None:
    sample = design(WEIGHT, cluster=CLUSTER)
    both = np.stack([ANSWERS, ANSWERS[::-1]], axis=1)
    found = sampled_means.difference(both, TOP, 1 - TOP, sample)
    assert found.value.shape == (2,)
    assert found.p[1] == sampled_means.difference(ANSWERS[::-1], TOP, 1 - TOP, sample).p


def test_an_extreme_quantile_of_few_has_no_bound_on_its_far_side() -> None:
    found = sampled_quantiles.quantiles(ANSWERS, np.ones(12), design(np.ones(12)), [0.05, 0.95])
    assert np.isneginf(found.interval.lower[0])
    assert np.isposinf(found.interval.upper[1])  # the largest answer: all of the share is below it, without an error
    assert np.isnan(found.error).all()


def test_shares_and_kinds_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        sampled_quantiles.weighted_quantiles(ANSWERS, WEIGHT, [1.5])
    with pytest.raises(ValueError, match="type 1, 2 or 7"):
        sampled_quantiles.weighted_quantiles(ANSWERS, WEIGHT, [0.5], 6)  # type: ignore[arg-type] # a wrong kind is the point
    assert sampled_quantiles.weighted_quantiles([3.0], [2.0], [0.1, 0.9], 7).tolist() == [3.0, 3.0]
