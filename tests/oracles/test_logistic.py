"""Logistic regression against R: glm, MASS, sandwich, logistf, brglm2 and survey."""

import math
from typing import Any

import numpy as np
import pytest

from samkit.stats import firth, fit_measures, marginal, profile, terms
from samkit.stats.binary import Model, model
from samkit.stats.interval import Floats
from samkit.stats.logistic import Fit, fit
from tests.oracles.numbers import load, number
from tests.oracles.schools import is_level, numbers
from tests.reference import need_shared

pytestmark = need_shared

REFERENCE = load("logistic.json")
ML = {name: case for name, case in REFERENCE.get("logistic", {}).items() if name != "sam_weighted"}
FIRTH = REFERENCE.get("firth", {})
DIGITS = 1e-10
# glm takes its covariance from the step before the last.
ONE_STEP_EARLIER = 1e-7
# MASS reads the bounds from a spline through a few points of the profile.
SPLINE = 2e-4


def columns(case: dict[str, Any]) -> tuple[Floats, Floats]:
    left, right = case["formula"].split("~")
    file = case["data"]
    y = is_level(file, "awards", "Yes")[:, 0] if "awards" in left else numbers(file, left)
    parts = [np.log(numbers(file, "acct")) if "log" in name else numbers(file, name) for name in right.split("+")]
    return np.stack(parts, axis=1), y


@pytest.fixture(params=sorted(ML))
def case(request: pytest.FixtureRequest) -> tuple[Model, Fit, dict[str, Any]]:
    data = model(*columns(ML[request.param]))
    return data, fit(data), ML[request.param]["R"]


def close(ours: Any, theirs: Any, relative: float, absolute: float = 0.0) -> bool:
    return np.allclose(ours, np.array([number(x) for x in theirs]), rtol=relative, atol=absolute)


