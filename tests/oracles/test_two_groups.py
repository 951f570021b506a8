"""Mann-Whitney, superiority and shift against R, on answers with and without ties."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import mann_whitney, shift, superiority
from samkit.stats.distinct import Distinct, distinct
from tests.oracles.numbers import name, near, number, rows
from tests.reference import need_shared

pytestmark = need_shared

CASES = rows("mann_whitney.json", "two_sample")
PRINTED = 1e-12


def found(case: dict[str, Any]) -> Distinct:
    return distinct(*(np.atleast_1d(case["inputs"][group]) for group in "xy"))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_mann_whitney_is_that_of_wilcox_test(case: dict[str, Any]) -> None:
    counts, theirs = found(case).counts, case["R"]
    for key, options in {
        "asymptotic_cc": {},
        "asymptotic_nocc": {"continuity": False},
        "greater_cc": {"alternative": "greater"},
        "less_cc": {"alternative": "less"},
    }.items():
        ours = mann_whitney.asymptotic(counts, **options)  # type: ignore[arg-type] # one option of its own type each
        assert float(ours.statistic) == theirs[key]["statistic"]
        if np.isnan(number(theirs[key]["p"])):
            # All answers alike: 0 / 0 in R's two-sided test, 1 in its one-sided ones and in exactRankTests.
            assert float(ours.p) == theirs["exactRankTests"]["p"] == 1
        else:
            # R adds up the tail from 1 for the side that is not in question.
            assert near(ours.p, theirs[key]["p"], 1e-10 if key == "less_cc" else 1e-11)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_mann_whitney_by_permutation_is_that_of_coin_and_of_exact_rank_tests(case: dict[str, Any]) -> None:
    counts, theirs = found(case).counts, case["R"]
    if not np.isnan(number(theirs["coin_asymptotic"]["z"])):
        assert near(mann_whitney.asymptotic(counts, continuity=False).z, theirs["coin_asymptotic"]["z"], PRINTED)
    if theirs["exactRankTests"] is not None:
        assert near(mann_whitney.exact(counts), theirs["exactRankTests"]["p"], PRINTED)
    if "p" in theirs["exact_noties"]:
        assert near(mann_whitney.exact(counts), theirs["exact_noties"]["p"], PRINTED)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_probability_of_superiority_is_that_of_r(case: dict[str, Any]) -> None:
    counts, theirs = found(case).counts, case["R"]
    ours = superiority.brunner_munzel(counts)
    assert near(ours.value, theirs["auc"], PRINTED)
    assert near(superiority.cliffs_delta(counts), theirs["cliffs_delta"], PRINTED, 1e-15)
    assert near(superiority.cliffs_delta(counts), theirs["rank_biserial_effectsize"]["r"], PRINTED, 1e-15)
    reference = theirs["brunner_munzel"]
    if np.isnan(number(reference["df"])):
        # Nothing varies inside the groups, or there is one answer: R has no number, and we say 1 where all are alike.
        assert ours.interval.lower == 0
        assert ours.interval.upper == 1
        assert np.isnan(ours.p) or (float(ours.p) == 1 and float(ours.value) == 0.5)
        return
    assert near(-ours.t, reference["statistic"], PRINTED)  # R speaks of the second group
    assert near(ours.df, reference["df"], 1e-11)
    assert near(ours.p, reference["p"], 1e-11)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_shift_is_the_median_of_all_differences(case: dict[str, Any]) -> None:
    # wilcox.test searches for the shift with a tolerance of 1e-4; the median of the differences is exact.
    values, counts = found(case)
    ours = shift.hodges_lehmann(values, counts)
    assert near(ours.value, case["R"]["hl_median_of_differences"], PRINTED, 1e-15)
    theirs = case["R"]["hodges_lehmann_asymptotic"]
    if "error" not in theirs:
        assert ours.interval.lower <= number(theirs["upper"]) + 1e-3
        assert ours.interval.upper >= number(theirs["lower"]) - 1e-3
