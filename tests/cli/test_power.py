from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from samkit.reach import Needed
from samkit.writers import json_text
from tests.builders import files
from tests.cli.programs import ROOT, inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def test_what_the_shipped_data_can_show_stands_on_stdout(capsys: Capture) -> None:
    ended = inside(capsys, "power", ROOT / "data" / "sam_2016.csv", "roles")
    assert (ended.code, ended.err) == (0, "")
    for text in ("what can be shown", "no gap below", "Project Manager", "no respondent is real"):
        assert text in " ".join(ended.out.split())


def test_more_power_asks_for_larger_gaps(capsys: Capture, tmp_path: Path) -> None:
    export = files(tmp_path)
    found = [inside(capsys, "power", export, "--power", chance, "-f", "csv").out for chance in ("0.8", "0.95")]
    usual, more = ([float(row["above"]) for row in csv.DictReader(io.StringIO(text)) if row["above"]] for text in found)
    assert all(one < other for one, other in zip(usual, more, strict=True))


def test_a_plan_needs_no_export(capsys: Capture) -> None:
    ended = inside(capsys, "power", "--plan", "--top-share", "0.13", "--tests", "23", "-f", "json")
    assert (ended.code, ended.err) == (0, "")
    (result,) = json_text.read(ended.out)
    assert [row.claim for row in result.rows if isinstance(row, Needed)] == ["differs", "family", "equivalent"]


@pytest.mark.parametrize("given", [[], ["--plan", "a.csv"], ["--plan", "-o", "plan.csv"]])
def test_it_is_either_an_export_or_a_plan(capsys: Capture, given: list[str]) -> None:
    ended = inside(capsys, "power", *given)
    assert (ended.code, ended.out) == (2, "")
    assert "either an export is needed, or --plan" in ended.err


@pytest.mark.parametrize("given", [["--gap", "0"], ["--base", "2"], ["--top-share", "-0.1"], ["--gap", "0.9"]])
def test_a_plan_that_cannot_be_is_one_message_with_code_2(capsys: Capture, given: list[str]) -> None:
    ended = inside(capsys, "power", "--plan", *given)
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err
