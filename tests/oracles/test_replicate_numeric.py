"""Means, ranks and medians of numeric answers under replicate weights, against svrepdesign of R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import replicate, sampled_means, sampled_quantiles, sampled_ranks
from samkit.stats.replicate import Replicates
from tests.oracles.numbers import FOLDER, load, near
from tests.oracles.schools import Floats, is_level, numbers
from tests.reference import need_shared

pytestmark = need_shared

CASES: dict[str, Any] = load("replicate_weights.json").get("cases", {})
NAMES = [name for name in CASES if CASES[name].get("csv") and CASES[name]["R"].get("median")]
DIGITS = 1e-11


def file(name: str) -> str:
    return f"api{name.split('_')[1]}.csv"


def given(name: str) -> Replicates:
    case = CASES[name]
    weights = np.loadtxt(FOLDER / case["csv"], delimiter=",", skiprows=1)
    factor = case["scale"] * np.array(case["rscales"])
    return replicate.replicates(numbers(file(name), "pw"), weights, factor, about_estimate=case["mse"])


@pytest.mark.parametrize("name", NAMES)
def test_median_and_its_interval_are_those_of_svyquantile(name: str) -> None:
    theirs, scores = CASES[name]["R"]["median"], numbers(file(name), "api00")
    ours = sampled_quantiles.quantiles(scores, np.ones(scores.size), given(name))
    assert near(ours.value, theirs["q"], 0)
    assert near(ours.interval.lower, theirs["lower"], 0)
    assert near(ours.interval.upper, theirs["upper"], 0)
    assert near(ours.error, theirs["se"], DIGITS)


@pytest.mark.parametrize("name", NAMES)
def test_mean_is_that_of_svymean(name: str) -> None:
    theirs, scores = CASES[name]["R"]["mean_api00"], numbers(file(name), "api00")
    ours = sampled_means.mean(scores, np.ones(scores.size), given(name))
    assert near(ours.value, theirs["estimate"]["api00"], DIGITS)
    assert near(ours.error, theirs["se"]["api00"], DIGITS)


@pytest.mark.parametrize("name", NAMES)
def test_the_difference_of_two_groups_is_the_test_of_several_with_two(name: str) -> None:
    sample, scores = given(name), numbers(file(name), "api00")
    groups: Floats = is_level(file(name), "comp.imp", "No", "Yes")
    ours = sampled_means.difference(scores, groups[:, 1], groups[:, 0], sample)
    both = sampled_means.several(scores, groups, sample)
    assert near(both.statistic, float(ours.t) ** 2, 1e-9)
    assert near(both.p, float(ours.p), 1e-9)
    ranked = sampled_ranks.wilcoxon(scores, groups[:, 1], groups[:, 0], sample)
    assert near(sampled_ranks.kruskal_wallis(scores, groups, sample).statistic, float(ranked.t) ** 2, 1e-9)
