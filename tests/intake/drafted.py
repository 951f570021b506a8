"""First study files for small tables that a test writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.intake.begin import begin, unreadable
from samkit.intake.written import written
from samkit.readers.export import Settings
from samkit.study.load import parse
from tests.readers.made import saved
from tests.readers.platforms import table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from samkit.study.model import Study


def drafted(folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Study:
    """Draft a study for a table, and see that it reads the table without a problem."""
    begun = begin(saved(folder, table(header, rows)), Settings())
    text = written(begun.draft)
    assert unreadable(text, begun.export) == set()
    return parse(text, "the draft")
