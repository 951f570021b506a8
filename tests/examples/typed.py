"""Commands of a walk as a reader types them: run in a folder, on a terminal where they ask."""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WIDTH: Final = "110"
_BLOCK: Final = re.compile(r"^```(console|toml|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_AT_ONCE: Final = 4096


class Step(NamedTuple):
    """One step of a walk: a command and what is shown of its output, lines of a file, or a change of it."""

    kind: str
    command: str
    shown: str


def steps(text: str) -> Iterator[Step]:
    """Give the steps of a walk in order.

    Parameters
    ----------
    text
        Markdown: what is typed stands behind "$ ", lines of the study file in blocks of TOML, changes in those of diff.
    """
    for kind, block in _BLOCK.findall(text):
        if kind != "console":
            yield Step(kind, "", block)
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield Step(kind, command, shown)


def environment(root: Path) -> dict[str, str]:
    """Give an environment in which the checkout runs as on a plain terminal of one width."""
    return {**os.environ, "PYTHONPATH": str(root), "COLUMNS": _WIDTH, "LINES": "40", "TERM": "dumb", "NO_COLOR": "1"}


def line_of(command: str) -> list[str]:
    """Give the command line of a command that is shown."""
    words = shlex.split(command)
    assert words[0] == "samkit"
    return [sys.executable, "-m", *words]


def on_a_terminal(command: str, shown: str, folder: Path, root: Path) -> str:
    """Run a command that asks, type the answers that are shown, and give what stood on the terminal in the end."""
    ours, theirs = pty.openpty()
    seen = ""
    with subprocess.Popen(
        line_of(command), cwd=folder, env=environment(root), stdin=theirs, stdout=theirs, stderr=theirs
    ) as program:
        os.close(theirs)
        while got := _read(ours):
            seen = re.sub(r" *\r\n", "\n", seen + got)
            if seen.endswith(": "):
                os.write(ours, _answer(seen.rstrip(), shown))
    os.close(ours)
    assert program.returncode == 0, seen
    return seen


def _answer(seen: str, shown: str) -> bytes:
    """Give what is typed behind what stands on a terminal; the end of input where the walk shows something else."""
    return shown[len(seen) :].partition("\n")[0].strip().encode() + b"\n" if shown.startswith(seen) else b"\x04"


def _read(terminal: int) -> str:
    """Read what stands on a terminal; nothing once the program has gone."""
    try:
        return os.read(terminal, _AT_ONCE).decode()
    except OSError:
        return ""
