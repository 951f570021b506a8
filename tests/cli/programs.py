"""samkit as a program of its own, and inside the test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from samkit.cli.app import run

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def inside(capture: pytest.CaptureFixture[str], *arguments: str | Path) -> Ended:
    """Run a command inside the test."""
    capture.readouterr()
    code = run([str(argument) for argument in arguments])
    out, err = capture.readouterr()
    assert "Traceback" not in err
    return Ended(code, out, err)


def environment(**more: str) -> dict[str, str]:
    """Give an environment in which the checkout can be imported from anywhere."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def command(*arguments: str | Path) -> list[str]:
    """Give the command line of a program."""
    return [sys.executable, "-m", "samkit", *map(str, arguments)]


def program(*arguments: str | Path, behind: str = "", **more: str) -> Ended:
    """Run a command as a program; `behind` is what stands behind it, such as a redirection."""
    line = command(*arguments)
    if behind:
        line = ["sh", "-c", f'"$@" {behind}', "sh", *line]
    ended = subprocess.run(line, capture_output=True, env=environment(**more), check=False, timeout=120)
    assert b"Traceback" not in ended.stderr, ended.stderr.decode()
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
