from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.study.file import StudyFile
from samkit.study.load import parse
from samkit.study.model import NOT_TICKED, TICKED
from tests.builders import STUDY
from tests.study.test_file import SCHEMA, allowed
from tests.study.test_load import line_of, problems, problems_if_any

if TYPE_CHECKING:
    import random

TICKS = """
[questions.tools]
text = "Which tools do you use?"
column = "Tools"
delimiter = ", "
other = "more"
[questions.tools.options]
crm = "CRM"
maps = "Maps, plans"
more = "Other"

[questions.channels]
text = "How do you meet clients?"
nothing = "none of them"
unticked = ["-"]
[questions.channels.options]
mail = { text = "By e-mail", column = "Q5_1", ticked = ["1", "2"] }
phone = { text = "By phone", column = "Q5_2" }

[sections.tools]
title = "Tools"
options_of = "tools"
questions = { meets = { text = "By e-mail", question = "channels.mail" } }

[groups.ticks]
criteria = [{ label = "Uses a CRM", question = "tools.crm", is_in = ["Ticked"] }]
"""
BOTH = STUDY + TICKS


def test_every_option_is_a_question_with_two_levels() -> None:
    study = parse(BOTH, "study.toml")
    assert [name for name in study.questions if "." in name] == [
        "tools.crm",
        "tools.maps",
        "tools.more",
        "channels.mail",
        "channels.phone",
    ]
    assert "tools" not in study.questions
    crm, mail = study.questions["tools.crm"], study.questions["channels.mail"]
    assert (crm.text, crm.column, crm.selection) == ("CRM", "Tools", "tools")
    assert (crm.levels, crm.favourable, crm.ordered) == ((NOT_TICKED, TICKED), (TICKED,), True)
    assert (mail.column, study.columns()["Q5_1"]) == ("Q5_1", "questions.channels")
    assert study.selections["tools"].other == "tools.more"
    assert study.selections["channels"].options[0].ticked == ("1", "2")


def test_options_read_the_same_answers_only_where_they_are_the_same_words_of_a_cell() -> None:
    questions = parse(BOTH, "study.toml").questions
    crm, maps = questions["tools.crm"], questions["tools.maps"]
    assert crm.column == maps.column
    assert crm.reads_with(crm)
    assert not crm.reads_with(maps)
    assert crm.reads_with(questions["growth"]._replace(column="Tools"))
    assert not crm.reads_with(questions["channels.mail"])


def test_a_section_of_options_holds_them_all_and_then_its_own_questions() -> None:
    section = parse(BOTH, "study.toml").sections["tools"]
    assert [item.id for item in section.items] == ["tools.crm", "tools.maps", "tools.more", "meets"]
    assert [item.question for item in section.items][-1] == "channels.mail"
    assert {item.favourable for item in section.items} == {(TICKED,)}
    assert section.question == "Which tools do you use?"


def test_what_nothing_ticked_means_is_what_an_empty_cell_means_unless_it_is_said() -> None:
    empty = STUDY.replace(
        "[scales.yes_no]", '[export]\nempty = "not asked"\nmissing = { "NA" = "not asked" }\n[scales.yes_no]'
    )
    selections = parse(empty + TICKS, "study.toml").selections
    assert (selections["tools"].nothing, selections["tools"].declared) == ("not asked", False)
    assert (selections["channels"].nothing, selections["channels"].declared) == ("none of them", True)
    assert selections["tools"].missing == {"NA": "not asked"}


