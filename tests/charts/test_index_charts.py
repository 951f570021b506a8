"""Charts of an index: every text in its place whatever the names, every index drawn once, bands behind all of them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import bullet, index_trend, league, waterfall
from samkit.charts.theme import LIGHT
from samkit.charts.zones import colours
from samkit.indexed import (
    IndexBand,
    IndexChange,
    IndexGap,
    IndexMean,
    IndexRow,
    IndexScore,
    IndexStep,
)
from samkit.results import Estimate, Item
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption

BRIEF = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
CHARTS = ("league", "bullet", "waterfall", "index_trend")
EACH = pytest.mark.parametrize("chart", CHARTS)
NONE = Estimate(None, None, None)
numbers = st.floats(0, 100)


def about(name: str) -> Item:
    return Item(name, name, "index", "", ())


def bands(names: list[str]) -> list[IndexRow]:
    """Give bands of the same width."""
    step = 100 / max(len(names), 1)
    return [
        IndexBand(name, at * step, (at + 1) * step, with_lower=True, with_upper=at + 1 == len(names))
        for at, name in enumerate(names)
    ]


def score(
    name: str, value: float | None, period: str = "2026-Q1", position: int = 0, benchmark: str = "Average"
) -> IndexScore:
    index = NONE if value is None else Estimate(value, max(value - 9, 0), min(value + 9, 100))
    rank = NONE if value is None else Estimate(2, 1, 17)
    gaps = () if value is None else (IndexGap(benchmark, 70.0, value - 70), IndexGap("Top", 85.0, value - 85))
    return IndexScore(
        about(name), name[::-1], period, position, position == 0, index, index, rank, rank, 3, name, 0.9, gaps, ()
    )


def change(name: str, steps: list[float]) -> IndexChange:
    before, after = 40.0, min(max(40 + sum(steps), 0), 100)
    parts = tuple(IndexStep(f"c{at}", f"{name} {at}", 5, 5 + by, by) for at, by in enumerate(steps))
    apart = Estimate(after - before, after - before - 3, after - before + 3)
    return IndexChange(about(name), "manager", name, "2026-Q4", 1, before, after, apart, parts, "", "")


def course(name: str, values: list[float]) -> list[IndexRow]:
    return [score(name, value, f"2026-Q{at}", at) for at, value in enumerate(values)]


def rows(chart: str, names: list[str], values: list[float]) -> list[IndexRow]:
    """Give what a chart draws, under these names."""
    pairs = [(name, values[at % len(values)]) for at, name in enumerate(dict.fromkeys(names))]
    if chart == "waterfall":
        return [change(names[0], [value / 10 - 4 for value in values])]
    if chart == "index_trend":
        means: list[IndexRow] = [
            IndexMean(about(names[0]), "team", f"2026-Q{at}", at, 9, Estimate(value, value, value), "", ())
            for at, value in enumerate(values)
        ]
        return [*(row for name, _ in pairs for row in course(name, values)), *means]
    return [*(score(name, value, benchmark=names[-1]) for name, value in pairs), score("nothing", None)]


def drawn(chart: str, given_rows: list[IndexRow], caption: Caption = made.CAPTION) -> Any:
    module = importlib.import_module(f"samkit.charts.{chart}")
    return module.draw(given_rows, made.GROUPING, caption, LIGHT)


@EACH
@BRIEF
@given(
    names=st.lists(made.texts.filter(bool), min_size=1, max_size=6),
    over=st.lists(made.texts, min_size=1, max_size=4),
    values=st.lists(numbers, min_size=1, max_size=6),
    caption=made.captions,
)
def test_no_text_touches_another_or_leaves_the_page(
    chart: str, names: list[str], over: list[str], values: list[float], caption: Caption
) -> None:
    plate = drawn(chart, [*rows(chart, names, values), *bands(over)], caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@EACH
def test_nothing_to_draw_is_no_error(chart: str) -> None:
    assert drawn(chart, bands(["low", "high"])).lettering
    assert drawn(chart, [score("A", None), *bands(["low", "high"])]).lettering


def test_a_bar_of_a_bullet_is_as_long_as_its_index() -> None:
    plate = drawn("bullet", [score("A", 50.0), score("B", 100.0), score("C", 25.0), *bands(["all"])])
    bars = [right - left for fill, _, left, right in made.rectangles(plate) if fill == LIGHT.palette.first]
    assert sorted(round(bar / max(bars), 3) for bar in bars) == [0.25, 0.5, 1.0]


def test_steps_of_a_waterfall_stand_one_after_the_other() -> None:
    plate = drawn("waterfall", [change("A", [20.0, -10.0, 0.0]), *bands(["all"])])
    words = made.words(plate)
    for text in ("+20.0", "−10.0", "0.0", "40.0", "50.0", "+10.0 (+7.0 to +13.0)"):
        assert text in words
    inks = [box[0] for box in made.rectangles(plate)]
    assert LIGHT.palette.split[0] in inks  # what pulls an index down has the warm colour
    assert inks.count(LIGHT.palette.first) == 2


def test_a_line_breaks_where_a_period_is_missing_and_is_named_where_it_ends() -> None:
    whole, broken = course("A", [50.0, 60, 70]), course("B", [20.0, 30, 40])
    del broken[1]
    plate = drawn("index_trend", [*whole, *broken, *bands(["low", "high"])])
    words = [line.text for line in plate.lettering]
    assert "A 70.0" in words
    assert "B 40.0" in words
    assert [text for text in words if text.startswith("2026")] == ["2026-Q0", "2026-Q1", "2026-Q2"]


def test_every_index_of_a_league_has_a_dot_and_one_without_says_so() -> None:
    plate = drawn("league", [score("A", 50.0), score("B", 70.0), score("C", None), *bands(["low", "high"])])
    assert "No index: C" in made.words(plate)
    assert {"50.0", "70.0", "41.0 to 59.0", "1 to 17"} <= {line.text for line in plate.lettering}


def test_bands_have_colours_of_their_own_and_are_named_once() -> None:
    found = bands(["poor", "fair", "fine"])
    for module in (league, bullet, waterfall, index_trend):
        name = module.__name__.rpartition(".")[2]
        plate = drawn(name, [*rows(name, ["A"], [50.0, 60.0]), *found])
        assert [line.text for line in plate.lettering if line.text in {"poor", "fair", "fine"}].count("fair") == 1
    assert len(set(colours(LIGHT.palette, 3))) == 3
