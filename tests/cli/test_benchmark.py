"""`samkit benchmark` on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from samkit.results import Benchmark
from samkit.writers import json_text
from tests.builders import answers, files
from tests.cli.programs import inside

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
PRINTED = 'schema = "samkit-published/1"\n[source]\ntitle = "Printed"\n[shares.meet]\nall = 20\nbases = { all = 500 }\n'


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    path = tmp_path / "printed.toml"
    path.write_text(PRINTED, encoding="utf-8")
    return path


def test_the_built_in_reference_is_the_shipped_one() -> None:
    built_in = ROOT / "samkit" / "simulate" / "built_in" / "sam_2016.toml"
    assert built_in.read_bytes() == (ROOT / "data" / "sam_2016_published.toml").read_bytes()


def test_the_shipped_respondents_differ_nowhere_from_the_built_in_reference(capsys: Capture) -> None:
    ended = inside(capsys, "benchmark", ROOT / "data" / "sam_2016.csv", "--against", "sam_2016", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert ended.code == 0
    assert len(rows) == 27
    assert {row["verdict"] for row in rows} == {"equivalent", "not shown", "circular"}


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_every_format_names_the_verdict(capsys: Capture, tmp_path: Path, printed: Path, form: str) -> None:
    ended = inside(capsys, "benchmark", files(tmp_path), "--against", printed, "-f", form)
    assert ended.code == 0
    assert "above" in ended.out


def test_json_comes_back_as_it_went(capsys: Capture, tmp_path: Path, printed: Path) -> None:
    ended = inside(capsys, "benchmark", files(tmp_path), "--against", printed, "-f", "json")
    assert json.loads(ended.out)["results"][0]["kind"] == "benchmark"
    result = json_text.read(ended.out)[0]
    assert isinstance(result.rows[0], Benchmark)
    assert json_text.write([result]) == ended.out


def test_another_export_is_a_reference_with_its_study_beside_it_or_named(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    ours, theirs = files(tmp_path), files(tmp_path / "other", answers(seed=2))
    assert inside(capsys, "benchmark", ours, "--against", theirs).code == 0
    study = theirs.with_suffix(".toml").rename(tmp_path / "theirs.toml")
    assert inside(capsys, "benchmark", ours, "--against", theirs).code == 2
    assert inside(capsys, "benchmark", ours, "--against", theirs, "--their-study", study).code == 0


@pytest.mark.parametrize(
    ("against", "code", "said"),
    [
        ("nowhere", 2, "there is no such reference"),
        ("nowhere.toml", 2, "cannot be read"),
        ("broken.toml", 2, "not TOML"),
        ("wrong.toml", 2, "alll"),
        ("foreign.toml", 2, "no percentage of any item"),
    ],
)
def test_a_wrong_reference_is_refused(capsys: Capture, tmp_path: Path, against: str, code: int, said: str) -> None:
    (tmp_path / "broken.toml").write_text("=", encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(PRINTED.replace("all = 20", "alll = 20"), encoding="utf-8")
    (tmp_path / "foreign.toml").write_text(PRINTED.replace("meet", "other"), encoding="utf-8")
    named = tmp_path / against if against != "nowhere" else against
    ended = inside(capsys, "benchmark", files(tmp_path), "--against", named)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_files_are_written_and_the_reference_is_not_written_over(
    capsys: Capture, tmp_path: Path, printed: Path
) -> None:
    export = files(tmp_path)
    assert inside(capsys, "benchmark", export, "--against", printed, "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "benchmark.csv").is_file()
    other = tmp_path / "benchmark.csv"
    other.write_bytes(export.read_bytes())
    arguments = ("benchmark", export, "--against", other, "--their-study", export.with_suffix(".toml"))
    for output in (other, tmp_path):
        assert inside(capsys, *arguments, "-o", output).code == 2
    assert other.read_bytes() == export.read_bytes()


def test_strict_fails_where_the_reference_has_what_cannot_be_compared(
    capsys: Capture, tmp_path: Path, printed: Path
) -> None:
    printed.write_text(PRINTED + "[shares.other]\nall = 3\n", encoding="utf-8")
    ended = inside(capsys, "benchmark", files(tmp_path), "--against", printed, "--strict")
    assert ended.code == 5
    assert "not compared: other" in ended.err


def test_one_organisation_is_shown_with_its_chance_and_said_to_be_asked_for(capsys: Capture) -> None:
    data = ROOT / "data" / "sam_2016.csv"
    wanted = ("benchmark", data, "--against", data, "--organisation", "R0001", "--items", "roles, account_count_plans")
    assert "account_count_plans" in inside(capsys, *wanted).err
    ended = inside(capsys, *wanted[:-1], "roles", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert ended.code == 0
    assert "R0001" in ended.err
    assert [row["section"] for row in rows] == ["organisation"] * 6 + ["chance"] * 3
    assert all(
        0 < float(row["chance_lower"]) < float(row["chance"]) < float(row["chance_upper"]) < 1 for row in rows[6:]
    )
    assert "R0001" not in ended.out
    assert not any(f"R{other:04d}" in ended.out + ended.err for other in range(2, 398))


@pytest.mark.parametrize("wrong", [["--items", "roles"], ["--whole", "--organisation", "R0001"]])
def test_options_that_do_not_go_together_are_refused(wrong: list[str], capsys: Capture) -> None:
    ended = inside(capsys, "benchmark", ROOT / "data" / "sam_2016.csv", "--against", "sam_2016", *wrong)
    assert ended.code == 2
    assert "--organisation" in ended.err


def test_the_file_of_one_organisation_does_not_replace_the_reference(tmp_path: Path, capsys: Capture) -> None:
    data = ROOT / "data" / "sam_2016.csv"
    copied = tmp_path / "organisation.csv"
    copied.write_bytes(data.read_bytes())
    before = copied.read_bytes()
    wanted = ("--organisation", "R0001", "--items", "roles", "--their-study", data.with_suffix(".toml"), "-o", tmp_path)
    ended = inside(capsys, "benchmark", data, "--against", copied, *wanted)
    assert ended.code == 2
    assert copied.read_bytes() == before
