"""Each fault that is planted in a clean survey is found, and nothing but it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.quality.made import ITEMS, LEVELS, ROWS, STUDY, Columns, checked, clean, findings, told

if TYPE_CHECKING:
    from collections.abc import Callable

    Plant = Callable[[Columns], None]

NONE = -1
"""Stands for no count."""


def cells(column: str, rows: range | list[int], text: str) -> Plant:
    """Plant a text into some cells of a column."""

    def plant(columns: Columns) -> None:
        for row in rows:
            columns[column][row] = text

    return plant


def blank_from(column: str, rows: range) -> Plant:
    """Empty all answers from a column on."""

    def plant(columns: Columns) -> None:
        names = list(columns)[:-1]
        for name in names[names.index(column) :]:
            for row in rows:
                columns[name][row] = ""

    return plant


def same_answers(columns: Columns) -> None:
    """Give one respondent all answers of another."""
    for name in columns:
        if name not in {"id", "duration"}:
            columns[name][9] = columns[name][5]


def one_level(columns: Columns) -> None:
    """Let thirty respondents give one answer all through, each their own."""
    for item in ITEMS:
        for row in range(30):
            columns[item][row] = LEVELS[row % 5]


def another(name: str, text: str) -> Plant:
    """Add a column that the study does not name; a # becomes the number of the row."""

    def plant(columns: Columns) -> None:
        columns[name] = [text.replace("#", str(row)) for row in range(ROWS)]

    return plant


PLANTED: dict[str, tuple[Plant, list[tuple[str, str, str, int]]]] = {
    "a label that is none": (cells("plan", [4], "Agre"), [("unreadable", "plan", "error", 1)]),
    "a label that is none, twice": (cells("plan", [4, 8], "Agre"), [("unreadable", "plan", "error", 2)]),
    "a word for a number": (cells("size", [4], "many"), [("unreadable", "size", "error", 1)]),
    "a number out of range": (cells("size", [4, 7, 9], "-3"), [("unreadable", "size", "error", 3)]),
    "an id twice": (cells("id", [9], "r5"), [("ids", "id", "error", 2)]),
    "an id three times": (cells("id", [9, 11], "r5"), [("ids", "id", "error", 3)]),
    "an empty id": (cells("id", [9], ""), [("ids", "id", "error", 1)]),
    "ids that look alike": (cells("id", [9], "R5"), [("reading", "", "warning", NONE)]),
    "the same answers": (same_answers, [("repeats", "", "warning", 2)]),
    "one answer all through": (one_level, [("straight-lining", "practices", "warning", 30)]),
    "haste": (cells("duration", range(4), "60"), [("speed", "", "warning", 4)]),
    "left open": (cells("duration", [7], "86400"), [("speed", "", "info", 1)]),
    "no answers to one question": (cells("train", range(60), ""), [("non-response", "train", "warning", 60)]),
    "no answers at all to one question": (
        cells("train", range(ROWS), ""),
        [("non-response", "train", "warning", ROWS)],
    ),
    "nothing at all": (
        blank_from("growth", range(3)),
        [
            ("drop-off", "", "info", 3),
            ("groups", "performance", "info", 3),
            ("non-response", "", "warning", 3),
        ],
    ),
    "leaving late": (
        blank_from("review", range(20)),
        [("drop-off", "", "info", 20), ("drop-off", "review", "warning", 20)],
    ),
    "leaving early": (
        blank_from("meet", range(5)),
        [("drop-off", "", "info", 5), ("non-response", "", "warning", 5)],
    ),
    "a level that nobody chose": (
        lambda columns: columns.update(meet=["Agree" if text == "Neither" else text for text in columns["meet"]]),
        [("levels", "meet", "info", 1)],
    ),
    "a number far off": (cells("size", [7], "900"), [("outliers", "size", "warning", 1)]),
    "codes for no answer": (
        cells("size", [7, 8, 9], "999"),
        [("outliers", "size", "warning", 3), ("reading", "size", "warning", NONE)],
    ),
    "nobody in the group": (
        lambda columns: columns.update(growth=["Same" if text == "Grew" else text for text in columns["growth"]]),
        [
            ("groups", "performance", "warning", 0),
            ("groups", "performance", "warning", 0),
            ("levels", "growth", "info", 1),
        ],
    ),
    "a column more": (another("note", "x"), [("columns", "", "info", 1)]),
    "a personal column": (another("IP Address", "192.0.2.#"), [("columns", "", "warning", 1)]),
}


def test_in_a_clean_survey_nothing_is_found() -> None:
    assert told(clean()) == []
    assert checked(clean()).title == "Check of export.csv: no errors, no warnings, no remarks"


@pytest.mark.parametrize("seed", range(20, 30))
def test_in_other_clean_surveys_nothing_is_found(seed: int) -> None:
    assert told(clean(seed)) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_and_nothing_but_it(name: str) -> None:
    plant, expected = PLANTED[name]
    columns = clean()
    plant(columns)
    assert told(columns) == sorted(expected)


