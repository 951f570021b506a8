"""Faults 34 to 37, 46 and 47: one answer, answers that are all alike, none at all, and bases that differ."""

from __future__ import annotations

import csv
import io
import math
import warnings

import numpy as np
import pytest

from samkit import publish
from samkit.results import Verdict, contrasts
from samkit.stats import (
    correlation,
    cramer,
    crosstable,
    kendall,
    levels,
    mann_whitney,
    mean_ratio,
    means,
    ordered,
    superiority,
    trend,
)
from samkit.stats.design import design
from samkit.stats.lonely import LONELY
from samkit.stats.moments import from_counts, from_sums
from tests.builders import STUDY
from tests.faults.surveys import codes, columns, compared, location, plan_row
from tests.stats import sampled

SHOW_ALL = STUDY.replace("hide_below = 5", "hide_below = 1").replace("mark_below = 8", "mark_below = 2")


def test_fault_34_one_answer_has_a_mean_and_no_interval() -> None:
    found = means.mean(from_counts([7], [1]))
    assert found.value == 7
    assert [float(bound) for bound in found.interval] == [-math.inf, math.inf]
    assert np.isnan(found.p)
    assert np.isnan(means.welch(from_counts([7], [1]), from_counts([1, 2], [3, 4])).p)


def test_fault_34_a_stratum_of_one_cluster_fails_unless_a_policy_is_named() -> None:
    weight, stratum = np.ones(5), [1, 1, 1, 2, 2]
    cluster = [1, 1, 2, 3, 3]
    with pytest.raises(ValueError, match="1 of 2 strata have one cluster"):
        design(weight, stratum, cluster)
    one = sampled.group([1, 0, 1, 1, 0], np.ones(5))
    for policy in LONELY[1:]:
        found = sampled.share(one, design(weight, stratum, cluster, lonely=policy))
        assert 0 <= found.interval.lower < found.value < found.interval.upper <= 1


def test_fault_34_a_group_in_one_cluster_has_a_share_and_no_interval() -> None:
    weight, cluster = np.ones(6), [1, 1, 2, 2, 3, 3]
    one = sampled.group([1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0])
    found = sampled.share(one, design(weight, cluster=cluster))
    assert [float(number) for number in (found.value, *found.interval)] == [0.5, 0, 1]


ALIKE = [[6, 9], [0, 0], [0, 0]]


@pytest.mark.parametrize(
    "p",
    [
        pytest.param(lambda: correlation.pearson([3, 3, 3], [1, 2, 3]).p, id="pearson"),
        pytest.param(lambda: correlation.spearman([3, 3, 3], [1, 2, 3]).p, id="spearman"),
        pytest.param(lambda: kendall.kendall([3, 3, 3], [1, 2, 3]).p, id="kendall"),
        pytest.param(lambda: ordered.kruskal_wallis(ALIKE).p, id="kruskal"),
        pytest.param(lambda: superiority.brunner_munzel(ALIKE).p, id="brunner-munzel"),
        pytest.param(lambda: trend.cochran_armitage([6, 0, 0], [15, 0, 0]).p, id="trend of one level"),
        pytest.param(lambda: trend.cochran_armitage([6, 7, 9], [6, 7, 9]).p, id="trend of one group"),
        pytest.param(lambda: trend.linear_by_linear([3, 0], [9, 0], [0.1, 0.7]).p, id="trend of one score"),
        pytest.param(lambda: trend.linear_by_linear_table([[3, 4], [0, 0]], [0.1, 0.7]).p, id="table of one row"),
    ],
)
def test_fault_35_answers_that_are_all_alike_give_no_p_below_1_and_no_warning(p: object) -> None:
    assert callable(p)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = float(p())
    assert math.isnan(found) or found == 1


