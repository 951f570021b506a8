from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from samkit.writers import json_text
from tests.analyses.profiles import TEXT, columns
from tests.builders import files
from tests.cli.programs import ROOT, inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

MADE = columns({"North": 30, "East": 14, "South": 21}, {"North": 60, "East": 50, "South": 40})


def test_the_profile_of_the_shipped_data_stands_on_stdout(capsys: Capture) -> None:
    ended = inside(capsys, "profile", ROOT / "data" / "sam_2016.csv")
    assert (ended.code, ended.err) == (0, "")
    for text in ("Profile of Top Performers and The Rest", "Cramér's V", "Banking, insurance", "Hodges-Lehmann"):
        assert text in ended.out


def test_json_comes_back_and_csv_has_a_row_for_each_row_of_the_tables(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path, MADE, TEXT)
    (result,) = json_text.read(inside(capsys, "profile", path, "-f", "json").out)
    assert result.kind == "profile"
    rows = list(csv.DictReader(io.StringIO(inside(capsys, "profile", path, "place", "size", "-f", "csv").out)))
    assert [row["section"] for row in rows] == [
        "profile",
        *["profile_categories"] * 6,
        "profile_means",
        "profile_ranks",
    ]
    assert rows[0]["item_id"] == "place"
    assert float(rows[0]["v_upper"]) > float(rows[0]["v"])


@pytest.mark.parametrize(("suffix", "begins"), [("csv", '"section"'), ("json", "{"), ("md", "###"), ("txt", "Profile")])
def test_a_file_is_written_by_its_suffix(capsys: Capture, tmp_path: Path, suffix: str, begins: str) -> None:
    out = tmp_path / f"profile.{suffix}"
    ended = inside(capsys, "profile", files(tmp_path, MADE, TEXT), "place", "-o", out)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"written: {out}\n"
    assert out.read_text(encoding="utf-8").startswith(begins)


def test_a_folder_has_one_file(capsys: Capture, tmp_path: Path) -> None:
    inside(capsys, "profile", files(tmp_path, MADE, TEXT), "place", "-o", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["profile.csv"]


def test_other_groups_are_profiled_by_what_does_not_make_them(capsys: Capture) -> None:
    ended = inside(capsys, "profile", ROOT / "data" / "sam_2016.csv", "--by", "industry=Technology", "-f", "json")
    rows = json.loads(ended.out)["results"][0]["rows"]
    asked = [row["item"]["id"] for row in rows if row["type"] == "Factor"]
    assert asked == ["company_size", "geography", "overall_success"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("plase",), "did you mean 'place'?"),
        (("practices",), "it is a section; name plan train meet"),
        (("place", "--by", "plan"), "say which"),
    ],
)
def test_a_wrong_name_is_one_message_with_code_2(
    capsys: Capture, tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    ended = inside(capsys, "profile", files(tmp_path, MADE, TEXT), *names)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_warning_is_an_end_with_code_5_if_that_is_asked_for(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path, {**MADE, "place": [""] * len(MADE["place"])}, TEXT)
    ended = inside(capsys, "profile", path, "place", "--strict")
    assert ended.code == 5
    assert "nobody answered place" in ended.err
    assert "not computable" in ended.out
