"""Fisher's exact test of tables of any size against fisher.test of R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import fisher_table
from tests.oracles.numbers import name, near, pair, rows
from tests.reference import need_shared

pytestmark = need_shared

FILE = "contingency_tests.json"
TABLES = [case for case in rows(FILE, "r_by_c") if "p" in (case["R"]["fisher"] or {})]


@pytest.mark.parametrize("case", TABLES, ids=name)
def test_exact_p_of_a_table_is_that_of_fisher_test(case: dict[str, Any]) -> None:
    # R's network algorithm takes two chances for one when their logarithms differ by 3e-7, and sums to about 1e-11.
    assert near(fisher_table.fisher(case["inputs"]["table"]), case["R"]["fisher"]["p"], 1e-10)


@pytest.mark.parametrize("case", TABLES, ids=name)
def test_simulated_p_is_within_its_error_of_fisher_test(case: dict[str, Any]) -> None:
    found = fisher_table.monte_carlo(case["inputs"]["table"], seed=397, tables=20_000)
    expected = case["R"]["fisher"]["p"]
    assert abs(float(found.p) - expected) <= 4 * np.sqrt(expected * (1 - expected) / 20_000) + 1 / 20_001


SMALL = [case for case in rows(FILE, "two_by_two") if sum(pair(case)[1::2]) < 2_000]


@pytest.mark.parametrize("case", SMALL, ids=name)
def test_a_table_of_two_by_two_has_the_p_of_fisher_test(case: dict[str, Any]) -> None:
    x1, n1, x0, n0 = pair(case)
    ours = fisher_table.fisher([[x1, x0], [n1 - x1, n0 - x0]])
    assert near(ours, case["R"]["fisher_two"]["p"], 1e-10)
