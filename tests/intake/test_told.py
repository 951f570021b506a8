"""What comes next is said in commands that show something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.intake.begin import begin
from samkit.intake.told import next_commands
from samkit.readers.export import Settings
from tests.readers.made import saved

if TYPE_CHECKING:
    from pathlib import Path


def test_the_groups_that_are_offered_are_of_like_size(tmp_path: Path) -> None:
    cities = ["Rome", "Oslo", "Bonn"] * 18 + ["Ulm", "Bern"]
    rows = "".join(f"r{place},{city},{place % 4}\n" for place, city in enumerate(cities))
    export = saved(tmp_path, "id,city,count\n" + rows)
    (_, command) = next_commands(begin(export, Settings()).draft, export, export.with_suffix(".toml"))
    assert command.endswith(("city=Rome", "city=Oslo", "city=Bonn"))
