"""What stands in pyproject.toml, constraints.txt and the Makefile agrees, and a clean machine can use it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import samkit
from tests.architecture.house import House

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][0-9a-z.]*)(?: ; (?P<marker>[^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
CHECKOUT = Path(__file__).resolve().parents[1]
TARGETS = ("report", "test", "check", "bench", "calibrate", "constraints", "clean")


def _project() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def _pins() -> dict[str, str]:
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = (PIN.match(line) for line in lines)
    return {match["name"]: match["version"] for match in found if match}


def _wanted() -> list[str]:
    project = _project()
    return [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]


def _name(wish: str) -> str:
    return re.split("[<>=]", wish, maxsplit=1)[0]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_constraints_hold_names_versions_and_hashes_and_nothing_else() -> None:
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []


def test_every_name_is_pinned_once() -> None:
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [match["name"] for match in map(PIN.match, lines) if match]
    assert sorted(set(names)) == names


@pytest.mark.parametrize("wish", _wanted())
def test_every_dependency_is_pinned_within_its_bounds(wish: str) -> None:
    pinned = _numbers(_pins()[_name(wish)])
    bounds = re.findall(r"(>=|<)([0-9.]+)", wish)
    assert bounds
    for sign, limit in bounds:
        assert pinned >= _numbers(limit) if sign == ">=" else pinned < _numbers(limit)


def test_every_third_party_module_that_samkit_imports_is_declared() -> None:
    house = House(CHECKOUT, "samkit")
    imported = {found.package for module in house.modules.values() for found in house.imports(module)}
    project = _project()["project"]
    extras = [wish for name, wishes in project["optional-dependencies"].items() if name != "dev" for wish in wishes]
    spelt = {"python-docx": "docx", "python-pptx": "pptx", "XlsxWriter": "xlsxwriter"}
    names = [_name(wish) for wish in [*project["dependencies"], *extras]]
    declared = {spelt.get(name, name).replace("-", "_") for name in names}
    assert imported - set(sys.stdlib_module_names) - declared - {"samkit", "pydantic_core"} == set()


def test_samkit_says_the_version_that_is_packaged() -> None:
    assert samkit.__version__ == _project()["project"]["version"]


@pytest.fixture
def make(tmp_path: Path) -> Path:
    """Copy what make looks at into a folder whose name has spaces."""
    folder = tmp_path / "a folder of its own"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(CHECKOUT / name, folder)
    return folder


def _run_make(folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    from_above = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PYTHON"}
    surroundings = {name: value for name, value in os.environ.items() if name not in from_above}
    surroundings["PATH"] = path or surroundings["PATH"]
    program = shutil.which("make")
    assert program is not None
    return subprocess.run(
        [program, *arguments], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


def test_make_alone_lists_the_targets(make: Path) -> None:
    listing = _run_make(make).stdout
    assert [target for target in TARGETS if f"make {target} " not in listing] == []


def test_make_says_what_is_missing_where_there_is_no_python(make: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "cat", "cksum", "rm", "pwd"):
        (tools / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    done = _run_make(make, "report", path=str(tools))
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (make / ".venv").exists()


def test_the_continuous_check_runs_what_a_person_would_run() -> None:
    script = CHECKOUT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert [target for target in ("check", "test", "report") if f"\nmake {target}\n" not in text] == []
