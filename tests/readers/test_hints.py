"""Every next step that can be pasted into the study file, applied, changes what happens."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from samkit.cli.app import run
from samkit.study.file import ExportTable, NumericTable
from tests.reference import SHARED, need_shared

STUDY = Path(__file__).with_name("badcsv.toml")
CORPUS = SHARED / "badcsv"
CASES = json.loads((CORPUS / "manifest.json").read_text("utf-8"))["cases"] if SHARED.is_dir() else []
REFUSED = [
    pytest.param(case, id=case["file"]) for case in CASES if case["exit_code"] and "weight" not in case["category"]
]
NEXT = re.compile(r"^    next: (\w+ = .*)$", re.MULTILINE)


def told(file: Path, study: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run the command and give its exit code and what it told."""
    code = run(["classify", str(file), "--study", str(study)])
    return code, capsys.readouterr().err


def pasted(hint: str) -> str:
    """Write the study with the keys of a hint where they belong."""
    line = hint.partition("  #")[0]
    keys: dict[str, Any] = tomllib.loads("keys = { " + line + " }")["keys"]
    study = STUDY.read_text("utf-8")
    if keys.keys() <= set(ExportTable.model_fields) and not isinstance(keys.get("missing"), list):
        return f"{study}\n[export]\n{line}\n"
    assert keys.keys() <= set(NumericTable.model_fields)
    return study.replace('unit = "%"', f'unit = "%", {line}')


@need_shared
@pytest.mark.parametrize("case", REFUSED)
def test_a_next_step_that_is_a_key_changes_what_happens(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = CORPUS / case["file"]
    code, before = told(file, STUDY, capsys)
    assert code == 3
    for hint in dict.fromkeys(NEXT.findall(before)):
        study = tmp_path / "study.toml"
        study.write_text(pasted(hint), "utf-8")
        code, after = told(file, study, capsys)
        assert code in {0, 3}, after
        assert after != before


@need_shared
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("041_qualtrics_three_headers.csv", "skip_rows_after_header = 2"),
        ("043_preamble.csv", "header_row = 3"),
        ("044_preamble_padded.csv", "header_row = 2"),
        ("040_blank_header_with_data.csv", 'blank_columns = "number"'),
        ("064_backslash_escape.csv", 'escape = "\\\\"'),
        ("082_cp1252.csv", 'encoding = "cp1252"'),
        ("085_utf16le_no_bom.csv", 'encoding = "utf-16-le"'),
        ("089_gb18030.csv", 'encoding = "gb18030"'),
        ("104_percent_sign.csv", 'strip = "%"'),
        ("121_excel_error.csv", 'missing = ["#DIV/0!"]'),
        ("125_less_than.csv", 'missing = ["<5"]'),
    ],
)
def test_the_named_cure_loads_the_file(
    name: str, hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, before = told(CORPUS / name, STUDY, capsys)
    assert hint in before
    study = tmp_path / "study.toml"
    study.write_text(pasted(hint), "utf-8")
    code, after = told(CORPUS / name, study, capsys)
    assert code == 0, after
