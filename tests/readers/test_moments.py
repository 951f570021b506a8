"""Points in time are read over the whole column, and every decision is told."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.moments import moments

TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31)).map(lambda time: time.replace(microsecond=0))  # noqa: DTZ001
SPELLINGS = {
    "ISO 8601": "%Y-%m-%dT%H:%M:%S",
    "with slashes": "%Y/%m/%d %H:%M:%S",
    "month in words": "%b %d, %Y %I:%M:%S %p",
    "with the weekday": "%a %b %d %Y %H:%M:%S",
}


def read(*texts: str) -> list[str]:
    return [str(value) for value in moments(texts).values]


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@given(times=st.lists(TIMES, min_size=1, max_size=20))
def test_a_spelling_that_tells_the_order_is_read_back_whatever_the_moment(spelling: str, times: list[datetime]) -> None:
    found = moments([time.strftime(spelling) for time in times])
    assert found.values.tolist() == times
    assert found.certain
    assert found.unreadable == ()


@pytest.mark.parametrize(
    ("spelling", "words"), [("%m/%d/%Y %H:%M", "month/day/year"), ("%d/%m/%Y %H:%M", "day/month/year")]
)
@given(times=st.lists(TIMES.map(lambda time: time.replace(second=0)), max_size=20))
def test_one_day_above_twelve_tells_the_order_of_the_whole_column(
    spelling: str, words: str, times: list[datetime]
) -> None:
    telling = [*times, datetime(2020, 3, 31)]  # noqa: DTZ001
    found = moments([time.strftime(spelling) for time in telling])
    assert found.values.tolist() == telling
    assert found.decided[0] == f"dates were read as {words}"


@given(times=st.lists(TIMES, min_size=1, max_size=10), hours=st.integers(-12, 14))
def test_an_offset_brings_a_moment_to_utc(times: list[datetime], hours: int) -> None:
    ahead = timedelta(hours=hours)
    local = [(time + ahead).strftime("%Y-%m-%d %H:%M:%S") + f" GMT{hours:+d}" for time in times]
    assert moments(local).values.tolist() == times


@given(times=st.lists(TIMES, min_size=1, max_size=10))
def test_the_day_numbers_of_a_spreadsheet_are_days_since_the_end_of_1899(times: list[datetime]) -> None:
    numbers = [(time - datetime(1899, 12, 30)) / timedelta(days=1) for time in times]  # noqa: DTZ001
    found = moments([f"{number:.9f}" for number in numbers])
    assert found.values.tolist() == times
    assert found.numbers == len(times)


def test_a_day_number_is_the_one_that_the_manual_of_the_spreadsheet_names() -> None:
    assert read("39448") == ["2008-01-01T00:00:00"]  # DATEVALUE("1/1/2008") in the documentation of Excel


def test_without_a_day_above_twelve_the_order_of_the_respondents_tells_day_from_month() -> None:
    days = [f"{day}/{month}/2020" for month in range(4, 9) for day in (1, 3, 9)]
    found = moments(days)
    assert found.certain
    assert found.decided == ("dates were read as day/month/year, in which the respondents stand in the order of time",)
    assert moments(days[::-1]).values.tolist() == found.values.tolist()[::-1]


def test_where_nothing_tells_day_from_month_the_guess_is_called_one() -> None:
    found = moments(["3/4/2020 10:00"])
    assert not found.certain
    assert found.decided == ("dates were read as day/month/year; no day is above 12, so that this is a guess",)
    assert read("3/4/2020 10:00 PM") == ["2020-03-04T22:00:00"]


def test_thai_words_for_the_halves_of_the_day_and_buddhist_years_are_read() -> None:
    found = moments(["2562/07/26 10:06:06 หลังเที่ยง GMT+7", "2562/07/26 12:00:01 ก่อนเที่ยง GMT+7"])
    expected = [datetime(2019, 7, 26, 22, 6, 6, tzinfo=UTC), datetime(2019, 7, 26, 0, 0, 1, tzinfo=UTC)]
    assert found.values.tolist() == [(time - timedelta(hours=7)).replace(tzinfo=None) for time in expected]
    assert found.decided[0] == "2 dates of the Buddhist era: 543 years were taken off"


@pytest.mark.parametrize(
    "text",
    [
        *("2019. 7. 26. 오전 10:06:06", "2019年7月26日 10:06:06", "2019/07/26 午前10:06:06", "26.07.2019 10:06:06"),
        *("26. Juli 2019, 10:06:06", "July 26th, 2019 10:06:06 a.m.", "26 de julio de 2019 10:06:06"),
        *("2019-07-26T10:06:06.250Z", "Fri Jul 26 2019 10:06:06 GMT+0000 (UTC)", "2019-07-26 05:06:06 CDT"),
    ],
)
def test_the_spellings_of_the_platforms_name_one_moment(text: str) -> None:
    assert read(text) == ["2019-07-26T10:06:06"]


@pytest.mark.parametrize("hour", range(24))
def test_a_clock_of_twelve_hours_has_noon_and_midnight_at_twelve(hour: int) -> None:
    half = "AM" if hour < 12 else "PM"
    assert read(f"2020-01-13 {(hour - 1) % 12 + 1}:30 {half}") == [f"2020-01-13T{hour:02}:30:00"]


@pytest.mark.parametrize(
    "text",
    [
        *("2019-02-29", "31/04/2020", "2019-07-26 24:00:01", "2019-07-26 13:00 AM", "2019-07-26 10:00 QQT", "soon"),
        *("1.20", "12", "10:30", "2019-07", "99999", "1/2/3/4", "26 Juniper 2019 x", "2019\u00b2"),
    ],
)
def test_what_is_no_moment_is_counted_as_unreadable(text: str) -> None:
    found = moments(["2019-07-26", text, "", " "])
    assert found.unreadable == (text,)
    assert np.isnat(found.values).tolist() == [False, True, True, True]
    assert found.share == 0.5


def test_texts_without_an_offset_beside_texts_with_one_are_told() -> None:
    found = moments(["2019-07-26 10:00 GMT+2", "2019-07-26 10:00"])
    assert found.values.astype(str).tolist() == ["2019-07-26T08:00:00", "2019-07-26T10:00:00"]
    assert found.decided == (
        "times were brought to UTC by the offset that they name, 1 time without an offset taken for UTC",
    )


def test_years_of_two_digits_are_those_round_the_year_2000() -> None:
    found = moments(["13/01/68", "13/01/69"])
    assert found.values.astype("datetime64[Y]").astype(str).tolist() == ["2068", "1969"]
    assert "years of two digits were read as 1969 to 2068" in found.decided


@given(st.lists(st.text(max_size=100)))
def test_no_text_at_all_stops_the_reading(texts: list[str]) -> None:
    found = moments(texts)
    assert len(found.values) == len(texts)
    assert int(np.isnat(found.values).sum()) == len(found.unreadable) + sum(not text.strip() for text in texts)
