"""The workflow of the examples, step by step as a runner would do it, on a repository made on the spot."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.builders import answers, csv_text, files
from tests.cli.programs import environment
from tests.examples.raw import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW: Final = EXAMPLES / "ci" / "report.yml"
INSTALL: Final = "pip install -r requirements.txt"
"""The one step that is not done: samkit is installed where the tests run."""

_RUN: Final = re.compile(r"^        run: (\S.*)$")
_SET: Final = re.compile(r"^  ([A-Z]+): (\S+)$")


class Workflow(NamedTuple):
    """What a runner does: commands in their order, and the variables that it sets for them."""

    steps: tuple[str, ...]
    variables: dict[str, str]


def workflow() -> Workflow:
    """Read the workflow, line by line; every command must stand on one line of its own, as plain text."""
    lines = WORKFLOW.read_text(encoding="utf-8").splitlines()
    steps = tuple(found[1] for line in lines if (found := _RUN.match(line)))
    assert len(steps) == sum("run:" in line for line in lines)
    assert not any(step[0] in "|>'\"&*!%@`" or ": " in step or " #" in step for step in steps)
    return Workflow(steps, {found[1]: found[2] for line in lines if (found := _SET.match(line))})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a folder with a survey where the workflow looks for it."""
    export = files(tmp_path)
    (tmp_path / "data").mkdir()
    for path in (export, export.with_suffix(".toml")):
        shutil.move(path, tmp_path / workflow().variables["EXPORT" if path == export else "STUDY"])
    return tmp_path


def done(repository: Path, steps: tuple[str, ...]) -> list[int]:
    """Do steps as a runner does, until one fails; give the exit code of each."""
    (repository / "bin").mkdir(exist_ok=True)
    samkit = repository / "bin" / "samkit"
    samkit.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m samkit "$@"\n', encoding="utf-8")
    samkit.chmod(0o755)
    surroundings = environment(**workflow().variables)
    surroundings["PATH"] = f"{samkit.parent}:{surroundings['PATH']}"
    codes = []
    for step in steps:
        run = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step]
        codes.append(subprocess.run(run, cwd=repository, env=surroundings, capture_output=True, check=False).returncode)
        if codes[-1]:
            break
    return codes


def test_the_workflow_passes_on_a_report_that_is_committed_and_fails_once_the_data_have_changed(
    repository: Path,
) -> None:
    assert workflow().steps[0] == INSTALL
    steps = workflow().steps[1:]
    assert [step.split()[1] for step in steps] == ["check", "report", "report"]
    assert done(repository, steps[:2]) == [0, 0]
    shutil.copytree(repository / "build" / "report", repository / "report")  # what somebody commits
    assert done(repository, steps) == [0, 0, 0]
    (repository / workflow().variables["EXPORT"]).write_text(csv_text(answers(seed=2)), encoding="utf-8")
    assert done(repository, steps) == [0, 0, 5]


def test_the_variables_of_the_workflow_name_files_that_are_shipped() -> None:
    for name in workflow().variables.values():
        assert (EXAMPLES.parent / name).is_file()


@pytest.mark.parametrize("file", ["README.md", "examples/README.md"])
def test_the_workflow_is_told_of(file: str) -> None:
    assert "ci/report.yml" in (EXAMPLES.parent / file).read_text(encoding="utf-8")
