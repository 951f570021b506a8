"""`samkit reconcile` on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit.writers import json_text
from tests.cli.programs import inside
from tests.simulate.small import PUBLISHED

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
GRIM = 'schema = "samkit-published/1"\n[source]\ntitle = "Printed"\n[shares.plan]\ntop = 55\nbases = { top = 52 }\n'


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    path = tmp_path / "printed.toml"
    path.write_text(GRIM, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_every_format_tells_what_cannot_be(capsys: Capture, printed: Path, form: str) -> None:
    ended = inside(capsys, "reconcile", printed, "-f", form)
    assert (ended.code, ended.err) == (0, "")
    assert "55 percent" in ended.out
    if form == "json":
        assert json_text.write(json_text.read(ended.out)) == ended.out


@pytest.mark.parametrize("option", ["--strict", "--check"])
def test_it_fails_where_something_cannot_be_and_that_was_asked_for(
    capsys: Capture, printed: Path, tmp_path: Path, option: str
) -> None:
    ended = inside(capsys, "reconcile", printed, option)
    assert ended.code == 5
    assert "28 would be 53.8, 29 would be 55.8" in " ".join(ended.out.split())
    published = tmp_path / "drawn_from.toml"
    published.write_text(PUBLISHED, encoding="utf-8")
    assert inside(capsys, "reconcile", published, option).code == 0
    assert inside(capsys, "reconcile", "sam_2016", option).code == 0


def test_files_are_written_and_the_report_is_not_written_over(capsys: Capture, printed: Path, tmp_path: Path) -> None:
    assert inside(capsys, "reconcile", printed, "-o", tmp_path / "out").code == 0
    assert "cannot be" in (tmp_path / "out" / "reconcile.csv").read_text(encoding="utf-8")
    assert inside(capsys, "reconcile", printed, "-o", tmp_path / "found.md").code == 0
    assert inside(capsys, "reconcile", printed, "-o", tmp_path / "found.xyz").code == 2
    assert inside(capsys, "reconcile", printed, "-o", printed).code == 2
    assert printed.read_text(encoding="utf-8") == GRIM


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("top = 55", "top = 155", "shares.plan.top"), ("bases", "basis", "unknown key"), ("{ top = 52 }", "52", "bases")],
)
def test_a_wrong_file_is_refused_with_its_place(capsys: Capture, printed: Path, old: str, new: str, said: str) -> None:
    printed.write_text(GRIM.replace(old, new), encoding="utf-8")
    ended = inside(capsys, "reconcile", printed)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
