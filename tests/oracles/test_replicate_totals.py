"""Replicate weights, counted by the engine: their numbers are those of svrepdesign of R's survey package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from samkit.stats import averages, dependence, linearize, replicate, shares
from tests.oracles.numbers import load, near
from tests.oracles.schools import is_level, many_meals, numbers
from tests.oracles.test_replicate_weights import SAMPLES
from tests.oracles.test_replicate_weights import file as file_of
from tests.reference import need_shared
from tests.stats import tabulated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.design.sample import Design

pytestmark = need_shared

CASES: dict[str, Any] = load("replicate_weights.json").get("cases", {})
DIGITS = 1e-11


class Case(NamedTuple):
    """A file of schools, their replicate weights, and what R found."""

    file: str
    design: Design
    theirs: dict[str, Any]

    def met(self) -> NDArray[np.float64]:
        """Say who met the target of growth."""
        return is_level(self.file, "comp.imp", "Yes")[:, 0]


@pytest.fixture(params=SAMPLES, ids=lambda pair: f"{pair[1].__name__}-{pair[0]}")
def case(request: pytest.FixtureRequest) -> Case:
    name, source = request.param
    return Case(file_of(name), tabulated.replicated(source(name)), CASES[name]["R"])


def test_share_of_all_schools_is_that_of_svymean_and_svyciprop(case: Case) -> None:
    found = shares.share(tabulated.boxes(case.design, np.ones(case.met().size), case.met()))
    assert near(found.value[0], case.theirs["prop"]["estimate"]["comp.impYes"], DIGITS)
    assert near(found.error[0], case.theirs["prop"]["se"]["comp.impYes"], DIGITS)
    # svyciprop fits a regression to each replicate, until it changes by less than 1e-8.
    assert near(found.interval.lower[0], case.theirs["ciprop_logit"]["lower"], 1e-8)
    assert near(found.interval.upper[0], case.theirs["ciprop_logit"]["upper"], 1e-8)


def test_shares_gap_and_log_ratio_are_those_of_svyby_and_svycontrast(case: Case) -> None:
    totals, theirs = tabulated.boxes(case.design, many_meals(case.file)[:, 1], case.met()), case.theirs["gap_rr_or"]
    for place, own in enumerate((shares.SECOND, shares.FIRST)):
        found = shares.share(totals, own)
        assert near(found.value[0], theirs["p"][place], DIGITS)
        assert near(found.error[0], theirs["se"][place], DIGITS)
    for ours, key in ((shares.gap(totals), "gap"), (shares.log_ratio(totals), "log_rr_delta")):
        assert near(ours.value[0], theirs[key]["estimate"], DIGITS)
        assert near(ours.error[0], theirs[key]["se"], DIGITS)


def test_independence_has_the_f_of_svychisq(case: Case) -> None:
    place = is_level(case.file, "stype", "E", "H", "M").argmax(axis=1)
    totals = tabulated.table(case.design, is_level(case.file, "sch.wide", "Yes")[:, 0], place, 3)
    ours, theirs = dependence.independence(totals, 3), case.theirs["chisq_F"]
    assert near(ours.statistic, theirs["statistic"], DIGITS)
    assert near(ours.df, theirs["df"][0], DIGITS)
    assert near(ours.df_error, theirs["df"][1], DIGITS)
    assert near(ours.p, theirs["p"], DIGITS)


def test_mean_is_that_of_svymean(case: Case) -> None:
    scores = numbers(case.file, "api00")
    sums = tabulated.numbers(case.design, np.ones(scores.size), scores)
    found = averages.mean(sums.one, sums.sample)
    assert near(found.value[0], case.theirs["mean_api00"]["estimate"]["api00"], DIGITS)
    assert near(found.error[0], case.theirs["mean_api00"]["se"]["api00"], DIGITS)


SMALL = [name for name in CASES if "_scd" in name]


@pytest.mark.parametrize("name", SMALL)
def test_ratios_of_totals_in_half_samples_are_those_of_r(name: str) -> None:
    case, columns = CASES[name], numbers("scd.csv", "alive", "arrests")
    factor = case.get("scale", 0.25) * np.array(case.get("rscales", 1.0))
    parts = replicate.replicates(np.ones(6), np.array(case["repweights"]["values"], float), factor, combined=False)
    sums = tabulated.numbers(tabulated.replicated(parts), np.ones(6), columns)
    origin, w = np.asarray(sums.one.origin), np.asarray(sums.one.w)
    totals = np.asarray(sums.one.first) + origin * w
    ratio = linearize.ratios(linearize.cells(totals, totals, totals, sums.sample), [[1, 0]], [[0, 1]])
    assert near(ratio.value[0], case["R"]["ratio"]["ratio"], DIGITS)
    assert near(np.sqrt(ratio.covariance[0, 0]), case["R"]["ratio"]["se"], DIGITS)
    if "mean" in case["R"]:
        found = averages.mean(sums.one, sums.sample)
        assert near(found.value[0], case["R"]["mean"]["estimate"]["alive"], DIGITS)
        assert near(found.error[0], case["R"]["mean"]["se"]["alive"], DIGITS)
