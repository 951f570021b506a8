"""Every command of the README is run, and prints what the README shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.pictures import picture

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COLUMNS = "110"


class Shown(NamedTuple):
    """A command of the README, and the lines shown below it."""

    command: str
    lines: tuple[str, ...]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def shown() -> list[Shown]:
    found: list[Shown] = []
    for block in blocks("console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Shown(line[2:], ()))
            else:
                found[-1] = Shown(found[-1].command, (*found[-1].lines, line))
    return found


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "samkit"
    environment = {**os.environ, "COLUMNS": COLUMNS}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def is_shown(printed: list[str], lines: tuple[str, ...]) -> bool:
    """Whether lines stand in what was printed: in order, without a gap unless a line "…" says so."""
    place, free = 0, False
    for line in lines:
        if line == "…":
            free = True
            continue
        ends = line.endswith("…")
        while place < len(printed):
            same = printed[place].startswith(line[:-1]) if ends else printed[place] == line
            place += 1
            if same:
                break
            if not free:
                return False
        else:
            return False
        free = False
    return free or place == len(printed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "build").mkdir()
    return tmp_path


@pytest.mark.parametrize("example", shown(), ids=lambda example: example.command)
def test_a_command_prints_what_the_readme_shows(example: Shown, folder: Path) -> None:
    printed = [line.rstrip() for line in run(example.command, folder).splitlines()]
    assert example.lines
    assert is_shown(printed, example.lines), "\n".join(printed)


def test_every_command_of_the_program_stands_in_the_readme(folder: Path) -> None:
    listed = run("samkit --help", folder).partition("Commands:")[2].partition("\n\n")[0]
    commands = re.findall(r"^  (\w+)", listed, flags=re.MULTILINE)
    assert len(commands) >= 6
    assert [name for name in commands if f"samkit {name}" not in README] == []


def test_the_make_targets_of_the_readme_are_proved_by_continuous_integration() -> None:
    targets = re.findall(r"^make (\w+)", blocks("sh")[0], flags=re.MULTILINE)
    proof = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert targets == ["report", "test"]
    assert all(re.search(rf"^make {target}$", proof, flags=re.MULTILINE) for target in targets)


def test_the_study_file_of_the_readme_is_valid() -> None:
    from samkit.study.load import parse

    study = parse(blocks("toml")[0], "README.md")
    assert study.groups["performance"].first == "Top Performers"
    assert study.questions["plans"].favourable == ("Agree", "Strongly agree")
    both = parse("\n".join(blocks("toml")[:2]), "README.md")
    assert [item.id for item in both.sections["tools"].items] == ["tools.crm", "tools.maps", "tools.else"]


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks("python"))], cwd=folder, capture_output=True, text=True, check=True
    )
    assert "Project Manager" in done.stdout
    assert "differs" in done.stdout


def test_every_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_picture_of_the_readme_is_the_one_that_the_report_draws(folder: Path) -> None:
    run("samkit report data/sam_2016.csv -o build/report --figures png", folder)
    drawn = (folder / "build" / "report" / "figures" / "figure-7.png").read_bytes()
    assert (ROOT / "examples" / "figure-7.png").read_bytes() == drawn


def test_a_line_that_is_not_printed_is_found_missing() -> None:
    assert is_shown(["a", "b", "c"], ("a", "…", "c"))
    assert is_shown(["a long line", "b"], ("a long…", "…"))
    assert not is_shown(["a", "b", "c"], ("a", "c"))
    assert not is_shown(["a", "b"], ("a",))
    assert not is_shown(["a", "b"], ("a", "…", "d"))


def test_the_theme_of_the_readme_is_one(tmp_path: Path) -> None:
    from samkit.study.load import load

    (tmp_path / "house.toml").write_text('schema = "samkit-theme/1"\n', encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(picture())
    theme = next(block for block in blocks("toml") if block.startswith("[theme]"))
    (tmp_path / "study.toml").write_text("\n".join([blocks("toml")[0], theme]), encoding="utf-8")
    look = load(tmp_path / "study.toml").look
    assert (look.light.first, look.light.second, look.font, look.page) == ("#00703C", "#8A939C", "Georgia", "Letter")
    assert look.logo is not None
    assert look.logo.alt == "Example Consulting"
