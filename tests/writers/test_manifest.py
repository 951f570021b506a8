from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from samkit.writers import manifest
from samkit.writers.manifest import Made

if TYPE_CHECKING:
    from pathlib import Path

MADE = Made("0.1.0", {"numpy": "2"}, "s" * 64, {"a.csv": "d" * 64, "b.csv": "e" * 64}, 7, ("html",), ("svg", "png"))
FILES = {"b/c.csv": b"1\n", "a": b""}


def written(folder: Path, **changed: Any) -> Path:
    """Write a manifest in which some of what it was made from is replaced; None takes a field away."""
    plain = json.loads(manifest.write(FILES, MADE))
    plain["made"] = {key: value for key, value in {**plain["made"], **changed}.items() if value is not None}
    (folder / manifest.NAME).write_text(json.dumps(plain))
    return folder


def test_a_manifest_gives_back_what_a_report_was_made_from_and_the_digest_of_every_file(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_bytes(manifest.write(FILES, MADE))
    assert manifest.made(tmp_path) == MADE
    assert list(manifest.digests(tmp_path)) == ["a", "b/c.csv"]
    assert manifest.digests(tmp_path)["a"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_order_of_files_changes_no_byte_of_a_manifest() -> None:
    assert manifest.write(FILES, MADE) == manifest.write(dict(reversed(FILES.items())), MADE)


@pytest.mark.parametrize("changed", [
    {"seed": "7"}, {"seed": True}, {"seed": None}, {"samkit": 1}, {"study": ["s"]}, {"data": ["a.csv"]},
    {"data": {"a.csv": 3}}, {"libraries": "numpy"}, {"more": 1},
])  # fmt: skip
def test_a_manifest_of_another_shape_says_nothing_of_what_it_was_made_from(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    assert manifest.made(written(tmp_path, **changed)) is None
    assert manifest.made(written(tmp_path, documents=[["html"], 3])) is not None


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"made": 3, "files": []}', "[" * 100_000, '{"files": {"a": 1}}'])
def test_a_manifest_that_is_none_lists_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / manifest.NAME).write_text(text)
    assert manifest.digests(tmp_path) == {}
    assert manifest.made(tmp_path) is None


@pytest.mark.parametrize("kind", ["missing", "link", "pipe", "folder"])
def test_a_manifest_that_is_no_file_is_neither_followed_nor_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / manifest.NAME
    (tmp_path / "elsewhere").write_bytes(manifest.write(FILES, MADE))
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    assert manifest.digests(tmp_path) == {}
