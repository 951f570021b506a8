from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import reporting
from samkit.charts.items import about_items, item_of
from samkit.charts.pages import MOST_ROWS
from samkit.charts.scale import ratio_range
from samkit.results import Rank, contrasts
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

if TYPE_CHECKING:
    from samkit.report.document import Document


def made(text: str = STUDY, columns: dict[str, list[str]] | None = None) -> Document:
    return reporting.made(surveyed(columns or answers(), text))[2]


FIGURE = '[[figures]]\nid = "1"\nsection = "practices"\nchart = "dumbbell"\n'


def items(document: Document) -> list[str]:
    return [row.item.id for row in contrasts(document.figures[0].pictures[0].rows)]


def test_figures_stand_in_the_order_of_the_study() -> None:
    assert [(figure.id, figure.chart) for figure in made().figures] == [("1", "dumbbell"), ("2", "p_top")]


def test_a_figure_shows_the_items_that_it_names_and_counts_only_them() -> None:
    document = made(STUDY.replace(FIGURE, f'{FIGURE}items = ["meet", "plan"]\n'))
    assert sorted(items(document)) == ["meet", "plan"]
    assert len(document.figures[0].table.rows) == 2


@pytest.mark.parametrize("order", ["questionnaire", "prevalence", "gap"])
def test_rows_stand_in_the_order_that_is_asked_for(order: str) -> None:
    rows = contrasts(made(STUDY.replace(FIGURE, f'{FIGURE}order = "{order}"\n')).figures[0].pictures[0].rows)
    keys: dict[str, list[float]] = {
        "questionnaire": [row.position for row in rows],
        "prevalence": [-((row.first.x or 0) + (row.second.x or 0)) / (row.first.n + row.second.n) for row in rows],
        "gap": [-(row.gap.value or 0) for row in rows],
    }
    assert keys[order] == sorted(keys[order])


def test_a_title_that_the_study_gives_is_kept() -> None:
    assert made(STUDY.replace(FIGURE, f'{FIGURE}title = "Ours"\n')).figures[0].title == "Ours"


def test_a_long_list_is_cut_into_pages_of_almost_equal_length_and_loses_nothing() -> None:
    names = [f"item{number}" for number in range(2 * MOST_ROWS + 1)]
    listed = ", ".join(f'{name} = "{name}"' for name in names)
    text = STUDY.replace('plan = "Plans accounts"', f'plan = "Plans accounts", {listed}')
    columns = {**answers(), **{name: answers()["plan"] for name in names}}
    figure = made(text, columns).figures[0]
    pages = [len(contrasts(picture.rows)) for picture in figure.pictures]
    assert sum(pages) == len(names) + 3
    assert max(pages) <= MOST_ROWS
    assert len(pages) == 3
    assert [picture.name for picture in figure.pictures] == ["figure-1-page-1", "figure-1-page-2", "figure-1-page-3"]


def test_the_pages_of_a_forest_share_the_axis_that_all_their_ratios_need() -> None:
    names = [f"item{number}" for number in range(MOST_ROWS)]
    listed = ", ".join(f'{name} = "{name}"' for name in names)
    text = STUDY.replace('plan = "Plans accounts"', f'plan = "Plans accounts", {listed}').replace("dumbbell", "forest")
    wide = {**answers(), **{name: answers(gap=0.02 * place)["plan"] for place, name in enumerate(names)}}
    figure = made(text, wide).figures[0]
    ratios = [row.ratio for picture in figure.pictures for row in contrasts(picture.rows)]
    assert len(figure.pictures) == 2
    assert tuple(end for _, end in figure.options) == ratio_range(ratios)
    alone = made(STUDY.replace("dumbbell", "forest")).figures[0]
    assert alone.options == ()


