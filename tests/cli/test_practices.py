"""`samkit practices` from the command line."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from samkit.cli.app import run
from tests.practices.made import STUDY, answers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Write the small survey of skills beside its study."""
    made = answers()
    lines = [",".join(made), *(",".join(row) for row in zip(*made.values(), strict=True))]
    (tmp_path / "skills.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "skills.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path / "skills.csv"


def test_alone_it_makes_the_plan_of_all_respondents(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["practices", str(export)]) == 0
    told = capsys.readouterr()
    assert "All respondents" in told.out
    assert "Talking" in told.out
    assert "not effects" in told.err
    assert "P001" not in told.out


def test_a_battery_is_compared_before_the_plan(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = STUDY.replace('skills = "skills"', 'skills = "skills"\nbattery = "skills"')
    export.with_suffix(".toml").write_text(text, encoding="utf-8")
    assert run(["practices", str(export), "--format", "json"]) == 0
    assert [result["kind"] for result in json.loads(capsys.readouterr().out)["results"]] == ["gap", "practices"]


def test_one_person_is_shown_where_asked_for_and_told_to_be_personal(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["practices", str(export), "--for", "P001"]) == 0
    told = capsys.readouterr()
    assert "P001" in told.out
    assert "P002" not in told.out
    assert "handle them as personal data" in told.err


def test_pages_and_a_table_of_all_stand_in_the_folder(export: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["practices", str(export), "--of", "team", "--page", "html", "-o", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {
        "plan-North.html",
        "plan-South.html",
        "plan-East.html",
        "plans.csv",
    }
    assert "North" in (out / "plans.csv").read_text(encoding="utf-8")


def test_an_id_like_a_formula_is_text_in_a_table(tmp_path: Path) -> None:
    made = answers()
    made["id"][0] = "=HYPERLINK(1)"
    lines = [",".join(made), *(",".join(row) for row in zip(*made.values(), strict=True))]
    (tmp_path / "skills.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "skills.toml").write_text(STUDY, encoding="utf-8")
    out = tmp_path / "plans.csv"
    assert run(["practices", str(tmp_path / "skills.csv"), "--for", "=HYPERLINK(1)", "-o", str(out)]) == 0
    cells = [cell for row in csv.reader(out.read_text(encoding="utf-8").splitlines()) for cell in row]
    assert not any(cell.startswith("=") for cell in cells)
    assert any("=HYPERLINK(1)" in cell for cell in cells)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "nobody"], "no respondent of this name"),
        (["--of", "team", "--for", "Nord"], "North"),
        (["--page", "html"], "name a folder with -o"),
        (["--page", "html", "-o", "plans.csv"], "into a folder"),
    ],
)
def test_what_cannot_be_is_one_clear_message(
    export: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["practices", str(export), *arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert not told.out
