"""The shipped study of practices: what was published holds in the file, counted in plain Python."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.results import contrasts

if TYPE_CHECKING:
    from pathlib import Path

AGREE = {"Agree", "Strongly agree"}
ANSWERS = {"Strongly disagree", "Disagree", "Neither agree nor disagree", *AGREE}


@pytest.fixture(scope="module")
def rows(checkout: Path) -> list[dict[str, str]]:
    with (checkout / "data/practices_2017.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def world_class(row: dict[str, str]) -> bool:
    return (
        row["account_growth"].startswith("Increased")
        and row["win_rate"] in {"The same", "Higher"}
        and row["accounts_kept"] == "95% or more"
    )


def test_world_class_make_improvement_plans_at_more_than_twice_the_rate_of_all_respondents(
    rows: list[dict[str, str]],
) -> None:
    said = [
        (world_class(row), row["improvement_plans"] in AGREE) for row in rows if row["improvement_plans"] in ANSWERS
    ]
    group = [yes for first, yes in said if first]
    assert len(rows) == 640
    assert sum(group) / len(group) > 2 * sum(yes for _, yes in said) / len(said)


def test_the_comparison_tells_the_same_ratio_and_that_the_group_is_part_of_the_total(
    checkout: Path, rows: list[dict[str, str]]
) -> None:
    data = workflow.read(checkout / "data/practices_2017.csv", checkout / "data/practices_2017.toml")
    result = workflow.compare(data, ["practices"])[1][0]
    row = next(row for row in contrasts(result) if row.item.id == "improvement_plans")
    said = [
        (world_class(each), each["improvement_plans"] in AGREE) for each in rows if each["improvement_plans"] in ANSWERS
    ]
    group = [yes for first, yes in said if first]
    share, whole = sum(group) / len(group), sum(yes for _, yes in said) / len(said)
    assert row.ratio.value == pytest.approx(share / whole)
    assert row.gap.value == pytest.approx(share - whole)
    assert row.item.text.startswith("Performance reviews give each account manager an improvement plan")
    assert "part_of_total" in {note.code for note in result.notes}
    assert contrasts(result)[0] is row


def test_performance_rises_with_the_level_of_the_relationship(rows: list[dict[str, str]]) -> None:
    levels = ["One of many suppliers", "Preferred supplier", "Adviser on solutions", "Partner in planning"]
    by_level = [[world_class(row) for row in rows if row["customer_relationship"] == level] for level in levels]
    shares = [sum(found) / len(found) for found in by_level]
    assert shares == sorted(shares)
    assert len(set(shares)) == 4
