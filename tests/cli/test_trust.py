from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from samkit.results import Outcome, Trust
from samkit.writers import json_text
from tests.builders import files
from tests.cli.programs import ROOT, inside

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Capture = pytest.CaptureFixture[str]

EXPORT = ROOT / "data" / "sam_2016.csv"


def test_the_shipped_results_do_not_hold_and_some_planning_does(capsys: Capture) -> None:
    ended = inside(capsys, "trust", EXPORT, "results", "planning", "-f", "json")
    assert (ended.code, ended.err) == (0, "")
    results, planning = json_text.read(ended.out)
    assert {row.outcome for row in results.rows if isinstance(row, Trust)} == {Outcome.FAILS}
    assert Outcome.FAILS not in {row.outcome for row in planning.rows if isinstance(row, Trust)}


def test_a_csv_has_every_answer_and_a_table_only_what_decides(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    rows = list(csv.DictReader(io.StringIO(inside(capsys, "trust", path, "practices", "-f", "csv").out)))
    plan = next(row for row in rows if row["item_id"] == "plan")
    assert "no part of what defines Top Performers" in plan["answers"]
    assert "no part of what defines" not in inside(capsys, "trust", path, "practices", "-f", "md").out


def test_a_section_without_gaps_is_refused_with_what_to_do_instead(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "trust", files(tmp_path), "maturity")
    assert ended.code == 2
    assert "samkit trend EXPORT maturity" in ended.err
