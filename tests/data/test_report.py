"""The report of the shipped study: every figure of the source is there, and shows what was printed of it."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from samkit import reporting, workflow
from samkit.numbers import rounded
from samkit.results import Estimate, contrasts
from samkit.study import templates
from samkit.study.load import load
from tests.data.respondents import DATA
from tests.reference import SHARED, need_shared

if TYPE_CHECKING:
    from samkit.report.document import Document, Figure

pytestmark = need_shared
PATH = SHARED / "published" / "sam_2016.toml"
SOURCE: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else {}
OF_OTHERS = {"1", "1a", "3b", "9"}
CHARTS = {
    "1": "ranked_bars", "1a": "dumbbell", "2": "paired_bars", "3": "paired_bars", "3b": "waves", "4": "slope",
    "5": "paired_bars", "5a": "paired_bars", "6": "p_top", "6a": "dumbbell", "7": "dumbbell", "8": "paired_bars",
    "9": "heat_map", "10": "paired_bars", "11": "paired_bars", "12": "p_top", "13": "stacked_levels",
    "14": "paired_bars", "15": "paired_bars", "15a": "paired_bars", "16": "dumbbell", "17": "paired_bars",
    "20": "quadrant", "21": "forest", "18": "ranked_bars", "19": "ranked_bars",
    "23": "composition", "22": "means", "24": "margins",
}  # fmt: skip
SHARES = [
    ("2", "revenue_20", 55, 18), ("5a", "deeper_reach", 33, 47), ("6a", "sam_process", 14, 41),
    ("10", "creates_new_business", 76, 47), ("11", "ideas_from_plans", 66, 37), ("15a", "planning_tool", 29, 48),
    ("15a", "implementing_plans", 20, 45),
]  # fmt: skip
RATIOS = [
    ("2", "revenue_20", 3.1),
    ("2", "profit_20", 3.4),
    ("2", "satisfaction_improved", 4.5),
    ("11", "ideas_from_plans", 1.8),
]
MEANS = [("account_size", 6.8, 4.6, 1), ("account_count", 20, 23, 0), ("further_potential", 36, 60, 0)]


@cache
def document() -> Document:
    return reporting.made(workflow.read(DATA / "sam_2016.csv", DATA / "sam_2016.toml"))[2]


def figure(name: str) -> Figure:
    return next(figure for figure in document().figures if figure.id == name)


def cell(name: str, item: str, column: str, by: str = "item_id") -> float:
    table = figure(name).table
    keys = [column.key for column in table.columns]
    row = next(row for row in table.rows if row[keys.index(by)] == item)
    found = row[keys.index(column)]
    value = found.value if isinstance(found, Estimate) else found
    assert isinstance(value, float)
    return value


def test_every_figure_of_the_source_is_in_the_report_in_its_order() -> None:
    printed = [figure["id"] for figure in SOURCE["figure"]]
    ours = [figure.id for figure in document().figures if figure.id in printed]
    assert len(printed) == 21
    assert ours == sorted(printed, key=lambda name: (int(name.rstrip("a")), name))


@pytest.mark.parametrize(("name", "chart"), CHARTS.items())
def test_a_figure_is_drawn_as_the_chart_that_shows_its_point(name: str, chart: str) -> None:
    assert figure(name).chart == chart


def test_the_questionnaire_has_every_figure_that_needs_no_other_study() -> None:
    own = {figure.id for figure in load("sam").figures}
    assert own == {figure.id for figure in load(DATA / "sam_2016.toml").figures} - OF_OTHERS
    assert "sam" in templates.names()


@pytest.mark.parametrize(("name", "item", "top", "rest"), SHARES)
def test_a_printed_share_stands_in_its_figure(name: str, item: str, top: int, rest: int) -> None:
    assert rounded(100 * cell(name, item, "first_share")) == top
    assert rounded(100 * cell(name, item, "second_share")) == rest


@pytest.mark.parametrize(("name", "item", "ratio"), RATIOS)
def test_a_printed_ratio_stands_in_its_figure(name: str, item: str, ratio: float) -> None:
    assert rounded(cell(name, item, "ratio"), 1) == ratio


@pytest.mark.parametrize(("item", "top", "rest", "digits"), MEANS)
def test_a_printed_mean_stands_in_its_figure(item: str, top: float, rest: float, digits: int) -> None:
    assert rounded(cell("22", item, "first_mean"), digits) == top
    assert rounded(cell("22", item, "second_mean"), digits) == rest


def test_the_mean_of_all_accounts_stands_in_its_figure() -> None:
    assert rounded(cell("22", "account_size", "both_mean"), 1) == 4.9


def test_every_printed_demographic_stands_in_its_figure() -> None:
    for question in SOURCE["demographic"]:
        for level, printed in question["levels"].items():
            name = level[0].upper() + level[1:]
            assert rounded(100 * cell("23", name, "both_share", "level")) == printed


def test_the_greatest_and_the_least_gap_of_the_earlier_study_are_drawn_first_and_last() -> None:
    rows = figure("1a").table.rows
    assert len(rows) == 72
    assert rounded(100 * cell("1a", "existing_accounts", "gap")) == 29
    assert rounded(100 * cell("1a", "growth_potential", "gap")) == 3
    drawn = contrasts(figure("1a").pictures[0].rows)
    assert [drawn[place].item.id for place in (0, -1)] == ["existing_accounts", "growth_potential"]


def test_priorities_have_their_cut_off_and_are_of_all_sales_leaders() -> None:
    assert dict(figure("1").options) == {"of": "all", "cut_off": 15}
    shares = [cell("1", str(row[0]), "prevalence") for row in figure("1").table.rows]
    assert shares == sorted(shares, reverse=True)
    assert sum(rounded(100 * share) >= 15 for share in shares) == 15


def test_where_buyers_found_the_opportunity_shows_both_printed_numbers() -> None:
    assert rounded(100 * cell("9", "The seller", "part", "category")) == 14
    assert "75 percent, are Strategic purchases" in "\n".join(figure("9").footer)


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_figure_says_that_its_data_are_synthetic_and_who_was_asked(name: str) -> None:
    below = "\n".join(figure(name).footer)
    assert "Synthetic data" in below
    assert "Source: " in below


def test_each_figure_of_another_study_names_its_own_source() -> None:
    sources = {
        name: next(line for line in figure(name).footer if line.startswith("Source: ")) for name in ("1", "2", "9")
    }
    assert len(set(sources.values())) == 3
    assert "of this wave was published" not in "\n".join(figure("3").footer)
    assert "no number is that of the wave" in "\n".join(figure("3b").footer)


def test_no_change_is_claimed_since_a_wave_of_which_nothing_was_published() -> None:
    title = figure("3b").title
    assert "assumed" in title
    assert "no change shown" in title
    assert not any(sign in title for sign in ("+", "−"))
