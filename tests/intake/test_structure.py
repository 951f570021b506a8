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
