from __future__ import annotations

import random

import pytest

from samkit import pipelining
from samkit.results import Contrast, Location, Verdict
from tests.pipeline.made import STAGES, Step, on, some, survey

DAY = f"exported = {on(300)}\n"


def planted(number: int = 600, seed: int = 3) -> list[Step]:
    """Draw opportunities: referrals are won more often; four sellers of twelve win more, and let go early."""
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    steps: list[Step] = []
    for at in range(number):
        seller, source = draw.randrange(12), draw.choice(["Referral", "Event"])
        top = seller < 4
        won = draw.random() < (0.45 if source == "Referral" else 0.2) + (0.15 if top else -0.05)
        last = 4 if won else draw.choices([1, 2, 3, 4], [8, 4, 1, 1] if top else [1, 1, 4, 8])[0]
        day = draw.randrange(100)
        for stage in STAGES[:last]:
            steps.append(Step(f"O{at}", stage, day, "100", f"S{seller}", source))
            day += draw.randrange(1, 30)
        steps.append(Step(f"O{at}", "Won" if won else "Lost", day, "100", f"S{seller}", source))
    return [step for step in steps if step.day <= 120]


def contrasts(steps: list[Step], section: str, more: str = DAY) -> dict[str, Contrast]:
    results = pipelining.told(survey(steps, more))[1]
    found = next(result for result in results if result.section == section)
    return {row.item.id: row for row in found.rows if isinstance(row, Contrast)}


def ends(steps: list[Step]) -> dict[str, str]:
    """Give the outcome of each opportunity that is closed."""
    return {step.id: step.stage for step in steps if step.stage in {"Won", "Lost"}}


def test_what_goes_with_winning_is_counted_among_all_that_are_closed() -> None:
    steps = planted()
    row, end = contrasts(steps, "winning")["source: Referral"], ends(steps)
    source = {step.id: step.source for step in steps}
    for side, how in ((row.first, "Won"), (row.second, "Lost")):
        of = [name for name, outcome in end.items() if outcome == how]
        assert (side.x, side.n) == (sum(source[name] == "Referral" for name in of), len(of))


def test_a_planted_pattern_is_found_and_open_opportunities_are_told_as_left_out() -> None:
    steps = planted()
    assert contrasts(steps, "winning")["source: Referral"].verdict is Verdict.DIFFERS
    results = pipelining.told(survey(steps, DAY))[1]
    grouping = next(result.grouping for result in results if result.section == "winning")
    assert (grouping.first, grouping.second) == ("Won", "Lost")
    assert grouping.n_left_out == len({step.id for step in steps}) - len(ends(steps)) > 0


def test_comparisons_have_sellers_as_clusters() -> None:
    for result in pipelining.told(survey(planted(), DAY))[1][1:]:
        assert any(method.of == "design" and "12 clusters" in method.name for method in result.methods)


def test_top_sellers_are_those_who_won_most_and_let_go_earlier_where_that_is_planted() -> None:
    steps = planted()
    won: dict[str, int] = {}
    for step in steps:
        won[step.owner] = won.get(step.owner, 0) + 100 * (step.stage == "Won")
    top = {owner for owner in won if won[owner] >= sorted(won.values())[-3]}
    rows = contrasts(steps, "letting_go")
    lost = {name for name, outcome in ends(steps).items() if outcome == "Lost"}
    of_top = {step.id for step in steps if step.owner in top} & lost
    assert (rows["lost_early"].first.n, rows["lost_early"].second.n) == (len(of_top), len(lost) - len(of_top))
    assert rows["lost_early"].verdict is rows["lost_late"].verdict is Verdict.DIFFERS
    assert (rows["lost_early"].gap.value or 0) > 0 > (rows["lost_late"].gap.value or 0)


def test_it_is_said_what_follows_from_neither_comparison() -> None:
    data, results = pipelining.told(survey(planted(), DAY))
    codes = {note.code for result in results for note in result.notes}
    assert {"closed_only", "own_wins"} <= codes
    assert {"closed_only", "own_wins"} <= {note.code for note in data.notes}


def test_a_section_of_the_study_is_compared_too_by_the_last_answer_of_each_opportunity() -> None:
    section = """
[scales.known]
levels = ["Event", "Referral"]
favourable = ["Referral"]

[sections.buyer]
title = "Where it came from"
scale = "known"
questions = { source = "Source" }
"""
    steps = planted()
    assert (
        contrasts(steps, "buyer", DAY + section)["source"].first
        == contrasts(steps, "winning")["source: Referral"].first
    )


def test_values_of_won_and_lost_opportunities_are_compared_as_means() -> None:
    results = pipelining.told(survey(some(), f"exported = {on(240)}\n"))[1]
    (row,) = next(result.rows for result in results if result.section == "value_of_opportunities")
    assert isinstance(row, Location)
    value = {step.id: int(step.value) for step in some()}
    won = [value[name] for name, outcome in ends(some()).items() if outcome == "Won"]
    assert row.first.mean.value == pytest.approx(sum(won) / len(won))


def test_rare_categories_are_not_compared_and_that_is_told() -> None:
    steps = [step._replace(source="Fair") if step.id in {"O1", "O2"} else step for step in planted()]
    data, _ = pipelining.told(survey(steps, DAY))
    assert "source: Fair" not in contrasts(steps, "winning")
    assert any(note.code == "not_compared" and "source: one category" in note.text for note in data.notes)


def test_without_anything_lost_nothing_is_compared() -> None:
    steps = [step for step in planted() if step.stage != "Lost"]
    assert [result.kind for result in pipelining.told(survey(steps, DAY))[1]] == ["pipeline"]


def test_with_few_sellers_they_are_not_set_against_each_other() -> None:
    steps = [step._replace(owner="S1") for step in planted()]
    sections = [result.section for result in pipelining.told(survey(steps, DAY))[1]]
    assert sections == ["pipeline", "winning", "value_of_opportunities"]
