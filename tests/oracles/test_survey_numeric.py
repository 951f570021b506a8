"""Means, ranks and quantiles of numeric answers in complex samples, against R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import design as designs
from samkit.stats import influence, plan, sampled_means, sampled_quantiles, sampled_ranks
from samkit.stats.design import Design
from samkit.stats.sampled_means import Mean
from tests.oracles.numbers import load, near
from tests.oracles.schools import FILES, Floats, drawn, is_level, numbers
from tests.reference import need_shared

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("designs", {})
DIGITS = 1e-11
QUARTERS = [0.25, 0.5, 0.75]


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> tuple[str, Design, dict[str, Any]]:
    return FILES[request.param], drawn(request.param), CASES[request.param]["R"]


def met(file: str) -> tuple[Floats, Floats]:
    """Say who met the target of growth, and who did not."""
    yes = is_level(file, "comp.imp", "Yes")[:, 0]
    return yes, 1 - yes


def ranks_in_order_of_rows(y: Floats, weight: Floats) -> Floats:
    """Rank as svyranktest does: answers that are alike have the plain mean of the ranks of their rows one by one."""
    found, there = np.full(y.shape, np.nan), np.flatnonzero(~np.isnan(y))
    order = there[np.argsort(y[there], kind="stable")]
    up_to = np.cumsum(weight[order]) - weight[order] / 2
    _, place = np.unique(y[order], return_inverse=True)
    found[order] = (np.bincount(place, up_to) / np.bincount(place))[place] / weight[order].sum()
    return found


def agrees(ours: Mean, theirs: dict[str, Any]) -> None:
    assert near(ours.value, theirs["diff"], DIGITS)
    assert near(ours.t, theirs["t"], DIGITS)
    assert near(ours.df, theirs["df"], 0)
    assert near(ours.p, theirs["p"], 1e-10)


def test_difference_of_two_means_is_that_of_svyttest(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    ours = sampled_means.difference(numbers(file, "enroll"), *met(file), sample)
    agrees(ours, theirs["ttest"])
    assert near(ours.interval.lower, theirs["ttest"]["lower"], 1e-10)
    assert near(ours.interval.upper, theirs["ttest"]["upper"], 1e-10)


def test_means_of_groups_are_those_of_svyby_and_of_a_subset(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    scores, kind = numbers(file, "api00"), is_level(file, "stype", "E", "H", "M")
    by = theirs["by_stype_mean"]
    for place, (mean, se) in enumerate(zip(by["mean"], by["se"], strict=True)):
        found = sampled_means.mean(scores, kind[:, place], sample)
        assert near(found.value, mean, DIGITS)
        assert near(found.error, se, DIGITS)
    domain = sampled_means.mean(scores, kind[:, 0], sample)
    assert near(domain.value, theirs["domain_mean_api00_E"]["estimate"]["api00"], DIGITS)
    assert near(domain.error, theirs["domain_mean_api00_E"]["se"]["api00"], DIGITS)
    whole = sampled_means.mean(scores, np.ones(scores.size), sample)
    assert near(whole.value, theirs["mean_api00"]["estimate"]["api00"], DIGITS)
    assert near(whole.error, theirs["mean_api00"]["se"]["api00"], DIGITS)


def test_regression_on_one_group_is_the_difference_of_its_means(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    yes, many = is_level(file, "comp.imp", "Yes")[:, 0], numbers(file, "meals") > 50
    ours = sampled_means.difference(yes, many, ~many, sample)
    none = sampled_means.mean(yes, ~many, sample)
    assert near(none.value, theirs["glm_identity_gap"]["coef"][0], 1e-9)
    assert near(ours.value, theirs["glm_identity_gap"]["coef"][1], 1e-9)
    # svyglm leaves its iterations when they change the deviance by less than 1e-8.
    assert near(ours.error, theirs["glm_identity_gap"]["se"][1], 1e-6)


def test_rank_test_on_the_ranks_of_r_is_that_of_svyranktest(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    ranks = ranks_in_order_of_rows(numbers(file, "enroll"), sample.weight)
    agrees(sampled_means.difference(ranks, *met(file), sample), theirs["ranktest_wilcoxon"])


def test_rank_test_of_several_groups_on_the_ranks_of_r_is_that_of_svyranktest(
    case: tuple[str, Design, dict[str, Any]],
) -> None:
    file, sample, theirs = case
    ranks = ranks_in_order_of_rows(numbers(file, "api00"), sample.weight)
    ours = sampled_means.several(ranks, is_level(file, "stype", "E", "H", "M"), sample)
    # The file has R's statistic under `df`, and its degrees of freedom under `stat`.
    assert near(ours.statistic * ours.df, theirs["ranktest_kw"]["df"]["values"][0], DIGITS)
    assert near(ours.df, theirs["ranktest_kw"]["stat"], 0)
    assert near(ours.p, theirs["ranktest_kw"]["p"], 1e-10)


def test_our_ranks_are_those_of_r_where_schools_that_are_alike_have_one_weight(
    case: tuple[str, Design, dict[str, Any]],
) -> None:
    file, sample, theirs = case
    ours = sampled_ranks.wilcoxon(numbers(file, "enroll"), *met(file), sample)
    several = sampled_ranks.kruskal_wallis(numbers(file, "api00"), is_level(file, "stype", "E", "H", "M"), sample)
    if np.unique(sample.weight).size == 1:
        agrees(ours, theirs["ranktest_wilcoxon"])
        assert near(several.p, theirs["ranktest_kw"]["p"], 1e-10)
    else:
        # Ranks of tied schools in R depend on the order of the rows, by up to a fiftieth of the statistic here.
        assert near(ours.t, theirs["ranktest_wilcoxon"]["t"], 0.02)
        assert not near(ours.t, theirs["ranktest_wilcoxon"]["t"], 1e-6)


@pytest.mark.parametrize(("key", "kind"), [("quantile_math", 1), ("quantile_school", 2)])
def test_quantiles_and_their_intervals_are_those_of_svyquantile(
    case: tuple[str, Design, dict[str, Any]], key: str, kind: sampled_quantiles.Kind
) -> None:
    file, sample, theirs = case
    scores = numbers(file, "api00")
    ours = sampled_quantiles.quantiles(scores, np.ones(scores.size), sample, QUARTERS, kind=kind)
    assert ours.value.tolist() == theirs[key]["q"]
    assert ours.interval.lower.tolist() == theirs[key]["lower"]
    assert ours.interval.upper.tolist() == theirs[key]["upper"]
    assert np.allclose(ours.error, theirs[key]["se"], rtol=DIGITS, atol=0)


def test_quantiles_on_lines_are_those_of_svyquantile_but_for_the_order_of_schools_that_are_alike(
    case: tuple[str, Design, dict[str, Any]],
) -> None:
    file, sample, theirs = case
    scores = numbers(file, "api00")
    ours = sampled_quantiles.weighted_quantiles(scores, sample.weight, QUARTERS, kind=7)
    # R puts the corners of tied schools with unlike weights where their rows happen to stand.
    equal = np.unique(sample.weight).size == 1
    assert np.allclose(ours, theirs["quantile_hf7"]["q"], rtol=DIGITS if equal else 2e-3, atol=0)
    order = np.argsort(scores, kind="stable")
    reached = np.cumsum(sample.weight[order])
    corners = np.concatenate([[0.0], reached[:-1]]) / reached[-2]
    assert np.allclose(np.interp(QUARTERS, corners, scores[order]), theirs["quantile_hf7"]["q"], rtol=DIGITS, atol=0)


@pytest.mark.parametrize(
    "key", [key for key, found in load("weighting.json").get("end_to_end", {}).items() if "mean_by" in found]
)
def test_the_mean_of_top_performers_less_that_of_the_rest_is_that_of_svyttest(key: str) -> None:
    theirs = load("weighting.json")["end_to_end"][key]
    file, top = "synthetic_sam.csv", numbers("synthetic_sam.csv", "top")
    sample = designs.design(numbers(file, "w") if key.startswith("weighted") else np.ones(top.size))
    ours = sampled_means.difference(numbers(file, "acct"), 1 - top, top, sample)
    assert near(ours.value, theirs["ttest"]["diff"], 1e-10)
    assert near(ours.t, theirs["ttest"]["t"], 1e-10)
    assert near(ours.p, theirs["ttest"]["p"], 1e-9)


def test_weighted_mean_and_variance_are_those_of_hmisc() -> None:
    theirs = load("weighting.json")["general"]["hmisc"]["R"]
    x, w = numbers("synthetic_sam.csv", "acct"), numbers("synthetic_sam.csv", "w")
    total, n = w[~np.isnan(x)].sum(), np.count_nonzero(~np.isnan(x))
    assert near(influence.mean(x, w).value, theirs["wtd_mean"], DIGITS)
    # Ours divides by the answers less one; Hmisc by the weight, the weight less one, or Kish's number less one.
    plain = influence.variance(x, w).value * (n - 1) / n
    assert near(plain, theirs["wtd_var_ML"], DIGITS)
    assert near(plain * total / (total - 1), theirs["wtd_var_unbiased"], DIGITS)
    kish = total**2 / np.square(w[~np.isnan(x)]).sum()
    assert near(plain * kish / (kish - 1), theirs["wtd_var_normwt"], DIGITS)


def test_total_weights_of_the_cells_are_those_of_svytable(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    wide, kind = is_level(file, "sch.wide", "No", "Yes"), is_level(file, "stype", "E", "H", "M")
    ours = plan.total(wide[:, :, None] * kind[:, None, :], sample).value
    assert np.allclose(ours, theirs["table"]["values"], rtol=DIGITS, atol=0)
