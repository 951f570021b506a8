"""SurveyMonkey exports, made for the test: questions over their first column, options, grids and ranks below them."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkit.errors import DataError
from samkit.readers import choose
from samkit.readers.export import Export, Settings
from tests.readers.made import codes, saved

Header = Sequence[tuple[str, str]]

OWN = (("Respondent ID", ""), ("Collector ID", ""), ("Start Date", ""), ("Email Address", ""))
OWN_CELLS = ("100000000001", "400000001", "03/04/2025 5:06:07 AM", "a@example.org")


def written(rows: Sequence[Sequence[str]], end: str = "\n") -> str:
    """Write records, every cell with a comma or a line end in quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue()


def two_rows(header: Header, *rows: Sequence[str]) -> str:
    """Lay an export out: questions, what stands below them, respondents."""
    return written([[question for question, _ in header], [part for _, part in header], *rows])


def read(folder: Path, content: str | bytes, *, likely: bool = False, encoding: str = "", reader: str = "") -> Export:
    """Read an export as a command does."""
    chosen = Settings(encoding=encoding, reader=reader)
    return choose.read(saved(folder, content), chosen, (), keep_all=True, likely=likely)


def asked(export: Export) -> dict[str, tuple[str, str, str]]:
    """Give group, part and kind of each column."""
    return {name: (column.asked.group, column.asked.part, column.asked.kind) for name, column in export.columns.items()}


def test_response_and_the_platforms_own_columns_are_known(tmp_path: Path) -> None:
    header = [*OWN, ("How are you?", "Response"), ("", "Other (please specify)"), ("Why?", "Open-Ended Response")]
    export = read(tmp_path, two_rows(header, [*OWN_CELLS, "Well", "", "So"], [*OWN_CELLS, "Other", "N/A", "None"]))
    assert (export.reader, export.rows) == ("surveymonkey", 2)
    assert asked(export) == {
        "Respondent ID": ("", "", "meta"),
        "Collector ID": ("", "", "meta"),
        "Start Date": ("", "", "moment"),
        "Email Address": ("", "", "personal"),
        "How are you?": ("How are you?", "", "single"),
        "How are you? [Other (please specify)]": ("How are you?", "Other (please specify)", "other"),
        "Why?": ("Why?", "", "text"),
    }
    assert export.columns["Why?"].texts() == ["So", "None"]
    assert codes(export) == ["reader_chosen", "structure"]


def test_response_below_every_question_is_believed_at_a_first_look(tmp_path: Path) -> None:
    content = two_rows([("Well?", "Response"), ("Why?", "Open-Ended Response")], ["Yes", "So"], ["No", "No"])
    with pytest.raises(DataError, match="skip_rows_after_header = 1"):
        read(tmp_path, content)
    export = read(tmp_path, content, likely=True)
    assert (export.reader, export.rows) == ("surveymonkey", 2)
    assert [kind for _, _, kind in asked(export).values()] == ["single", "text"]


MULTIPLE = (("Respondent ID", ""), ("Which?", "Tea"), ("", "Milk, cold"), ("", "Other (please specify)"))


def test_options_stand_in_their_own_cells_and_other_words_apart(tmp_path: Path) -> None:
    rows = [["1", "Tea", "", ""], ["2", "Tea", "Milk, cold", "Water"], ["3", "", "", ""], ["4", "", "", "Juice"]]
    export = read(tmp_path, two_rows([*MULTIPLE, ("Well?", "Response")], *([*row, "Yes"] for row in rows)))
    found = asked(export)
    assert found["Which? [Tea]"] == ("Which?", "Tea", "option")
    assert found["Which? [Milk, cold]"] == ("Which?", "Milk, cold", "option")
    assert found["Which? [Other (please specify)]"] == ("Which?", "Other (please specify)", "other")
    assert export.columns["Which? [Milk, cold]"].texts() == ["", "Milk, cold", "", ""]