@pytest.mark.parametrize(
    ("old", "new", "code", "part", "said"),
    [
        ('other = "more"', 'other = "mor"', "unknown_option", "other =", "did you mean 'more'?"),
        ('delimiter = ", "\n', "", "no_delimiter", "[questions.tools]", 'delimiter = ", "'),
        (
            'phone = { text = "By phone", column = "Q5_2" }',
            'phone = "By phone"',
            "no_column",
            "phone =",
            'column = "channels.phone"',
        ),
        ('crm = "CRM"', 'crm = { text = "CRM", column = "X" }', "option_column", "crm =", "leave out this column"),
        ('text = "How do', 'column = "C"\ntext = "How do', "option_column", 'column = "C"', "leave this column out"),
        ('maps = "Maps, plans"', 'maps = " CRM "', "same_option", "maps =", "the text of crm"),
        ('maps = "Maps, plans"', 'maps = ", "', "empty_option", "maps =", "nothing but delimiters"),
        (
            'maps = "Maps, plans"',
            'maps = { text = "Maps", ticked = ["CRM"] }',
            "same_option",
            "maps =",
            "the ticked of crm",
        ),
        ('column = "Q5_2"', 'column = "Q5_1"', "same_option", "phone =", "the column of mail"),
        ('ticked = ["1", "2"]', 'ticked = ["1", "-"]', "ticked_and_not", "mail =", "'-' means ticked here"),
        ('other = "more"', 'unticked = ["No"]', "unticked_in_cell", 'unticked = ["No"]', "nothing = "),
        (
            'other = "more"',
            'missing = { "CRM" = "not asked" }',
            "missing_is_option",
            'missing = { "CRM',
            "the option crm",
        ),
        (
            'question = "tools.crm"',
            'question = "tools"',
            "question_with_options",
            "Uses a CRM",
            'question = "tools.crm"',
        ),
        (
            'question = "tools.crm"',
            'question = "tools.crn"',
            "unknown_question",
            "Uses a CRM",
            "did you mean 'tools.crm'?",
        ),
        ('is_in = ["Ticked"]', 'is_in = ["Yes"]', "unknown_level", "Uses a CRM", "Ticked"),
        (
            'question = "channels.mail"',
            'question = "channels"',
            "question_with_options",
            "meets",
            'question = "channels.mail"',
        ),
        (
            'options_of = "tools"',
            'options_of = "growth"',
            "unknown_question",
            "options_of",
            "there is: 'tools', 'channels'",
        ),
        ('options_of = "tools"', 'options_of = "tols"', "unknown_question", "options_of", "did you mean 'tools'?"),
        ('title = "Tools"', 'title = "Tools"\nanalysis = "means"', "not_numeric", "options_of", "a numeric question"),
        (
            'title = "Tools"',
            'title = "Tools"\nfavourable = ["Tick"]',
            "unknown_level",
            'favourable = ["Tick"]',
            "'Ticked'",
        ),
        (
            "[sections.tools]",
            '[sections.more]\ntitle = "M"\noptions_of = "tools"\n[sections.tools]',
            "duplicate_item",
            "",
            "sections.more",
        ),
        (
            "[sections.tools]",
            '[questions."tools.crm"]\ntext = "T"\nscale = "yes_no"\n[sections.tools]',
            "duplicate_question",
            "crm =",
            "another name",
        ),
    ],
)
def test_every_fault_of_a_question_with_options_is_told_with_its_line_and_the_way_out(
    old: str, new: str, code: str, part: str, said: str
) -> None:
    assert old in TICKS
    text = STUDY + TICKS.replace(old, new, 1)
    found = problems(text)
    fault = next(problem for problem in found if problem.code == code)
    assert said in str(fault)
    assert not part or fault.place.line == line_of(text, part)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('delimiter = ", "', 'delimiter = ", "\nlevels = ["A"]', "exactly one of scale, levels, numeric and options"),
        ('delimiter = ", "', 'delimiter = ", "\nfavourable = ["A"]', "favourable can only stand in a question with no"),
        (
            'levels = ["Fell"',
            'nothing = "not asked"\nlevels = ["Fell"',
            "nothing can only stand in a question with options",
        ),
        (
            'options_of = "tools"\nquestions = { meets = { text = "By e-mail", question = "channels.mail" } }',
            "",
            "needs questions, or options_of",
        ),
    ],
)
def test_keys_that_cannot_stand_together_are_refused(old: str, new: str, said: str) -> None:
    assert old in BOTH
    assert said in "\n".join(map(str, problems(BOTH.replace(old, new, 1))))


def test_an_unknown_key_of_an_option_has_its_line_and_the_nearest_one() -> None:
    text = STUDY + TICKS.replace('column = "Q5_1"', 'colum = "Q5_1"')
    (problem,) = problems(text)
    assert (problem.code, problem.place.line) == ("unknown_key", line_of(text, "colum ="))
    assert "did you mean 'column'?" in problem.hint


def test_nobody_is_told_that_an_option_does_not_exist_whose_question_has_another_fault() -> None:
    found = problems(STUDY + TICKS.replace('delimiter = ", "', "delimiter = 7"))
    assert [problem.code for problem in found] == ["wrong_value"]


def test_options_that_a_study_takes_over_from_a_template_can_be_added_to() -> None:
    text = 'schema = "samkit-study/1"\ntemplate = "sam"\n[study]\ntitle = "T"\n' + TICKS.replace(
        "[groups.ticks]", "[groups.t]"
    )
    study = parse(text, "s.toml")
    assert "tools.crm" in study.questions
    assert len(study.sections) > 1


def test_the_schema_lets_options_be_texts_or_tables() -> None:
    schema = StudyFile.model_json_schema()
    assert allowed(SCHEMA, tomllib.loads(BOTH))
    assert not allowed(SCHEMA, tomllib.loads(BOTH.replace('column = "Q5_1"', 'colum = "Q5_1"')))
    assert {"options", "delimiter", "other", "nothing", "unticked"} <= set(
        schema["$defs"]["QuestionTable"]["properties"]
    )
    assert "none of them" in json.dumps(schema["$defs"]["QuestionTable"]["properties"]["nothing"])
    assert "anyOf" in json.dumps(schema["$defs"]["OptionTable"])


TOKENS = re.findall(r"\w+|\S|\s+", TICKS)


@settings(max_examples=300)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_mangled_options_give_a_study_or_a_study_error_and_nothing_else(chance: random.Random, changes: int) -> None:
    tokens = list(TOKENS)
    for _ in range(changes):
        place = chance.randrange(len(tokens))
        other = chance.choice([*TOKENS, "nan", "-1", '""', "true", "{", "[[", "0", ".", "tools.crm"])
        tokens[place : place + chance.randint(0, 2)] = [other] * chance.randint(0, 2)
    text = STUDY + "".join(tokens)
    for problem in problems_if_any(text):
        assert problem.place.line is None or 1 <= problem.place.line <= text.count("\n") + 1
