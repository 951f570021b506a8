"""The benchmark of reports: that both sides draw what they are timed for, not how fast they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.reporting import pairs

if TYPE_CHECKING:
    from pathlib import Path


def test_both_sides_run_and_the_report_holds_every_picture(tmp_path: Path) -> None:
    pictures, found = pairs(tmp_path, 1)
    files = list((tmp_path / "report" / "figures").iterdir())
    assert pictures >= 21
    assert {file.suffix for file in files} == {".png", ".svg", ".txt"}
    assert len(files) == 3 * pictures
    assert all(side.cpu > 0 for pair in found for side in pair)
