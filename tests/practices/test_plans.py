"""The choice of a plan: what pays most where it does, and nothing claimed where the draws do not bear it."""

from __future__ import annotations

import numpy as np
import pytest

from samkit import improving, workflow
from samkit.errors import RefusedError
from samkit.payoffs import Improvement, Paying, improvements, skills
from samkit.results import Result, contrasts
from tests.practices.made import LEVELS, SKILLS, STUDY, answers, survey


def person(result: Result, name: str) -> Improvement:
    return next(row for row in improvements(result.rows) if row.item.text == name)


def made_of(**levels: str) -> dict[str, list[str]]:
    """Give the usual answers with those of the first person replaced."""
    made = answers()
    for name, level in levels.items():
        made[name][0] = level
    return made


def test_the_skill_that_goes_with_success_is_found_to_pay_most() -> None:
    made = made_of(talk="Beginning", plan="Developing", judge="Beginning")
    unit = person(improving.plans(survey(made), "person", ["P000"])[1], "P000")
    assert (unit.chosen, unit.paying) == ("talk", Paying.MOST)
    assert unit.payoffs[0].first is not None
    assert unit.payoffs[0].first >= 0.95


def test_a_skill_that_makes_no_difference_is_never_shown_to_pay() -> None:
    made = made_of(talk="Exemplary", plan="Exemplary", judge="Beginning")
    unit = person(improving.plans(survey(made), "person", ["P000"])[1], "P000")
    assert (unit.chosen, unit.paying) == ("", Paying.NOT_SHOWN)
    assert [note.code for note in unit.notes] == ["nothing_pays"]


def test_payoffs_are_distance_times_association_times_gap() -> None:
    result = improving.plans(survey())[1]
    about = {row.item.id: row for row in skills(result.rows)}
    for payoff in improvements(result.rows)[0].payoffs:
        skill = about[payoff.item.id]
        assert payoff.distance is not None
        assert skill.association.value is not None
        assert skill.gap.value is not None
        assert payoff.chance is not None
        assert payoff.chance == pytest.approx(payoff.distance * skill.association.value)
        assert payoff.payoff.value == pytest.approx(payoff.chance * max(skill.gap.value, 0))


def test_the_gap_is_that_of_the_comparison() -> None:
    data = survey()
    compared = {row.item.id: row.gap for row in contrasts(workflow.compare(data, ["skills"])[1][0])}
    assert {row.item.id: row.gap for row in skills(improving.plans(data)[1].rows)} == compared


def test_of_answers_that_mean_nothing_hardly_any_plan_claims_anything() -> None:
    claims = 0
    for seed in range(20):
        draw, made = np.random.default_rng(1_000 + seed), answers(200, seed)
        made["growth"] = [("Fell", "Grew")[up] for up in draw.integers(0, 2, 200)]
        claims += improvements(improving.plans(survey(made))[1].rows)[0].chosen != ""
    assert claims <= 4


def test_skills_alike_in_what_they_pay_are_not_told_apart() -> None:
    draw = np.random.default_rng(1)
    codes = {name: draw.integers(0, 5, 1200) for name in SKILLS}
    grew = draw.random(1200) < 1 / (1 + np.exp(3 - 0.5 * codes["talk"] - 0.5 * codes["plan"]))
    made = {name: [LEVELS[code] for code in codes[name]] for name in SKILLS}
    made |= {"id": [f"P{row}" for row in range(1200)], "growth": ["Grew" if up else "Fell" for up in grew]}
    made |= {"team": ["North"] * 1200, "size": ["Small", "Large"] * 600}
    unit = improvements(improving.plans(survey(made))[1].rows)[0]
    assert unit.paying is Paying.SHOWN
    assert [note.code for note in unit.notes] == ["not_first"]


def test_order_of_rows_and_the_run_change_nothing() -> None:
    made = answers()
    turned = {name: column[::-1] for name, column in made.items()}
    one, again = improving.plans(survey(made))[1], improving.plans(survey(made))[1]
    other = improving.plans(survey(turned))[1]
    assert one == again
    for first, second in zip(improvements(one.rows)[0].payoffs, improvements(other.rows)[0].payoffs, strict=True):
        assert first.payoff.value == pytest.approx(second.payoff.value, rel=1e-9)
        assert first.payoff.upper == pytest.approx(second.payoff.upper, rel=1e-6)


def test_a_skill_that_everybody_has_alike_is_not_in_the_model_and_said() -> None:
    made = answers()
    made["judge"] = ["Able"] * 400
    result = improving.plans(survey(made))[1]
    judge = next(row for row in skills(result.rows) if row.item.id == "judge")
    assert judge.association.value is None
    assert [note.code for note in judge.notes] == ["no_variation"]
    payoff = next(row for row in improvements(result.rows)[0].payoffs if row.item.id == "judge")
    assert (payoff.paying, payoff.rank.value) == (Paying.NOT_SHOWN, None)


def test_too_many_terms_separated_groups_and_circular_skills_are_refused() -> None:
    with pytest.raises(RefusedError, match="too many terms"):
        improving.plans(survey(answers(40)))
    made = answers()
    made["growth"] = ["Grew" if talk in LEVELS[3:] else "Fell" for talk in made["talk"]]
    with pytest.raises(RefusedError, match="told apart by talk"):
        improving.plans(survey(made))
    rule = STUDY.replace('question = "growth", is_in = ["Grew"]', 'question = "talk", at_least = "Strong"')
    with pytest.raises(RefusedError, match="circular"):
        improving.plans(survey(text=rule))


def test_a_skill_without_words_is_named() -> None:
    notes = [note.text for note in improving.plans(survey())[1].notes]
    assert "not told how to follow: judge; [practices.plans.SKILL] says it" in notes
