from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import checking, publish
from samkit.findings import Finding, counted
from samkit.report.response import alt, caption
from samkit.tables import quality
from tests.builders import export, study
from tests.quality.made import STUDY, checked, clean

if TYPE_CHECKING:
    from samkit.results import Result


def faulty() -> Result:
    """A survey with a finding of each weight."""
    columns = clean()
    columns["plan"][3:9] = ["Agre"] * 6
    columns["train"][:72] = [""] * 72
    columns["note"] = ["x"] * len(columns["id"])
    return checked(columns)


def test_findings_stand_the_gravest_first_with_count_base_share_and_next_step() -> None:
    table = quality.found(faulty())
    assert [(row[0], row[1], row[2], row[3], row[4]) for row in table.rows] == [
        ("error", "unreadable", "plan", 6, 240),
        ("warning", "non-response", "train", 72, 240),
        ("remark", "columns", "", 1, 12),
    ]
    assert table.rows[1][5] == pytest.approx(0.3)
    assert "did you mean 'Agree'?" in str(table.rows[0][-1])
    assert str(table.rows[0][6]).endswith("(lines 5, 6, 7, 8, 9, …). Next: did you mean 'Agree'?")
    assert table.title == "Check of export.csv: 1 error, 1 warning, 1 remark"


def test_the_rule_of_a_check_stands_below_only_if_it_found_something() -> None:
    below = "\n".join(quality.found(faulty()).footer)
    assert "non-response: no answer out of those who were asked" in below
    assert "drop-off:" not in below


def test_a_question_has_a_row_with_everybody_in_one_of_its_counts() -> None:
    table = quality.answered(faulty())
    keys = [column.key for column in table.columns]
    assert [row[0] for row in table.rows] == [
        "growth",
        "plan",
        "train",
        "meet",
        "listen",
        "write",
        "review",
        "size",
        "region",
    ]
    for row in table.rows:
        cells = dict(zip(keys, row, strict=True))
        parts = ("answered", "not_answered", "does_not_apply", "does_not_know", "unreadable", "not_asked")
        assert sum(int(str(cells[part])) for part in parts) == 240
    assert dict(zip(keys, table.rows[2], strict=True))["not_answered_share"] == pytest.approx(0.3)


def test_both_tables_are_shown_and_a_clean_survey_says_that_it_is_clean() -> None:
    assert [table.name for table in publish.tables(faulty())] == ["questions", "findings"]
    (table,) = publish.tables(checked(clean()))
    assert "no errors, no warnings, no remarks" in table.footer[0]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (counted("ids", "", "error", (1, 9), "x", lines=(4,)), "x (line 4)"),
        (counted("ids", "", "error", (2, 9), "x", lines=(4, 7)), "x (lines 4, 7)"),
        (counted("ids", "", "error", (3, 9), "x", lines=(4, 7))._replace(unit="row"), "x (rows 4, 7, …)"),
        (Finding("ids", "", "error", None, None, None, "x", "y"), "x. Next: y"),
    ],
)
def test_lines_are_named_as_what_they_are(found: Finding, said: str) -> None:
    result = checked(clean())._replace(rows=(found,))
    assert quality.found(result).rows[0][6] == said


def test_the_figure_is_titled_by_what_is_missing_most_and_described_in_two_sentences() -> None:
    result = faulty()
    title = caption([], result).title
    assert title == "1 of 9 questions lack an answer from a tenth or more, “Trains” from 30 %; all stayed to the end"
    assert alt([], result).count(". ") == 1


def test_a_survey_of_one_respondent_can_be_checked() -> None:
    one = {name: texts[:1] for name, texts in clean().items()}
    result = checking.looked_at(study(STUDY), export(one))[1]
    assert {row.check for row in result.rows if isinstance(row, Finding)} <= {"levels", "groups"}
