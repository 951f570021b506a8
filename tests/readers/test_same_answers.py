"""One small synthetic survey, written in every format, reads to the same answers."""

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.readers.labelled import dta, loaded, sav, texts

SURVEY: dict[str, list[Any]] = {
    "id": ["R1", "R2", "R3", "R4", "R5"],
    "growth": [1.5, 2.0, -0.25, None, 1e-7],
    "clients": [3, 250, 0, 12, 7],
    "overall": ["Agree", "Disagree", "Agree", "", "Neither agree nor disagree"],
    "comment": ["Zoë said: “yes”", "", "two\nlines", "a, b; c", "N/A"],
}
CODES = {"Disagree": 1.0, "Neither agree nor disagree": 2.0, "Agree": 3.0}


def coded() -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """Give the survey with codes in place of labels, and what they stand for."""
    labels = {"overall": {code: label for label, code in CODES.items()}}
    return SURVEY | {"overall": [CODES.get(label) for label in SURVEY["overall"]]}, {"variable_value_labels": labels}


def as_csv(path: Path) -> None:
    frame = pd.DataFrame(SURVEY)
    frame.to_csv(path, index=False)


def as_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(list(SURVEY))
    for row in zip(*SURVEY.values(), strict=True):
        page.append(["" if value is None else value for value in row])
    book.save(path)


def as_sav(path: Path) -> None:
    data, said = coded()
    sav(path, data, **said)


def as_dta(path: Path) -> None:
    data, said = coded()
    whole = {"overall": {int(code): label for code, label in said["variable_value_labels"]["overall"].items()}}
    dta(path, data, variable_value_labels=whole)


def as_parquet(path: Path) -> None:
    table = pa.table({**SURVEY, "overall": pa.array(SURVEY["overall"]).dictionary_encode()})
    pq.write_table(table, path)


WRITTEN = {
    "survey.csv": as_csv,
    "survey.xlsx": as_xlsx,
    "survey.sav": as_sav,
    "survey.zsav": as_sav,
    "survey.dta": as_dta,
    "survey.parquet": as_parquet,
}
TEXTS = {
    "id": ["R1", "R2", "R3", "R4", "R5"],
    "growth": ["1.5", "2", "-0.25", "", "1e-07"],
    "clients": ["3", "250", "0", "12", "7"],
    "overall": SURVEY["overall"],
    "comment": SURVEY["comment"],
}


@pytest.mark.parametrize("name", WRITTEN)
def test_one_survey_reads_to_the_same_answers_whatever_its_format(tmp_path: Path, name: str) -> None:
    WRITTEN[name](tmp_path / name)
    export = loaded(tmp_path / name)
    found = texts(export)
    if name == "survey.csv":  # where plain text alone leaves the zero behind the point
        found["growth"] = [text.removesuffix(".0") for text in found["growth"]]
    assert found == TEXTS
    assert export.rows == 5
    assert [column.position for column in export.columns.values()] == [1, 2, 3, 4, 5]