def test_every_figure_names_bases_methods_level_and_family_below() -> None:
    text = STUDY.replace("hide_below", 'source = "Our survey."\nsynthetic = "Made up."\nhide_below')
    footer = "\n".join(made(text).figures[0].footer)
    said = (
        "Top Performers 27 to 40, The Rest 48 to 79",
        "unclassified left out",
        "95 % intervals",
        "Miettinen-Nurminen",
        "±10 points",
    )
    for part in (*said, "3 items of “Practices”, Benjamini-Hochberg", "Source: Our survey. Made up"):
        assert part in footer


def drawn_as(chart: str, more: str = "") -> Document:
    return made(STUDY.replace(FIGURE, f'[[figures]]\nid = "1"\nsection = "practices"\nchart = "{chart}"\n{more}'))


def test_a_slope_draws_the_ranking_of_a_section_and_says_how_sure_each_first_place_is() -> None:
    figure = drawn_as("slope", 'analysis = "rank"\n').figures[0]
    assert next(row.item.id for row in figure.pictures[0].rows.rows if isinstance(row, Rank)) == "plan"
    assert figure.title.startswith("Most common: ")
    assert "most separating: Plans accounts" in figure.title
    assert "shown to be first" in figure.title
    assert "1 where Top Performers are furthest above The Rest" in figure.subtitle
    assert any("bootstrap draws" in line for line in figure.footer)
    assert figure.pictures[0].alt.startswith("Two rankings of the same items, by share and by gap")
    assert {"rank_by_share", "rank", "gap"} <= {column.key for column in figure.table.columns}


def test_a_quadrant_says_what_stands_against_what() -> None:
    figure = drawn_as("quadrant").figures[0]
    assert figure.subtitle.endswith("share of both groups together against gap in points")
    assert len(contrasts(figure.pictures[0].rows)) == 3


@pytest.mark.parametrize(("of", "name"), [("top", "Top Performers"), ("rest", "The Rest")])
def test_ranked_bars_stand_in_the_order_of_the_shares_of_one_group(of: str, name: str) -> None:
    document = drawn_as("ranked_bars", f'of = "{of}"\ncut_off = 40\n')
    rows = contrasts(document.figures[0].pictures[0].rows)
    shares = [(row.first if of == "top" else row.second).share.value or 0.0 for row in rows]
    assert shares == sorted(shares, reverse=True)
    assert document.figures[0].title.startswith(f"Most common among {name}, in this sample: {rows[0].item.text}")
    assert document.figures[0].subtitle.endswith(f"percent of {name}; largest share first")
    assert dict(document.figures[0].options) == {"of": of, "cut_off": 40}


def test_what_did_not_matter_is_drawn_of_the_questions_that_no_section_compares() -> None:
    text = STUDY.replace(FIGURE, '[[figures]]\nid = "1"\nchart = "margins"\n') + NUMBERS.split("[sections")[0]
    figure = made(text, numbers(answers())).figures[0]
    assert [item_of(row).id for row in about_items(figure.pictures[0].rows)] == ["size"]
    assert dict(figure.options) == {"margin": pytest.approx(0.1)}
    assert figure.title == "Top Performers and The Rest differ on the question (Size)"
    assert figure.subtitle.startswith("Difference of means, 90 percent intervals")
    assert len(figure.table.rows) == 1


def test_what_did_not_matter_can_be_drawn_of_a_section() -> None:
    figure = drawn_as("margins").figures[0]
    assert len(about_items(figure.pictures[0].rows)) == 3
    assert "margin 10 points" in figure.subtitle


def test_a_model_is_drawn_with_whom_it_was_fitted_to_and_odds_ratios_called_so() -> None:
    figure = drawn_as("odds", 'items = ["plan", "meet"]\n').figures[0]
    assert {item_of(row).id for row in about_items(figure.pictures[0].rows)} == {"plan", "meet"}
    assert "Plans accounts (odds ratio " in figure.title
    assert "times as likely" not in f"{figure.title} {figure.subtitle}"
    assert figure.footer[0].startswith("n in the model: Top Performers ")
    assert "left out, who did not answer every question" in figure.footer[0]
