"""Real exports of Qualtrics and SurveyMonkey, read as such, against their own structure and counts."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from samkit.errors import DataError
from samkit.readers import choose
from samkit.readers.export import Column, Export, Settings
from samkit.readers.headings import words
from samkit.readers.importid import ImportId, parsed
from tests.reference import SHARED, need_shared

EXPORTS = SHARED / "exports"
QUALTRICS = EXPORTS / "qualtrics_numeric_legacy_tufts.zip"
SURVEYMONKEY = EXPORTS / "surveymonkey_small_mix.zip"
STAR_WARS = EXPORTS / "surveymonkey_starwars_macroman.csv"


def members(archive: Path, end: str = ".csv") -> list[str]:
    """List the files of an archive; none where there is no folder of real exports."""
    if not archive.is_file():
        return []
    with zipfile.ZipFile(archive) as packed:
        return sorted(name for name in packed.namelist() if name.endswith(end))


def content(archive: Path, name: str) -> bytes:
    """Give one file of an archive."""
    with zipfile.ZipFile(archive) as packed:
        return packed.read(name)


def usual(data: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    """Read a file as the csv module does, with blanks taken off its cells."""
    rows = csv.reader(io.StringIO(data.decode(encoding), newline=""), strict=True)
    return [[cell.strip(" ") for cell in row] for row in rows]


def loaded(folder: Path, archive: Path, name: str, *, likely: bool = False) -> Export:
    """Read a member of an archive as a command does."""
    path = folder / Path(name).name
    path.write_bytes(content(archive, name))
    return choose.read(path, Settings(), (), keep_all=True, likely=likely)


def column_by_column(export: Export, rows: list[list[str]]) -> bool:
    """Say whether the columns hold what the csv module reads, cell by cell."""
    return all(
        column.texts() == [row[column.position - 1] for row in rows] for column in export.columns.values()
    ) and export.rows == len(rows)


QUALTRICS_FILES = members(QUALTRICS)
WITH_CODES = [name for name in QUALTRICS_FILES if b"ImportId" in content(QUALTRICS, name)]


@need_shared
def test_there_are_twenty_five_qualtrics_exports_eight_of_them_in_the_older_form() -> None:
    assert (len(QUALTRICS_FILES), len(WITH_CODES)) == (25, 17)


@need_shared
@pytest.mark.parametrize("name", QUALTRICS_FILES)
def test_a_qualtrics_export_is_recognised_and_comes_through_cell_by_cell(name: str, tmp_path: Path) -> None:
    export = loaded(tmp_path, QUALTRICS, name)
    rows = usual(content(QUALTRICS, name))
    assert export.reader == "qualtrics"
    assert column_by_column(export, rows[3 if name in WITH_CODES else 2 :])
    named = [cell for cell in rows[0] if cell]
    assert len(export.columns) == len(named)
    again = {cell for cell, count in Counter(named).items() if count > 1}
    assert {column.name for column in export.columns.values()} >= set(named)
    assert any("numbered" in note.text for note in export.notes) == bool(again)


def question_of(structure: dict[str, Any], code: ImportId) -> dict[str, Any]:
    """Find the question of a column in Qualtrics' own description of the survey; side by side, the right side of it."""
    found: dict[str, Any] = structure.get(code.question, {})
    return {**found["AdditionalQuestions"][code.side[1:]], "Choices": found["Choices"]} if code.side else found


def kinds(question: dict[str, Any], code: ImportId) -> set[str]:
    """Say which kinds a column may be by the type of its question."""
    several = question.get("Selector") == "MAVR" or question.get("SubSelector") == "MultipleAnswer"
    if code.word or question.get("Selector") == "TE" or question["QuestionType"] == "TE":
        return {"other", "text"}
    if question["QuestionType"] in {"MC", "DB"}:
        return {"option"} if several else {"single"}
    if question["QuestionType"] == "Slider":
        return {"number"}
    only_one = len(question["Answers"]) == 1
    return {"option"} if several else {"grid", "option"} if only_one else {"grid"}


def label(question: dict[str, Any], code: ImportId, column: Column) -> str:
    """Give what the column is called in Qualtrics' own description, letters and digits alone."""
    among = question["Answers"] if column.asked.kind == "option" and len(code.places) > 1 else question["Choices"]
    return plain(words(among[code.places[-1]]["Display"]))


def plain(text: str) -> str:
    """Keep letters and digits: line ends of a label are written in several ways."""
    return re.sub(r"[\W_]", "", text)


