"""Parquet files that are not in order: one clean refusal, and nothing that a file says is believed at any cost."""

import contextlib
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from samkit.errors import DataError
from samkit.readers.foreign.columnar import LARGEST, MOST_CELLS, _too_large
from tests.readers.labelled import loaded, refused, texts
from tests.readers.made import saved


def good(rows: int = 200) -> bytes:
    """Write a file that is in order."""
    sink = pa.BufferOutputStream()
    data = {
        "id": [f"R{place}" for place in range(rows)],
        "q": ["Agree", "Disagree"] * (rows // 2),
        "n": list(range(rows)),
    }
    pq.write_table(pa.table(data), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


@pytest.mark.parametrize("cut", [slice(0, 40), slice(0, -1), slice(0, -300), slice(4, None)])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, cut: slice) -> None:
    problem = refused(saved(tmp_path, good()[cut], "cut.parquet"), ("q",))
    assert problem.code in {"damaged", "wrong_type"}
    assert problem.hint


def test_a_spoilt_file_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    content, draw = good(), np.random.default_rng(2016)
    for _ in range(10):
        spoilt = bytearray(content)
        for _ in range(int(draw.choice([1, 4, 20]))):
            spoilt[draw.integers(4, len(spoilt) - 4)] = int(draw.integers(256))
        began = time.monotonic()
        with contextlib.suppress(DataError):
            loaded(saved(tmp_path, bytes(spoilt), "spoilt.parquet"), ("q",))
        assert time.monotonic() - began < 60


@pytest.mark.parametrize(("content", "word"), [(b"", "empty"), (b"id,q\n1,2\n", "text"), (b"PAR1,q\n1,2\n", "text")])
def test_what_is_no_parquet_is_named_for_what_it_is(tmp_path: Path, content: bytes, word: str) -> None:
    problem = refused(saved(tmp_path, content, "survey.parquet"))
    assert problem.code in {"wrong_type", "empty"}
    assert word in problem.message


def test_a_parquet_file_under_the_name_of_text_is_named_for_what_it_is(tmp_path: Path) -> None:
    problem = refused(saved(tmp_path, good(), "survey.csv"))
    assert (problem.code, "Parquet" in problem.message) == ("wrong_type", True)


def metadata(rows: int, size: int) -> Any:
    """Stand for what a file says of itself."""
    part = SimpleNamespace(path_in_schema="q", total_uncompressed_size=size)
    group = SimpleNamespace(num_columns=1, column=lambda _: part)
    return SimpleNamespace(num_rows=rows, num_row_groups=1, row_group=lambda _: group)


@pytest.mark.parametrize(
    ("rows", "size", "refuses"),
    [
        (2**31, 10, True),
        (-1, 10, True),
        (MOST_CELLS, LARGEST, False),
        (10, LARGEST + 1, True),
        (MOST_CELLS + 1, 1, True),
    ],
)
def test_how_much_a_file_says_that_it_holds_is_judged_before_it_is_read(rows: int, size: int, refuses: bool) -> None:
    problems = _too_large(metadata(rows, size), ["q"], "survey.parquet")
    assert bool(problems) == refuses


def test_a_file_that_claims_more_rows_than_can_be_is_refused(tmp_path: Path) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"q": pa.nulls(MOST_CELLS // 100, pa.int8())}), sink)
    small = sink.getvalue().to_pybytes()
    export = loaded(saved(tmp_path, small, "empty.parquet"), ("q",))
    assert export.columns["q"].categories == ("",)


def test_metadata_of_types_of_its_own_runs_nothing(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    code = b"cposix\nsystem\n(Vtouch " + str(trap).encode() + b"\ntR."
    told = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": code}
    schema = pa.schema([pa.field("q", pa.string(), metadata=told)])
    pq.write_table(pa.table({"q": ["Agree"]}, schema=schema), tmp_path / "s.parquet")
    assert texts(loaded(tmp_path / "s.parquet", ("q",)))["q"] == ["Agree"]
    assert not trap.exists()
