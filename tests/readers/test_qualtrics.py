"""Qualtrics exports, made for the test: what their rows of names, texts and import codes say of each column."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from samkit.errors import DataError
from samkit.readers import choose
from samkit.readers.export import Column, Export, Settings
from tests.readers.made import codes, saved

OWN = (
    ("StartDate", "Start Date", {"ImportId": "startDate", "timeZone": "Europe/Berlin"}),
    ("IPAddress", "IP Address", {"ImportId": "ipAddress"}),
    ("Duration (in seconds)", "Duration (in seconds)", {"ImportId": "duration"}),
    ("ResponseId", "Response ID", {"ImportId": "_recordId"}),
)
"""Columns that the platform adds itself: name, text, import code."""

OWN_CELLS = ("2025-03-01 10:00:00", "192.0.2.7", "301", "R_1")

Asked = tuple[str, str, dict[str, str]]


def written(rows: Sequence[Sequence[str]], end: str = "\r\n", delimiter: str = ",") -> str:
    """Write records as the platform does, every cell with a comma or a line end in quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def export_of(asked: Sequence[Asked], *rows: Sequence[str], own: Sequence[Asked] = OWN) -> list[list[str]]:
    """Lay an export out: names, texts, import codes, respondents."""
    columns = [*own, *asked]
    cells = OWN_CELLS[: len(own)]
    head = [[name for name, _, _ in columns], [text for _, text, _ in columns]]
    return [*head, [json.dumps(code) if code else "" for _, _, code in columns], *([*cells, *row] for row in rows)]


def read(folder: Path, content: str | bytes, *, likely: bool = False, reader: str = "") -> Export:
    """Read an export as a command does."""
    return choose.read(saved(folder, content), Settings(reader=reader), (), keep_all=True, likely=likely)


def told(folder: Path, asked: Sequence[Asked], *rows: Sequence[str]) -> list[Column]:
    """Read an export and give the columns that were asked."""
    return list(read(folder, written(export_of(asked, *rows))).columns.values())[len(OWN) :]


def test_the_third_row_says_what_the_platforms_own_columns_are(tmp_path: Path) -> None:
    export = read(tmp_path, written(export_of([("Q1", "How are you?", {"ImportId": "QID1"})], ["Fine"], ["Well"])))
    assert (export.reader, export.rows) == ("qualtrics", 2)
    assert [column.asked.kind for column in export.columns.values()] == [
        *("moment", "personal", "duration", "meta", "single")
    ]
    assert export.columns["Q1"].asked.text == "How are you?"
    assert codes(export) == ["reader_chosen", "structure", "structure"]
    assert "Europe/Berlin" in export.notes[-1].text


def test_the_words_beside_an_option_are_kept_apart_in_whatever_language(tmp_path: Path) -> None:
    asked: list[Asked] = [
        ("Q3", "Wozu? - Ausgewählte Auswahl", {"ImportId": "QID3"}),
        ("Q3_4_TEXT", "Wozu? - Anderes, nämlich - Text", {"ImportId": "QID3_4_TEXT"}),
        ("Q4", "Warum?", {"ImportId": "QID4_TEXT"}),
    ]
    single, other, text = told(tmp_path, asked, ["Arbeit", "", "So"], ["Anderes", "Spiel", "Ja"])
    assert [column.asked[:4] for column in (single, other, text)] == [
        ("Wozu?", "", "Q3", "single"),
        ("Wozu?", "Anderes, nämlich", "Q3", "other"),
        ("Warum?", "", "Q4", "text"),
    ]