@need_shared
@pytest.mark.parametrize("name", [name for name in WITH_CODES if "/" in name])
def test_kinds_and_labels_are_those_of_qualtrics_own_description(name: str, tmp_path: Path) -> None:
    (described,) = [
        other for other in members(QUALTRICS, ".qsf") if other.rpartition("/")[0] == name.rpartition("/")[0]
    ]
    elements = json.loads(content(QUALTRICS, described).decode("utf-8-sig"))["SurveyElements"]
    structure = {item["PrimaryAttribute"]: item["Payload"] for item in elements if item["Element"] == "SQ"}
    export = loaded(tmp_path, QUALTRICS, name)
    codes = [parsed(cell) for cell in usual(content(QUALTRICS, name))[2]]
    asked = {code.question for code in codes if code.question in structure}
    assert asked
    for column, code in zip(export.columns.values(), codes, strict=True):
        if code.question not in structure:
            assert column.asked.kind in {"moment", "personal", "meta", "", "option"}
            continue
        question = question_of(structure, code)
        nobody = not any(column.texts())
        assert column.asked.kind in kinds(question, code) | ({""} if nobody else set())
        if code.places and not code.word:
            assert plain(column.asked.part) == label(question, code, column)


def answers(export: Export) -> list[Column]:
    """Give the columns that are questions."""
    return [column for column in export.columns.values() if column.asked.group]


PAIRS = [
    (new, next(old for old in QUALTRICS_FILES if old in {new.replace(" (Insights)", end) for end in ("", " (Legacy)")}))
    for new in QUALTRICS_FILES
    if "(Insights)" in new
]


@need_shared
@pytest.mark.parametrize(("new", "old"), PAIRS)
def test_the_older_form_of_the_same_responses_gives_the_same_answers(new: str, old: str, tmp_path: Path) -> None:
    one, other = (loaded(tmp_path, QUALTRICS, name) for name in (new, old))
    assert (one.columns["ResponseID"].texts(), one.rows) == (other.columns["V1"].texts(), other.rows)
    assert sorted(column.texts() for column in answers(one)) == sorted(column.texts() for column in answers(other))
    told = [Counter[str](column.asked.kind for column in answers(export)) for export in (one, other)]
    open_ended = told[0]["text"] - told[1]["text"]
    assert told[0] - Counter(text=open_ended) == told[1] - Counter({"": open_ended})


@need_shared
def test_a_german_label_row_is_no_obstacle(tmp_path: Path) -> None:
    export = loaded(tmp_path, QUALTRICS, "qualtrics_de_header_sample.csv")
    assert [column.asked.kind for column in export.columns.values()][:12] == [
        *("moment", "moment", "meta", "personal", "meta", "duration"),
        *("meta", "moment", "meta", "personal", "personal", "personal"),
    ]
    assert [column.asked.kind for column in export.columns.values()][12:] == [
        *("personal", "personal", "personal", "meta", "meta", "single", "text", "meta")
    ]


RESPONSES = [name for name in members(SURVEYMONKEY) if not name.startswith(("SUMMARY", "google"))]
SUMMARIES = [name for name in members(SURVEYMONKEY) if name.startswith("SUMMARY")]

SHAPES = {
    "cncf_maintainers2020h2.csv": (97, {"meta": 2, "option": 71, "single": 14, "other": 12, "text": 4}),
    "cncf_maintainers2023h2.csv": (133, {"single": 10, "text": 6, "other": 9}),
    "cncf_toc2020h1.csv": (28, {"meta": 2, "moment": 2, "option": 13, "other": 2, "single": 4, "grid": 15, "text": 3}),
    "gitops_micro.csv": (220, {"meta": 1, "single": 6, "option": 74, "other": 8}),
    "region_south_single_select_spread.csv": (2528, {"meta": 1, "text": 2, "option": 55}),
    "religion_two_headers.csv": (1039, {"single": 47, "other": 1}),
    "strimzi2022.csv": (41, {"single": 4, "option": 9, "rank": 14, "text": 3}),
    "thanksgiving2015_one_header_dups.csv": (1058, {"meta": 1, "option": 38, "other": 7, "single": 4, "": 15}),
    "weather_dash_missing.csv": (928, {"meta": 1, "": 8}),
}
"""Respondents, and how many columns there are of each kind, counted apart from this code by the headers."""


@need_shared
@pytest.mark.parametrize("name", RESPONSES)
def test_a_surveymonkey_export_comes_through_cell_by_cell_and_every_column_is_of_its_kind(
    name: str, tmp_path: Path
) -> None:
    export = loaded(tmp_path, SURVEYMONKEY, name, likely=True)
    rows = usual(content(SURVEYMONKEY, name))
    one_row = name.startswith(("thanksgiving", "weather"))
    assert export.reader == "surveymonkey"
    assert column_by_column(export, rows[1 if one_row else 2 :])
    assert len(export.columns) == len(rows[0])
    found = Counter(column.asked.kind for column in export.columns.values())
    assert (export.rows, dict(found)) == SHAPES[name]


