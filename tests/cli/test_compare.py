from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, csv_text, files
from tests.cli.programs import inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def test_all_sections_are_compared_unless_some_are_named(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    for named, expected in [((), ["practices", "outcome", "maturity"]), (("maturity", "practices"),) * 2]:
        plain = json.loads(inside(capsys, "compare", path, *named, "-f", "json").out)
        assert [result["section"] for result in plain["results"]] == list(expected)


def test_a_section_that_is_named_twice_is_shown_once(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    twice = inside(capsys, "compare", path, "practices", "practices", "-f", "csv").out
    assert twice == inside(capsys, "compare", path, "practices", "-f", "csv").out


def test_into_a_folder_every_section_gets_a_file_of_its_own(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "compare", files(tmp_path), "-f", "csv", "-o", tmp_path / "out")
    assert (ended.code, ended.out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "maturity.csv", "outcome.csv", "practices.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "start"), [("a.csv", '"section"'), ("a.json", "{"), ("a.md", "###"), ("a.txt", "P")])
def test_the_suffix_of_a_file_says_its_format(capsys: Capture, tmp_path: Path, name: str, start: str) -> None:
    assert inside(capsys, "compare", files(tmp_path), "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text().startswith(start)


def test_a_suffix_that_nothing_writes_is_refused(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "compare", files(tmp_path), "-o", tmp_path / "a.xlsx")
    assert ended.code == 2
    assert not (tmp_path / "a.xlsx").exists()


def test_what_is_written_into_a_file_is_what_is_shown(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    inside(capsys, "compare", path, "-o", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == inside(capsys, "compare", path, "-f", "csv").out


def test_a_study_without_sections_or_groups_says_what_to_declare(capsys: Capture, tmp_path: Path) -> None:
    bare = STUDY[: STUDY.index("[sections.practices]")]
    ended = inside(capsys, "compare", files(tmp_path, text=bare))
    assert ended.code == 2
    assert "declare [sections.NAME]" in ended.err
    ended = inside(capsys, "compare", files(tmp_path, text=bare[: bare.index("[groups.performance]")]))
    assert ended.code == 2
    assert "--by QUESTION=ANSWER" in ended.err


BAD: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "empty"),
    "header only": ("growth,plan,train,meet,ripe\n", "header"),
    "not text": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "PNG"),
    "wrong delimiter": (csv_text(answers(20)).replace(",", "^"), "line 1"),
    "ragged": (csv_text(answers(20)) + '"Grew","Agree"\n', "line 22"),
    "duplicate column": (csv_text(answers(20)).replace("train", "plan", 1), "plan"),
    "missing column": (csv_text(answers(20)).replace("train", "trian", 1), "did you mean 'trian'?"),
    "unknown level": (csv_text({**answers(20), "plan": ["Agre"] * 20}), "did you mean 'Agree'?"),
}


@pytest.mark.parametrize("verb", ["classify", "compare", "report"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_message_with_code_3_and_nothing_is_written(
    capsys: Capture, tmp_path: Path, kind: str, verb: str
) -> None:
    content, said = BAD[kind]
    path = files(tmp_path)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ended = inside(capsys, verb, path, "-o", tmp_path / ("out.csv" if verb != "report" else "out"))
    assert (ended.code, ended.out) == (3, "")
    assert said in ended.err
    assert "survey.csv" in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["survey.csv", "survey.toml"]


def test_of_many_faults_of_one_kind_ten_are_told_and_the_rest_counted(capsys: Capture, tmp_path: Path) -> None:
    columns = {**answers(40), "plan": [f"wrong {row}" for row in range(40)]}
    ended = inside(capsys, "compare", files(tmp_path, columns))
    assert ended.code == 3
    assert ended.err.count("not a level of the question") == 10
    assert "… and 30 more of the same kind" in ended.err


@pytest.mark.parametrize(("growth", "word"), [("Grew", "everybody"), ("Fell", "nobody")])
def test_a_criterion_that_nobody_or_everybody_passes_is_a_warning(
    capsys: Capture, tmp_path: Path, growth: str, word: str
) -> None:
    columns = {**answers(40), "growth": [growth] * 40}
    ended = inside(capsys, "compare", files(tmp_path, columns), "practices", "-f", "csv")
    assert ended.code == 0
    assert f"warning: {word}" in ended.err
    verdicts = {row["verdict"] for row in csv.DictReader(io.StringIO(ended.out))}
    assert verdicts == {"not computable"}