@pytest.mark.parametrize(("one", "two", "none"), [("1", "1", ""), ("Mail", "Phone, fax", ""), ("1", "1", "0")])
def test_options_spread_over_columns_have_their_labels_as_parts(one: str, two: str, none: str, tmp_path: Path) -> None:
    text = "How? - Selected Choice - "
    asked: list[Asked] = [
        ("Q5_1", f"{text}Mail", {"ImportId": "QID5", "choiceId": "1"}),
        ("Q5_2", f"{text}Phone, fax", {"ImportId": "QID5", "choiceId": "2"}),
        ("Q5_2_TEXT", "How? - Phone, fax - Text", {"ImportId": "QID5_2_TEXT"}),
    ]
    columns = told(tmp_path, asked, [one, none, ""], [one, two, "At night"], [none, none, ""])
    assert [column.asked[1:4] for column in columns] == [
        ("Mail", "Q5", "option"),
        ("Phone, fax", "Q5", "option"),
        ("Phone, fax", "Q5", "other"),
    ]
    assert columns[0].texts() == [one, one, none]


def test_options_packed_into_a_cell_are_seen_as_numbers_and_as_labels(tmp_path: Path) -> None:
    asked: list[Asked] = [(f"Q{place}", "Which?", {"ImportId": f"QID{place}"}) for place in (1, 2, 3)]
    labels = ["Mail", "Mail,Phone", "Phone,Letter", "Letter", "Mail,Letter", "Phone"]
    numbers = ["1", "1,2", "2,-7", "3", "1,3", "2"]
    packed, coded, single = told(tmp_path, asked, *zip(labels, numbers, "123456", strict=True))
    assert [packed.asked.kind, coded.asked.kind, single.asked.kind] == ["packed", "packed", "single"]


def test_that_answers_are_numbers_of_choices_is_told(tmp_path: Path) -> None:
    asked: list[Asked] = [("Q1", "Who?", {"ImportId": "QID1"}), ("Q2", "What?", {"ImportId": "QID2"})]
    notes = read(tmp_path, written(export_of(asked, ["1", "1,3"], ["2", "3"]))).notes
    assert any("numbers of choices" in note.text for note in notes)
    notes = read(tmp_path, written(export_of(asked, ["Me", "9"], ["You", "3"]))).notes
    assert not any("numbers of choices" in note.text for note in notes)


def test_rows_of_a_grid_and_sides_of_a_table_belong_to_their_question(tmp_path: Path) -> None:
    asked: list[Asked] = [
        ("Q6_1", "Agree? - First - half", {"ImportId": "QID6_1"}),
        ("Q6_2", "Agree? - Second", {"ImportId": "QID6_2"}),
        ("Q7#1_1", "Use - Now - Tea", {"ImportId": "QID7#1_1"}),
        ("Q7#1_2", "Use - Now - Milk", {"ImportId": "QID7#1_2"}),
        ("Q7#2_1_1", "Use - Then - Tea - Hot", {"ImportId": "QID7#2_1_1"}),
        ("Q7#2_1_2", "Use - Then - Tea - Cold", {"ImportId": "QID7#2_1_2"}),
    ]
    columns = told(
        tmp_path, asked, ["Yes", "No", "Often", "Never", "Hot", ""], ["No", "No", "Often", "Often", "", "Cold"]
    )
    assert [column.asked[:4] for column in columns] == [
        ("Agree?", "First - half", "Q6", "grid"),
        ("Agree?", "Second", "Q6", "grid"),
        ("Use - Now", "Tea", "Q7#1", "grid"),
        ("Use - Now", "Milk", "Q7#1", "grid"),
        ("Use - Then - Tea", "Hot", "Q7#2_1", "option"),
        ("Use - Then - Tea", "Cold", "Q7#2_1", "option"),
    ]


def test_places_are_a_ranking_and_many_numbers_are_numbers(tmp_path: Path) -> None:
    asked: list[Asked] = [(f"Q8_{place}", f"Rank - {place}", {"ImportId": f"QID8_{place}"}) for place in range(1, 5)]
    asked += [(f"Q9_{place}", f"How far? - {place}", {"ImportId": f"QID9_{place}"}) for place in (1, 2)]
    orders = ["1234", "4321", "2143", "3412", "1324", "4231", "1243", "2341"]
    rows = [[*order, str(7 * place), str(5 * place + 3)] for place, order in enumerate(orders)]
    assert [column.asked.kind for column in told(tmp_path, asked, *rows)] == [*["rank"] * 4, *["number"] * 2]


