from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.builders import STUDY, answers, files
from tests.cli.programs import Ended, inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


class Stands(NamedTuple):
    """A survey, and the report of it."""

    export: Path
    out: Path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Stands:
    """Write a report once."""
    from samkit.cli.app import run

    place = tmp_path_factory.mktemp("stands")
    export = files(place)
    assert run(["report", str(export), "-o", str(place / "out"), "--figures", "svg"]) == 0
    return Stands(export, place / "out")


@pytest.fixture
def stands(written: Stands, tmp_path: Path) -> Stands:
    """Give a copy of survey and report that a test may change."""
    shutil.copytree(written.export.parent, tmp_path / "copy")
    return Stands(tmp_path / "copy" / written.export.name, tmp_path / "copy" / "out")


def check(capsys: Capture, stands: Stands, *more: str) -> Ended:
    """Hold the report against the folder, which nothing may change."""
    before = snapshot(stands.out.parent)
    ended = inside(capsys, "report", stands.export, "--check", stands.out, *more)
    assert snapshot(stands.out.parent) == before
    return ended


def snapshot(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    }


def rows(ended: Ended) -> list[str]:
    """Give the rows of the table that was printed, each with single blanks."""
    lines = ended.out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("──"))
    return [" ".join(line.split()) for line in lines[start + 1 :] if line]


def test_a_report_that_is_the_same_is_told_and_ends_with_0(capsys: Capture, stands: Stands) -> None:
    ended = check(capsys, stands)
    count = sum(path.is_file() for path in stands.out.rglob("*")) - 1
    assert (ended.code, ended.out) == (0, f"the same, byte for byte: {count} files\n")


def test_a_number_is_told_by_figure_item_and_column_with_how_far_it_is_off(capsys: Capture, stands: Stands) -> None:
    table = stands.out / "tables" / "figure-1.csv"
    line = next(line for line in table.read_text().splitlines() if '"plan"' in line)
    cells = line.split(",")
    place = table.read_text().splitlines()[0].split(",").index('"gap"')
    cells[place] = str(float(cells[place]) + 0.125)
    table.write_text(table.read_text().replace(line, ",".join(cells)))
    ended = check(capsys, stands)
    assert ended.code == 5
    (row,) = rows(ended)
    assert row.startswith("figure 1 numbers plan gap")
    assert row.endswith("-0.125")
    assert "1 × numbers" in ended.err


def test_a_picture_alone_is_told_as_drawing_only(capsys: Capture, stands: Stands) -> None:
    picture = stands.out / "figures" / "figure-2.svg"
    picture.write_bytes(picture.read_bytes().replace(b"</svg>", b"<!-- --></svg>"))
    ended = check(capsys, stands)
    assert (ended.code, rows(ended)) == (5, ["figure 2 drawing only figure-2.svg – –"])


def test_an_alternative_text_is_told_as_words(capsys: Capture, stands: Stands) -> None:
    (stands.out / "figures" / "figure-2.txt").write_text("another text\n")
    ended = check(capsys, stands)
    assert ended.code == 5
    assert ended.out.count("words") == 1
    assert "another text" in ended.out


def test_other_data_are_named_and_every_figure_that_they_change(capsys: Capture, stands: Stands) -> None:
    files(stands.export.parent, answers(seed=2))
    ended = check(capsys, stands)
    assert ended.code == 5
    told = rows(ended)
    assert told[0].startswith("manifest.json made from data survey.csv")
    assert {row.split(" numbers")[0] for row in told if " numbers " in row} >= {"figure 1", "figure 2"}
    assert any(row.startswith("results.json file") for row in told)
    assert any(row.startswith("index.html file") for row in told)


def test_another_study_seed_and_version_are_named(capsys: Capture, stands: Stands) -> None:
    manifest = stands.out / "manifest.json"
    plain = json.loads(manifest.read_text())
    plain["made"].update(study="0" * 64, seed=5, samkit="0.0.9")
    plain["made"]["libraries"].update(numpy="1.0", gone="2.0")
    manifest.write_text(json.dumps(plain))
    told = rows(check(capsys, stands))
    assert [row.split()[3] for row in told] == ["samkit", "study", "version", "version", "seed"]
    assert any("numpy 1.0" in row for row in told)


