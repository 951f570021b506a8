import hashlib
import io
import os
import socket
import sys
from pathlib import Path

import pytest

from samkit.errors import DataError
from samkit.readers.source import read_once


def code_for(path: Path, limit: int = 1000) -> str:
    with pytest.raises(DataError) as caught:
        read_once(path, limit=limit)
    assert caught.value.problems[0].place.file == str(path)
    return caught.value.problems[0].code


def test_the_digest_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\n1\n")
    source = read_once(path)
    assert (source.data, source.digest) == (b"id\n1\n", hashlib.sha256(b"id\n1\n").hexdigest())


@pytest.mark.parametrize("name", ["missing.csv", "file.csv/below", "x" * 300, "nul\0name"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.csv").write_text("id\n")
    assert code_for(tmp_path / name) in {"missing_file", "unreadable_file"}


def test_links_to_nowhere_and_in_a_circle_are_missing_files(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert [code_for(tmp_path / name) for name in ("nowhere", "round")] == ["missing_file", "missing_file"]


def test_only_a_regular_file_is_opened_and_nothing_else_can_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    paths = [tmp_path, tmp_path / "pipe", tmp_path / "socket", Path(os.devnull), Path("/dev/zero")]
    assert [code_for(path) for path in paths] == ["not_a_file"] * 5
    server.close()


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 1001)
    assert code_for(path) == "file_too_large"


def test_a_file_that_grows_or_shrinks_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing.csv"
    take = os.read
    for change in (b"id\n1\n2\n", b"id"):
        path.write_bytes(b"id\n1\n")

        def read_and_change(descriptor: int, size: int, new: bytes = change) -> bytes:
            path.write_bytes(new)
            return take(descriptor, size)

        monkeypatch.setattr(os, "read", read_and_change)
        assert code_for(path) == "file_changed"


def test_a_name_with_signs_that_cannot_be_shown_is_spelt_out(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_once(tmp_path / "a\nb\x1b[31m.csv")
    assert "<U+000A>" in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"id\n1\n")))
    assert read_once(Path("-")).data == b"id\n1\n"
