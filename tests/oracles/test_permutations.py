"""Exact tests by permutation, and further names under which programs print the same statistic."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import correlation, crosstable, families, levels, mann_whitney, odds, trend, trend_exact
from samkit.stats.distinct import distinct
from tests.oracles.numbers import name, near, number, pair, rows
from tests.reference import need_shared

pytestmark = need_shared

TRENDS = rows("trend.json", "trend_2xk")
PRINTED = 1e-11


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_exact_trend_is_that_of_coin(case: dict[str, Any]) -> None:
    given, theirs = case["inputs"], case["R"]["independence_coin_exact"]
    ours = trend_exact.exact(given["x"], given["n"], given["scores"])
    if theirs is None:
        assert 0 <= float(ours) <= 1  # coin was not asked
    elif "error" in theirs:
        assert np.isnan(ours)  # all answers alike
    else:
        assert near(ours, theirs["p"], PRINTED)
        assert near(
            abs(trend.linear_by_linear(given["x"], given["n"], given["scores"]).statistic),
            abs(theirs["z"]),
            1e-11,
            1e-13,
        )


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_trend_of_permutations_is_the_independence_test_of_coin(case: dict[str, Any]) -> None:
    given, theirs = case["inputs"], case["R"]["independence_coin_z"]
    ours = trend.linear_by_linear(given["x"], given["n"], given["scores"])
    if theirs is not None and np.isfinite(number(theirs.get("z", "NaN"))):
        # coin asks by the other group, or the first level of two; the sign says no more.
        assert near(abs(ours.statistic), abs(theirs["z"]), PRINTED, 1e-13)
        assert near(ours.p, theirs["p"], 1e-10, 1e-15)


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_trend_is_that_of_desctools_and_contingencytables(case: dict[str, Any]) -> None:
    given, theirs = case["inputs"], case["R"]
    ours = trend.cochran_armitage(given["x"], given["n"], given["scores"])
    tool = theirs["CochranArmitage_DescTools"]
    if tool is not None and np.isfinite(number(tool["p"])):
        assert near(ours.statistic, tool["statistic"], PRINTED, 1e-15)
        assert near(ours.p, tool["p"], 1e-9)  # 2 (1 - pnorm)
    tables = theirs["ca_mh_contingencytables"]
    if tables is not None and np.isfinite(number(tables["Z_CA"])):
        assert near(ours.statistic, tables["Z_CA"], PRINTED, 1e-15)
        # What contingencytables calls Mantel-Haenszel multiplies by N / (N - 1) where SAS, coin and we multiply by
        # (N - 1) / N.
        n = sum(given["n"])
        assert near(ours.statistic * np.sqrt(n / (n - 1)), tables["Z_MH"], PRINTED, 1e-15)


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_levels_by_groups_without_their_order_are_tested_as_by_chisq_test(case: dict[str, Any]) -> None:
    x, n, theirs = np.array(case["inputs"]["x"]), np.array(case["inputs"]["n"]), case["R"]["pearson_total"]
    if theirs is None or not np.isfinite(number(theirs.get("statistic", "NaN"))):
        return
    table = np.stack([x, n - x], axis=-1)
    assert near(crosstable.pearson_statistic(table), theirs["statistic"], PRINTED, 1e-15)
    assert near(levels.degrees_of_freedom(table), theirs["df"], 0)
    assert near(levels.pearson(table), theirs["p"], 1e-10)


@pytest.mark.parametrize("case", rows("mann_whitney.json", "two_sample"), ids=name)
def test_mann_whitney_by_permutation_is_that_of_coin(case: dict[str, Any]) -> None:
    theirs = case["R"]["coin_exact"]
    counts = distinct(*(np.atleast_1d(case["inputs"][group]) for group in "xy")).counts
    if theirs is not None and "error" not in theirs and np.isfinite(number(theirs["z"])):
        assert near(mann_whitney.exact(counts), theirs["p"], 1e-10)


@pytest.mark.parametrize("case", rows("mann_whitney.json", "two_sample"), ids=name)
def test_what_wilcox_test_does_unasked_is_one_of_our_two(case: dict[str, Any]) -> None:
    theirs = case["R"]["default"]
    counts = distinct(*(np.atleast_1d(case["inputs"][group]) for group in "xy")).counts
    assert float(mann_whitney.statistic(counts)) == theirs["statistic"]
    if np.isfinite(number(theirs["p"])):
        exactly = "exact" in theirs["method"]
        ours = mann_whitney.exact(counts) if exactly else mann_whitney.asymptotic(counts).p
        assert near(ours, theirs["p"], PRINTED)


@pytest.mark.parametrize("case", rows("rank_correlation.json", "pairs"), ids=name)
def test_spearman_by_the_normal_approximation_is_that_of_coin(case: dict[str, Any]) -> None:
    ours, theirs = correlation.spearman(case["inputs"]["x"], case["inputs"]["y"]), case["R"]["spearman_coin"]
    if len(set(case["inputs"]["x"])) == 1:
        assert np.isnan(ours.value)  # coin says 0 where one side does not vary; there is no correlation
        return
    if theirs is not None and np.isfinite(number(theirs.get("z", "NaN"))):
        # coin's z has the variance that permutations give, 1 / (n - 1).
        assert near(ours.value * np.sqrt(len(case["inputs"]["x"]) - 1), theirs["z"], PRINTED, 1e-15)


@pytest.mark.parametrize("case", rows("rank_correlation.json", "concordance"), ids=name)
def test_concordance_of_blocks_is_the_test_of_friedman(case: dict[str, Any]) -> None:
    # R was asked whether raters differ over the subjects, so its treatments are our subjects' raters.
    ours, theirs = correlation.kendall_w(np.array(case["inputs"]["raters"]).T), case["R"]["friedman"]
    assert near(ours.statistic, theirs["statistic"], PRINTED)
    assert near(ours.p, theirs["p"], PRINTED)


@pytest.mark.parametrize("case", rows("trend.json", "ordered_rxc"), ids=name)
def test_rank_correlation_of_two_ordered_factors_is_that_of_r(case: dict[str, Any]) -> None:
    table, theirs = np.array(case["inputs"]["table"]), case["R"]["spearman"]
    row, column = (np.repeat(place.ravel(), table.ravel()) for place in np.indices(table.shape))
    assert near(correlation.spearman(row, column).value, theirs["rho"], PRINTED)
    assert near(correlation.pearson(row, column).value, theirs["pearson"], PRINTED)


@pytest.mark.parametrize("case", rows("multiple_testing.json"), ids=name)
def test_a_family_of_which_only_the_smallest_were_kept_is_filled_up_with_ones(case: dict[str, Any]) -> None:
    p = np.array([number(value) for value in np.atleast_1d(np.array(case["inputs"]["p"], dtype=object))])
    for key, adjust in {"BH_n20": families.benjamini_hochberg, "holm_n20": families.holm}.items():
        theirs = case["R"][key]
        if isinstance(theirs, dict):
            continue  # a family of more than twenty
        filled = np.concatenate([p, np.ones(20 - np.count_nonzero(~np.isnan(p)))])
        ours = adjust(filled)[: p.size]
        assert all(near(a, b, 1e-14) for a, b in zip(ours, np.atleast_1d(np.array(theirs, dtype=object)), strict=True))
    ours = families.benjamini_hochberg(p)
    assert all(
        near(a, b, 1e-14) for a, b in zip(ours, np.atleast_1d(np.array(case["R"]["fdr"], dtype=object)), strict=True)
    )


@pytest.mark.parametrize("case", rows("odds_ratio.json"), ids=name)
def test_the_odds_ratio_is_that_of_the_cells(case: dict[str, Any]) -> None:
    assert near(odds.estimate(*pair(case)), case["R"]["sample_or"], 1e-14)


@pytest.mark.parametrize("case", rows("contingency_tests.json", "two_by_two"), ids=name)
def test_a_fourfold_table_has_the_statistics_of_prop_test_and_contingencytables(case: dict[str, Any]) -> None:
    x1, n1, x0, n0 = pair(case)
    table, theirs = [[x1, x0], [n1 - x1, n0 - x0]], case["R"]
    if np.isfinite(number(theirs["prop_test"]["statistic"])):
        assert near(crosstable.pearson_statistic(table), theirs["prop_test"]["statistic"], PRINTED, 1e-14)
    for key in ("g_contingencytables", "g_glm"):
        found = theirs[key]
        if found is not None and np.isfinite(number(found.get("statistic", "NaN"))):
            # contingencytables and the deviance of glm lose digits where two groups are almost alike.
            assert near(crosstable.likelihood_ratio_statistic(table), found["statistic"], 1e-7, 1e-9), key