def test_files_that_are_missing_or_too_many_are_named(capsys: Capture, stands: Stands) -> None:
    (stands.out / "index.html").unlink()
    (stands.out / "tables" / "mine.csv").write_text("mine")
    (stands.out / "figures" / "figure-9.svg").symlink_to(stands.out)
    ended = check(capsys, stands)
    assert ended.code == 5
    assert [row.split(" file ")[0] for row in rows(ended)] == ["index.html", "figures/figure-9.svg", "tables/mine.csv"]


def test_a_figure_that_the_study_no_longer_has_leaves_files_too_many(capsys: Capture, stands: Stands) -> None:
    study = STUDY[: STUDY.rindex("[[figures]]")]
    stands.export.with_suffix(".toml").write_text(study)
    ended = check(capsys, stands)
    assert ended.code == 5
    assert "tables/figure-2.csv" in ended.out
    assert "file too many" in ended.out


def test_formats_are_those_of_the_folder_unless_others_are_named(capsys: Capture, stands: Stands) -> None:
    assert check(capsys, stands).code == 0
    ended = check(capsys, stands, "--figures", "png")
    assert ended.code == 5
    assert any(row.startswith("manifest.json made from figures as") for row in rows(ended))
    assert any(row.startswith("figures/figure-1.png file missing") for row in rows(ended))


@pytest.mark.parametrize("text", ["", "{}", '{"made": {"documents": [["x"]]}}', None])
def test_a_folder_without_a_manifest_that_can_be_read_is_held_against_what_is_usual(
    capsys: Capture, stands: Stands, text: str | None
) -> None:
    manifest = stands.out / "manifest.json"
    manifest.unlink()
    if text is not None:
        manifest.write_text(text)
    ended = check(capsys, stands, "--figures", "svg")
    assert (ended.code, rows(ended)) == (5, ["manifest.json file missing or it cannot be read – –"])


@pytest.mark.parametrize("damage", ["bytes", "quote", "nothing", "pipe", "device", "folder"])
@pytest.mark.parametrize("name", ["tables/figure-1.csv", "results.json", "figures/figure-1.svg", "index.html"])
def test_whatever_stands_in_the_folder_is_held_against_without_harm(
    capsys: Capture, stands: Stands, name: str, damage: str
) -> None:
    spoil(stands.out / name, damage)
    ended = check(capsys, stands)
    assert ended.code == 5
    assert not set("\x1b\r") & set(ended.out + ended.err)


def spoil(path: Path, damage: str) -> None:
    """Put something else where a file of the report was."""
    path.unlink()
    if damage == "pipe":
        os.mkfifo(path)
    elif damage == "device":
        path.symlink_to("/dev/zero")
    elif damage == "folder":
        path.mkdir()
    else:
        path.write_bytes({"bytes": b"\x1b[2J\xff", "quote": b'"open', "nothing": b""}[damage])


@pytest.mark.parametrize(("more", "said"), [
    (["-o", "x"], "--check writes nothing, and -o asks"), (["--force"], "--check writes nothing, and --force asks"),
    (["--check", "y"], "given 2 times"), (["--format", "odt"], "a report cannot be written so"),
])  # fmt: skip
def test_a_check_that_asks_for_something_else_is_refused(
    capsys: Capture, stands: Stands, more: list[str], said: str
) -> None:
    ended = check(capsys, stands, *more)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


@pytest.mark.parametrize("name", ["nowhere", "survey.csv", ""])
def test_a_folder_that_is_none_is_refused(capsys: Capture, stands: Stands, name: str) -> None:
    target = str(stands.export.parent / name) if name else ""
    ended = inside(capsys, "report", stands.export, "--check", target)
    assert (ended.code, ended.out) == (2, "")
