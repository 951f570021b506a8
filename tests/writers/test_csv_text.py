from __future__ import annotations

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import workflow
from samkit.publish import tables
from samkit.results import Estimate, contrasts
from samkit.tables.table import Column, Table
from samkit.writers import csv_text
from samkit.writers.literal import visible
from tests.builders import answers, surveyed

FORMULAS = ['=cmd|"/c calc"!A1', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "=1", "-", "+"]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_every_number_is_read_back_as_it_was() -> None:
    results = workflow.compare(surveyed(answers(150)), ["practices"])[1]
    header, *rows = read(csv_text.write(tables(results[0])))
    for cells, row in zip(rows, contrasts(results[0]), strict=True):
        entry = dict(zip(header, cells, strict=True))
        assert [float(entry[name]) for name in ("gap", "gap_lower", "gap_upper")] == [
            row.gap.value, row.gap.lower, row.gap.upper,
        ]  # fmt: skip
        assert float(entry["q"]) == row.q
        assert int(entry["first_x"]) == row.first.x
        assert entry["verdict"] == row.verdict
        assert entry["section"] == "practices"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_left_that_a_spreadsheet_would_run(text: str) -> None:
    written = read(csv_text.rows_as_text([text], [[text]]))
    assert all(row[0].startswith("'") for row in written)
    assert written[1][0] == "'" + text


@pytest.mark.parametrize("text", ["-2.5", "+1", "-1e-3", ".5"])
def test_a_number_that_was_a_text_stays_a_number(text: str) -> None:
    assert read(csv_text.rows_as_text(["a"], [[text]]))[1] == [text]


@pytest.mark.parametrize("number", [-2.5, 1e-300, 1 / 3, math.inf, 12345])
def test_a_number_is_neither_quoted_nor_shortened(number: float) -> None:
    line = csv_text.rows_as_text(["a"], [[number]]).splitlines()[1]
    assert '"' not in line
    assert float(line) == number


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_a_text_holds_it_stays_one_cell_of_one_row(texts: list[str]) -> None:
    header, row = read(csv_text.rows_as_text([f"c{place}" for place in range(len(texts))], [texts]))
    assert len(header) == len(row) == len(texts)
    for cell, text in zip(row, texts, strict=True):
        assert cell.removeprefix("'") == visible(text).removeprefix("'")


@pytest.mark.parametrize("bad", ["\x00", "\x1b[2J", "\u202e", "\ud800", "\ufffe", "\x7f"])
def test_no_control_or_direction_character_is_written(bad: str) -> None:
    assert bad[0] not in csv_text.rows_as_text(["a"], [[f"x{bad}y"]])


def test_tables_of_different_columns_share_one_header() -> None:
    one = Table("one", "One", (Column("a", "A", "count"), Column("b", "B", "share")), ((1, Estimate(0.5, None, 1.0)),))
    two = Table("two", "Two", (Column("c", "C", "text"),), (("x",),))
    assert read(csv_text.write([one, two])) == [
        ["section", "a", "b", "b_lower", "b_upper", "c"],
        ["one", "1", "0.5", "", "1.0", ""],
        ["two", "", "", "", "", "x"],
    ]
