"""That no personal cell and no comment of a survey comes out of a command that was not asked for rows: case F12."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, files
from tests.cli.programs import inside
from tests.faults.canaries import MAIL, PLATFORMS, ROWS, WORDS, survey, traces

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

VERBS = {
    "classify": (),
    "compare": (),
    "profile": ("growth", "plan"),
    "trend": ("maturity",),
    "rank": ("practices", "--replicates", "200"),
    "robustness": ("practices", "--permutations", "50"),
    "halo": ("practices", "--replicates", "200"),
    "power": ("practices",),
    "drivers": ("plan", "meet", "--force"),
    "check": (),
    "benchmark": ("--against", "{export}"),
}


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("verb", VERBS)
def test_f12_what_a_command_shows_holds_no_canary(capsys: Capture, tmp_path: Path, verb: str, platform: str) -> None:
    path = survey(tmp_path, platform)
    for form in ("table", "csv", "md", "json"):
        ended = inside(capsys, verb, path, *(each.format(export=path) for each in VERBS[verb]), "--format", form)
        assert (ended.code, traces((ended.out + ended.err).encode())) == (0, [])


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("verb", ["compare", "check", "report"])
def test_f12_no_file_of_a_folder_holds_a_canary(capsys: Capture, tmp_path: Path, verb: str, platform: str) -> None:
    path, out = survey(tmp_path, platform), tmp_path / "out"
    ended = inside(capsys, verb, path, "-o", out)
    assert (ended.code, traces((ended.out + ended.err).encode())) == (0, [])
    written = [file for file in out.rglob("*") if file.is_file()]
    assert {file.name: traces(file.read_bytes()) for file in written} == {file.name: [] for file in written}
    assert len(written) >= 3


@pytest.mark.parametrize("platform", PLATFORMS)
def test_f12_the_first_study_file_says_which_columns_are_personal_and_holds_no_canary(
    capsys: Capture, tmp_path: Path, platform: str
) -> None:
    ended = inside(capsys, "init", survey(tmp_path, platform), "-o", tmp_path / "first.toml", "--reader", platform)
    assert (ended.code, traces((ended.out + ended.err).encode())) == (0, [])
    assert traces((tmp_path / "first.toml").read_bytes()) == []
    told = next(line for line in ended.out.split("\n") if line.strip().startswith("personal"))
    assert told.count("'") // 2 >= 5


@pytest.mark.parametrize("platform", PLATFORMS)
def test_f12_the_labelled_export_has_the_comments_and_no_personal_cell(
    capsys: Capture, tmp_path: Path, platform: str
) -> None:
    path, out = survey(tmp_path, platform), tmp_path / "out.csv"
    ended = inside(capsys, "classify", path, "-o", out)
    assert "left out as personal" in ended.err
    with out.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    words = [WORDS.format(row) for row in range(ROWS)]
    place = next(place for place, cell in enumerate(found[1]) if cell == words[0])
    assert [row[place] for row in found[1:]] == words
    rest = [[*row[:place], *row[place + 1 :]] for row in found]
    assert traces(repr(rest).encode()) == []
    assert {"samkit_group", "growth", PLATFORMS[platform]} <= set(found[0])
    inside(capsys, "classify", path, "-o", out, "--keep-personal")
    assert MAIL.format(7) in out.read_text(encoding="utf-8")


def test_f12_ids_that_look_alike_are_told_by_their_lines_and_stay_out_of_the_report(
    capsys: Capture, tmp_path: Path
) -> None:
    mails = [MAIL.format(row) for row in range(ROWS)]
    columns = {"mail": [*mails[:-1], mails[0].upper()], **answers(ROWS)}
    path = files(tmp_path, columns, STUDY.replace("hide_below", 'respondent = "mail"\nhide_below'))
    ended = inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "svg")
    assert "on line 2 and on line 121" in ended.err
    assert [file for file in (tmp_path / "out").rglob("*") if file.is_file() and traces(file.read_bytes())] == []


@pytest.mark.parametrize("length", [41, 400, 90_000])
def test_f12_an_error_shows_forty_characters_of_an_answer_at_most(capsys: Capture, tmp_path: Path, length: int) -> None:
    columns = answers(ROWS)
    columns["plan"][5] = columns["meet"][7] = "w" * length
    numbers = {"size": ["x" * length, *["3"] * (ROWS - 1)]}
    text = f'{STUDY}\n[questions.size]\ntext = "Size"\nnumeric = {{}}\n'
    ended = inside(capsys, "compare", files(tmp_path, {**columns, **numbers}, text))
    assert ended.code == 3
    assert "w" * 40 in ended.err
    assert "w" * 41 not in ended.err
    assert "x" * 41 not in ended.err
