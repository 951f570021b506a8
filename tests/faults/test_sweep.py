"""Section 4, row 22: whatever call by which a command writes fails, the output is the old or the new one.

`python -m tests.faults.sweep` tries every call of the system with every fault; `EVERY` says which of them a test tries.
Every call that Python makes is tried in tests/writers, also where no process may trace another as it is done here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.faults import sweep

if TYPE_CHECKING:
    from pathlib import Path

EVERY: Final = {"report": 37, "classify": 5}
"""Of how many faults a test tries one; no multiple of three, so that each kind has its turn."""


@pytest.mark.parametrize("verb", sweep.COMMANDS)
def test_s22_s04_s05_a_call_that_fails_leaves_the_old_output_or_the_new_one(verb: str) -> None:
    found = list(sweep.swept(verb, EVERY[verb])) if sweep.can_trace() else []
    assert [each for each in found if each.wrong] == []
    assert not found or {each.fault for each in found} == set(sweep.FAULTS)


def test_s25_everything_is_on_disk_before_it_gets_its_name_and_the_name_is_on_disk_after_that(tmp_path: Path) -> None:
    if sweep.can_trace():
        recorded = sweep.Sweep("report", tmp_path / "room")
        with recorded.nursery:
            calls = recorded.calls()
        names = ["made" if "O_EXCL" in call.given else call.name for call in calls]
        commit = names.index("renameat2")
        folders = 3  # the report and the two folders in it
        assert names[:commit].count("fsync") == names.count("made") + folders
        last = max(place for place, name in enumerate(names[:commit]) if name in {"write", "made", "mkdir"})
        assert names[last:commit].count("fsync") == 1 + folders
        assert names[commit + 1] == "fsync"
        assert set(names[commit + 2 :]) <= {"openat", "unlink", "rmdir", "write"}


def test_a_fault_that_does_not_happen_is_no_proof() -> None:
    call = sweep.Call("fsync", 1, "6) = 0")
    assert sweep.happened(call, "7 fsync(6) = -1 EIO (Input/output error) (INJECTED)\n")
    assert not sweep.happened(call, "7 fsync(6) = 0\n")
    made = sweep.Call("mkdir", 1, '"/a/one", 0777) = 0')
    assert not sweep.happened(made, '7 mkdir("/b/two", 0777) = -1 EIO (Input/output error) (INJECTED)\n')
