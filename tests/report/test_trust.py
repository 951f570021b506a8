"""One line for each finding in the titles, no stronger than what is left of it, and the same beside the figure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from samkit import reporting
from samkit.report import trust
from samkit.results import Outcome, Trust
from samkit.words.language import LANGUAGES
from tests.analyses.reread import answers, text
from tests.builders import surveyed

if TYPE_CHECKING:
    from samkit.report.document import Document

FIGURES = """
[[figures]]
id = "1"
section = "practices"
chart = "dumbbell"

[[figures]]
id = "2"
section = "results"
chart = "paired_bars"

[[figures]]
id = "3"
section = "practices"
items = ["plan"]
chart = "paired_bars"

[[figures]]
id = "4"
section = "practices"
chart = "ranked_bars"
"""

RIPE = """
[sections.ripe]
title = "Ripe"
analysis = "levels"
questions = { ripe = { text = "Ripe", question = "train" } }

[[figures]]
id = "5"
section = "ripe"
chart = "p_top"
"""


@cache
def document(settings: str = "", figures: str = FIGURES, effect: float = 1.5) -> Document:
    """Report practices that go with the trait behind the criteria, and the criteria themselves."""
    return reporting.made(surveyed(answers(400, effect=effect), text(settings) + figures))[2]


def lines(made: Document) -> dict[str, tuple[str, ...]]:
    """Give the figures of each line by its text."""
    return {each.text: each.figures for each in made.trust.sentences}


def test_each_finding_in_a_title_has_one_line_that_names_its_figures() -> None:
    told = lines(document())
    plan = [figures for line, figures in told.items() if line.startswith("Plans accounts – holds")]
    assert plan == [("1", "3")]
    for item in ("Revenue", "Profit", "Satisfaction", "Success"):
        said = [(line, figures) for line, figures in told.items() if line.startswith(f"{item} – ")]
        assert [figures for _, figures in said] == [("2",)]
        assert "does not hold: part of what defines Top Performers" in said[0][0]


def test_the_first_line_counts_the_others() -> None:
    first, *others = document().trust.sentences
    holds = sum("– holds: " in each.text for each in others)
    caution = sum("– holds with a caution: " in each.text for each in others)
    fails = sum("– does not hold: " in each.text for each in others)
    assert first.text.startswith(f"{holds + caution + fails} findings of gaps stand in the titles of figures. ")
    assert first.text.endswith(
        f"“holds” for {holds}, “holds with a caution” for {caution}, “does not hold” for {fails}."
    )


def test_what_was_not_examined_is_said_with_the_figures_that_it_is_about() -> None:
    told = {line: figures for line, figures in lines(document()).items() if line.startswith("Not examined")}
    assert list(told.values()) == [("1", "3")]
    assert all("no groups without self-ratings" in line and "not adjusted" in line for line in told)


def test_titles_of_other_kinds_than_gaps_are_not_passed_over_in_silence() -> None:
    assert not any("other than gaps" in line for line in lines(document()))
    with_trend = lines(document(figures=RIPE + FIGURES))
    assert [figures for line, figures in with_trend.items() if "other than gaps" in line] == [("5",)]


def test_a_title_that_claims_nothing_has_no_line() -> None:
    made = document(figures='[[figures]]\nid = "1"\nsection = "practices"\nitems = ["train"]\nchart = "paired_bars"')
    assert "no difference shown" in made.figures[0].title or "the same within" in made.figures[0].title
    assert [each.text for each in made.trust.sentences if "no difference" in each.text] == []
    bars = document(figures='[[figures]]\nid = "1"\nsection = "practices"\nchart = "ranked_bars"')
    assert bars.trust.sentences == ()
    assert bars.figures[0].takeaway == ""


def test_the_figure_itself_says_what_is_left_of_its_finding() -> None:
    one, results, alone, bars = document().figures
    assert "Plans accounts – holds" in one.takeaway
    assert results.takeaway.count("does not hold") == 4
    assert "The finding holds" in alone.takeaway
    assert "hold" not in bars.takeaway


def test_only_a_title_that_names_the_first_of_several_is_held_to_its_place() -> None:
    several, _, alone, _ = document().figures
    place = "the widest gap of its section"
    assert place not in alone.takeaway
    shown = '[[figures]]\nid = "3"\nsection = "practices"\nitems = ["plan"]\nchart = "paired_bars"'
    assert not any(place in line for line in lines(document(figures=shown)))
    unsure = reporting.made(
        surveyed({**answers(400, effect=1.5), "train": answers(400, effect=1.5)["plan"]}, text() + FIGURES)
    )
    assert "not surely the widest gap" in unsure[2].figures[0].takeaway
    assert several.takeaway != unsure[2].figures[0].takeaway


def test_the_tables_below_hold_every_item_of_the_sections() -> None:
    made = document()
    (practices, results) = sorted(made.trust.tables, key=lambda each: each.title)
    assert [row[1] for row in results.rows if row[6] == Outcome.FAILS] == [row[1] for row in results.rows]
    assert len(practices.rows) == 3
    assert len({table.name for table in made.trust.tables}) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_and_objection_can_be_told(language: str) -> None:
    made = document(f'language = "{language}"')
    assert len(made.trust.sentences) >= 6
    assert all("{" not in each.text and each.text.endswith(".") for each in made.trust.sentences)


def test_claims_of_other_groups_are_told_with_their_names() -> None:
    found = (
        text()
        + """
[groups.planners]
top = "Planners"
rest = "Others"
criteria = [{ label = "Trains managers", question = "train", is_in = ["Agree"] }]

[[figures]]
id = "1"
section = "practices"
items = ["plan"]
by = "planners"
chart = "paired_bars"

[[figures]]
id = "2"
section = "practices"
items = ["plan"]
chart = "paired_bars"
"""
    )
    columns = answers(400, effect=1.5)
    columns["train"] = ["Agree" if cell == "Agree" else "Disagree" for cell in columns["plan"]]
    made = reporting.made(surveyed(columns, found))[2]
    about = [line for line, figures in lines(made).items() if figures == ("1",)]
    told = [line for line in about if not line.startswith("Not examined: ")]
    assert told
    assert all(line.startswith("Plans accounts (Planners against Others) – ") for line in told)
    assert any("(Planners against Others)" in table.title for table in made.trust.tables)


def test_nothing_is_asked_where_no_figure_compares_groups() -> None:
    results = reporting.made(
        surveyed(answers(100), text() + '[[figures]]\nid = "1"\nsection = "practices"\nchart = "ranked_bars"')
    )[1]
    assert not any(isinstance(row, Trust) for result in results for row in result.rows)
    assert trust.passage((), (), results[0], document().words).sentences == ()
