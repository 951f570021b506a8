"""Workbooks that are in order: every cell comes through as the text that a CSV of the same survey would hold."""

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkit.readers.export import Settings
from samkit.readers.source import Source
from samkit.readers.workbook import first_records
from tests.readers.made import cells
from tests.readers.workbooks import HEADER, MAIN, ROWS, archive, loaded, parts, sheet, workbook

PRINTED = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
VALUES = st.one_of(PRINTED, st.integers(-(10**14), 10**14), st.floats(-1e300, 1e300), st.booleans())


def texts(folder: Path, *values: str) -> list[str]:
    """Give the texts of cells that are written one below the other in one column."""
    export = loaded(folder, workbook([("x",), *((value,) for value in values)]))
    return export.columns["x"].texts()


def test_numbers_words_and_truth_come_through_as_in_a_csv(tmp_path: Path) -> None:
    export = loaded(tmp_path, workbook())
    assert cells(export) == [("R1", "1.5", "Agree"), ("R2", "2", "Disagree"), ("R3", "-0.25", "Agree")]
    assert (export.reader, export.header, list(export.lines)) == ("xlsx", HEADER, [2, 3, 4])
    assert export.notes == ()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("3", "3"),
        ("3.0", "3"),
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1E3", "1000"),
        ("-0", "0"),
        ("1e-07", "1e-07"),
    ],
)
def test_a_number_has_the_digits_that_tell_it_apart_and_no_more(tmp_path: Path, raw: str, text: str) -> None:
    assert texts(tmp_path, f"<c ><v>{raw}</v></c>") == [text]


@pytest.mark.parametrize(
    ("style", "serial", "text"),
    [
        (1, "45322", "2024-01-31"),
        (1, "1", "1900-01-01"),
        (1, "59", "1900-02-28"),
        (1, "60", "1900-02-29"),
        (1, "61", "1900-03-01"),
        (1, "2958465", "9999-12-31"),
        (1, "45322.75", "2024-01-31 18:00:00"),
        (2, "45322", "2024-01-31 00:00:00"),
        (2, "45322.520844907405", "2024-01-31 12:30:01"),
        (3, "2.5", "2.5"),
        (4, "0.5", "12:00:00"),
        (5, "1.25", "30:00:00"),
        (1, "-3", "-3"),
        (1, "3000000", "3000000"),
    ],
)
def test_days_and_times_are_told_by_the_format_of_the_cell(tmp_path: Path, style: int, serial: str, text: str) -> None:
    assert texts(tmp_path, f'<c s="{style}"><v>{serial}</v></c>') == [text]


def test_texts_that_cells_share_are_read_with_their_runs(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([("x",), ('<c t="s"><v>1</v></c>',), ('<c t="s"><v>0</v></c>',)])})
    rich = "<si><r><t>Dis</t></r><r><rPr><b/></rPr><t>agree</t></r><rPh sb='0'><t>no</t></rPh></si>"
    made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>Agree</t></si>{rich}</sst>'
    assert loaded(tmp_path, archive(made)).columns["x"].texts() == ["Disagree", "Agree"]


def test_a_workbook_of_the_strict_kind_with_prefixes_is_read(tmp_path: Path) -> None:
    made = parts({"Answers": sheet([HEADER, *ROWS])})
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    made["xl/worksheets/sheet1.xml"] = re.sub(r"<(/?)(\w)", r"<\1s:\2", str(made["xl/worksheets/sheet1.xml"])).replace(
        f'xmlns="{MAIN}"', f'xmlns:s="{strict}"'
    )
    assert loaded(tmp_path, archive(made), HEADER).rows == 3


def test_a_calendar_that_begins_in_1904_is_read_as_one(tmp_path: Path) -> None:
    rows = sheet([("x",), ('<c s="1"><v>43860</v></c>',), ('<c s="1"><v>0</v></c>',)])
    export = loaded(tmp_path, archive(parts({"Answers": rows}, date1904=True)))
    assert export.columns["x"].texts() == ["2024-01-31", "1904-01-01"]


