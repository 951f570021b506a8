"""A study in good order, ways to spoil it, and what it means that it is refused."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.builders import NUMBERS, STUDY
from tests.cli.programs import Ended, inside

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FULL = STUDY + NUMBERS


def refused(capsys: pytest.CaptureFixture[str], folder: Path, text: str | bytes, *arguments: str) -> Ended:
    """See that a study file is refused, before any of the data is looked at."""
    path = folder / "survey.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.monotonic()
    ended = inside(capsys, *(arguments or ("compare",)), folder / "no_such_export.csv", "--study", path)
    assert time.monotonic() - start < 10
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: ")
    assert "survey.toml" in ended.err
    return ended


def changed(old: str, new: str, text: str = FULL) -> str:
    """Change one place of the study."""
    assert old in text
    return text.replace(old, new, 1)
