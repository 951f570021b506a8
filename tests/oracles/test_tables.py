"""Tests of association in 2 x 2 and r x c tables, and trends, against R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import independence, levels, trend
from tests.oracles.numbers import name, near, number, pair, rows
from tests.reference import need_shared

pytestmark = need_shared

FILE = "contingency_tests.json"
PRINTED = 1e-12


@pytest.mark.parametrize("case", rows(FILE, "two_by_two"), ids=name)
def test_statistics_of_a_fourfold_table_are_those_of_r(case: dict[str, Any]) -> None:
    cells, theirs = pair(case), case["R"]
    # R takes log(O / E), which loses digits where both are large and close: eleven are left at 100,000 per group.
    assert near(independence.likelihood_ratio_statistic(*cells), theirs["g"]["statistic"], 1e-10, 1e-13)
    # `p` of DescTools is 1 minus a number near 1; `p_upper_tail` keeps its digits.
    assert near(independence.likelihood_ratio(*cells), theirs["g"]["p_upper_tail"], 1e-10)
    if np.isnan(number(theirs["pearson"]["statistic"])):
        # All answers alike: 0 / 0 in R. Nothing speaks against equal shares, as its own G and Fisher's test say there.
        assert independence.score(*cells) == independence.pearson(*cells) == 1 == theirs["fisher_two"]["p"]
        return
    assert near(independence.pearson_statistic(*cells), theirs["pearson"]["statistic"], PRINTED, 1e-15)
    assert near(independence.pearson(*cells), theirs["pearson"]["p_upper_tail"], PRINTED)
    assert near(independence.score_statistic(*cells), theirs["n_minus_1_chi2"]["statistic"], PRINTED, 1e-15)
    assert near(independence.score(*cells), theirs["n_minus_1_chi2"]["p"], PRINTED)


@pytest.mark.parametrize("case", rows(FILE, "two_by_two"), ids=name)
def test_exact_tests_of_a_fourfold_table_are_those_of_r(case: dict[str, Any]) -> None:
    cells, theirs = pair(case), case["R"]
    # fisher.test sums chances that dhyper gives to about twelve digits.
    assert near(independence.fisher(*cells), theirs["fisher_two"]["p"], 1e-10)
    assert near(independence.fisher(*cells, alternative="greater"), theirs["fisher_greater"]["p"], 1e-10)
    assert near(independence.fisher(*cells, alternative="less"), theirs["fisher_less"]["p"], 1e-10)
    if cells[1] != cells[3] and theirs["fisher_midp_ct"]:
        # With groups of one size the mirrored table is as likely as the observed one; contingencytables halves both.
        # We halve the observed one alone, as Lancaster did and as the 45-digit references do.
        assert near(independence.fisher_mid_p(*cells), theirs["fisher_midp_ct"]["p"], 1e-10)


@pytest.mark.parametrize("case", rows(FILE, "unconditional_exact"), ids=name)
def test_boschloo_is_that_of_the_package_exact(case: dict[str, Any]) -> None:
    # Exact maximises over a grid and then locally, and is good to about 1e-6. exact2x2 has a coarser grid and is off by
    # up to 15 %, so its keys are left out.
    cells, theirs = pair(case), case["R"]
    for key, ours in {
        "boschloo": independence.boschloo(*cells),
        "boschloo_greater": independence.boschloo(*cells, alternative="greater"),
        "boschloo_less": independence.boschloo(*cells, alternative="less"),
    }.items():
        if theirs[key] is not None:
            assert near(ours, theirs[key]["p"], 1e-6), key


@pytest.mark.parametrize("case", rows(FILE, "r_by_c"), ids=name)
def test_statistics_over_all_levels_are_those_of_r(case: dict[str, Any]) -> None:
    table, theirs = np.array(case["inputs"]["table"]), case["R"]
    empty = not (table.any(axis=0).all() and table.any(axis=1).all())
    assert near(levels.likelihood_ratio_statistic(table), theirs["g_vcd"]["statistic"], 1e-11, 1e-13)
    if empty:
        # R counts an empty row or column in the degrees of freedom; we drop it, so only the statistic can be compared.
        assert levels.degrees_of_freedom(table) < theirs["g_vcd"]["df"]
        return
    assert near(levels.degrees_of_freedom(table), theirs["g_vcd"]["df"], 0)
    assert near(levels.likelihood_ratio(table), theirs["g_vcd"]["p"], 1e-11)
    if len(table) > 1:  # chisq.test takes one row for a goodness-of-fit problem
        assert near(levels.pearson_statistic(table), theirs["pearson"]["statistic"], PRINTED)
        assert near(levels.pearson(table), theirs["pearson"]["p_upper_tail"], PRINTED)


@pytest.mark.parametrize("case", rows("trend.json", "trend_2xk"), ids=name)
def test_trend_is_that_of_r(case: dict[str, Any]) -> None:
    given, theirs = case["inputs"], case["R"]
    armitage = trend.cochran_armitage(given["x"], given["n"], given["scores"])
    linear = trend.linear_by_linear(given["x"], given["n"], given["scores"])
    coin = theirs["lbl_coin_asymptotic"]
    # coin prints p = 0 below 1e-16, as it takes it from 1.
    assert near(linear.statistic, coin["statistic"], PRINTED, 1e-15)
    assert near(linear.p, coin["p"], 1e-10, 1e-15)
    if "error" in theirs["prop_trend_test"]:
        assert np.isnan(armitage.statistic)
        assert np.isnan(armitage.p)
    else:
        assert near(armitage.statistic**2, theirs["prop_trend_test"]["statistic"], 1e-11, 1e-15)
        # p from a regression; DescTools, where it has this case, takes 2 (1 - pnorm).
        assert near(armitage.p, theirs["prop_trend_test"]["p"], 1e-11)


@pytest.mark.parametrize("case", rows("trend.json", "ordered_rxc"), ids=name)
def test_linear_association_of_two_ordered_factors_is_that_of_coin(case: dict[str, Any]) -> None:
    ours = trend.linear_by_linear_table(case["inputs"]["table"])
    assert near(ours.statistic, case["R"]["lbl_coin"]["statistic"], PRINTED)
    assert near(ours.p, case["R"]["lbl_coin"]["p"], 1e-11)
