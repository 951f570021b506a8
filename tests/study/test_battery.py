"""Faults of `[practices]`: each is told at its key, with what was meant."""

from __future__ import annotations

import pytest

from samkit.errors import StudyError
from samkit.study.load import load, parse
from tests.practices.made import STUDY


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(StudyError) as caught:
        parse(text, "study.toml")
    return [(problem.code, problem.place.key) for problem in caught.value.problems]


def test_the_small_study_and_the_built_in_questionnaire_are_sound() -> None:
    assert parse(STUDY, "study.toml").practices is not None
    built_in = load("practices")
    assert len(built_in.sections["practices"].items) == 12
    assert built_in.sections["practices"].items[6].id == "improvement_plans"
    assert built_in.practices is not None
    assert built_in.practices.plans.keys() == {item.id for item in built_in.sections["skills"].items}


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('skills = "skills"', 'skills = "skils"', "unknown_section", "practices.skills"),
        ('skills = "skills"', 'skills = "table"', "no_gaps", "practices.skills"),
        ('skills = "skills"', 'skills = "skills"\nbattery = "nothing"', "unknown_section", "practices.battery"),
        ('team = "team"', 'team = "tem"', "unknown_question", "practices.team"),
        ('adjust = ["size"]', 'adjust = ["sise"]', "unknown_question", "practices.adjust"),
        ('team = "team"', 'team = "team"\ntarget = "Beginning"', "unknown_target", "practices.target"),
        ('team = "team"', 'team = "team"\ntarget = "Best"', "unknown_target", "practices.target"),
        ("[practices.plans.talk]", "[practices.plans.walk]", "unknown_skill", "practices.plans.walk"),
        ('cadence = "Every Monday"', "", "missing_key", "practices.plans.talk.cadence"),
        ('skills = "skills"\nteam', "team", "missing_key", "practices.skills"),
    ],
)
def test_a_fault_is_told_where_it_stands(old: str, new: str, code: str, key: str) -> None:
    found = faults(STUDY.replace(old, new, 1))
    assert any(one == code and at.startswith(key) for one, at in found), found


def test_a_battery_of_unequal_scales_is_refused_item_by_item() -> None:
    unequal = STUDY.replace(
        'plan = "Planning", judge = "Judging" }',
        'plan = { text = "Planning", levels = ["No", "Yes"], favourable = ["Yes"] }, '
        'judge = { text = "Judging", favourable = ["Exemplary"] } }',
    )
    assert [code for code, _ in faults(unequal)].count("unequal_scales") == 2


def test_levels_without_an_order_have_no_distance() -> None:
    assert ("not_ordered", "practices.skills") in faults(
        STUDY.replace("[scales.skill]", "[scales.skill]\nordered = false")
    )
