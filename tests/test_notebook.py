"""The face that a notebook sees: what verbs give shows itself, unpacks, and gives frames and figures."""

from __future__ import annotations

import csv
import inspect
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from matplotlib.figure import Figure

import samkit
from samkit import catalogue, checking, notebook, publish, workflow
from samkit.errors import StudyError
from samkit.notebook import Answer
from samkit.results import Result
from tests.builders import CROSSED, NUMBERS, STUDY, answers, numbers, surveyed
from tests.index.made import computed
from tests.pipeline import made as pipeline
from tests.practices import made as practices

if TYPE_CHECKING:
    from samkit.survey import Survey

DOOR: Any = samkit  # where a verb and a submodule share a name, the type checker sees the submodule


@pytest.fixture
def survey() -> Survey:
    columns = {"id": [f"F{row}" for row in range(120)], **numbers(answers())}
    return surveyed(columns, STUDY.replace("hide_below", 'respondent = "id"\nhide_below') + NUMBERS + CROSSED)


def every(survey: Survey) -> dict[str, Answer]:
    """Ask each verb that needs no file."""
    return {
        "classify": DOOR.classify(survey),
        "compare": DOOR.compare(survey),
        "profile": DOOR.profile(survey),
        "trend": DOOR.trend(survey),
        "rank": DOOR.rank(survey, replicates=200),
        "drivers": DOOR.drivers(survey, ["plan", "meet"]),
        "benchmark": DOOR.benchmark(survey, survey),
        "organisation": DOOR.benchmark(survey, survey, organisation="F0", items=["practices"]),
        "reconcile": DOOR.reconcile("sam_2016"),
    }


def test_a_verb_gives_what_the_library_gives_and_unpacks_like_it(survey: Survey) -> None:
    labelled, results = DOOR.compare(survey, ["practices"])
    assert results == workflow.compare(survey, ["practices"])[1]
    assert labelled.groups
    assert isinstance(DOOR.classify(survey)[1], Result)


def test_one_name_may_stand_where_several_are_taken(survey: Survey) -> None:
    assert DOOR.compare(survey, "practices").found == DOOR.compare(survey, ["practices"]).found
    assert DOOR.drivers(survey, "plan", adjust="size").found == DOOR.drivers(survey, ["plan"], adjust=["size"]).found


def test_every_answer_shows_itself_as_a_table_and_gives_every_row_of_it(survey: Survey) -> None:
    for verb, answer in every(survey).items():
        shown = answer._repr_html_()
        assert shown.count("<table>") == len(answer.tables()) > 0, verb
        assert all(table.title.split()[0] in repr(answer) for table in answer.tables()), verb
        assert len(answer.frame()) == sum(len(table.rows) for table in answer.tables()), verb


def test_a_frame_has_the_columns_and_the_numbers_of_the_csv(survey: Survey) -> None:
    answer = DOOR.compare(survey)
    header, *rows = csv.reader(io.StringIO(publish.text(answer.results, "csv")))
    frame = answer.frame()
    assert list(frame.columns) == header
    at = header.index("gap_lower")
    assert [
        None if value is None else float(value)
        for value in frame["gap_lower"].astype(object).where(frame["gap_lower"].notna(), None)
    ] == [float(row[at]) if row[at] else None for row in rows]
    assert set(frame.attrs["columns"]) == set(header)


def test_one_table_of_several_is_taken_by_its_name(survey: Survey) -> None:
    answer = DOOR.classify(survey)
    assert list(answer.frame("groups")["section"].unique()) == ["groups"]
    assert len(answer.frame("groups")) == 3
    with pytest.raises(StudyError, match="criteria"):
        answer.frame("criterion")


def test_one_section_of_several_is_taken_by_its_name(survey: Survey) -> None:
    answer = DOOR.compare(survey)
    assert [result.section for result in answer.section("maturity").results] == ["maturity"]
    with pytest.raises(StudyError, match="practices"):
        answer.section("practises")


@pytest.mark.parametrize("chart", [name for name, entry in catalogue.CHARTS.items() if entry.takes == "gap"])
def test_a_gap_analysis_is_drawn_by_every_chart_that_takes_one(survey: Survey, chart: str) -> None:
    assert isinstance(DOOR.compare(survey, ["practices"]).figure(chart), Figure)