def test_what_the_platform_measures_of_a_question_is_no_answer(tmp_path: Path) -> None:
    asked: list[Asked] = [
        ("Q1_First Click", "Timing - First Click", {"ImportId": "QID1_FIRST_CLICK"}),
        ("Q2_DO_1", "Order - 1", {"ImportId": "QID2_DO_1"}),
        ("1_Q3", "Loop: How?", {"ImportId": "1_QID3"}),
        ("2_Q3", "Loop: How?", {"ImportId": "2_QID3"}),
        ("condition", "condition", {"ImportId": "condition"}),
        ("Email", "Email", {"ImportId": "Email"}),
        ("Q_RecaptchaScore", "Q_RecaptchaScore", {"ImportId": "Q_RecaptchaScore"}),
    ]
    columns = told(tmp_path, asked, ["1.5", "2", "Well", "Ill", "a", "a@example.org", "1"])
    assert [column.asked.kind for column in columns] == ["meta", "meta", "single", "single", "", "personal", "meta"]
    assert [column.asked.group for column in columns[2:]] == ["1_Q3", "2_Q3", "", "", ""]


def test_seen_and_not_answered_is_declared_and_said(tmp_path: Path) -> None:
    asked: list[Asked] = [("Q1", "How?", {"ImportId": "QID1"}), ("Q2", "Why?", {"ImportId": "QID2_TEXT"})]
    export = read(tmp_path, written(export_of(asked, ["1", "-99"], ["-99", "So"], ["2", "No"])))
    assert export.columns["Q1"].asked.missing == {"-99": "not answered"}
    assert export.columns["Q1"].texts() == ["1", "-99", "2"]
    assert export.columns["Q2"].asked.missing == {}
    assert codes(export).count("likely_missing_codes") == 1


def test_line_ends_entities_and_hard_blanks_in_labels_are_blanks(tmp_path: Path) -> None:
    asked: list[Asked] = [("Q1", "Please read.\nDo you\u00a0agree &amp; sign,\n&gt;18?", {"ImportId": "QID1"})]
    content = written(export_of(asked, ["Yes\nand no"], ["No"]))
    assert "\r\n" in content
    assert "\n" in content.replace("\r\n", "")
    export = read(tmp_path, content)
    assert export.columns["Q1"].asked.text == "Please read. Do you agree & sign, >18?"
    assert export.columns["Q1"].texts() == ["Yes\nand no", "No"]
    assert "mixed_line_ends" not in codes(export)


def test_import_codes_in_single_quotes_are_read_like_json(tmp_path: Path) -> None:
    rows = export_of([("Q1_1", "How?-Well-done", {"ImportId": "QID1-1"}), ("Q1_2", "How?-Raw", {"ImportId": "QID1-2"})])
    rows[2] = [cell.replace('"', "'") for cell in rows[2]]
    export = read(tmp_path, written([*rows, [*OWN_CELLS, "1", ""], [*OWN_CELLS, "", "1"]]))
    assert [column.asked[:4] for column in list(export.columns.values())[4:]] == [
        ("How?", "Well-done", "Q1", "option"),
        ("How?", "Raw", "Q1", "option"),
    ]


def test_import_codes_alone_are_believed_only_at_a_first_look(tmp_path: Path) -> None:
    content = written(
        export_of([("Q1", "How?", {"ImportId": "QID1"}), ("Q2", "Why?", {"ImportId": "QID2"})], "ab", own=())
    )
    with pytest.raises(DataError, match="skip_rows_after_header = 2"):
        read(tmp_path, content)
    assert read(tmp_path, content, likely=True).reader == "qualtrics"
    assert read(tmp_path, content, reader="qualtrics").rows == 1
    assert choose.read(saved(tmp_path, content), Settings(skip_rows_after_header=2), ("Q1",)).reader == "csv"


