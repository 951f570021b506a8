"""Google Forms: a time stamp in any language, grids in brackets, ticked options in one cell."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from samkit.errors import DataError
from samkit.readers.choose import read
from samkit.readers.export import Settings
from samkit.readers.moments import moments
from tests.readers.made import cells, saved
from tests.readers.platforms import groups, kinds, loaded, told
from tests.reference import SHARED, need_shared

ARCHIVE = SHARED / "exports" / "surveymonkey_small_mix.zip"
MEMBER = "googleforms_cncf_maintainers2018h1.csv"
HEADER = (
    *("Timestamp", "Email Address", "Which tools?", "How often? [Mail]", "How often? [Phone]", "What else?", ""),
    *("What else?", "Rate us [1-5]", "Which tools? [Score]"),
)
TICKED = ("CRM (own, hosted)", "Mail", "CRM (own, hosted), Mail", "None", "Mail, Phone", "Phone")
ROWS = [
    (
        f"6/{day}/2018 23:29:42",
        f"r{day}@example.org",
        TICKED[day % 6],
        "Often",
        "Never",
        "Fine,\nthanks",
        "",
        "",
        "4",
        "2",
    )
    for day in range(1, 29)
]


def test_questions_grids_and_packed_options_are_found(tmp_path: Path) -> None:
    export = loaded(tmp_path, HEADER, ROWS)
    assert export.reader == "googleforms"
    assert kinds(export) == {
        "Timestamp": "moment",
        "Email Address": "personal",
        "Which tools?": "packed",
        "How often? [Mail]": "grid",
        "How often? [Phone]": "grid",
        "What else?": "",
        "What else? (2)": "",
        "Rate us [1-5]": "",
        "Which tools? [Score]": "meta",
    }
    assert groups(export)["How often?"] == ["How often? [Mail]", "How often? [Phone]"]
    assert export.columns["How often? [Phone]"].asked.part == "Phone"
    assert len(told(export, "blank_column_dropped")) == 1
    assert cells(export) == [(*row[:6], *row[7:]) for row in ROWS]


@pytest.mark.parametrize(
    ("name", "stamp"),
    [
        ("Timestamp", "2020/04/15 10:30:55 AM GMT+2"),
        ("Zeitstempel", "15.04.2020 10:30:55"),
        ("Horodateur", "15/04/2020 10:30:55"),
        ("ประทับเวลา", "2562/07/26 10:06:06 หลังเที่ยง GMT+7"),
        ("タイムスタンプ", "2020/04/15 10:30:55"),
        ("타임스탬프", "2020. 4. 15 오전 10:30:55"),
    ],
)
def test_the_time_stamp_is_recognised_in_every_language(tmp_path: Path, name: str, stamp: str) -> None:
    export = loaded(tmp_path, [name, "Q"], [[stamp, "a"], [stamp, "b"]])
    assert export.reader == "googleforms"
    assert export.columns[name].asked.kind == "moment"
    assert moments(export.columns[name].categories).unreadable == ()


def test_a_column_of_times_with_another_name_is_only_likely_a_form(tmp_path: Path) -> None:
    header = ["When", "[C1]", "[C2]"]
    rows = [["2020-04-15 10:30:55", "a", "b"], ["2020-04-15 10:31:00", "b", "b"]]
    assert loaded(tmp_path, header, rows).reader == "csv"
    assert loaded(tmp_path, header, rows, likely=True).reader == "googleforms"


def test_a_log_whose_first_column_is_no_time_is_none(tmp_path: Path) -> None:
    assert loaded(tmp_path, ["Timestamp", "Q"], [["1586945455", "a"], ["1586945456", "b"]]).reader == "csv"


def test_rows_whose_question_the_file_does_not_tell_are_one_grid_and_told(tmp_path: Path) -> None:
    header = ["ประทับเวลา", "[C1]", "[C2]", "คำถาม", "[D1]", "[D2]"]
    rows = [["2562/07/26 10:06:06 ก่อนเที่ยง GMT+7", "ดี", "แย่", "x", "ดี", "ดี"]] * 2
    export = loaded(tmp_path, header, rows)
    assert groups(export)["[C1] to [C2]"] == ["[C1]", "[C2]"]
    assert groups(export)["[D1] to [D2]"] == ["[D1]", "[D2]"]
    (text,) = told(export, "structure")[:1]
    assert "1 multi" not in text
    assert any("4 rows of grids whose question the file does not tell" in text for text in told(export, "structure"))


@pytest.mark.parametrize("sign", [", ", ";"])
def test_options_are_packed_with_either_sign(tmp_path: Path, sign: str) -> None:
    ticks = [("A (b, c)", "D"), ("D",), ("A (b, c)",), ("D", "E"), ("E",), ("A (b, c)", "E")]
    rows = [[f"2020/04/15 10:30:{place:02}", sign.join(one)] for place, one in enumerate(ticks)]
    assert kinds(loaded(tmp_path, ["Timestamp", "Which?"], rows))["Which?"] == "packed"


def test_a_few_grid_cells_with_two_levels_stay_a_grid_and_are_told(tmp_path: Path) -> None:
    levels = ["Often", "Sometimes", "Never"]
    rows = [["2020/04/15 10:30:00", levels[place % 3], levels[place // 3 % 3]] for place in range(90)]
    rows[40][1] = "Often;Sometimes"
    export = loaded(tmp_path, ["Timestamp", "How? [a]", "How? [b]"], rows)
    assert kinds(export)["How? [a]"] == "grid"
    assert "1 cell of column 'How? [a]' with several answers, ';' between them" in told(export, "structure")


def test_a_column_without_a_heading_that_holds_something_is_named_after_its_place(tmp_path: Path) -> None:
    export = loaded(tmp_path, ["Timestamp", "", "Q"], [["2020/04/15 10:30:00", "x", "a"]] * 2)
    assert list(export.columns) == ["Timestamp", "column 2", "Q"]


def test_addresses_are_personal_whatever_their_heading(tmp_path: Path) -> None:
    rows = [["2020/04/15 10:30:00", "a@example.org"], ["2020/04/15 10:31:00", "b@example.org"]]
    assert kinds(loaded(tmp_path, ["Timestamp", "อีเมล"], rows))["อีเมล"] == "personal"


def test_the_points_of_a_quiz_are_no_question(tmp_path: Path) -> None:
    rows = [["2020/04/15 10:30:00", "5 / 10", "a"], ["2020/04/15 10:31:00", "7.5 / 10", "b"]]
    assert list(kinds(loaded(tmp_path, ["Timestamp", "Score", "Q"], rows)).values()) == ["moment", "meta", ""]


def test_the_reader_refuses_a_table_without_times(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no points in time") as caught:
        loaded(tmp_path, ["Q1", "Q2"], [["a", "1"], ["b", "2"]], reader="googleforms")
    assert caught.value.problems[0].hint == 'reader = "csv"'


@need_shared
def test_a_real_form_comes_through_cell_by_cell_with_its_one_multi_select_question(tmp_path: Path) -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        content = archive.read(MEMBER)
    export = read(saved(tmp_path, content, MEMBER), Settings(), (), keep_all=True)
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (export.reader, export.rows) == ("googleforms", len(rows))
    assert header[1] == "" and not any(row[1] for row in rows)  # noqa: PT018
    assert cells(export) == [tuple(cell.strip(" ") for cell in (row[0], *row[2:])) for row in rows]
    assert [name[:2] for name, kind in kinds(export).items() if kind == "packed"] == ["6."]
    stamps = moments(export.columns["Timestamp"].categories)
    assert stamps.unreadable == ()
    assert stamps.decided == ("dates were read as month/day/year",)


def test_a_grid_decides_as_a_whole_whether_several_levels_may_be_ticked(tmp_path: Path) -> None:
    levels = ("Never", "Often", "Always")
    rows = [[f"2024/01/02 10:{place // 60:02}:{place % 60:02}", *[levels[place % 3]] * 4] for place in range(90)]
    for place in (0, 30, 60):
        rows[place][1] = "Never;Always"
    export = loaded(tmp_path, ["Timestamp", *(f"Tools? [{row}]" for row in "ABCD")], rows)
    assert [kinds(export)[f"Tools? [{row}]"] for row in "ABCD"] == ["grid"] * 4
    assert any("3 cells of column 'Tools? [A]'" in text for text in told(export, "structure"))
