from __future__ import annotations

import pytest

from samkit import survey
from samkit.answers import Coded
from samkit.errors import DataError
from tests.builders import STUDY, answers, export, study, surveyed

WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nrespondent = "id"\nhide_below')


def made(rows: int = 20, **more: list[str]) -> dict[str, list[str]]:
    return {**answers(rows), "w": ["1"] * rows, "id": [str(row) for row in range(rows)], **more}


def test_every_question_of_the_study_is_coded_for_every_respondent() -> None:
    found = surveyed(answers(30))
    assert set(found.answers) == {"growth", "plan", "train", "meet", "ripe"}
    assert all(isinstance(answer, Coded) and len(answer.codes) == 30 for answer in found.answers.values())
    assert found.respondents == 30
    assert found.weights is None


def test_faults_of_answers_and_weights_are_told_together() -> None:
    columns = made(w=["1"] * 19 + ["-3"], plan=["Agre"] + ["Agree"] * 19)
    with pytest.raises(DataError) as caught:
        surveyed(columns, WEIGHTED)
    assert [problem.code for problem in caught.value.problems] == ["unknown_label", "negative_weight"]


@pytest.mark.parametrize("ids", [["1", "1"], ["1", ""], ["1", " "]])
def test_a_respondent_who_stands_twice_or_has_no_id_is_refused(ids: list[str]) -> None:
    columns = made(id=ids + [str(row) for row in range(50, 68)])
    with pytest.raises(DataError) as caught:
        survey.build(study(WEIGHTED), export(columns))
    assert caught.value.problems[0].place.line in {2, 3}


def test_what_the_reader_noted_is_kept() -> None:
    assert isinstance(surveyed(made(), WEIGHTED).notes, tuple)
