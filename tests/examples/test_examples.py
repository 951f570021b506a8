import csv
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from samkit.cli.app import run
from samkit.study.load import load
from tests.examples.raw import EXAMPLES, EXPORTS
from tests.reference import need_shared

STUDIES = sorted(EXAMPLES.glob("*.toml"))
COMMANDS = re.findall(r"^samkit .+$", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
SHIPPED = EXAMPLES.parent / "data" / "sam_2016.csv"


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_a_study_file_loads_without_its_export(path: Path) -> None:
    study = load(path)
    assert study.groups or study.index_table or study.pipeline
    assert study.figures


def test_the_readme_names_every_example_and_has_commands() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        assert path.name == "README.md" or path.name in text
    assert len(COMMANDS) >= 2 * len(STUDIES)


@need_shared
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = command.replace("path/to/", f"{EXPORTS}/").replace("examples/", f"{EXAMPLES}/")
    told = told.replace(" data/", f" {SHIPPED.parent}/")
    assert run(shlex.split(told)[1:]) == 0


def test_the_library_example_prints_the_counts_of_the_shipped_data() -> None:
    done = subprocess.run([sys.executable, EXAMPLES / "library.py"], capture_output=True, text=True, check=True)
    with SHIPPED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    grown = {"Increased 1-9%", "Increased 10-19%", "Increased 20% or more"}
    kept = {"Same", "Somewhat better", "Significantly better"}
    top = [
        row
        for row in rows
        if row["revenue_change"] in grown
        and row["profit_change"] in grown
        and row["satisfaction_change"] in kept
        and row["overall_success"] in {"Very good", "Excellent"}
    ]
    agree = sum(row["innovator"] in {"Agree", "Strongly agree"} for row in top)
    answered = sum(row["innovator"] not in {"", "Don't know", "N/A"} for row in top)
    assert f"{len(rows)} respondents" in done.stdout
    assert f"Top Performers: {len(top)}, " in done.stdout
    assert f"  Innovator: {agree} of {answered} against " in done.stdout
