"""What is left of findings: planted ones hold, noise claims nothing, and each objection rings where it must."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from samkit import workflow
from samkit.analyses import doubts as doubts_of
from samkit.analyses import trust
from samkit.answering import plan_for
from samkit.results import Apart, Estimate, Halo, Outcome, Trust, Verdict, contrasts
from samkit.robust import parted
from tests.analyses.reread import CRITERIA, LEVELS, answers, text
from tests.builders import surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.results import Doubt, Result
    from samkit.survey import Survey


def trusted(data: Survey, sections: Sequence[str] = (), draws: int = 99) -> tuple[Result, ...]:
    """Raise the objections with few draws."""
    analysis = trust.analysis(draws, replicates=200)
    return workflow._with_gaps(data, sections, "", analysis)[1]


def rows(results: Sequence[Result]) -> dict[str, Trust]:
    """Give the items by name."""
    return {row.item.id: row for result in results for row in result.rows if isinstance(row, Trust)}


def doubts(row: Trust) -> dict[str, Doubt]:
    """Give the objections by name."""
    return {doubt.about: doubt for doubt in row.doubts}


@cache
def planted(seed: int = 1) -> Mapping[str, Trust]:
    """Plans go with the trait behind the criteria, the other practices with nothing."""
    return rows(trusted(surveyed(answers(400, seed, effect=1.5), text())))


def test_a_planted_difference_is_left_when_every_objection_is_raised() -> None:
    for seed in range(1, 6):
        row = planted(seed)["plan"]
        found = doubts(row)
        assert row.verdict is Verdict.DIFFERS
        assert row.outcome in {Outcome.HOLDS, Outcome.CAUTION}
        for about in ("circular", "chance", "rule", "missing"):
            assert found[about].outcome is Outcome.HOLDS, (seed, about)


def test_what_makes_the_groups_does_not_hold_and_nothing_else_is_said_of_it() -> None:
    for name in CRITERIA:
        row = planted()[name]
        assert (row.verdict, row.outcome) == (Verdict.CIRCULAR, Outcome.FAILS)
        assert [doubt.about for doubt in row.doubts] == ["circular"]


def test_of_what_is_not_shown_nothing_is_claimed() -> None:
    row = rows(trusted(surveyed(answers(150, 1), text()), ["practices"]))["train"]
    assert (row.verdict, row.outcome, row.doubts) == (Verdict.NOT_SHOWN, Outcome.NO_FINDING, ())


def test_noise_holds_no_more_often_than_the_level_allows() -> None:
    seeds = range(60)
    held = 0
    for seed in seeds:
        found = rows(trusted(surveyed(answers(200, 1000 + seed), text()), ["practices"], draws=49))
        held += any(row.outcome in {Outcome.HOLDS, Outcome.CAUTION} for row in found.values())
    assert held <= stats.binom.ppf(0.9999, len(seeds), 0.05)


PRAISED = tuple(f"item_{place}" for place in range(8))
LISTED = ", ".join(f'{name} = "Praise of {name}"' for name in PRAISED)
PRAISE = (
    text()
    .replace(
        'questions = { plan = "Plans accounts", train = "Trains managers", meet = "Meets clients" }',
        f"questions = {{ {LISTED} }}",
    )
    .replace("criteria = [", 'self_rated = ["Successful"]\ncriteria = [', 1)
)


def praising(seed: int, *, beyond: float = 0.0, praise: float = 1.2) -> dict[str, list[str]]:
    """Make answers of respondents whose self-rated success and all practices follow praise; `item_0` is done as well.

    Revenue, profit and satisfaction go with what is done, by `beyond`, and not with praise.
    """
    draw = np.random.default_rng(seed)
    halo, done = draw.normal(size=(2, 500))
    columns = {}
    for name in ("revenue", "profit", "satisfaction"):
        own = draw.normal(size=500) + beyond * done + 1.0
        columns[name] = [LEVELS[place] for place in np.digitize(own, [-0.8, 0.1, 0.9])]
    own = 2.0 * halo + beyond * done
    columns["success"] = [LEVELS[place] for place in np.digitize(own, [-1.5, 0.5, 2.0])]
    for name in PRAISED:
        own = draw.normal(size=500) + praise * halo + (beyond * 1.5 * done if name == "item_0" else 0.0)
        columns[name] = [("Disagree", "Neither", "Agree")[place] for place in np.digitize(own, [-0.3, 0.4])]
    return columns


def test_pure_praise_is_told_of_every_finding_and_never_holds() -> None:
    for seed in range(3):
        found = rows(trusted(surveyed(praising(seed), PRAISE), ["practices"]))
        claimed = [row for row in found.values() if row.verdict is Verdict.DIFFERS]
        assert len(claimed) >= 6
        assert all(row.outcome in {Outcome.CAUTION, Outcome.FAILS} for row in claimed)
        assert all(doubts(row)["rating"].outcome is not Outcome.HOLDS for row in claimed)
        beyond = [row for row in claimed if doubts(row)["factor"].outcome is Outcome.HOLDS]
        assert len(beyond) <= 1


def test_what_is_done_beyond_praise_is_found_beyond_it() -> None:
    for seed in range(3):
        row = rows(trusted(surveyed(praising(seed, beyond=1.0), PRAISE), ["practices"]))["item_0"]
        assert row.verdict is Verdict.DIFFERS
        found = doubts(row)
        assert found["rating"].outcome is Outcome.HOLDS
        assert found["factor"].outcome is Outcome.HOLDS


def test_the_rows_are_those_of_the_comparison() -> None:
    data = surveyed(answers(effect=1.5), text())
    compared = workflow.compare(data)[1]
    found = trusted(data)
    assert [result.section for result in found] == [result.section for result in compared]
    for result, other in zip(found, compared, strict=True):
        for row, contrast in zip(result.rows, contrasts(other), strict=True):
            assert isinstance(row, Trust)
            assert (row.item, row.gap, row.ratio, row.q, row.verdict) == (
                contrast.item, contrast.gap, contrast.ratio, contrast.q, contrast.verdict,
            )  # fmt: skip


def test_the_answer_about_the_rule_is_that_of_the_readings() -> None:
    data = surveyed(answers(effect=1.5), text())
    read = workflow.robustness(data, ["practices"], permutations=99)[1][0]
    plan = next(row for row in parted(read.rows).items if row.item.id == "plan")
    found = doubts(rows(trusted(data))["plan"])["rule"]
    assert (found.some, found.every, found.estimate) == (plan.same_verdict, plan.judged, plan.gaps)


def test_all_comparisons_of_the_sections_are_corrected_together() -> None:
    data = surveyed(answers(effect=1.5), text())
    found = doubts(rows(trusted(data))["plan"])["chance"]
    p = {row.item.id: row.p for result in workflow.compare(data)[1] for row in contrasts(result)}
    tested = [value for name, value in p.items() if name not in CRITERIA and value is not None]
    assert found.every == len(tested)
    assert found.p == pytest.approx(stats.false_discovery_control(tested)[tested.index(p["plan"] or 0.0)])


def test_a_missing_answer_that_could_turn_a_finding_is_a_caution() -> None:
    columns = answers(400, effect=1.5)
    columns["plan"] = ["" if place % 5 < 2 else cell for place, cell in enumerate(columns["plan"])]
    row = rows(trusted(surveyed(columns, text())))["plan"]
    worst = doubts(row)["missing"]
    assert worst.estimate.lower is not None
    assert worst.estimate.upper is not None
    assert worst.estimate.lower < 0 < worst.estimate.upper
    assert worst.outcome is Outcome.CAUTION
    assert row.outcome is Outcome.CAUTION


def test_missing_answers_that_undo_a_verdict_are_a_caution_though_the_gap_keeps_its_sign() -> None:
    columns = answers(400, effect=0.6)
    columns["plan"] = ["" if place % 7 == 0 else cell for place, cell in enumerate(columns["plan"])]
    data = surveyed(columns, text())
    compared = {row.item.id: row for result in workflow.compare(data)[1] for row in contrasts(result)}
    assert "missing_undoes" in {note.code for note in compared["plan"].notes}
    row = rows(trusted(data))["plan"]
    worst = doubts(row)["missing"]
    assert (worst.estimate.lower or 0) > 0
    assert (worst.outcome, row.outcome) == (Outcome.CAUTION, Outcome.CAUTION)


def test_few_respondents_are_a_caution() -> None:
    row = rows(trusted(surveyed(answers(90, 3, effect=4.0), text()), ["practices"]))["plan"]
    assert row.verdict is Verdict.DIFFERS
    assert doubts(row)["base"].outcome is Outcome.CAUTION


def test_a_rule_of_one_reading_leaves_the_objection_unexamined() -> None:
    columns = answers(300, effect=1.5)
    columns["success"] = [
        "" if not cell else "No" if cell in {"Worse", "Same"} else "Yes" for cell in columns["success"]
    ]
    study = text().split("[groups.performance]")[0]
    study += """[scales.yes_no]
