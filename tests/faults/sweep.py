"""Every call by which a command writes, made to fail one after the other: killed there, input/output error, disk full.

`python -m tests.faults.sweep` sweeps all calls, `python -m tests.faults.sweep 10` every tenth. After each fault the
output must be the old or the new one, exit code 0 must mean the new one, nothing may show a traceback, and the next run
must leave nothing else behind. It needs strace, and a kernel that lets a process trace another.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.builders import STUDY, answers, csv_text
from tests.faults.nursery import Ended, Nursery

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = (
    *("openat", "write", "fsync", "mkdir", "rename", "renameat2", "unlink", "unlinkat", "rmdir", "chmod", "flock"),
    *("fchmod", "ftruncate", "link", "symlink", "pwrite64", "writev", "fdatasync", "mkdirat", "renameat", "linkat"),
)
"""Names of calls of the system by which something is written, made, renamed, locked or removed."""

FAULTS = {"killed": "signal=KILL", "input/output error": "error=EIO", "disk full": "error=ENOSPC"}

COMMANDS = {
    "report": ("report", "-o", "out", "--figures", "svg"),
    "classify": ("classify", "-o", "out.csv"),
}

_LINE = re.compile(r"^\d+ +(\w+)\((.*)$", re.MULTILINE)


class Call(NamedTuple):
    """One call of a recorded run: its name, which of that name it is, from 1, and what it was given."""

    name: str
    number: int
    given: str


class Swept(NamedTuple):
    """What came of one fault."""

    call: Call
    fault: str
    code: int
    wrong: str


class Sweep:
    """One command with an old and a new input, and what it writes for each.

    Parameters
    ----------
    verb
        A name of `COMMANDS`.
    room
        A folder to work in.
    """

    def __init__(self, verb: str, room: Path) -> None:
        self.room = room
        study = STUDY[: STUDY.rindex("[[figures]]")]
        for name, seed in (("old", 1), ("new", 2)):
            (room / name).mkdir(parents=True)
            (room / name / "survey.csv").write_text(csv_text(answers(30, seed)))
            (room / name / "survey.toml").write_text(study)
        (room / "first").mkdir()
        self._line = COMMANDS[verb]
        self.nursery = Nursery(self._command("old"), room / "first")
        self.old, self.new = (self._written(name) for name in ("old", "new"))

    def _command(self, name: str) -> list[str | Path]:
        verb, *rest = self._line
        return [verb, self.room / name / "survey.csv", *rest]

    def _written(self, name: str) -> dict[str, bytes]:
        place = self.room / f"{name}-written"
        place.mkdir()
        assert self.nursery.run(place, self._command(name)).code == 0
        return content(place)

    def calls(self) -> list[Call]:
        """Record a run over an old output, and give the calls in it that write."""
        log = self._run(self.room / "recorded" / "here", [f"-etrace={','.join(CALLS)}"]).log
        seen: Counter[str] = Counter()
        found = []
        for name, given in _LINE.findall(log):
            seen[name] += 1
            if is_writing(name, given):
                found.append(Call(name, seen[name], given))
        return found

    def _run(self, place: Path, traced: list[str]) -> Ended:
        for name, data in self.old.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        return self.nursery.run(place, self._command("new"), traced)

    def fault(self, call: Call, fault: str) -> Swept:
        """Let one call fail, and judge what it leaves."""
        place = self.room / "faulted" / "here"  # of the same name as the one that was recorded
        inject = f"-einject={call.name}:{FAULTS[fault]}:when={call.number}"
        ended = self._run(place, [f"-etrace={call.name}", inject])
        wrong = list(self._wrong(call, place, ended))
        again = self.nursery.run(place, self._command("new"))
        if again.code or content(place) != self.new:
            wrong.append(f"the next run ends with {again.code} and leaves {sorted(content(place))}: {again.err}")
        shutil.rmtree(place.parent)
        return Swept(call, fault, ended.code, "; ".join(wrong))

    def _wrong(self, call: Call, place: Path, ended: Ended) -> Iterator[str]:
        visible = {name: data for name, data in content(place).items() if not name.startswith(".out")}
        if visible not in (self.old, self.new):
            yield "neither the old nor the new output"
        if ended.code == 0 and visible != self.new:
            yield "success without the new output"
        if ended.code not in {0, 4, -9}:
            yield f"exit code {ended.code}"
        if "Traceback" in ended.err:
            yield "a traceback"
        if not happened(call, ended.log):
            yield "the fault did not happen, or at another call"


def is_writing(name: str, given: str) -> bool:
    """Say whether a call touches the output: opening only what is beside it, and not the streams."""
    if name == "openat":
        return "/.out" in given or "O_CREAT" in given
    return not (name == "write" and given.startswith(('1, ""', '2, ""')))


def happened(call: Call, log: str) -> bool:
    """Say whether a call of a log, the last or the one that was made to fail, is the one that was recorded."""
    calls = [given for name, given in _LINE.findall(log) if name == call.name]
    hit = [given for given in calls if "INJECTED" in given] or (calls[-1:] if "killed by SIGKILL" in log else [])
    return [names(given) for given in hit] == [names(call.given)]


def names(given: str) -> list[str]:
    """Give the names, without folders, that a call was given, or the beginning of what it was to write."""
    return [text.rpartition("/")[2] for text in re.findall(r'"((?:[^"\\]|\\.)*)"', given)]


def content(place: Path) -> dict[str, bytes]:
    """Give everything in a folder, by name."""
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def swept(verb: str, every: int, first: int = 0) -> Iterator[Swept]:
    """Sweep a command: every so manieth case of all calls by all faults, from a first one."""
    with tempfile.TemporaryDirectory() as room:
        sweep = Sweep(verb, Path(room) / "room")
        with sweep.nursery:
            cases = [(call, fault) for call in sweep.calls() for fault in FAULTS]
            for call, fault in cases[first::every]:
                yield sweep.fault(call, fault)


def can_trace() -> bool:
    """Say whether there is strace, and it may trace."""
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Sweep every command and tell what came of it."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    wrong = 0
    for verb in COMMANDS:
        start, ends, count = time.monotonic(), Counter[int](), 0
        for found in swept(verb, every):
            count += 1
            ends[found.code] += 1
            if found.wrong:
                wrong += 1
                say(f"{verb}: {found.fault} at {found.call}: {found.wrong}")
        told = ", ".join(f"{number} × {code}" for code, number in sorted(ends.items()))
        say(f"{verb}: {count} faults in {time.monotonic() - start:.0f} s; exit codes {told}")
    say(f"{wrong} wrong")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
