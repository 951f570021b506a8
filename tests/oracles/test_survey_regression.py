"""Least squares in complex samples against svyglm of R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import plan, sampled_regression
from tests.oracles.numbers import load, near
from tests.oracles.schools import FILES, drawn, is_level, numbers
from tests.reference import need_shared

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("designs", {})
TERMS = ("ell", "meals", "mobility")


@pytest.mark.parametrize("name", sorted(CASES))
def test_coefficients_and_errors_are_those_of_svyglm(name: str) -> None:
    file, sample, theirs = FILES[name], drawn(name), CASES[name]["R"]["glm_gaussian"]
    terms = np.column_stack([np.ones(sample.weight.size), numbers(file, *TERMS)])
    ours = sampled_regression.least_squares(numbers(file, "api00"), terms, sample)
    for place, value in enumerate(theirs["coef"].values()):
        assert near(ours.value[place], value, 1e-9)
    # A model of the variance that does not fit is fitted again and again in R; the sandwich is that of the last fit.
    assert np.allclose(plan.error(ours, sample), theirs["se"], rtol=1e-9, atol=0)


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_slope_between_two_levels_is_the_gap_of_svyglm(name: str) -> None:
    file, sample, theirs = FILES[name], drawn(name), CASES[name]["R"]["glm_identity_gap"]
    many = (numbers(file, "meals") > 50).astype(np.float64)
    ours = sampled_regression.slope(is_level(file, "comp.imp", "Yes")[:, 0], many, sample)
    assert near(ours.value, theirs["coef"][1], 1e-9)
    assert near(ours.error, theirs["se"][1], 1e-6)  # svyglm stops when the deviance changes by less than 1e-8
