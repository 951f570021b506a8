"""What a command loads: a user waits for every module that is not needed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import NUMBERS, STUDY, answers, files, numbers
from tests.cli.programs import environment

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"pandas", "numpy", "scipy", "matplotlib", "statsmodels", "jinja2", "rich"}
HEAVY_OF_SCIPY = {f"scipy.{part}" for part in ("integrate", "interpolate", "linalg", "optimize", "sparse", "stats")}

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


def weighted(folder: Path) -> Path:
    """Write an export with weights, and its study."""
    columns = numbers(answers())
    columns["w"] = [str(1 + row % 4) for row in range(len(columns["growth"]))]
    return files(folder, columns, (STUDY + NUMBERS).replace("hide_below", 'weight = "w"\nhide_below'))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["catalogue"], ["classify", "--help"]])
def test_help_and_catalogue_load_nothing_that_computes_draws_or_checks(arguments: list[str]) -> None:
    assert (HEAVY | {"samkit.study.file", "samkit.results"}).isdisjoint(loaded(*arguments))


def test_the_schema_loads_nothing_that_computes_or_draws() -> None:
    assert HEAVY.isdisjoint(loaded("schema"))


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
@pytest.mark.parametrize("words", ["classify", "compare", "trend", "rank", "robustness", "halo", "drivers practices"])
def test_an_analysis_loads_numpy_and_nothing_heavier(tmp_path: Path, words: str, form: str) -> None:
    verb, *names = words.split()
    modules = loaded(verb, files(tmp_path), *names, "--format", form)
    assert (HEAVY - {"numpy"}).isdisjoint(modules)
    assert "numpy" in modules


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_profile_loads_of_scipy_the_special_functions_alone(tmp_path: Path, form: str) -> None:
    modules = loaded("profile", files(tmp_path, numbers(answers()), STUDY + NUMBERS), "--format", form)
    assert (HEAVY - {"numpy", "scipy"} | HEAVY_OF_SCIPY).isdisjoint(modules)
    assert "scipy.special" in modules


@pytest.mark.parametrize("words", ["compare", "trend", "profile", "drivers practices", "power"])
def test_weights_load_of_scipy_the_special_functions_at_most(tmp_path: Path, words: str) -> None:
    verb, *names = words.split()
    assert (HEAVY - {"numpy", "scipy"} | HEAVY_OF_SCIPY).isdisjoint(loaded(verb, weighted(tmp_path), *names))


def test_weighted_ranks_load_numpy_and_nothing_heavier(tmp_path: Path) -> None:
    assert (HEAVY - {"numpy"}).isdisjoint(loaded("rank", weighted(tmp_path)))


def test_a_report_draws_without_pyplot_and_computes_without_pandas_scipy_or_statsmodels(tmp_path: Path) -> None:
    modules = loaded("report", files(tmp_path), "-o", tmp_path / "out", "--figures", "svg")
    assert {"matplotlib.pyplot", "pandas", "scipy.stats", "statsmodels"}.isdisjoint(modules)
    assert "matplotlib" in modules


def test_importing_samkit_loads_nothing_else_of_it() -> None:
    code = "import samkit, sys; print([name for name in sys.modules if name.startswith('samkit')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    assert ended.stdout.decode().strip() == "['samkit']"
