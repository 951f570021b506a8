"""Ranges that a spreadsheet turned into dates: found where something speaks for them, and nowhere else."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.export import Settings
from samkit.readers.spoilt import likely_range, spoilt
from tests.readers.made import loaded

MONTHS = [dt.date(2000, month, 1) for month in range(1, 13)]


@given(st.integers(1, 12), st.integers(13, 31))
def test_a_month_and_a_day_are_put_back_in_order(low: int, high: int) -> None:
    month = MONTHS[low - 1]
    assert likely_range(f"{high}-{month:%b}") == f"{low}-{high}"
    assert likely_range(f"{high} {month:%B}") == f"{low}-{high}"


@given(st.integers(1, 12), st.integers(32, 99))
def test_a_month_and_a_year_are_put_back(low: int, high: int) -> None:
    assert likely_range(f"{MONTHS[low - 1]:%b}-{high:02}") == f"{low}-{high}"


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        *(("5-Feb", "2-5"), ("10-Jun", "6-10"), ("Oct-49", "10-49"), ("20-Nov", "11-20"), ("5-Jan", "1-5")),
        *(("20. Mär", "3-20"), ("Okt 49", "10-49"), ("févr.-20", "2-20"), ("10-juin", "6-10"), ("15-dic", "12-15")),
        *(("2022-02-05", "2-5"), ("2022-06-10 00:00:00", "6-10"), ("1949-10-01", "10-49")),
        *(("5-May", ""), ("May-03", ""), ("2-5", ""), ("5-Foo", ""), ("2022-02-05 10:30", ""), ("", "")),
    ],
)
def test_a_date_is_put_back_in_the_languages_of_spreadsheets(text: str, likely: str) -> None:
    assert likely_range(text) == likely


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "5-Feb", "10-Jun", "20-Nov", "21+"],
        ["<10", "Oct-49", "50-99"],
        ["5-Feb", "10-Jun", "20-Nov"],
        ["1 to 5", "20-Jun"],
        ["5-Jan", "more than 6 but < 9", "6 bis 20"],
        ["2022-02-05", "2022-06-10", "11-20"],
    ],
)
def test_dates_among_ranges_are_found(texts: Sequence[str]) -> None:
    found = spoilt(texts)
    assert found
    assert set(found) == {text for text in texts if likely_range(text)}


@given(st.lists(st.dates(), min_size=1, max_size=80, unique=True))
def test_a_column_of_dates_is_left_in_peace(dates: list[dt.date]) -> None:
    assert spoilt([f"{date:%Y-%m-%d}" for date in dates]) == {}


@pytest.mark.parametrize(
    "texts",
    [
        ["5-Feb", "3-Mar"],
        ["5-Feb", "6-Feb", "7-Feb"],
        ["2-5", "6-10", "11-20"],
        ["March", "May", "2-5"],
        ["2022-02-05 10:20", "2022-06-10"],
        [*(f"{day}-Feb" for day in range(1, 29)), "3+"],
        [],
    ],
)
def test_dates_with_nothing_that_speaks_for_ranges_are_left_in_peace(texts: Sequence[str]) -> None:
    assert spoilt(texts) == {}


def test_the_note_says_what_was_likely_meant_and_how_often(tmp_path: Path) -> None:
    content = "id,size\n1,5-Feb\n2,10-Jun\n3,21+\n4,5-Feb\n"
    export = loaded(tmp_path, content, Settings(), ("id", "size"))
    (note,) = [note for note in export.notes if note.code == "spoilt_ranges"]
    assert "'5-Feb' was likely '2-5', '10-Jun' was likely '6-10' (3 cells, first in 'size')" in note.text
    assert export.columns["size"].texts() == ["5-Feb", "10-Jun", "21+", "5-Feb"]
