from __future__ import annotations

import pytest

from samkit.errors import StudyError
from samkit.study import asked
from tests.builders import STUDY, study


def test_without_a_name_the_first_grouping_is_taken() -> None:
    assert asked.grouping(study()).id == "performance"


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("performence", "did you mean 'performance'?"),
        ("growth", 'say which: --by "growth=Grew"'),
        ("growth=Grow", "did you mean 'Grew'?"),
        ("nope=1", "there is:"),
    ],
)
def test_a_grouping_that_is_not_there_is_told_with_what_is(by: str, said: str) -> None:
    with pytest.raises(StudyError) as caught:
        asked.grouping(study(), by)
    assert said in caught.value.told()


def test_a_question_that_is_answered_with_a_number_is_no_grouping_and_it_is_said_why() -> None:
    text = STUDY + '\n[questions.size]\ntext = "Size"\nnumeric = {}\n'
    with pytest.raises(StudyError, match="size is answered with a number"):
        asked.grouping(study(text), "size")


def test_sections_come_in_the_order_in_which_they_are_named_each_once() -> None:
    named = [section.id for section in asked.chosen(study(), ["maturity", "practices", "maturity"])]
    assert named == ["maturity", "practices"]
    assert [section.id for section in asked.chosen(study(), [])] == list(study().sections)


def test_every_name_that_is_no_section_is_told_with_the_nearest() -> None:
    with pytest.raises(StudyError) as caught:
        asked.chosen(study(), ["practises", "maturity", "nope"])
    assert [problem.got for problem in caught.value.problems] == ["practises", "nope"]
    assert "did you mean 'practices'?" in caught.value.told()


def test_a_question_that_reads_the_column_of_a_criterion_defines_the_groups_too() -> None:
    text = STUDY + '\n[questions.again]\ntext = "Growth again"\ncolumn = "growth"\nscale = "agreement"\n'
    found = study(text)
    labels = ("Revenue grew",)
    assert asked.defining(found, found.groups["performance"]) == {"growth": labels, "again": labels}


NESTED = """criteria = [
  { label = "Either", require = "any", criteria = [
    { label = "Revenue grew", question = "growth", is_in = ["Grew"] },
    { label = "Ripe", question = "ripe", is_in = ["Agree"] },
  ] },
  { label = "Not idle", question = "growth", is_in = ["Same"], negate = true },
  { label = "Among the largest of their kind", question = "size", top_share = 0.2, within = "plan" },
]"""


def test_a_criterion_is_told_by_its_label_whatever_stands_below_it() -> None:
    text = STUDY.replace('criteria = [{ label = "Revenue grew", question = "growth", is_in = ["Grew"] }]', NESTED)
    found = study(text + '\n[questions.size]\ntext = "Size"\nnumeric = {}\n')
    assert asked.defining(found, found.groups["performance"]) == {
        "growth": ("Either", "Not idle"),
        "ripe": ("Either",),
        "size": ("Among the largest of their kind",),
        "plan": ("Among the largest of their kind",),
    }


TICKED = """
[questions.tools]
text = "Tools"
options = { crm = { text = "CRM", column = "t1" }, maps = { text = "Maps", column = "t2" } }

[questions.systems]
text = "Systems, asked again"
options = { crm = { text = "A system for clients", column = "t1" }, maps = { text = "Maps", column = "t3" } }

[questions.first]
text = "The first column by itself"
column = "t1"
scale = "yes_no"
"""


def test_an_option_in_a_column_of_its_own_is_known_by_the_column_and_not_by_its_words() -> None:
    text = STUDY.replace('question = "growth", is_in = ["Grew"]', 'question = "tools.crm", is_in = ["Ticked"]')
    found = study(text + TICKED)
    assert set(asked.defining(found, found.groups["performance"])) == {"tools.crm", "systems.crm", "first"}
