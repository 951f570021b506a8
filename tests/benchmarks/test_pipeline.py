"""The benchmark of a pipeline: that both sides count the same, not how fast they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from samkit import pipelining
from samkit.pipelined import by_kind
from tests.benchmarks.pipeline import STEPS, export, timed

if TYPE_CHECKING:
    from pathlib import Path


def test_both_sides_count_the_same_volume_and_value(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    steps = export(path, 3_000)
    assert abs(steps / 3_000 - STEPS) < 0.5
    found = by_kind(pipelining.pipeline(pipelining.read(path, path.with_suffix(".toml")))[1].rows)
    log = pl.read_csv(path, try_parse_dates=True).sort("opportunity", "entered", maintain_order=True)
    now = log.group_by("opportunity").last()
    there = {row[0]: row[1:] for row in now.group_by("stage").agg(pl.len(), pl.col("value").sum()).iter_rows()}
    for row in found.stages:
        assert (row.here.n, row.here.value) == there.get(row.item.text, (0, 0))
    assert found.whole[0].won.n + found.whole[0].lost.n == there["Closed"][0]


def test_both_programs_run_and_are_told(tmp_path: Path) -> None:
    assert "samkit pipeline / polars" in timed(tmp_path, 1, 300).line()
