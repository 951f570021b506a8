"""Workbooks that are not in order: each is refused with the sheet and the cell, or read and said to be what it is."""

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from samkit import survey
from samkit.errors import DataError
from samkit.study.load import load
from tests.readers.made import cells
from tests.readers.workbooks import (
    HEADER,
    MAIN,
    ROWS,
    Cell,
    archive,
    loaded,
    parts,
    refused,
    sheet,
    workbook,
)

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
STUDY = """
schema = "samkit-study/1"
[study]
title = "Workbooks"
respondent = "id"
[questions.growth]
text = "How much did revenue grow?"
numeric = {}
"""


def one_cell(value: Cell) -> bytes:
    """Write the workbook with another cell in the row of the second respondent, column growth."""
    return workbook([HEADER, ROWS[0], ("R2", value, "Disagree"), ROWS[2]])


def coded(folder: Path, content: bytes) -> DataError | None:
    """Code the answers of a workbook as a study of one numeric question does; give what stops it."""
    (folder / "study.toml").write_text(STUDY)
    study = load(folder / "study.toml")
    try:
        survey.build(study, loaded(folder, content, HEADER))
    except DataError as error:
        return error
    return None


# What is no workbook


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"id,growth\nR1,1\n", "text"),
        (b"<html><body>Log in</body></html>", "HTML"),
        (OLE2, "XLS"),
        (b"%PDF-1.7\n", "PDF"),
        (archive({"survey.csv": "id\n1\n"}), "ZIP"),
        (archive({"[Content_Types].xml": "", "word/document.xml": ""}), "Word"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(tmp_path: Path, content: bytes, word: str) -> None:
    problem = refused(tmp_path, content)
    assert problem.code in {"wrong_type", "empty"}
    assert word in problem.message
    assert "XLSX workbook" in problem.message
    assert problem.hint


@pytest.mark.parametrize("name", ["survey.csv", "survey.txt"])
def test_a_workbook_under_the_name_of_text_is_named_for_what_it_is(tmp_path: Path, name: str) -> None:
    problem = refused(tmp_path, workbook(), name=name)
    assert (problem.code, "XLSX" in problem.message, ".xlsx" in problem.hint) == ("wrong_type", True, True)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95, 0.999])
def test_a_workbook_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    content = workbook()
    assert refused(tmp_path, content[: int(len(content) * share)]).code in {"damaged", "wrong_type"}


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_workbook_without_a_part_that_it_needs_is_refused(tmp_path: Path, missing: str) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    del made[missing]
    assert refused(tmp_path, archive(made)).code == "damaged"


def test_a_workbook_without_a_sheet_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, archive(parts({}))).code == "damaged"


def test_a_workbook_with_two_parts_of_one_name_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        opened.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(tmp_path, buffer.getvalue()).code == "damaged"


