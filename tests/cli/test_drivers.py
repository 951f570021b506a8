from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.builders import answers, files
from tests.cli.programs import inside, program

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def test_the_terms_and_the_model_are_written_in_every_format(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    for form, start in (("table", "Practices\n"), ("csv", '"section"'), ("json", "{"), ("md", "### Practices")):
        ended = inside(capsys, "drivers", path, "practices", "-f", form)
        assert (ended.code, ended.out.startswith(start)) == (0, True)
    rows = list(csv.DictReader(io.StringIO(inside(capsys, "drivers", path, "practices", "-f", "csv").out)))
    assert [row["section"] for row in rows] == ["practices"] * 3 + ["model"]
    assert rows[-1]["estimator"] == "maximum likelihood"


def test_a_file_is_written_and_told(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "drivers", files(tmp_path), "plan", "meet", "-o", tmp_path / "a.csv")
    assert (ended.code, ended.out) == (0, "")
    assert f"written: {tmp_path / 'a.csv'}" in ended.err
    assert "drivers" in (tmp_path / "a.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "practices (3), outcome (1), maturity (1)"),
        (("plam",), 2, "did you mean 'plan'?"),
        (("plan", "--adjust", "maturity"), 2, "it is a section; name ripe"),
        (("plan", "--adjust", "plan"), 2, "name it once"),
        (("outcome",), 5, "circular: Top Performers are defined by what stands behind growth_item"),
        (("plan", "--by", "nope"), 2, "no grouping or question"),
    ],
)
def test_a_wrong_question_is_one_message_with_the_next_step(
    capsys: Capture, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = inside(capsys, "drivers", files(tmp_path), *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_each_item_is_adjusted_by_itself(capsys: Capture, tmp_path: Path) -> None:
    ended = inside(capsys, "drivers", files(tmp_path), "practices", "--each", "--adjust", "ripe", "-f", "csv")
    assert ended.code == 0
    found = {row["item_id"]: row for row in csv.DictReader(io.StringIO(ended.out))}
    assert set(found) == {"plan", "train", "meet"}
    assert float(found["plan"]["e_value"]) >= 1
    assert found["plan"]["estimator"] == "maximum likelihood"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "there is nothing to adjust the gaps for"),
        (("--adjust", "plam"), 2, "did you mean 'plan'?"),
        (("--adjust", "growth"), 5, "circular"),
        (("ripe", "--adjust", "plan"), 2, "there is no section of this name"),
    ],
)
def test_what_cannot_be_adjusted_is_one_message(
    capsys: Capture, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = inside(capsys, "drivers", files(tmp_path), "--each", *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_too_many_terms_end_with_5_unless_they_are_forced(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path, answers(40))
    ended = inside(capsys, "drivers", path, "practices", "ripe", "-f", "csv")
    assert (ended.code, ended.out) == (5, "")
    assert "--force computes it all the same" in ended.err
    assert inside(capsys, "drivers", path, "practices", "ripe", "-f", "csv", "--force").code == 0


def test_no_bar_is_drawn_where_nobody_watches(tmp_path: Path) -> None:
    ended = program("drivers", files(tmp_path), "practices", "-f", "csv")
    assert ended.code == 0
    assert "importance" not in ended.err


def test_one_thread_and_two_write_the_same_bytes(tmp_path: Path) -> None:
    path = files(tmp_path, answers(200))
    written = {
        program("drivers", path, "practices", "ripe", "-f", "json", OPENBLAS_NUM_THREADS=str(n)).out for n in (1, 2)
    }
    assert len(written) == 1
    assert '"Driver"' in written.pop()
