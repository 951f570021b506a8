"""Parquet files: flat columns as the text that a CSV would hold."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.readers.foreign.columnar import _in_order, read
from samkit.readers.foreign.reply import Wish
from tests.readers.labelled import loaded, refused, texts, told

EVERYTHING = Wish("survey.parquet", (), (), "", keep_all=True)


def parquet(path: Path, data: dict[str, Any], **said: Any) -> Path:
    """Write a Parquet file."""
    pq.write_table(pa.table(data), path, **said)
    return path


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (pa.array(["Agree", None, " Agree "]), ["Agree", "", "Agree"]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array(["a", "b", None], pa.large_string()), ["a", "b", ""]),
        (pa.array([1, None, -3]), ["1", "", "-3"]),
        (pa.array([1, 2, 3], pa.uint8()), ["1", "2", "3"]),
        (pa.array([2**62, 1, 0]), [str(2**62), "1", "0"]),
        (pa.array([1.0, float("nan"), 0.1]), ["1", "", "0.1"]),
        (pa.array([3.14, 0.1, 2.0], pa.float32()), ["3.14", "0.1", "2"]),
        (pa.array([True, False, None]), ["TRUE", "FALSE", ""]),
        (pa.array([dt.date(2024, 1, 31), None, dt.date(1, 1, 1)]), ["2024-01-31", "", "0001-01-01"]),
        (pa.array([0, 1, None], pa.timestamp("ns")), ["1970-01-01 00:00:00", "1970-01-01 00:00:00", ""]),
        (
            pa.array([0, 1500, None], pa.timestamp("ms", "UTC")),
            ["1970-01-01 00:00:00+00:00", "1970-01-01 00:00:01.500000+00:00", ""],
        ),
        (pa.array([dt.time(9, 5), None, None]), ["09:05:00", "", ""]),
        (pa.array([90, None, 1], pa.duration("s")), ["90", "", "1"]),
        (pa.array([Decimal("1.50"), Decimal("2.00"), None]), ["1.50", "2", ""]),
        (pa.array([5, 6, None]).dictionary_encode(), ["5", "6", ""]),
        (pa.nulls(3), ["", "", ""]),
    ],
)
def test_each_flat_type_is_written_as_a_csv_would_hold_it(tmp_path: Path, values: Any, wanted: list[str]) -> None:
    export = loaded(parquet(tmp_path / "s.parquet", {"id": [1, 2, 3], "x": values}))
    assert texts(export)["x"] == wanted
    assert (export.reader, export.unit, export.columns["x"].position) == ("parquet", "case", 2)


def test_what_pandas_writes_reads_the_same(tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": pd.Categorical(["b", "a", None], ["a", "b", "c"]), "n": [1, 2, 3]})
    frame.to_parquet(tmp_path / "s.parquet")
    export = loaded(tmp_path / "s.parquet")
    assert texts(export) == {"q": ["b", "a", ""], "n": ["1", "2", "3"]}
    assert export.columns["q"].categories == ("b", "a", "")


def test_columns_that_are_not_flat_are_left_aside_or_refused_where_they_are_needed(tmp_path: Path) -> None:
    data = {"id": [1], "many": [["a"]], "record": [{"a": 1}], "raw": [b"x"], "own": pa.array([b"1" * 16], pa.uuid())}
    path = parquet(tmp_path / "s.parquet", data)
    export = loaded(path)
    assert list(export.columns) == ["id"]
    assert "'many', 'record', 'raw', 'own'" in told(export, "parts_left_aside")[0]
    problem = refused(path, ("many",))
    assert (problem.code, problem.place.column) == ("nested_column", "many")


def test_names_with_points_are_those_of_flat_columns(tmp_path: Path) -> None:
    path = parquet(tmp_path / "s.parquet", {"a": [{"b": 1}], "a.c": ["x"], "a. b": ["y"]})
    assert texts(loaded(path, ("a.c",)))["a.c"] == ["x"]


def test_names_that_stand_twice_are_refused(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["x", "x"])
    pq.write_table(table, tmp_path / "s.parquet")
    assert refused(tmp_path / "s.parquet").code == "duplicate_column"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=3)), min_size=1, max_size=30), st.integers(1, 10))
def test_texts_keep_their_rows_and_the_order_in_which_they_appear(values: list[str | None], size: int) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"x": pa.array(values, pa.string())}), sink, row_group_size=size)
    (column,) = read(sink.getvalue().to_pybytes(), EVERYTHING).columns
    wanted = [(value or "").strip(" ") for value in values]
    assert [column.categories[code] for code in column.codes] == wanted
    assert tuple(column.categories) == tuple(dict.fromkeys(wanted))


def test_a_dictionary_with_texts_that_nobody_gave_keeps_only_those_that_stand_there() -> None:
    import numpy as np

    codes, kept = _in_order(np.array([2, -1, 2], dtype=np.int32), ["never", "nor this", "given"])
    assert (codes.tolist(), kept) == ([0, 1, 0], ("given", ""))