@pytest.mark.parametrize(
    "spoilt",
    [
        '<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>x</v></c></row>',
        '<row r="2"><c r="A2"><v>12a</v></c></row>',
        '<row r="2"><c r="B2"/><c r="A2"/></row>',
        '<row r="2"><c r="A2"/><c r="A2"/></row>',
        '<row r="2"><c r="A9"/></row>',
        '<row r="2"><c r="ZZZ2"/></row>',
        '<row r="2"/><row r="2"/>',
        '<row r="9999999"/>',
        '<row r="2"><c r="A2">',
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(tmp_path: Path, spoilt: str) -> None:
    content = sheet([HEADER]).replace("</sheetData>", f"{spoilt}</sheetData>")
    assert refused(tmp_path, archive(parts({"Answers": content}))).code == "damaged"


# What would grow beyond all bounds


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_not_unpacked(tmp_path: Path) -> None:
    filling = "<c><v>1</v></c>" * 2_000_000
    content = archive(parts({"Answers": sheet([HEADER]).replace("</sheetData>", f"<row>{filling}</row></sheetData>")}))
    assert len(content) < 200_000
    tracemalloc.start()
    problem = refused(tmp_path, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.code == "archive_bomb"
    assert peak < 5_000_000


def test_an_archive_whose_directory_lies_gives_no_more_than_it_says(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    made["xl/worksheets/sheet1.xml"] = sheet([HEADER]).replace("</sheetData>", "<row/>" * 3_000_000 + "</sheetData>")
    content = bytearray(archive(made))
    size = struct.pack("<I", len(made["xl/worksheets/sheet1.xml"]))
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 4096)
    tracemalloc.start()
    problem = refused(tmp_path, bytes(content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.code == "damaged"
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">',
        f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>',
    ],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_before_they_are_expanded(tmp_path: Path, declaration: str, part: str) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    made[part] = declaration + str(made[part])
    began = time.monotonic()
    assert refused(tmp_path, archive(made)).code == "xml_entities"
    assert time.monotonic() - began < 1


def test_a_cell_over_the_limit_is_refused_by_its_name(tmp_path: Path) -> None:
    problem = refused(tmp_path, one_cell("long " * 30_000))
    assert (problem.code, problem.place.at) == ("cell_too_long", "Answers!B3")


def test_a_shared_text_over_the_limit_is_refused_by_the_name_of_its_cell(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, ("R1", 1, '<c t="s"><v>0</v></c>')])})
    made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>{"abcdefgh" * 20_000}</t></si></sst>'
    problem = refused(tmp_path, archive(made))
    assert (problem.code, problem.place.at) == ("cell_too_long", "Answers!C2")


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    export = loaded(tmp_path, workbook(before='<dimension ref="A1:XFD1048576"/>'), HEADER)
    assert cells(export) == cells(loaded(tmp_path, workbook(), HEADER))


def test_styled_cells_beyond_the_answers_are_no_answers(tmp_path: Path) -> None:
    rows = [(*row, *(["<c />"] * 50)) for row in (HEADER, *ROWS)] + [("<c />",)] * 30
    assert cells(loaded(tmp_path, workbook(rows), HEADER)) == cells(loaded(tmp_path, workbook(), HEADER))


# Cells that are not what they seem


@pytest.mark.parametrize("written", ["<c ><f>1+1</f></c>", "<c ><f>1+1</f><v></v></c>", "<c ><f>1+1</f><v/></c>"])
def test_a_formula_that_was_never_computed_is_no_missing_answer(tmp_path: Path, written: str) -> None:
    problem = refused(tmp_path, one_cell(written))
    assert (problem.code, problem.place.at, problem.place.column) == ("formula_without_value", "Answers!B3", "growth")
    assert "save" in problem.hint


def test_the_results_of_formulas_are_read(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [
        HEADER,
        ("R1", "<c ><f>1+1</f><v>2</v></c>", '<c t="str"><f>A1</f><v>Agree</v></c>'),
    ]
    rows += [("R2", 3, '<c t="str"><f>IF(1,"")</f><v></v></c>')]
    assert cells(loaded(tmp_path, workbook(rows), HEADER)) == [("R1", "2", "Agree"), ("R2", "3", "")]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"])
def test_a_formula_that_failed_is_refused_by_the_name_of_its_cell(tmp_path: Path, error: str) -> None:
    problem = refused(tmp_path, one_cell(f'<c t="e"><f>1/0</f><v>{error}</v></c>'))
    assert (problem.code, problem.place.at, problem.got) == ("error_value", "Answers!B3", error)


@pytest.mark.parametrize("raw", ["1234567890123456", "1.23456789012345E+19", "12345678901234567890"])
def test_an_id_that_lost_its_digits_is_refused(tmp_path: Path, raw: str) -> None:
    problem = refused(tmp_path, workbook([HEADER, (f"<c ><v>{raw}</v></c>", 1, "Agree")]))
    assert (problem.code, problem.place.at) == ("lost_digits", "Answers!A2")
    assert "more than 15 digits" in problem.message


@pytest.mark.parametrize("value", ["<c ><f>1</f></c>", '<c t="e"><v>#N/A</v></c>', "<c ><v>12345678901234567</v></c>"])
def test_a_faulty_cell_in_a_column_without_use_is_no_fault(tmp_path: Path, value: str) -> None:
    assert loaded(tmp_path, one_cell(value), ("id", "q1")).rows == 3


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1,5", 'decimal = ","'),
        ("12 %", 'strip = "%"'),
        (True, ""),
        ('<c s="1"><v>45322</v></c>', ""),
        ("lots", "missing"),
    ],
)
def test_what_is_no_number_is_told_like_that_of_a_csv_by_its_cell(tmp_path: Path, value: Cell, hint: str) -> None:
    error = coded(tmp_path, one_cell(value))
    assert error is not None
    (problem,) = error.problems
    assert (problem.code, problem.place.at) == ("not_a_number", "Answers!B3")
    assert "Answers!B3, column 'growth'" in str(problem)
    assert hint in problem.hint


def test_a_number_that_is_stored_as_text_is_a_number(tmp_path: Path) -> None:
    assert coded(tmp_path, one_cell("1.5")) is None


def test_an_id_that_stands_twice_is_told_by_its_cell(tmp_path: Path) -> None:
    error = coded(tmp_path, workbook([HEADER, *ROWS, ROWS[0]]))
    assert error is not None
    assert error.problems[0].place.at == "Answers!A5"
    assert "row 2" in error.problems[0].message


@pytest.mark.parametrize(("merged", "at"), [("B2:B3", "Answers!B2"), ("A3:C3", "Answers!A3"), ("B1:B4", "Answers!B2")])
def test_merged_cells_among_the_answers_are_refused(tmp_path: Path, merged: str, at: str) -> None:
    content = workbook(behind=f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>')
    problem = refused(tmp_path, content)
    assert (problem.code, problem.place.at) == ("merged_cells", at)


@pytest.mark.parametrize("merged", ["A1:C1", "E2:F3", "A9:C12"])
def test_merged_cells_round_the_answers_are_no_fault(tmp_path: Path, merged: str) -> None:
    content = workbook(behind=f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>')
    assert loaded(tmp_path, content, HEADER).rows == 3
