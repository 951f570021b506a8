"""From an export with a design to its results: the numbers are those of its rows, and the design is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
from scipy import stats

from samkit import publish, workflow
from samkit.results import Criterion, Result, Share, contrasts, levels, locations
from samkit.stats import design as designs
from samkit.stats import influence, replication
from samkit.stats import plan as plans
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed
from tests.stats import cells, sampled
from tests.stats.samples import same_freedom

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.results import Contrast, Estimate
    from samkit.stats.interval import Interval
    from samkit.stats.plan import Plan

SIZE = 150
AGREEMENT = ("Disagree", "Neither", "Agree")
CLUSTERS = 'weight = "w"\nstratum = "region"\ncluster = "firm"\npopulation = "firms"\n'
STRATA = 'stratum = "region"\npopulation = "people"\n'
REPLICATES = 'weight = "w"\n[study.replicate_weights]\ncolumns = "rw_*"\nmethod = "JKn"\nrscales = 0.9\n'


class Case(NamedTuple):
    """What the study says of a design, what the table says of it, and the design as single rows are told it."""

    keys: str
    told: str
    plan: Plan


def columns() -> dict[str, list[str]]:
    """Make 150 respondents from 30 firms in three regions of 30, 40 and 50, some of whom answered nothing."""
    made, draw = numbers(answers(SIZE, 5)), np.random.default_rng(11)
    firm = np.arange(SIZE) // 5
    region = firm % 3
    made["w"] = [repr(value) for value in draw.choice([0.5, 1.0, 1.75, 3.0], SIZE).tolist()]
    made["region"] = [f"region {place}" for place in region]
    made["firm"] = [f"firm {place:02}" for place in firm]
    made["firms"] = [str(30 + 10 * place) for place in region]
    made["people"] = [str(300 + 100 * place) for place in region]
    sample = designs.design(weights(made), region, firm)
    for place, column in enumerate(replication.jackknife(sample).weights.T):
        made[f"rw_{place + 1}"] = [repr(value) for value in column.tolist()]
    return made


def weights(made: dict[str, list[str]]) -> NDArray[np.float64]:
    return np.array([float(text) for text in made["w"]])


MADE = columns()
FIRM = np.arange(SIZE) // 5
REGION = FIRM % 3
IN_FIRMS = designs.design(weights(MADE), REGION, FIRM, 30 + 10 * REGION)
CASES = {
    "clusters": Case(CLUSTERS, "30 clusters in 3 strata, of a finite population, 27 degrees of freedom", IN_FIRMS),
    "strata": Case(
        STRATA,
        "150 respondents in 3 strata, of a finite population, 147 degrees of freedom",
        designs.design(np.ones(SIZE), REGION, population=300 + 100 * REGION),
    ),
    "replicates": Case(
        REPLICATES,
        "30 replicate weights, 27 degrees of freedom",
        replication.jackknife(designs.design(weights(MADE), REGION, FIRM)),
    ),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def study(case: Case) -> str:
    head, rest = (STUDY + NUMBERS).split("hide_below", 1)
    limits, rest = rest.split("\n\n", 1)
    return f"{head}hide_below{limits}\n{case.keys}\n{rest}"


def compared(case: Case, *sections: str) -> tuple[Result, ...]:
    return workflow.compare(surveyed(MADE, study(case)), sections)[1]


def first() -> NDArray[np.float64]:
    """Give 1 to those who grew, 0 to the others, NaN to the one who does not say."""
    return np.array([np.nan if text == "" else float(text == "Grew") for text in MADE["growth"]])


def place(name: str) -> NDArray[np.float64]:
    """Give the place of each answer on the scale, NaN where there is none."""
    return np.array([AGREEMENT.index(text) if text in AGREEMENT else np.nan for text in MADE[name]])


def groups(name: str) -> tuple[sampled.Group, sampled.Group]:
    top = place(name)
    one, none = (
        sampled.group((top == 2) & (first() == which), ~np.isnan(top) & (first() == which)) for which in (1, 0)
    )
    return one, none


def agrees_share(shown: Estimate, group: sampled.Group, sample: Plan) -> None:
    """Compare a share; its bounds only where the degrees of freedom of its base can be told from totals."""
    found = sampled.share(group, sample)
    if same_freedom(sample, group.n):
        agrees(shown, found.value, found.interval)
    assert shown.value == pytest.approx(float(found.value), rel=1e-12)


def agrees(shown: Estimate, value: NDArray[np.float64], interval: Interval) -> None:
    ours = [shown.value, shown.lower, shown.upper]
    assert ours == pytest.approx([float(value), float(interval.lower), float(interval.upper)], rel=1e-9)


def test_gap_and_ratios_are_those_of_the_rows(case: Case) -> None:
    (result,) = compared(case, "practices")
    for row in contrasts(result):
        both = groups(row.item.id)
        for side, group in zip((row.first, row.second), both, strict=True):
            agrees_share(side.share, group, case.plan)
            assert side.design_effect == pytest.approx(float(sampled.deff(group, case.plan)), rel=1e-9)
            assert (side.x, side.n) == (group.x.sum(), group.n.sum())
        gap = sampled.gap(*both, case.plan)
        agrees(row.gap, gap.value, gap.interval)
        for shown, log in ((row.ratio, sampled.log_ratio), (row.odds_ratio, sampled.log_odds)):
            found = log(*both, case.plan)
            agrees(shown, np.exp(found.value), type(found.interval)(*np.exp(found.interval)))
        assert row.p == pytest.approx(float(sampled.gap_p(*both, case.plan)), rel=1e-9)


def test_turned_round_shares_and_ratios_of_the_absent_are_those_of_the_rows(case: Case) -> None:
    row = next(row for row in contrasts(compared(case, "practices")[0]) if row.item.id == "plan")
    answered, top = ~np.isnan(place("plan")) & ~np.isnan(first()), place("plan") == 2
    for shown, inside in ((row.first_if_present, answered & top), (row.first_if_absent, answered & ~top)):
        agrees_share(shown, sampled.group((first() == 1) & inside, inside), case.plan)
    one, none = groups("plan")
    absent = [sampled.group(group.n - group.x, group.n) for group in (one, none)]
    found = sampled.log_ratio(absent[0], absent[1], case.plan)
    agrees(row.ratio_absent, np.exp(found.value), type(found.interval)(*np.exp(found.interval)))
    both = sampled.share(sampled.group(answered & top, answered), case.plan)
    assert row.prevalence == pytest.approx(float(both.value), rel=1e-12)


def test_levels_have_the_shares_and_the_test_of_the_rows(case: Case) -> None:
    (result,) = compared(case, "maturity")
    ripe, inside = place("ripe"), ~np.isnan(first())
    for row in levels(result):
        for side, which in ((row.first, 1), (row.second, 0)):
            own = sampled.group((ripe == row.position) & (first() == which), first() == which)
            agrees_share(side.share, own, case.plan)
        at_level = (ripe == row.position) & inside
        agrees_share(row.first_share, sampled.group((first() == 1) & at_level, at_level), case.plan)
    trend, any_ = result.tests
    member = cells.members(
        (ripe[:, None] == np.arange(3)) & inside[:, None], np.stack([first() == 1, first() == 0], axis=1)
    )
    theirs = cells.independence(member, case.plan)
    assert any_.name == "Rao-Scott test over levels"
    ours = (any_.statistic, any_.df, any_.df_error, any_.p)
    assert ours == pytest.approx(tuple(float(part) for part in theirs), rel=1e-9)
    assert trend.name == "Trend, weighted"
    assert trend.df == float(plans.degrees_of_freedom(case.plan, inside)) - 1


def test_means_and_their_difference_are_those_of_the_rows(case: Case) -> None:
    (row,) = locations(compared(case, "amounts")[0])
    size = np.array([float(text) if text else np.nan for text in MADE["size"]])
    members = [~np.isnan(size) & (first() == which) for which in (1, 0)]
    found = [plans.ratio(np.where(inside, size, 0.0), inside, case.plan) for inside in members]
    for side, mean in zip((row.first, row.second), found, strict=True):
        assert side.mean.value == pytest.approx(float(mean.value), rel=1e-12)
    apart = influence.difference(*found)
    df = float(plans.degrees_of_freedom(case.plan, members[0] | members[1])) - 1
    half = stats.t.ppf(0.975, df) * float(plans.error(apart, case.plan))
    value = float(apart.value)
    ours = (row.difference.value, row.difference.lower, row.difference.upper)
    assert ours == pytest.approx((value, value - half, value + half), rel=1e-9)
    assert row.p == pytest.approx(2 * stats.t.sf(abs(value) / half * stats.t.ppf(0.975, df), df), rel=1e-9)


def test_the_classification_has_the_weighted_shares_of_the_rows(case: Case) -> None:
    _, result = workflow.classify(surveyed(MADE, study(case)))
    known = ~np.isnan(first())
    expected = [(first() == 1, known), (first() == 0, known), (~known, np.ones(SIZE)), (first() == 1, known)]
    rows = [row for row in result.rows if isinstance(row, Share | Criterion)]
    for row, (yes, inside) in zip(rows, expected, strict=True):
        agrees_share(row.share, sampled.group(yes, inside), case.plan)
        if isinstance(row, Share):
            assert (row.x, row.n) == (np.sum(yes), np.sum(inside))
    assert case.told in [method.name for method in result.methods if method.of == "design"]


@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_the_design_is_told_under_every_table(case: Case, form: str) -> None:
    for result in compared(case):
        written = publish.text([result], form).replace("\n", " ")
        assert case.told in written
        told = "replicated" if case is CASES["replicates"] else "linearised"
        assert f"weighted, {told}" in written


def test_the_design_effect_stands_in_the_json(case: Case) -> None:
    (result,) = json.loads(publish.text(compared(case, "practices"), "json"))["results"]
    effects = [row[side]["design_effect"] for row in result["rows"] for side in ("first", "second")]
    assert all(0.1 < effect < 10 for effect in effects)


def test_weights_alone_tell_no_design() -> None:
    results = compared(Case('weight = "w"', "", IN_FIRMS))
    assert not [method for result in results for method in result.methods if method.of == "design"]
    row: Contrast = contrasts(results[0])[0]
    assert row.first.design_effect is not None


def test_without_weights_and_design_there_is_no_design_effect() -> None:
    row = contrasts(compared(Case("", "", IN_FIRMS), "practices")[0])[0]
    assert (row.first.design_effect, row.second.design_effect) == (None, None)


def test_a_question_of_two_levels_is_tested_under_replicates() -> None:
    text = study(CASES["replicates"]).replace(
        'scale = "agreement"\nquestions = { ripe', 'scale = "yes_no"\nquestions = { ripe'
    )
    ripe = ["Yes" if text == "Agree" else "No" for text in MADE["ripe"]]
    (result,) = workflow.compare(surveyed({**MADE, "ripe": ripe}, text), ["maturity"])[1]
    member = cells.members(
        np.array([[text == "No", text == "Yes"] for text in ripe]) & ~np.isnan(first())[:, None],
        np.stack([first() == 1, first() == 0], axis=1),
    )
    theirs = cells.independence(member, CASES["replicates"].plan)
    assert result.tests[1].p == pytest.approx(float(theirs.p), rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_lines_changes_no_bit_of_a_result(case: Case, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(SIZE)
    turned = {name: [texts[row] for row in order] for name, texts in MADE.items()}
    written = [
        publish.text(
            [each._replace(provenance=each.provenance._replace(data_digest=""), notes=()) for each in results], "json"
        )
        for results in (compared(case), workflow.compare(surveyed(turned, study(case)))[1])
    ]
    assert written[0] == written[1]
