"""Typeform: multi-select columns headed by the choice alone, "Other" several times, dates in UTC at the end."""

from pathlib import Path

import pytest

from samkit.errors import DataError
from tests.readers.made import cells
from tests.readers.platforms import groups, kinds, loaded, told

LAST = ("Start Date (UTC)", "Submit Date (UTC)", "Network ID")
END = ("2018-04-03 09:05:14", "2018-04-03 09:05:40", "d3560842b2")
HEADER = ("#", "Are you a coder?", "Front-End", "Back-End", "None", "Other", "Books", "None", "Other", "Pay", *LAST)
ROWS = [
    ("a1", "1", "Front-End", "Back-End", "", "", "Books", "", "", "15", *END),
    ("a2", "0", "", "", "None", "", "", "None", "", "60000.00", *END),
    ("a3", "1", "  Front-End", "", "", "Games", "Books", "", "Radio ", "", *END),
]


def test_neighbours_that_repeat_their_heading_are_one_question_up_to_its_other(tmp_path: Path) -> None:
    export = loaded(tmp_path, HEADER, ROWS)
    assert export.reader == "typeform"
    assert groups(export)["Front-End to Other"] == ["Front-End", "Back-End", "None", "Other"]
    assert groups(export)["Books to Other (2)"] == ["Books", "None (2)", "Other (2)"]
    assert kinds(export) == {
        "#": "meta",
        "Are you a coder?": "",
        "Front-End": "option",
        "Back-End": "option",
        "None": "option",
        "Other": "other",
        "Books": "option",
        "None (2)": "option",
        "Other (2)": "other",
        "Pay": "",
        "Start Date (UTC)": "moment",
        "Submit Date (UTC)": "moment",
        "Network ID": "personal",
    }
    assert export.columns["None (2)"].asked.part == "None"


def test_the_grouping_and_the_numbered_names_are_told(tmp_path: Path) -> None:
    notes = told(loaded(tmp_path, HEADER, ROWS), "structure")
    assert any("'None (2)', 'Other (2)'" in text for text in notes)
    assert any(
        "2 multi-select questions, whose words the file does not tell: 'Front-End' to 'Other'" in text for text in notes
    )


def test_answers_come_through_with_blanks_at_their_ends_taken_off(tmp_path: Path) -> None:
    export = loaded(tmp_path, HEADER, ROWS)
    assert cells(export) == [tuple(cell.strip() for cell in row) for row in ROWS]
    assert len(told(export, "cells_trimmed")) == 1


def test_a_heading_that_stands_again_begins_another_question(tmp_path: Path) -> None:
    rows = [
        ["x", "A", "", "None", "B", "", *END],
        ["y", "", "Z", "", "", "None", *END],
        ["z", "A", "Z", "", "B", "", *END],
    ]
    export = loaded(tmp_path, ["#", "A", "Z", "None", "B", "None", *LAST], rows)
    assert [names for names in groups(export).values() if len(names) > 1 and "#" not in names] == [
        ["A", "Z", "None", "B"]
    ]
    assert export.columns["None (2)"].asked.kind == ""


def test_a_choice_that_nobody_took_belongs_to_its_neighbours_and_a_question_that_nobody_answered_does_not(
    tmp_path: Path,
) -> None:
    rows = [["x", "A", "", "C", "", *END], ["y", "", "", "C", "", *END]]
    export = loaded(tmp_path, ["#", "A", "B", "C", "Anything else?", *LAST], rows)
    assert groups(export)["A to C"] == ["A", "B", "C"]
    assert export.columns["Anything else?"].asked.kind == ""


def test_a_question_between_two_runs_parts_them(tmp_path: Path) -> None:
    rows = [["x", "A", "", "7", "C", "D", *END], ["y", "", "B", "8", "C", "", *END]]
    export = loaded(tmp_path, ["#", "A", "B", "How old?", "C", "D", *LAST], rows)
    assert [names for names in groups(export).values() if len(names) > 1 and "#" not in names] == [
        ["A", "B"],
        ["C", "D"],
    ]


def test_the_words_beside_other_of_a_single_choice_belong_to_the_question_before(tmp_path: Path) -> None:
    rows = [["x", "Full-time", "", "5", *END], ["y", "", "Own boss", "6", *END]]
    export = loaded(tmp_path, ["#", "Employment?", "Other", "Pay", *LAST], rows)
    assert groups(export)["Employment?"] == ["Employment?", "Other"]
    assert kinds(export)["Other"] == "other"


def test_the_newer_layout_with_all_choices_in_one_cell_is_read(tmp_path: Path) -> None:
    ticked = ["Biceps / Lats", "Biceps", "Lats / Spine", "Spine", "Biceps / Lats / Spine"]
    header = [
        "#",
        "Muscles",
        "Response Type",
        "Start Date (UTC)",
        "Stage Date (UTC)",
        "Submit Date (UTC)",
        "Network ID",
        "Tags",
    ]
    rows = [["x", one, "completed", END[0], "", END[1], "n", ""] for one in ticked]
    assert list(kinds(loaded(tmp_path, header, rows)).values()) == [
        *("meta", "packed", "meta", "moment", "moment", "moment", "personal", "meta"),
    ]


def test_the_reader_refuses_a_table_without_its_dates(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Submit Date"):
        loaded(tmp_path, ["Q1", "Q2"], [["a", "1"], ["b", "2"]], reader="typeform")
