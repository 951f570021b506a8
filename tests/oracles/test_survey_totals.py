"""Samples of one stage, counted by the engine: their numbers are those of R's survey package.

The same designs row by row, and those of two stages, stand in test_survey and test_survey_numeric.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from samkit.stats import averages, dependence, linearize, shares
from tests.oracles.numbers import load, near, rows, same
from tests.oracles.schools import FILES, is_level, many_meals, numbers, table
from tests.reference import need_shared
from tests.stats import tabulated

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from samkit.design.sample import Design
    from samkit.stats.interval import Interval
    from samkit.stats.linearize import Totals
    from samkit.stats.rao_scott import DesignTest
    from samkit.stats.shares import Estimate

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("designs", {})
DIGITS = 1e-11
ITERATED = 1e-8  # svyciprop fits a regression until it changes by less than this
KINDS = ("E", "H", "M")


class Case(NamedTuple):
    """A file of schools, how they were drawn, and what R found."""

    file: str
    design: Design
    theirs: dict[str, Any]

    def met(self) -> NDArray[np.float64]:
        """Say who met the target of growth."""
        return is_level(self.file, "comp.imp", "Yes")[:, 0]

    def boxes(self, first: ArrayLike) -> Totals:
        """Count those who met the target among the schools of a group and the others."""
        return tabulated.boxes(self.design, first, self.met())


def drawn(name: str) -> Design:
    """Give a design by its name among the reference numbers."""
    file = FILES[name]
    columns = table(file)
    return tabulated.drawn(
        numbers(file, "pw"),
        columns["stype"] if name.startswith("strat") else None,
        columns["dnum"] if name.startswith("clus") else None,
        numbers(file, "fpc") if name in {"clus1_fpc", "strat_fpc"} else None,
    )


@pytest.fixture(params=[name for name in FILES if name in CASES and name != "clus2_fpc"])
def case(request: pytest.FixtureRequest) -> Case:
    return Case(FILES[request.param], drawn(request.param), CASES[request.param]["R"])


def one(interval: Interval) -> Interval:
    """Give the bounds of the only item."""
    return type(interval)(interval.lower[0], interval.upper[0])


def agrees(ours: Estimate, theirs: dict[str, Any]) -> bool:
    error = ours.error[0] if np.isfinite(ours.value[0]) else np.nan
    return near(ours.value[0], theirs["estimate"], DIGITS) and near(error, theirs["se"], DIGITS)


def is_same(ours: DesignTest, theirs: dict[str, Any]) -> bool:
    pairs = [(ours.statistic, theirs["statistic"]), (ours.p, theirs["p"])]
    pairs += list(zip((ours.df, ours.df_error), theirs["df"], strict=True))
    return all(near(a, b, 1e-10) for a, b in pairs)


def test_degrees_of_freedom_are_those_of_degf(case: Case) -> None:
    assert case.boxes(np.ones(case.met().size)).sample.df == case.theirs["degf"]


def test_share_of_all_schools_has_the_intervals_of_svyciprop(case: Case) -> None:
    totals = case.boxes(np.ones(case.met().size))
    found = shares.share(totals)
    assert near(found.value[0], case.theirs["prop_comp_imp"]["estimate"]["comp.impYes"], DIGITS)
    assert near(found.error[0], case.theirs["prop_comp_imp"]["se"]["comp.impYes"], DIGITS)
    assert same(one(found.interval), case.theirs["ciprop_xlogit"], 1e-10)
    assert same(one(found.interval), case.theirs["ciprop_logit"], ITERATED)
    assert same(one(shares.share(totals, level=0.90).interval), case.theirs["ciprop_logit_90"], ITERATED)


def test_shares_of_domains_are_those_of_svyby(case: Case) -> None:
    kind, theirs = is_level(case.file, "stype", *KINDS), case.theirs["by_stype_prop"]
    found = [shares.share(case.boxes(kind[:, place])) for place in range(3)]
    assert np.allclose([each.value[0] for each in found], theirs["mean"], rtol=DIGITS, atol=0)
    assert np.allclose([each.error[0] for each in found], theirs["se"], rtol=DIGITS, atol=0)


@pytest.mark.parametrize("key", ["", "_separated_awards"])
def test_gap_and_ratios_are_those_of_svycontrast(case: Case, key: str) -> None:
    first = is_level(case.file, "awards", "Yes")[:, 0] if key else many_meals(case.file)[:, 1]
    totals, theirs = case.boxes(first), case.theirs[f"gap_rr_or{key}"]
    both = linearize.ratios(totals, [[0, 0, 1, 0], [1, 0, 0, 0]], [[0, 0, 1, 1], [1, 1, 0, 0]])
    covariance = np.array(theirs["cov"]["values"])
    assert np.allclose(both.value[0], theirs["p"], rtol=DIGITS, atol=0)
    assert np.allclose(both.covariance[0], covariance, rtol=DIGITS, atol=DIGITS * covariance.max())
    assert agrees(shares.gap(totals), theirs["gap"])
    assert agrees(shares.log_ratio(totals), theirs["log_rr"])
    assert agrees(shares.log_odds(totals), theirs["log_or"])


@pytest.mark.parametrize("key", ["chisq", "chisq2x2", "chisq2x2sep"])
def test_independence_has_the_f_of_svychisq(case: Case, key: str) -> None:
    if key == "chisq":
        levels, first = is_level(case.file, "stype", *KINDS), is_level(case.file, "sch.wide", "Yes")[:, 0]
    else:
        groups = {"chisq2x2": many_meals(case.file), "chisq2x2sep": is_level(case.file, "awards", "No", "Yes")}
        levels, first = is_level(case.file, "comp.imp", "No", "Yes"), groups[key][:, 1]
    count = levels.shape[1]
    ours = dependence.independence(tabulated.table(case.design, first, levels.argmax(axis=1), count), count)
    assert is_same(ours, case.theirs[f"{key}_F"])


def test_trend_over_two_levels_is_the_slope_of_svyglm(case: Case) -> None:
    totals = tabulated.table(case.design, case.met(), many_meals(case.file)[:, 1], 2)
    gap = case.theirs["glm_identity_gap"]
    # svyglm leaves its iterations when they change the deviance by less than 1e-8.
    assert near(dependence.trend(totals, [0, 1]).statistic, gap["coef"][1] / gap["se"][1], 1e-6)
    assert near(dependence.trend(totals, [0, 1]).df_error, case.theirs["degf"] - 1, 0)


def test_means_of_groups_are_those_of_svyby(case: Case) -> None:
    scores, kind, theirs = numbers(case.file, "api00"), is_level(case.file, "stype", *KINDS), case.theirs
    for place in range(3):
        sums = tabulated.numbers(case.design, kind[:, place], scores)
        found = averages.mean(sums.one, sums.sample)
        assert near(found.value[0], theirs["by_stype_mean"]["mean"][place], DIGITS)
        assert near(found.error[0], theirs["by_stype_mean"]["se"][place], DIGITS)
    whole = tabulated.numbers(case.design, np.ones(scores.size), scores)
    found = averages.mean(whole.one, whole.sample)
    assert near(found.value[0], theirs["mean_api00"]["estimate"]["api00"], DIGITS)
    assert near(found.error[0], theirs["mean_api00"]["se"]["api00"], DIGITS)
    assert same(one(found.interval), theirs["mean_api00_ci_t"], 1e-10)


def test_difference_of_means_is_that_of_svyttest(case: Case) -> None:
    ours = averages.difference(*tabulated.numbers(case.design, case.met(), numbers(case.file, "enroll")))
    theirs = case.theirs["ttest"]
    assert near(ours.value[0], theirs["diff"], DIGITS)
    assert near(ours.value[0] / ours.error[0], theirs["t"], DIGITS)
    assert near(ours.p[0], theirs["p"], 1e-10)
    assert same(one(ours.interval), theirs, 1e-10)


def test_strata_of_a_finite_population_have_the_numbers_of_the_vignette_and_of_its_jackknife() -> None:
    file, how = "apistrat.csv", drawn("strat_fpc")
    (vignette,) = (row for row in rows("published_examples.json", "examples") if "strat mean/SE" in row["what"])
    sums = tabulated.numbers(how, np.ones(200), numbers(file, "api00"))
    found = averages.mean(sums.one, sums.sample)
    assert near(found.value[0], vignette["oracle"][0], DIGITS)
    assert near(found.error[0], vignette["oracle"][1], DIGITS)
    # Of a share in strata of one weight each the jackknife is the linearisation: no total of weights varies.
    theirs = load("replicate_weights.json")["cases"]["JKn_strat_fpc"]["R"]["prop"]
    share = shares.share(tabulated.boxes(how, np.ones(200), is_level(file, "comp.imp", "Yes")[:, 0]))
    assert near(share.value[0], theirs["estimate"]["comp.impYes"], DIGITS)
    assert near(share.error[0], theirs["se"]["comp.impYes"], DIGITS)


LONELY = load("survey_api.json").get("lonely_psu", {})


def lonely(policy: Any) -> Callable[[], Any]:
    """Give the mean of schools, one stratum of which has one, once it is asked for."""
    kept, file = np.array(LONELY["rows"]) - 1, "apistrat.csv"
    how = tabulated.drawn(numbers(file, "pw")[kept], table(file)["stype"][kept], lonely=policy)
    sums = tabulated.numbers(how, np.ones(kept.size), numbers(file, "api00")[kept])
    return lambda: averages.mean(sums.one, sums.sample)


@pytest.mark.parametrize("policy", sorted(set(LONELY.get("R", {})) - {"fail"}))
def test_a_lonely_stratum_counts_as_declared(policy: str) -> None:
    theirs, ours = LONELY["R"][policy], lonely(policy)()
    assert near(ours.value[0], theirs["estimate"]["api00"], DIGITS)
    assert near(ours.error[0], theirs["se"]["api00"], DIGITS)


def test_a_lonely_stratum_fails_where_nothing_else_is_declared() -> None:
    with pytest.raises(ValueError, match="1 of 3 strata have one cluster"):
        lonely("fail")()
