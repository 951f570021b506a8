from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit.errors import StudyError
from samkit.study.load import load
from tests.builders import STUDY, answers, files

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.errors import Problem
    from samkit.study.model import Study

SOURCE = """
[sources.before]
study = "earlier/survey.toml"
export = "earlier/survey.csv"
title = "The year before"
"""
FIGURE = '\n[[figures]]\nid = "3"\nsection = "practices"\nchart = "dumbbell"\nsource = "before"\n'


def written(folder: Path, more: str = SOURCE + FIGURE, other: str = STUDY) -> Path:
    """Write a study, its source in a folder below, and give the study file."""
    (folder / "earlier").mkdir()
    files(folder / "earlier", answers(seed=2), other)
    return files(folder, text=STUDY + more).with_suffix(".toml")


def loaded(folder: Path, more: str = SOURCE + FIGURE, other: str = STUDY) -> Study:
    return load(written(folder, more, other))


def problems(folder: Path, more: str = SOURCE + FIGURE, other: str = STUDY) -> tuple[Problem, ...]:
    with pytest.raises(StudyError) as caught:
        loaded(folder, more, other)
    return caught.value.problems


def test_a_source_is_a_study_with_its_export_and_a_figure_may_be_drawn_from_it(tmp_path: Path) -> None:
    study = loaded(tmp_path)
    source = study.sources["before"]
    assert (source.title, source.export) == ("The year before", str(tmp_path / "earlier" / "survey.csv"))
    assert source.study.path == str(tmp_path / "earlier" / "survey.toml")
    assert source.study.digest == load(tmp_path / "earlier" / "survey.toml").digest
    assert [figure.source for figure in study.figures] == ["", "", "before"]


def test_a_source_without_a_title_has_that_of_its_study(tmp_path: Path) -> None:
    study = loaded(tmp_path, SOURCE.replace('title = "The year before"\n', ""), STUDY.replace("A small", "An earlier"))
    assert study.sources["before"].title == "An earlier study"


@pytest.mark.parametrize("key", ["study", "export"])
@pytest.mark.parametrize("named", ["/etc/passwd", "../survey.toml", "earlier/../../x.toml", "earlier\\\\survey.toml"])
def test_a_source_lies_below_the_folder_of_the_study_file(tmp_path: Path, key: str, named: str) -> None:
    text = SOURCE.replace(f'{key} = "earlier/survey', f'{key} = "{named}"  # "')
    found = problems(tmp_path, text)
    assert [(problem.code, problem.place.key) for problem in found] == [("outside_folder", f"sources.before.{key}")]
    line = next(number for number, line in enumerate((STUDY + text).split("\n"), 1) if line.startswith(f"{key} = "))
    assert found[0].place.line == line


def test_a_link_does_not_lead_a_source_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "here").mkdir()
    files(tmp_path / "elsewhere")
    path = files(tmp_path / "here", text=STUDY + SOURCE).with_suffix(".toml")
    (tmp_path / "here" / "earlier").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StudyError, match=r"only files of its own folder"):
        load(path)


def test_faults_of_the_study_and_of_its_sources_are_told_in_one_go_each_in_its_file(tmp_path: Path) -> None:
    wrong = STUDY.replace('favourable = ["Agree"]', 'favourable = ["Agre"]')
    found = problems(tmp_path, SOURCE + FIGURE.replace('"practices"', '"practises"'), wrong)
    assert {(problem.code, problem.place.file) for problem in found} == {
        ("unknown_level", str(tmp_path / "earlier" / "survey.toml")),
        ("unknown_section", str(tmp_path / "survey.toml")),
    }


def test_a_figure_of_a_source_names_what_the_study_of_the_source_has(tmp_path: Path) -> None:
    other = STUDY.replace("sections.practices", "sections.habits").replace('"practices"', '"habits"')
    found = problems(tmp_path, SOURCE + FIGURE, other)
    assert found[0].code == "unknown_section"
    assert "'habits'" in found[0].hint


@pytest.mark.parametrize("key", ["source", "compare"])
def test_a_source_that_is_not_declared_is_told_with_what_there_is(tmp_path: Path, key: str) -> None:
    text = SOURCE + FIGURE.replace('source = "before"', f'{key} = "befor"')
    found = next(problem for problem in problems(tmp_path, text) if problem.code == "unknown_source")
    assert found.hint == "did you mean 'before'?"


def test_a_source_has_no_sources_of_its_own(tmp_path: Path) -> None:
    found = problems(tmp_path, other=STUDY + SOURCE.replace("earlier/", ""))
    assert [problem.code for problem in found] == ["nested_sources"]


def test_a_source_whose_files_are_not_there_is_told(tmp_path: Path) -> None:
    path = files(tmp_path, text=STUDY + SOURCE).with_suffix(".toml")
    with pytest.raises(StudyError) as caught:
        load(path)
    assert [problem.place.key for problem in caught.value.problems] == ["sources.before.study", "sources.before.export"]
