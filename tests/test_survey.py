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
    assert found.design is None


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


def test_the_design_stands_beside_the_answers_and_its_faults_among_theirs() -> None:
    text = WEIGHTED.replace("hide_below", 'stratum = "s"\nhide_below', 1)
    found = surveyed(made(s=["a", "b"] * 10), text)
    assert found.design is not None
    assert found.design.stratum is not None
    assert found.design.stratum.tolist() == [0, 1] * 10
    assert [note.code for note in found.notes if note.code == "design"] == ["design"]
    with pytest.raises(DataError) as caught:
        surveyed(made(s=["a", ""] * 10, plan=["Agre"] + ["Agree"] * 19), text)
    assert [problem.code for problem in caught.value.problems][:2] == ["unknown_label", "missing_stratum"]


def test_a_text_that_means_a_missing_answer_anywhere_is_no_stratum() -> None:
    text = (
        WEIGHTED.replace("hide_below", 'stratum = "s"\nhide_below', 1) + '[export]\nmissing = { "NA" = "not asked" }\n'
    )
    with pytest.raises(DataError, match="no stratum"):
        surveyed(made(s=["a", "NA"] * 10), text)


def test_what_the_reader_noted_is_kept() -> None:
    assert isinstance(surveyed(made(), WEIGHTED).notes, tuple)