def test_an_option_called_other_is_an_option_where_its_own_label_is_all_that_is_said(tmp_path: Path) -> None:
    header = [("Which?", "Tea -   green"), ("", "Other -   please specify"), ("", "Milk"), ("Well?", "Response")]
    rows = [["Tea -   green", "Other -   please specify", "", "Yes"], ["", "", "Milk", "No"]]
    export = read(tmp_path, two_rows(header, *rows))
    assert list(asked(export).values())[:3] == [
        ("Which?", "Tea - green", "option"),
        ("Which?", "Other - please specify", "option"),
        ("Which?", "Milk", "option"),
    ]


def test_words_below_options_are_kept_apart_whatever_they_are_called(tmp_path: Path) -> None:
    header = [("Which?", "Tea"), ("", "Milk"), ("", "Tell us more about it"), ("Well?", "Response")]
    rows = [["Tea", "", "I like it", "Yes"], ["", "Milk", "", "No"], ["Tea", "Milk", "Both of them", "No"]]
    assert [kind for _, _, kind in asked(read(tmp_path, two_rows(header, *rows))).values()] == [
        *("option", "option", "other", "single")
    ]


def test_labels_in_another_language_are_certain_where_three_options_stand_below_blanks(tmp_path: Path) -> None:
    header = [("Welche?", "Tee"), ("", "Milch"), ("", "Saft"), ("", "Wasser"), ("Alter", "Antwort")]
    rows = [["Tee", "Milch", "Saft", "", "30"], ["", "", "", "Wasser", "40"], ["Tee", "", "", "", "50"]]
    export = read(tmp_path, two_rows(header, *rows))
    assert (export.reader, export.rows) == ("surveymonkey", 3)
    assert [kind for _, _, kind in asked(export).values()][:4] == ["option"] * 4
    with pytest.raises(DataError):
        read(tmp_path, two_rows(header[:3], *(row[:3] for row in rows)))
    assert read(tmp_path, two_rows(header[:3], *(row[:3] for row in rows)), likely=True).reader == "surveymonkey"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[st.booleans()] * 4), min_size=4, max_size=20))
def test_ticks_come_through_as_they_were(tmp_path: Path, ticked: list[tuple[bool, ...]]) -> None:
    options = ["Tea", "Milk, cold", 'The "rest"', "None"]
    header = [("Respondent ID", ""), ("Which?", options[0]), *(("", option) for option in options[1:])]
    rows = [[str(row), *(option if tick else "" for option, tick in zip(options, ticks, strict=True))]
            for row, ticks in enumerate(ticked)]  # fmt: skip
    export = read(tmp_path, two_rows([*header, ("Well?", "Response")], *([*row, "Yes"] for row in rows)))
    for place, option in enumerate(options):
        column = export.columns[f"Which? [{option}]"]
        assert [bool(text) for text in column.texts()] == [ticks[place] for ticks in ticked]
        if any(any(ticks) for ticks in ticked):
            assert column.asked.kind == "option"


def test_grids_ranks_and_numbers_are_told_apart(tmp_path: Path) -> None:
    header = [
        *(("Respondent ID", ""), ("Agree?", "First"), ("", "Second"), ("", "Third"), ("", "Comments:")),
        *(("Rank", "Tea"), ("", "Milk"), ("", "Juice"), ("How many?", "Cats"), ("", "Dogs")),
    ]
    orders = ["123", "321", "213", "312", "132", "231", "12N", "1N2", "321", "213", "123", "231"]
    rows = [
        [
            *(str(place), "Yes" if place % 2 else "No", "No" if place % 3 else "Yes", "Yes", "Fine" * (place % 3)),
            *("N/A" if sign == "N" else sign for sign in order),
            *(str(place * 3), str(place * 7)),
        ]
        for place, order in enumerate(orders)
    ]
    header.append(("Well?", "Response"))
    export = read(tmp_path, two_rows(header, *([*row, "Yes"] for row in rows)))
    assert [kind for _, _, kind in asked(export).values()] == [
        *("meta", "grid", "grid", "grid", "other", "rank", "rank", "rank", "number", "number", "single")
    ]


