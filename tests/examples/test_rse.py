import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from samkit.cli.app import run
from tests.examples.raw import CHARTS, EXAMPLES, EXPORTS, Row, asked, at_least, respondents, tables
from tests.reference import need_shared

pytestmark = need_shared

EXPORT = EXPORTS / "limesurvey_rse2017_uk.csv"
STUDY = EXAMPLES / "rse_2017_uk.toml"
SIDES = {"first": "Thriving", "second": "The Rest"}
LABELS = {True: "Thriving", False: "The Rest", None: "Unclassified"}
SATISFIED = ("likertagree2[affSat1]", "likertagree2[affSat2]", "likertagree1[affSat3]", "likertagree3[affSat4]")
RECOGNISED = (
    "likertagree3[affRec1]",
    "likertagree2[affRec2]",
    "likertagree2[affRec3]",
    "likertagree1[affRec4]",
    "likertagree3[affRec5]",
)


def agrees(cell: str) -> bool | None:
    return None if not cell else cell in {"Agree", "Strongly Agree"}


def criteria(row: Row) -> list[bool | None]:
    """Apply the three criteria of the study to a row of the export."""
    position = row["satisGen1[SQ001]"]
    return [
        at_least([agrees(row[column]) for column in SATISFIED], 3),
        at_least([agrees(row[column]) for column in RECOGNISED], 4),
        int(position.split(" ")[0]) >= 7 if position else None,
    ]


def label(row: Row) -> str:
    return LABELS[at_least(criteria(row), 3)]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return respondents(EXPORT)


def results(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Run a command that prints JSON."""
    assert run([*arguments, "--study", str(STUDY), "--format", "json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    return list(plain["results"])


def test_every_respondent_gets_the_label_that_their_answers_give(rows: list[Row], tmp_path: Path) -> None:
    written = tmp_path / "labelled.csv"
    assert run(["classify", str(EXPORT), "--study", str(STUDY), "-o", str(written)]) == 0
    with written.open(encoding="utf-8", newline="") as stream:
        labelled = list(csv.DictReader(stream))
    assert [row["samkit_group"] for row in labelled] == [label(row) for row in rows]


def test_the_labelled_export_holds_every_cell_of_the_export_but_for_blanks_at_its_ends(tmp_path: Path) -> None:
    written = tmp_path / "labelled.csv"
    assert run(["classify", str(EXPORT), "--study", str(STUDY), "-o", str(written)]) == 0
    with EXPORT.open(encoding="utf-8", newline="") as before, written.open(encoding="utf-8", newline="") as after:
        (header, *cells), (new_header, *new_cells) = list(csv.reader(before)), list(csv.reader(after))
    assert new_header[:245] == ["column 1", *header[1:]]
    assert [row[:245] for row in new_cells] == [[cell.strip(" ") for cell in row] for row in cells]


def test_the_waterfall_counts_who_passes_fails_and_did_not_answer_each_criterion(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    (classification,) = results(capsys, "classify", str(EXPORT))
    steps = [row for row in classification["rows"] if row["type"] == "Criterion"]
    outcomes = list(zip(*(criteria(row) for row in rows), strict=True))
    expected = [tuple(outcome.count(truth) for truth in (True, False, None)) for outcome in outcomes]
    assert [(step["passed"], step["failed"], step["open"]) for step in steps] == expected


def test_every_count_of_every_item_is_that_of_the_export(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    study = tables(STUDY.name)
    groups = {side: [row for row in rows if label(row) == name] for side, name in SIDES.items()}
    compared = [row for result in results(capsys, "compare", str(EXPORT)) for row in result["rows"]]
    assert {row["item"]["section"] for row in compared} == set(study["sections"])
    for row in compared:
        how = asked(study, row["item"]["section"], row["item"]["id"])
        counted = [row["level"]] if row["type"] == "Level" else how.favourable
        for side, members in groups.items():
            cells = [member[how.column] for member in members]
            expected = (sum(cell in counted for cell in cells), sum(cell != "" for cell in cells), cells.count(""))
            assert (row[side]["x"], row[side]["n"], row[side]["missing"]) == expected, row["item"]["id"]


def test_the_shares_of_the_widest_gap_are_those_of_a_count_by_hand(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    (feedback,) = results(capsys, "compare", str(EXPORT), "feedback")
    widest = feedback["rows"][0]
    often = {"Often", "Very Often", "Always"}
    answers = {
        name: [row["likertime2[perfCheck6]"] for row in rows if label(row) == name and row["likertime2[perfCheck6]"]]
        for name in SIDES.values()
    }
    p1, p0 = (sum(cell in often for cell in cells) / len(cells) for cells in answers.values())
    assert widest["item"]["id"] == "manager_tells"
    assert widest["gap"]["value"] == pytest.approx(p1 - p0, rel=1e-12)
    assert widest["ratio"]["value"] == pytest.approx(p1 / p0, rel=1e-12)
    assert widest["ratio_absent"]["value"] == pytest.approx((1 - p1) / (1 - p0), rel=1e-12)
    assert widest["verdict"] == "differs"


def test_the_items_that_make_the_groups_are_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    (position,) = results(capsys, "compare", str(EXPORT), "position")
    circular = {row["item"]["id"]: "circular" in [note["code"] for note in row["notes"]] for row in position["rows"]}
    assert circular == {"enjoys_job": True, "manager_confidence": True, "permanent_contract": False}


def test_the_report_has_every_figure_and_uses_every_chart(tmp_path: Path) -> None:
    before = hashlib.sha256(EXPORT.read_bytes()).hexdigest()
    folder = tmp_path / "report"
    assert run(["report", str(EXPORT), "--study", str(STUDY), "-o", str(folder), "--figures", "svg"]) == 0
    figures = tables(STUDY.name)["figures"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    for figure in figures:
        assert (folder / "figures" / f"figure-{figure['id']}.svg").stat().st_size > 5_000
        assert f'id="figure-{figure["id"]}"' in page
    assert {figure["chart"] for figure in figures} == CHARTS
    assert hashlib.sha256(EXPORT.read_bytes()).hexdigest() == before


def test_a_slip_in_the_code_of_a_column_is_told_the_nearest_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = tmp_path / "study.toml"
    faulty.write_text(STUDY.read_text(encoding="utf-8").replace('"stability2"', '"stabilty2"'), encoding="utf-8")
    assert run(["classify", str(EXPORT), "--study", str(faulty)]) == 3
    assert "did you mean 'stability2'?" in capsys.readouterr().err


def test_the_readme_tells_how_many_thrive(rows: list[Row]) -> None:
    labels = [label(row) for row in rows]
    thriving, rest, unclassified = (labels.count(name) for name in LABELS.values())
    text = " ".join((EXAMPLES / "README.md").read_text(encoding="utf-8").split())
    assert f"{thriving} do, {rest} do not, and for {unclassified} a missing answer could decide it" in text
