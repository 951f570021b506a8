"""Ranks, rank correlation, ordered groups and ordered tables against R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import correlation, kendall, mann_whitney, ordered, ordinal, superiority
from samkit.stats.distinct import distinct
from samkit.stats.interval import Floats
from samkit.stats.ranks import ranks
from tests.oracles.numbers import name, near, number, rows
from tests.reference import need_shared

pytestmark = need_shared

PAIRS = rows("rank_correlation.json", "pairs")
TRENDS = rows("trend.json", "trend_2xk")
PRINTED = 1e-11


def columns(case: dict[str, Any]) -> tuple[Floats, Floats]:
    return np.array(case["inputs"]["x"], dtype=np.float64), np.array(case["inputs"]["y"], dtype=np.float64)


def crossed(x: Floats, y: Floats) -> Floats:
    (first, row), (second, column) = (np.unique(side, return_inverse=True) for side in (x, y))
    counts = np.zeros((first.size, second.size))
    np.add.at(counts, (row, column), 1)
    return counts


def agrees(ours: ordinal.Association, theirs: dict[str, Any]) -> None:
    assert near(ours.value, theirs["estimate"], PRINTED, 1e-14)
    assert near(ours.interval.lower, theirs["lower"], PRINTED, 1e-13)
    assert near(ours.interval.upper, theirs["upper"], PRINTED, 1e-13)


@pytest.mark.parametrize("case", rows("rank_correlation.json", "ranks"), ids=name)
def test_ranks_are_those_of_r(case: dict[str, Any]) -> None:
    x, theirs = case["inputs"]["x"], case["R"]
    assert ranks(x).tolist() == theirs["average"]
    assert ranks(x, "min").tolist() == theirs["min"]
    assert ranks(x, "max").tolist() == theirs["max"]
    assert ranks(x, "first").tolist() == theirs["first"]
    assert ranks(x, "min", descending=True).tolist() == theirs["desc_min"]
    assert ranks(x, descending=True).tolist() == theirs["desc_average"]


@pytest.mark.parametrize("case", PAIRS, ids=name)
def test_kendall_is_that_of_cor_test(case: dict[str, Any]) -> None:
    x, y = columns(case)
    theirs, ours, moved = case["R"], kendall.kendall(x, y), kendall.kendall(x, y, continuity=True)
    assert near(ours.tau_a, theirs["tau_a"], PRINTED)
    assert near(ours.tau_b, theirs["kendall_default"]["tau"], 1e-14)
    assert near(kendall.tau_b(x, y), theirs["kendall_default"]["tau"], 1e-14)
    assert near(ours.z, theirs["kendall_asymptotic"]["z"], PRINTED)
    assert near(ours.p, theirs["kendall_asymptotic"]["p"], PRINTED)
    assert near(moved.z, theirs["kendall_asymptotic_cc"]["z"], PRINTED)
    assert near(moved.p, theirs["kendall_asymptotic_cc"]["p"], PRINTED)


# With ties R approximates by a normal distribution; those cases are compared with all orders, in tests/stats.
EXACT = [case for case in PAIRS if case["R"]["kendall_default"]["method"] == "T"]


@pytest.mark.parametrize("case", EXACT, ids=name)
def test_exact_kendall_is_that_of_cor_test_where_r_has_one(case: dict[str, Any]) -> None:
    x, y = columns(case)
    theirs, found = case["R"]["kendall_default"]["p"], kendall.rank_test(x, y)
    assert found.exact
    assert near(found.p, theirs, 1e-12)
    if not np.isnan(number(theirs)):
        assert near(kendall.exact(x, y), theirs, 1e-12)


@pytest.mark.parametrize("case", PAIRS, ids=name)
def test_spearman_and_pearson_are_those_of_cor_test(case: dict[str, Any]) -> None:
    x, y = columns(case)
    theirs, ours, plain = case["R"], correlation.spearman(x, y), correlation.pearson(x, y)
    approximate = theirs["spearman_asymptotic_t"]
    assert near(ours.value, approximate["rho"], PRINTED)
    # Where rho is 1 up to its last digit, p is 0 or as good as 0.
    assert near(ours.p, approximate["p"], 1e-10, 1e-14)
    assert near(plain.value, theirs["pearson"]["r"], PRINTED)
    assert near(plain.p, theirs["pearson"]["p"], 1e-10, 1e-14)
    if len(x) > 3 and not np.isnan(number(theirs["pearson"]["r"])):
        assert near(plain.interval.lower, theirs["pearson"]["lower"], PRINTED, 1e-12)
        assert near(plain.interval.upper, theirs["pearson"]["upper"], PRINTED, 1e-12)
    if len(x) <= 9 and np.unique(x).size == np.unique(y).size == len(x):
        assert near(correlation.spearman_exact(x, y), theirs["spearman_default"]["p"], PRINTED)


@pytest.mark.parametrize("case", PAIRS, ids=name)
def test_gamma_and_somers_d_of_pairs_are_those_of_desctools(case: dict[str, Any]) -> None:
    x, y = columns(case)
    counts, theirs = crossed(x, y), case["R"]
    if np.unique(x).size == 1:
        assert np.isnan(ordinal.gamma(counts).value)
        assert np.isnan(ordinal.tau_b(counts).value)
        return
    agrees(ordinal.gamma(counts), theirs["gamma"])
    # The key says y given x, the default of DescTools is x given y, and the numbers are that; for its error see below.
    assert near(ordinal.somers_d(counts.T).value, theirs["somers_y_given_x"]["estimate"], PRINTED, 1e-14)
    agrees_tau_b(counts, theirs["tau_b_DescTools"])


def agrees_tau_b(counts: Floats, theirs: dict[str, Any]) -> None:
    """Compare tau-b, and its interval where both sides have as many untied pairs.

    Otherwise the standard errors of DescTools for tau-b and for d of the rows are not those of the delta method, while
    its errors for d of the columns are. tests/stats/test_ordinal.py differentiates by numbers and finds ours.
    """
    assert near(ordinal.tau_b(counts).value, theirs["estimate"], PRINTED, 1e-14)
    if (counts.sum(axis=0) ** 2).sum() == (counts.sum(axis=1) ** 2).sum() and counts.shape[0] > 2:
        agrees(ordinal.tau_b(counts), theirs)


@pytest.mark.parametrize("case", rows("trend.json", "ordered_rxc"), ids=name)
def test_association_of_two_ordered_factors_is_that_of_desctools(case: dict[str, Any]) -> None:
    table, theirs = np.array(case["inputs"]["table"], dtype=np.float64), case["R"]
    agrees(ordinal.gamma(table), theirs["gamma"])
    agrees(ordinal.tau_c(table), theirs["stuart_c"])
    assert near(ordinal.somers_d(table.T).value, theirs["somers_row"]["estimate"], PRINTED)
    agrees(ordinal.somers_d(table), theirs["somers_col"])
    agrees_tau_b(table, theirs["tau_b"])


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_association_along_a_trend_is_that_of_r(case: dict[str, Any]) -> None:
    x, n, theirs = np.array(case["inputs"]["x"]), np.array(case["inputs"]["n"]), case["R"]
    # R had top and rest as rows, in this order, so its signs are the opposite of a rising share.
    table = np.stack([x, n - x])
    if x.sum() == 0 or (n - x).sum() == 0 or np.count_nonzero(n) < 2:
        assert np.isnan(ordinal.tau_b(table).value)
        return
    agrees(ordinal.gamma(table), theirs["gamma"])
    agrees(ordinal.tau_c(table), theirs["stuart_tau_c"])
    assert near(ordinal.somers_d(table.T).value, theirs["somers_d"]["estimate"], PRINTED, 1e-14)
    if theirs["kendall_tau_b"] is not None and "error" not in theirs["kendall_tau_b"]:
        assert near(ordinal.tau_b(table).value, theirs["kendall_tau_b"]["tau_b"], PRINTED, 1e-14)


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_two_groups_along_the_levels_of_a_trend_are_those_of_wilcox_test(case: dict[str, Any]) -> None:
    x, n = np.array(case["inputs"]["x"]), np.array(case["inputs"]["n"])
    theirs = case["R"]["mann_whitney_level_by_outcome"]
    if theirs is None or "error" in theirs:
        return
    counts = np.stack([x, n - x], axis=-1)
    ours = mann_whitney.asymptotic(counts, continuity=False)
    assert float(ours.statistic) in {theirs["statistic"], float(x.sum() * (n - x).sum()) - theirs["statistic"]}
    if np.isfinite(number(theirs["p"])):
        assert near(ours.p, theirs["p"], 1e-10)
    assert near(superiority.cliffs_delta(counts), float(ordinal.somers_d(counts.T[::-1]).value), 1e-12, 1e-15)


@pytest.mark.parametrize("case", TRENDS, ids=name)
def test_jonckheere_without_its_tie_correction_is_that_of_clinfun(case: dict[str, Any]) -> None:
    x, n, theirs = np.array(case["inputs"]["x"]), np.array(case["inputs"]["n"]), case["R"]["jonckheere"]
    if theirs is None or "error" in theirs:
        return
    ours = ordered.jonckheere(np.stack([n - x, x]), tie_corrected=False)
    assert float(ours.statistic) == theirs["statistic"]
    if theirs["p"] != 1 and np.isfinite(number(theirs["p"])):
        assert near(ours.p, theirs["p"], 1e-10)


@pytest.mark.parametrize("case", rows("mann_whitney.json", "k_sample"), ids=name)
def test_several_groups_are_tested_as_by_kruskal_test(case: dict[str, Any]) -> None:
    counts = distinct(*(np.atleast_1d(group) for group in case["inputs"]["groups"])).counts
    ours, theirs = ordered.kruskal_wallis(counts), case["R"]
    trend = ordered.jonckheere(counts, tie_corrected=False)
    assert float(trend.statistic) == theirs["jonckheere"]["statistic"]
    assert near(trend.p, theirs["jonckheere"]["p"], 1e-10)
    if np.isnan(number(theirs["kruskal"]["p"])):
        assert float(ours.p) == 1  # all answers alike: 0 / 0 in R
        return
    assert near(ours.statistic, theirs["kruskal"]["statistic"], PRINTED)
    assert near(ours.p, theirs["kruskal"]["p"], PRINTED)
    assert near(ours.epsilon2, theirs["epsilon2"], PRINTED)


@pytest.mark.parametrize("case", rows("mann_whitney.json", "two_sample"), ids=name)
def test_two_groups_are_tested_as_by_kruskal_test(case: dict[str, Any]) -> None:
    counts = distinct(*(np.atleast_1d(case["inputs"][group]) for group in "xy")).counts
    theirs = case["R"]["kruskal"]
    if np.isfinite(number(theirs["statistic"])):
        assert near(ordered.kruskal_wallis(counts).statistic, theirs["statistic"], PRINTED)
        assert near(ordered.kruskal_wallis(counts).p, theirs["p"], PRINTED)


@pytest.mark.parametrize("case", rows("rank_correlation.json", "concordance"), ids=name)
def test_concordance_of_raters_is_that_of_desctools(case: dict[str, Any]) -> None:
    raters, theirs = case["inputs"]["raters"], case["R"]
    for key, corrected in (("kendall_W_uncorrected", False), ("kendall_W_tie_corrected", True)):
        ours = correlation.kendall_w(raters, tie_corrected=corrected)
        assert near(ours.value, theirs[key]["W"], PRINTED)
        assert near(ours.statistic, theirs[key]["chi2"], PRINTED)
        assert near(ours.p, theirs[key]["p"], PRINTED)
