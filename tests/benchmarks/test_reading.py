"""The benchmark of reading: that all sides read the same cells, not how fast they are."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from samkit.readers import choose
from samkit.readers.export import Settings
from samkit.readers.source import LARGE
from tests.benchmarks.reading import OURS, THEIRS, cost, export, lines

if TYPE_CHECKING:
    from pathlib import Path


def test_every_side_reads_the_same_cells(tmp_path: Path) -> None:
    path = export(tmp_path / "rows.csv", 4_000)
    assert path.stat().st_size > LARGE, "small files do not go the way that is timed"
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    ours = choose.read(path, Settings(), (), keep_all=True)
    theirs = pd.read_csv(path, dtype=str, keep_default_na=False)
    others = pl.read_csv(path, infer_schema=False).fill_null("")
    for place, name in enumerate(header):
        expected = [row[place] for row in rows]
        assert ours.columns[name].texts() == expected
        assert theirs[name].tolist() == expected
        assert others[name].to_list() == expected


def test_every_program_runs_and_is_told(tmp_path: Path) -> None:
    path = export(tmp_path / "rows.csv", 20)
    for code in (OURS, *THEIRS.values()):
        assert cost(code, path).memory > 1 << 20
    told = lines(path, ["csv"], 1)
    assert [line.split()[0] for line in told] == ["samkit", "csv", "samkit"]
