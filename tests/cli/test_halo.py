from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from samkit.halo import factor, items
from samkit.results import Verdict
from samkit.writers import json_text
from tests.builders import files
from tests.cli.programs import ROOT, inside

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Capture = pytest.CaptureFixture[str]

EXPORT = ROOT / "data" / "sam_2016.csv"


def test_the_roles_of_the_shipped_data_lose_part_of_their_gaps(capsys: Capture) -> None:
    ended = inside(capsys, "halo", EXPORT, "roles", "-f", "json")
    assert (ended.code, ended.err) == (0, "")
    (result,) = json_text.read(ended.out)
    common = factor(result.rows)
    assert common is not None
    assert common.self_rated == ("Satisfaction the same or better", "Success very good or excellent")
    assert common.gaps.lower is not None
    assert common.gaps.lower > 0
    for row in items(result.rows):
        assert row.beyond.gap.value is not None
        assert row.gap.value is not None
        assert 0 < row.beyond.gap.value < row.gap.value
    assert {row.item.id for row in items(result.rows) if row.beyond.verdict is Verdict.DIFFERS} == {"project_manager"}


def test_a_csv_has_the_factor_and_a_table_tells_it_in_a_sentence(capsys: Capture) -> None:
    written = list(csv.DictReader(io.StringIO(inside(capsys, "halo", EXPORT, "roles", "-f", "csv").out)))
    common = next(row for row in written if row["section"] == "roles_factor")
    assert (common["questions"], common["respondents"]) == ("43", "397")
    out = inside(capsys, "halo", EXPORT, "roles", "-f", "md").out
    assert "One common factor explains 26 % of the variance of all answers" in out
    assert "the common factor of all answers" not in out.split("One common factor")[0]


def test_without_self_ratings_or_questions_it_says_so_and_ends_well(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "halo", files(tmp_path), "practices", "-f", "md")
    assert ended.code == 0
    assert "The rule has one criterion alone" in ended.out
    assert "No common factor: it needs 4 ordered questions" in ended.out


def test_how_often_to_draw_is_taken_and_too_few_draws_are_refused(capsys: Capture) -> None:
    assert "300 bootstrap draws" in inside(capsys, "halo", EXPORT, "roles", "--replicates", "300", "-f", "md").out
    assert inside(capsys, "halo", EXPORT, "roles", "--replicates", "50").code == 2