def spread_grid() -> str:
    """Write single answers and a grid as one column for each level, with ranges that a spreadsheet made dates."""
    header = [
        *(("Size?", "<10"), ("", "Oct-49"), ("", "50-99"), ("Machines?", "1 to 5 "), ("", "6 to 20")),
        *(("Status?", "Tea - Evaluating"), ("", "Tea - In use"), ("", "Milk - Evaluating"), ("", "Milk - In use")),
    ]
    rows = [
        ["<10", "", "", "5-Jan", "", "Evaluating", "", "", "In use"],
        ["", "Oct-49", "", "", "20-Jun", "", "In use", "Evaluating", ""],
        ["", "", "50-99", "5-Jan", "", "Evaluating", "", "", ""],
        ["", "Oct-49", "", "", "20-Jun", "", "In use", "", "In use"],
        ["", "", "", "", "", "", "", "Evaluating", ""],
    ]
    return two_rows(header, *rows)


def test_rows_and_levels_of_a_spread_grid_are_taken_apart(tmp_path: Path) -> None:
    export = read(tmp_path, spread_grid())
    assert list(asked(export).values())[5:] == [
        ("Status? [Tea]", "Evaluating", "option"),
        ("Status? [Tea]", "In use", "option"),
        ("Status? [Milk]", "Evaluating", "option"),
        ("Status? [Milk]", "In use", "option"),
    ]
    assert export.columns["Status? [Tea - In use]"].asked.text == "Status? - Tea"
    assert {kind for _, _, kind in asked(export).values()} == {"option"}


def test_ranges_that_became_dates_stand_as_they_are_and_are_said(tmp_path: Path) -> None:
    export = read(tmp_path, spread_grid())
    (note,) = [note for note in export.notes if note.code == "spoilt_ranges"]
    for text, likely in (("Oct-49", "10-49"), ("5-Jan", "1-5"), ("20-Jun", "6-20")):
        assert f"'{text}' was likely '{likely}'" in note.text
    assert "6 cells" in note.text
    assert export.columns["Size? [Oct-49]"].texts() == ["", "Oct-49", "", "Oct-49", ""]


def test_another_encoding_is_refused_with_its_readings_until_it_is_declared(tmp_path: Path) -> None:
    content = spread_grid().replace("Size?", "Size\u00a0now?").encode("mac_roman")
    with pytest.raises(DataError, match='encoding = "mac_roman"'):
        read(tmp_path, content)
    export = read(tmp_path, content, encoding="mac_roman")
    assert next(iter(export.columns)) == "Size now? [<10]"


CODED = [
    ["", "", "", "Q1", "Q2", "", "", "Q3", "", "Q4", ""],
    *(
        [
            ["Batch", "Respondent ID", "language", "Where? (select one)", "Job?", "", "", "Use?", "", "Tools?", ""],
            [
                "No.",
                "",
                "language",
                "Where? (select one)",
                "Architect",
                "Developer – web",
                "Tester",
                "Tea",
                "Milk",
                "Response",
                "",
            ],
        ]
    ),
    ["7", "100000000001", "en", "4", "1", "", "3", "2", "4", "1", ""],
    ["8", "100000000002", "zh-tw", "6", "", "2", "3", "1", "1", "2", ""],
    ["9", "100000000003", "ja", "4", "", "", "", "", "", "2", ""],
]


def test_codes_questions_and_labels_in_three_rows_are_read_with_doubled_returns(tmp_path: Path) -> None:
    content = written(CODED, "\r\r\n").encode("cp1252")
    with pytest.raises(DataError, match='encoding = "cp1252"') as caught:
        read(tmp_path, content)
    assert "0x96" in str(caught.value)
    export = read(tmp_path, content, encoding="cp1252")
    assert (export.reader, export.rows) == ("surveymonkey", 3)
    assert "blank_lines" not in codes(export)
    assert asked(export) == {
        "Batch": ("Batch", "", ""),
        "Respondent ID": ("", "", "meta"),
        "language": ("", "", "meta"),
        "Q1": ("Q1", "", ""),
        "Q2 [Architect]": ("Q2", "Architect", "option"),
        "Q2 [Developer – web]": ("Q2", "Developer – web", "option"),
        "Q2 [Tester]": ("Q2", "Tester", "option"),
        "Q3 [Tea]": ("Q3", "Tea", "grid"),
        "Q3 [Milk]": ("Q3", "Milk", "grid"),
        "Q4": ("Q4", "", "single"),
    }
    assert export.columns["Q2 [Tester]"].asked.labels == {"3": "Tester"}
    assert export.columns["Q2 [Tester]"].texts() == ["3", "3", ""]
    assert export.columns["Q1"].asked.text == "Where? (select one)"


