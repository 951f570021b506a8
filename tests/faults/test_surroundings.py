"""Section E, second half: what a machine is set to, who reads the output, and that nobody is called over a network."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, files, numbers
from tests.cli.programs import ROOT, environment, program

if TYPE_CHECKING:
    from pathlib import Path

STUDIED = STUDY.replace("Plans accounts", "Plant Zoë – “größer” 顧客")

SETTINGS = {
    "a plain locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    "no home": {
        "HOME": "/nonexistent",
        "XDG_CACHE_HOME": "/nonexistent",
        "TERM": "",
        "MPLCONFIGDIR": "",
        "TMPDIR": "/",
    },
    "a zone and a decimal comma": {"TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"},
}
PROGRAM = """
import json, os, sys
calls = []
def hear(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib", "ftplib", "http.client")):
        calls.append(event)
sys.addaudithook(hear)
from samkit.cli.app import run
codes = [run(line) for line in json.loads(sys.argv[1])]
print(json.dumps([codes, calls]), file=sys.stderr)
"""


def written(folder: Path, **more: str) -> dict[str, bytes]:
    """Read a survey and write everything that can be written of it, under these settings."""
    folder.mkdir()
    path = files(folder, {**answers(), "note": ["Zoë 顧客"] * 120}, STUDIED)
    lines = [
        ["report", path, "-o", "report"],
        ["classify", path, "-o", "labelled.csv"],
        ["compare", path, "-o", "compared.json"],
        ["check", path, "-o", "checked.md"],
        ["init", path, "-o", "first.toml"],
    ]
    run = (
        "import sys, json; from samkit.cli.app import run; sys.exit(max(run(line) for line in json.loads(sys.argv[1])))"
    )
    arguments = json.dumps([[str(part) for part in line] for line in lines])
    surroundings = {**environment(), "PYTHONDONTWRITEBYTECODE": "1", **more}
    done = subprocess.run(
        [sys.executable, "-c", run, arguments], cwd=folder, env=surroundings, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found = {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    return {**found, "stdout": done.stdout.replace(str(folder).encode(), b"")}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Write everything under the settings of the test."""
    return written(tmp_path_factory.mktemp("usual") / "x")


@pytest.mark.parametrize("name", SETTINGS)
def test_e11_e12_the_settings_of_the_machine_change_no_byte_of_any_output(
    tmp_path: Path, usual: dict[str, bytes], name: str
) -> None:
    here = written(tmp_path / "x", **SETTINGS[name])
    assert here.keys() == usual.keys()
    assert [each for each in here if here[each] != usual[each]] == []
    assert len(here) >= 15


@pytest.mark.parametrize("behind", ["<&-", "< /dev/null", "<&- 2>&-"])
def test_e11_without_a_standard_input_nothing_is_asked_and_all_is_done(tmp_path: Path, behind: str) -> None:
    path = files(tmp_path, text=STUDIED)
    assert program("compare", path, "-f", "json", behind=behind).out == program("compare", path, "-f", "json").out
    ended = program("init", path, "-o", tmp_path / "first.toml", behind=behind)
    assert ended.code == 0
    assert (tmp_path / "first.toml").is_file()


def test_e11_a_half_of_a_sign_in_the_command_line_is_told_and_no_traceback(tmp_path: Path) -> None:
    for more in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        ended = program("compare", files(tmp_path), "pra\udcffctices", "--by", "x\udc80", **more)
        assert ended.code == 2
        assert ended.err.startswith("error: ")


@pytest.mark.parametrize(("verb", "behind", "code"), [
    ("compare", "> /dev/full", 4), ("classify", "> /dev/full", 4), ("check", "> /dev/full", 4),
    ("schema", "> /dev/full", 4),
    ("compare", ">&-", 0), ("classify", ">&- 2>&-", 0), ("check", ">&-", 0), ("report", ">&- 2>&-", 0),
])  # fmt: skip
def test_e13_a_standard_output_that_is_full_or_closed_ends_without_a_traceback(
    tmp_path: Path, verb: str, behind: str, code: int
) -> None:
    more = [] if verb == "schema" else [str(files(tmp_path))]
    more += ["-o", str(tmp_path / "out"), "--figures", "svg"] if verb == "report" else []
    assert program(verb, *more, behind=behind).code == code


def test_e13_a_reader_that_has_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    path = files(tmp_path, numbers(answers()))
    for verb in ("compare", "classify", "check", "schema"):
        more = [] if verb == "schema" else [str(path)]
        ended = program(verb, *more, behind="2> said | head -c 1; cat said >&2; rm said")
        assert (len(ended.out), "Traceback" in ended.err) == (1, False)


def test_e14_no_command_speaks_to_a_network(tmp_path: Path) -> None:
    path = str(files(tmp_path))
    published = str(ROOT / "data" / "sam_2016_published.toml")
    lines = [
        ["classify", path, "-o", str(tmp_path / "labelled.csv")],
        ["compare", path, "--format", "json"],
        ["profile", path, "plan"],
        ["trend", path, "maturity"],
        ["rank", path, "practices", "--replicates", "200"],
        ["drivers", path, "plan", "--force"],
        ["check", path, "-o", str(tmp_path / "check")],
        ["report", path, "-o", str(tmp_path / "out")],
        ["init", path, "-o", str(tmp_path / "first.toml")],
        ["simulate", str(ROOT / "data" / "sam_2016.toml"), published, "-o", str(tmp_path / "made.csv")],
        ["schema"],
        ["catalogue"],
    ]
    run = [sys.executable, "-c", PROGRAM, json.dumps(lines)]
    done = subprocess.run(run, env=environment(), capture_output=True, check=True)
    assert json.loads(done.stderr.decode().splitlines()[-1]) == [[0] * len(lines), []]