@pytest.mark.parametrize("kind", sorted({entry.takes for entry in catalogue.CHARTS.values()}))
def test_every_kind_of_result_that_a_chart_takes_has_a_figure_without_naming_one(survey: Survey, kind: str) -> None:
    found = [result for answer in every(survey).values() for result in answer.results]
    found += [checking.looked_at(survey.study, survey.export)[1], *workflow.robustness(survey, permutations=20)[1]]
    found += (*workflow.halo(survey, replicates=200)[1], computed(), *pipeline.results())
    found += (practices.computed(), workflow.compare(practices.survey(), ["table"])[1][0])
    found += (*workflow.power(survey)[1], *workflow.adjusted(survey, adjust=["ripe"])[1])
    result = next(result for result in found if result.kind == kind)
    assert isinstance(Answer(survey, result).figure(), Figure)


def test_a_chart_that_does_not_fit_is_refused_with_those_that_do(survey: Survey) -> None:
    with pytest.raises(StudyError, match="paired_bars"):
        DOOR.compare(survey, ["practices"]).figure("slope")
    with pytest.raises(StudyError, match=r"gap.*\n.*frame"):
        DOOR.classify(survey).figure()


def test_a_figure_of_several_results_is_refused_with_their_names(survey: Survey) -> None:
    with pytest.raises(StudyError, match="practices, outcome, maturity"):
        DOOR.compare(survey).figure()


def test_a_figure_that_takes_several_pages_says_so_and_gives_each() -> None:
    items = ", ".join(f'p{place} = {{ text = "Practice {place}", question = "plan" }}' for place in range(35))
    text = f'{STUDY}\n[sections.many]\ntitle = "Many"\nscale = "agreement"\nquestions = {{ {items} }}\n'
    answer = DOOR.compare(surveyed(answers(), text), ["many"])
    with pytest.warns(UserWarning, match="1 of 2"):
        answer.figure()
    assert isinstance(answer.figure(page=2), Figure)
    with pytest.raises(StudyError, match="1 to 2"):
        answer.figure(page=3)


def test_a_figure_shows_itself_as_a_picture(survey: Survey) -> None:
    data, size = DOOR.compare(survey, ["practices"]).figure()._repr_png_()
    assert data.startswith(b"\x89PNG")
    assert size["width"] > size["height"] / 3 > 0


def test_an_answer_says_in_html_what_is_unclassified_synthetic_and_by_which_method() -> None:
    text = STUDY.replace("hide_below", 'synthetic = "Synthetic <data>"\nhide_below')
    shown = DOOR.compare(surveyed(answers(), text), ["practices"])._repr_html_()
    assert "Synthetic &lt;data&gt;" in shown
    assert "Miettinen-Nurminen" in shown
    assert re.search(r"n: Top Performers \d+ to 40, The Rest", shown)
    assert "1 unclassified left out" in shown


def test_neither_an_answer_nor_a_survey_shows_a_respondent(survey: Survey) -> None:
    answer = DOOR.classify(survey)
    assert repr(survey) == "Survey(export.csv: 120 respondents, 6 questions)"
    assert "grouped by performance" in repr(answer.survey)
    assert "array" not in repr(answer)


def test_the_rows_of_a_survey_come_typed_to_whoever_asks(survey: Survey) -> None:
    frame = DOOR.classify(survey).survey.frame()
    columns = numbers(answers())
    assert list(frame["plan"].cat.categories) == ["Disagree", "Neither", "Agree"]
    assert frame["plan"].cat.ordered
    assert list(frame["plan"].astype(object)) == columns["plan"]
    assert frame["train"].isna().sum() == sum(text in {"", "Don't know"} for text in columns["train"])
    assert str(frame["size"].dtype) == "Float64"
    assert frame["size"].isna().sum() == columns["size"].count("")
    assert dict(frame["performance"].value_counts()) == {"The Rest": 79, "Top Performers": 40, "Unclassified": 1}
    assert frame.attrs["columns"]["plan"] == "Plans accounts"


def test_a_verb_keeps_its_parameters_and_says_what_it_gives() -> None:
    signature = inspect.signature(DOOR.compare)
    assert list(signature.parameters) == ["data", "sections", "by"]
    assert signature.return_annotation is Answer
    assert "shows itself as tables" in DOOR.compare.__doc__
    assert DOOR.benchmark.__doc__.count("Raises") == 1
    assert DOOR.compare is DOOR.compare


def test_the_verbs_are_those_of_the_commands_and_a_notebook_completes_them() -> None:
    from samkit.cli.commands import COMMANDS

    names = {command.__name__.rpartition(".")[2] for command in COMMANDS}
    assert names - set(samkit.__all__) == {
        "init",
        "schema",
        "catalogue",
        "robustness",
        "halo",
        "power",
        "index",
        "pipeline",
        "practices",
        "trust",
    }  # these write files, list, or are in workflow
    assert set(samkit.__all__) == set(dir(samkit))
    assert notebook.shown(workflow.compare) is DOOR.compare
