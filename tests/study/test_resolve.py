from __future__ import annotations

import pytest

from samkit.study.labels import normal
from samkit.study.load import load
from samkit.study.resolve import adhoc
from samkit.study.rules import AtLeastOf, Compare, Not
from samkit.study.templates import merged
from tests.builders import STUDY, study


def test_a_question_has_the_levels_codes_and_missing_answers_of_its_scale() -> None:
    plan = study().questions["plan"]
    assert plan.levels == ("Disagree", "Neither", "Agree")
    assert plan.favourable == ("Agree",)
    assert plan.codes == {"Disagree": 0, "Neither": 1, "Agree": 2}
    assert plan.missing == {"Don't know": "does not know"}
    assert plan.column == "plan"


def test_favourable_answers_come_from_the_item_then_its_section_then_its_question_then_its_scale() -> None:
    def favourable(text: str) -> tuple[str, ...]:
        return next(item.favourable for item in study(text).sections["practices"].items if item.id == "plan")

    section = STUDY.replace('title = "Practices"', 'title = "Practices"\nfavourable = ["Neither"]')
    item = section.replace('plan = "Plans accounts"', 'plan = { text = "P", favourable = ["Disagree"] }')
    assert (favourable(STUDY), favourable(section), favourable(item)) == (("Agree",), ("Neither",), ("Disagree",))


def test_require_says_how_many_criteria_must_hold() -> None:
    two = STUDY.replace(
        'criteria = [{ label = "Revenue grew"',
        'criteria = [{ label = "A", question = "growth", above = "Fell" }, { label = "B"',
    )
    wanted = {"": 2, 'require = "any"\n': 1, "require = 2\n": 2, 'require = "all"\n': 2}
    for said, k in wanted.items():
        assert study(two.replace("criteria = [", f"{said}criteria = [", 1)).groups["performance"].rule.k == k


def test_negate_turns_a_criterion_round() -> None:
    rule = study(STUDY.replace('is_in = ["Grew"]', 'is_in = ["Grew"], negate = true')).groups["performance"].rule
    assert rule.parts == (Not("Revenue grew", Compare("Revenue grew", "growth", "is_in", ("Grew",))),)


def test_other_readings_of_a_rule_replace_or_drop_a_criterion() -> None:
    text = STUDY.replace(
        "[sections.practices]",
        '[groups.performance.alternatives]\nwider = { replace = "Revenue grew", at_least = "Same" }\n'
        "[sections.practices]",
    )
    wider = study(text).groups["performance"].alternatives["wider"]
    assert wider == AtLeastOf("Top Performers", 1, (Compare("Revenue grew", "growth", "at_least", ("Same",)),))


@pytest.mark.parametrize(
    ("by", "first", "second"),
    [
        ("growth=Grew", "Grew", "Not Grew"),
        ("growth = Same ", "Same", "Not Same"),
        ("performance", "Top Performers", "The Rest"),
    ],
)
def test_a_grouping_may_be_named_by_an_answer(by: str, first: str, second: str) -> None:
    found = adhoc(study(), by)
    assert found is not None
    assert (found.first, found.second) == (first, second)


@pytest.mark.parametrize("by", ["growth", "growth=", "growth=Nope", "nope", "nope=Grew", ""])
def test_a_grouping_that_says_too_little_is_none(by: str) -> None:
    assert adhoc(study(), by) is None


def test_a_question_with_two_answers_is_a_grouping_by_itself() -> None:
    text = STUDY.replace('levels = ["Fell", "Same", "Grew"]', 'scale = "yes_no"').replace('"Grew"', '"Yes"')
    found = adhoc(study(text), "growth")
    assert found is not None
    assert (found.first, found.second) == ("Yes", "No")


def test_labels_are_compared_in_one_normal_form() -> None:
    assert normal(" Zoe\u0308 ") == normal("Zoë")


def test_tables_of_a_template_are_joined_and_lists_replaced() -> None:
    assert merged({"a": {"b": [1], "c": 2}, "d": 1}, {"a": {"b": [3]}, "e": 4}) == {
        "a": {"b": [3], "c": 2},
        "d": 1,
        "e": 4,
    }
    assert merged({"a": {"b": 1}}, {"a": 2}) == {"a": 2}


def test_every_item_of_the_built_in_study_says_which_answers_count() -> None:
    for section in load("sam").sections.values():
        assert all(item.favourable or section.analysis in {"levels", "means"} for item in section.items)
