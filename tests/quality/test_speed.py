from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.quality.speed import pace
from samkit.quality.timing import timing
from samkit.readers.export import Asked
from tests.builders import export
from tests.quality.made import ROWS, clean, findings, told

if TYPE_CHECKING:
    from samkit.quality.timing import Timing

TIMES = st.lists(st.integers(0, 10_000), min_size=4, max_size=60)


@given(TIMES)
def test_fast_is_below_a_third_of_the_median_and_never_who_is_not_known(times: list[int]) -> None:
    found = pace(np.array([float("nan"), -5, *times]))
    third = statistics.median(times) / 3
    assert found.fast.tolist() == [False, False, *(time < third for time in times)]
    assert not (found.fast & found.slow).any()


@given(TIMES.filter(lambda times: min(times) > 0), st.integers(2, 60))
def test_the_unit_of_time_does_not_matter(times: list[int], factor: int) -> None:
    found, other = pace(np.array(times, dtype=float)), pace(np.array(times, dtype=float) * factor)
    assert other.fast.tolist() == found.fast.tolist()
    assert other.slowest == pytest.approx(found.slowest * factor)


def timed(**columns: list[str]) -> Timing | None:
    return timing(export({name.replace("_", " "): texts for name, texts in columns.items()}).columns.values())


@pytest.mark.parametrize(
    "name", ["Duration (in seconds)", "duration", "Time taken", "interviewtime. Total time", "Total time"]
)
def test_a_column_that_is_headed_as_a_duration_is_one(name: str) -> None:
    found = timing(export({name: ["61", "75", ""]}).columns.values())
    assert found is not None
    assert found.seconds[:2].tolist() == [61, 75]


@pytest.mark.parametrize(
    "name", ["Time to market", "Duration of contract is fixed?", "timeliness", "weekend", "start-up"]
)
def test_a_question_about_time_is_no_duration_unless_its_answers_are(name: str) -> None:
    assert timing(export({name: ["Yes", "No", "No"]}).columns.values()) is None


HEADED = {
    "Qualtrics": ("StartDate", "EndDate"),
    "Microsoft Forms": ("Start time", "Completion time"),
    "LimeSurvey": ("startdate. Date started", "submitdate. Date submitted"),
    "Typeform": ("Start Date (UTC)", "Submit Date (UTC)"),
    "SurveyMonkey": ("date_created", "date_modified"),
}


@pytest.mark.parametrize(("start", "end"), HEADED.values(), ids=list(HEADED))
def test_start_and_end_as_the_platforms_head_them_give_the_time_between(start: str, end: str) -> None:
    columns = export({start: ["2024-03-01 10:00:00"] * 2, end: ["2024-03-01 10:05:30", "2024-03-02 10:00:00"]})
    found = timing(columns.columns.values())
    assert found is not None
    assert found.seconds.tolist() == [330, 86_400]


def test_what_the_export_says_of_a_column_goes_before_its_name() -> None:
    columns = export({"a": ["10", "20"], "Duration": ["30", "40"]}).columns
    said = [
        columns["a"]._replace(asked=Asked(kind="duration")),
        columns["Duration"]._replace(asked=Asked(kind="number")),
    ]
    found = timing(said)
    assert found is not None
    assert found.columns == ("a",)


def test_of_several_durations_the_whole_is_taken_and_not_a_part() -> None:
    found = timed(Time_spent_on_page_1=["9", "8"], Total_time=["61", "75"])
    assert found is not None
    assert found.columns == ("Total time",)


def test_an_end_before_the_start_is_told() -> None:
    columns = clean()
    del columns["duration"]
    columns["StartDate"] = ["2024-03-01 10:00:00"] * ROWS
    columns["EndDate"] = ["2024-03-01 09:00:00", *(f"2024-03-01 10:{5 + row % 5:02}:00" for row in range(ROWS - 1))]
    assert told(columns) == [("speed", "", "warning", 1)]
    assert findings(columns)[0].lines == (2,)


def test_a_few_respondents_have_no_pace() -> None:
    columns = {name: texts[:15] for name, texts in clean().items()}
    columns["duration"][0] = "1"
    assert "speed" not in {check for check, *_ in told(columns)}
