from pathlib import Path

import pytest

from samkit.readers.text.rows import LONGEST_CELL
from tests.readers.made import HEADER, ROWS, cells, codes, lines, loaded, refused, spoilt, text_of


@pytest.mark.parametrize("blank", ["", "   ", ",,,,,", " , ,,,,", '"","","","","",""', ","])
def test_blank_lines_among_the_rows_are_left_out_and_counted(tmp_path: Path, blank: str) -> None:
    table = lines()
    export = loaded(tmp_path, text_of([*table[:5], blank, blank, *table[5:]]))
    assert (cells(export), codes(export)) == (list(ROWS), ["blank_lines"])
    assert export.notes[0].text.startswith("2 blank lines")
    assert list(export.lines[3:5]) == [5, 8]


def test_blank_lines_at_the_end_are_nothing_to_speak_of(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of([*lines(), "", "  ", ""]))
    assert (cells(export), export.notes) == (list(ROWS), ())


@pytest.mark.parametrize(
    ("text", "found", "hint"),
    [
        ("R003,-2,1.1,Agree", 4, "delimiter"),
        ("R003,-2,1.1,Agree,Disagree,fine,more", 7, "delimiter"),
        ("R003,-2,1.1,Agree,Disagree,fine,,", 8, "2 empty cells too many"),
        ("R003,-2,1.1,Agree,Disagree,'one, two'", 7, "quoted with '"),
        ("R003;-2;1.1;Agree;Disagree;fine", 1, "semicolon"),
        ("one word", 1, "delimiter"),
    ],
)
def test_a_row_of_another_width_is_refused_with_both_widths(tmp_path: Path, text: str, found: int, hint: str) -> None:
    (problem,) = refused(tmp_path, text_of(spoilt(4, text)))
    assert (problem.code, problem.place.line) == ("field_count", 4)
    assert f"{found} cell" in problem.message
    assert problem.message.endswith(str(len(HEADER)))
    assert hint in problem.hint


@pytest.mark.parametrize(("extra", "found"), [(",x", 7), (None, 5)])
def test_rows_that_are_all_one_cell_off_are_all_refused(tmp_path: Path, extra: str | None, found: int) -> None:
    table = lines()
    rows = [line + extra if extra else line.rsplit(",", 1)[0] for line in table[1:]]
    problems = refused(tmp_path, text_of([table[0], *rows]))
    assert [problem.place.line for problem in problems] == list(range(2, 14))
    assert all(f"{found} cells" in problem.message for problem in problems)


def test_a_file_that_ends_within_a_row_was_cut_off(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines())[:-12])
    assert (problem.place.line, problem.code) == (13, "field_count")
    assert "cut off" in problem.hint


def test_the_old_end_of_file_mark_is_no_respondent(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines()) + "\x1a")
    assert problem.place.line == 14
    assert "Ctrl-Z" in problem.hint


@pytest.mark.parametrize("again", [HEADER, HEADER[::-1]])
def test_a_second_header_among_the_rows_is_two_exports_joined(tmp_path: Path, again: tuple[str, ...]) -> None:
    (problem,) = refused(tmp_path, text_of([*lines(), *lines(header=again)]).replace("R001,", "R101,", 1))
    assert (problem.code, problem.place.line) == ("header_repeated", 14)
    assert "joined" in problem.message


def test_one_answer_that_is_the_name_of_a_column_is_an_answer(tmp_path: Path) -> None:
    rows = [(*ROWS[0][:5], "comment"), *ROWS[1:]]
    assert cells(loaded(tmp_path, text_of(lines(rows)))) == rows


def test_a_second_table_is_refused_from_its_first_line(tmp_path: Path) -> None:
    problems = refused(tmp_path, text_of([*lines(), "", "level,count", "Agree,4", "Disagree,8"]))
    assert [problem.place.line for problem in problems] == [15, 16, 17]
    assert all("second table" in problem.hint for problem in problems)


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    for content in (text_of(lines()[:1]), lines()[0]):
        assert [problem.code for problem in refused(tmp_path, content)] == ["no_rows"]


def test_a_cell_over_the_limit_is_refused_with_line_column_and_limit(tmp_path: Path) -> None:
    long = "x" * (LONGEST_CELL + 1)
    (problem,) = refused(tmp_path, text_of(spoilt(4, f"R003,-2,1.1,Agree,Disagree,{long}")))
    assert (problem.code, problem.place.line, problem.place.column) == ("cell_too_long", 4, "comment")
    assert str(LONGEST_CELL) in problem.message
    assert loaded(tmp_path, text_of(spoilt(4, f"R003,-2,1.1,Agree,Disagree,{long[1:]}"))).rows == 12


def test_a_long_line_without_delimiters_is_refused_shortly(tmp_path: Path) -> None:
    problems = refused(tmp_path, text_of([*lines(), "x" * 200_000]))
    assert {problem.code for problem in problems} == {"cell_too_long", "field_count"}
    assert all(len(str(problem)) < 500 for problem in problems)
