"""Means, totals, ratios, gaps and their intervals under seven designs, against R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import confidence, covariance, influence, plan
from samkit.stats import design as designs
from samkit.stats.design import Design
from samkit.stats.influence import Estimator
from samkit.stats.lonely import Lonely
from samkit.stats.shares import Estimate
from tests.oracles.numbers import load, near, same
from tests.oracles.schools import FILES, drawn, is_level, many_meals, numbers, table
from tests.reference import need_shared
from tests.stats import sampled

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("designs", {})
NAMES = sorted(CASES)
DIGITS = 1e-11
ITERATED = 1e-8  # svyciprop fits a regression until it changes by less than this


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> tuple[str, Design, dict[str, Any]]:
    return FILES[request.param], drawn(request.param), CASES[request.param]["R"]


def agrees(found: Estimator, sample: Design, theirs: dict[str, Any]) -> bool:
    value, matrix = list(theirs["estimate"].values()), np.array(theirs["vcov"]["values"], dtype=np.float64)
    ours = covariance.covariance(found.score, sample)
    size = np.abs(found.value).max()
    return np.allclose(found.value, value, rtol=DIGITS, atol=0) and np.allclose(
        ours, matrix, rtol=DIGITS, atol=(1e-13 * size) ** 2 + DIGITS * np.abs(matrix).max()
    )


def test_degrees_of_freedom_are_clusters_less_strata(case: tuple[str, Design, dict[str, Any]]) -> None:
    _, sample, theirs = case
    assert designs.degrees_of_freedom(sample) == theirs["degf"]
    assert sample.weight.size == theirs["n"]
    assert near(sample.weight.sum(), theirs["sum_weights"], DIGITS)


def test_means_shares_totals_and_variances_have_the_covariances_of_survey(
    case: tuple[str, Design, dict[str, Any]],
) -> None:
    file, sample, theirs = case
    w, kind = sample.weight, is_level(file, "stype", "E", "H", "M")
    scores = numbers(file, "api00", "api99")
    assert agrees(influence.mean(scores, w), sample, theirs["mean_multi"])
    assert agrees(influence.mean(kind, w), sample, theirs["mean_stype"])
    assert agrees(influence.mean(is_level(file, "comp.imp", "No", "Yes"), w), sample, theirs["prop_comp_imp"])
    assert agrees(influence.total(kind * w[:, None]), sample, theirs["total_stype"])
    assert agrees(influence.variance(scores[:, :1], w), sample, theirs["var_api00"])
    enrolled = np.nan_to_num(numbers(file, "enroll"))
    assert agrees(influence.total((enrolled * w)[:, None]), sample, theirs["total_enroll"])


def test_ratio_leaves_out_rows_that_lack_a_part(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    tested, enrolled = numbers(file, "api.stu"), numbers(file, "enroll")
    both = sample.weight * ~np.isnan(tested + enrolled)
    found = influence.ratio(np.nan_to_num(tested) * both, np.nan_to_num(enrolled) * both)
    assert near(found.value, theirs["ratio"]["ratio"], DIGITS)
    assert near(np.sqrt(covariance.variance(found.score, sample)), theirs["ratio"]["se"], DIGITS)


def test_mean_has_the_design_effects_and_intervals_of_survey(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    found = influence.mean(numbers(file, "api00"), sample.weight)
    spread = influence.variance(numbers(file, "api00"), sample.weight).value
    n, error = sample.weight.size, plan.error(found, sample)
    with_replacement = plan.design_effect(found, spread, n, sample)
    without = plan.design_effect(found, spread, n, sample, sample.weight.sum())
    assert near(with_replacement, theirs["mean_api00_deff"]["deff_replace"], DIGITS)
    assert near(without, theirs["mean_api00_deff"]["deff"], DIGITS)
    assert same(confidence.wald(found.value, error), theirs["mean_api00_ci_normal"], DIGITS)
    df = designs.degrees_of_freedom(sample)
    assert same(confidence.wald(found.value, error, df), theirs["mean_api00_ci_t"], DIGITS)


def test_share_has_the_intervals_of_svyciprop(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    group = sampled.group(is_level(file, "comp.imp", "Yes")[:, 0], 1)
    found = sampled.share(group, sample)
    df, n = designs.degrees_of_freedom(sample), sample.weight.size
    assert same(found.interval, theirs["ciprop_xlogit"], 1e-10)
    assert same(found.interval, theirs["ciprop_logit"], ITERATED)
    assert same(sampled.share(group, sample, 0.90).interval, theirs["ciprop_logit_90"], ITERATED)
    assert same(confidence.arcsine(found.value, found.error, df), theirs["ciprop_asin"], DIGITS)
    assert same(confidence.korn_graubard(found.value, found.error, n, df), theirs["ciprop_beta"], 1e-10)
    assert same(confidence.wald(found.value, found.error, df), theirs["ciprop_mean"], DIGITS)
    # R draws a curve through points of the likelihood and reads the bounds from it.
    assert same(confidence.likelihood(found.value, found.error, n, df), theirs["ciprop_likelihood"], 2e-5)


def test_means_and_shares_of_domains_are_those_of_svyby(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    kind = is_level(file, "stype", "E", "H", "M")
    domains = sample.weight[:, None] * kind
    for key, values in {"mean": numbers(file, "api00"), "prop": is_level(file, "comp.imp", "Yes")[:, 0]}.items():
        found = influence.mean(np.broadcast_to(values[:, None], kind.shape), domains)
        assert np.allclose(found.value, theirs[f"by_stype_{key}"]["mean"], rtol=DIGITS, atol=0)
        error = np.sqrt(covariance.variance(found.score, sample))
        assert np.allclose(error, theirs[f"by_stype_{key}"]["se"], rtol=DIGITS, atol=0)


def contrast(file: str, groups: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[sampled.Group, sampled.Group]:
    favourable = is_level(file, "comp.imp", "Yes")[:, 0]
    none, one = (sampled.group(favourable * groups[:, place], groups[:, place]) for place in (0, 1))
    return one, none


def matches(ours: Estimate, theirs: dict[str, Any]) -> bool:
    se = float(ours.error) if np.isfinite(ours.value) else np.nan
    return near(ours.value, theirs["estimate"], DIGITS) and near(se, theirs["se"], DIGITS)


def test_gap_and_ratios_are_those_of_svycontrast(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    for key, groups in {"": many_meals(file), "_separated_awards": is_level(file, "awards", "No", "Yes")}.items():
        expected = theirs[f"gap_rr_or{key}"]
        one, none = contrast(file, groups)
        both = influence.stacked(*(plan.ratio(part.x, part.n, sample) for part in (none, one)))
        assert np.allclose(both.value, expected["p"], rtol=DIGITS, atol=0)
        cov = np.array(expected["cov"]["values"])
        assert np.allclose(plan.covariance(both, sample), cov, rtol=DIGITS, atol=DIGITS * cov.max())
        assert matches(sampled.gap(one, none, sample), expected["gap"])
        assert matches(sampled.log_ratio(one, none, sample), expected["log_rr"])
        assert matches(sampled.log_odds(one, none, sample), expected["log_or"])


LONELY = load("survey_api.json").get("lonely_psu", {})


@pytest.mark.parametrize("lonely", sorted(set(LONELY.get("R", {})) - {"fail"}))
def test_a_lonely_cluster_counts_as_declared(lonely: Lonely) -> None:
    rows = np.array(LONELY["rows"]) - 1
    kind = table("apistrat.csv")["stype"][rows]
    sample = designs.design(numbers("apistrat.csv", "pw")[rows], stratum=kind, lonely=lonely)
    found = influence.mean(numbers("apistrat.csv", "api00")[rows], sample.weight)
    theirs = LONELY["R"][lonely]
    assert near(found.value, theirs["estimate"]["api00"], DIGITS)
    assert near(plan.error(found, sample), theirs["se"]["api00"], DIGITS)


def test_a_lonely_cluster_fails_where_nothing_else_is_declared() -> None:
    rows = np.array(LONELY["rows"]) - 1
    kind = table("apistrat.csv")["stype"][rows]
    assert "only one PSU" in LONELY["R"]["fail"]["error"]
    with pytest.raises(ValueError, match="1 of 3 strata have one cluster"):
        designs.design(numbers("apistrat.csv", "pw")[rows], stratum=kind)


STUDY = load("weighting.json").get("end_to_end", {})


@pytest.mark.parametrize("key", [key for key in STUDY if "ciprop_top_beta" in STUDY[key]])
def test_share_of_top_performers_has_the_intervals_of_svyciprop(key: str) -> None:
    theirs, (column, at_least) = STUDY[key], STUDY[key]["definition"].split(">=")
    weight = numbers("synthetic_sam.csv", "w") if key.startswith("weighted") else np.ones(397)
    sample, top = designs.design(weight), numbers("synthetic_sam.csv", "top")
    yes = numbers("synthetic_sam.csv", column) >= int(at_least)
    found = sampled.share(sampled.group(yes * top, top), sample)
    assert same(found.interval, theirs["ciprop_top_logit"], ITERATED)
    n, df = top.sum(), designs.degrees_of_freedom(sample, top)
    assert same(confidence.korn_graubard(found.value, found.error, n, df), theirs["ciprop_top_beta"], 1e-10)
