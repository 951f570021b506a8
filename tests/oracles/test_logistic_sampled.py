"""Logistic regression under seven designs and six sets of replicate weights, against R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import logistic_sampled, plan, terms
from samkit.stats.design import Design, design
from samkit.stats.interval import Floats
from tests.oracles import test_replicate_weights as replicated
from tests.oracles.numbers import load, near
from tests.oracles.schools import FILES, drawn, is_level, many_meals, numbers
from tests.reference import need_shared
from tests.stats import sampled

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("designs", {})
REPLICATED = [pair for pair in replicated.SAMPLES if "glm_logit" in replicated.CASES[pair[0]]["R"]]
DIGITS = 1e-9
# svyglm stops when the deviance changes by less than 1e-8 of itself, and has its information from the step before.
ITERATED = 1e-6


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> tuple[str, Design, dict[str, Any]]:
    return FILES[request.param], drawn(request.param), CASES[request.param]["R"]


def school_wide(file: str) -> tuple[Floats, Floats]:
    return numbers(file, "ell", "meals", "mobility"), is_level(file, "sch.wide", "Yes")[:, 0]


def close(ours: Any, theirs: Any, digits: float = DIGITS) -> bool:
    return np.allclose(ours, list(theirs), rtol=digits, atol=0)


def test_coefficients_and_their_errors_are_those_of_svyglm(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    expected = theirs["glm_logit"]
    found = logistic_sampled.sampled(*school_wide(file), sample)
    assert close(found.coefficients, expected["coef"].values())
    assert close(found.error, expected["se"], ITERATED)
    matrix = np.array(expected["vcov"]["values"])
    assert np.allclose(found.covariance, matrix, rtol=ITERATED, atol=DIGITS * np.abs(matrix).max())
    assert close(found.coefficients / found.error, expected["t"], ITERATED)
    assert found.df == expected["df_resid"]
    assert close(found.p, expected["p"], ITERATED)
    assert np.allclose(found.interval().lower, expected["ci"]["lower"], rtol=ITERATED, atol=0)
    assert np.allclose(found.interval().upper, expected["ci"]["upper"], rtol=ITERATED, atol=0)
    assert found.lost == 0


def test_terms_are_tested_as_by_regtermtest(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    expected, term = theirs["glm_logit"], [[0, 1]]
    found = logistic_sampled.sampled(*school_wide(file), sample)
    wald = terms.wald(found.coefficients, found.covariance, term, found.df)
    assert near(wald.statistic[0], expected["regTermTest_Wald"]["F"], ITERATED)
    assert near(wald.p[0], expected["regTermTest_Wald"]["p"], ITERATED)
    assert near(wald.df[0], expected["regTermTest_Wald"]["df"], 0)
    working = logistic_sampled.likelihood_ratio(*school_wide(file), sample, term)
    effects = logistic_sampled.design_effects(found.fit.covariance, found.covariance, term[0])
    assert near(working.statistic[0], expected["regTermTest_LRT"]["chisq"], DIGITS)
    assert close(effects, expected["regTermTest_LRT"]["lambda"], ITERATED)
    # The same approximation; R's search for the saddlepoint ends after four to six digits.
    assert near(working.p[0], expected["regTermTest_LRT"]["p"], 1e-4)


def test_a_model_with_one_item_is_that_of_svyglm(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    favourable, many = is_level(file, "comp.imp", "Yes")[:, 0], many_meals(file)
    found = logistic_sampled.sampled(many[:, 1:], favourable, sample)
    expected = theirs["glm_logit_single"]
    assert close(found.coefficients, expected["coef"])
    assert close(found.error, expected["se"], ITERATED)
    assert close(found.p, expected["p"], ITERATED)


def test_with_one_item_the_other_links_of_svyglm_are_gap_and_ratio(case: tuple[str, Design, dict[str, Any]]) -> None:
    file, sample, theirs = case
    favourable, many = is_level(file, "comp.imp", "Yes")[:, 0], many_meals(file)
    none, one = (sampled.group(favourable * many[:, at], many[:, at]) for at in (0, 1))
    gap, ratio = sampled.gap(one, none, sample), sampled.log_ratio(one, none, sample)
    identity, poisson = theirs["glm_identity_gap"], theirs["glm_poisson_rr"]
    assert near(gap.value, identity["coef"][1], DIGITS)
    assert near(gap.error, identity["se"][1], DIGITS)
    assert near(ratio.value, poisson["coef"][1], 1e-6)
    assert near(ratio.error, poisson["se"][1], 1e-6)
    share = sampled.share(none, sample)
    assert near(share.value, identity["coef"][0], DIGITS)
    assert near(np.log(share.value), poisson["coef"][0], 1e-6)
    assert near(share.error / share.value, poisson["se"][0], 1e-6)


@pytest.mark.parametrize(("name", "source"), REPLICATED, ids=lambda part: getattr(part, "__name__", str(part)))
def test_replicates_are_fitted_each_as_by_svyglm(name: str, source: Any) -> None:
    sample = source(name)
    expected = replicated.CASES[name]["R"]["glm_logit"]
    found = logistic_sampled.sampled(*school_wide(replicated.file(name)), sample)
    assert close(found.coefficients, expected["coef"].values(), ITERATED)
    assert close(found.error, expected["se"], ITERATED)
    assert found.lost == 0
    assert found.df == sample.df - 3


def test_weights_without_a_design_are_those_of_svyglm() -> None:
    theirs = load("logistic.json")["logistic"]["sam_weighted"]["R"]
    file = "synthetic_sam.csv"
    x, y = numbers(file, "maturity", "planning", "coaching"), numbers(file, "top")
    found = logistic_sampled.sampled(x, y, design(numbers(file, "w")))
    assert close(found.coefficients, theirs["coef"])
    assert close(found.error, theirs["se_linearized"], 1e-8)
    assert close(found.p, theirs["p"], 1e-6)


def test_rows_outside_keep_their_place_in_the_design() -> None:
    file, sample = FILES["clus1_nofpc"], drawn("clus1_nofpc")
    x, y = school_wide(file)
    inside = numbers(file, "snum") % 3 > 0
    found = logistic_sampled.sampled(np.where(inside[:, None], x, np.nan), y, sample, inside)
    columns, p, w = np.column_stack([np.ones(len(x)), x]), found.fit.fitted, sample.weight * inside
    bread = np.linalg.inv(columns.T @ (columns * (w * p * (1 - p))[:, None]))
    scores = columns * (w * (y - p))[:, None]
    assert np.abs(bread @ scores.sum(axis=0)).max() < 1e-10
    clusters = np.array([scores[numbers(file, "dnum") == one].sum(axis=0) for one in np.unique(numbers(file, "dnum"))])
    meat = len(clusters) * np.cov(clusters.T)
    assert np.allclose(found.covariance, bread @ meat @ bread, rtol=1e-9, atol=1e-12)
    assert found.df == plan.degrees_of_freedom(sample, inside) - 3
