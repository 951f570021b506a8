from __future__ import annotations

import pytest

from samkit.errors import StudyError
from samkit.study.explained import adjusting, explaining
from tests.builders import NUMBERS, STUDY, study

MADE = study(STUDY + NUMBERS)


def test_one_section_alone_stays_itself_and_several_names_are_one_section() -> None:
    assert explaining(MADE, ["practices"], "Title", 50) is MADE.sections["practices"]
    both = explaining(MADE, ["size", "practices"], "Title", 50)
    assert (both.id, both.title) == ("drivers", "Title")
    assert [item.id for item in both.items] == ["size", "plan", "train", "meet"]


def test_an_item_that_is_named_twice_is_one_term() -> None:
    assert [item.id for item in explaining(MADE, ["plan", "practices", "plan"], "", 50).items] == [
        "plan",
        "train",
        "meet",
    ]


def test_the_section_of_a_model_has_a_name_that_the_study_does_not_use() -> None:
    named = study(STUDY.replace("[sections.outcome]", "[sections.drivers]"))
    assert explaining(named, ["plan", "meet"], "", 50).id == "drivers_"


def test_a_name_is_that_of_a_section_before_that_of_a_question() -> None:
    named = study(
        STUDY.replace("[sections.practices]", "[sections.plan]").replace('section = "practices"', 'section = "plan"')
    )
    assert [item.id for item in explaining(named, ["plan"], "", 50).items] == ["plan", "train", "meet"]


def test_what_is_adjusted_for_is_taken_by_category_and_not_by_what_is_favourable() -> None:
    items = adjusting(MADE, ["ripe, size", "train"], explaining(MADE, ["plan"], "", 50))
    assert [(item.id, item.favourable) for item in items] == [("ripe", ()), ("size", ()), ("train", ())]


def test_all_wrong_names_are_told_at_once() -> None:
    with pytest.raises(StudyError) as caught:
        explaining(MADE, ["plam", "practices", "zzz"], "", 50)
    assert [problem.got for problem in caught.value.problems] == ["plam", "zzz"]
    with pytest.raises(StudyError, match="50 respondents in the smaller group allow 10 terms, 5 with ten for each"):
        explaining(MADE, [], "", 50)
