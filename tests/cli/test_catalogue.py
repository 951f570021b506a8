from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.catalogue import KINDS
from samkit.study import templates
from tests.cli.programs import inside

if TYPE_CHECKING:
    import pytest


def test_everything_there_is_is_listed_with_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    lines = inside(capsys, "catalogue").out.splitlines()
    for kind, entries in KINDS.items():
        assert kind in lines
        for name, entry in entries.items():
            assert any(line.split() == [name, *entry.what.split()] for line in lines)
    assert all(any(line.startswith(f"  {name} ") for line in lines) for name in templates.names())
