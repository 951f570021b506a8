"""Spread and quantiles against R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import quantiles, spread
from samkit.stats.distinct import Distinct, distinct
from samkit.stats.moments import from_counts
from tests.oracles.numbers import name, near, number, rows
from tests.reference import need_shared

pytestmark = need_shared

CASES = rows("means.json", "two_sample")
PRINTED = 1e-11


def found(case: dict[str, Any]) -> Distinct:
    return distinct(*(np.atleast_1d(case["inputs"][group]) for group in "xy"))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_ratio_of_variances_is_that_of_var_test(case: dict[str, Any]) -> None:
    values, counts = found(case)
    ours = spread.variance_ratio(*(from_counts(values, counts[:, group]) for group in (0, 1)))
    theirs = case["R"]["var_test"]
    if "error" in theirs or np.isnan(number(theirs["F"])):
        assert np.isnan(ours.p)
        return
    assert near(ours.statistic, theirs["F"], PRINTED)
    assert near(ours.p, theirs["p"], PRINTED)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_levene_around_medians_is_that_of_desctools(case: dict[str, Any]) -> None:
    ours, theirs = spread.levene(*found(case)), case["R"]["levene_median"]
    assert near(ours.statistic, theirs["F"], PRINTED)
    assert near(ours.p, theirs["p"], PRINTED)


@pytest.mark.parametrize("case", CASES, ids=name)
@pytest.mark.parametrize("kind", [2, 6, 7])
def test_quantiles_are_those_of_r(case: dict[str, Any], kind: quantiles.Kind) -> None:
    values, counts = distinct(np.atleast_1d(case["inputs"]["x"]))
    ours = quantiles.quantiles(values, counts[:, 0], [0.1, 0.25, 0.5, 0.75, 0.9], kind)
    assert np.allclose(ours, case["R"]["quantiles_x"][f"type{kind}"], rtol=1e-14, atol=1e-14)
