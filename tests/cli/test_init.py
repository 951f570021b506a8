"""`samkit init` writes a study file that is there as a whole or not at all, says what it found, and asks if it may."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from samkit.study.load import load
from tests.cli.programs import command, environment, inside

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

ROWS = (
    ("id", "sales_growth", "plan", "meet", "train", "mood", "email", "remark"),
    ("r1", "Grew", "Agree", "Strongly agree", "Disagree", "blue", "a@example.org", "we do well"),
    ("r2", "Decreased", "Disagree", "Agree", "Disagree", "green", "b@example.org", "not so well"),
    ("r3", "Unchanged", "Agree", "Neutral", "Agree", "red", "c@example.org", ""),
    ("r4", "Grew", "N/A", "Agree", "Strongly disagree", "blue", "d@example.org", "nothing to say"),
    ("r5", "Unchanged", "Agree", "Disagree", "Agree", "red", "e@example.org", "all is fine here"),
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Write a small made-up export."""
    path = tmp_path / "made_up.csv"
    path.write_text("".join(",".join(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_the_study_file_stands_beside_the_export_and_says_what_was_found(export: Path, capsys: Capture) -> None:
    ended = inside(capsys, "init", export, "--yes")
    assert ended.code == 0
    study = load(export.with_suffix(".toml"))
    assert study.about.respondent == "id"
    assert set(study.sections) == {"agreement"}
    assert [item.id for item in study.sections["agreement"].items] == ["plan", "meet", "train"]
    assert study.questions["plan"].levels[0] == "Strongly disagree"
    assert study.questions["plan"].missing == {"N/A": "does not apply"}
    assert [part.label for part in study.groups["performance"].rule.parts] == ["Revenue grew"]
    assert "5 respondents, 8 columns, read as csv" in ended.out
    assert "'email'" in ended.out
    assert f"next: samkit check {export}" in ended.out
    assert f"next: samkit compare {export}" in ended.out
    assert inside(capsys, "compare", export).code == 0


def test_personal_columns_are_named_and_left_out(export: Path, capsys: Capture) -> None:
    inside(capsys, "init", export, "--yes")
    text = export.with_suffix(".toml").read_text(encoding="utf-8")
    assert "# 'email': personal" in text
    assert "example.org" not in text
    assert "# 'remark': free text" in text


def test_an_unknown_order_is_asked_about_in_the_file(export: Path, capsys: Capture) -> None:
    inside(capsys, "init", export, "--yes")
    study = load(export.with_suffix(".toml"))
    assert not study.questions["mood"].ordered
    assert study.questions["mood"].levels == ("blue", "green", "red")
    assert "If these answers have an order" in export.with_suffix(".toml").read_text(encoding="utf-8")


def test_nothing_is_replaced_unless_that_is_said(export: Path, capsys: Capture) -> None:
    target = export.with_suffix(".toml")
    target.write_text("mine", encoding="utf-8")
    ended = inside(capsys, "init", export, "--yes")
    assert ended.code == 2
    assert "--force" in ended.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert inside(capsys, "init", export, "--yes", "--force").code == 0
    assert target.read_text(encoding="utf-8") != "mine"


def test_the_export_itself_is_never_the_output(export: Path, capsys: Capture) -> None:
    before = export.read_bytes()
    ended = inside(capsys, "init", export, "--yes", "--force", "-o", export)
    assert ended.code == 2
    assert export.read_bytes() == before


def test_a_study_file_is_no_export(export: Path, capsys: Capture) -> None:
    inside(capsys, "init", export, "--yes")
    ended = inside(capsys, "init", export.with_suffix(".toml"), "--yes", "--force")
    assert ended.code == 2
    assert "this is a study file" in ended.err


def test_an_export_from_a_pipe_needs_a_name_for_its_study_file(capsys: Capture) -> None:
    ended = inside(capsys, "init", "-", "--yes")
    assert ended.code == 2
    assert "-o FILE" in ended.err


def test_stdout_carries_the_file_and_nothing_else(export: Path, tmp_path: Path, capsys: Capture) -> None:
    ended = inside(capsys, "init", export, "--yes", "-o", "-")
    assert ended.code == 0
    assert "5 respondents" in ended.err
    study = tmp_path / "study.toml"
    study.write_text(ended.out, encoding="utf-8")
    assert load(study).about.title == "made up"
    assert not export.with_suffix(".toml").exists()


def test_another_place_is_named_in_the_next_commands(export: Path, tmp_path: Path, capsys: Capture) -> None:
    ended = inside(capsys, "init", export, "--yes", "-o", tmp_path / "my study.toml")
    assert ended.code == 0
    assert f"next: samkit check {export} --study '{tmp_path}/my study.toml'" in ended.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--reader", "qualtrix"], 2, "did you mean 'qualtrics'?"),
        (["--encoding", "utf-9"], 2, "encoding"),
        (["--reader", "qualtrics"], 3, "qualtrics"),
    ],
)
def test_what_cannot_be_read_so_is_refused(
    export: Path, capsys: Capture, arguments: list[str], code: int, said: str
) -> None:
    ended = inside(capsys, "init", export, "--yes", *arguments)
    assert ended.code == code
    assert said in ended.err
    assert not export.with_suffix(".toml").exists()


def test_a_hint_is_an_option_of_the_command(tmp_path: Path, capsys: Capture) -> None:
    export = tmp_path / "old.csv"
    export.write_bytes("id,answer\nr1,s\u00ed\nr2,no\n".encode("cp1252"))
    ended = inside(capsys, "init", export, "--yes")
    assert ended.code == 3
    assert '--encoding "cp1252"' in ended.err
    assert inside(capsys, "init", export, "--yes", "--encoding", "cp1252").code == 0
    study = load(export.with_suffix(".toml"))
    assert study.export.encoding == "cp1252"
    assert study.questions["answer"].levels == ("no", "sí")


def on_a_terminal(export: Path, answers: str) -> tuple[int, str]:
    """Run the command on a terminal, type answers, and give how it ended and what it said on stderr."""
    ours, theirs = pty.openpty()
    line = command("init", export)
    program = subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=environment())
    os.close(theirs)
    os.write(ours, answers.encode())
    try:
        _, told = program.communicate(timeout=60)
    finally:
        program.kill()
        os.close(ours)
    return program.returncode, told.decode()


def test_a_terminal_is_asked_a_few_questions(export: Path) -> None:
    code, told = on_a_terminal(export, "Best of all\ny\n2 3 1\n\x04")
    assert code == 0, told
    study = load(export.with_suffix(".toml"))
    assert study.about.title == "Best of all"
    assert study.questions["mood"].ordered
    assert study.questions["mood"].levels == ("green", "red", "blue")


def test_who_leaves_the_questions_ends_the_command(export: Path) -> None:
    code, told = on_a_terminal(export, "\x04")
    assert code == 130
    assert "Traceback" not in told
    assert not export.with_suffix(".toml").exists()
