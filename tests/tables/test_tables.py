from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import publish, workflow
from samkit import results as shapes
from samkit.results import Estimate, contrasts
from samkit.tables import footer, level
from tests.builders import STUDY, answers, surveyed

if TYPE_CHECKING:
    from samkit.tables.table import Table

DATA, CLASSIFIED = workflow.classify(surveyed(answers()))
RESULTS = (CLASSIFIED, *workflow.compare(DATA)[1])
TABLES = [table for result in RESULTS for table in publish.tables(result)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_a_cell_for_each_column_and_every_column_a_key_of_its_own(table: Table) -> None:
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len({column.key for column in table.columns}) == len(table.columns)
    assert table.rows


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_cell_is_what_its_role_says(table: Table) -> None:
    kinds = {"label": str, "text": str, "count": int, "share": Estimate, "gap": Estimate, "ratio": Estimate}
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds.get(column.role, float)), column.key


def test_the_brief_columns_of_a_comparison_are_those_that_an_analyst_reads_first() -> None:
    keys = [column.key for column in TABLES[2].columns if column.brief]
    assert keys == [
        "item", "first_share", "second_share", "gap", "ratio", "q", "verdict", "first_n", "second_n", "notes",
    ]  # fmt: skip


def test_the_bases_below_a_table_are_a_range_where_items_differ() -> None:
    result = RESULTS[1]
    sizes = [row.first.n for row in contrasts(result)]
    assert f"Top Performers {min(sizes)} to {max(sizes)}" in footer.bases(result.grouping, contrasts(result))


def test_both_directions_stand_in_a_comparison_each_under_its_name() -> None:
    headings = [column.heading for column in TABLES[2].columns]
    assert "Times as likely" in headings
    assert "LR−" in headings
    assert "Top Performers among those with it, %" in headings
    assert "Top Performers among those without, %" in headings


def test_the_tests_of_an_ordered_factor_stand_below_it() -> None:
    lines = TABLES[-1].footer
    assert any("Cochran-Armitage trend, z = " in line for line in lines)
    assert any("G test over levels, G = " in line and "df = 2," in line for line in lines)


@pytest.mark.parametrize(
    ("df", "df_error", "told"),
    [(None, None, "F = 2.50, p = 0.040"), (3.0, None, "df = 3, p"), (1.957, 293.55, "df = 1.957 and 293.6, p"),
     (2.0, 27893.7, "df = 2 and 27,894, p")],
)  # fmt: skip
def test_degrees_of_freedom_are_told_with_those_of_the_error(
    df: float | None, df_error: float | None, told: str
) -> None:
    test = shapes.Test("ripe", "Rao-Scott test over levels", "F", 2.5, df, 0.04, df_error=df_error)
    assert told in level.table(RESULTS[-1]._replace(tests=(test,))).footer[0]


def test_a_sentence_that_holds_for_several_rows_is_told_once() -> None:
    text = STUDY.replace("mark_below = 8", "mark_below = 900")
    (table,) = publish.tables(workflow.compare(surveyed(answers(), text), ["maturity"])[1][0])
    assert len(table.notes) == len({note.text for note in table.notes}) < len(table.rows)


def test_methods_that_are_shown_are_named_once_with_the_level() -> None:
    line = footer.methods(RESULTS[1], ("gap", "likelihood ratio"))
    assert line == "95 % intervals; gap, likelihood ratio: Miettinen-Nurminen score interval"
