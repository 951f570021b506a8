"""Section 4, storage that fails: full, read-only, not ours, across devices, few files, little memory, few processes."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.builders import STUDY, answers, csv_text, files
from tests.cli.programs import command, environment, program

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = STUDY[: STUDY.rindex("[[figures]]")]

IN_A_FENCE = """
set -e
cd "$1"; shift
limited() {{ "$@"; }}
{fence}
list() {{ (cd place && find . | sort && find . -type f | sort | xargs sha256sum); }}
list > before
code=0; limited "$@" > out.txt 2> err.txt || code=$?
list > after
exit $code
"""

ON_TMPFS = "mv place kept; mkdir place; mount -t tmpfs -o size=2m,nr_inodes=60 tmpfs place; cp -r kept/. place; "

FENCES: Final = {
    "s01 disk full": ON_TMPFS + "cat /dev/zero > place/filler 2> /dev/null || true",
    "s02 no inodes": ON_TMPFS + "number=0; while echo > place/$number; do number=$((number + 1)); done 2> /dev/null",
    "s03 small files": 'limited() { prlimit --fsize=1000 "$@"; }',
    "s08 immutable": 'chattr +i place; trap "chattr -i place" EXIT',
    "s09 read-only": "mount --bind place place; mount -o remount,bind,ro place",
}
"""What is done to the folder `place`, in a space of mounts of its own."""

WRITES = {"report": ("out", "--figures", "svg", "--figures", "png"), "classify": ("out.csv",)}


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """Give a folder that everybody may look into, with old outputs and new data."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        room.chmod(0o755)
        (room / "place").mkdir()
        export = files(room, answers(30), SMALL)
        for verb, (target, *more) in WRITES.items():
            assert program(verb, export, "-o", room / "place" / target, *more).code == 0
        export.write_text(csv_text(answers(30, 2)), encoding="utf-8")
        yield room


@pytest.fixture
def room(prepared: Path) -> Iterator[Path]:
    """Give a copy of that folder."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        subprocess.run(["cp", "-r", f"{prepared}/.", name], check=True)
        yield Path(name)


def permitted(fence: str) -> bool:
    """Say whether the system lets us build a fence, tried on an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "place").mkdir()
        script = IN_A_FENCE.format(fence=fence)
        run = ["unshare", "-m", "sh", "-c", script, "sh", name, "test", "-d", "place"]
        return subprocess.run(run, capture_output=True, check=False).returncode == 0


def snapshot(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize("verb", WRITES)
@pytest.mark.parametrize("fence", FENCES)
def test_s01_s02_s03_s08_s09_where_nothing_can_be_written_the_old_output_stays(
    room: Path, fence: str, verb: str
) -> None:
    build = FENCES[fence] if permitted(FENCES[fence]) else FENCES["s03 small files"]
    target, *more = WRITES[verb]
    line = command(verb, room / "survey.csv", "-o", room / "place" / target, *more)
    unshared = ["unshare", "-m"] if "mount" in build else []
    run = [*unshared, "sh", "-c", IN_A_FENCE.format(fence=build), "sh", str(room), *line]
    ended = subprocess.run(run, env=environment(), capture_output=True, check=False)
    said = (room / "err.txt").read_text(encoding="utf-8")
    assert (ended.returncode, "Traceback" in said) == (4, False), (ended.stderr, said)
    assert "cannot be written" in said
    assert (room / "before").read_text(encoding="utf-8") == (room / "after").read_text(encoding="utf-8")


NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


def as_nobody() -> list[str]:
    """Give what makes a command one of a user who may write nothing, where that can be done and samkit be read."""
    run = [*NOBODY, *command("--version")]
    done = subprocess.run(run, env=environment(), capture_output=True, check=False)
    return NOBODY if done.returncode == 0 else []


@pytest.mark.parametrize("verb", WRITES)
def test_s07_a_folder_of_somebody_else_keeps_its_output(room: Path, verb: str) -> None:
    before = snapshot(room)
    target, *more = WRITES[verb]
    place = room / "place" if as_nobody() else Path("/proc/self")
    line = command(verb, room / "survey.csv", "-o", place / target, *more)
    ended = subprocess.run([*as_nobody(), *line], env=environment(), capture_output=True, check=False)
    assert (ended.returncode, b"Traceback" in ended.stderr) == (4, False), ended.stderr
    assert snapshot(room) == before


@pytest.mark.parametrize(("limit", "value"), [
    ("nofile", 7), ("nofile", 14), ("as", 150_000_000), ("as", 600_000_000),
])  # fmt: skip
def test_s10_s11_with_few_files_or_little_memory_the_output_is_the_old_or_the_new_one(
    room: Path, limit: str, value: int
) -> None:
    old = snapshot(room / "place")
    line = command("report", room / "survey.csv", "-o", room / "place" / "out", "--figures", "svg")
    run = ["prlimit", f"--{limit}={value}", *line]
    ended = subprocess.run(run, env=environment(OPENBLAS_NUM_THREADS="1"), capture_output=True, check=False)
    assert (ended.returncode == 0) == (snapshot(room / "place") != old)
    assert program("report", room / "survey.csv", "-o", room / "place" / "out", "--figures", "svg").code == 0
    assert sorted(path.name for path in (room / "place").iterdir()) == ["out", "out.csv"]


def test_s12_where_no_process_may_be_begun_one_does_all_of_it(room: Path) -> None:
    more = '\n[[figures]]\nid = "{}"\nsection = "practices"\nchart = "dumbbell"\n'
    (room / "survey.toml").write_text(STUDY + "".join(more.format(number) for number in range(3, 8)), encoding="utf-8")
    (room / "theirs").mkdir()
    (room / "theirs").chmod(0o777)
    line = command("report", room / "survey.csv", "--figures", "svg")
    run = ["prlimit", "--nproc=1", *as_nobody(), *line, "-o", str(room / "theirs" / "out")]
    ended = subprocess.run(run, env=environment(OPENBLAS_NUM_THREADS="1"), capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert program("report", room / "survey.csv", "--check", room / "theirs" / "out").code == 0
