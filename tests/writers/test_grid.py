from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.notes import Note
from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers.grid import Cell, grid

COLUMNS = (
    Column("item", "Item", "label"),
    Column("n", "n", "count", brief=False),
    Column("share", "Share, %", "share"),
    Column("notes", "Notes", "text"),
)


def table(text: str, remark: str = "") -> Table:
    rows = ((text, 3, Estimate(0.5, 0.4, 0.6), remark), (text, 3, Estimate(None, None, None), ""))
    return Table("t", text, COLUMNS, rows, (text,), (Note("circular", text),))


def test_only_brief_columns_are_set_and_no_column_that_is_empty_throughout() -> None:
    assert [column.heading for column in grid(table("A")).columns] == ["Item", "Share, %"]
    assert [column.heading for column in grid(table("A", "small")).columns] == ["Item", "Share, %", "Notes"]


def test_an_interval_stands_apart_from_its_number_and_a_bracket_in_a_label_stays_there() -> None:
    assert grid(table("Plans (all)")).rows[0] == (Cell("Plans (all)", ""), Cell("50", "40 to 60"))
    assert grid(table("A")).rows[1][1] == Cell("–", "")


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_table_is_no_wider_than_the_page_and_every_text_keeps_its_line(text: str, remark: str) -> None:
    laid = grid(table(text, remark))
    assert sum(column.width for column in laid.columns) <= 1 + 1e-9
    assert min(column.width for column in laid.columns) > 0.04
    texts = [laid.title, *laid.below, *(part for row in laid.rows for cell in row for part in cell)]
    assert not any(sign in part for part in texts for sign in "\n\r\x00\x1b\u2028")


def test_a_number_gets_the_width_of_its_interval_whatever_stands_beside_it() -> None:
    narrow, wide = grid(table("A")).columns[1], grid(table("A very long label " * 30)).columns[1]
    assert narrow == wide


def test_footer_and_notes_stand_below() -> None:
    assert grid(table("A")).below == ("A", "A")


def test_a_heading_that_is_far_too_long_is_cut_and_says_so_and_takes_no_room_from_the_rows() -> None:
    given = table("A")
    columns = tuple(column._replace(heading="x" * 500) for column in COLUMNS)
    first, number = grid(given._replace(columns=columns)).columns
    assert len(number.heading) == 120
    assert number.heading.endswith("x…")
    assert first.width > number.width


def test_where_a_page_is_too_narrow_the_long_label_gives_way_and_a_short_text_does_not() -> None:
    numbers = tuple(Column(f"n{place}", "Share", "share") for place in range(7))
    columns = (COLUMNS[0], *numbers, COLUMNS[3])
    shares = tuple(Estimate(0.5, 0.4, 0.6) for _ in numbers)
    row: tuple[str | Estimate, ...] = ("A label of some thirty letters", *shares, "small base")
    laid = grid(Table("t", "T", columns, (row,)))
    assert sum(column.width for column in laid.columns) == pytest.approx(1)
    assert laid.columns[-1].width * 112 == pytest.approx(12)
    assert all(column.width * 112 == pytest.approx(10) for column in laid.columns[1:-1])
