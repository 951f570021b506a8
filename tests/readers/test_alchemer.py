"""Alchemer: its own columns first, then options and rows with the question behind a colon."""

from pathlib import Path

import pytest

from samkit.errors import DataError
from tests.readers.made import cells
from tests.readers.platforms import groups, kinds, loaded

OWN = (
    *(
        "Response ID",
        "Time Started",
        "Date Submitted",
        "Status",
        "Contact ID",
        "Legacy Comments",
        "Comments",
        "Language",
    ),
    *("Referer", "SessionID", "User Agent", "Extended Referer", "Longitude", "Latitude", "Country", "City"),
    *("State/Region", "Postal"),
)
CELLS = (
    *("2018-10-05 11:24:15", "2018-10-05 11:30:00", "Complete", "", "", "", "English", "", "1_abc", "Browser", ""),
    *("8.68", "50.11", "Germany", "Town", "HE", "60311"),
)
QUESTION = "Which tools: all that apply?"
HEADER = (
    *("Role:now", f"CRM:{QUESTION}", f"Mail: daily:{QUESTION}", f"Other - Write In:{QUESTION}"),
    *("Plan:How often?", "Act:How often?", "Country", "Other - Write In (Required):Role:now"),
)
ANSWERS = [
    ("Seller", "CRM", "", "", "Often", "Never", "France", ""),
    ("Other", "", "Mail: daily", "a pigeon", "Never", "Never", "Spain", "Owner"),
    ("Buyer", "CRM", "Mail: daily", "", "", "Often", "", ""),
]
ROWS = [[str(place), *CELLS, *answers] for place, answers in enumerate(ANSWERS * 5, start=1)]


def test_options_and_rows_stand_with_their_question(tmp_path: Path) -> None:
    export = loaded(tmp_path, [*OWN, *HEADER], ROWS)
    assert export.reader == "alchemer"
    options = [f"{QUESTION} [{part}]" for part in ("CRM", "Mail: daily", "Other - Write In")]
    assert groups(export)[QUESTION] == options
    assert [kinds(export)[name] for name in options] == ["option", "option", "other"]
    assert groups(export)["How often?"] == ["How often? [Plan]", "How often? [Act]"]
    assert {kinds(export)[name] for name in groups(export)["How often?"]} == {"grid"}
    assert export.columns[options[1]].asked.part == "Mail: daily"


def test_answers_come_through_cell_by_cell(tmp_path: Path) -> None:
    assert cells(loaded(tmp_path, [*OWN, *HEADER], ROWS)) == [tuple(row) for row in ROWS]


def test_the_columns_of_the_platform_are_told_from_a_question_of_the_same_name(tmp_path: Path) -> None:
    found = kinds(loaded(tmp_path, [*OWN, *HEADER], ROWS))
    personal = {"Contact ID", "Longitude", "Latitude", "Country", "City", "State/Region", "Postal"}
    assert {name for name, kind in found.items() if kind == "personal"} == personal
    assert [name for name, kind in found.items() if kind == "moment"] == ["Time Started", "Date Submitted"]
    assert found["Country (2)"] == ""


def test_the_words_beside_other_belong_to_a_question_further_up(tmp_path: Path) -> None:
    asked = loaded(tmp_path, [*OWN, *HEADER], ROWS).columns["Other - Write In (Required):Role:now"].asked
    assert (asked.group, asked.kind) == ("Role:now", "other")


def test_the_tick_at_other_is_told_from_the_words_beside_it(tmp_path: Path) -> None:
    header = [*OWN, "CRM:Which?", "Other - Write In:Which?", "Other - Write In:Which?"]
    answers = [("CRM", "", ""), ("", "Other - Write In", "a pigeon"), ("CRM", "Other - Write In", "a dove")]
    export = loaded(tmp_path, header, [[str(place), *CELLS, *one] for place, one in enumerate(answers)])
    found = [export.columns[name].asked for name in groups(export)["Which?"]]
    assert [asked.kind for asked in found] == ["option", "option", "other"]
    assert [asked.part for asked in found] == ["CRM", "Other - Write In", "Other - Write In"]


@pytest.mark.parametrize("between", [":", "::", ": "])
def test_question_and_option_are_parted_however_the_colon_is_written(tmp_path: Path, between: str) -> None:
    export = loaded(
        tmp_path, [*OWN, f"A{between}Why?", f"B{between}Why?"], [["1", *CELLS, "A", ""], ["2", *CELLS, "", "B"]]
    )
    assert groups(export)["Why?"] == ["Why? [A]", "Why? [B]"]


def test_a_single_question_with_a_colon_stays_whole(tmp_path: Path) -> None:
    asked = loaded(tmp_path, [*OWN, *HEADER], ROWS).columns["Role:now"].asked
    assert (asked.text, asked.part, asked.kind) == ("Role:now", "", "")


def test_four_of_its_columns_without_those_that_no_other_has_are_only_likely_so(tmp_path: Path) -> None:
    header = [*OWN[:4], "Q"]
    rows = [["1", *CELLS[:3], "a"], ["2", *CELLS[:3], "b"]]
    assert loaded(tmp_path, header, rows).reader == "csv"
    assert loaded(tmp_path, header, rows, likely=True).reader == "alchemer"


def test_the_reader_refuses_a_table_without_its_columns(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Response ID, Time Started"):
        loaded(tmp_path, ["Q1", "Q2"], [["a", "1"], ["b", "2"]], reader="alchemer")
