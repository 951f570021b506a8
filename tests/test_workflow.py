from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import samkit
from samkit import drawing, reporting, workflow
from samkit.errors import DataError
from tests.builders import STUDY, answers, files, surveyed

if TYPE_CHECKING:
    from pathlib import Path


def test_the_whole_way_works_from_a_notebook(tmp_path: Path) -> None:
    path = files(tmp_path)
    door: Any = samkit  # where a verb and a submodule share a name, the type checker sees the submodule
    survey = samkit.read(path, path.with_suffix(".toml"))
    survey, result = door.classify(survey)
    survey, results = samkit.compare(survey, ["practices"])
    survey, index = door.report(survey, tmp_path / "out", formats=["svg"])
    assert result.grouping.n_first == 40
    assert [found.section for found in results] == ["practices"]
    assert index.is_file()
    assert len(survey.export.frame()) == 120


def test_only_the_columns_that_the_study_names_are_kept_unless_all_are_asked_for(tmp_path: Path) -> None:
    path = files(tmp_path, {**answers(), "mail": ["a@example.org"] * 120})
    assert "mail" not in workflow.read(path, path.with_suffix(".toml")).export.columns
    assert "mail" in workflow.read(path, path.with_suffix(".toml"), keep_all=True).export.columns


def test_results_come_in_the_order_of_the_sections_that_were_asked_for() -> None:
    survey = surveyed(answers())
    wanted = ["maturity", "practices", "outcome"]
    assert [result.section for result in workflow.compare(survey, wanted)[1]] == wanted


def test_one_scan_gives_what_each_section_gives_by_itself() -> None:
    survey = surveyed(answers())
    together = workflow.compare(survey)[1]
    assert together == tuple(workflow.compare(survey, [name])[1][0] for name in survey.study.sections)


def test_a_result_says_what_it_was_made_from(tmp_path: Path) -> None:
    path = files(tmp_path)
    made = workflow.provenance(workflow.read(path, path.with_suffix(".toml")))
    assert (made.data, made.study, made.respondents) == ("survey.csv", "A small study", 120)
    assert len(made.data_digest) == len(made.study_digest) == 64
    assert str(tmp_path) not in repr(made)


def test_every_problem_of_the_answers_is_told_at_once_in_the_order_of_lines() -> None:
    columns = answers(30)
    columns["plan"][20] = "Agre"
    columns["train"][3] = "Maybe"
    with pytest.raises(DataError) as caught:
        surveyed(columns)
    assert [(problem.place.line, problem.got) for problem in caught.value.problems] == [(5, "Maybe"), (22, "Agre")]


def test_a_report_of_several_groupings_counts_each_by_its_own() -> None:
    text = STUDY.replace(
        "[sections.practices]",
        '[groups.other]\ntop = "Plan"\nrest = "Do not"\ncriteria = [{ label = "Plans", '
        'question = "plan", is_in = ["Agree"] }]\n\n[sections.practices]',
    ).replace('chart = "p_top"', 'chart = "p_top"\nby = "other"')
    results = reporting.made(surveyed(answers(), text))[1]
    told = [result.grouping.first for result in results if result.kind != "trust"]
    assert told == ["Top Performers", "Top Performers", "Plan"]


def test_formats_are_given_in_one_order_each_once() -> None:
    assert reporting.formats(["pdf", "svg", "pdf"]) == ("svg", "pdf")
    assert reporting.formats([]) == drawing.FORMATS
