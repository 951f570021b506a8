"""Published tables of questions of which several options could be ticked come out of samkit, with their bases."""

from __future__ import annotations

import math
import tomllib
from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.results import Contrast, contrasts
from tests.examples.crosstab import COLUMNS, RAW, alike, cells
from tests.examples.open_source import CLEANED, STUDY, published, rows, unpacked
from tests.examples.open_source import RAW as OPEN_SOURCE_RAW
from tests.examples.raw import respondents
from tests.reference import need_shared
from tests.selections.made import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.examples.raw import Row

pytestmark = need_shared

SLIP = ("ONEHOT.NEGATIVE_RESPONSE.IGNORED", "2024")
NONE_MET = "ONEHOT.NEGATIVE_EXPERIENCE.NONE_OF_THE_ABOVE"
SIDES = {"2024": "first", "2017": "second"}


def harassed(folder: Path, nothing: str = "") -> Path:
    """Write the study of what developers did about harassment as one question with options."""
    text = STUDY.read_text(encoding="utf-8")
    asked = tomllib.loads(text)["sections"]["response"]["questions"]
    options = "".join(
        f"{key} = {{ text = {quoted(item['text'])}, column = {quoted(item['column'])} }}\n"
        for key, item in asked.items()
    )
    study = folder / "study.toml"
    head = text.partition("[sections.")[0]
    section = '[sections.response]\ntitle = "What one did about it"\noptions_of = "response"\n'
    question = f'[questions.response]\ntext = "What did you do?"\n{nothing}\n[questions.response.options]\n{options}'
    study.write_text(head + section + question, encoding="utf-8")
    return study


def compared(member: str, folder: Path, nothing: str = "") -> tuple[dict[str, Contrast], dict[str, str]]:
    """Compare the years, by the column of each option; and give the notes of the survey."""
    survey = workflow.read(unpacked(member, folder), harassed(folder, nothing))
    _, (result,) = workflow.compare(survey)
    found = {survey.study.questions[row.item.question].column: row for row in contrasts(result)}
    return found, {note.code: note.text for note in survey.notes}


def test_seventeen_of_eighteen_published_counts_and_bases_are_those_of_the_cleaned_file(tmp_path: Path) -> None:
    found, notes = compared(CLEANED, tmp_path)
    differing = {}
    for cell in published("published_q33.csv"):
        side = getattr(found[cell.column], SIDES[cell.year])
        if (side.x, side.n) != (cell.said, cell.base):
            differing[cell.column, cell.year] = ((side.x, side.n), (cell.said, cell.base))
        else:
            assert side.share.value == pytest.approx(cell.share, rel=1e-15)
    # The one cell that differs leaves out who had skipped the question before: a slip of theirs, not another answer.
    assert differing == {SLIP: ((517, 1337), (466, 1237))}
    assert "11951 of 13947 respondents left every cell blank" in notes["nothing_ticked"]


def test_the_raw_file_gives_the_same_answers_once_nothing_ticked_is_not_an_answer(tmp_path: Path) -> None:
    cleaned, _ = compared(CLEANED, tmp_path)
    found, notes = compared(OPEN_SOURCE_RAW, tmp_path)
    # Five had ticked that they met none of it and still said what they did: only the cleaned file leaves them out.
    odd = [row for row in rows(OPEN_SOURCE_RAW) if row[NONE_MET] == "1" and "1" in {row[column] for column in found}]
    assert [row["year"] for row in odd] == ["2024"] * 5
    for column, row in found.items():
        assert (row.second.x, row.second.n) == (cleaned[column].second.x, cleaned[column].second.n)
        said = sum(one[column] == "1" for one in odd)
        assert (row.first.x, row.first.n) == ((cleaned[column].first.x or 0) + said, cleaned[column].first.n + 5)
    assert "the base is 2001 now, and 13947 then" in notes["skipped_unseen"]


def test_the_raw_file_has_everybody_in_the_base_where_nothing_ticked_is_an_answer(tmp_path: Path) -> None:
    found, notes = compared(OPEN_SOURCE_RAW, tmp_path, 'nothing = "none of them"')
    assert {(row.first.n, row.second.n) for row in found.values()} == {(8452, 5495)}
    assert "11946 of 13947 respondents ticked nothing, and are in the base" in notes["nothing_ticked"]


ASKED = ("q0004", "q0008", "q0010", "q0011", "q0012", "q0019", "q0020", "q0021", "q0025")
"""The questions of the masculinity survey of which several options could be ticked."""

MEN = """\
schema = "samkit-study/1"
[study]
title = "Men"
respondent = "column 1"
weight = "weight"
[export]
blank_columns = "number"
missing = { "NA" = "not asked" }
"""


def of_men(export: list[Row], folder: Path) -> Path:
    """Write a study of the questions with options, in the words of the file, and of the columns of the table."""
    text = MEN
    for question in ASKED:
        columns = [column for column in export[0] if column.startswith(f"{question}_")]
        words = {column: {row[column] for row in export} - {"NA", "Not selected"} for column in columns}
        options = "".join(
            f"{column} = {{ text = {quoted(next(iter(words[column])))}, column = {quoted(column)} }}\n"
            for column in columns
        )
        text += f'[questions.{question}]\ntext = "{question}"\nnothing = "none of them"\n'
        text += f"[questions.{question}.options]\n{options}"
        text += f'[sections.{question}]\ntitle = "{question}"\noptions_of = "{question}"\n'
    for column in dict.fromkeys(column for column, _ in COLUMNS if column):
        levels = sorted({row[column] for row in export} - {"NA"})
        text += f'[questions.{column}]\ntext = "{column}"\nlevels = [{", ".join(map(quoted, levels))}]\n'
    study = folder / "men.toml"
    study.write_text(text, encoding="utf-8")
    return study


def test_every_published_weighted_share_of_ticks_comes_out_with_those_who_were_asked_as_base(tmp_path: Path) -> None:
    survey = workflow.read(RAW, of_men(respondents(RAW), tmp_path))
    wanted = [cell for cell in cells() if cell.question.rstrip("_") in ASKED and cell.percent is not None]
    tried = 0
    for by in COLUMNS[1:]:
        _, results = workflow.compare(survey, by="=".join(by))
        shares = {
            (row.item.section, alike(row.item.text)): row.first.share.value
            for result in results
            for row in contrasts(result)
        }
        for cell in (cell for cell in wanted if cell.by == by):
            share = shares[cell.question.rstrip("_"), alike(cell.answer)]
            assert share is not None
            assert math.floor(100 * share + 0.5) == cell.percent, cell
            tried += 1
    assert tried == sum(cell.by != ("", "") for cell in wanted) > 300


def test_who_was_not_asked_is_in_no_base_of_an_option(tmp_path: Path) -> None:
    export = respondents(RAW)
    survey = workflow.read(RAW, of_men(export, tmp_path))
    _, results = workflow.compare(survey, ["q0010"], by="kids=Has children")
    for row in contrasts(results[0]):
        column = survey.study.questions[row.item.question].column
        asked = [one for one in export if one["kids"] == "Has children" and one[column] != "NA"]
        assert (row.first.n, row.first.x) == (len(asked), sum(one[column] != "Not selected" for one in asked))
