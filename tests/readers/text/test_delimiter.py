from pathlib import Path

import pytest

from samkit.errors import StudyError
from samkit.readers.export import Settings
from tests.readers.made import HEADER, ROWS, cells, codes, lines, loaded, refused, text_of


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_the_one_sign_that_gives_the_columns_of_the_study_is_used_and_said(tmp_path: Path, sign: str) -> None:
    content = text_of(lines(delimiter=sign))
    export = loaded(tmp_path, content)
    assert (codes(export), cells(export)) == (["delimiter_detected"], list(ROWS))
    assert loaded(tmp_path, content, Settings(delimiter=sign)).notes == ()


def test_a_first_line_that_declares_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(["sep=;", *lines(delimiter=";")]))
    assert (codes(export), cells(export), export.lines[0]) == (["delimiter_detected"], list(ROWS), 3)


def test_a_doubled_delimiter_is_read_with_empty_columns_between(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(lines(delimiter="||")))
    assert (codes(export), cells(export)) == (["delimiter_detected", "blank_column_dropped"], list(ROWS))


def test_other_delimiters_inside_cells_do_not_matter(tmp_path: Path) -> None:
    rows = [(*row[:5], "a;b;c|d\te") for row in ROWS]
    export = loaded(tmp_path, text_of(lines(rows)))
    assert (export.notes, cells(export)) == ((), rows)


def test_semicolons_with_decimal_commas_are_read_as_text(tmp_path: Path) -> None:
    rows = [(row[0], row[1].replace(".", ","), *row[2:]) for row in ROWS]
    assert cells(loaded(tmp_path, text_of(lines(rows, delimiter=";")))) == rows


def test_a_delimiter_that_changes_half_way_is_refused_by_line(tmp_path: Path) -> None:
    table = [*lines()[:4], *lines(delimiter=";")[4:7], *lines()[7:]]
    problems = refused(tmp_path, text_of(table))
    assert [problem.place.line for problem in problems] == [5, 6, 7]
    assert all("semicolon" in problem.hint for problem in problems)


def test_a_missing_column_is_told_in_the_delimiter_of_the_file(tmp_path: Path) -> None:
    header = ("id", "groth", *HEADER[2:])
    (problem,) = refused(tmp_path, text_of(lines(header=header, delimiter=";")))
    assert (problem.code, problem.hint) == ("missing_column", "did you mean 'groth'?")


def test_without_a_study_the_sign_that_cuts_every_line_alike_is_taken(tmp_path: Path) -> None:
    assert loaded(tmp_path, text_of(lines(delimiter="\t")), needed=()).header == HEADER
    assert loaded(tmp_path, "id\n1\n2\n", needed=()).header == ("id",)


def test_without_a_study_two_possible_signs_are_refused_and_the_hint_decides(tmp_path: Path) -> None:
    content = "a;b|c\n1;2|3\n4;5|6\n"
    (problem,) = refused(tmp_path, content, needed=())
    assert (problem.code, problem.hint) == ("unclear_delimiter", 'delimiter = ";"')
    assert loaded(tmp_path, content, Settings(delimiter=";"), ()).header == ("a", "b|c")


@pytest.mark.parametrize(
    "settings", [Settings(delimiter=";;"), Settings(delimiter='"'), Settings(delimiter="a"), Settings(escape="\n")]
)
def test_a_sign_that_cannot_stand_between_cells_is_a_fault_of_the_study(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(StudyError) as caught:
        loaded(tmp_path, text_of(lines()), settings)
    assert caught.value.problems[0].place.key.startswith("export.")
