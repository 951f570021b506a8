from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import files

if TYPE_CHECKING:
    from pathlib import Path

ESCAPE = "\x1b["


def on_a_screen(folder: Path, **variables: str) -> str:
    """Run a comparison with stdout on a pseudo-terminal, and give what it shows."""
    export = files(folder)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "samkit", "compare", str(export)]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", **variables}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment):
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    return shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def test_a_screen_gets_colour(tmp_path: Path) -> None:
    assert ESCAPE in on_a_screen(tmp_path)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_screen_that_wants_no_colour_gets_none(variables: dict[str, str], tmp_path: Path) -> None:
    shown = on_a_screen(tmp_path, **variables)
    assert ESCAPE not in shown
    assert "Times as" in shown
