"""Section 4, a run that somebody interrupts: signals in the middle, a second run at once, streams that are gone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from samkit.writers import folder
from tests.builders import STUDY, answers, csv_text, files
from tests.cli.programs import command, environment, inside, program
from tests.faults.nursery import until
from tests.faults.sweep import can_trace

if TYPE_CHECKING:
    from collections.abc import Iterator

FIGURE = '\n[[figures]]\nid = "{}"\nsection = "practices"\nchart = "dumbbell"\n'
LONG = STUDY + "".join(FIGURE.format(number) for number in range(3, 9))
"""A study with enough figures for two processes to draw them."""


class Room(NamedTuple):
    """A folder with a survey that has changed since its report was written."""

    place: Path
    export: Path
    old: dict[str, bytes]

    def content(self) -> dict[str, bytes]:
        """Give the files of the report."""
        found = self.place / "out"
        return {str(path.relative_to(found)): path.read_bytes() for path in found.rglob("*") if path.is_file()}

    def names(self) -> list[str]:
        """Give what lies where the report does."""
        return sorted(path.name for path in self.place.iterdir())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Write the old report once."""
    place = tmp_path_factory.mktemp("old")
    assert program("report", files(place, text=LONG), "-o", place / "out", "--figures", "svg").code == 0
    return Room(place, place, {}).content()


@pytest.fixture
def room(tmp_path: Path, written: dict[str, bytes]) -> Room:
    """Give a folder with an old report and new data."""
    for name, data in written.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(data)
    export = files(tmp_path, text=LONG)
    export.write_text(csv_text(answers(seed=2)), encoding="utf-8")
    return Room(tmp_path, export, written)


@contextlib.contextmanager
def begun(room: Room, mark: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Begin to write the report, and wait until the work has begun; all of its processes have the mark."""
    line = command("report", room.export, "-o", room.place / "out", "--figures", "svg", "--figures", "png")
    process = subprocess.Popen(
        line,
        env=environment(SAMKIT_TEST_MARK=mark),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - the test has one thread
    )
    try:
        until(lambda: holds(process) or process.poll() is not None, 60)
        yield process
    finally:
        process.kill()
        process.communicate()


def holds(process: subprocess.Popen[bytes]) -> bool:
    """Say whether a process has locked what it writes."""
    return f" FLOCK  ADVISORY  WRITE {process.pid} " in Path("/proc/locks").read_text(encoding="ascii")


def marked(mark: str) -> list[int]:
    """Give the processes that have a mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if mark.encode() in path.read_bytes():
                found.append(int(path.parent.name))
    return found


@pytest.mark.parametrize(("delay", "twice"), [(0.0, True), (0.4, False)])
@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["int", "term", "hup"]
)
def test_s18_s19_a_signal_in_the_middle_leaves_the_old_report_and_no_process(
    room: Room, sent: signal.Signals, code: int, twice: bool, delay: float
) -> None:
    mark, before = uuid.uuid4().hex, room.names()
    with begun(room, mark) as process:
        time.sleep(delay)
        os.killpg(process.pid, sent)
        if twice:
            time.sleep(0.05)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sent)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, b"Traceback" in err) == (code, False), err
    assert room.content() == room.old
    until(lambda: not marked(mark), 20)
    assert set(room.names()) - {".out.samkit"} == set(before)
    with folder.reserved(room.place / "out"):  # as the next run begins
        pass
    assert room.names() == before


def test_s13_s14_a_run_that_is_killed_leaves_the_old_report_and_the_next_one_can_begin_at_once(room: Room) -> None:
    mark, before = uuid.uuid4().hex, room.names()
    with begun(room, mark) as process:
        process.kill()
        process.communicate()
    assert room.content() == room.old
    assert (room.place / ".out.samkit").stat().st_mode & 0o077 == 0
    assert program("report", room.export, "-o", room.place / "out", "--figures", "svg").code == 0
    assert room.content() != room.old
    assert room.names() == before
    until(lambda: not marked(mark), 20)


def test_s15_a_second_run_ends_at_once_with_4_and_harms_nothing(room: Room) -> None:
    before = room.names()
    with begun(room) as process:
        os.kill(process.pid, signal.SIGSTOP)
        ended = program("report", room.export, "-o", room.place / "out", "--figures", "svg")
        assert (ended.code, ended.out) == (4, "")
        assert "another run of samkit is writing this" in ended.err
        assert room.content() == room.old
        os.kill(process.pid, signal.SIGCONT)
        assert process.wait(timeout=60) == 0
    assert room.content() != room.old
    assert room.names() == before


def test_s18_a_run_that_is_to_outlive_its_terminal_does(room: Room) -> None:
    line = ["nohup", *command("report", room.export, "-o", room.place / "out", "--figures", "svg")]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, env=environment(), stdout=pipe, stderr=pipe, stdin=subprocess.DEVNULL) as process:
        until(lambda: (room.place / ".out.samkit").exists() or process.poll() is not None, 60)
        process.send_signal(signal.SIGHUP)
        assert process.wait(timeout=60) == 0
    assert room.content() != room.old


@pytest.mark.parametrize("more", [["-o", "out", "--figures", "svg"], ["--check", "out"]], ids=["write", "check"])
def test_s20_a_reader_that_is_gone_ends_a_report_with_141_and_the_folder_is_whole(room: Room, more: list[str]) -> None:
    with subprocess.Popen(
        command("report", room.export, *more),
        cwd=room.place,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, b"Traceback" in err, b"error" in err) == (141, False, False)
    assert program("report", room.export, "--check", room.place / "out").code == (0 if more[0] == "-o" else 5)


@pytest.mark.parametrize(("behind", "code"), [("> /dev/full", 4), (">&-", 0), (">&- 2>&-", 0), ("2> /dev/full", 4)])
def test_s21_streams_that_are_full_or_closed_leave_a_whole_report(room: Room, behind: str, code: int) -> None:
    before = room.names()
    ended = program("report", room.export, "-o", room.place / "out", "--figures", "svg", behind=behind)
    assert ended.code == code
    assert program("report", room.export, "--check", room.place / "out").code == 0
    assert room.names() == before


@pytest.mark.parametrize("reason", [OSError(5, "Input/output error"), MemoryError()], ids=["import", "memory"])
@pytest.mark.parametrize("late", ["samkit.drawing.draw", "samkit.reporting.written", "samkit.writers.manifest.write"])
def test_s11_s28_what_fails_late_ends_with_4_and_leaves_the_old_report(
    room: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reason: Exception, late: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise reason

    before = room.names()
    monkeypatch.setattr(late, fail)
    ended = inside(capsys, "report", room.export, "-o", room.place / "out", "--figures", "svg")
    assert (ended.code, ended.out) == (4, "")
    assert "cannot be written" in ended.err
    assert (room.content(), room.names()) == (room.old, before)


def test_s24_a_slow_disk_is_waited_for_and_can_be_interrupted(room: Room) -> None:
    if can_trace():
        line = command("report", room.export, "-o", room.place / "out", "--figures", "svg")
        slow = ["strace", "-f", "-o", "/dev/null", "-etrace=fsync", "-einject=fsync:delay_enter=20000000", *line]
        with subprocess.Popen(slow, env=environment(), stderr=subprocess.PIPE, start_new_session=True) as process:
            until((room.place / ".out.samkit" / "manifest.json").exists, 60)
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)
            until(lambda: not (room.place / ".out.samkit").exists(), 60)
        assert room.content() == room.old
