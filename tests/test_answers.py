from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import answers
from samkit.answers import Coded, Numbered
from samkit.tally import Missing
from tests.builders import STUDY, export, study

if TYPE_CHECKING:
    from samkit.errors import Problem

NUMERIC = """schema = "samkit-study/1"
[study]
title = "t"
[questions.q]
text = "q"
numeric = { HOW }
"""


def coded(texts: list[str], text: str = STUDY, question: str = "plan") -> tuple[Coded, list[Problem]]:
    found, problems, _ = answers.read(study(text).questions[question], export({question: texts}), "not answered")
    assert isinstance(found, Coded)
    return found, problems


def numbered(texts: list[str], how: str = "") -> tuple[Numbered, list[Problem], list[str]]:
    question = study(NUMERIC.replace("HOW", how)).questions["q"]
    found, problems, notes = answers.read(question, export({"q": texts}), "not answered")
    assert isinstance(found, Numbered)
    return found, problems, [note.code for note in notes]


def test_levels_become_their_place_on_the_scale_and_missing_answers_their_reason() -> None:
    found, problems = coded(["Agree", "Disagree", "", "Don't know", " Neither "])
    assert found.codes.tolist() == [2, 0, Missing.NOT_ANSWERED, Missing.DOES_NOT_KNOW, 1]
    assert not problems


def test_an_empty_cell_is_missing_for_the_reason_that_the_study_gives() -> None:
    found, _, _ = answers.read(study().questions["plan"], export({"plan": ["", "Agree"]}), "not asked")
    assert isinstance(found, Coded)
    assert found.codes.tolist() == [Missing.NOT_ASKED, 2]


@pytest.mark.parametrize("text", ["agree", "Agree.", "Agre", "Str\u043engly", "3", "Agree; Disagree", "nan", "0"])
def test_a_text_that_is_no_level_is_never_guessed(text: str) -> None:
    found, problems = coded(["Agree", text, text])
    assert found.codes.tolist() == [2, Missing.UNREADABLE, Missing.UNREADABLE]
    assert [(problem.code, problem.place.line) for problem in problems] == [("unknown_label", 3)]
    assert "1 more row" in problems[0].message
    assert problems[0].hint


def test_codes_stand_for_the_levels_that_they_are_declared_for() -> None:
    text = STUDY.replace(
        'favourable = ["Agree"]', 'favourable = ["Agree"]\ncodes = { "1" = "Disagree", "3" = "Agree" }'
    )
    assert coded(["1", "3", "Neither"], text)[0].codes.tolist() == [0, 2, 1]


def test_numbers_are_read_and_what_is_none_has_a_reason() -> None:
    found, problems, _ = numbered(["1.5", "", "-2", "n/a"], 'missing = ["n/a"]')
    np.testing.assert_array_equal(found.values, [1.5, np.nan, -2, np.nan])
    assert found.reasons.tolist() == [0, Missing.NOT_ANSWERED, 0, Missing.NOT_ANSWERED]
    assert not problems


@pytest.mark.parametrize(
    "text", ["1,5", "1e999", "nan", "inf", "0x10", "1_000", "\uff11", "--1", "1.2.3", "12 %", "12abc"]
)
def test_a_text_that_is_no_plain_number_is_refused_or_missing_and_never_a_number(text: str) -> None:
    found, problems, notes = numbered(["1", text])
    assert np.isnan(found.values[1]) or text == "1e999"
    assert problems or "missing_tokens" in notes


def test_a_number_outside_the_declared_range_is_refused_and_one_on_its_edge_is_not() -> None:
    assert not numbered(["0", "10"], "min = 0, max = 10")[1]
    problems = numbered(["-0.001", "10.001"], "min = 0, max = 10")[1]
    assert [problem.code for problem in problems] == ["out_of_range", "out_of_range"]
    assert problems[0].expected == "a number from 0 to 10"


def test_numbers_at_the_edge_that_look_like_codes_are_pointed_out() -> None:
    assert numbered(["1", "2", "999"])[2] == ["likely_missing_codes"]
    assert numbered(["1", "2", "998"])[2] == []


def test_a_question_that_nobody_answered_is_pointed_out() -> None:
    assert numbered(["", ""])[2] == ["item_all_missing"]
