from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, files
from tests.cli.programs import inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_the_labelled_export_is_the_export_with_group_outcome_and_reason(capsys: Capture, tmp_path: Path) -> None:
    columns = {**answers(30), "comment": [f"=1+{row}" for row in range(30)]}
    ended = inside(capsys, "classify", files(tmp_path, columns), "-o", tmp_path / "out.csv")
    assert ended.code == 0
    for place, row in enumerate(rows(tmp_path / "out.csv")):
        growth = columns["growth"][place]
        expected = {"": ("Unclassified", "no answer"), "Grew": ("Top Performers", "pass")}
        assert (row["samkit_group"], row["samkit: Revenue grew"]) == expected.get(growth, ("The Rest", "fail"))
        reasons = {"": "no answer: Revenue grew", "Grew": "passes all criteria"}
        assert row["samkit_reason"] == reasons.get(growth, "fails: Revenue grew")
        assert row["plan"] == columns["plan"][place]
        assert row["comment"] == f"'=1+{place}"


def test_the_labelled_export_can_be_read_and_compared_again(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    inside(capsys, "classify", path, "-o", tmp_path / "again.csv")
    study = ("--study", path.with_suffix(".toml"), "--format", "csv")
    assert inside(capsys, "compare", tmp_path / "again.csv", *study).out == inside(capsys, "compare", path, *study).out


def test_into_a_folder_the_labelled_export_gets_a_name_of_its_own(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert inside(capsys, "classify", files(tmp_path), "-o", tmp_path / "out").code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["survey_classified.csv"]


@pytest.mark.parametrize("target", ["survey.csv", "survey.toml", "link.csv", "x/../survey.csv"])
def test_the_files_that_are_read_are_never_written_over(capsys: Capture, tmp_path: Path, target: str) -> None:
    path = files(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "link.csv").symlink_to(path)
    before = path.read_bytes(), path.with_suffix(".toml").read_bytes()
    for verb in ("classify", "compare"):
        ended = inside(capsys, verb, path, "-o", tmp_path / target)
        assert ended.code == 2
    assert (path.read_bytes(), path.with_suffix(".toml").read_bytes()) == before


@pytest.mark.parametrize("name", ["out.json", "out.xlsx", "out"])
def test_a_kind_of_file_that_is_not_written_is_refused_before_anything_is_written(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    ended = inside(capsys, "classify", files(tmp_path), "-o", tmp_path / name)
    assert (ended.code, ended.out) == (2, "")
    assert "expected .csv" in ended.err
    assert not (tmp_path / name).exists()


def test_a_file_that_cannot_be_written_ends_with_4_and_names_it(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "classify", files(tmp_path), "-o", tmp_path / "no" / "where" / "out.csv")
    assert ended.code == 4
    assert "out.csv: cannot be written" in ended.err


RULES = [
    ('require = "any"', {"Top Performers": 2}),
    ("require = 1", {"Top Performers": 2}),
    ('require = "all"', {"Top Performers": 1}),
]


@pytest.mark.parametrize(("require", "counts"), RULES)
def test_other_rules_than_all_of_them_work(
    capsys: Capture, tmp_path: Path, require: str, counts: dict[str, int]
) -> None:
    text = STUDY.replace(
        "criteria = [", f'{require}\ncriteria = [{{ label = "Plans", question = "plan", is_in = ["Agree"] }}, '
    )
    columns = {name: ["Agree", "Disagree", ""] for name in ("plan", "train", "meet", "ripe")}
    columns["growth"] = ["Grew", "Grew", "Fell"]
    inside(capsys, "classify", files(tmp_path, columns, text), "-o", tmp_path / "out.csv")
    labels = [row["samkit_group"] for row in rows(tmp_path / "out.csv")]
    assert labels.count("Top Performers") == counts["Top Performers"]
    assert labels[2] == ("The Rest" if "all" in require else "Unclassified")


def test_any_answer_can_be_a_grouping(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "classify", files(tmp_path), "--by", "plan=Agree", "-f", "md")
    assert ended.code == 0
    assert "Not Agree" in ended.out


MAILS = {"Your e-mail": [f"a{row}@example.org" for row in range(120)], "growth code": ["G"] * 120}


def test_columns_that_say_who_somebody_is_are_left_out_of_the_labelled_export_and_told(
    capsys: Capture, tmp_path: Path
) -> None:
    ended = inside(capsys, "classify", files(tmp_path, {**MAILS, **answers()}), "-o", tmp_path / "out.csv", "--strict")
    assert ended.code == 0
    assert "note: left out as personal, and --keep-personal keeps them: 'Your e-mail'" in ended.err
    assert {"growth code", "growth", "samkit_group"} <= rows(tmp_path / "out.csv")[0].keys()
    assert "@example" not in (tmp_path / "out.csv").read_text()


def test_columns_that_say_who_somebody_is_are_kept_if_they_are_asked_for(capsys: Capture, tmp_path: Path) -> None:
    path, out = files(tmp_path, {**MAILS, **answers()}), tmp_path / "out.csv"
    assert "personal" not in inside(capsys, "classify", path, "-o", out, "--keep-personal").err
    assert [row["Your e-mail"] for row in rows(out)] == MAILS["Your e-mail"]


def test_a_column_whose_answers_the_study_declares_is_none_that_says_who_somebody_is(
    capsys: Capture, tmp_path: Path
) -> None:
    text = STUDY.replace('text = "Revenue"', 'text = "Revenue"\ncolumn = "zip code"')
    columns = answers()
    columns["zip code"] = columns.pop("growth")
    inside(capsys, "classify", files(tmp_path, columns, text), "-o", tmp_path / "out.csv")
    assert "zip code" in rows(tmp_path / "out.csv")[0]
