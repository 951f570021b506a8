"""What of a workbook is hidden, left aside or no table of respondents: told, or refused with the sheet and the cell."""

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkit.errors import DataError
from samkit.readers.export import Settings
from tests.readers.workbooks import (
    HEADER,
    ROWS,
    Cell,
    archive,
    loaded,
    notes,
    parts,
    refused,
    sheet,
    workbook,
)
from tests.reference import SHARED, need_shared


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    content = workbook(
        before='<cols><col min="2" max="2" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>', hidden=[3]
    )
    export = loaded(tmp_path, content, HEADER)
    assert export.rows == 3
    told = [note.text for note in export.notes if note.code == "hidden_cells"]
    assert "1 hidden or filtered row read like the others, first row 3" in told
    assert "1 hidden column read like the others: B" in told


def test_a_hidden_sheet_is_told_and_read_only_if_it_is_named(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS]), "Old": sheet([HEADER, ROWS[0]])}, states={"Old": "veryHidden"})
    export = loaded(tmp_path, archive(made), HEADER)
    assert (export.sheet, export.rows) == ("Answers", 3)
    assert [note.text for note in export.notes] == ["1 hidden sheet not read: 'Old'"]
    named = loaded(tmp_path, archive(made), HEADER, Settings(sheet="Old"))
    assert (named.sheet, named.rows, notes(named)) == ("Old", 1, ["hidden_cells"])


def test_several_sheets_are_listed_and_none_is_guessed(tmp_path: Path) -> None:
    content = archive(parts({"2015": sheet([HEADER, *ROWS]), 'The "new"': sheet([HEADER, *ROWS])}))
    problem = refused(tmp_path, content)
    assert problem.code == "several_sheets"
    assert "'2015', 'The \"new\"'" in problem.message
    assert problem.hint == 'sheet = "2015"'


def test_a_sheet_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    problem = refused(tmp_path, workbook(), settings=Settings(sheet="Answer"))
    assert (problem.code, problem.hint) == ("missing_sheet", "did you mean 'Answers'?")


# Texts and parts


def test_texts_are_plain_and_decoded_once(tmp_path: Path) -> None:
    runs = '<c t="inlineStr"><is><r><t>Agr</t></r><r><rPr><b/></rPr><t>ee</t></r><rPh><t>x</t></rPh></is></c>'
    rows: list[tuple[Cell, ...]] = [
        ("id", "x"),
        (1, runs),
        (2, "_x0041_gree"),
        (3, "_x005F_x0041_"),
        (4, "a_x000D_b"),
        (5, "_xD83D_"),
    ]
    assert loaded(tmp_path, workbook(rows)).columns["x"].texts() == ["Agree", "Agree", "_x0041_", "a\rb", "_xD83D_"]


def test_an_apostrophe_that_only_marks_text_is_none_of_it(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [("id", "x"), (1, '<c t="inlineStr" quotePrefix="1"><is><t>007</t></is></c>')]
    assert loaded(tmp_path, workbook(rows)).columns["x"].texts() == ["007"]


def test_macros_links_and_embedded_files_are_left_aside_and_told(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    made |= {"xl/vbaProject.bin": b"\x00", "xl/externalLinks/externalLink1.xml": "<x/>", "xl/embeddings/a.bin": b"\x00"}
    export = loaded(tmp_path, archive(made), HEADER, name="survey.xlsm")
    (note,) = export.notes
    assert note.code == "parts_left_aside"
    assert all(word in note.text for word in ("macros", "links", "embedded"))


def test_no_part_leaves_the_archive(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    made |= {"../../evil.txt": "x", "/abs.txt": "x", "..\\evil.txt": "x"}
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert loaded(folder, archive(made), HEADER).rows == 3
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["survey.xlsx"]


def test_a_link_to_a_part_outside_is_not_followed(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    links = str(made["xl/_rels/workbook.xml.rels"])
    made["xl/_rels/workbook.xml.rels"] = links.replace("worksheets/sheet1.xml", "../../../etc/passwd")
    assert refused(tmp_path, archive(made)).code == "damaged"


# The table itself, as in delimited text


@pytest.mark.parametrize(
    ("rows", "code", "at"),
    [
        ([HEADER], "no_rows", "Answers"),
        ([], "empty", "Answers"),
        ([("id", "growth", "growth", "q1"), ("R1", 1, 2, "x")], "duplicate_column", "Answers!B1"),
        ([("id", "growth"), ("R1", 1)], "missing_column", "Answers!1"),
        ([(*HEADER, None), ("R1", 1, "x", "more")], "blank_column_name", "Answers!1"),
        ([HEADER, *ROWS, HEADER, *ROWS], "header_repeated", "Answers!5"),
        ([("A title",), HEADER, *ROWS], "no_header", "Answers!2"),
        ([HEADER, *ROWS, ("Total", 3, None)], "footer", "Answers!5"),
    ],
)
def test_the_table_is_judged_like_that_of_a_text(tmp_path: Path, rows: list[tuple[str]], code: str, at: str) -> None:
    problem = refused(tmp_path, workbook(rows))
    assert (problem.code, problem.place.at) == (code, at)


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    export = loaded(tmp_path, workbook([HEADER, ROWS[0], (None,), ("<c />",), ROWS[1]]), HEADER)
    assert list(export.lines) == [2, 5]
    assert notes(export) == ["blank_lines"]


@pytest.mark.parametrize("rows", [[("Q1. Do you?",), ("Answer Choices", "Responses"), ("Yes", 4)]])
def test_a_summary_is_refused_by_its_name(tmp_path: Path, rows: list[tuple[str]]) -> None:
    problem = refused(tmp_path, workbook(rows))
    assert problem.code == "summary_export"
    assert "SurveyMonkey summary" in problem.message


@need_shared
def test_the_real_summary_is_refused_by_its_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(SHARED / "exports" / "surveymonkey_small_mix.zip") as opened:
        (name,) = [name for name in opened.namelist() if name.endswith(".xlsx")]
        problem = refused(tmp_path, opened.read(name))
    assert problem.code == "summary_export"
    assert "SurveyMonkey summary" in problem.message
    assert problem.hint


GOOD = workbook()


@settings(
    derandomize=True, max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_spoilt_archive_is_read_or_refused_and_nothing_else(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for place, value in changes:
        content[place] = value
    with contextlib.suppress(DataError):
        loaded(tmp_path, bytes(content), HEADER)


SHEET = sheet([HEADER, *ROWS], behind='<mergeCells><mergeCell ref="E1:F2"/></mergeCells>')


@settings(
    derandomize=True, max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, len(SHEET) - 1), st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_a_spoilt_sheet_is_read_or_refused_and_nothing_else(tmp_path: Path, changes: list[tuple[int, str]]) -> None:
    content = list(SHEET)
    for place, sign in changes:
        content[place] = sign
    with contextlib.suppress(DataError):
        loaded(tmp_path, archive(parts({"Answers": "".join(content)})), HEADER)
