from pathlib import Path

import pytest

from tests.readers.made import ROWS, cells, lines, loaded, refused, text_of


@pytest.mark.parametrize(
    "below",
    [
        "Source: panel 2024,,,,,",
        "Total,,12.5,,,",
        "Generated on 1 May,,,,,",
        "* weighted,,,,,",
        "12 respondents in all,,,,,",
    ],
)
def test_a_line_below_the_table_is_no_respondent(tmp_path: Path, below: str) -> None:
    (problem,) = refused(tmp_path, text_of([*lines(), below]))
    assert (problem.code, problem.place.line) == ("footer", 14)
    assert "'q1'" in problem.message


def test_a_footer_without_delimiters_is_refused_by_its_width(tmp_path: Path) -> None:
    problems = refused(tmp_path, text_of([*lines(), "Total,12", "Source: panel 2024"]))
    assert [(problem.code, problem.place.line) for problem in problems] == [("field_count", 14), ("field_count", 15)]


@pytest.mark.parametrize("last", ["R013", "sum01", "note-7", "meander", "9"])
def test_one_who_left_at_once_is_a_respondent(tmp_path: Path, last: str) -> None:
    assert loaded(tmp_path, text_of([*lines(), f"{last},,,,,"])).rows == 13


def test_ids_of_several_words_are_ids_to_the_last_line(tmp_path: Path) -> None:
    rows = [(f"panel {row[0]}", *row[1:]) for row in ROWS]
    assert loaded(tmp_path, text_of([*lines(rows), "panel R013,,,,,"])).rows == 13


def test_answers_that_recur_are_no_footers(tmp_path: Path) -> None:
    rows = [(row[3], *row[1:]) for row in ROWS]
    assert cells(loaded(tmp_path, text_of([*lines(rows), "Average,,,,,"])))[-1][0] == "Average"
