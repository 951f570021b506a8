"""`samkit simulate` on the command line."""

from pathlib import Path

import pytest

from samkit.cli.app import run
from tests.simulate.small import PUBLISHED, STUDY, made


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    study, published = tmp_path / "teams.toml", tmp_path / "published.toml"
    study.write_text(STUDY, encoding="utf-8")
    published.write_text(PUBLISHED, encoding="utf-8")
    return study, published


def test_respondents_go_into_the_file_and_the_account_to_stderr(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "teams.csv"
    assert run(["simulate", *map(str, files), "-o", str(output)]) == 0
    assert output.read_bytes() == made().csv()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "note: synthetic respondents" in captured.err


def test_without_a_file_respondents_go_to_stdout(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["simulate", *map(str, files), "--seed", "6"]) == 0
    assert capsys.readouterr().out == made(seed=6).csv().decode()


def test_contradictions_leave_what_stood_there(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "teams.csv"
    output.write_text("before", encoding="utf-8")
    files[1].write_text(PUBLISHED.replace("ratio = 2.0", "ratio = 3.0"), encoding="utf-8")
    assert run(["simulate", *map(str, files), "-o", str(output)]) == 2
    assert output.read_text(encoding="utf-8") == "before"
    assert "cannot hold together" in capsys.readouterr().err


def test_the_files_that_are_read_are_not_overwritten(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["simulate", *map(str, files), "-o", str(files[1])]) == 2
    assert files[1].read_text(encoding="utf-8") == PUBLISHED
    assert "read here" in capsys.readouterr().err
