"""Replicate weights, given and made, against svrepdesign and as.svrepdesign of R's survey package."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from samkit.stats import design, influence, plan, replicate, replication
from samkit.stats.influence import Estimator
from samkit.stats.replicate import Replicates
from tests.oracles.numbers import FOLDER, load, near, same
from tests.oracles.schools import drawn, is_level, many_meals, numbers
from tests.reference import need_shared
from tests.stats import cells, sampled

pytestmark = need_shared

CASES: dict[str, Any] = load("replicate_weights.json").get("cases", {})
GIVEN = [name for name in CASES if CASES[name].get("csv")]
MADE = [name for name in CASES if name.startswith("JK")]
SMALL = [name for name in CASES if "_scd" in name]
DIGITS = 1e-11


def file(name: str) -> str:
    return f"api{name.split('_')[1]}.csv"


@cache
def given(name: str) -> Replicates:
    case = CASES[name]
    weights = np.loadtxt(FOLDER / case["csv"], delimiter=",", skiprows=1)
    factor = case["scale"] * np.array(case["rscales"])
    return replicate.replicates(numbers(file(name), "pw"), weights, factor, about_estimate=case["mse"])


@cache
def made(name: str) -> Replicates:
    finite = name.endswith("fpc")
    sample = drawn(("clus1_" if "clus1" in name else "strat_") + ("fpc" if finite else "nofpc"))
    return replication.jackknife(sample)


SAMPLES = [(name, given) for name in GIVEN] + [(name, made) for name in MADE]


@pytest.fixture(params=SAMPLES, ids=lambda pair: f"{pair[1].__name__}-{pair[0]}")
def case(request: pytest.FixtureRequest) -> tuple[str, Replicates, dict[str, Any]]:
    name, source = request.param
    return file(name), source(name), CASES[name]


def agrees(found: Estimator, sample: Replicates, theirs: dict[str, Any]) -> bool:
    matrix = np.atleast_2d(np.array(theirs["vcov"]["values"], dtype=np.float64))
    ours = plan.covariance(influence.Estimator(np.atleast_1d(found.value), found.score), sample)
    return np.allclose(found.value, list(theirs["estimate"].values()), rtol=DIGITS, atol=0) and np.allclose(
        ours, matrix, rtol=DIGITS, atol=max(DIGITS * np.abs(matrix).max(), 1e-26)
    )


def test_replicates_have_the_degrees_of_freedom_of_r(case: tuple[str, Replicates, dict[str, Any]]) -> None:
    _, sample, theirs = case
    assert sample.df == theirs["degf"]
    assert sample.weights.shape[1] == theirs["nrep"]
    factors = np.broadcast_to(theirs["scale"] * np.array(theirs["rscales"]), sample.factor.shape)
    assert np.allclose(np.sort(sample.factor), np.sort(factors), rtol=1e-13, atol=0)


def test_means_shares_totals_and_ratios_are_those_of_r(case: tuple[str, Replicates, dict[str, Any]]) -> None:
    name, sample, theirs = case
    enrolled, tested = numbers(name, "enroll"), numbers(name, "api.stu")
    found = theirs["R"]
    assert agrees(plan.ratio(numbers(name, "api00")[:, None], 1, sample), sample, found["mean_api00"])
    assert agrees(plan.ratio(is_level(name, "stype", "E", "H", "M"), 1, sample), sample, found["mean_stype"])
    assert agrees(plan.ratio(is_level(name, "comp.imp", "No", "Yes"), 1, sample), sample, found["prop"])
    if "error" not in found["total_enroll"]:
        assert agrees(plan.total(enrolled[:, None], sample), sample, found["total_enroll"])
        ratio = plan.ratio(tested, enrolled, sample)
        assert near(ratio.value, found["ratio"]["ratio"], DIGITS)
        assert near(plan.error(ratio, sample), found["ratio"]["se"], DIGITS)


def test_gap_log_ratio_interval_and_f_are_those_of_r(case: tuple[str, Replicates, dict[str, Any]]) -> None:
    name, sample, theirs = case
    groups, favourable = many_meals(name), is_level(name, "comp.imp", "Yes")[:, 0]
    none, one = (sampled.group(favourable * groups[:, place], groups[:, place]) for place in (0, 1))
    expected = theirs["R"]["gap_rr_or"]
    for ours, key in ((sampled.gap, "gap"), (sampled.log_ratio, "log_rr_delta")):
        found = ours(one, none, sample)
        assert near(found.value, expected[key]["estimate"], DIGITS)
        assert near(found.error, expected[key]["se"], DIGITS)
    member = cells.members(is_level(name, "sch.wide", "No", "Yes"), is_level(name, "stype", "E", "H", "M"))
    test, f = cells.independence(member, sample), theirs["R"]["chisq_F"]
    assert near(test.statistic, f["statistic"], DIGITS)
    assert near(test.df_error, f["df"][1], DIGITS)
    assert near(test.p, f["p"], DIGITS)


def test_logit_interval_of_replicates_is_that_of_svyciprop(case: tuple[str, Replicates, dict[str, Any]]) -> None:
    name, sample, theirs = case
    found = sampled.share(sampled.group(is_level(name, "comp.imp", "Yes")[:, 0], 1), sample)
    # svyciprop fits a regression to each replicate, until it changes by less than 1e-8.
    assert same(found.interval, theirs["R"]["ciprop_logit"], 1e-8)


@pytest.mark.parametrize("name", SMALL)
def test_balanced_half_samples_are_those_of_r(name: str) -> None:
    theirs = CASES[name]
    alive, arrests = numbers("scd.csv", "alive"), numbers("scd.csv", "arrests")
    factor = theirs.get("scale", 0.25) * np.array(theirs.get("rscales", 1.0))
    ours = replication.half_samples(design.design(np.ones(6), numbers("scd.csv", "ESA")), theirs.get("rho", 0.0))
    given = replicate.replicates(np.ones(6), np.array(theirs["repweights"]["values"], float), factor, combined=False)
    for sample in (ours, given):
        assert sample.df == theirs["R"].get("deg", 3)
        assert agrees(plan.total(np.stack([alive, arrests], axis=1), sample), sample, theirs["R"]["total"])
        ratio = plan.ratio(alive, arrests, sample)
        assert near(ratio.value, theirs["R"]["ratio"]["ratio"], DIGITS)
        assert near(plan.error(ratio, sample), theirs["R"]["ratio"]["se"], DIGITS)
    if "mean" in theirs["R"]:
        assert agrees(plan.ratio(alive[:, None], 1, given), given, theirs["R"]["mean"])
