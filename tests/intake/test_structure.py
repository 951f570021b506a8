"""The columns of small made-up tables are found to be the questions that anybody would read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.intake.drafted import drafted

if TYPE_CHECKING:
    from pathlib import Path


def test_an_option_that_is_called_as_a_missing_answer_is_ticked_by_its_own_words(tmp_path: Path) -> None:
    top = ["Which clouds? Select all that apply.", "", "", ""]
    below = ["AWS", "Azure", "N/A", "None"]
    ticked = [{0}, {0, 1}, {1}, {2}, {3}, {2}, set[int](), {0}]
    cells = [[name if place in one else "" for place, name in enumerate(below)] for one in ticked]
    rows = [[str(9_000 + place), "7", *row] for place, row in enumerate(cells)]
    study = drafted(tmp_path, ["Respondent ID", "Collector ID", *top], [["", "", *below], *rows])
    (several,) = study.selections.values()
    assert [option.text for option in several.options] == below
    assert not several.missing


def test_rows_of_a_grid_stay_together_beside_one_in_which_several_answers_stand(tmp_path: Path) -> None:
    levels = ("Never", "Sometimes", "Often", "Always")
    rows = [
        [f"2024/01/02 10:{place // 60:02}:{place % 60:02}", *(levels[(place + row) % 4] for row in range(3))]
        for place in range(60)
    ]
    for place in range(0, 60, 2):
        rows[place][1] = ("Never;Always", "Sometimes;Often", "Never", "Often;Always")[place // 2 % 4]
    study = drafted(tmp_path, ["Timestamp", "Use? [A]", "Use? [B]", "Use? [C]"], rows)
    assert list(study.selections) == ["use_a"]
    assert [item.text for item in study.sections["use"].items] == ["B", "C"]


def test_columns_that_share_only_the_beginning_of_their_headings_keep_all_of_them(tmp_path: Path) -> None:
    rows = [[f"r{place}", ("yes", "no")[place % 2], ("low", "middle", "high")[place % 3]] for place in range(30)]
    study = drafted(tmp_path, ["id", "AI.USE", "AI.TRUST"], rows)
    assert [question.text for question in study.questions.values()] == ["AI.USE", "AI.TRUST"]


def test_questions_with_the_same_answers_in_no_order_share_a_scale(tmp_path: Path) -> None:
    names = ("red", "green", "blue")
    rows = [[f"r{place}", names[place % 3], "x" * (place % 9), names[(place + 1) % 3]] for place in range(30)]
    study = drafted(tmp_path, ["id", "wall", "free", "door"], rows)
    assert study.questions["wall"].levels == study.questions["door"].levels


def test_markup_in_a_heading_is_no_part_of_the_question(tmp_path: Path) -> None:
    rows = [[f"r{place}", ("yes", "no")[place % 2]] for place in range(30)]
    study = drafted(tmp_path, ["id", "<strong>Do you sell &amp; serve?</strong>"], rows)
    assert [(each.id, each.text) for each in study.questions.values()] == [("sell_serve", "Do you sell & serve?")]
