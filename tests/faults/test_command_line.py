"""Section E, first half: files that are none, output that may not be written, names that are strange, options amiss."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
from pathlib import Path

import pytest

from samkit.intake.told import quoted
from tests.builders import STUDY, answers, csv_text, files
from tests.cli.programs import command, environment, inside, program

Capture = pytest.CaptureFixture[str]

READ = {
    "classify": ("--study", "sam"),
    "compare": ("--study", "sam"),
    "check": ("--study", "sam"),
    "report": ("--study", "sam"),
    "init": ("--yes",),
}
"""Commands that read an export, and what they need beside it."""


def none(folder: Path, kind: str) -> Path:
    """Make something that is no regular file."""
    path = folder / "thing.csv"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as ours:
            ours.bind(os.path.relpath(path))
    elif kind in {"loop", "nowhere"}:
        path.symlink_to(path if kind == "loop" else folder / "nowhere")
    elif kind.startswith("/"):
        path.symlink_to(kind)
    return path


KINDS = ["missing", "folder", "pipe", "socket", "loop", "nowhere", "/dev/zero", "/dev/null", "/proc/self/pagemap"]


@pytest.mark.parametrize("verb", READ)
@pytest.mark.parametrize("kind", KINDS)
def test_e01_e02_e03_what_is_no_regular_file_is_named_and_never_waited_for(
    capsys: Capture, tmp_path: Path, verb: str, kind: str
) -> None:
    path = none(tmp_path, kind)
    ended = inside(capsys, verb, path, *READ[verb])
    assert (ended.code, ended.out) == (3, "")
    assert f"{path}: " in ended.err


@pytest.mark.parametrize("kind", KINDS)
def test_e01_e02_e03_a_study_that_is_no_regular_file_is_named_and_never_waited_for(
    capsys: Capture, tmp_path: Path, kind: str
) -> None:
    path = none(tmp_path, kind)
    export = files(tmp_path)
    lines = (("classify", export, "--study", path), ("simulate", "sam", path), ("simulate", path, path))
    for line in lines:
        ended = inside(capsys, *line)
        assert (ended.code, ended.out) == (2, "")
        assert f"{path}" in ended.err


@pytest.mark.parametrize(("number", "said"), [(13, "may not be read"), (5, "cannot be read"), (24, "cannot be read")])
def test_e01_a_file_that_the_system_does_not_give_is_told_with_the_reason(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    path, opened = files(tmp_path), os.open

    def refuse(name: str | Path, *rest: int, **more: int) -> int:
        if str(name) == str(path):
            raise OSError(number, os.strerror(number))
        return opened(name, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    ended = inside(capsys, "compare", path)
    assert (ended.code, ended.out) == (3, "")
    assert said in ended.err


@pytest.mark.parametrize("text", ["", "growth,plan\n", csv_text(answers())[:200]])
def test_e04_a_file_that_is_replaced_while_it_is_read_gives_no_result(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path, take = files(tmp_path), os.read

    def change(descriptor: int, size: int) -> bytes:
        path.write_text(text, encoding="utf-8")
        return take(descriptor, size)

    monkeypatch.setattr(os, "read", change)
    ended = inside(capsys, "compare", path)
    assert (ended.code, ended.out) == (3, "")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("verb", "target"), [
    ("report", "/"), ("compare", "/"), ("check", "/"), ("profile", "/"),
    ("report", "file"), ("compare", "file"), ("check", "file"), ("compare", "/dev/null"), ("report", "/dev/null"),
    ("report", "."), ("report", "survey.csv"), ("compare", "survey.csv"), ("classify", "survey.csv"),
    ("check", "survey.csv"), ("init", "survey.csv"), ("init", "survey.toml"), ("classify", "file"),
])  # fmt: skip
def test_e05_neither_the_input_nor_a_file_nor_the_root_is_an_output(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, target: str
) -> None:
    path = files(tmp_path)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before, root = snapshot(tmp_path), sorted(Path("/").iterdir())
    names = ["plan"] if verb == "profile" else []
    assert inside(capsys, verb, path, *names, "-o", target).code == 2
    assert (snapshot(tmp_path), sorted(Path("/").iterdir())) == (before, root)


def test_e06_a_folder_with_files_of_others_is_kept_unless_it_is_forced(capsys: Capture, tmp_path: Path) -> None:
    path, out = files(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "manifest.json").write_text('{"files": {"../survey.csv": "x"}}', encoding="utf-8")
    before = snapshot(tmp_path)
    assert inside(capsys, "report", path, "-o", out).code == 4
    assert snapshot(tmp_path) == before
    assert inside(capsys, "report", path, "-o", out, "--figures", "svg", "--force").code == 0
    assert path.exists()


@pytest.mark.parametrize("verb", ["compare", "check"])
def test_e06_files_of_others_stay_beside_those_that_a_command_writes_one_by_one(
    capsys: Capture, tmp_path: Path, verb: str
) -> None:
    path, out = files(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert inside(capsys, verb, path, "-o", out).code == 0
    assert (out / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("verb", "name"), [("compare", "practices.csv"), ("check", "check.svg"), ("report", "index.html")]
)
def test_e07_a_link_inside_the_output_folder_leads_no_file_out_of_it(
    capsys: Capture, tmp_path: Path, verb: str, name: str
) -> None:
    path, out, victim = files(tmp_path), tmp_path / "out", tmp_path / "victim"
    assert inside(capsys, verb, path, "-o", out).code == 0
    victim.write_text("mine", encoding="utf-8")
    (out / name).unlink()
    (out / name).symlink_to(victim)
    assert inside(capsys, verb, path, "-o", out).code == 0
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (out / name).is_symlink()


@pytest.mark.parametrize(("verb", "target"), [
    ("classify", "out.csv"), ("compare", "out.json"), ("compare", "out"), ("report", "out"), ("check", "out"),
    ("init", "out.toml"),
])  # fmt: skip
def test_e08_a_file_that_may_not_grow_ends_with_4_and_leaves_nothing(tmp_path: Path, verb: str, target: str) -> None:
    path = files(tmp_path)
    path.with_suffix(".toml").rename(tmp_path / "study.toml")
    study = [] if verb == "init" else ["--study", str(tmp_path / "study.toml")]
    before = snapshot(tmp_path)
    ended = subprocess.run(
        command(verb, path, *study, "-o", tmp_path / target),
        capture_output=True,
        env=environment(),
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert (ended.returncode, b"Traceback" in ended.stderr) == (4, False), ended.stderr
    assert b"cannot be written: File too large" in ended.stderr
    assert snapshot(tmp_path) == before


NAMES = [
    *(b"a\nb", b"a\x1b[2Jb", b"a\xff\xfeb", b"-a", b"a\rb", b"a b", b"'\"`$(x)", b"*?[a]", b"=1+1"),
    "größe\u202e".encode(),
]


def strange(folder: Path, name: bytes, suffix: str = "") -> str:
    """Give a path whose last part is made of any bytes."""
    return os.fsdecode(os.fsencode(folder) + b"/" + name + suffix.encode())


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("verb", ["classify", "compare", "report", "check", "init"])
def test_e09_a_file_of_any_name_is_read_and_written_and_never_steers_the_terminal(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes, verb: str
) -> None:
    monkeypatch.chdir(tmp_path)
    there = strange(tmp_path, name, ".csv")
    os.rename(files(tmp_path), there)  # noqa: PTH104 - the name may be no text
    study = [] if verb == "init" else ["--study", "survey.toml"]
    suffix = {"classify": ".out.csv", "compare": ".json", "report": ".out", "check": ".svg", "init": ".toml"}[verb]
    target = strange(tmp_path, name, suffix)
    figures = ["--figures", "svg"] if verb == "report" else []
    ended = inside(capsys, verb, *study, *figures, "-o", target, "--", os.path.relpath(there))
    assert ended.code == 0
    assert os.path.lexists(target)
    assert not set("\x1b\r\u202e") & set(ended.out + ended.err)


@pytest.mark.parametrize("verb", ["compare", "classify", "check", "profile"])
@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_e09_the_name_of_a_file_that_is_no_text_can_be_written_in_every_format(
    capsys: Capture, tmp_path: Path, verb: str, form: str
) -> None:
    there = strange(tmp_path, b"a\xffb", ".csv")
    os.rename(files(tmp_path), there)  # noqa: PTH104 - the name is no text
    names = ["plan"] if verb == "profile" else []
    ended = inside(capsys, verb, there, *names, "--study", tmp_path / "survey.toml", "--format", form)
    assert ended.code == 0
    assert ended.out.encode()


@pytest.mark.parametrize("arguments", [
    ["classify", "a.csv", "--nope"], ["classify", "a.csv", "--study"], ["classify"], ["nope"], ["classify", "a", "b"],
    ["classify", "a.csv", "--study", "a.toml", "--study", "b.toml"], ["classify", "a.csv", "-s", "a", "--study", "a"],
    ["compare", "a.csv", "--by", "a", "--by", "b"], ["report", "a.csv", "-o", "x", "-o", "y"],
    ["check", "a.csv", "--format", "csv", "-f", "json"], ["init", "a.csv", "--reader", "csv", "--reader", "xlsx"],
    ["rank", "a.csv", "--replicates", "500", "--replicates", "600"], ["classify", "a\x00.csv"],
    ["classify", "a.csv", "--format", "\x1b[2J"], ["\x1b[2J"], ["classify", "a.csv", "--\x1b[2J\r"],
])  # fmt: skip
def test_e10_a_command_line_that_says_too_little_or_too_much_ends_with_a_usage_line(
    capsys: Capture, arguments: list[str]
) -> None:
    ended = inside(capsys, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: ")
    assert "error: " in ended.err
    assert not set("\x1b\r") & set(ended.err)


@pytest.mark.parametrize("verb", ["classify", "compare", "report", "check", "init"])
@pytest.mark.parametrize("empty", [["-o", ""], ["--output="]], ids=["short", "long"])
def test_e10_an_output_without_a_name_is_refused_and_nothing_is_written(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, empty: list[str]
) -> None:
    path = files(tmp_path)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    ended = inside(capsys, verb, path, *empty)
    assert (ended.code, ended.out) == (2, "")
    assert "needs a name" in ended.err
    assert not list(here.iterdir())


def test_e10_a_flag_and_a_list_may_be_given_twice(capsys: Capture, tmp_path: Path) -> None:
    line = ["report", str(files(tmp_path)), "-o", str(tmp_path / "out"), "--figures", "svg", "--figures", "png"]
    assert inside(capsys, *line, "--strict", "--strict").code == 0


@pytest.mark.parametrize("target", ["a\x00b", "x" * 300, "x" * 300 + "/y", "no/such/folder/" + "x" * 256])
@pytest.mark.parametrize("verb", ["classify", "compare", "report", "check", "init"])
def test_e08_an_output_of_an_impossible_name_is_told_and_no_traceback(
    capsys: Capture, tmp_path: Path, verb: str, target: str
) -> None:
    suffix = {"classify": ".csv", "compare": ".csv", "init": ".toml"}.get(verb, "")
    ended = inside(capsys, verb, files(tmp_path), "-o", tmp_path / f"{target}{suffix}")
    assert ended.code in {2, 4}
    assert {path.name for path in tmp_path.iterdir()} - {"no"} == {"survey.csv", "survey.toml"}


def test_e13_output_that_nobody_reads_is_no_fault_of_the_input(tmp_path: Path) -> None:
    path = files(tmp_path, text=STUDY)
    for verb in ("compare", "classify", "check"):
        assert program(verb, path, behind="> /dev/full").code == 4
        assert program(verb, path, behind=">&- 2>&-").code == 0
    assert program("compare", path, behind="| head -c 1").out
    assert program("classify", "-", "--study", path.with_suffix(".toml"), behind="<&-").code == 3
    assert program("init", "-", "-o", "-", behind="<&-").code == 3


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_e09_the_commands_that_come_next_can_be_pasted(name: bytes) -> None:
    text = os.fsdecode(name)
    shown = subprocess.run(["bash", "-c", f"printf %s {quoted(text)}"], capture_output=True, check=True)
    assert shown.stdout == name
    assert quoted(text).isprintable()
