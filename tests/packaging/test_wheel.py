"""The wheel alone, in a fresh environment, away from the checkout: what a user gets is what the tests have tested."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program without the settings that could show it the checkout, and give back what it printed."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    surroundings = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, checkout, cwd=folder)
    (built,) = folder.glob("samkit-*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel with the pinned versions of what it asks for, and give the folder of the programs."""
    folder = tmp_path_factory.mktemp("fresh")
    pins = folder / "pins.txt"
    pins.write_text(_without_hashes(checkout / "constraints.txt"), encoding="utf-8")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", "--constraint", pins, wheel, cwd=folder)
    return programs


def _without_hashes(constraints: Path) -> str:
    """Keep names and versions: pip takes hashes only where every requirement has one, and a new wheel has none."""
    lines = constraints.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.rstrip(" \\") for line in lines if not line.lstrip().startswith("--hash"))


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path, checkout: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    sources = {
        path.relative_to(checkout).as_posix()
        for path in (checkout / "samkit").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert sources - inside == set()


def test_the_wheel_holds_samkit_and_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    name_and_version = "-".join(wheel.name.split("-")[:2])
    assert tops == {"samkit", f"{name_and_version}.dist-info"}


def test_the_installed_samkit_is_the_one_in_the_environment(programs: Path, tmp_path: Path) -> None:
    where = run(programs / "python", "-c", "import samkit; print(samkit.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(programs.parent)


def test_the_programs_for_making_samkit_are_not_needed_to_use_it(programs: Path, tmp_path: Path) -> None:
    present = run(programs / "python", "-m", "pip", "list", "--format", "freeze", cwd=tmp_path)
    assert [name for name in ("pytest", "mypy", "ruff", "hypothesis") if f"{name}==" in present] == []


def test_the_installed_environment_lacks_nothing_that_samkit_asks_for(programs: Path, tmp_path: Path) -> None:
    assert "No broken requirements" in run(programs / "python", "-m", "pip", "check", cwd=tmp_path)


COMMANDS = (("--help",), ("schema",), ("classify", "--help"), ("compare", "--help"))
ON_THE_SHIPPED_DATA = ("sam_2016.csv", "--study", "sam_2016.toml")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_answers_away_from_the_checkout(programs: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(programs / "samkit", *arguments, cwd=tmp_path).strip()


def test_the_installed_samkit_brings_its_templates(programs: Path, checkout: Path, tmp_path: Path) -> None:
    shipped = {path.stem for path in (checkout / "samkit" / "study" / "templates").glob("*.toml")}
    listing = "from samkit.study.templates import names, text; print(*(name for name in names() if text(name)))"
    assert set(run(programs / "python", "-c", listing, cwd=tmp_path).split()) == shipped


@pytest.fixture
def elsewhere(checkout: Path, tmp_path: Path) -> Path:
    """Copy the shipped studies into a folder of their own."""
    for path in (*(checkout / "data").glob("*.csv"), *(checkout / "data").glob("*.toml")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.mark.parametrize("command", ["classify", "compare"])
def test_the_installed_samkit_answers_on_the_shipped_data(programs: Path, elsewhere: Path, command: str) -> None:
    assert "Top Performers" in run(programs / "samkit", command, *ON_THE_SHIPPED_DATA, cwd=elsewhere)


def test_the_installed_samkit_makes_the_report_of_the_shipped_data(programs: Path, elsewhere: Path) -> None:
    run(programs / "samkit", "report", *ON_THE_SHIPPED_DATA, "-o", "out", cwd=elsewhere)
    assert (elsewhere / "out" / "index.html").stat().st_size > 0
    assert list((elsewhere / "out").rglob("*.svg"))
