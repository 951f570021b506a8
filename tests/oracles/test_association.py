"""Association of two nominal factors against R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import association, cramer, cramer_interval
from samkit.stats.interval import Interval
from tests.oracles.numbers import name, near, rows
from tests.reference import need_shared

pytestmark = need_shared


def full(case: dict[str, Any]) -> bool:
    table = np.array(case["inputs"]["table"])
    return bool(table.any(axis=0).all() and table.any(axis=1).all() and min(table.shape) > 1)


# R counts empty rows and columns, and so has other degrees of freedom; we leave them out (tests/stats holds that).
CASES = [case for case in rows("contingency_tests.json", "r_by_c") if full(case)]
PRINTED = 1e-12


@pytest.mark.parametrize("case", CASES, ids=name)
def test_measures_of_association_are_those_of_r(case: dict[str, Any]) -> None:
    table, theirs = case["inputs"]["table"], case["R"]
    assert near(cramer.cramers_v(table), theirs["cramer_v"]["V"], PRINTED, 1e-15)
    assert near(cramer.cramers_v(table), theirs["g_vcd"]["cramer"], PRINTED, 1e-15)
    assert near(cramer.cramers_v_corrected(table), theirs["cramer_v_bias_corrected"]["V"], PRINTED, 1e-15)
    assert near(association.tschuprow(table), theirs["tschuprow"]["T"], PRINTED, 1e-15)
    assert near(association.contingency_coefficient(table), theirs["g_vcd"]["contingency"], PRINTED, 1e-15)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_intervals_of_v_are_those_of_desctools(case: dict[str, Any]) -> None:
    table, theirs = case["inputs"]["table"], case["R"]
    fisher = theirs["cramer_v_ci_fisher"]
    agrees(cramer_interval.fisher_z_interval(table), fisher, 1e-11)
    # DescTools halves its step until the chance is within 1e-4 or so, and its bounds have four digits.
    if theirs["cramer_v_ci_ncchisq"]["upper"] != "NA":  # a statistic of 0 ends its search without a number
        agrees(cramer_interval.v_interval(table), theirs["cramer_v_ci_ncchisq"], 1e-4)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_lower_bound_with_the_correction_of_bergsma_is_that_of_effectsize(case: dict[str, Any]) -> None:
    # effectsize corrects the bound once more by the formula of the estimate, and prints the one-sided 95 % interval.
    table = np.array(case["inputs"]["table"])
    lower, n = float(cramer_interval.v_interval(table, 0.90).lower), table.sum() - 1
    rows, columns = table.shape[0] - 1, table.shape[1] - 1
    square = max(0.0, lower**2 * min(rows, columns) - rows * columns / n)
    corrected = np.sqrt(square / min(rows - rows**2 / n, columns - columns**2 / n))
    assert near(corrected, case["R"]["cramer_effectsize_bc"]["CI_low"], 1e-5, 1e-9)


def agrees(ours: Interval, theirs: dict[str, Any], digits: float) -> None:
    assert near(ours.lower, theirs["lower"], digits, 1e-12)
    assert near(ours.upper, theirs["upper"], digits, 1e-12)