def test_maximum_likelihood_is_that_of_glm(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    _, found, theirs = case
    assert close(found.coefficients, theirs["coef"], DIGITS)
    assert close(found.error, theirs["se"], ONE_STEP_EARLIER)
    matrix = np.array(theirs["vcov"]["values"])
    assert np.allclose(found.covariance, matrix, rtol=ONE_STEP_EARLIER, atol=1e-9 * np.abs(matrix).max())
    assert found.log_likelihood == pytest.approx(theirs["logLik"], rel=DIGITS)
    assert -2 * found.null_log_likelihood == pytest.approx(theirs["null_deviance"], rel=DIGITS)
    assert -2 * found.log_likelihood == pytest.approx(theirs["deviance"], rel=DIGITS)
    z = np.abs(found.coefficients / found.error) / math.sqrt(2)
    assert close([math.erfc(value) for value in z], theirs["p"], 1e-5)


def test_measures_of_fit_are_those_of_r(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    data, found, theirs = case
    ours = fit_measures.measures(data, found)
    for key in ("mcfadden", "nagelkerke", "tjur", "aic", "bic"):
        assert getattr(ours, key) == pytest.approx(theirs[key], rel=1e-9), key


def test_sandwiches_are_those_of_r(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    data, found, theirs = case
    for small, key in ((False, "robust_se_HC0"), (True, "robust_se_HC1")):
        error = np.sqrt(np.diag(fit_measures.sandwich(data, found, small=small)))
        assert close(error, theirs[key], ONE_STEP_EARLIER)


def test_terms_are_tested_as_by_drop1(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    data, _, theirs = case
    ratio, rao = terms.likelihood_ratio(data), terms.score(data)
    assert close(ratio.statistic, theirs["drop1_LRT"]["LRT"][1:], 1e-9)
    assert close(ratio.p, theirs["drop1_LRT"]["p"][1:], 1e-8)
    assert close(rao.statistic, theirs["drop1_Rao"]["score"][1:], ONE_STEP_EARLIER)
    assert close(rao.p, theirs["drop1_Rao"]["p"][1:], 1e-6)


def test_the_whole_model_is_tested_against_the_constant_alone(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    data, _, theirs = case
    ours = terms.likelihood_ratio(data, [list(range(data.x.shape[1] - 1))])
    assert close(ours.statistic, [theirs["LR_vs_null"]["chi2"]], DIGITS)
    assert close(ours.df, [theirs["LR_vs_null"]["df"]], 0)
    assert close(ours.p, [theirs["LR_vs_null"]["p"]], 1e-9)


def test_intervals_are_those_of_confint(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    data, found, theirs = case
    half = 1.959963984540054 * found.error
    assert close(found.coefficients - half, theirs["wald_ci"]["lower"], ONE_STEP_EARLIER, 1e-9)
    assert close(found.coefficients + half, theirs["wald_ci"]["upper"], ONE_STEP_EARLIER, 1e-9)
    ours = profile.interval(data)
    width = (ours.upper - ours.lower) / 2
    assert np.all(np.abs(ours.lower - theirs["profile_ci"]["lower"]) < SPLINE * width)
    assert np.all(np.abs(ours.upper - theirs["profile_ci"]["upper"]) < SPLINE * width)


def test_average_marginal_effects_are_those_of_r(case: tuple[Model, Fit, dict[str, Any]]) -> None:
    data, found, theirs = case
    ours = marginal.slopes(data, found.coefficients, found.covariance)
    assert close(ours.value, theirs["ame_continuous"].values(), DIGITS)


def test_weights_as_frequencies_are_those_of_glm() -> None:
    theirs = REFERENCE["logistic"]["sam_weighted"]["R"]
    x, y = columns(ML["sam_main"])
    found = fit(model(x, y, numbers("synthetic_sam.csv", "w")))
    assert close(found.coefficients, theirs["coef"], 1e-9)
    assert close(found.error, theirs["se_naive_glm_w"], ONE_STEP_EARLIER)


@pytest.fixture(params=sorted(FIRTH))
def penalised(request: pytest.FixtureRequest) -> tuple[Model, dict[str, Any]]:
    case = FIRTH[request.param]
    if "data" in case:
        return model(*columns(case)), case["R"]
    given = case["inputs"]
    if "x" in given:
        return model(np.array(given["x"])[:, None], given["y"]), case["R"]
    counts = [given["x1"], given["n1"] - given["x1"], given["x2"], given["n2"] - given["x2"]]
    return model([[1], [1], [0], [0]], [1, 0, 1, 0], counts), case["R"]


def test_firth_has_the_coefficients_of_logistf_and_brglm2(penalised: tuple[Model, dict[str, Any]]) -> None:
    data, theirs = penalised
    found = firth.fit(data)
    assert close(found.coefficients, theirs["coef"], 1e-9)
    assert close(found.coefficients, theirs["brglm2_AS_mean_coef"], 1e-9)
    assert close(found.error, theirs["brglm2_se"], 1e-9)


def test_errors_of_logistf_count_each_row_with_its_leverage_once_more(penalised: tuple[Model, dict[str, Any]]) -> None:
    # Firth, Heinze and Schemper, and brglm2 invert the information, and so do we; logistf, since 1.25, that of the data
    # augmented by its leverages.
    data, theirs = penalised
    found = firth.fit(data)
    x, p = data.x @ np.linalg.inv(data.back), np.empty(len(data.x))
    p[data.pattern] = found.fitted
    v, both = p * (1 - p), data.groups.both[:, 0]
    leverage = both * v * np.einsum("ij,jk,ik->i", x, found.covariance, x)
    augmented = np.linalg.inv(x.T @ (x * ((both + leverage) * v)[:, None]))
    assert close(np.sqrt(np.diag(augmented)), theirs["se"], 1e-9)
    z = found.coefficients / np.sqrt(np.diag(augmented))
    # logistf takes the tail as 1 - pchisq, which leaves 16 digits after the point.
    assert close([math.erfc(abs(value) / math.sqrt(2)) for value in z], theirs["p_wald"], 1e-9, 2e-16)


def test_firth_has_the_tests_and_intervals_of_logistf(penalised: tuple[Model, dict[str, Any]]) -> None:
    data, theirs = penalised
    found, ours = firth.fit(data), firth.interval(data)
    assert close([found.log_likelihood, found.null_log_likelihood], theirs["loglik"], 1e-10)
    whole = firth.likelihood_ratio(data, [list(range(data.x.shape[1] - 1))])
    assert close(whole.statistic, [theirs["lr_vs_null"]], 1e-9)
    p = np.append(firth.constant(data).p, firth.likelihood_ratio(data).p)
    assert close(p, theirs["p_plr"], 1e-9, 1e-15)
    assert close(ours.lower, theirs["ci_profile_lower"], 1e-9)
    assert close(ours.upper, theirs["ci_profile_upper"], 1e-9)
