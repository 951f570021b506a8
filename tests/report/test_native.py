from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import reporting
from samkit.results import contrasts, levels
from tests.builders import STUDY, answers, surveyed

if TYPE_CHECKING:
    from samkit.report.document import Figure, Native

SECTIONS = {"p_top": "maturity", "stacked_levels": "maturity"}


def figure(chart: str, more: str = "", columns: dict[str, list[str]] | None = None) -> Figure:
    head = STUDY[: STUDY.index("[[figures]]")]
    text = f'{head}[[figures]]\nid = "1"\nsection = "{SECTIONS.get(chart, "practices")}"\nchart = "{chart}"\n{more}'
    return reporting.made(surveyed(columns or answers(), text))[2].figures[0]


def native(chart: str, more: str = "", columns: dict[str, list[str]] | None = None) -> Native:
    found = figure(chart, more, columns).native
    assert found is not None
    return found


def few() -> dict[str, list[str]]:
    """Let four of one group answer one item, and nobody of the other."""
    columns = answers()
    firsts = [row for row, growth in enumerate(columns["growth"]) if growth == "Grew"]
    columns["train"] = ["Agree" if row in firsts[:4] else "" for row in range(len(columns["growth"]))]
    return columns


@pytest.mark.parametrize("chart", ["paired_bars", "dumbbell"])
def test_two_groups_have_the_shares_of_their_counts_in_the_order_of_the_figure(chart: str) -> None:
    found = figure(chart, 'order = "prevalence"\n')
    rows = contrasts(found.pictures[0].rows)
    assert found.native is not None
    assert found.native.categories == tuple(row.item.text for row in rows)
    assert found.native.series[0].values == tuple((row.first.x or 0) / row.first.n for row in rows)
    assert found.native.series[1].values == tuple((row.second.x or 0) / row.second.n for row in rows)
    assert [series.role for series in found.native.series] == ["first", "second"]


@pytest.mark.parametrize("chart", ["paired_bars", "dumbbell", "ranked_bars"])
def test_a_base_too_small_to_show_gives_no_number_and_keeps_its_category(chart: str) -> None:
    found = native(chart, columns=few())
    place = found.categories.index("Trains managers")
    assert all(series.values[place] is None for series in found.series)
    assert all(value is not None for at, value in enumerate(found.series[0].values) if at != place)


def test_what_stands_beside_a_chart_has_a_row_for_each_category() -> None:
    for chart in ("paired_bars", "dumbbell", "ranked_bars", "p_top"):
        found = native(chart)
        assert found.beside is not None
        assert len(found.beside.rows) == len(found.categories) == len(found.series[0].values)


def test_items_below_the_cut_off_are_counted_in_one_category_without_a_number() -> None:
    every = native("ranked_bars")
    lowest = min(value for value in every.series[0].values if value is not None)
    found = native("ranked_bars", f"cut_off = {round(lowest * 100) + 1}\n")
    assert len(found.categories) == len(every.categories)
    assert found.categories[-1].startswith("1 more below")
    assert found.series[0].values == (*every.series[0].values[:-1], None)


@pytest.mark.parametrize("of", ["top", "rest"])
def test_ranked_bars_are_those_of_the_group_that_is_asked_for(of: str) -> None:
    found = figure("ranked_bars", f'of = "{of}"\n')
    rows = contrasts(found.pictures[0].rows)
    sides = [row.first if of == "top" else row.second for row in rows]
    assert found.native is not None
    assert found.native.series[0].values == tuple((side.x or 0) / side.n for side in sides)


def test_stacked_levels_have_a_bar_for_each_group_and_add_up() -> None:
    found = native("stacked_levels")
    assert found.categories == ("Top Performers", "The Rest")
    assert [series.name for series in found.series] == ["Disagree", "Neither", "Agree"]
    assert found.middle == 1
    for place in range(2):
        assert sum(series.values[place] or 0 for series in found.series) == pytest.approx(1)


def test_dots_have_the_share_at_each_level_with_its_interval() -> None:
    found = figure("p_top")
    rows = levels(found.pictures[0].rows)
    assert found.native is not None
    assert found.native.categories == tuple(row.level for row in rows)
    assert found.native.series[0].values == tuple((row.first.x or 0) / (row.n or 1) for row in rows)
    assert found.native.series[0].bounds == tuple((row.first_share.lower, row.first_share.upper) for row in rows)


def test_ratios_have_their_intervals_and_say_where_no_difference_is_shown() -> None:
    found = figure("forest")
    rows = contrasts(found.pictures[0].rows)
    assert found.native is not None
    assert found.native.series[0].values == tuple(row.ratio.value for row in rows)
    assert found.native.series[0].bounds == tuple((row.ratio.lower, row.ratio.upper) for row in rows)
    assert found.native.quiet == tuple(at for at, row in enumerate(rows) if row.verdict == "not shown")


def test_a_plane_has_how_common_each_item_is_and_its_gap() -> None:
    found = figure("quadrant")
    rows = contrasts(found.pictures[0].rows)
    assert found.native is not None
    shares = [((row.first.x or 0) + (row.second.x or 0)) / (row.first.n + row.second.n) for row in rows]
    assert found.native.series[0].values == pytest.approx(shares)
    assert found.native.series[1].values == tuple(row.gap.value for row in rows)


def test_shares_of_both_groups_together_are_ranked_as_well() -> None:
    found = figure("ranked_bars", 'of = "all"\n')
    rows = contrasts(found.pictures[0].rows)
    assert found.native is not None
    assert found.native.beside is not None
    assert found.native.series[0].values == tuple(row.prevalence for row in rows)
    assert len(found.native.beside.columns) == 1


def test_items_between_the_first_and_the_last_are_counted_in_a_category_without_a_number() -> None:
    found = native("dumbbell", "ends = 1\n")
    assert found.beside is not None
    assert found.categories[1].startswith("1 more")
    assert len(found.categories) == len(found.beside.rows) == 3
    assert [series.values[1] for series in found.series] == [None, None]


def test_a_chart_that_office_programs_cannot_show_has_no_numbers_of_its_own() -> None:
    assert figure("slope").native is None


@pytest.mark.parametrize(
    ("chart", "more"),
    [
        ("paired_bars", ""),
        ("dumbbell", ""),
        ("forest", ""),
        ("quadrant", ""),
        ("ranked_bars", 'of = "all"\n'),
        ("stacked_levels", ""),
    ],
)
def test_an_item_that_almost_is_a_criterion_carries_its_sign_into_office_programs(chart: str, more: str) -> None:
    columns = answers(300)
    columns["plan"] = columns["ripe"] = ["Agree" if grew == "Grew" else "Neither" for grew in columns["growth"]]
    found = native(chart, more, columns)
    signed = [name for name in found.categories if "\u00a0‡" in name]
    assert signed == ([] if chart == "stacked_levels" else ["Plans accounts\u00a0‡"])
    assert chart != "stacked_levels" or "(almost a criterion)" in figure(chart, more, columns).title
