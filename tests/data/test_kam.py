"""The shipped managers: they come out again byte for byte, say that they are synthetic, and hold what they are for."""

import csv
from collections import Counter

from samkit.study.load import load
from tests.data import kam
from tests.data.respondents import DATA


def test_the_people_come_out_again_byte_for_byte() -> None:
    assert kam.table() == (DATA / "kam_2026.csv").read_bytes()


def test_the_study_and_the_readme_say_that_no_person_is_real() -> None:
    assert load(DATA / "kam_2026.toml").about.synthetic.startswith("Synthetic data: no manager is real")
    readme = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    assert "python -m tests.data.kam" in readme
    assert "no manager is real" in readme


def test_one_person_joins_late_and_one_value_is_missing() -> None:
    with (DATA / "kam_2026.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    quarters = Counter(row["manager"] for row in rows)
    assert {name for name, count in quarters.items() if count < len(kam.QUARTERS)} == {kam.JOINED_LATE[0]}
    empty = [(row["manager"], row["quarter"]) for row in rows if "" in row.values()]
    assert empty == [kam.NO_RETENTION]
    assert set(rows[0]) == set(kam.COLUMNS)
