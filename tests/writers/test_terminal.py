from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samkit import workflow
from samkit.publish import tables
from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers import terminal
from tests.builders import answers, surveyed

COLUMNS = (Column("item", "Item", "label"), Column("gap", "Gap, points", "gap"), Column("notes", "Notes", "text"))


def table(label: str, note: str = "") -> Table:
    return Table("t", "A title", COLUMNS, ((label, Estimate(0.367, 0.24, 0.51), note),), ("a footer",))


def test_numbers_stand_flush_right_and_are_never_broken() -> None:
    text = terminal.write(
        [Table("t", "T", COLUMNS[:2], (("a", Estimate(0.3, 0.2, 0.4)), ("b", Estimate(-0.3, -1, 1))))], width=30
    )
    lines = [line for line in text.splitlines() if "to" in line]
    assert len(lines) == 2
    assert len({len(line) for line in lines}) == 1


def test_every_line_of_a_comparison_fits_a_wide_screen() -> None:
    results = workflow.compare(surveyed(answers()))[1]
    text = terminal.write([table for result in results for table in tables(result)], width=120)
    assert max(map(len, text.splitlines())) <= 120


def test_a_long_label_is_wrapped_on_words_and_loses_none() -> None:
    words = [f"word{number}" for number in range(30)]
    text = terminal.write([table(" ".join(words))], width=60)
    assert all(word in text.split() for word in words)
    assert max(map(len, text.splitlines())) <= 60


def test_a_column_of_texts_that_are_all_empty_is_left_out() -> None:
    assert "Notes" not in terminal.write([table("a")])
    assert "Notes" in terminal.write([table("a", "small base")])


@given(st.text(max_size=30))
def test_without_colour_no_escape_sequence_is_written_whatever_the_labels_hold(label: str) -> None:
    text = terminal.write([table(label, label)], width=80)
    assert not {"\x1b", "\x07", "\u202e", "\x9b", "\x08"} & set(text)


def test_colour_is_used_only_where_it_is_asked_for() -> None:
    assert "\x1b[" in terminal.write([table("a")], colour=True)
    assert "\x1b[" not in terminal.write([table("a")])


def test_wide_and_combining_signs_keep_the_columns_straight() -> None:
    rows = (
        ("顧客", Estimate(0.3, 0.2, 0.4)),
        ("abcd", Estimate(0.3, 0.2, 0.4)),
        ("e\u0301abc", Estimate(0.3, 0.2, 0.4)),
    )
    lines = [line for line in terminal.write([Table("t", "T", COLUMNS[:2], rows)]).splitlines() if "to" in line]
    assert [line.index("+30") for line in lines] == [18 - 2, 18, 18 + 1] or len({*map(terminal._breadth, lines)}) == 1


def test_no_tables_are_an_empty_text() -> None:
    assert terminal.write([]).strip() == ""