def test_one_row_of_question_and_option_is_read_at_a_first_look(tmp_path: Path) -> None:
    rows = [
        ["RespondentID", "Dish?", "Dish? - Other (please specify)", "Sides? - Peas", "Sides? - Dill", "Sides? - Other",
         "Sides? - Other", "Age"],
        ["5000000001", "Ham", "", "Peas", "", "Other", "Salt", "18 - 29"],
        ["5000000002", "Other", "Both", "", "Dill", "Other", "Beans", "30 - 44"],
        ["5000000003", "None", "", "", "Dill", "", "", "60+"],
    ]  # fmt: skip
    with pytest.raises(DataError, match="stands 2 times in the header"):
        read(tmp_path, written(rows))
    export = read(tmp_path, written(rows), likely=True)
    assert asked(export) == {
        "RespondentID": ("", "", "meta"),
        "Dish?": ("Dish?", "", "single"),
        "Dish? - Other (please specify)": ("Dish?", "Other (please specify)", "other"),
        "Sides? - Peas": ("Sides?", "Peas", "option"),
        "Sides? - Dill": ("Sides?", "Dill", "option"),
        "Sides? - Other": ("Sides?", "Other", "option"),
        "Sides? - Other (2)": ("Sides?", "Other", "other"),
        "Age": ("Age", "", ""),
    }
    assert any("'Sides? - Other (2)'" in note.text for note in export.notes)


def test_names_and_addresses_that_were_asked_for_are_personal(tmp_path: Path) -> None:
    header = [("Contact", "Name"), ("", "Company"), ("", "Email Address"), ("Well?", "Response")]
    export = read(tmp_path, two_rows(header, ["Ada", "Mill", "a@example.org", "Yes"], ["Bo", "", "", "No"]))
    assert [kind for _, _, kind in asked(export).values()] == ["personal", "text", "personal", "single"]


def test_an_answer_that_is_a_header_word_stays_an_answer(tmp_path: Path) -> None:
    header = [("Take part?", "Response"), ("", "Comments:"), ("Again?", "Response")]
    export = read(tmp_path, two_rows(header, ["Comments:", "Yes and no", "Response"], ["Yes", "", "No"]))
    assert export.columns["Take part?"].texts() == ["Comments:", "Yes"]
    assert Counter(kind for _, _, kind in asked(export).values()) == {"single": 2, "other": 1}


SUMMARIES = (
    "My survey,,\n,,\nQ1. Name,,\nAnswered,97,\nSkipped,0,\n",
    "My survey\n\nQ1. Well?\nAnswer Choices,Response Percent,Responses\nYes,50.0%,2\nNo,50.0%,2\n,Answered,4\n",
)


@pytest.mark.parametrize("content", SUMMARIES)
def test_a_summary_is_refused_by_its_name(content: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, content)
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.place.file).name) == ("summary_export", "survey.csv")
    assert "SurveyMonkey summary" in problem.message


@pytest.mark.parametrize(
    "content",
    [
        "Q1,Q2,Q3,Q4\nYes,No,Yes,No\nYes,No,Yes,No\nNo,No,Yes,No\n",
        "id,q1,q2\n1,Response,Agree\n2,Agree,Response\n3,Agree,Agree\n",
        "status,count\nAnswered,3\nSkipped,4\n",
        "respondent_id,q1\n123456789012,Yes\n123456789013,No\n",
    ],
)
@pytest.mark.parametrize("likely", [True, False])
def test_a_plain_table_is_not_taken_for_one(content: str, likely: bool, tmp_path: Path) -> None:
    assert read(tmp_path, content, likely=likely).reader == "csv"


def test_a_file_of_another_form_is_refused_by_this_reader(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not laid out as the reader surveymonkey reads it"):
        read(tmp_path, "id,q1\n1,Yes\n2,No\n", reader="surveymonkey")
