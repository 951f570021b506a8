"""Where persons, teams and all together stand: levels and distances counted from the answers as they are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import improving
from samkit.errors import StudyError
from samkit.payoffs import Improvement, Paying, improvements
from tests.practices.made import LEVELS, SKILLS, STUDY, TEAMS, answers, survey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.payoffs import Of
    from samkit.results import Result

NOTHING: Mapping[str, list[str]] = MappingProxyType({})


def plans(
    of: Of = "all", named: tuple[str, ...] = (), text: str = STUDY, changed: Mapping[str, list[str]] = NOTHING
) -> Result:
    return improving.plans(survey({**answers(), **changed}, text), of, named)[1]


def by_name(result: Result) -> dict[str, Improvement]:
    return {row.item.text: row for row in improvements(result.rows)}


def test_a_person_stands_at_the_level_of_the_answer() -> None:
    made = answers()
    found = by_name(plans("person"))
    assert list(found) == made["id"]
    for row, name in enumerate(made["id"][:60]):
        for payoff in found[name].payoffs:
            said = made[payoff.item.id][row]
            assert payoff.level == (said if said in LEVELS else "")
            if said in LEVELS:
                assert payoff.at == LEVELS.index(said) / 4
                assert payoff.distance == max(3 - LEVELS.index(said), 0) / 4
            else:
                assert payoff.paying is Paying.UNRATED


def test_a_team_stands_at_the_mean_of_its_members_who_are_rated() -> None:
    made = answers()
    for name, unit in by_name(plans("team")).items():
        for payoff in unit.payoffs:
            own = [
                LEVELS.index(said)
                for said, team in zip(made[payoff.item.id], made["team"], strict=True)
                if team == name and said in LEVELS
            ]
            assert payoff.n == len(own)
            assert payoff.at == pytest.approx(np.mean(own) / 4)
            assert payoff.distance == pytest.approx(np.mean([max(3 - place, 0) for place in own]) / 4)


def test_weights_enter_the_means_of_a_team() -> None:
    made = answers()
    weight = [str(1 + row % 3) for row in range(400)]
    text = STUDY.replace('respondent = "id"', 'respondent = "id"\nweight = "w"')
    unit = by_name(plans("team", text=text, changed={"w": weight}))["North"]
    payoff = next(each for each in unit.payoffs if each.item.id == "talk")
    own = [
        (LEVELS.index(said), int(w))
        for said, team, w in zip(made["talk"], made["team"], weight, strict=True)
        if team == "North" and said in LEVELS
    ]
    assert payoff.at == pytest.approx(sum(at * w for at, w in own) / sum(w for _, w in own) / 4)


def test_all_together_are_one_unit_and_teams_and_all_stand_in_a_report() -> None:
    assert list(by_name(plans())) == ["All respondents"]
    assert list(by_name(improving.reported(survey())[1])) == ["All respondents", *TEAMS]


def test_a_small_team_is_hidden_with_another_so_that_it_does_not_follow_from_all() -> None:
    made = answers()
    few = [*made["team"]]
    seen = 0
    for row, team in enumerate(few):
        if team == "East":
            seen += 1
            few[row] = team if seen <= 5 else "North"
    found = by_name(plans("team", changed={"team": few}))
    assert [name for name, unit in found.items() if not unit.payoffs] == ["South", "East"]
    assert all(note.code == "hidden_base" for note in (*found["South"].notes, *found["East"].notes))


def test_a_skill_that_few_of_a_team_are_rated_on_is_hidden_with_that_of_another_team() -> None:
    made = answers()
    rated = 0
    for row, team in enumerate(made["team"]):
        rated += team == "East" and made["plan"][row] in LEVELS
        if team == "East" and rated > 4:
            made["plan"][row] = "Not seen"
    found = by_name(plans("team", changed=made))
    hidden = {
        name: [payoff.item.id for payoff in unit.payoffs if payoff.paying is Paying.FEW] for name, unit in found.items()
    }
    assert hidden["East"] == ["plan"]
    assert sorted(hidden.values()) == [[], ["plan"], ["plan"]]
    few = next(payoff for payoff in found["East"].payoffs if payoff.item.id == "plan")
    assert (few.at, few.distance, few.payoff.value, few.chance) == (None, None, None, None)


def test_who_is_rated_on_too_few_skills_has_a_row_and_no_plan() -> None:
    made = answers()
    for name in SKILLS[:2]:
        made[name][7] = "Not seen"
    made["judge"][7] = "Able"
    unit = by_name(plans("person", ("P007",), changed=made))["P007"]
    assert unit.paying is Paying.UNRATED
    assert unit.chosen == ""
    assert [note.text for note in unit.notes] == ["hidden: 1 of 3 skills are rated, and a plan needs 2"]


def test_who_has_reached_every_target_is_told_so() -> None:
    made = answers()
    for name in SKILLS:
        made[name][7] = "Exemplary"
    unit = by_name(plans("person", ("P007",), changed=made))["P007"]
    assert (unit.paying, unit.chosen) == (Paying.REACHED, "")
    assert [note.code for note in unit.notes] == ["all_reached"]


def test_nobody_is_dropped_unsaid() -> None:
    result = plans("person")
    assert len(improvements(result.rows)) == 400
    assert "shown because it was asked for: ratings of persons (400); handle them as personal data" in [
        note.text for note in result.notes
    ]
    assert "1 gave no team and are in none" in [note.text for note in plans("team").notes]


def test_unknown_names_are_refused_each_and_no_other_person_is_named() -> None:
    with pytest.raises(StudyError) as caught:
        plans("person", ("P001", "nobody", "P9"))
    told = str(caught.value)
    assert "nobody" in told
    assert "P9" in told
    assert "P001" not in told
    with pytest.raises(StudyError, match="South"):
        plans("team", ("Suoth",))


def test_what_the_study_does_not_declare_is_said() -> None:
    with pytest.raises(StudyError, match="declares no practices"):
        plans(text=STUDY[: STUDY.index("[practices]")])
    with pytest.raises(StudyError, match="names no question of teams"):
        plans("team", text=STUDY.replace('team = "team"\n', ""))
    with pytest.raises(StudyError, match="names no column of respondents"):
        plans("person", text=STUDY.replace('respondent = "id"\n', ""))
