from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from samkit.cli.app import app, run
from tests.builders import STUDY, answers, files
from tests.cli.programs import command, environment, inside, program

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]

COMMANDS = sorted(typer.main.get_group(app).commands)

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "sam_2016.csv"


def test_these_are_the_commands() -> None:
    assert COMMANDS == [
        "benchmark", "catalogue", "check", "classify", "compare", "drivers", "halo", "index", "init",
        "pipeline", "power", "practices", "profile", "rank", "reconcile", "report", "robustness", "schema", "simulate",
        "trend", "trust",
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(capsys: Capture, name: str) -> None:
    ended = inside(capsys, name, "--help")
    assert ended.code == 0
    assert f"Example: samkit {name}" in ended.out
    assert ended.err == ""


def test_without_a_command_the_help_is_shown() -> None:
    assert "classify" in "".join(program()[1:])


def test_the_version_goes_to_stdout(capsys: Capture) -> None:
    from samkit import __version__

    assert inside(capsys, "--version") == (0, f"samkit {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nope"],
        ["nope"],
        ["classify"],
        ["classify", "a.csv", "--nope"],
        ["classify", "a.csv", "--study"],
        ["classify", "a.csv", "--format", "xml"],
        ["compare"],
        ["report"],
        ["simulate", "sam"],
        ["simulate", "sam", "x", "--seed", "-1"],
    ],
)
def test_a_command_line_that_cannot_be_understood_ends_with_2_and_a_usage_line(
    capsys: Capture, arguments: list[str]
) -> None:
    ended = inside(capsys, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "error: " in ended.err


def test_an_unknown_option_names_the_nearest_one(capsys: Capture) -> None:
    assert "--study" in inside(capsys, "classify", "a.csv", "--studi", "x").err


STRANGE = ["a\nb", "a\x1b[2Jb", "-dash", "ünï", "a\u202eb", "x" * 300, "", " ", "a/../b", "*"]


@pytest.mark.parametrize("verb", ["classify", "compare", "report"])
@pytest.mark.parametrize("name", STRANGE)
def test_a_file_that_is_not_there_ends_with_3_whatever_it_is_called(capsys: Capture, verb: str, name: str) -> None:
    ended = inside(capsys, verb, "--study", "sam", "--", name)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("error: ")
    assert not set("\x1b\u202e") & set(ended.err)


@pytest.mark.parametrize("name", STRANGE)
def test_a_study_file_that_is_not_there_ends_with_2_whatever_it_is_called(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    ended = inside(capsys, "classify", files(tmp_path), "--study", name or "nope")
    assert (ended.code, ended.out) == (2, "")
    assert not set("\x1b\u202e") & set(ended.err)


@pytest.mark.parametrize("name", ["survey\nx", "survey\x1b[2J", "-survey", "\u202esurvey", "größe", "a b"])
def test_a_file_of_a_strange_name_is_read(tmp_path: Path, capsys: Capture, name: str) -> None:
    there = files(tmp_path).rename(tmp_path / f"{name}.csv")
    ended = inside(capsys, "classify", "--study", tmp_path / "survey.toml", "-o", tmp_path / "out.csv", "--", there)
    assert ended.code == 0
    assert "\x1b" not in ended.out + ended.err


def test_a_file_name_that_is_no_utf8_is_read_and_told(tmp_path: Path) -> None:
    there = os.fsencode(tmp_path) + b"/a\xff.csv"
    os.rename(files(tmp_path), there)  # noqa: PTH104 - the name is no text
    ended = program("classify", os.fsdecode(there), "--study", tmp_path / "survey.toml")
    assert ended.code == 0


def place(tmp_path: Path, kind: str) -> Path:
    """Make something that is no regular file."""
    there = tmp_path / "thing.csv"
    if kind == "folder":
        there.mkdir()
    elif kind == "pipe":
        os.mkfifo(there)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as ours:
            ours.bind(os.path.relpath(there))
    elif kind == "loop":
        there.symlink_to(there)
    elif kind == "dangling":
        there.symlink_to(tmp_path / "nowhere")
    return there


@pytest.mark.parametrize("study", [[], ["--study", "sam"]])
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "socket", "loop", "dangling"])
def test_what_is_no_regular_file_is_refused_and_never_waited_for(
    capsys: Capture, tmp_path: Path, kind: str, study: list[str]
) -> None:
    ended = inside(capsys, "classify", place(tmp_path, kind), *study)
    assert ended.code == (3 if study or kind == "missing" else 2)
    assert "error: " in ended.err


@pytest.mark.parametrize("folder", [".", "/", ".."])
def test_a_folder_in_place_of_an_export_is_an_error_and_no_traceback(capsys: Capture, folder: str) -> None:
    assert inside(capsys, "classify", folder).code == 2
    assert inside(capsys, "classify", folder, "--study", "sam").code == 3


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "loop"])
def test_a_study_that_is_no_regular_file_is_refused(capsys: Capture, tmp_path: Path, kind: str) -> None:
    ended = inside(capsys, "classify", files(tmp_path), "--study", place(tmp_path, kind))
    assert (ended.code, ended.out) == (2, "")


