from __future__ import annotations

import csv
import inspect
import io
from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.robust import parted
from samkit.stats.permuted import PERMUTATIONS
from samkit.writers import json_text
from tests.builders import files
from tests.cli.programs import ROOT, inside, program

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

EXPORT = ROOT / "data" / "sam_2016.csv"


def test_the_roles_of_the_shipped_data_keep_their_sign_under_every_reading(capsys: Capture) -> None:
    ended = inside(capsys, "robustness", EXPORT, "roles", "-f", "json")
    assert (ended.code, ended.err) == (0, "")
    (result,) = json_text.read(ended.out)
    items, criteria, readings = parted(result.rows)
    assert (len(items), len(criteria), len(readings)) == (6, 4, 270)
    assert all(row.same_sign == row.judged for row in items)
    assert next(row for row in items if row.item.text == "Innovator").same_verdict == 270


def test_the_shipped_results_are_circular_under_most_readings_and_no_finding_under_any(capsys: Capture) -> None:
    ended = inside(capsys, "robustness", EXPORT, "results", "--permutations", "50", "-f", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(ended.out)) if row["section"] == "results"]
    assert {row["verdict"] for row in rows} == {"circular"}
    assert {row["q_curve"] for row in rows} == {""}
    assert {(row["judged"], row["circular_readings"]) for row in rows} == {("27", "243")}


def test_a_csv_has_every_item_under_every_reading_and_a_table_has_not(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    written = list(csv.DictReader(io.StringIO(inside(capsys, "robustness", path, "practices", "-f", "csv").out)))
    readings = {row["reading"] for row in written if row["section"] == "practices_readings"}
    assert len([row for row in written if row["section"] == "practices_readings"]) == 3 * len(readings)
    for form in ("table", "md"):
        out = inside(capsys, "robustness", path, "practices", "-f", form).out
        assert "what the criteria may be" in out
        assert "every item under every reading" not in out


def test_a_thousand_permutations_unless_said_and_none_for_zero(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    assert inspect.signature(workflow.robustness).parameters["permutations"].default == PERMUTATIONS
    assert "1,000 permutations of respondents" in inside(capsys, "robustness", path, "practices", "-f", "md").out
    out = inside(capsys, "robustness", path, "practices", "--permutations", "0", "-f", "md").out
    assert "permutations of respondents" not in out


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_same_bytes_with_any_number_of_processors(number: str) -> None:
    limits = {"OPENBLAS_NUM_THREADS": number, "OMP_NUM_THREADS": number, "MKL_NUM_THREADS": number}
    told: list[str | Path] = ["robustness", EXPORT, "challenges", "--permutations", "200", "-f", "json"]
    assert program(*told, **limits).out == program(*told).out


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("practises",), "did you mean 'practices'?"),
        (("maturity",), "has no gaps"),
        (("practices", "--permutations", "-1"), "--permutations"),
    ],
)
def test_a_wrong_name_or_number_is_one_message_with_code_2(
    capsys: Capture, tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    ended = inside(capsys, "robustness", files(tmp_path), *names)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
