"""LimeSurvey: questions by their codes, sub-questions in brackets, answers as codes or in full."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from samkit.errors import DataError
from samkit.readers.choose import read
from samkit.readers.export import Settings
from samkit.readers.limesurvey import heading
from tests.readers.made import cells, saved
from tests.readers.platforms import groups, kinds, loaded, table, told
from tests.reference import SHARED, need_shared

REAL = SHARED / "exports" / "limesurvey_rse2017_uk.csv"
SYSTEM = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "token")
WORDS = (
    *("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action"),
    *("IP address", "Access code"),
)
CODES = (
    "role",
    "role[other]",
    "tools[SQ1]",
    "tools[SQ2]",
    "tools[other]",
    "agree[A1]",
    "agree[A2]",
    "rank[1]",
    "rank[2]",
)
TEXTS = (
    *(
        "What is your role?",
        "What is your role? [Other]",
        "Which tools? [CRM (own, or [hosted])]",
        "Which tools? [Mail]",
    ),
    *("Which tools? [Other]", "Do you agree? [We plan]", "Do you agree? [We act]", "Rank them [Rank 1]"),
    "Rank them [Rank 2]",
)
TIMES = ("interviewtime", "groupTime12", "roleTime")
TIME_WORDS = ("Total time", "Group time: About you", "Question time: role")
FIRST = ("1", "2024-05-01 10:00:00", "3", "en", "7", "2024-05-01 09:50:00", "2024-05-01 10:00:00", "192.0.2.1", "abc")
ANSWERS = (
    ("Seller", "", "Yes", "No", "", "Agree", "Disagree", "Price", "Trust", "600.5", "300", "20"),
    ("Other", "Smith, owner", "No", "N/A", "a pigeon", "Disagree", "Neutral", "Trust", "Price", "20", "10", "5"),
    ("", "", "Yes", "Yes", "", "", "Agree", "Trust", "", "30", "", ""),
)
ROWS = [(str(place), *FIRST[1:], *ANSWERS[place % 3]) for place in range(1, 22)]
KINDS = (
    *("meta", "moment", "meta", "meta", "meta", "moment", "moment", "personal", "personal"),
    *("", "other", "option", "option", "other", "grid", "grid", "rank", "rank", "duration", "meta", "meta"),
)


def both(codes: tuple[str, ...], words: tuple[str, ...]) -> list[str]:
    """Write headings of codes and texts."""
    return [f"{code}. {word}" for code, word in zip(codes, words, strict=True)]


HEADERS = {
    "codes": [*SYSTEM, *CODES, *TIMES],
    "codes and texts": both((*SYSTEM, *CODES, *TIMES), (*WORDS, *TEXTS, *TIME_WORDS)),
    "texts": [*WORDS, *TEXTS, *TIME_WORDS],
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_every_way_to_write_headings_gives_the_same_kinds_and_answers(
    tmp_path: Path, header: list[str], delimiter: str
) -> None:
    export = loaded(tmp_path, header, ROWS, delimiter=delimiter)
    assert export.reader == "limesurvey"
    assert tuple(kinds(export).values()) == KINDS
    assert cells(export) == ROWS


@pytest.mark.parametrize("layout", ["codes", "codes and texts"])
def test_columns_are_named_by_their_codes_and_belong_to_their_question(tmp_path: Path, layout: str) -> None:
    export = loaded(tmp_path, HEADERS[layout], ROWS)
    assert tuple(export.header) == (*SYSTEM, *CODES, *TIMES)
    assert groups(export)["tools"] == ["tools[SQ1]", "tools[SQ2]", "tools[other]"]
    assert groups(export)["role"] == ["role", "role[other]"]


def test_question_and_sub_question_are_told_apart_though_brackets_stand_in_both(tmp_path: Path) -> None:
    asked = loaded(tmp_path, HEADERS["codes and texts"], ROWS).columns["tools[SQ1]"].asked
    assert (asked.text, asked.part) == ("Which tools?", "CRM (own, or [hosted])")
    named = loaded(tmp_path, HEADERS["texts"], ROWS).columns["Which tools? [Mail]"].asked
    assert (named.text, named.part, named.group) == ("Which tools?", "Mail", "Which tools?")


def test_an_option_that_was_not_shown_says_so(tmp_path: Path) -> None:
    export = loaded(tmp_path, HEADERS["codes"], ROWS)
    assert dict(export.columns["tools[SQ2]"].asked.missing) == {"N/A": "not asked"}


def test_the_code_for_other_says_what_it_stands_for(tmp_path: Path) -> None:
    rows = [["1", "2", "en", "-oth-", "Owner"], ["2", "2", "en", "A1", ""]]
    export = loaded(tmp_path, ["id", "lastpage", "startlanguage", "role", "role[other]"], rows, reader="limesurvey")
    assert dict(export.columns["role"].asked.labels) == {"-oth-": "Other"}
    assert export.columns["role"].texts() == ["-oth-", "A1"]


def test_the_questions_are_counted_in_a_note(tmp_path: Path) -> None:
    export = loaded(tmp_path, HEADERS["codes"], ROWS)
    expected = "1 multi-select question with 2 options; 1 grid with 2 rows; 1 ranking with 2 places"
    assert told(export, "structure") == [expected]


@pytest.mark.parametrize("answers", [("Y", ""), ("Y", "N"), ("Ja", "Nein"), ("Oui", "Non")])
def test_a_multi_select_question_is_one_in_every_spelling_of_yes(tmp_path: Path, answers: tuple[str, str]) -> None:
    rows = [[str(place), "1", "en", answers[place % 2], answers[place // 2 % 2]] for place in range(8)]
    export = loaded(tmp_path, ["id", "lastpage", "startlanguage", "m[SQ001]", "m[SQ002]"], rows, reader="limesurvey")
    assert [kinds(export)[name] for name in ("m[SQ001]", "m[SQ002]")] == ["option", "option"]


def test_a_grid_with_a_third_answer_is_no_multi_select_question(tmp_path: Path) -> None:
    rows = [["Y", "N"], ["U", "Y"], ["N", "N"]]
    export = loaded(tmp_path, ["g[SQ001]. Well? [a]", "g[SQ002]. Well? [b]"], rows, likely=True)
    assert export.reader == "limesurvey"
    assert set(kinds(export).values()) == {"grid"}


def test_sub_questions_behind_an_underscore_belong_together_where_no_code_has_brackets(tmp_path: Path) -> None:
    header = [
        "id",
        "lastpage",
        "startlanguage",
        "submitdate",
        "attribute_1",
        "attribute_2",
        "g_SQ001",
        "g_SQ002",
        "one_q",
    ]
    rows = [["1", "2", "en", "", "x", "y", "Y", "", "a"], ["2", "2", "en", "", "x", "z", "", "Y", "b"]]
    export = loaded(tmp_path, header, rows)
    assert list(export.columns) == header
    assert groups(export)["g"] == ["g_SQ001", "g_SQ002"]
    assert kinds(export)["g_SQ001"] == "option"
    assert (groups(export)["one_q"], groups(export)["attribute_1"]) == (["one_q"], ["attribute_1"])


@pytest.mark.parametrize(
    ("cell", "name", "text", "parts"),
    [
        ("G1Q2. How many?", "G1Q2", "How many?", ()),
        ("a[x][1]. Text [Row][Scale 1]", "a[x][1]", "Text", ("Row", "Scale 1")),
        ("a[x_y]. Text [Row][Column]", "a[x_y]", "Text", ("Row", "Column")),
        ("a[x]. Text [per month] [Row]", "a[x]", "Text [per month]", ("Row",)),
        ("a[x]. Text []", "a[x]", "Text", ("",)),
        ("note.", "note", "", ()),
        ("q. Line\nbreak and&nbsp;blank", "q", "Line break and blank", ()),
    ],
)
def test_a_heading_is_taken_apart(cell: str, name: str, text: str, parts: tuple[str, ...]) -> None:
    found = heading(cell)
    assert found is not None
    assert (found.name, found.text, found.parts) == (name, text, parts)


@pytest.mark.parametrize(
    "own",
    [
        ("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Datum letzte Aktivität", "IP-Adresse"),
        (
            "ID de la réponse",
            "Date de soumission",
            "Dernière page",
            "Langue de départ",
            "Date de lancement",
            "Adresse IP",
        ),
    ],
)
def test_the_columns_of_the_platform_are_known_in_other_languages(tmp_path: Path, own: tuple[str, ...]) -> None:
    row = ("1", "2020-02-03 10:00:00", "4", "de", "2020-02-03 10:00:00", "10.0.0.1", "Ja", "Nein")
    export = loaded(tmp_path, (*own, "Was? [Git]", "Was? [CI]"), [row, (*row[:6], "Nein", "Ja")])
    assert export.reader == "limesurvey"
    assert list(kinds(export).values()) == ["meta", "moment", "meta", "meta", "moment", "personal", "option", "option"]


def test_a_file_without_the_columns_of_the_platform_is_only_likely_one(tmp_path: Path) -> None:
    header = ["t[SQ001]. Time [a]", "t[SQ002]. Time [b]"]
    rows = [["1", "2"], ["2", "3"]]
    assert loaded(tmp_path, header, rows).reader == "csv"
    assert loaded(tmp_path, header, rows, likely=True).reader == "limesurvey"


def test_a_reader_that_is_named_for_another_table_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="neither codes nor sub-questions") as caught:
        loaded(tmp_path, ["What is it?", "How much?"], [["a", "1"], ["b", "2"]], reader="limesurvey")
    assert caught.value.problems[0].hint == 'reader = "csv"'


def test_a_mark_inside_an_answer_stays_and_is_told(tmp_path: Path) -> None:
    rows = [["1", "2", "en", "\ufeff1 (gar nicht)"], ["2", "2", "en", "2"]]
    export = loaded(tmp_path, ["id", "lastpage", "startlanguage", "q"], rows, reader="limesurvey")
    assert export.columns["q"].texts() == ["\ufeff1 (gar nicht)", "2"]
    assert len(told(export, "control_characters")) == 1


@need_shared
def test_the_questions_of_a_real_export_are_those_of_its_headings() -> None:
    export = read(REAL, Settings(), (), keep_all=True, likely=True)
    with REAL.open(encoding="utf-8", newline="") as stream:
        (header, *rows) = csv.reader(stream)
    codes = [cell.split(". ")[0] for cell in header[1:]]
    assert (export.reader, export.rows, len(export.columns)) == ("limesurvey", 253, 245)
    assert tuple(export.header) == ("column 1", *codes)
    assert export.columns["column 1"].asked.kind == "meta"
    assert {group: len(names) for group, names in groups(export).items() if group} == Counter(
        code.split("[")[0] for code in codes
    )
    assert cells(export) == [tuple(cell.strip(" ") for cell in row) for row in rows]


@need_shared
def test_multi_select_questions_of_a_real_export_are_those_answered_with_yes_and_no_alone() -> None:
    export = read(REAL, Settings(), (), keep_all=True, likely=True)
    with REAL.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    answers: dict[str, set[str]] = {}
    for heads in rows[0]:
        if "]. " in heads:
            answers.setdefault(heads.split("[")[0], set()).update(row[heads].strip() for row in rows)
    expected = {code for code, texts in answers.items() if texts - {""} == {"Yes", "No"}}
    assert {column.asked.group for column in export.columns.values() if column.asked.kind == "option"} == expected
    ranks = [name for name, kind in kinds(export).items() if kind == "rank"]
    assert ranks == [f"prevEmp2[{place}]" for place in range(1, 9)]


@need_shared
def test_options_of_a_real_export_have_their_words_and_bases() -> None:
    export = read(REAL, Settings(), (), keep_all=True, likely=True)
    with REAL.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for heads in rows[0]:
        if heads.startswith("tool4can["):
            column = export.columns[heads.split(". ")[0]]
            assert heads.endswith(f" [{column.asked.part}]")
            assert column.asked.text == "What programming languages do you use at work? (Select as many as apply)"
            assert Counter(column.texts()) == Counter(row[heads] for row in rows)


def test_the_file_that_the_reader_sees_is_the_one_that_plain_csv_sees(tmp_path: Path) -> None:
    path = saved(tmp_path, table(HEADERS["codes"], ROWS))
    plain = read(path, Settings(reader="csv"), (), keep_all=True)
    assert cells(plain) == cells(read(path, Settings(), (), keep_all=True))
