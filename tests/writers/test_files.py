from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from samkit.errors import OutputError
from samkit.writers.claim import beside, held
from samkit.writers.files import write_atomic, write_together
from tests.writers.faults import every_fault

if TYPE_CHECKING:
    from pathlib import Path


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_file_is_written_with_all_its_bytes_and_nothing_beside_it(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.csv", b"one\r\n\x00two")
    assert (tmp_path / "a.csv").read_bytes() == b"one\r\n\x00two"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("old", [None, b"old"])
def test_whatever_call_fails_the_file_is_the_old_one_or_the_new_one_and_success_means_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None
) -> None:
    path, new = tmp_path / "a.csv", b"new" * 1000

    def restore() -> None:
        path.unlink(missing_ok=True)
        if old is not None:
            path.write_bytes(old)

    runs = 0
    for number, ended in every_fault(monkeypatch, restore, lambda: write_atomic(path, new)):
        runs += 1
        found = path.read_bytes() if path.exists() else None
        assert found == (new if ended is None else old), number
        assert ended is None or isinstance(ended, OutputError), number
        assert names(tmp_path) == ([] if found is None else ["a.csv"]), number
    assert runs >= 15


def test_whatever_fails_before_the_first_of_several_files_stands_changes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {tmp_path / name: name.encode() for name in ("a.csv", "b.csv", "c.csv")}
    new = {path: data * 1000 for path, data in old.items()}

    def restore() -> None:
        for path, data in old.items():
            path.write_bytes(data)

    changed = set()
    for number, ended in every_fault(monkeypatch, restore, lambda: write_together(new)):
        found = [path.read_bytes() == new[path] for path in new]
        assert found == sorted(found, reverse=True), number  # one after the other, each of them whole
        assert all(path.read_bytes() in {old[path], new[path]} for path in new), number
        assert all(found) or isinstance(ended, OutputError), number
        assert names(tmp_path) == ["a.csv", "b.csv", "c.csv"], number
        changed.add(sum(found))
    assert {0, 3} <= changed


def test_a_failure_names_the_file_the_reason_and_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_atomic(tmp_path / "nowhere" / "a.csv", b"")
    told = caught.value.told()
    assert "a.csv: cannot be written: No such file or directory" in told
    assert "next: name another place with -o" in told


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "a.csv"
    victim.write_text("mine")
    link.symlink_to(victim)
    write_atomic(link, b"new")
    assert victim.read_text() == "mine"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"


@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_or_device_is_never_replaced(tmp_path: Path, linked: bool) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    with pytest.raises(OutputError, match="not a regular file"):
        write_atomic(link if linked else pipe, b"new")
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_a_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError, match="not a regular file"):
        write_atomic(tmp_path / "a.csv", b"new")
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("left", [b"", b"half"])
def test_what_a_killed_run_has_left_is_removed_by_the_next_one(tmp_path: Path, left: bytes) -> None:
    (tmp_path / ".a.csv.samkit").write_bytes(left)
    (tmp_path / ".b.csv.samkit").write_bytes(left)
    write_atomic(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert names(tmp_path) == [".b.csv.samkit", "a.csv"]


def test_a_link_that_somebody_put_where_a_file_is_finished_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / ".a.csv.samkit").symlink_to(victim)
    with pytest.raises(OutputError):
        write_atomic(tmp_path / "a.csv", b"new")
    assert victim.read_text() == "mine"
    assert not (tmp_path / "a.csv").exists()


def test_two_runs_at_once_leave_the_file_of_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with held(beside(path), lambda: beside(path).touch(exist_ok=False), beside(path).unlink):
        with pytest.raises(OutputError, match="another run of samkit"):
            write_atomic(path, b"second")
        assert names(tmp_path) == [".a.csv.samkit"]
    assert names(tmp_path) == []


def test_a_file_ends_with_the_rights_that_the_user_has_set_and_is_private_until_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    fsync = os.fsync

    def look(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.csv", b"new")
    finally:
        os.umask(before)
    assert seen[0] == 0o600
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640