def test_a_study_file_in_place_of_the_export_is_told_apart(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "classify", files(tmp_path).with_suffix(".toml"))
    assert ended.code == 2
    assert "this is a study file, not an export" in ended.err


def test_messages_go_to_stderr_and_data_to_stdout(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "compare", files(tmp_path), "practices", "--format", "json")
    assert json.loads(ended.out)["schema"] == "samkit-result/1"
    assert ended.err.startswith("note: Top Performers or The Rest: 1 of 120 respondents")


@pytest.mark.parametrize("verb", ["classify", "compare"])
@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_every_format_writes_something_on_stdout_and_a_new_line_at_its_end(
    capsys: Capture, tmp_path: Path, verb: str, form: str
) -> None:
    ended = inside(capsys, verb, files(tmp_path), "--format", form)
    assert ended.code == 0
    assert ended.out.endswith("\n")
    assert not re.search(r"\b(nan|None|NaN)\b", ended.out)


def test_strict_ends_with_5_after_the_work_if_there_is_a_warning_and_with_0_if_not(
    capsys: Capture, tmp_path: Path
) -> None:
    calm = files(tmp_path)
    assert inside(capsys, "compare", calm, "--strict").code == 0
    columns = answers()
    columns["growth"] = ["Fell"] * len(columns["growth"])
    for verb in ("classify", "compare"):
        ended = inside(capsys, verb, files(tmp_path, columns), "--strict")
        assert ended.code == 5
        assert ended.out
        assert "--strict was asked for" in ended.err


def test_a_wrong_name_is_met_with_the_nearest_one(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    section = inside(capsys, "compare", path, "practises", "outcom")
    assert section.code == 2
    assert "did you mean 'practices'?" in section.err
    assert "did you mean 'outcome'?" in section.err
    assert "did you mean 'performance'?" in inside(capsys, "compare", path, "--by", "performence").err
    assert "did you mean 'Grew'?" in inside(capsys, "classify", path, "--by", "growth=Grow").err


def test_a_note_made_of_names_from_the_study_file_cannot_steer_the_terminal(capsys: Capture, tmp_path: Path) -> None:
    text = STUDY.replace("[groups.performance]", '[groups.performance]\ntop = "T\\u001b[2J\\u202e"')
    columns = answers()
    columns["growth"] = ["Fell"] * len(columns["growth"])
    for form in ("table", "csv", "json", "md"):
        ended = inside(capsys, "classify", files(tmp_path, columns, text), "--format", form)
        assert ended.code == 0
        assert not set("\x1b\u202e") & set(ended.err)
        assert form == "json" or not set("\x1b\u202e") & set(ended.out)


def test_a_reader_that_goes_away_ends_with_141_and_no_word() -> None:
    process = subprocess.Popen(command("schema"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), told) == (141, b"")


@pytest.mark.parametrize("verb", [["schema"], ["catalogue"], ["--help"]])
def test_a_full_disk_behind_stdout_ends_with_4_and_says_so(verb: list[str]) -> None:
    ended = program(*verb, behind="> /dev/full")
    assert ended.code == 4
    assert ended.err == "error: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("behind", [">&-", ">&- 2>&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_traceback(tmp_path: Path, behind: str) -> None:
    assert program("classify", files(tmp_path), behind=behind).code == 0


def test_a_full_disk_behind_stderr_does_not_keep_the_error_code_from_coming_out(tmp_path: Path) -> None:
    assert program("classify", tmp_path / "nope.csv", "--study", "sam", behind="2> /dev/full").code == 3


@pytest.mark.parametrize(
    "more",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent", "TERM": ""},
        {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "0"},
        {"OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "7"},
    ],
)
def test_the_surroundings_change_no_byte(tmp_path: Path, more: dict[str, str]) -> None:
    text = STUDY.replace("Plans accounts", "Plant Zoë – “größer”")
    path = files(tmp_path, text=text)
    usual, elsewhere = (program("compare", path, "-f", "json", **extra) for extra in ({}, more))
    assert usual == elsewhere
    assert usual.code == 0
    assert "größer" in usual.out


def test_an_interrupt_ends_with_130_and_leaves_nothing_behind(tmp_path: Path) -> None:
    line = command(
        "rank", SHIPPED, "--replicates", "100000", "-o", tmp_path / "out.csv"
    )  # many seconds, on any machine
    process = subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Where the tests themselves run in the background, a shell has told them to ignore an interrupt.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - the test has one thread
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_our_own_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("samkit.workflow.classify", broken)
    with pytest.raises(ZeroDivisionError):
        run(["classify", str(files(tmp_path))])
