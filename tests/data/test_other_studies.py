"""The respondents of the other studies behind the report: what was published of them holds, the rest is assumed."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from samkit.simulate.load import load as load_published
from samkit.simulate.simulation import simulate
from samkit.study.load import load
from tests.data import respondents as plain
from tests.data.respondents import DATA, Row

NAMES = ("sam_2012", "sales_2015", "buyers_2013")


def read(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SALES = read("sales_2015")
PRIORITIES = [column for column in SALES[0] if column.startswith("priority_")]
FACTORS = list(SALES[0])[list(SALES[0]).index("existing_accounts") :]
TOP = [row for row in SALES if row["sales_change"] == "Increased" and row["win_rate"] == "More than a half"]
REST = [row for row in SALES if row not in TOP]


@pytest.mark.parametrize("name", NAMES)
def test_the_respondents_come_out_again_byte_for_byte(name: str) -> None:
    made = simulate(load(DATA / f"{name}.toml"), load_published(DATA / f"{name}_published.toml"))
    assert made.csv() == (DATA / f"{name}.csv").read_bytes()
    assert all(check.held for check in made.report.checks)


@pytest.mark.parametrize("name", NAMES)
def test_the_study_says_that_its_data_are_synthetic_and_assumed(name: str) -> None:
    said = load(DATA / f"{name}.toml").about.synthetic
    assert said.startswith("Synthetic data")
    assert "assumed" in said


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_of_them_and_how_to_make_them_again(name: str) -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert f"samkit simulate data/{name}.toml data/{name}_published.toml -o data/{name}.csv" in readme


@pytest.mark.parametrize("name", NAMES)
def test_every_number_that_no_source_printed_is_called_assumed(name: str) -> None:
    published = load_published(DATA / f"{name}_published.toml")
    assert "respondents" in published.base.assumed
    assert all(table.assumed for table in published.levels.values())
    said = [table.says for table in published.shares.values() if table.printed]
    assert all(said)
    assert len(said) == {"sam_2012": 0, "sales_2015": 2, "buyers_2013": 1}[name]


def share(rows: list[Row], column: str, favourable: str) -> Fraction:
    return plain.fraction(rows, column, {favourable})


def test_twenty_priorities_were_asked_and_fifteen_reach_15_percent() -> None:
    shares = [plain.halves_up(100 * share(SALES, column, "Ticked")) for column in PRIORITIES]
    assert len(shares) == 20
    assert sum(value >= 15 for value in shares) == 15


def test_the_three_highest_priorities_all_concern_strategic_accounts() -> None:
    ranked = sorted(PRIORITIES, key=lambda column: -share(SALES, column, "Ticked"))
    assert all("strategic" in column for column in ranked[:3])
    assert not any("strategic" in column for column in ranked[3:])


def test_the_greatest_and_the_least_of_72_differences_are_29_and_3_points() -> None:
    gaps = {column: share(TOP, column, "Yes") - share(REST, column, "Yes") for column in FACTORS}
    ranked = sorted(gaps, key=lambda column: -abs(gaps[column]))
    assert len(ranked) == 72
    assert [ranked[0], ranked[-1]] == ["existing_accounts", "growth_potential"]
    assert plain.halves_up(100 * gaps[ranked[0]]) == 29
    assert plain.halves_up(100 * gaps[ranked[-1]]) == 3


def test_three_in_four_purchases_are_strategic_and_14_percent_of_these_came_through_the_seller() -> None:
    rows = read("buyers_2013")
    strategic = [row for row in rows if row["purchase_kind"] == "Strategic"]
    assert plain.halves_up(100 * Fraction(len(strategic), len(rows))) == 75
    assert plain.halves_up(100 * share(strategic, "found_through", "The seller")) == 14


def test_of_the_wave_before_nothing_is_claimed() -> None:
    made = simulate(load(DATA / "sam_2012.toml"), load_published(DATA / "sam_2012_published.toml"))
    assert made.report.checks == ()