def test_cells_stand_where_they_say_and_missing_ones_are_empty(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
    rows += '<row r="3"><c r="B3"><v>7</v></c></row><row><c><v>8</v></c></row>'
    content = sheet([]).replace("<sheetData>", f"<sheetData>{rows}")
    export = loaded(tmp_path, archive(parts({"Answers": content})))
    assert cells(export) == [("", "7"), ("8", "")]
    assert list(export.lines) == [3, 4]


def test_a_place_names_the_sheet_and_the_cell(tmp_path: Path) -> None:
    export = loaded(tmp_path, workbook())
    assert str(export.place(1, "q1")).endswith("survey.xlsx, Answers!C3, column 'q1'")


def test_the_sheet_that_the_study_names_is_read(tmp_path: Path) -> None:
    content = archive(parts({"Key": sheet([("a",), (1,)]), "Answers": sheet([HEADER, *ROWS])}))
    assert loaded(tmp_path, content, HEADER, Settings(sheet="Answers")).rows == 3


def test_empty_sheets_beside_the_one_with_answers_are_passed_over(tmp_path: Path) -> None:
    content = archive(parts({"Sheet1": sheet([]), "Answers": sheet([HEADER, *ROWS]), "Sheet3": sheet([(None,)])}))
    assert loaded(tmp_path, content, HEADER).sheet == "Answers"


def test_the_first_records_are_seen_without_reading_the_rest() -> None:
    rows = [("a", "b"), (None, None), (1, 2), (3, 4)]
    source = Source("survey.xlsx", workbook(rows), "")
    assert first_records(source, 2) == (("a", "b"), ("1", "2"))
    assert first_records(source._replace(data=b"PK\x03\x04"), 2) == ()


def test_a_header_below_titles_is_read_where_the_study_says_and_told_where_it_does_not(tmp_path: Path) -> None:
    content = workbook([("Our survey",), (None,), HEADER, *ROWS])
    assert loaded(tmp_path, content, HEADER, Settings(header_row=3)).rows == 3


def test_a_platform_s_table_in_a_workbook_is_read_by_its_form(tmp_path: Path) -> None:
    header = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Which tools?", "Well?")
    rows = [
        (place, '<c s="2"><v>45322.5</v></c>', '<c s="2"><v>45322.75</v></c>', "anonymous", None, None, ticked, "Yes")
        for place, ticked in enumerate(("CRM;", "CRM;Mail;", "Mail;", "CRM;Phone;", "Phone;", "Mail;Phone;"), start=1)
    ]
    export = loaded(tmp_path, workbook([header, *rows]))
    assert export.reader == "microsoftforms"
    assert export.columns["Which tools?"].asked.kind == "packed"
    assert export.columns["Start time"].texts()[0] == "2024-01-31 12:00:00"
    assert export.place(0, "Well?").at == "Answers!H2"


def text_of(value: Any) -> str:
    """Write a value as a spreadsheet program exports it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    return str(value).strip(" ")


@settings(derandomize=True, max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_another_program_writes_comes_through_unchanged(tmp_path: Path, rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["id", "a", "b", "c"])
    for number, row in enumerate(rows):
        page.append([f"R{number}"])
        for place, value in enumerate(row, start=2):
            written = page.cell(page.max_row, place, value)
            written.data_type = "s" if isinstance(value, str) else written.data_type
    buffer = io.BytesIO()
    book.save(buffer)
    export = loaded(tmp_path, buffer.getvalue(), ("id",))
    again = openpyxl.load_workbook(io.BytesIO(buffer.getvalue())).active
    assert again is not None
    seen = [list(row[1:]) for row in again.iter_rows(min_row=2, max_col=4, values_only=True)]
    wanted = [["" if value is None else text_of(value) for value in row] for row in seen]
    assert [list(row[1:]) for row in cells(export)] == wanted
