from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from samkit.pipelined import by_kind
from samkit.writers import json_text
from tests.builders import csv_text
from tests.cli.programs import ROOT, inside
from tests.pipeline.made import HEAD, LONG, Step, columns, on, some

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

LOG = ROOT / "data" / "opportunities_2026.csv"


def written(folder: Path, steps: list[Step] | None = None, more: str = "") -> Path:
    """Write a log and its study file; give the log."""
    path = folder / "log.csv"
    path.write_text(csv_text(columns(steps or some(120))), encoding="utf-8")
    path.with_suffix(".toml").write_text(HEAD + LONG + f"exported = {on(240)}\n" + more, encoding="utf-8")
    return path


def test_the_shipped_log_stands_on_stdout_with_its_doubts_on_stderr(capsys: Capture) -> None:
    ended = inside(capsys, "pipeline", LOG)
    assert ended.code == 0
    for text in ("Opportunity pipeline: stages", "fast against slow", "bottom-heavy", "What goes with winning"):
        assert text in ended.out
    assert "no seller, customer or sale is real" in " ".join(ended.out.split())
    assert "opportunities with a broken history set aside: 2" in ended.err


def test_it_is_the_same_each_time_and_comes_back_from_json(capsys: Capture) -> None:
    one, other = (inside(capsys, "pipeline", LOG, "-f", "json").out for _ in range(2))
    assert one == other
    assert json_text.write(json_text.read(one)) == one


def test_each_faulty_row_is_told_where_that_is_asked_for_and_nowhere_else(capsys: Capture, tmp_path: Path) -> None:
    log = written(tmp_path, [*some(60), Step("=broken", "Need", 3), Step("=broken", "Closed", 5)])
    rows = list(csv.DictReader(io.StringIO(inside(capsys, "pipeline", log, "--faults", "-f", "csv").out)))
    assert [(row["opportunity"], row["fault"]) for row in rows] == [("'=broken", "closed without outcome")]
    assert rows[0]["line"] == str(len(columns([*some(60), Step("x", "Need", 3)])["id"]) + 2)
    assert "=broken" not in inside(capsys, "pipeline", log).out


def test_a_day_and_a_column_can_be_named(capsys: Capture, tmp_path: Path) -> None:
    log = written(tmp_path)
    ended = inside(capsys, "pipeline", log, "--at", on(100), "--slice", "owner", "-f", "json")
    (found, *_) = (by_kind(result.rows) for result in json_text.read(ended.out))
    assert found.whole[0].at == on(100)
    assert {row.item.id for row in found.slices} == {"source", "owner"}


@pytest.mark.parametrize(
    ("given", "code", "message"),
    [
        (["--at", "yesterday"], 2, "--at is no day"),
        (["--at", "2030-01-01"], 2, "later than the export"),
        (["--slice", "sauce"], 3, "sauce"),
        (["--strict"], 5, "--strict was asked for"),
    ],
)
def test_what_cannot_be_done_is_one_message(
    capsys: Capture, tmp_path: Path, given: list[str], code: int, message: str
) -> None:
    ended = inside(capsys, "pipeline", written(tmp_path), *given)
    assert ended.code == code
    assert message in ended.err


def test_a_study_without_a_pipeline_is_refused(capsys: Capture) -> None:
    ended = inside(capsys, "pipeline", ROOT / "data" / "sam_2016.csv")
    assert (ended.code, ended.out) == (2, "")
    assert "declares no pipeline" in ended.err


def test_nothing_of_one_opportunity_stands_in_an_output_that_did_not_ask_for_it(capsys: Capture) -> None:
    for form in ("table", "csv", "json", "md"):
        assert "O0262" not in inside(capsys, "pipeline", LOG, "-f", form).out


def test_results_are_written_into_a_folder(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "pipeline", written(tmp_path), "-o", tmp_path / "out")
    assert ended.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"pipeline.csv", "winning.csv"}
