"""Estimates with raked and otherwise calibrated weights, against R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import covariance, influence
from samkit.stats import design as designs
from samkit.stats.calibrated import calibrated
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats
from samkit.stats.raking import Raked, rake
from tests.oracles.numbers import load, near
from tests.oracles.schools import is_level, numbers, table
from tests.reference import need_shared

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("calibration", {})
FILE = "apiclus1.csv"
# R stops raking at 1e-10 of the population; what is left of the margins is in its errors.
DIGITS = 1e-9


def margins(key: str) -> Floats:
    kind = is_level(FILE, "stype", "E", "H", "M")
    if "schwide" in key:
        return np.column_stack([kind, is_level(FILE, "sch.wide", "No", "Yes")])
    return np.column_stack([kind, numbers(FILE, "api99")]) if key.endswith("api99") else kind


def weights(key: str) -> Floats:
    return np.array(CASES[key]["weights"], dtype=np.float64)


def error(found: Estimator, key: str) -> Floats:
    sample = designs.design(weights(key), cluster=table(FILE)["dnum"], population=numbers(FILE, "fpc"))
    adjusted = calibrated(found, margins(key), numbers(FILE, "pw"), weights(key))
    return np.sqrt(covariance.variance(adjusted.score, sample))


MARGINS = [
    key
    for key in ("postStratify_stype", "rake_stype_schwide", "calibrate_linear_stype", "calibrate_linear_stype_api99")
    if key in CASES
]


@pytest.mark.parametrize("key", MARGINS)
def test_mean_with_calibrated_weights_has_the_error_of_svymean(key: str) -> None:
    theirs = CASES[key]["R"]
    found = influence.mean(numbers(FILE, "api00"), weights(key))
    assert near(found.value, theirs["mean_api00"]["estimate"]["api00"], DIGITS)
    assert near(error(found, key), theirs["mean_api00"]["se"]["api00"], DIGITS)
    assert near(weights(key).sum(), theirs["sum"], DIGITS)


@pytest.mark.parametrize("key", MARGINS)
def test_total_with_calibrated_weights_has_the_error_of_svytotal(key: str) -> None:
    theirs = CASES[key]["R"]["total_enroll"]
    found = influence.total(numbers(FILE, "enroll") * weights(key))
    assert near(found.value, theirs["estimate"]["enroll"], DIGITS)
    assert near(error(found, key), theirs["se"]["enroll"], DIGITS)


@pytest.mark.parametrize("key", MARGINS)
def test_total_of_a_margin_has_no_error(key: str) -> None:
    found = influence.total(is_level(FILE, "stype", "E", "H", "M") * weights(key)[:, None])
    assert np.allclose(error(found, key), 0, atol=1e-8)


@pytest.mark.parametrize("key", [key for key in MARGINS if key.startswith("postStratify")])
def test_one_margin_is_met_in_one_round_of_raking(key: str) -> None:
    levels = np.argmax(is_level(FILE, "stype", "E", "H", "M"), axis=1)
    found = rake([levels.tolist()], [[4421.0, 755.0, 1018.0]], numbers(FILE, "pw"))
    assert isinstance(found, Raked)
    assert np.allclose(found.weights, weights(key), rtol=1e-13, atol=0)


def test_rows_of_other_weights_are_refused() -> None:
    found = influence.total(weights(MARGINS[0]))
    with pytest.raises(ValueError, match="margins and weights"):
        calibrated(found, margins(MARGINS[0])[:5], numbers(FILE, "pw"), weights(MARGINS[0]))
