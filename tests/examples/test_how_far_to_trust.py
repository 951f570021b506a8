"""The walk through every objection: each command is run, and prints what the walk shows."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.examples.raw import EXAMPLES
from tests.examples.typed import environment, line_of, steps
from tests.test_readme import is_shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.examples.typed import Step

ROOT = EXAMPLES.parent
WALK = (EXAMPLES / "how_far_to_trust.md").read_text(encoding="utf-8")
STEPS = list(steps(WALK))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.command.removeprefix("samkit "))
def test_every_step_prints_what_is_shown(step: Step, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    done = subprocess.run(
        line_of(step.command),
        cwd=tmp_path,
        env=environment(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert is_shown(lines, tuple(step.shown.splitlines())), "\n".join(lines)


def test_the_walk_raises_every_objection() -> None:
    commands = [step.command.split()[1] for step in STEPS]
    assert {"compare", "robustness", "halo", "drivers", "rank", "power", "trust", "report"} == set(commands)
    assert "synthetic" in WALK
