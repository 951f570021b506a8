"""Every file of the corpus of broken exports, through the command line, judged as its manifest says."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from samkit.cli.app import run
from samkit.readers.export import Settings
from tests.readers.made import read
from tests.reference import SHARED, need_shared

STUDY = Path(__file__).with_name("badcsv.toml")
CORPUS = SHARED / "badcsv"
MANIFEST: dict[str, Any] = (
    json.loads((CORPUS / "manifest.json").read_text("utf-8")) if SHARED.is_dir() else {"cases": []}
)
CASES = [pytest.param(case, id=case["file"]) for case in MANIFEST["cases"]]
LOADED = [pytest.param(case, id=case["file"]) for case in MANIFEST["cases"] if "rows" in case]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def seen(folder: Path) -> dict[str, str]:
    """Know every file of a folder by its digest."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def outcome_of(code: int, told: str) -> str:
    """Name what happened in the words of the manifest."""
    if code:
        return "clean error" if code == 3 else f"exit code {code}"
    return "loads with warning" if "warning" in told.lower() else "loads"


def test_the_corpus_is_whole() -> None:
    assert len(CASES) in {0, 121}
    assert bool(CASES) == SHARED.is_dir()


@need_shared
@pytest.mark.parametrize("case", CASES)
def test_each_broken_file_meets_what_is_written_for_it(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("PREVIOUS RESULT")
    before = seen(tmp_path)
    code = run(["classify", str(CORPUS / case["file"]), "--study", str(STUDY), "-o", str(out)])
    printed = capsys.readouterr()
    told = printed.out + printed.err
    outcome = outcome_of(code, told)
    assert outcome in {case["expected"], *case["also_accept"]}, told
    assert "Traceback" not in told
    assert not RAW.search(told)
    assert len(told) <= 20_000
    if outcome == "clean error":
        assert seen(tmp_path) == before
        assert case["file"] in printed.err
        assert "next: " in printed.err
        wanted = case.get("must_mention", []) if case["expected"] == "clean error" else []
        assert [word for word in wanted if word.lower() not in printed.err.lower()] == []


@need_shared
@pytest.mark.parametrize("case", LOADED)
def test_what_loads_comes_through_unchanged(case: dict[str, Any]) -> None:
    export = read(CORPUS / case["file"], Settings(), MANIFEST["columns"], keep_all=True)
    assert export.rows == case["rows"]
    found = [[row, column, export.columns[column].texts()[row]] for row, column, _ in case.get("cells", [])]
    assert found == case.get("cells", [])
    assert {note.code for note in export.notes} <= {*case.get("warnings", []), *export_notes(case)}


def export_notes(case: dict[str, Any]) -> set[str]:
    """Name the remarks that a case allows beside those it asks for."""
    return (
        {"control_characters", "cells_trimmed", "bare_quote"} if "loads with warning" in case["also_accept"] else set()
    )
