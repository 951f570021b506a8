"""Stata files: labels in place of codes, tagged missing values, dates, and every version that can be written."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.readers.labelled import dta, loaded, refused, sav, texts, told

DATA: dict[str, list[Any]] = {"id": [1, 2, 3], "q1": [1, 2, 1], "name": ["Zoë", "", "Ann"]}
LABELS = {"q1": {1: "Disagree", 2: "Agree"}}


@pytest.mark.parametrize("version", [8, 10, 12, 13, 14, 15])
def test_every_version_reads_to_the_same_answers(tmp_path: Path, version: int) -> None:
    data = DATA if version >= 14 else DATA | {"name": ["Zoe", "", "Ann"]}
    said = {"q1": "Do you agree?"}
    path = dta(tmp_path / "s.dta", data, version=version, variable_value_labels=LABELS, column_labels=said)
    export = loaded(path)
    assert (export.reader, export.unit) == ("stata", "case")
    assert texts(export)["id"] == ["1", "2", "3"]
    assert texts(export)["q1"] == ["Disagree", "Agree", "Disagree"]
    assert texts(export)["name"] == data["name"]
    assert (export.columns["q1"].asked.text, export.columns["q1"].asked.kind) == ("Do you agree?", "single")


@pytest.mark.parametrize("version", [114, 117, 118, 119])
def test_what_another_program_writes_reads_to_the_same_answers(tmp_path: Path, version: int) -> None:
    frame = pd.DataFrame(
        {"id": [1, 2, 3], "q1": pd.Categorical(["low", "high", "low"], ["low", "high"]), "x": [0.5, 2.0, 1.25]}
    )
    frame.to_stata(tmp_path / "s.dta", write_index=False, version=version)  # type: ignore[arg-type]  # any that there is
    assert texts(loaded(tmp_path / "s.dta")) == {
        "id": ["1", "2", "3"],
        "q1": ["low", "high", "low"],
        "x": ["0.5", "2", "1.25"],
    }


def test_tagged_missing_values_are_missing_by_their_letter(tmp_path: Path) -> None:
    data = {"q": [1, "a", "d", None]}
    path = dta(tmp_path / "s.dta", data, missing_user_values={"q": ["a", "d"]}, variable_value_labels={"q": {1: "Yes"}})
    export = loaded(path)
    assert texts(export)["q"] == ["Yes", ".a", ".d", ""]
    assert dict(export.columns["q"].asked.missing) == {".a": "declared missing", ".d": "declared missing"}
    assert told(export, "declared_missing")[0].endswith("q: .a (1), .d (1)")


def test_days_and_times_are_written_as_iso_8601(tmp_path: Path) -> None:
    days: dict[str, list[Any]] = {
        "d": [dt.date(2018, 5, 6), dt.date(1959, 12, 31)],
        "t": [dt.datetime(2018, 5, 6, 10, 10, 10)] * 2,  # noqa: DTZ001 - as a clock on the wall has it
    }
    export = loaded(dta(tmp_path / "s.dta", days))
    assert texts(export) == {"d": ["2018-05-06", "1959-12-31"], "t": ["2018-05-06 10:10:10"] * 2}


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [("%tm", 1, "1960-02"), ("%tq", -1, "1959q4"), ("%tw", 0, "1960w1"), ("%th", 3, "1961h2"), ("%ty", 2016, "2016")],
)
def test_parts_of_years_are_written_as_the_program_shows_them(tmp_path: Path, form: str, value: int, text: str) -> None:
    export = loaded(dta(tmp_path / "s.dta", {"p": [value]}, variable_format={"p": form}))
    assert texts(export)["p"] == [text]


def test_single_precision_adds_no_digits(tmp_path: Path) -> None:
    frame = pd.DataFrame({"x": pd.Series([3.14, 0.1], dtype="float32")})
    frame.to_stata(tmp_path / "s.dta", write_index=False)
    assert texts(loaded(tmp_path / "s.dta"))["x"] == ["3.14", "0.1"]


def test_two_codes_with_one_label_are_refused(tmp_path: Path) -> None:
    path = dta(tmp_path / "s.dta", {"q": [1, 2]}, variable_value_labels={"q": {1: "Same", 2: "Same"}})
    assert refused(path, ("q",)).code == "label_twice"


def test_the_same_survey_in_two_programs_reads_to_the_same_answers(tmp_path: Path) -> None:
    labels = {"q1": {1.0: "Disagree", 2.0: "Agree"}}
    assert texts(loaded(sav(tmp_path / "s.sav", DATA, variable_value_labels=labels))) == texts(
        loaded(dta(tmp_path / "s.dta", DATA, variable_value_labels=LABELS))
    )