@need_shared
@pytest.mark.parametrize("name", RESPONSES)
def test_no_command_but_a_first_look_takes_one_header_row_for_surveymonkey(name: str, tmp_path: Path) -> None:
    if name.startswith("thanksgiving"):
        with pytest.raises(DataError, match="stands 2 times in the header"):
            loaded(tmp_path, SURVEYMONKEY, name)
        return
    reader = "csv" if name.startswith("weather") else "surveymonkey"
    assert loaded(tmp_path, SURVEYMONKEY, name).reader == reader


@need_shared
@pytest.mark.parametrize("name", SUMMARIES)
@pytest.mark.parametrize("likely", [True, False])
def test_a_summary_is_refused_by_its_name_with_the_next_step(name: str, likely: bool, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        loaded(tmp_path, SURVEYMONKEY, name, likely=likely)
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.place.file).name) == ("summary_export", name)
    assert "SurveyMonkey summary" in problem.message
    assert "individual responses" in problem.hint


def counted_in_summary() -> list[tuple[str, str, int]]:
    """Give question, choice and count from the platform's own summary of the maintainers, as far as it has choices."""
    found, question = list[tuple[str, str, int]](), ""
    rows = usual(content(SURVEYMONKEY, "SUMMARY_NOT_RESPONSES_maintainers2020h2.csv"))
    for before, row in pairwise(rows):
        if row[0] == "Answer Choices":
            question = before[0].partition(". ")[2] if row[1] == "Response Percent" else ""
        elif question and row[0] and row[2]:
            found.append((words(question), words(row[0]), int(float(row[2]))))
    return found


@need_shared
def test_choices_are_ticked_as_often_as_the_platforms_own_summary_counts(tmp_path: Path) -> None:
    export = loaded(tmp_path, SURVEYMONKEY, "cncf_maintainers2020h2.csv")
    counts: dict[tuple[str, str], list[int]] = {}
    for column in answers(export):
        levels = Counter(column.texts())
        parts = {column.asked.part: sum(levels.values()) - levels[""]} if column.asked.part else levels
        for part, count in parts.items():
            counts.setdefault((column.asked.text, words(part)), []).append(count)
    summary = counted_in_summary()
    assert len(summary) == 75
    unlike = [(text, choice) for text, choice, count in summary if count not in counts.get((text, choice), [])]
    assert unlike == []


@need_shared
def test_star_wars_has_its_questions_options_and_places() -> None:
    export = choose.read(STAR_WARS, Settings(encoding="mac_roman"), (), keep_all=True)
    rows = usual(STAR_WARS.read_bytes(), "mac_roman")
    assert export.reader == "surveymonkey"
    assert column_by_column(export, rows[2:])
    found = Counter(column.asked.kind for column in export.columns.values())
    assert found == {"meta": 1, "single": 11, "option": 6, "rank": 6, "grid": 14}
    seen = [column for column in answers(export) if column.asked.kind == "option"]
    assert len({column.asked.group for column in seen}) == 1
    ticked = [sum(bool(text) for text in column.texts()) for column in seen]
    assert ticked == [sum(bool(row[place]) for row in rows[2:]) for place in range(3, 9)]


@need_shared
def test_a_question_spread_over_columns_has_one_answer_each(tmp_path: Path) -> None:
    export = loaded(tmp_path, SURVEYMONKEY, "region_south_single_select_spread.csv")
    rows = usual(content(SURVEYMONKEY, "region_south_single_select_spread.csv"))
    first = rows[0].index("Age")
    ages = [column for column in answers(export) if column.asked.group == "Age"]
    assert [column.asked.part for column in ages] == rows[1][first : first + 5]
    assert not rows[0][first + 4]
    assert rows[0][first + 5]
    texts = [column.texts() for column in ages]
    assert max(sum(bool(text) for text in row) for row in zip(*texts, strict=True)) == 1


@need_shared
def test_none_and_not_available_stay_answers(tmp_path: Path) -> None:
    export = loaded(tmp_path, SURVEYMONKEY, "thanksgiving2015_one_header_dups.csv", likely=True)
    rows = usual(content(SURVEYMONKEY, "thanksgiving2015_one_header_dups.csv"))
    said = sum(text == "None" for column in export.columns.values() for text in column.texts())
    assert said == sum(cell == "None" for row in rows[1:] for cell in row) == 541