def test_a_file_without_import_codes_is_refused_by_this_reader(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not laid out as the reader qualtrics reads it") as caught:
        read(tmp_path, "id,q1\n1,Yes\n2,No\n", reader="qualtrics")
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.place.file).name) == ("other_form", "survey.csv")


def test_tab_separated_wide_characters_are_read_alike(tmp_path: Path) -> None:
    rows = export_of([("Q1", "Wie geht’s?", {"ImportId": "QID1"})], ["Gut"], ["Schlecht"])
    export = read(tmp_path, written(rows, delimiter="\t").encode("utf-16"))
    assert (export.reader, export.columns["Q1"].texts()) == ("qualtrics", ["Gut", "Schlecht"])


def test_a_study_takes_only_the_columns_that_it_needs(tmp_path: Path) -> None:
    rows = export_of([("Q1", "How?", {"ImportId": "QID1"}), ("Q2", "Why?", {"ImportId": "QID2"})], ["a", "b"])
    export = choose.read(saved(tmp_path, written(rows)), Settings(), ("Q2",))
    assert {name: column.texts() for name, column in export.columns.items()} == {"Q2": ["b"]}
    with pytest.raises(DataError, match="the header has no 'Q3'"):
        choose.read(saved(tmp_path, written(rows)), Settings(), ("Q3",))


OLDER = [
    ["V1", "V2", "V6", "V8", "Q1", "Q1_TEXT", "Q2_1", "Q2_2", "mine", "mine", "LocationLatitude", ""],
    [
        *("ResponseID", "ResponseSet", "IPAddress", "StartDate", "How?", "How?-TEXT", "Which?-Tea", "Which?-Milk"),
        *("Agree?-First", "Agree?-Second", "LocationLatitude", ""),
    ],
    ["R_1", "Default Response Set", "192.0.2.1", "2016-05-13 12:14:41", "1", "", "1", "", "3", "2", "1.5", ""],
    ["R_2", "Default Response Set", "192.0.2.2", "2016-05-13 12:14:41", "2", "So", "", "1", "1", "2", "1.5", ""],
]


def test_the_older_form_is_known_by_its_v1_and_its_names_are_told_apart(tmp_path: Path) -> None:
    export = read(tmp_path, "\ufeff" + written(OLDER, "\n"))
    assert (export.reader, export.rows) == ("qualtrics", 2)
    assert {name: column.asked[1:4] for name, column in export.columns.items() if column.asked.group} == {
        "Q1": ("", "Q1", "single"),
        "Q1_TEXT": ("", "Q1", "other"),
        "Q2_1": ("Tea", "Q2", "option"),
        "Q2_2": ("Milk", "Q2", "option"),
        "mine": ("First", "mine", "grid"),
        "mine (2)": ("Second", "mine", "grid"),
    }
    own = ["meta", "meta", "personal", "moment", "personal"]
    assert [column.asked.kind for column in export.columns.values() if not column.asked.group] == own
    assert codes(export) == ["reader_chosen", "blank_column_dropped", "structure", "structure", "structure"]
    assert "'mine (2)'" in export.notes[-2].text
    assert "numbers of choices" in export.notes[-1].text


def test_a_nameless_column_with_answers_is_refused(tmp_path: Path) -> None:
    rows = [[*row[:-1], cell] for row, cell in zip(OLDER, ["", "", "", "lost"], strict=True)]
    with pytest.raises(DataError, match="column 12 has no name in the header but holds data"):
        read(tmp_path, written(rows))
    export = choose.read(saved(tmp_path, written(rows)), Settings(blank_columns="number"), (), keep_all=True)
    assert export.columns["column 12"].texts() == ["", "lost"]