levels = ["No", "Yes"]
favourable = ["Yes"]
[questions.success]
text = "Success"
scale = "yes_no"
[groups.performance]
criteria = [{ label = "Successful", question = "success", is_in = ["Yes"] }]
[sections.practices]
title = "Practices"
scale = "agreement"
questions = { plan = "Plans accounts", train = "Trains managers", meet = "Meets clients" }
"""
    row = rows(trusted(surveyed(columns, study)))["plan"]
    assert row.verdict is Verdict.DIFFERS
    assert doubts(row)["rule"].outcome is Outcome.OPEN


@pytest.mark.parametrize(
    ("gap", "verdict", "left"),
    [
        ((0.20, 0.05, 0.35), Verdict.DIFFERS, Outcome.HOLDS),
        ((-0.20, -0.35, -0.05), Verdict.DIFFERS, Outcome.FAILS),
        ((0.15, -0.02, 0.32), Verdict.NOT_SHOWN, Outcome.CAUTION),
        ((-0.02, -0.40, 0.36), Verdict.NOT_SHOWN, Outcome.CAUTION),
        ((0.04, -0.06, 0.14), Verdict.NOT_SHOWN, Outcome.FAILS),
        ((-0.01, -0.12, 0.10), Verdict.NOT_SHOWN, Outcome.FAILS),
        ((0.12, 0.01, 0.23), Verdict.NOT_SHOWN, Outcome.CAUTION),
        ((0.01, -0.04, 0.06), Verdict.EQUIVALENT, Outcome.FAILS),
    ],
)
def test_a_second_look_fails_a_difference_only_where_it_contradicts_it(
    gap: tuple[float, float, float], verdict: Verdict, left: Outcome
) -> None:
    data = surveyed(answers(400, effect=1.5), text())
    (compared,) = workflow.compare(data, ["practices"])[1]
    contrast = next(row for row in contrasts(compared) if row.item.id == "plan")._replace(
        gap=Estimate(0.30, 0.16, 0.42), verdict=Verdict.DIFFERS
    )
    halo = next(
        row for row in workflow.halo(data, ["practices"], replicates=50)[1][0].rows if isinstance(row, Halo)
    )._replace(without=Apart(150, 250, Estimate(*gap), Estimate(1.2, 0.9, 1.5), verdict))
    plan = plan_for(workflow.classify(data)[0], data.study.groups["performance"], [data.study.sections["practices"]])
    found = doubts_of.rating(doubts_of.Evidence(plan, contrast, 0.01, 3, {Halo: halo}))
    assert found is not None
    assert found.outcome is left
