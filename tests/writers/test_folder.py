from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.errors import OutputError
from samkit.writers import folder, manifest
from samkit.writers.manifest import Made
from tests.writers.faults import every_fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OLD = {"index.html": b"old", "gone.txt": b"old"}
NEW = {"index.html": b"new" * 1000, "tables/a.csv": b"1\n"}
MADE = Made("0.1.0", {"numpy": "2"}, "s" * 64, {"a.csv": "d" * 64}, 1, ("html",), ("svg",))


def write(target: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    with folder.reserved(target, force=force) as put:
        put(files, MADE)


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def content(place: Path) -> dict[str, bytes] | None:
    """Give the files of a folder, its manifest left out."""
    if not place.exists():
        return None
    found = {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    found.pop(manifest.NAME)
    return found


def test_a_folder_holds_what_was_given_and_a_manifest_of_it(tmp_path: Path) -> None:
    write(tmp_path / "out", NEW)
    assert content(tmp_path / "out") == NEW
    listed = json.loads((tmp_path / "out" / manifest.NAME).read_text())
    assert listed["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in NEW.items()}
    assert names(tmp_path) == ["out"]


def test_a_folder_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    write(tmp_path / "out", OLD)
    write(tmp_path / "out", NEW)
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
            write(place, old)

    runs = 0
    for number, ended in every_fault(monkeypatch, restore, lambda: write(place, NEW)):
        runs += 1
        assert content(place) == (NEW if ended is None else old), number
        assert ended is None or isinstance(ended, OutputError), number
        if ended is not None:
            assert names(tmp_path) == (["out"] if old else []), number
        write(place, NEW)
        assert names(tmp_path) == ["out"], number
    assert runs >= 25


@pytest.mark.parametrize("linked", [False, True])
def test_a_folder_with_a_file_of_others_is_refused_and_kept(tmp_path: Path, linked: bool) -> None:
    place = tmp_path / "out"
    write(place, OLD)
    if linked:
        (place / "mine").symlink_to(tmp_path)
    else:
        (place / "mine").write_text("mine")
    with pytest.raises(OutputError, match="1 file that samkit did not write") as caught:
        write(place, NEW)
    assert caught.value.problems[0].got == "mine"
    assert (place / "index.html").read_bytes() == b"old"


def test_with_force_a_folder_of_others_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    write(tmp_path / "out", NEW, force=True)
    assert content(tmp_path / "out") == NEW


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {}}', "null"])
def test_a_manifest_that_says_nothing_makes_no_file_ours(tmp_path: Path, text: str) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / manifest.NAME).write_text(text)
    (place / "mine").write_text("mine")
    with pytest.raises(OutputError):
        write(place, NEW)
    assert (place / "mine").read_text() == "mine"


def test_a_file_of_the_same_name_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for force in (False, True):
        with pytest.raises(OutputError):
            write(tmp_path / "out", NEW, force=force)
    assert (tmp_path / "out").read_text() == "mine"
    assert names(tmp_path) == ["out"]


def test_a_link_to_a_folder_is_followed_once_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write(tmp_path / "out", NEW)
    assert (tmp_path / "out").is_symlink()
    assert content(tmp_path / "real") == NEW


def test_a_link_inside_the_folder_never_leads_a_file_out_of_it(tmp_path: Path) -> None:
    place, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_text("mine")
    write(place, OLD)
    (place / "index.html").unlink()
    (place / "index.html").symlink_to(victim)
    write(place, NEW)
    assert victim.read_text() == "mine"
    assert content(place) == NEW


def test_a_folder_ends_with_the_rights_that_the_user_has_set(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "out", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o750


def test_folders_above_are_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "out", NEW)
    assert content(tmp_path / "a" / "b" / "out") == NEW


def killed(place: Path, files: Mapping[str, bytes], kept: int) -> Path:
    """Leave what a run leaves that is killed after some of its files, the last of them cut off."""
    left = place.with_name(f".{place.name}.samkit")
    left.mkdir(mode=0o700)
    content = {manifest.NAME: manifest.write(files, MADE), **files}
    for name, data in list(content.items())[:kept]:
        (left / name).parent.mkdir(exist_ok=True)
        (left / name).write_bytes(data[: len(data) // 2] if name == list(content)[kept - 1] else data)
    return left


@pytest.mark.parametrize("kept", range(4))
def test_what_a_killed_run_has_left_is_removed_by_the_next_one_and_nothing_else(tmp_path: Path, kept: int) -> None:
    others = [".out.mine", ".out.mine.samkit", ".other.samkit", ".samkit", "out.samkit"]
    for other in others:
        (tmp_path / other / "figures").mkdir(parents=True)
    killed(tmp_path / "out", NEW, kept)
    write(tmp_path / "out", NEW)
    assert content(tmp_path / "out") == NEW
    assert names(tmp_path) == sorted([*others, "out"])


def test_a_file_of_others_where_a_folder_is_finished_first_is_refused_and_kept(tmp_path: Path) -> None:
    left = killed(tmp_path / "out", NEW, 2)
    (left / "tables").mkdir(exist_ok=True)
    (left / "tables" / "mine").write_text("mine")
    write(tmp_path / "elsewhere", OLD)
    with pytest.raises(OutputError, match="not written by samkit"):
        write(tmp_path / "out", NEW)
    assert (left / "tables" / "mine").read_text() == "mine"


def test_a_second_run_into_the_same_folder_is_refused_at_once_and_one_beside_it_is_not(tmp_path: Path) -> None:
    write(tmp_path / "out", OLD)
    with folder.reserved(tmp_path / "out") as put:
        with pytest.raises(OutputError, match="another run of samkit"):
            write(tmp_path / "out", {"index.html": b"second"}, force=True)
        write(tmp_path / "out.2", NEW)
        put(NEW, MADE)
    assert content(tmp_path / "out") == content(tmp_path / "out.2") == NEW
    assert names(tmp_path) == ["out", "out.2"]


def test_runs_at_once_leave_the_folder_of_one_of_them(tmp_path: Path) -> None:
    sets = [{"index.html": bytes([65 + number]) * 50_000, f"{number}.txt": b"x"} for number in range(6)]

    def run(files: dict[str, bytes]) -> dict[str, bytes] | None:
        try:
            write(tmp_path / "out", files)
        except OutputError:
            return None
        return files

    for _ in range(20):
        with ThreadPoolExecutor(6) as pool:
            written = [files for files in pool.map(run, sets) if files]
        assert content(tmp_path / "out") in written
        assert names(tmp_path) == ["out"]


def test_where_the_system_cannot_lock_what_is_there_is_taken_for_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(fcntl, "flock", refuse)
    write(tmp_path / "out", OLD)
    write(tmp_path / "out", NEW)
    left = killed(tmp_path / "out", OLD, 2)
    with pytest.raises(OutputError, match="in use"):
        write(tmp_path / "out", OLD)
    assert left.exists()
    assert content(tmp_path / "out") == NEW


def test_a_run_that_fails_before_it_writes_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder.reserved(tmp_path / "a" / "b" / "out"):
        _ = 1 / 0
    assert names(tmp_path) == []


def test_a_file_that_was_changed_since_is_refused_and_kept(tmp_path: Path) -> None:
    write(tmp_path / "out", OLD)
    (tmp_path / "out" / "index.html").write_bytes(b"old, and a remark of mine")
    with pytest.raises(OutputError, match="changed since"):
        write(tmp_path / "out", NEW)
    assert (tmp_path / "out" / "index.html").read_bytes() == b"old, and a remark of mine"
    write(tmp_path / "out", NEW, force=True)
    assert content(tmp_path / "out") == NEW


def test_what_others_put_there_during_the_work_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "out", OLD)
    with folder.reserved(tmp_path / "out") as put:
        (tmp_path / "out" / "mine").write_text("mine")
        with pytest.raises(OutputError, match="did not write"):
            put(NEW, MADE)
    assert (tmp_path / "out" / "mine").read_text() == "mine"
    assert (tmp_path / "out" / "index.html").read_bytes() == b"old"


def test_a_run_that_was_killed_between_two_renames_is_undone_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_exchanged", lambda *_: False)
    place = tmp_path / "out"
    write(place, OLD)
    place.rename(tmp_path / ".out.samkit.old")
    killed(place, NEW, 3)
    with pytest.raises(ZeroDivisionError), folder.reserved(place):
        _ = 1 / 0
    assert content(place) == OLD
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("number", [1, 22, 38, 95])
def test_a_system_without_exchange_renames_twice_and_a_failing_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: type("System", (), {"renameat2": staticmethod(lambda *_: -1)}))
    monkeypatch.setattr("ctypes.get_errno", lambda: number)
    write(tmp_path / "out", OLD)
    write(tmp_path / "out", NEW)
    assert content(tmp_path / "out") == NEW
    for reason, said in ((5, "Input/output error"), (18, "Invalid cross-device link")):
        monkeypatch.setattr("ctypes.get_errno", lambda reason=reason: reason)
        with pytest.raises(OutputError, match=said):
            write(tmp_path / "out", OLD)
        assert content(tmp_path / "out") == NEW
        assert names(tmp_path) == ["out"]


NAMES = st.sampled_from(["index.html", "a", "tables/a.csv", "tables/b", "manifest.json", ".out.samkit", "deep/er/a"])
KINDS = st.sampled_from(["file", "link", "folder", "pipe"])


@settings(max_examples=60, deadline=None)
@given(
    theirs=st.dictionaries(NAMES, st.tuples(KINDS, st.binary(max_size=2)), min_size=1, max_size=5),
    ours=st.dictionaries(st.sampled_from(["index.html", "a", "tables/a.csv"]), st.binary(max_size=4), min_size=1),
    over=st.booleans(),
)
def test_nothing_that_samkit_did_not_write_is_ever_deleted(
    tmp_path_factory: pytest.TempPathFactory,
    theirs: dict[str, tuple[str, bytes]],
    ours: dict[str, bytes],
    over: bool,
) -> None:
    room = tmp_path_factory.mktemp("room")
    place, victim = room / "out", room / "victim"
    victim.mkdir()
    (victim / "mine").write_text("mine")
    if over:
        write(place, OLD)
    placed = {place / name for name, (kind, data) in theirs.items() if put(place / name, kind, data, victim)}
    before = {path: state(path) for path in placed}
    try:
        write(place, ours)
    except OutputError:
        assert {path: state(path) for path in placed} == before
    else:
        assert not [path for path in placed if before[path][0] in {"file", "pipe"} and state(path) != before[path]]
    assert (victim / "mine").read_text() == "mine"


def put(path: Path, kind: str, data: bytes, victim: Path) -> bool:
    """Put something into a folder, unless something stands in its way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "link":
            path.symlink_to(victim)
        else:
            path.write_bytes(data)
    except OSError:
        return False
    return True


def state(path: Path) -> tuple[str, bytes]:
    """Say what stands at a path."""
    if path.is_symlink():
        return "link", os.fsencode(path.readlink())
    if path.is_file():
        return "file", path.read_bytes()
    if path.is_fifo():
        return "pipe", b""
    return ("folder" if path.is_dir() else "nothing"), b""
