"""The benchmarks themselves: that they measure what they say, not how fast it is."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.cases import wide_export
from tests.benchmarks.timing import compare, python

if TYPE_CHECKING:
    from pathlib import Path


def test_the_wide_export_has_397_respondents_and_100_columns(tmp_path: Path) -> None:
    with wide_export(tmp_path).open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 398
    assert {len(row) for row in rows} == {100}


def test_a_command_that_sleeps_takes_longer_than_one_that_does_not(tmp_path: Path) -> None:
    ratio = compare(
        "sleep", python("-c", "import time; time.sleep(1.5)"), python("-c", "pass"), tmp_path, runs=1, most=1.0
    )
    assert min(ratio.wall) > 1
    assert "sleep" in ratio.line()


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        compare("fails", python("-c", "1 / 0"), python("-c", "pass"), tmp_path, runs=1, most=1.0)
