from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from samkit import publish, workflow
from samkit.results import Estimate, Rank
from samkit.writers.spelling import spell
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from samkit.tables.table import Table

COLUMNS = answers(120)
COLUMNS["train"] = ["" if growth == "Grew" and row > 9 else "Agree" for row, growth in enumerate(COLUMNS["growth"])]
RESULT = workflow.rank(surveyed(COLUMNS), ["practices"], replicates=500)[1][0]
COMMON, SEPARATING = publish.tables(RESULT)
ROWS = {row.item.id: row for row in RESULT.rows if isinstance(row, Rank)}


def test_there_is_a_table_for_each_ranking() -> None:
    assert [table.name for table in (COMMON, SEPARATING)] == ["practices_common", "practices_separating"]
    assert [table.title for table in (COMMON, SEPARATING)] == ["Practices: most common", "Practices: most separating"]


@pytest.mark.parametrize("table", [COMMON, SEPARATING], ids=lambda table: table.name)
def test_each_table_is_in_the_order_of_its_own_ranks_and_what_has_none_stands_last(table: Table) -> None:
    keys = [column.key for column in table.columns]
    ranks = [row[keys.index("rank")] for row in table.rows]
    values = [rank.value for rank in ranks if isinstance(rank, Estimate)]
    assert values[:2] == [1, 2]
    assert values[2] is None
    assert table.rows[2][0] == "train"


@pytest.mark.parametrize("table", [COMMON, SEPARATING], ids=lambda table: table.name)
def test_every_row_has_a_cell_for_each_column_that_is_what_its_role_says(table: Table) -> None:
    kinds = {"label": str, "text": str, "count": int, "rank": Estimate, "range": Estimate, "gap": Estimate,
             "ratio": Estimate, "share": float}  # fmt: skip
    assert len({column.key for column in table.columns}) == len(table.columns)
    assert sum(column.brief for column in table.columns) <= 9
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds[column.role]), column.key


def test_the_numbers_of_the_tables_are_those_of_the_rows() -> None:
    for row in csv.DictReader(io.StringIO(publish.text([RESULT], "csv"))):
        found = ROWS[row["item_id"]]
        place = found.common if row["section"] == "practices_common" else found.separating
        for cell, number in (
            ("rank", place.rank.value), ("rank_lower", place.rank.lower), ("rank_upper", place.rank.upper),
            ("range_lower", place.range.lower), ("range_upper", place.range.upper), ("first", place.first),
        ):  # fmt: skip
            assert row[cell] == ("" if number is None else str(number)), cell
    assert "nan" not in publish.text([RESULT], "csv").lower()


def test_the_sentences_about_both_orders_stand_below_the_second_table_alone() -> None:
    finding = RESULT.tests[0].finding
    assert finding not in [note.text for note in COMMON.notes]
    assert finding in [note.text for note in SEPARATING.notes]
    for table in (COMMON, SEPARATING):
        texts = [note.text for note in table.notes]
        assert "1 item is not ranked: too few answers" in texts
        assert any(text.startswith("hidden: base below") for text in texts)
        assert any("percentiles of 500 bootstrap draws" in line for line in table.footer)


def test_a_rank_is_spelt_with_its_interval_and_a_range_without_a_number_of_its_own() -> None:
    assert spell("rank", Estimate(12, 10, 15)) == "12 (10 to 15)"
    assert spell("range", Estimate(12, 1, 23)) == "1 to 23"
    assert spell("rank", Estimate(None, None, None)) == spell("range", Estimate(None, None, None)) == "–"
