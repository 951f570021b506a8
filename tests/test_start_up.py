"""What a command loads: a user waits for every module that is not needed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import files
from tests.cli.programs import environment

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"pandas", "numpy", "scipy", "matplotlib", "statsmodels", "jinja2", "rich"}

ASK = """
import json, os, sys
from samkit.cli.app import run
code = run(json.loads(sys.argv[1]))
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*arguments: str | Path, folder: Path | None = None) -> set[str]:
    """Run a command in a program of its own and give the modules that it has loaded."""
    line = [sys.executable, "-c", ASK, json.dumps([str(argument) for argument in arguments])]
    ended = subprocess.run(line, capture_output=True, env=environment(), check=True, cwd=folder)
    code, modules = json.loads(ended.stderr.decode().splitlines()[-1])
    assert code == 0, ended.stderr.decode()
    return set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["catalogue"], ["classify", "--help"]])
def test_help_and_catalogue_load_nothing_that_computes_draws_or_checks(arguments: list[str]) -> None:
    assert (HEAVY | {"samkit.study.file", "samkit.results"}).isdisjoint(loaded(*arguments))


def test_the_schema_loads_nothing_that_computes_or_draws() -> None:
    assert HEAVY.isdisjoint(loaded("schema"))


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
@pytest.mark.parametrize("verb", ["classify", "compare"])
def test_classify_and_compare_load_numpy_and_nothing_heavier(tmp_path: Path, verb: str, form: str) -> None:
    modules = loaded(verb, files(tmp_path), "--format", form)
    assert (HEAVY - {"numpy"}).isdisjoint(modules)
    assert "numpy" in modules


def test_a_report_draws_without_pyplot_and_computes_without_pandas_scipy_or_statsmodels(tmp_path: Path) -> None:
    modules = loaded("report", files(tmp_path), "-o", tmp_path / "out", "--figures", "svg")
    assert {"matplotlib.pyplot", "pandas", "scipy.stats", "statsmodels"}.isdisjoint(modules)
    assert "matplotlib" in modules


def test_importing_samkit_loads_nothing_else_of_it() -> None:
    code = "import samkit, sys; print([name for name in sys.modules if name.startswith('samkit')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    assert ended.stdout.decode().strip() == "['samkit']"
