"""A report of several studies: each figure from its own, with its own base, source and what is synthetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import reporting, workflow
from samkit.charts.items import about_items
from samkit.results import Benchmark, contrasts
from tests.builders import CROSSED, NUMBERS, STUDY, answers, files, numbers, surveyed

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.report.document import Document, Figure

SOURCE = """
[sources.before]
study = "earlier/survey.toml"
export = "earlier/survey.csv"
title = "the year before"
"""
FIGURES = """
[[figures]]
id = "3"
section = "practices"
chart = "dumbbell"
source = "before"

[[figures]]
id = "4"
section = "practices"
items = ["plan"]
chart = "waves"
compare = "before"

[[figures]]
id = "5"
chart = "forest"
order = "ratio"
"""
OTHER = STUDY.replace("A small study", "An earlier study").replace(
    "hide_below", 'source = "a diary"\nsynthetic = "Made up before"\nhide_below'
)


def before(rows: int = 90, seed: int = 2, gap: float = 0.1) -> dict[str, list[str]]:
    """Answers of an earlier wave, of whom everybody is in a group."""
    columns = answers(rows, seed=seed, gap=gap)
    columns["growth"][-1] = "Same"
    return columns


def made(folder: Path, more: str = SOURCE + FIGURES, *, earlier: dict[str, list[str]] | None = None) -> Document:
    (folder / "earlier").mkdir()
    files(folder / "earlier", earlier or before(), OTHER)
    path = files(folder, text=STUDY + more)
    return reporting.made(workflow.read(path, path.with_suffix(".toml")))[2]


def by_id(document: Document) -> dict[str, Figure]:
    return {figure.id: figure for figure in document.figures}


def test_a_figure_of_a_source_has_the_numbers_of_its_respondents_and_says_whose_they_are(tmp_path: Path) -> None:
    document = made(tmp_path)
    own = workflow.compare(surveyed(before(), OTHER), ["practices"])[1][0]
    figure = by_id(document)["3"]
    shown = contrasts(figure.pictures[0].rows)
    assert [(row.item.id, row.first, row.second) for row in shown] == [
        (row.item.id, row.first, row.second) for row in contrasts(own)
    ]
    below = "\n".join(figure.footer)
    assert "Source: a diary. Made up before" in below
    assert "a diary" not in "\n".join(by_id(document)["1"].footer)


def test_the_document_knows_what_every_source_was_made_from_and_who_was_in_its_groups(tmp_path: Path) -> None:
    document = made(tmp_path)
    (other,) = document.sources
    assert (other.study, other.respondents, other.data) == ("An earlier study", 90, "survey.csv")
    assert other.data_digest != document.provenance.data_digest
    assert [table.title.startswith("An earlier study: ") for table in document.tables] == [False, False, True, True]


def test_two_waves_are_held_against_each_other_group_by_group_and_both_are_named(tmp_path: Path) -> None:
    figure = by_id(made(tmp_path))["4"]
    rows = [row for row in about_items(figure.pictures[0].rows) if isinstance(row, Benchmark)]
    assert [row.group for row in rows] == ["Top Performers", "The Rest"]
    for row in rows:
        assert row.gap.value == pytest.approx((row.ours.share.value or 0.0) - (row.theirs.value or 0.0))
        assert row.n is not None
    assert "against the year before" in figure.title
    assert any("An earlier study, 90 respondents. Made up before" in line for line in figure.footer)
    assert dict(figure.options) == {"other": "the year before"}


def test_the_same_answers_in_both_waves_are_no_change(tmp_path: Path) -> None:
    figure = by_id(made(tmp_path, earlier=before(120, 1, 0.4)))["4"]
    assert "no change shown" in figure.title
    assert not any(sign in figure.title for sign in ("+", "−"))


def test_the_forest_of_all_items_has_each_question_once_with_the_verdict_of_its_own_section(tmp_path: Path) -> None:
    document = made(tmp_path)
    rows = contrasts(by_id(document)["5"].pictures[0].rows)
    assert sorted(row.item.id for row in rows) == ["growth_item", "meet", "plan", "train"]
    assert [row.ratio.value for row in rows] == sorted((row.ratio.value for row in rows), key=lambda r: -(r or 0.0))
    alone = {row.item.id: (row.q, row.verdict) for row in contrasts(by_id(document)["1"].pictures[0].rows)}
    assert {row.item.id: (row.q, row.verdict) for row in rows if row.item.id in alone} == alone


def test_a_question_that_two_sections_ask_stands_once_in_the_forest_of_all() -> None:
    again = (
        '\n[sections.again]\ntitle = "Again"\nquestions = { plan_again = { text = "Once more", question = "plan" } }\n'
    )
    figure = '\n[[figures]]\nid = "5"\nchart = "forest"\n'
    rows = contrasts(reporting.made(surveyed(answers(), STUDY + again + figure))[2].figures[-1].pictures[0].rows)
    assert [row.item.question for row in rows].count("plan") == 1


@pytest.mark.parametrize(
    ("keys", "columns", "said"),
    [
        ('section = "amounts"\nchart = "means"', {"first_mean", "both_mean", "difference"}, "differ on the number"),
        ('section = "crossed"\nchart = "heat_map"', {"share_1", "part", "n"}, "How ripe the process is"),
        ('chart = "composition"\nitems = ["size", "extra"]', {"both_share", "level"}, "respondents by Extra"),
    ],
)
def test_charts_of_other_analyses_bring_their_table_and_their_words(keys: str, columns: set[str], said: str) -> None:
    extra = '\n[questions.extra]\ntext = "Extra"\nlevels = ["Small", "Large"]\n'
    data = {**numbers(answers()), "extra": ["Small", "Large"] * 60}
    text = f'{STUDY}{NUMBERS}{CROSSED}{extra}\n[[figures]]\nid = "3"\n{keys}\n'
    figure = reporting.made(surveyed(data, text))[2].figures[-1]
    assert columns <= {column.key for column in figure.table.columns}
    assert said in figure.title
    assert figure.pictures[0].alt


def test_the_first_and_the_last_of_many_are_drawn_and_all_stand_in_the_table() -> None:
    text = STUDY.replace('chart = "dumbbell"\n', 'chart = "dumbbell"\nends = 1\n', 1)
    figure = reporting.made(surveyed(answers(), text))[2].figures[0]
    assert [row.item.id for row in contrasts(figure.pictures[0].rows)] == ["plan", figure.table.rows[-1][0]]
    assert dict(figure.options) == {"between": 1}
    assert len(figure.table.rows) == 3