def test_the_lines_are_those_of_the_planted_cells() -> None:
    columns = clean()
    cells("plan", range(10, 18), "Agre")(columns)
    assert [found.lines for found in findings(columns)] == [(12, 13, 14, 15, 16)]
    assert [found.lines for found in findings(columns, most_lines=None)] == [tuple(range(12, 20))]


def test_no_answer_of_a_respondent_stands_in_a_finding_but_what_cannot_be_read() -> None:
    columns = clean()
    cells("id", [9], "r5")(columns)
    cells("size", [7], "900")(columns)
    texts = " ".join(found.text + found.hint for found in findings(columns))
    assert "r5" not in texts
    assert "900" not in texts


def test_a_respondent_who_does_not_answer_the_last_question_has_not_left() -> None:
    columns = clean()
    cells("region", range(20), "")(columns)
    assert told(columns) == []


def test_who_was_not_asked_the_rest_has_not_left() -> None:
    columns = clean()
    for name in ("review", "size", "region"):
        cells(name, range(40), "skipped")(columns)
    text = STUDY + '\n[export]\nmissing = { skipped = "not asked" }\n'
    assert told(columns, text) == []


def test_where_everybody_agrees_nobody_draws_straight_lines() -> None:
    columns = clean()
    for place, item in enumerate(ITEMS):
        columns[item] = ["Agree" if (row + place) % 9 else LEVELS[row % 4] for row in range(ROWS)]
    assert "straight-lining" not in {check for check, *_ in told(columns)}


WEIGHTED = STUDY.replace('respondent = "id"', 'respondent = "id"\nweight = "weight"')


def test_a_rating_and_a_number_of_which_both_ends_are_declared_have_no_outliers() -> None:
    columns = clean()
    columns["size"] = [str(row % 3 + 8) for row in range(ROWS)]
    cells("size", [7], "0")(columns)
    assert told(columns) == []
    cells("size", [7], "900")(columns)
    assert told(columns) == [("outliers", "size", "warning", 1)]
    assert told(columns, STUDY.replace("min = 0,", "min = 0, max = 1000,")) == []


def test_a_tail_of_many_is_no_outlier() -> None:
    columns = clean()
    cells("size", range(30), "900")(columns)
    assert told(columns) == []


def test_a_study_without_a_question_has_nothing_to_be_found_but_columns() -> None:
    text = STUDY.partition("[scales")[0]
    assert {check for check, *_ in told(clean(), text)} == {"columns"}


def test_uneven_weights_are_told_with_the_effective_number_of_respondents() -> None:
    columns = {**clean(), "weight": ["1", "3"] * (ROWS // 2)}
    (found,) = findings(columns, WEIGHTED)
    assert (found.check, found.severity) == ("weights", "info")
    assert "240 respondents weigh as much as 192 equal ones (design effect 1.25)" in found.text  # 2² / ((1 + 9) / 2)


def test_extreme_weights_and_weights_of_zero_are_told_with_their_lines() -> None:
    columns = {**clean(), "weight": ["9", "0", *["1"] * (ROWS - 2)]}
    found = {row.severity + str(row.lines): row.n for row in findings(columns, WEIGHTED)}
    assert found == {"info()": None, "warning(2,)": 1, "warning(3,)": 1}


def test_equal_weights_are_no_finding() -> None:
    assert told({**clean(), "weight": ["2"] * ROWS}, WEIGHTED) == []


def test_a_weight_that_is_no_number_is_an_error() -> None:
    columns = {**clean(), "weight": ["heavy", *["1"] * (ROWS - 1)]}
    assert [(found.check, found.subject, found.n) for found in findings(columns, WEIGHTED)] == [
        ("unreadable", "study.weight", 1)
    ]


def test_a_criterion_that_everybody_passes_is_told() -> None:
    text = STUDY.replace('is_in = ["Grew"]', 'at_least = "Fell"')
    assert [found.n for found in findings(clean(), text) if "everybody" in found.text] == [ROWS]


def test_a_group_below_the_limits_of_the_study_is_told() -> None:
    columns = clean()
    columns["growth"] = ["Grew" if row < 8 else "Same" if row % 2 else "Fell" for row in range(ROWS)]
    (found,) = findings(columns)
    assert (found.check, found.n) == ("groups", 8)
    assert "hidden" in found.text
    columns["growth"][8:20] = ["Grew"] * 12
    (found,) = findings(columns)
    assert "marked" in found.text


SELECTION = """
[questions.tools]
text = "Tools"
column = "tools"
delimiter = ";"
[questions.tools.options]
crm = "CRM"
sheets = "Sheets"
wiki = "Wiki"
"""


def test_a_question_of_several_options_is_one_question() -> None:
    columns = clean()
    columns["tools"] = [("CRM;Sheets", "CRM", "Wiki;Sheets", "Sheets")[row % 4] for row in range(ROWS)]
    cells("tools", range(60), "")(columns)
    found = [row for row in told(columns, STUDY + SELECTION) if row[0] != "reading"]
    assert found == [("non-response", "tools", "warning", 60)]
