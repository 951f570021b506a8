"""Runs of samkit as processes of their own, each forked from one that has loaded everything, so that a run is short."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from tests.cli.programs import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = """
import json, os, signal, sys
from samkit.cli import app
assert app.run(json.loads(sys.argv[1])) == 0
print("ready", flush=True)
for line in sys.stdin:
    place, arguments = json.loads(line)
    child = os.fork()
    if child == 0:
        os.chdir(place)
        for number, name in ((0, os.devnull), (1, "stdout"), (2, "stderr")):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), number)
        sys.argv = ["samkit", *arguments]
        os.kill(os.getpid(), signal.SIGSTOP)
        app.main()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Ended(NamedTuple):
    """How a run ended: its exit code, minus the signal that killed it, and what it said on stderr."""

    code: int
    err: str
    log: str


class Nursery:
    """A process that has run a command once, and runs others in copies of itself.

    Parameters
    ----------
    first
        The command line of the run that loads everything.
    place
        The folder in which it runs.
    """

    def __init__(self, first: Sequence[str | Path], place: Path) -> None:
        run = [sys.executable, "-c", PROGRAM, json.dumps([str(part) for part in first])]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            run,
            cwd=place,
            env=environment(PYTHONHASHSEED="0"),
            text=True,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
        )
        while self._line() != "ready":
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line: str = self._process.stdout.readline()
        assert line, "the process that runs others has ended"
        return line.strip()

    def run(self, place: Path, arguments: Sequence[str | Path], traced: Sequence[str] = ()) -> Ended:
        """Run a command in a folder; `traced` are options of strace, under which it runs then."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(place), [str(part) for part in arguments]]) + "\n")
        self._process.stdin.flush()
        child = int(self._line())
        until(lambda: stopped(child))
        log = place.with_name(f"{place.name}.log")
        tracer = attached(child, log, traced) if traced else None
        os.kill(child, signal.SIGCONT)
        code = int(self._line())
        if tracer:
            tracer.wait()
        said = (place / "stderr").read_text(errors="replace")
        for name in ("stdout", "stderr"):
            (place / name).unlink()
        return Ended(code, said, log.read_text() if tracer else "")


def attached(child: int, log: Path, options: Sequence[str]) -> subprocess.Popen[bytes]:
    """Trace a process that is stopped; it is traced once the tracer has said so."""
    run = ["strace", "-f", "-p", str(child), "-o", str(log), *options]
    said = log.with_suffix(".said")
    with said.open("wb") as err:
        tracer = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=err)
    until(lambda: b"attached" in said.read_bytes())
    return tracer


def stopped(child: int) -> bool:
    """Say whether a process has stopped itself."""
    return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] in {"T", "t"}


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds, for some time at most."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited for too long"
        time.sleep(0.002)
