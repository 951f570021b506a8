from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import files
from tests.cli.programs import ROOT, inside
from tests.faults.hostile import BROKEN, FORMULAS, MARKUP, MATHS, spelt
from tests.index.made import STUDY, rows
from tests.test_start_up import HEAVY, HEAVY_OF_SCIPY, loaded

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

SHIPPED = ROOT / "data" / "kam_2026.csv"


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def hostile(folder: Path, bad: str) -> Path:
    """Write an index of which every label and every name of a manager or team holds a text."""
    text, cell = spelt(bad), bad.strip()
    study = STUDY
    for word in ("A small index", "Growth", "Satisfaction", "Top quartile"):
        study = study.replace(f'"{word}"', f'"{text}{word}"')
    study = study.replace('team = "team"', f'team = "team"\ntitle = "{text}"\n[index.card]\ntips = ["{text}"]')
    study += f'\n[[index.bands]]\nname = "{text}low"\nbelow = 60\n\n[[index.bands]]\nname = "{text}"\nfrom = 60\n'
    study += "".join(f'\n[[figures]]\nid = "{name}"\nchart = "{name}"\n' for name in ("league", "bullet", "waterfall"))
    columns = rows()
    columns["who"] = [f"{cell}{name}" for name in columns["who"]]
    columns["team"] = [f"{cell}{name}".replace('"', '""') for name in columns["team"]]
    columns["who"] = [name.replace('"', '""') for name in columns["who"]]
    return files(folder, columns, study)


def test_the_shipped_index_stands_on_stdout_and_its_notes_on_stderr(capsys: Capture) -> None:
    ended = inside(capsys, "index", SHIPPED)
    assert ended.code == 0
    said = " ".join(ended.out.split())
    for text in (
        "82.0",
        "exceptional",
        "Kendall",
        "Cronbach",
        "Risk warnings",
        "no manager is real",
    ):
        assert text in said
    assert "warning: M19: no row in 2025-Q4, 2026-Q1" in ended.err
    assert "warning: M12, 2026-Q1: no value of Account retention, so no index" in ended.err


def test_a_csv_has_every_score_of_every_quarter_and_the_short_form_has_not(capsys: Capture) -> None:
    found = cells(inside(capsys, "index", SHIPPED, "-f", "csv").out)
    scores = [row for row in found if row["section"] == "scores"]
    assert len(scores) == 118
    (last,) = [row for row in scores if (row["item"], row["level"]) == ("M07", "2026-Q4")]
    assert (last["index"], last["band"]) == ("82.0", "exceptional")
    assert sum(float(last[f"points_{place}"]) for place in (1, 2, 3)) == pytest.approx(82)
    assert "2026-Q3  M07" not in inside(capsys, "index", SHIPPED).out


def test_strict_fails_on_what_is_missing_after_the_work_is_done(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "index", SHIPPED, "--strict", "-o", tmp_path / "index.json")
    assert ended.code == 5
    assert json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))["results"]
    assert inside(capsys, "index", files(tmp_path, rows(), STUDY), "--strict").code == 0


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("retention", "101", "outside the declared range"),
        ("retention", "many", "not a number"),
        ("trust", "Great", "not a level"),
        ("who", "", "the row has no manager"),
        ("when", "soon", "in which order the periods stand"),
        ("when", "2026-Q2", "already has a row in '2026-Q2'"),
    ],
)
def test_a_fault_of_the_data_is_code_3_with_line_and_column(
    capsys: Capture, tmp_path: Path, column: str, cell: str, said: str
) -> None:
    columns = rows()
    columns[column][0] = cell
    ended = inside(capsys, "index", files(tmp_path, columns, STUDY))
    assert (ended.code, ended.out) == (3, "")
    assert said in ended.err
    assert "line 2" in ended.err or "line 3" in ended.err
    assert f"column '{column}'" in ended.err or column == "when"


def test_a_fault_of_the_study_is_code_2_and_so_is_a_study_without_an_index(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path, rows(), STUDY.replace("weight = 0.5", "weight = 0.4"))
    ended = inside(capsys, "index", path)
    assert (ended.code, "do not sum to one; found '0.9'" in ended.err) == (2, True)
    assert inside(capsys, "index", ROOT / "data" / "sam_2016.csv").code == 2


@pytest.mark.parametrize("bad", [*FORMULAS, *MARKUP, *MATHS, *BROKEN], ids=ascii)
def test_hostile_names_run_nowhere_and_break_nothing(capsys: Capture, tmp_path: Path, bad: str) -> None:
    path = hostile(tmp_path, bad)
    ended = inside(capsys, "index", path, "-f", "csv")
    assert ended.code == 0, ended.err
    dangerous = [
        cell
        for row in csv.reader(io.StringIO(ended.out, newline=""))
        for cell in row
        if cell[:1] in set("=+-@\t\r\n\uff1d") and not cell.lstrip("+-").replace(".", "").replace("e", "").isdigit()
    ]
    assert [cell for cell in dangerous if not _number(cell)] == []
    assert inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "svg").code == 0
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_report_of_the_shipped_index_is_the_same_again(capsys: Capture, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert inside(capsys, "report", SHIPPED, "-o", tmp_path / name, "--figures", "svg").code == 0
    first = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    again = {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.*")}
    assert first == again
    assert inside(capsys, "report", SHIPPED, "--check", tmp_path / "one").code == 0


def test_an_index_loads_of_scipy_the_special_functions_alone(tmp_path: Path) -> None:
    modules = loaded("index", files(tmp_path, rows(), STUDY))
    assert (HEAVY - {"numpy", "scipy"} | HEAVY_OF_SCIPY).isdisjoint(modules)
