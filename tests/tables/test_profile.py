from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import publish, workflow
from samkit.results import Estimate
from tests.analyses.profiles import TEXT, WEIGHTED, columns
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from samkit.tables.table import Table

MADE = columns({"North": 30, "East": 14, "South": 3, "West": 4}, {"North": 60, "East": 50, "South": 4, "West": 12})
DATA = surveyed(MADE, TEXT)
WEIGHED = surveyed({**MADE, "w": [str(1 + row % 4) for row in range(len(MADE["place"]))]}, WEIGHTED)
RESULTS = [
    result
    for data in (DATA, WEIGHED)
    for result in (workflow.profile(data, ["place", "size"])[1], *workflow.trend(data, ["maturity", "plan"])[1])
]
TABLES = [table for result in RESULTS for table in publish.tables(result)]


def named(name: str) -> Table:
    """Find the first table of a name."""
    return next(table for table in TABLES if table.name == name)


def test_a_profile_and_a_trend_have_a_table_for_each_kind_of_row() -> None:
    names = [table.name for table in TABLES]
    unweighted = ["profile", "profile_categories", "profile_means", "profile_ranks"]
    trend = ["maturity", "maturity_levels", "trend", "trend_levels"]
    assert names == [*unweighted, *trend, *unweighted[:3], *trend]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_a_cell_for_each_column_that_is_what_its_role_says(table: Table) -> None:
    kinds = {
        "label": str,
        "text": str,
        "count": int,
        "share": Estimate,
        "gap": Estimate,
        "ratio": Estimate,
        "mean": Estimate,
    }
    assert len({column.key for column in table.columns}) == len(table.columns)
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds.get(column.role, float)), column.key


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_a_terminal_shows_of_it_is_at_most_twelve_columns(table: Table) -> None:
    assert 4 <= sum(column.brief for column in table.columns) <= 12


def test_each_question_stands_with_its_test_in_full() -> None:
    table = named("profile")
    row = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert row["test"] == "chi-square test"
    assert isinstance(row["statistic"], float)
    assert (row["df"], row["df_error"]) == (2.0, None)


def test_a_test_under_weights_stands_with_the_degrees_of_freedom_of_its_error() -> None:
    table = [table for table in TABLES if table.name == "profile"][1]
    row = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert row["test"] == "Rao-Scott test"
    assert 1 < row["df"] < 2 < row["df_error"] < len(MADE["place"]) * 2  # type: ignore[operator]  # both are numbers


def test_below_the_questions_stand_family_margins_and_what_is_hidden() -> None:
    table = named("profile")
    assert any(line.startswith("q: 2 items of “Profile of Top Performers and The Rest”") for line in table.footer)
    assert any("within ±10 points, and that of Cramér's V below 0.1" in line for line in table.footer)
    assert [note.code for note in table.notes] == ["hidden_category", "wide_interval"]
    assert not any(line.startswith("q:") for line in named("profile_categories").footer)


def test_with_weights_what_is_left_out_is_said_below_the_table() -> None:
    weighed = [table for table in TABLES if table.name == "profile"][1]
    assert any("Cramér's V has no weighted form" in note.text for note in weighed.notes)
    trend = [table for table in TABLES if table.name == "maturity"][1]
    assert [column.heading for column in trend.columns if column.key == "statistic"] == ["Trend, t"]
    assert any("odds ratio a step has no weighted form" in note.text for note in trend.notes)


def test_a_table_without_rows_is_left_out() -> None:
    result = workflow.profile(surveyed(MADE, TEXT), ["place"])[1]
    assert [table.name for table in publish.tables(result)] == ["profile", "profile_categories"]


def test_the_levels_of_a_trend_show_the_share_of_the_first_group_and_keep_the_spreads_for_csv() -> None:
    table = named("maturity_levels")
    assert [column.key for column in table.columns if column.brief] == [
        "item", "level", "ratio", "first_at_level", "n", "notes",
    ]  # fmt: skip
    assert {"first_share", "second_share"} <= {column.key for column in table.columns}


def test_a_margin_of_means_is_named_below_them() -> None:
    text = TEXT.replace('numeric = { unit = "people" }', 'numeric = { unit = "people", margin = 2 }')
    for result in (
        workflow.profile(surveyed(MADE, text), ["size"])[1],
        workflow.compare(surveyed(MADE, text), ["amounts"])[1][0],
    ):
        (below, *_) = publish.tables(result)
        assert any("within the declared margin" in line for line in below.footer)
    assert not any("margin" in line for line in named("profile_means").footer)


def test_the_scores_of_a_trend_stand_in_its_csv() -> None:
    text = TEXT.replace('favourable = ["Agree"]', 'favourable = ["Agree"]\nscores = [0, 1.5, 4]')
    (result,) = workflow.trend(surveyed({**MADE, **answers(len(MADE["place"])), "growth": MADE["growth"]}, text))[1]
    assert '"0; 1.5; 4"' in publish.text([result], "csv")