def test_fault_35_two_groups_of_one_answer_each_have_a_difference_and_no_test() -> None:
    found = means.welch(from_counts([5], [20]), from_counts([6], [30]))
    assert found.value == -1
    assert [float(bound) for bound in found.interval] == [-math.inf, math.inf]
    assert np.isnan(found.p)
    told = location(lambda _, grew: "5" if grew else "6")
    assert (told.difference.value, told.p, told.verdict) == (-1, None, Verdict.NOT_COMPUTABLE)


def test_fault_36_a_level_that_nobody_chose_is_dropped_from_every_test_of_levels() -> None:
    table, without = [[5, 30], [0, 0], [12, 21], [0, 0]], [[5, 30], [12, 21]]
    assert crosstable.degrees_of_freedom(table) == 1
    for test in (levels.likelihood_ratio, levels.pearson, cramer.cramers_v, cramer.cramers_v_corrected):
        assert float(test(table)) == float(test(without))


def test_fault_36_an_item_with_an_empty_level_has_its_test_of_levels() -> None:
    made = columns(12, 20, 15, 60)
    found = plan_row(compared(made))
    assert "Neither" not in made["plan"]
    assert found.p_levels == pytest.approx(found.p_g, rel=1e-12)


NOBODY = from_sums(0, 0.0, 0.0)
SOME = from_counts([1, 2, 4], [1, 2, 1])


def test_fault_37_a_group_of_nobody_has_no_mean_and_no_test_and_warns_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for one, none in ((NOBODY, SOME), (SOME, NOBODY), (NOBODY, NOBODY)):
            for found in (means.welch(one, none), means.student(one, none)):
                assert np.isnan(found.value)
                assert np.isnan(found.p)
            assert np.isnan(mean_ratio.fieller(one, none).value)
        for table in ([[0, 3], [0, 4]], [[0, 0], [0, 0]]):
            assert np.isnan(mann_whitney.asymptotic(table).p)
            assert np.isnan(superiority.brunner_munzel(table).p)
        for empty in (kendall.exact([], []), kendall.permutation([], []), correlation.spearman_exact([], [])):
            assert np.isnan(empty)
    told = location(lambda _, grew: "" if grew else "5")
    assert codes(told) == ["no_base"]
    assert told.first.mean == (None, None, None)


def test_fault_46_an_item_that_few_answered_shows_its_own_base_and_is_marked() -> None:
    made = columns(30, 60, 40, 140)
    made["plan"] = [answer if place % 10 == 0 else "" for place, answer in enumerate(made["plan"])]
    result = compared(made)
    found = plan_row(result)
    assert (found.first.n, found.second.n) == (6, 14)
    assert found.first.missing + found.second.missing == 180
    assert codes(found)[0] == "small_base"
    cells = next(
        cells for cells in csv.DictReader(io.StringIO(publish.text([result], "csv"))) if cells["first_n"] == "6"
    )
    assert (cells["second_n"], cells["first_missing"], cells["second_missing"]) == ("14", "54", "126")


def test_fault_47_nobody_is_dropped_from_one_item_for_missing_another_and_the_bases_are_printed() -> None:
    made = columns(12, 20, 15, 60)
    made["plan"] = ["" if place % 4 == 0 else answer for place, answer in enumerate(made["plan"])]
    result = compared(made)
    bases = {found.item.id: (found.first.n, found.second.n) for found in contrasts(result)}
    assert bases == {"plan": (15, 45), "train": (20, 60), "meet": (20, 60)}
    assert "n: Top Performers 15 to 20, The Rest 45 to 60" in publish.text([result], "table")


def test_fault_34_a_base_of_one_is_hidden_by_default_and_has_a_wide_interval_where_it_is_not() -> None:
    made = columns(1, 1, 15, 60, silent=12)
    assert codes(plan_row(compared(made))) == ["hidden_base"]
    found = plan_row(compared(made, SHOW_ALL))
    assert found.first.share.lower is not None
    assert found.first.share.lower == pytest.approx(1 / (1 + 1.959963984540054**2))
    assert "wide_interval" in codes(found)
