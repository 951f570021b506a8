"""The walk from a raw export to a figure: every command is run in turn, and prints what the walk shows."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.examples.raw import EXAMPLES
from tests.examples.typed import environment, line_of, on_a_terminal, steps
from tests.test_readme import is_shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.examples.typed import Step

ROOT = EXAMPLES.parent
WALK = (EXAMPLES / "from_a_raw_export.md").read_text(encoding="utf-8")
PICTURE = EXAMPLES / "from_a_raw_export.png"


def printed(step: Step, folder: Path) -> str:
    """Run a command of the walk, on a terminal if it asks."""
    if " init " in step.command:
        return on_a_terminal(step.command, step.shown, folder, ROOT)
    done = subprocess.run(
        line_of(step.command),
        cwd=folder,
        env=environment(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def changed(text: str, change: str) -> str:
    """Change a file as a block of differences says."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    assert text.count(before) == 1
    return text.replace(before, "".join(line[1:] for line in lines if not line.startswith("-")))


def test_every_step_of_the_walk_does_what_it_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "formats", tmp_path / "data" / "formats")
    study = tmp_path / "study.toml"
    kinds = []
    for step in steps(WALK):
        kinds.append(step.kind)
        if step.kind == "console":
            lines = [line.rstrip() for line in printed(step, tmp_path).splitlines()]
            assert is_shown(lines, tuple(step.shown.splitlines())), step.command + "\n" + "\n".join(lines)
        elif step.kind == "diff":
            study.write_text(changed(study.read_text(encoding="utf-8"), step.shown), encoding="utf-8")
        else:
            parts = step.shown.split("…\n")
            assert [part for part in parts if part not in study.read_text(encoding="utf-8")] == []
    assert {"console", "toml", "diff"} == set(kinds)
    drawn = tmp_path / "build" / "report" / "figures" / "figure-1.png"
    assert PICTURE.read_bytes() == drawn.read_bytes()


def test_the_walk_goes_by_every_command_that_leads_to_a_figure() -> None:
    commands = [step.command.split()[1] for step in steps(WALK) if step.kind == "console"]
    assert commands == ["init", "check", "classify", "compare", "report"]


def test_every_link_of_the_walk_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", WALK)
    assert PICTURE.name in targets
    assert [target for target in targets if not (EXAMPLES / target).exists()] == []
