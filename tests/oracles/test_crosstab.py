"""Residuals, the corrected G and measures of prediction of a table of levels by groups, against R."""

from typing import Any, Literal

import numpy as np
import pytest

from samkit.stats import corrected_g, cramer, ordinal, prediction, residuals
from samkit.stats.interval import Floats
from tests.oracles.numbers import name, near, number, pair, rows
from tests.reference import need_shared

pytestmark = need_shared

FILE = "contingency_tests.json"
TABLES = rows(FILE, "r_by_c")
PRINTED = 1e-12
SIDES: tuple[tuple[Literal["levels", "groups"], str], ...] = (("levels", "row"), ("groups", "col"))
MEASURES = (
    (prediction.goodman_kruskal_lambda, "goodman_kruskal_lambda"),
    (prediction.goodman_kruskal_tau, "goodman_kruskal_tau"),
)


def is_full(case: dict[str, Any]) -> bool:
    table = np.array(case["inputs"]["table"])
    return bool(table.any(axis=0).all() and table.any(axis=1).all() and min(table.shape) > 1)


def matrix(found: dict[str, Any]) -> Floats:
    return np.array([[number(cell) for cell in row] for row in found["values"]])


def fourfold(case: dict[str, Any]) -> Floats:
    x1, n1, x0, n0 = pair(case)
    return np.array([[x1, x0], [n1 - x1, n0 - x0]], dtype=np.float64)


# chisq.test takes a single row for a goodness-of-fit problem, and so has other expected counts for it.
@pytest.mark.parametrize("case", [case for case in TABLES if len(case["inputs"]["table"]) > 1], ids=name)
def test_residuals_are_those_of_chisq_test(case: dict[str, Any]) -> None:
    table, theirs = case["inputs"]["table"], case["R"]
    # Differences from the expected count: what is left of 16 digits counts from the size of the count.
    assert np.allclose(
        residuals.pearson(table), matrix(theirs["pearson_residuals"]), rtol=PRINTED, atol=1e-14, equal_nan=True
    )
    assert np.allclose(
        residuals.adjusted(table), matrix(theirs["std_residuals"]), rtol=PRINTED, atol=1e-14, equal_nan=True
    )


@pytest.mark.parametrize("case", rows(FILE, "two_by_two"), ids=name)
def test_expected_counts_are_those_of_chisq_test(case: dict[str, Any]) -> None:
    assert np.allclose(residuals.expected(fourfold(case)).T, matrix(case["R"]["expected"]), rtol=1e-14, atol=0)


@pytest.mark.parametrize("case", [case for case in TABLES if is_full(case)], ids=name)
def test_corrected_g_of_a_table_is_that_of_desctools(case: dict[str, Any]) -> None:
    ours, theirs = corrected_g.williams(case["inputs"]["table"]), case["R"]["g_williams"]
    assert near(ours.statistic, theirs["statistic"], 1e-11, 1e-13)
    assert near(ours.df, theirs["df"], 0)
    assert near(ours.p, theirs["p_upper_tail"], 1e-11)


@pytest.mark.parametrize("case", rows(FILE, "two_by_two"), ids=name)
def test_corrected_g_of_a_fourfold_table_is_that_of_desctools(case: dict[str, Any]) -> None:
    ours, theirs = corrected_g.williams(fourfold(case)), case["R"]["g_williams"]
    if np.isnan(number(theirs["statistic"])) or not fourfold(case).any(axis=0).all():
        # All answers alike: R divides by an empty column, or counts it as a degree of freedom.
        assert float(ours.statistic) == 0
        assert float(ours.p) == 1
        return
    # R takes log(O / E), which loses digits where both are large and close: eleven are left at 100,000 per group.
    assert near(ours.statistic, theirs["statistic"], 1e-10, 1e-13)
    assert near(ours.p, theirs["p_upper_tail"], 1e-10)


@pytest.mark.parametrize("case", [case for case in TABLES if is_full(case)], ids=name)
def test_measures_of_prediction_are_those_of_desctools(case: dict[str, Any]) -> None:
    table, theirs = case["inputs"]["table"], case["R"]
    for guessed, direction in SIDES:
        for measure, key in MEASURES:
            assert near(measure(table, guessed), theirs[key][direction], PRINTED, 1e-15), (key, direction)
    assert near(
        prediction.goodman_kruskal_lambda(table), theirs["goodman_kruskal_lambda"]["lambda_sym"], PRINTED, 1e-15
    )


@pytest.mark.parametrize("case", [case for case in TABLES if is_full(case)], ids=name)
def test_uncertainty_is_that_of_desctools_but_for_what_it_puts_into_empty_cells(case: dict[str, Any]) -> None:
    table, theirs = np.array(case["inputs"]["table"], dtype=np.float64), case["R"]["uncertainty_coef"]
    # DescTools puts 1 / N^2 where a cell is empty; an empty cell has no entropy, and needs nothing.
    theirs_of = np.where(table == 0, 1 / table.sum() ** 2, table)
    sides: tuple[tuple[prediction.Guessed, str], ...] = (*SIDES, ("both", "sym"))
    for guessed, direction in sides:
        assert near(prediction.uncertainty(theirs_of, guessed), theirs[direction], PRINTED, 1e-14), direction
        assert near(
            prediction.uncertainty(table, guessed), theirs[direction], 1e-3 if (table == 0).any() else 1e-12, 1e-14
        )


@pytest.mark.parametrize("case", rows(FILE, "two_by_two"), ids=name)
def test_association_in_a_fourfold_table_is_that_of_psych_and_desctools(case: dict[str, Any]) -> None:
    table, theirs = fourfold(case), case["R"]
    if np.isfinite(number(theirs["phi_psych"]["phi"])):
        assert near(ordinal.tau_b(table).value, theirs["phi_psych"]["phi"], PRINTED, 1e-15)
        assert near(cramer.cramers_v(table), abs(number(theirs["phi_psych"]["phi"])), PRINTED, 1e-15)
    if np.isfinite(number(theirs["yule_q"]["Q"])):
        # Yule's Q is gamma of two by two.
        assert near(ordinal.gamma(table).value, theirs["yule_q"]["Q"], PRINTED, 1e-15)
