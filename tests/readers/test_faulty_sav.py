"""SPSS and Stata files that are not in order: one clean refusal, whatever goes wrong in reading them, and no hang."""

import contextlib
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samkit.errors import DataError
from samkit.readers import apart
from samkit.readers.export import Settings
from samkit.readers.foreign.labelled import _wrong_encoding
from samkit.readers.foreign.reply import Given, Wish
from samkit.readers.source import Source
from tests.readers.labelled import dta, loaded, refused, sav, texts, told
from tests.readers.made import saved

DATA: dict[str, list[Any]] = {
    "id": [f"R{place}" for place in range(40)],
    "q1": [float(place % 3) for place in range(40)],
}
LABELS = {"q1": {0.0: "Disagree", 1.0: "Neither", 2.0: "Agree"}}


def good(folder: Path, suffix: str) -> bytes:
    """Write a file that is in order."""
    write = dta if suffix == ".dta" else sav
    said: dict[str, Any] = {"compress": True} if suffix == ".zsav" else {}
    return write(folder / f"good{suffix}", DATA, variable_value_labels=LABELS, **said).read_bytes()


@pytest.mark.parametrize("suffix", [".sav", ".zsav", ".dta"])
@pytest.mark.parametrize("share", [0.02, 0.4, 0.97])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, suffix: str, share: float) -> None:
    content = good(tmp_path, suffix)
    problem = refused(saved(tmp_path, content[: int(len(content) * share)], f"cut{suffix}"), ("q1",))
    assert problem.code == "damaged"
    assert problem.hint


@pytest.mark.parametrize("suffix", [".sav", ".zsav", ".dta"])
def test_a_spoilt_file_is_read_or_refused_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    content, draw = good(tmp_path, suffix), np.random.default_rng(2016)
    for _ in range(6):
        spoilt = bytearray(content)
        for _ in range(int(draw.choice([1, 4, 30]))):
            spoilt[draw.integers(8, len(spoilt))] = int(draw.integers(256))
        began = time.monotonic()
        with contextlib.suppress(DataError):
            loaded(saved(tmp_path, bytes(spoilt), f"spoilt{suffix}"), ("q1",))
        assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "survey.sav", "empty"),
        (b"id,q1\n1,2\n", "survey.sav", "text"),
        (b"id,q1\n1,2\n", "survey.dta", "text"),
        (b"PK\x03\x04xl/", "survey.dta", "XLSX"),
        (b"$FL2" + bytes(200), "survey.dta", "SPSS"),
        (b"$FL2" + bytes(200), "survey.csv", "SPSS"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path: Path, content: bytes, name: str, word: str) -> None:
    problem = refused(saved(tmp_path, content, name))
    assert problem.code in {"wrong_type", "empty"}
    assert word in problem.message


def source(content: bytes = b"$FL2") -> Source:
    return Source("survey.sav", content, "")


@pytest.mark.parametrize(
    ("code", "said", "word"),
    [
        (-signal.SIGSEGV, "", "SIGSEGV"),
        (-signal.SIGXCPU, "", "SIGXCPU"),
        (-signal.SIGKILL, "", "SIGKILL"),
        (1, "Traceback\n  File x\nMemoryError\n", "memory"),
        (
            1,
            "Traceback\n  File x\npyreadstat.ReadstatError: Invalid file, or file has unsupported features\n",
            "Invalid file",
        ),
        (1, "", "ends in the middle"),
    ],
)
def test_however_reading_ends_the_user_reads_one_sentence(code: int, said: str, word: str) -> None:
    (problem,) = apart._failed(source(), code, said).problems
    assert problem.code == "damaged"
    assert word in problem.message
    assert "Traceback" not in str(problem)


def test_texts_that_are_not_in_the_encoding_of_the_file_are_refused_with_the_way_out() -> None:
    said = "ReadstatError: Unable to convert string to the requested encoding (invalid byte sequence)"
    (problem,) = apart._failed(source(), 1, said).problems
    assert (problem.code, problem.hint) == ("bad_encoding", 'encoding = "cp1252"')


def test_reading_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    problem = refused(saved(tmp_path, good(tmp_path, ".sav"), "slow.sav"))
    assert problem.code == "damaged"
    assert "seconds" in problem.message


def test_an_illegal_byte_is_refused_and_read_with_the_encoding_declared(tmp_path: Path) -> None:
    content = sav(tmp_path / "s.sav", {"w": ["Zoé at work", "plain"]}).read_bytes()
    path = saved(tmp_path, content.replace("é ".encode(), b"\xe9  "), "other.sav")
    problem = refused(path, ("w",))
    assert (problem.code, problem.hint) == ("bad_encoding", 'encoding = "cp1252"')
    assert texts(loaded(path, ("w",), Settings(encoding="cp1252")))["w"] == ["Zoé  at work", "plain"]


def test_a_last_byte_of_another_encoding_is_not_left_out_without_a_word(tmp_path: Path) -> None:
    content = sav(tmp_path / "s.sav", {"w": ["plain", "Zoé", "longest of all"]}).read_bytes()
    path = saved(tmp_path, content.replace("é".encode(), b"\xe9 "), "other.sav")
    (note,) = told(loaded(path, ("w",)), "encoding_detected")
    assert "1 text" in note
    assert "first in case 2, column 'w'" in note
    assert texts(loaded(path, ("w",), Settings(encoding="cp1252")))["w"] == ["plain", "Zoé", "longest of all"]


def test_texts_that_were_encoded_twice_are_refused_with_the_encoding_that_they_have() -> None:
    twice = Given("w", 1, np.zeros(1, dtype=np.int32), ["plain", "Zoé".encode().decode("cp1252")])
    wish = Wish("survey.sav", (), (), "", keep_all=True)
    (problem,) = _wrong_encoding([twice], wish)
    assert (problem.code, problem.hint) == ("bad_encoding", 'encoding = "utf-8"')
    assert _wrong_encoding([twice._replace(categories=["Zoé", "Ünal"])], wish) == []
    assert _wrong_encoding([twice], wish._replace(encoding="cp1252")) == []


def test_nothing_that_a_file_holds_is_left_on_the_disk(tmp_path: Path) -> None:
    path = saved(tmp_path, good(tmp_path, ".sav"), "survey.sav")
    before = {each.name for each in tmp_path.iterdir()}
    loaded(path)
    assert {each.name for each in tmp_path.iterdir()} == before
