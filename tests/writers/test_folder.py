from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from samkit.errors import OutputError
from samkit.writers import folder
from tests.writers.faults import every_fault

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"index.html": b"old", "gone.txt": b"old"}
NEW = {"index.html": b"new" * 1000, "tables/a.csv": b"1\n"}


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def content(place: Path) -> dict[str, bytes] | None:
    """Give the files of a folder, its manifest left out."""
    if not place.exists():
        return None
    found = {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    found.pop(folder.MANIFEST)
    return found


def test_a_folder_holds_what_was_given_and_a_manifest_of_it(tmp_path: Path) -> None:
    folder.write(tmp_path / "out", NEW)
    assert content(tmp_path / "out") == NEW
    manifest = json.loads((tmp_path / "out" / folder.MANIFEST).read_text())
    assert manifest["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in NEW.items()}
    assert names(tmp_path) == ["out"]


def test_a_folder_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    folder.write(tmp_path / "out", OLD)
    folder.write(tmp_path / "out", NEW)
    assert content(tmp_path / "out") == NEW
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("old", [None, OLD])
def test_whatever_call_fails_the_folder_is_the_old_one_or_the_new_one_and_success_means_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: dict[str, bytes] | None, exchange: bool
) -> None:
    place = tmp_path / "out"
    if not exchange:
        monkeypatch.setattr(folder, "_exchanged", lambda *_: False)

    def restore() -> None:
        if place.exists():
            shutil.rmtree(place)
        if old is not None:
            folder.write(place, old)

    runs = 0
    for number, ended in every_fault(monkeypatch, restore, lambda: folder.write(place, NEW)):
        runs += 1
        assert content(place) == (NEW if ended is None else old), number
        assert ended is None or isinstance(ended, OutputError), number
        if ended is not None:
            assert names(tmp_path) == (["out"] if old else []), number
        folder.write(place, NEW)
        assert names(tmp_path) == ["out"], number
    assert runs >= 25


@pytest.mark.parametrize("linked", [False, True])
def test_a_folder_with_a_file_of_others_is_refused_and_kept(tmp_path: Path, linked: bool) -> None:
    place = tmp_path / "out"
    folder.write(place, OLD)
    if linked:
        (place / "mine").symlink_to(tmp_path)
    else:
        (place / "mine").write_text("mine")
    with pytest.raises(OutputError, match="1 file that samkit did not write") as caught:
        folder.write(place, NEW)
    assert caught.value.problems[0].got == "mine"
    assert (place / "index.html").read_bytes() == b"old"


def test_with_force_a_folder_of_others_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    folder.write(tmp_path / "out", NEW, force=True)
    assert content(tmp_path / "out") == NEW


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"files": 3}', '{"files": {}}', "null"])
def test_a_manifest_that_says_nothing_makes_no_file_ours(tmp_path: Path, manifest: str) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / folder.MANIFEST).write_text(manifest)
    (place / "mine").write_text("mine")
    with pytest.raises(OutputError):
        folder.write(place, NEW)
    assert (place / "mine").read_text() == "mine"


def test_a_file_of_the_same_name_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for force in (False, True):
        with pytest.raises(OutputError):
            folder.write(tmp_path / "out", NEW, force=force)
    assert (tmp_path / "out").read_text() == "mine"
    assert names(tmp_path) == ["out"]


def test_a_link_to_a_folder_is_followed_once_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    folder.write(tmp_path / "out", NEW)
    assert (tmp_path / "out").is_symlink()
    assert content(tmp_path / "real") == NEW


def test_a_link_inside_the_folder_never_leads_a_file_out_of_it(tmp_path: Path) -> None:
    place, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_text("mine")
    folder.write(place, OLD)
    (place / "index.html").unlink()
    (place / "index.html").symlink_to(victim)
    folder.write(place, NEW)
    assert victim.read_text() == "mine"
    assert content(place) == NEW


def test_a_folder_ends_with_the_rights_that_the_user_has_set(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        folder.write(tmp_path / "out", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o750


def test_folders_above_are_made(tmp_path: Path) -> None:
    folder.write(tmp_path / "a" / "b" / "out", NEW)
    assert content(tmp_path / "a" / "b" / "out") == NEW


def test_what_a_killed_run_has_left_is_removed_by_the_next_one_and_nothing_else(tmp_path: Path) -> None:
    for left in (".out.0123abcd.samkit", ".out.0123abcd.samkit.old.samkit", ".out.mine", ".other.0123abcd.samkit"):
        (tmp_path / left / "figures").mkdir(parents=True)
    folder.write(tmp_path / "out", NEW)
    assert names(tmp_path) == [".other.0123abcd.samkit", ".out.mine", "out"]


def test_runs_at_once_leave_the_folder_of_one_of_them(tmp_path: Path) -> None:
    sets = [{"index.html": bytes([65 + number]) * 50_000, f"{number}.txt": b"x"} for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda files: folder.write(tmp_path / "out", files), sets))
    assert content(tmp_path / "out") in sets
    assert names(tmp_path) == ["out"]
