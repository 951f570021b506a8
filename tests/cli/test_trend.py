from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from samkit.writers import json_text
from tests.builders import NUMBERS, STUDY, answers, files, numbers
from tests.cli.programs import ROOT, inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def test_the_trends_of_the_shipped_data_stand_on_stdout(capsys: Capture) -> None:
    ended = inside(capsys, "trend", ROOT / "data" / "sam_2016.csv")
    assert (ended.code, ended.err) == (0, "")
    for text in ("Maturity of the strategic account management process", "rises at every", "World-class", "Odds ratio"):
        assert text in ended.out


def test_sections_and_questions_go_together(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "trend", files(tmp_path), "plan", "maturity", "-f", "json")
    assert [result.section for result in json_text.read(ended.out)] == ["maturity", "trend"]


def test_csv_has_the_trend_and_its_levels(capsys: Capture, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(inside(capsys, "trend", files(tmp_path), "-f", "csv").out)))
    assert [row["section"] for row in rows] == ["maturity", *["maturity_levels"] * 3]
    assert float(rows[0]["odds_ratio_lower"]) < float(rows[0]["odds_ratio"]) < float(rows[0]["odds_ratio_upper"])
    assert [row["level"] for row in rows[1:]] == ["Disagree", "Neither", "Agree"]


def test_a_folder_has_one_file_for_each_section(capsys: Capture, tmp_path: Path) -> None:
    inside(capsys, "trend", files(tmp_path), "plan", "maturity", "-o", tmp_path / "out", "-f", "md")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["maturity.md", "trend.md"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("rype",), "did you mean 'ripe'?"),
        (("size",), "samkit profile EXPORT size"),
        (("amounts",), "size is answered with a number"),
        (("ripe", "--by", "plan"), "say which"),
    ],
)
def test_what_has_no_trend_is_one_message_with_code_2(
    capsys: Capture, tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    ended = inside(capsys, "trend", files(tmp_path, numbers(answers()), STUDY + NUMBERS), *names)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_answers_without_an_order_are_refused_and_the_command_that_takes_them_is_named(capsys: Capture) -> None:
    ended = inside(capsys, "trend", ROOT / "data" / "sam_2016.csv", "industry")
    assert (ended.code, ended.out) == (2, "")
    assert "the answers to industry have no order" in ended.err
    assert "samkit profile EXPORT industry" in ended.err
