"""That none of the fifty faults is without a test."""

import re
from pathlib import Path


def test_every_one_of_the_fifty_faults_has_a_test_that_bears_its_number() -> None:
    found: set[int] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for one, other in re.findall(r"def test_faults?_(\d\d)_(?:and_(\d\d)_)?", path.read_text("utf-8")):
            found.update(int(number) for number in (one, other) if number)
    assert found == set(range(1, 51))
