import ast
from pathlib import Path

import pytest

from samkit.readers.export import Settings
from tests.readers.made import HEADER, ROWS, cells, lines, loaded, refused, text_of


@pytest.mark.parametrize(
    "above",
    [
        ["Account survey 2024", ""],
        ["Account survey 2024,,,,,"],
        ['"Survey, 2024"', "", "made today"],
        ["id of survey: 7"],
    ],
)
@pytest.mark.parametrize("sign", [",", ";"])
def test_title_rows_are_refused_and_the_hint_finds_the_header(tmp_path: Path, above: list[str], sign: str) -> None:
    content = text_of([*above, *lines(delimiter=sign)])
    (problem,) = refused(tmp_path, content)
    place = len(above) + 1
    assert (problem.code, problem.place.line, problem.hint) == ("no_header", place, f"header_row = {place}")
    assert f"line {place}" in problem.message
    export = loaded(tmp_path, content, Settings(header_row=place))
    assert (cells(export), export.lines[0]) == (list(ROWS), place + 1)


def test_a_file_without_a_header_is_refused_and_the_hint_names_the_columns(tmp_path: Path) -> None:
    content = text_of(lines()[1:])
    (problem,) = refused(tmp_path, content, needed=HEADER)
    assert (problem.code, problem.place.line) == ("no_header", 1)
    names = ast.literal_eval(problem.hint.split("#")[0].removeprefix("columns = "))
    assert cells(loaded(tmp_path, content, Settings(columns=tuple(names)), HEADER)) == list(ROWS)


def test_names_in_the_study_file_beside_a_header_in_the_file_are_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines()), Settings(columns=HEADER))
    assert (problem.code, problem.place.line) == ("header_repeated", 1)


def test_a_header_row_below_the_end_of_the_file_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines()), Settings(header_row=99))
    assert (problem.code, problem.hint) == ("no_header", "header_row = 1")


def test_blank_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    assert cells(loaded(tmp_path, text_of(["", " ", *lines()]))) == list(ROWS)


def test_a_summary_is_refused_by_its_name(tmp_path: Path) -> None:
    content = text_of(["Do you agree?,", "Answer Choices,Responses,", "Agree,50.00%,6", "Answered,,12", "Skipped,,0"])
    (problem,) = refused(tmp_path, content)
    assert (problem.code, problem.place.line) == ("summary_export", 2)
