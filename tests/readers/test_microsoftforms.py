"""Microsoft Forms: its first columns, options with a semicolon behind each, titles that stand twice, quizzes."""

from pathlib import Path

import pytest

from samkit.errors import DataError
from tests.readers.made import cells
from tests.readers.platforms import groups, kinds, loaded, told

FIRST = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
TICKED = ("CRM;", "CRM;Mail, own;", "Mail, own;", "", "CRM;Phone;", "Phone;")
ORDERS = ("Price;Trust;Speed;", "Trust;Price;Speed;", "Speed;Trust;Price;")


def rows(*answers: tuple[str, ...]) -> list[list[str]]:
    """Put the platform's cells before answers."""
    first = ["5/13/24 10:00:00", "5/13/24 10:12:31", "anonymous", "", ""]
    return [[str(place), *first, *cells] for place, cells in enumerate(answers, start=1)]


def test_the_columns_of_the_platform_and_packed_options_are_found(tmp_path: Path) -> None:
    answers = [(ticked, "Agree", "x", "y") for ticked in TICKED * 2]
    export = loaded(tmp_path, [*FIRST, "Which tools?", "Well?", "Why?", "Why?2"], rows(*answers))
    assert export.reader == "microsoftforms"
    assert kinds(export) == {
        "ID": "meta",
        "Start time": "moment",
        "Completion time": "moment",
        "Email": "personal",
        "Name": "personal",
        "Last modified time": "moment",
        "Which tools?": "packed",
        "Well?": "",
        "Why?": "",
        "Why?2": "",
    }
    assert export.columns["Why?2"].asked.text == "Why?"
    assert groups(export)["Why?2"] == ["Why?2"]
    assert cells(export) == [tuple(row) for row in rows(*answers)]
    assert told(export, "structure") == ["1 multi-select question with all ticked options in one cell"]


def test_what_a_quiz_notes_is_no_question(tmp_path: Path) -> None:
    header = [
        *FIRST[:5],
        "Total points",
        "Quiz feedback",
        "Last modified time",
        "Who?",
        "Points - Who?",
        "Feedback - Who?",
    ]
    cells = ["1", "5/13/24 10:00:00", "5/13/24 10:12:31", "a@example.org", "Ada", "4", "", "", "Moses", "2", "well"]
    found = kinds(loaded(tmp_path, header, [cells, ["2", *cells[1:]]]))
    assert [found[name] for name in header[5:]] == ["meta", "meta", "moment", "", "meta", "meta"]


def test_a_question_that_begins_like_another_stays_one(tmp_path: Path) -> None:
    export = loaded(tmp_path, [*FIRST, "Mail", "Tools - Mail"], rows(("a", "b"), ("b", "a")))
    assert [kinds(export)[name] for name in ("Mail", "Tools - Mail")] == ["", ""]


def test_a_ranking_in_one_cell_is_told_and_is_no_multi_select_question(tmp_path: Path) -> None:
    export = loaded(tmp_path, [*FIRST, "Rank them"], rows(*[(order,) for order in ORDERS]))
    assert kinds(export)["Rank them"] == "text"
    (text,) = told(export, "structure")
    assert text.startswith("column 'Rank them': each cell is a whole ranking")


@pytest.mark.parametrize(
    "names",
    [
        ("Id", "Start time", "Completion time", "Email", "Name"),
        ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
        ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
        ("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"),
    ],
)
def test_the_platform_is_recognised_in_every_language(tmp_path: Path, names: tuple[str, ...]) -> None:
    export = loaded(tmp_path, [*names, "Q"], [["1", "2024-05-01 10:00:00", "2024-05-01 10:10:00", "", "", "a"]] * 2)
    assert export.reader == "microsoftforms"
    assert list(kinds(export).values()) == ["meta", "moment", "moment", "personal", "personal", ""]


def test_a_number_and_two_times_in_an_unknown_language_are_only_likely_so(tmp_path: Path) -> None:
    table = ["ID", "Begin", "End", "Q"], [["1", "2024-05-01 10:00:00", "2024-05-01 10:10:00", "a"]] * 2
    assert loaded(tmp_path, *table).reader == "csv"
    assert loaded(tmp_path, *table, likely=True).reader == "microsoftforms"


def test_a_question_for_a_name_further_on_is_no_column_of_the_platform(tmp_path: Path) -> None:
    export = loaded(tmp_path, [*FIRST, "Tool", "Name"], rows(("CRM", "Zed"), ("ERP", "Yak")))
    assert kinds(export)["Name (2)"] == ""


def test_the_reader_refuses_a_table_of_another_layout(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not laid out as the reader microsoftforms reads it"):
        loaded(tmp_path, ["Q1", "Q2", "Q3"], [["a", "1", "x"], ["b", "2", "y"]], reader="microsoftforms")
