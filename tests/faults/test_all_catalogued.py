"""That none of the faults of study files, of the command line and of hostile data is without a test."""

import re
from pathlib import Path

import pytest


@pytest.mark.parametrize(("section", "count"), [("d", 19), ("e", 14), ("f", 14)])
def test_every_fault_of_a_section_has_a_test_that_bears_its_number(section: str, count: int) -> None:
    found: set[int] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for name in re.findall(r"def test_((?:[def]\d\d_)+)", path.read_text("utf-8")):
            found.update(int(part[1:]) for part in name.split("_") if part.startswith(section))
    assert found == set(range(1, count + 1))
