"""Every command that reads an export takes the name of its reader, which goes before what study and file say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import files
from tests.cli.programs import inside

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
READING = ["check", "classify", "compare", "drivers", "halo", "init", "power", "profile", "rank", "report", "trend"]


@pytest.mark.parametrize("name", READING)
def test_an_unknown_reader_is_refused_with_those_that_there_are(tmp_path: Path, capsys: Capture, name: str) -> None:
    output: list[str | Path] = ["-o", tmp_path / "out.toml"] if name == "init" else []
    ended = inside(capsys, name, files(tmp_path), "--reader", "qualtrix", *output)
    assert ended.code == 2
    assert "there is no reader 'qualtrix'" in ended.err
    assert "did you mean 'qualtrics'?" in ended.err


def test_the_reader_that_is_named_reads(tmp_path: Path, capsys: Capture) -> None:
    export = files(tmp_path)
    assert inside(capsys, "classify", export, "--reader", "csv").out == inside(capsys, "classify", export).out
    assert inside(capsys, "classify", export, "--reader", "spss").code == 3
